/* Dots on a phone: given without a new page, and drawn as they were pressed last. */
(function () {
  "use strict";
  var live = window.workshop, box = live && live.outbox;
  if (!box) return;

  function one(selector, within) { return (within || document).querySelector(selector); }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  function wanted(form, out) {
    var entry = out[live.known(form)];
    return entry ? +entry.fields.dots : +form.getAttribute("data-dots");
  }
  function draw(out) {
    var left = one("#left"), spare = left && +left.getAttribute("data-left"), most;
    all(".asked form").forEach(function (form) {
      var entry = out[live.known(form)];
      one("button", form).hidden = true;
      ["first", "second"].forEach(function (name) {
        var chosen = entry && one("[name=" + name + "][value='" + entry.fields[name] + "']", form);
        if (chosen) chosen.checked = true;
      });
    });
    if (!left) return;
    Object.keys(out).forEach(function (key) {
      if (key.indexOf(left.getAttribute("data-to") + " ") === 0) spare -= out[key].fields.dots - out[key].was;
    });
    spare = Math.max(0, spare);
    left.textContent = left.getAttribute("data-words").replace("{left}", spare);
    all(".vote form").forEach(function (form) {
      var dots = wanted(form, out), buttons = form.querySelectorAll("button");
      most = +form.getAttribute("data-most");
      one("output", form).textContent = dots;
      [Math.max(0, dots - 1), Math.max(dots, Math.min(dots + 1, most, dots + spare))].forEach(function (value, place) {
        buttons[place].value = value;
        buttons[place].setAttribute("aria-disabled", value === dots ? "true" : "false");
      });
    });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest(".vote button") : null, form = button && button.form;
    if (!button) return;
    event.preventDefault();
    if (+button.value === wanted(form, box.waiting())) return;
    box.put(live.known(form), live.path(form), { card: form.elements.card.value, dots: button.value }, +form.getAttribute("data-dots"));
  });

  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.elements.second) box.put(live.known(form), live.path(form), live.written(form));
  });

  box.dots = {
    draw: draw,
    given: function (key, dots, left) {
      all(".vote form").forEach(function (form) { if (live.known(form) === key) form.setAttribute("data-dots", dots); });
      if (one("#left")) one("#left").setAttribute("data-left", left);
    },
    answered: function (told) {
      var shown = one("#answered");
      if (shown) shown.textContent = shown.getAttribute("data-words").replace("{count}", told.answered);
    },
    recorded: function () { all(".vote form").forEach(function (form) { box.recorded(live.known(form), +form.getAttribute("data-dots")); }); }
  };
})();
