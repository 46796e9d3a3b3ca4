/* Takes what a phone has not sent along to the laptop on which its table goes on. */
(function () {
  "use strict";
  var body = document.body, to = body.getAttribute("data-to"), name = "kept-" + body.getAttribute("data-owner");
  var here = body.getAttribute("data-here"), mark = "#kept=", kept = "", place = location.hash.indexOf(mark);
  if (here) {
    try {
      if (place === 0 && !localStorage.getItem(name)) localStorage.setItem(name, decodeURIComponent(location.hash.slice(mark.length)));
    } catch (error) { /* nothing is kept in a private window */ }
    location.replace(here);
    return;
  }
  if (!to) {
    setTimeout(function () { location.reload(); }, 2000);
    return;
  }
  try { kept = localStorage.getItem(name) || ""; } catch (error) { /* as above */ }
  location.replace(to + (kept ? mark + encodeURIComponent(kept) : ""));
})();
