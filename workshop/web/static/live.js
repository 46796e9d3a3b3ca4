/* Live parts: what the server says is new takes the place of what was there. */
(function () {
  "use strict";
  var body = document.body, main = document.querySelector("main"), address = body.getAttribute("data-stream");
  if (!address || !window.EventSource || !window.fetch || !window.DOMParser) return;
  var at = body.getAttribute("data-at"), source = null, lost = 0, again = 0, ends = {};
  var live = window.workshop = { keep: null, swapped: null, back: null };

  live.page = function () { return +main.getAttribute("data-page") || 1; };
  live.swap = function (parts) {
    Object.keys(parts).forEach(function (name) {
      var old = document.getElementById(name);
      if (!old || old.innerHTML === parts[name] || (live.keep && live.keep(name, old, parts[name]))) return;
      var focused = old.contains(document.activeElement) && document.activeElement.id;
      old.innerHTML = parts[name];
      if (name === "timer") clock();
      if (live.swapped) live.swapped(name, old);
      if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
    });
  };
  live.fetch = function (number) {
    var page = number || live.page();
    return fetch(location.pathname + "?page=" + page, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html"), parts = {};
      if (!fresh.body.hasAttribute("data-at")) return;
      main.setAttribute("data-page", page);
      ["top", "timer", "do", "list", "done", "note"].forEach(function (name) {
        var part = fresh.getElementById(name);
        if (part) parts[name] = part.innerHTML;
      });
      live.swap(parts);
    }).catch(function () {});
  };

  function news(event) {
    var parts = JSON.parse(event.data), more = live.page() > 1 && ("list" in parts || "mark" in parts);
    at = event.lastEventId || at;
    if (more) delete parts.list;
    live.swap(parts);
    if (more) setTimeout(live.fetch, Math.random() * 1500);
  }
  function connect() {
    if (source) source.close();
    source = new EventSource(address + "&at=" + at);
    source.onmessage = news;
    source.addEventListener("resync", function () { setTimeout(live.fetch, Math.random() * 1500); });
    source.onopen = function () { lost = 0; offline(false); if (live.back) live.back(); };
    source.onerror = function () {
      lost = lost || Date.now();
      if (source.readyState === 2) { clearTimeout(again); again = setTimeout(connect, 3000); }
    };
  }
  function offline(shown) {
    var said = document.getElementById("offline");
    if (said && said.hidden === shown) said.hidden = !shown;
  }
  function clock() {
    var shown = document.querySelector("[data-left][role=timer]");
    ends = shown ? { at: Date.now() + +shown.getAttribute("data-left"), runs: shown.getAttribute("data-running") === "1" } : {};
  }
  function tick() {
    var shown = document.querySelector("[data-left][role=timer]"), left, seconds;
    if (shown && ends.runs) {
      left = ends.at - Date.now();
      seconds = Math.floor(Math.abs(left) / 1000);
      shown.textContent = (left < 0 ? "−" : "") + Math.floor(seconds / 60) + ":" + ("0" + seconds % 60).slice(-2);
    }
    if (lost && Date.now() - lost > 10000) offline(true);
  }
  document.addEventListener("visibilitychange", function () { if (!document.hidden) connect(); });
  window.addEventListener("pagehide", function () { if (source) source.close(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) connect(); });
  window.addEventListener("online", connect);
  setInterval(tick, 500);
  clock();
  connect();
})();
