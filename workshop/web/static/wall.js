"use strict";
const wall = document.getElementById("wall");
let before = "";
async function look() {
  try {
    const answer = await fetch("/now?page=" + wall.dataset.page, { cache: "no-store" });
    const text = await answer.text();
    if (answer.ok && text !== before) { wall.innerHTML = text; before = text; }
  } catch (error) { /* the wall's laptop is away for a moment */ }
}
setInterval(look, 500);
