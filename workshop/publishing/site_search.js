
"use strict";
const MOST = 50;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const items = JSON.parse(document.getElementById("index").textContent);
const known = items.map(([id, , text, status]) => plain(`${id} ${text} ${status}`));
const query = document.getElementById("query");
const count = document.getElementById("count");
const results = document.getElementById("results");

function link(href, text) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = text;
  return made;
}

function row([id, page, text, status]) {
  const made = document.createElement("li");
  const words = document.createElement("span");
  words.dir = "auto";
  words.textContent = ` ${text} `;
  made.append(link(`${page}#${encodeURIComponent(id)}`, id), words);
  if (status) made.append(link(`follow-up.html#${encodeURIComponent(id)}`, status));
  return made;
}

function search() {
  const words = plain(query.value).split(/\s+/).filter(Boolean);
  const found = words.length ? items.filter((_, n) => words.every((word) => known[n].includes(word))) : [];
  results.replaceChildren(...found.slice(0, MOST).map(row));
  count.textContent = words.length ? (found.length ? `${found.length} found` : "No matches") : "";
  if (found.length > MOST) count.textContent += `, the first ${MOST} are shown`;
}

document.getElementById("box").hidden = false;
query.addEventListener("input", search);
search();
