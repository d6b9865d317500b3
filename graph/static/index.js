/* The index page: filter the cards, say how many are left. */

const MOST_HITS = 6;
const bodies = new Map();

/* Of each body of the card all names, the local one first. */
function bodiesOf(card) {
  if (!bodies.has(card)) bodies.set(card, JSON.parse(card.dataset.bodies));
  return bodies.get(card);
}

function isCalled(names, word) {
  return names.some(name => name.toLowerCase().includes(word));
}

/* Bodies that a word meets and the card does not show; a word that the head of the card holds asks for no body. */
function hitBodies(card, wanted) {
  const words = wanted.filter(word => !card.dataset.search.includes(word));
  const seen = [...card.querySelectorAll(".top:not(.hits) .body")].map(name => name.textContent);
  return bodiesOf(card).filter(names => words.some(word => isCalled(names, word))).map(names => names[0])
    .filter(name => !seen.includes(name));
}

function bodyLink(card, name) {
  if (!card.dataset.network) return el("span", { class: "body" }, name);
  return el("span", {}, el("a", { class: "body", href: card.dataset.network + "#" + new URLSearchParams({ s: name }) }, name));
}

function showHits(card, wanted) {
  const hits = hitBodies(card, wanted), line = card.querySelector(".hits");
  line.hidden = !hits.length;
  line.replaceChildren(el("span", { class: "count" }, both("查到单位：", "Bodies found:")),
    ...hits.slice(0, MOST_HITS).map(name => bodyLink(card, name)));
  if (hits.length > MOST_HITS) line.append(el("span", { class: "count" }, both(`等 ${hits.length} 个`, `and ${hits.length - MOST_HITS} more`)));
}

function matches(card, word) {
  return card.dataset.search.includes(word) || bodiesOf(card).some(names => isCalled(names, word));
}

function filterCards() {
  const wanted = byId("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean), silent = byId("silent").checked;
  const cards = [...document.querySelectorAll(".card[data-search]")];
  for (const card of cards) {
    card.hidden = !wanted.every(word => matches(card, word)) || (silent && card.dataset.silent === "0");
    showHits(card, wanted);
  }
  const left = cards.filter(card => !card.hidden).length;
  byId("found").replaceChildren(both(`${left} / ${cards.length} 个方案`, `${left} of ${cards.length} plans`));
  byId("nothing").hidden = left > 0;
  writeHash({ q: byId("search").value, n: silent ? "1" : "", l: document.documentElement.dataset.lang === "zh" ? "" : "en" });
}

setLanguage(readHash().get("l"));
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    setLanguage(button.dataset.language);
    if (byId("search")) filterCards();
  });
}
if (byId("search")) {
  byId("search").value = readHash().get("q") || "";
  byId("silent").checked = readHash().get("n") === "1";
  byId("search").addEventListener("input", filterCards);
  byId("silent").addEventListener("change", filterCards);
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      byId("search").value = "";
      byId("silent").checked = false;
      filterCards();
    }
  });
  filterCards();
}
