/* The board turns its own pages; keys turn them too. It shows all of a page at once. It controls nothing. */
(function () {
  "use strict";
  var live = window.workshop, touched = 0, result = results();
  var join = document.getElementById("join"), keys = document.getElementById("keys");
  if (!live) return;
  function results() { return !!document.querySelector(".results"); }
  function pages() {
    var nav = document.querySelector(".turner");
    return nav ? +nav.getAttribute("data-of") : 1;
  }
  function turn(step) {
    var of = pages();
    if (of > 1) live.fetch((live.page() - 1 + step + of) % of + 1);
  }
  /* Writes a page as large as the window holds: the list, or what is around a result, below a long question, beside the code. */
  function fit() {
    var style = document.body.style, head = document.querySelector(".head"), cards = document.getElementById("list"), list = 30, all = 20;
    function tooLong() {
      style.setProperty("--list", list / 20);
      style.setProperty("--all", all / 20);
      return document.documentElement.scrollHeight > window.innerHeight;
    }
    function around() {
      if (list === 12 || cards.offsetHeight < join.offsetHeight) return true;
      return list <= 20 && (results() || head.offsetHeight > window.innerHeight * 0.4);
    }
    while (tooLong() && list + all > 20) {
      if (all > 8 && around()) all -= 1;
      else list -= 1;
    }
  }
  live.swapped = function (name, part) {
    var here = name === "note" && part.querySelector("[data-people]");
    if ((results() || here && +here.getAttribute("data-people")) && !join.hasAttribute("data-held")) join.className = "away";
    if (result !== results()) { /* begins at its first page, and stays there a while */
      result = !result;
      touched = Date.now() - 45000;
      if (live.page() > 1) live.fetch(1);
    } else if (live.page() > pages()) live.fetch(1);
    fit();
  };
  document.addEventListener("keydown", function (event) {
    var step = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (step) {
      event.preventDefault();
      touched = Date.now();
      turn(document.dir === "rtl" && event.key.indexOf("Arrow") === 0 ? -step : step);
    } else if (event.key === "Home") { touched = Date.now(); live.fetch(1); }
    else if (event.key === "q" || event.key === "Q") {
      join.setAttribute("data-held", "");
      join.className = join.className ? "" : "away";
      fit();
    } else if (event.key === "m" || event.key === "M") {
      live.show = live.show ? "" : "&show=" + (document.querySelector("#list .mapped") ? "cards" : "map");
      live.fetch(1);
    } else if (event.key === "?" || event.key === "h" || event.key === "H") keys.hidden = !keys.hidden;
    else if (event.key === "Escape") keys.hidden = true;
  });
  window.addEventListener("resize", fit);
  fit();
  setInterval(function () { if (Date.now() - touched > 60000 && !document.hidden) turn(1); }, 12000);
})();
