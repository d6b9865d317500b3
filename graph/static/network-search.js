/* Finding a body: by any of its names, in Chinese or English, by pinyin or its initials. */

const search = { hits: [], at: 0 };

function findHits(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const score = node => node.label.toLowerCase() === wanted ? 3 : node.label.toLowerCase().startsWith(wanted) ? 2
    : node.label.toLowerCase().includes(wanted) ? 1 : 0;
  return data.nodes.filter(node => node.search.includes(wanted)).sort((a, b) => score(b) - score(a) || b.units - a.units || a.id - b.id);
}

function showHits(hits) {
  search.hits = hits;
  search.at = 0;
  const list = byId("hits"), input = byId("search");
  list.hidden = !hits.length;
  input.setAttribute("aria-expanded", String(hits.length > 0));
  list.replaceChildren(...hits.slice(0, 8).map((node, index) => el("li", {
    role: "option", id: "hit-" + index, "aria-selected": index === 0 ? "true" : "false",
    on: { pointerdown: event => { event.preventDefault(); takeHit(index); } },
  }, bdi(node.label), el("span", { class: "count" }, String(node.units)))));
  if (hits.length) input.setAttribute("aria-activedescendant", "hit-0");
  else input.removeAttribute("aria-activedescendant");
  byId("no-hit").replaceChildren();
}

function walkHits(step) {
  const count = Math.min(8, search.hits.length);
  if (!count) return;
  search.at = (search.at + step + count) % count;
  for (const [index, item] of [...byId("hits").children].entries()) item.setAttribute("aria-selected", String(index === search.at));
  byId("search").setAttribute("aria-activedescendant", "hit-" + search.at);
}

/* A body that the filters hide is shown all the same: what hides it is taken back, and the page says what. */
function takeHit(index) {
  const node = search.hits[index];
  if (!node) {
    if (byId("search").value.trim()) say("no-hit", `没有找到这样的${POINTS[0]}。`, "Nothing of that name.");
    return;
  }
  showHits([]);
  byId("search").value = node.label;
  const outside = !shown.present.has(node.id) && !shown.nodes.has(node.id), far = state.trail.length && !shown.nodes.has(node.id);
  change({ selected: { node: node.id }, isolated: false, ...(outside ? { facets: {}, compare: null, side: null } : {}), ...(far ? { trail: [] } : {}) });
  if (tooMany()) focusOn(node.id);
  if (outside) say("no-hit", "筛选已清除，因为它们隐去了这个单位。", "Filters were cleared, for they hid this body.");
  bringIntoSight({ node: node.id });
}

function onSearchKey(event) {
  if (event.key === "Enter") takeHit(search.at);
  else if (event.key === "ArrowDown") walkHits(1);
  else if (event.key === "ArrowUp") walkHits(-1);
  else return;
  event.preventDefault();
}

function listenToSearch() {
  byId("search").addEventListener("input", event => showHits(findHits(event.target.value)));
  byId("search").addEventListener("keydown", onSearchKey);
  byId("search").addEventListener("blur", () => { byId("hits").hidden = true; });
}
