/* The index page: filter the cards, say how many are left. */

function filterCards() {
  const wanted = byId("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean), silent = byId("silent").checked;
  const cards = [...document.querySelectorAll(".card[data-search]")];
  for (const card of cards) {
    card.hidden = !wanted.every(word => card.dataset.search.includes(word)) || (silent && card.dataset.silent === "0");
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
