/* Everything that the reader chose stands in the address after #, in words that outlive a new build. */

function nodeText(id) {
  return data.nodes[id].label;
}

function selectedText() {
  const at = state.selected;
  if (!at) return "";
  return at.node !== undefined ? nodeText(at.node) : [data.edges[at.edge].from, data.edges[at.edge].to].map(nodeText).join("~");
}

/* Every choice that is not the first one: key → text, or a list of texts. */
function parameters() {
  const language = document.documentElement.dataset.lang;
  const entries = {
    e: state.ties === firstTies ? "" : state.ties,
    w: state.least === null ? "" : String(state.least),
    i: state.isolated ? "1" : "",
    k: state.strongest ? "" : "0",
    v: state.view === "graph" ? "" : state.view,
    s: selectedText(),
    o: state.own === null ? "" : data.roles[state.own][0],
    x: state.trail.map(step => step.depth + nodeText(step.node)),
    ab: state.compare ? [state.compare.a, state.compare.b] : "",
    h: state.side === null ? "" : String(state.side),
    z: state.size === "units" ? "" : state.size,
    q: state.paint === "sort" ? "" : state.paint,
    n: state.names === "auto" ? "" : state.names,
    b: state.full ? "1" : "",
    l: language === "zh" ? "" : language,
  };
  for (const facet of facets) {
    const chosen = [...(state.facets[facet.key] || [])].sort((a, b) => a - b).map(value => facet.values[value].key);
    entries[facet.hash] = facet.key === "role" ? chosen.join(".") : chosen;
  }
  return entries;
}

function address() {
  return JSON.stringify(parameters());
}

function saveState() {
  writeHash(parameters());
}

/* Read the address of the page, or one that `address` gave. What is not known here is taken without. */
function loadState(text) {
  const kept = text ? JSON.parse(text) : null, hash = readHash();
  const all = key => kept ? [kept[key]].flat().filter(Boolean) : hash.getAll(key);
  const one = key => all(key)[0] ?? null;
  const first = firstChoices();
  Object.assign(state, first, { hover: null });
  if (tieSets().some(set => set.key === one("e"))) state.ties = one("e");
  const least = Number(one("w"));
  state.least = one("w") === null || !(least >= 0) ? null : least;
  state.isolated = one("i") === "1";
  state.strongest = one("k") !== "0";
  state.view = one("v") === "tables" ? "tables" : "graph";
  for (const facet of facets) {
    const keys = facet.key === "role" ? all(facet.hash).flatMap(value => value.split(".")) : all(facet.hash);
    const chosen = facet.values.map((value, index) => keys.includes(value.key) ? index : -1).filter(index => index >= 0);
    if (chosen.length && chosen.length < (facet.key === "role" ? facet.values.length : Infinity)) state.facets[facet.key] = new Set(chosen);
  }
  state.trail = all("x").map(step => ({ depth: Math.min(3, Math.max(1, Number(step[0]) || 1)), node: findNode(step.slice(1)) }))
    .filter(step => step.node !== undefined);
  const [a, b] = all("ab");
  state.compare = sides().some(side => side.key === a) && sides().some(side => side.key === b) && a !== b ? { a, b } : null;
  state.side = state.compare && ["0", "1", "2"].includes(one("h")) ? Number(one("h")) : null;
  if (measures().some(measure => measure.key === one("z"))) state.size = one("z");
  if (["community", "function"].includes(one("q"))) state.paint = one("q");
  if (["zh", "en", "both"].includes(one("n"))) state.names = one("n");
  state.full = one("b") === "1";
  if (!kept || one("l")) setLanguage(one("l"));
  state.selected = findSelected(one("s"));
  const own = data.roles.findIndex(role => role[0] === one("o")), node = state.selected ? state.selected.node : null;
  state.own = data.units.some(unit => unit.roles.has(node) && unit.roles.get(node).has(own)) ? own : null;
}

/* A body by its label in the picture, else by a full name or another one of its names. */
function findNode(text) {
  if (!text) return undefined;
  const exact = data.nodes.findIndex(candidate => candidate.label === text);
  const at = exact >= 0 ? exact : data.nodes.findIndex(candidate => [...candidate.full, ...candidate.names].includes(text));
  return at >= 0 ? at : undefined;
}

function findSelected(text) {
  const node = findNode(text);
  if (node !== undefined) return { node };
  if (!text) return null;
  const edge = data.edges.findIndex(e => text === data.nodes[e.from].label + "~" + data.nodes[e.to].label
    || text === data.nodes[e.to].label + "~" + data.nodes[e.from].label);
  return edge >= 0 ? { edge } : null;
}
