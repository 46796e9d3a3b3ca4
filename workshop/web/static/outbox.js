/* What a phone keeps: what is being typed, and what was sent until it is answered. It belongs to one person in one session. */
(function () {
  "use strict";
  var live = window.workshop, name = "kept-" + document.body.getAttribute("data-owner"), memory = "", sending = false;
  var stopped = false, late = false, full = false, wait = 0;
  if (!live || !live.page) return;
  var box = live.outbox = { settled: null, shown: null };
  box.dots = { draw: nothing, given: nothing, answered: nothing, recorded: nothing }; /* until phone.js is there, which may not arrive */

  function nothing() { /* as above */ }

  function read() {
    var text = memory, kept;
    try { text = full ? memory : localStorage.getItem(name); } catch (error) { /* nothing is kept in a private window */ }
    try { kept = JSON.parse(text); } catch (error) { /* written by something else */ }
    return kept && kept.out ? kept : { typed: {}, out: {} };
  }
  function write(kept) {
    kept.at = Date.now();
    memory = JSON.stringify(kept);
    full = true; /* where there is no room it is kept for as long as the page is open */
    try { localStorage.setItem(name, memory); full = localStorage.getItem(name) !== memory; } catch (error) { /* as above */ }
  }
  box.typed = function () { return read().typed; };
  box.type = function (key, fields) {
    var kept = read();
    if (fields) kept.typed[key] = fields; else delete kept.typed[key];
    write(kept);
  };
  box.waiting = function () { return read().out; };
  box.put = function (key, path, fields, was) {
    var kept = read(), old = kept.out[key];
    kept.out[key] = { path: path, fields: fields, at: Date.now() + Math.random(), was: old ? old.was : was };
    write(kept);
    stopped = false;
    box.send();
  };

  box.recorded = function (key, dots) {
    var kept = read();
    if (kept.out[key]) { kept.out[key].was = dots; write(kept); }
  };

  /* One after the other, what takes dots away first, so that nothing goes over the budget on the way. */
  function next(out) {
    return Object.keys(out).filter(function (key) { return !out[key].refused; }).sort(function (a, b) {
      return (out[b].fields.dots < out[b].was) - (out[a].fields.dots < out[a].was) || out[a].at - out[b].at;
    })[0];
  }
  function encoded(fields) {
    return Object.keys(fields).map(function (field) {
      return encodeURIComponent(field) + "=" + encodeURIComponent(fields[field]);
    }).join("&");
  }
  box.send = function () {
    var key = next(read().out), sent = read().out[key], slow;
    if (!sent || sending || stopped) return mark();
    sending = true;
    slow = setTimeout(function () { late = true; mark(); }, 1200);
    live.ask(sent.path, {
      method: "POST", body: encoded(sent.fields),
      headers: { "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded" }
    }).then(function (answer) {
      return answer.json().then(function (told) { return { status: answer.status, ok: answer.ok, told: told, after: +answer.headers.get("Retry-After") || 3 }; });
    }).then(function (answer) { over(slow); settle(key, sent, answer); }, function () {
      over(slow);
      late = true;
      mark();
      setTimeout(box.send, 3000);
    });
  };
  function over(slow) { clearTimeout(slow); sending = false; }
  function settle(key, sent, answer) {
    var kept = read(), now = kept.out[key], busy = answer.status === 408 || answer.status === 429 || answer.status >= 500;
    late = busy || !!answer.told.keep;
    stopped = !!answer.told.keep;
    if (now && now.at === sent.at && !late) delete kept.out[key];
    else if (now && now.at !== sent.at && answer.ok) now.was = sent.fields.dots;
    write(kept);
    box.settled(key, sent, answer, late);
    mark();
    clearTimeout(wait);
    wait = setTimeout(box.send, busy ? answer.after * 1000 * (1 + Math.random()) : 0);
  }
  box.refuse = function (key, sent) { /* kept beside what is being typed, for the next time */
    var kept = read();
    sent.refused = true;
    kept.out[key] = sent;
    write(kept);
  };
  box.retry = function () {
    var kept = read();
    Object.keys(kept.out).forEach(function (key) { delete kept.out[key].refused; });
    write(kept);
    stopped = false;
    box.send();
  };
  function mark() {
    var out = read().out, keys = Object.keys(out);
    if (!keys.length) late = false;
    if (box.shown) box.shown(out, late || keys.some(function (key) { return out[key].refused; }));
  }
  box.mark = mark;

  /* Another page of the same person: what it has sent, and what it has no longer to send, is not a draft here. */
  window.addEventListener("storage", function (event) {
    if (event.key !== name || !box.elsewhere) return;
    try { box.elsewhere(JSON.parse(event.oldValue).typed, JSON.parse(event.newValue).typed); } catch (error) { /* written by something else */ }
    mark();
  });

  try { /* what somebody else left on this device goes after a week, as a cookie does */
    localStorage.removeItem("draft");
    Object.keys(localStorage).forEach(function (key) {
      if (key.indexOf("kept-") === 0 && Date.now() - JSON.parse(localStorage.getItem(key)).at > 6048e5) localStorage.removeItem(key);
    });
  } catch (error) { /* as above */ }
})();
