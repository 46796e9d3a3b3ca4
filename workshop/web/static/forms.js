/* Forms on a phone: what is typed stays, and what is sent waits for the line. */
(function () {
  "use strict";
  var live = window.workshop, box = live && live.outbox, said = document.getElementById("said");
  if (!live || !live.ask) return;

  function one(selector, within) { return (within || document).querySelector(selector); }
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function tell(sentence, refused) {
    said.setAttribute("role", refused ? "alert" : "status");
    said.textContent = sentence;
  }

  /* No page of the browser's own takes the place of ours: it is left only for one that answers. */
  function leave(path, go) {
    live.ask(path).then(function () { live.offline(false); go(); }, function () { live.offline(true); });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='/']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave(link.href, function () { location.assign(link.href); });
  });
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method === "get") {
      event.preventDefault();
      leave("/", function () { form.submit(); });
    }
  });
  if (!box) return;

  /* A form is known by where it goes and to which card. */
  var path = live.path = function (form) { return form.getAttribute("action").split(/[&#]/)[0]; };
  var known = live.known = function (form) { return path(form) + " " + (form.elements.card ? form.elements.card.value : ""); };
  function written(form) {
    var fields = {};
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.name && (field.type !== "radio" || field.checked)) fields[field.name] = field.value;
    });
    return fields;
  }
  live.written = written;
  function fresh() {
    var made = "", n;
    for (n = 0; n < 4; n += 1) made += Math.random().toString(36).slice(2, 8);
    return made;
  }

  /* What is being typed survives whatever is drawn anew. */
  var at = null, mine = false;
  live.before = function () {
    mine = mine || !!one("#left, [data-mine]"); /* also of a vote whose result is still waited for */
    var field = document.activeElement, form = field && field.form;
    at = form && { form: known(form), name: field.name, value: field.value, start: field.type === "text" || field.type === "textarea" ? field.selectionStart : null, field: field };
    if (at && field.type === "submit") at.place = all("button", form).indexOf(field);
  };
  function restore() {
    var typed = box.typed();
    all("main form").forEach(function (form) {
      var fields = typed[known(form)];
      if (!fields) return;
      all("input, textarea, select", form).forEach(function (field) {
        if (field.type === "hidden" || !(field.name in fields)) return;
        if (field.type === "radio") field.checked = field.value === fields[field.name];
        else if (!field.value || field.tagName === "SELECT" || field.hasAttribute("data-own")) field.value = fields[field.name] || field.value;
      });
      if (form.parentNode.tagName === "DETAILS") form.parentNode.open = true;
    });
    if (at && !document.contains(at.field)) all("main form").forEach(function (form) {
      var field = known(form) === at.form && (at.place === undefined ? all("[name='" + at.name + "']", form)[0] : all("button", form)[at.place]);
      if (!field || field.type === "hidden") return;
      field.focus();
      if (at.start !== null && at.place === undefined) field.setSelectionRange(at.start, at.start);
    });
    at = null;
  }
  document.addEventListener("input", function (event) {
    var form = event.target.form, fields;
    if (!form || form.method === "get") return;
    fields = written(form);
    box.type(known(form), fields.text || fields.tag ? fields : null);
  });

  document.addEventListener("submit", function (event) {
    var form = event.target, fields = written(form), key = known(form);
    if (form.method === "get") return;
    event.preventDefault();
    if ("text" in fields && !fields.text.trim()) return;
    if (form.id === "offer") { /* it stays in sight until it is recorded; pressed again it is the same sheet */
      fields.form = sheet(fields);
      key += fields.form;
      box.type(known(form), fields);
    } else if (form.elements.sheet) { /* the next one is another question */
      fields.sheet = fresh();
      key += " " + fields.sheet;
      form.elements.text.value = "";
    } else if (form.elements.tag) {
      key += " " + fields.tag;
      form.elements.tag.value = "";
    }
    if (event.submitter && event.submitter.name) fields[event.submitter.name] = event.submitter.value;
    if (form.id !== "offer") box.type(known(form), null);
    box.put(key, path(form), fields);
    if (form.id === "offer") box.retry();
  });

  function sheet(fields) {
    var out = box.waiting(), same = Object.keys(out).filter(function (key) { return out[key].fields.form && out[key].fields.text === fields.text; })[0];
    return same ? out[same].fields.form : fresh();
  }
  /* Whether the words that were sent are those in the form; what was typed since is another card. */
  function stands(sent) {
    var form = one("#offer"), typed = box.typed()[sent.path + " "];
    return form ? form.elements.text.value === sent.fields.text : !!typed && typed.text === sent.fields.text;
  }
  function writtenOff(sent) {
    if (!stands(sent)) return;
    if (one("#offer")) one("#offer").elements.text.value = "";
    box.type(sent.path + " ", null);
  }

  box.settled = function (key, sent, answer, kept) {
    if (!answer.ok || answer.told.receipt && !("dots" in sent.fields || "answered" in answer.told)) tell(answer.ok ? answer.told.receipt : answer.told.error, !answer.ok);
    if (answer.ok && ("dots" in sent.fields || "answered" in answer.told)) {
      if (said.getAttribute("role") === "alert") tell("");
      if ("answered" in answer.told) return box.dots.answered(answer.told);
      return box.dots.given(key, sent.fields.dots, answer.told.left);
    }
    if (sent.fields.sheet && !answer.ok && !kept && one("#question") && !one("#question").value) one("#question").value = sent.fields.text;
    if (sent.fields.form && answer.ok) writtenOff(sent);
    else if (sent.fields.form && !kept && !stands(sent)) box.refuse(key, sent);
    if (!kept) live.fetch();
  };
  box.shown = function (out, late) {
    var list = one("#waiting"), unsent = one("#unsent"), keys = late ? Object.keys(out) : [];
    box.dots.draw(out);
    unsent.textContent = keys.length ? unsent.getAttribute("data-words").replace("{count}", keys.length) : "";
    all("main form").forEach(function (form) {
      var here = keys.some(function (key) { return key === known(form) || (!out[key].fields.form && key.indexOf(known(form) + " ") === 0); });
      if (here) form.setAttribute("data-unsent", unsent.getAttribute("data-mark")); else form.removeAttribute("data-unsent");
    });
    list.textContent = "";
    Object.keys(out).forEach(function (key) {
      if (!out[key].fields.form) return;
      if (stands(out[key])) {
        if (late && one("#offer")) one("#offer").setAttribute("data-unsent", unsent.getAttribute("data-mark"));
        return;
      }
      var line = list.appendChild(document.createElement("li"));
      line.dir = "auto";
      line.textContent = out[key].fields.text;
      if (late) line.setAttribute("data-unsent", unsent.getAttribute("data-mark"));
    });
  };

  /* What another page of this person sent is taken off this one, if nothing was written to it here since. */
  box.elsewhere = function (before, after) {
    all("main form").forEach(function (form) {
      var was = before[known(form)], name = form.elements.text ? "text" : "tag", field = form.elements[name];
      if (was && field && !after[known(form)] && field.value === was[name]) field.value = field.defaultValue;
    });
  };

  /* The form in which somebody writes stays; dots given stay beside their cards, until this reader's own page comes. */
  live.keep = function (name, old, html, own) {
    if (name === "do" && one("#offer", old) && html.indexOf('id="offer"') >= 0) return true;
    if (name === "ask" && one("form", old) && html.indexOf("<form") >= 0) return true;
    if (own) return false;
    if (name === "done") return !!one(".card", old) && html.indexOf("<form") >= 0;
    var ballot = one("[data-ballot]", old);
    return !!ballot && html.indexOf(ballot.getAttribute("data-ballot")) >= 0;
  };
  live.swapped = function (name, part, own) { if (name === "do" && !own) tell(""); };
  live.own = function (parts, own) {
    restore();
    if (own) box.dots.recorded();
    box.mark();
    if ("do" in parts && one("#offer")) box.retry();
    if (!own && ("do" in parts && mine || one("[data-own] a"))) live.soon();
  };
  live.back = box.retry;
  document.addEventListener("DOMContentLoaded", function () { restore(); box.retry(); });
})();
