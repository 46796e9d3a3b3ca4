/* Live parts: what the server says is new takes the place of what was there. */
(function () {
  "use strict";
  var body = document.body, main = document.querySelector("main"), address = body.getAttribute("data-stream");
  var at = body.getAttribute("data-at"), source = null, lost = 0, heard = 0, again = 0, ends = {}, asked = 0;
  var live = window.workshop = { keep: null, before: null, swapped: null, back: null, own: null, show: "" };
  if (!window.fetch || !window.Promise) return;

  /* A server that says nothing is one that is not there. */
  live.ask = function (path, how) {
    how = how || {};
    how.credentials = "same-origin";
    return Promise.race([fetch(path, how), new Promise(function (_, fail) { setTimeout(fail, 8000); })]);
  };
  live.offline = function (shown) { show("offline", shown); };
  function show(id, shown) {
    var said = document.getElementById(id);
    if (said && said.hidden === shown) said.hidden = !shown;
  }
  if (!address || !window.EventSource || !window.DOMParser) return;

  live.page = function () { return +main.getAttribute("data-page") || 1; };
  live.swap = function (parts, own) {
    if (live.before) live.before();
    Object.keys(parts).forEach(function (name) {
      var old = document.getElementById(name), focused;
      if (!old || old.innerHTML === parts[name] || (live.keep && live.keep(name, old, parts[name], own))) return;
      focused = old.contains(document.activeElement) && document.activeElement.id;
      old.innerHTML = parts[name];
      if (name === "timer") clock();
      if (live.swapped) live.swapped(name, old, own);
      if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
    });
    if (live.own) live.own(parts, own);
  };
  /* The page as it is for this reader; of two that were asked for, the later counts. */
  live.fetch = function (number) {
    var page = number || live.page(), turn = asked += 1;
    return live.ask(location.pathname + "?page=" + page + live.show).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html"), parts = {};
      if (!text || turn !== asked) return;
      if (fresh.body.getAttribute("data-owner") !== body.getAttribute("data-owner")) return show("elsewhere", true);
      main.setAttribute("data-page", page);
      ["top", "timer", "do", "lines", "list", "done", "ask", "note", "join"].forEach(function (name) {
        var part = fresh.getElementById(name);
        if (part) parts[name] = part.innerHTML;
      });
      show("elsewhere", false);
      live.swap(parts, true);
    }).catch(function () {});
  };
  live.soon = function () { setTimeout(live.fetch, Math.random() * 1500); };

  function news(event) {
    var parts = JSON.parse(event.data), more = (live.show || live.page() > 1) && ("list" in parts || "mark" in parts);
    heard = Date.now();
    at = event.lastEventId || at;
    if (more) delete parts.list;
    if (live.show) delete parts.note, delete parts.top;
    live.swap(parts);
    if (more) live.soon();
  }
  function connect() {
    if (source) source.close();
    heard = Date.now();
    source = new EventSource(address + "&at=" + at);
    source.onmessage = news;
    source.addEventListener("beat", function () { heard = Date.now(); });
    source.addEventListener("resync", live.soon);
    source.addEventListener("moved", function () { location.reload(); });
    source.addEventListener("mine", function () { live.fetch(); });
    source.onopen = function () {
      heard = Date.now();
      if (lost && live.back) live.soon();
      lost = 0;
      live.offline(false);
      if (live.back) live.back();
    };
    source.onerror = function () {
      lost = lost || Date.now();
      if (source.readyState !== 2) return;
      clearTimeout(again);
      again = setTimeout(connect, 3000);
      if (live.back) live.fetch();
    };
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
    if (Date.now() - heard > 35000) {
      lost = lost || heard;
      connect();
    }
    if (lost && Date.now() - lost > 10000) live.offline(true);
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) return;
    connect();
    if (live.back) live.fetch();
  });
  window.addEventListener("pagehide", function () { if (source) source.close(); });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    connect();
    if (live.back) live.fetch();
  });
  window.addEventListener("online", connect);
  setInterval(tick, 500);
  clock();
  connect();
})();
