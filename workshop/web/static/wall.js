"use strict";
/* The wall looks again by itself, shows on one page what the window holds, and turns its pages; keys turn them too. */
const wall = document.getElementById("wall");
const MOST = 240, LEAST = 4;
let before = "", room = MOST, page = +wall.dataset.page || 1, touched = 0, since = Date.now(), busy = false;
function pages() {
  const turner = wall.querySelector("nav");
  return turner ? +turner.dataset.of : 1;
}
function turn(to) {
  const of = pages();
  page = (to - 1 + of) % of + 1;
  since = Date.now();
  look();
}
function tooLong() { return document.documentElement.scrollHeight > window.innerHeight; }
async function look() {
  if (busy) return;
  busy = true;
  try {
    for (let again = true; again;) {
      const asked = page, answer = await fetch("/now?page=" + page + "&room=" + room, { cache: "no-store" });
      const text = await answer.text();
      if (answer.ok && text !== before) { wall.innerHTML = text; before = text; }
      page = Math.min(page, pages());
      again = asked !== page && answer.ok && asked <= pages();
      if (answer.ok && tooLong() && room > LEAST) {
        room = Math.max(LEAST, Math.floor(room * Math.min(0.95, window.innerHeight / document.documentElement.scrollHeight)));
        again = true;
      }
    }
  } catch (error) { /* the wall's laptop is away for a moment */ }
  busy = false;
}
function readFor() { return Math.min(45000, Math.max(8000, wall.textContent.split(/\s+/).length * 400)); }
document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (step) turn(page + step); else if (event.key === "Home") turn(1); else return;
  touched = Date.now();
  event.preventDefault();
});
window.addEventListener("resize", () => { room = MOST; look(); });
setInterval(look, 500);
setInterval(() => {
  if (pages() > 1 && !document.hidden && Date.now() - since > readFor() && Date.now() - touched > 60000) turn(page + 1);
}, 1000);
look();
