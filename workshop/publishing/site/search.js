
"use strict";
const MOST = 50;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const { found: said, none, first, items } = JSON.parse(document.getElementById("index").textContent);
const known = items.map(([name, , text, status]) => plain(`${name} ${text} ${status}`));
const query = document.getElementById("query");
const count = document.getElementById("count");
const results = document.getElementById("results");

function link(href, text) {
  const made = document.createElement("a");
  made.href = href;
  made.dir = "auto";
  made.textContent = text;
  return made;
}

function row([name, address, text, status]) {
  const made = document.createElement("li");
  const words = document.createElement("span");
  words.dir = "auto";
  words.textContent = ` ${text.length > 200 ? `${text.slice(0, 200)}…` : text} `;
  made.append(link(address, name), words);
  if (status) made.append(link(`follow-up.html#${encodeURIComponent(name)}`, status));
  return made;
}

function search() {
  const words = plain(query.value).split(/\s+/).filter(Boolean);
  const found = words.length ? items.filter((_, n) => words.every((word) => known[n].includes(word))) : [];
  results.replaceChildren(...found.slice(0, MOST).map(row));
  count.textContent = words.length ? (found.length ? said.replace("{}", found.length) : none) : "";
  if (found.length > MOST) count.textContent += `, ${first.replace("{}", MOST)}`;
}

document.getElementById("box").hidden = false;
query.addEventListener("input", search);
search();
