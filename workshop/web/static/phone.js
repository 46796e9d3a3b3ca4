/* A phone's own: drafts that stay, sending that waits for the line, dots without a new page. */
(function () {
  "use strict";
  var live = window.workshop, said = document.getElementById("said"), wanted = {}, busy = {};
  if (!live) return;

  function one(selector, within) { return (within || document).querySelector(selector); }
  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }
  function tell(sentence, refused) {
    said.setAttribute("role", refused ? "alert" : "status");
    said.textContent = sentence;
  }
  function post(path, fields) {
    var pairs = Object.keys(fields).map(function (name) {
      return encodeURIComponent(name) + "=" + encodeURIComponent(fields[name]);
    });
    return fetch(path, {
      method: "POST", credentials: "same-origin", body: pairs.join("&"),
      headers: { "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded" }
    }).then(function (answer) {
      return answer.json().then(function (told) { return { ok: answer.ok, status: answer.status, told: told }; });
    });
  }

  /* Drafts */
  function stored() {
    try { return JSON.parse(localStorage.getItem("draft")) || {}; } catch (error) { return {}; }
  }
  function store(draft) {
    try { localStorage.setItem("draft", JSON.stringify(draft)); } catch (error) { /* a private window */ }
  }
  function sheet() {
    var form = one("#offer"), kind = form && one("input[name=kind]:checked", form);
    if (!form) return null;
    return {
      kind: kind ? kind.value : "", text: form.elements.text.value, form: form.elements.form.value,
      theme: form.elements.theme ? form.elements.theme.value : "1"
    };
  }
  function fresh() {
    var made = "", n;
    for (n = 0; n < 4; n += 1) made += Math.random().toString(36).slice(2, 8);
    return made;
  }
  function restore() {
    var form = one("#offer"), draft = stored(), kind;
    if (!form) return;
    if (form.elements.form.value === "-") form.elements.form.value = fresh();
    if (draft.text && !form.elements.text.value) {
      form.elements.text.value = draft.text;
      form.elements.form.value = draft.form;
      kind = one('input[name=kind][value="' + draft.kind + '"]', form);
      if (kind) kind.checked = true;
    }
  }
  function keep(sending) {
    var draft = sheet();
    if (!draft) return null;
    draft.sending = !!sending;
    store(draft);
    return draft;
  }

  /* Offering: the same sheet is sent until it is answered, and recorded once. */
  function offer() {
    var draft = stored(), button = one("#offer button");
    if (!draft.sending || busy.offer) return;
    busy.offer = true;
    if (button) button.setAttribute("aria-busy", "true");
    post("/cards", draft).then(function (answer) {
      var form = one("#offer");
      if (answer.ok) {
        store({});
        if (form && form.elements.form.value === draft.form) {
          form.elements.text.value = "";
          form.elements.form.value = fresh();
        }
      } else {
        draft.sending = false;
        store(draft);
      }
      tell(answer.ok ? answer.told.receipt : answer.told.error, !answer.ok);
      done();
    }, function () { done(); setTimeout(offer, 3000); });
    function done() {
      busy.offer = false;
      if (one("#offer button")) one("#offer button").removeAttribute("aria-busy");
    }
  }

  /* Dots: what was pressed last is what is sent. */
  function left() { return one("#left") ? +one("#left").getAttribute("data-left") : 0; }
  function draw(form, dots, remaining) {
    var buttons = form.querySelectorAll("button"), most = +form.getAttribute("data-most");
    var values = [Math.max(0, dots - 1), Math.max(dots, Math.min(dots + 1, most, dots + remaining))];
    one("output", form).textContent = dots;
    values.forEach(function (value, place) {
      buttons[place].value = value;
      buttons[place].setAttribute("aria-disabled", value === dots ? "true" : "false");
    });
  }
  function number(form) { return +one("output", form).textContent; }
  function budget(remaining) {
    var shown = one("#left");
    if (!shown) return;
    shown.setAttribute("data-left", remaining);
    shown.textContent = shown.getAttribute("data-words").replace("{left}", remaining);
    each(".vote form", function (form) { draw(form, number(form), remaining); });
  }
  function press(form, value) {
    var card = form.elements.card.value, change = value - number(form);
    if (!change) return;
    wanted[card] = value;
    one("output", form).textContent = value;
    budget(left() - change);
    vote(card);
  }
  function vote(card) {
    var sent = wanted[card];
    if (busy[card] || sent === undefined) return;
    busy[card] = true;
    post("/votes", { card: card, dots: sent }).then(function (answer) {
      busy[card] = false;
      if (wanted[card] !== sent) return vote(card);
      delete wanted[card];
      if (answer.ok && !Object.keys(wanted).length) budget(answer.told.left);
      if (!answer.ok) { tell(answer.told.error, true); live.fetch(); }
    }, function () { busy[card] = false; setTimeout(function () { vote(card); }, 3000); });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest(".vote button") : null;
    if (!button) return;
    event.preventDefault();
    press(button.form, +button.value);
  });
  document.addEventListener("submit", function (event) {
    var form = event.target, path = form.getAttribute("action"), fields = {};
    if (form.id === "offer") {
      event.preventDefault();
      keep(true);
      offer();
    } else if (path === "/tags" || path === "/finished") {
      event.preventDefault();
      Array.prototype.forEach.call(form.elements, function (field) { if (field.name) fields[field.name] = field.value; });
      post(path, fields).then(function (answer) {
        tell(answer.ok ? answer.told.receipt : answer.told.error, !answer.ok);
        live.fetch();
      }, function () { form.submit(); });
    }
  });
  document.addEventListener("input", function (event) { if (event.target.form && event.target.form.id === "offer") keep(false); });

  /* The form in which somebody writes stays; dots given stay beside their cards. */
  live.keep = function (name, old, html) {
    if (name === "do" && one("#offer", old) && html.indexOf('id="offer"') >= 0) return true;
    if (name === "done") return !!one(".card", old) && html.indexOf("<form") >= 0;
    var ballot = one("[data-ballot]", old);
    return !!ballot && html.indexOf(ballot.getAttribute("data-ballot")) >= 0;
  };
  live.swapped = function (name) { if (name === "do") { tell(""); restore(); } };
  live.back = function () { offer(); Object.keys(wanted).forEach(vote); };
  restore();
  offer();
})();
