/* What is shown: the data of the page, the choices of the reader, and what follows from both. */

const data = JSON.parse(byId("network-data").textContent);

/* `own` narrows the list of the chosen body to what it does in one role; lines and partners do not heed it. */
const state = { step: 0, roles: new Set(), isolated: false, strongest: true, view: "graph", selected: null, own: null, hover: null };

/* Whoever draws or lists registers here and is told when the choices or the selection changed. */
const listeners = [];

const firstStep = Math.max(0, data.steps.indexOf(data.threshold));

/* unit → node → roles, and the number of bodies in each unit: k of the Newman weight */
for (const unit of data.units) {
  unit.roles = new Map();
  for (const [node, role] of unit.members) {
    if (!unit.roles.has(node)) unit.roles.set(node, new Set());
    unit.roles.get(node).add(role);
  }
}

function allRoles() {
  return state.roles.size === data.roles.length;
}

function takesPart(unit, node) {
  for (const role of unit.roles.get(node) || []) if (state.roles.has(role)) return true;
  return false;
}

/* The weight that the chosen roles leave; with all roles it is the one that the build computed. */
function weigh(edge) {
  if (allRoles()) return { weight: edge.weight, units: edge.units };
  const units = edge.units.filter(at => takesPart(data.units[at], edge.from) && takesPart(data.units[at], edge.to));
  const sum = units.reduce((total, at) => total + 1 / (data.units[at].roles.size - 1), 0);
  return { weight: Math.round(sum * 1e6) / 1e6, units };
}

/* The chosen roles can take every line from a body whose duties have others in them; the slider is not to blame then. */
function hiddenByRole(edges) {
  return !allRoles() && edges.length > 0 && edges.every(edge => !weigh(edge).units.length);
}

const shown = { edges: new Map(), nodes: new Set(), candidates: 0, present: new Set() };

function recompute() {
  const least = data.steps[state.step] || 0;
  shown.edges.clear();
  shown.nodes.clear();
  shown.present.clear();
  shown.candidates = 0;
  for (const edge of data.edges) {
    const now = weigh(edge);
    if (!now.units.length) continue;
    shown.candidates += 1;
    now.weak = now.weight < least;
    if (now.weak && !(state.strongest && edge.strongest)) continue;
    shown.edges.set(edge.id, now);
    shown.nodes.add(edge.from).add(edge.to);
  }
  for (const unit of data.units) for (const node of unit.roles.keys()) if (takesPart(unit, node)) shown.present.add(node);
  if (!state.isolated) for (const node of shown.present) shown.nodes.add(node);
}

function neighbours(node) {
  const found = new Set([node]);
  for (const id of shown.edges.keys()) {
    const edge = data.edges[id];
    if (edge.from === node) found.add(edge.to);
    if (edge.to === node) found.add(edge.from);
  }
  return found;
}

/* What stays clear while the rest fades: the node with its neighbours, or the edge with its ends. */
function focus() {
  const at = state.selected || state.hover;
  if (!at) return null;
  if (at.edge !== undefined) {
    const edge = data.edges[at.edge];
    return { nodes: new Set([edge.from, edge.to]), edge: at.edge };
  }
  return { nodes: neighbours(at.node), centre: at.node };
}

function saveState() {
  const at = state.selected;
  const selected = !at ? "" : at.edge !== undefined
    ? [data.edges[at.edge].from, data.edges[at.edge].to].map(id => data.nodes[id].label).join("~")
    : data.nodes[at.node].label;
  writeHash({
    w: state.step === firstStep ? "" : String(data.steps[state.step]),
    r: allRoles() ? "" : [...state.roles].sort().map(role => data.roles[role][0]).join(".") || "none",
    i: state.isolated ? "1" : "",
    k: state.strongest ? "" : "0",
    v: state.view === "graph" ? "" : state.view,
    s: selected,
    o: state.own === null ? "" : data.roles[state.own][0],
    l: document.documentElement.dataset.lang === "zh" ? "" : document.documentElement.dataset.lang,
  });
}

function loadState() {
  const hash = readHash();
  const weight = hash.get("w");
  const nearest = data.steps.findIndex(step => step >= Number(weight) - 1e-9);
  state.step = weight === null ? firstStep : nearest < 0 ? data.steps.length - 1 : nearest;
  const roles = hash.get("r");
  state.roles = new Set(data.roles.map((_, index) => index)
    .filter(index => roles === null || roles.split(".").includes(data.roles[index][0])));
  state.isolated = hash.get("i") === "1";
  state.strongest = hash.get("k") !== "0";
  state.view = hash.get("v") === "tables" ? "tables" : "graph";
  state.selected = findSelected(hash.get("s"));
  const own = data.roles.findIndex(role => role[0] === hash.get("o")), node = state.selected ? state.selected.node : null;
  state.own = data.units.some(unit => unit.roles.has(node) && unit.roles.get(node).has(own)) ? own : null;
  setLanguage(hash.get("l"));
}

function findSelected(text) {
  if (!text) return null;
  const exact = data.nodes.findIndex(candidate => candidate.label === text);
  const node = exact >= 0 ? exact : data.nodes.findIndex(candidate => [...candidate.full, ...candidate.names].includes(text));
  if (node >= 0) return { node };
  const edge = data.edges.findIndex(e => text === data.nodes[e.from].label + "~" + data.nodes[e.to].label);
  return edge >= 0 ? { edge } : null;
}

/* One way for every change: choices first, then what follows, then all who show it. */
function change(choices) {
  Object.assign(state, "selected" in choices ? { own: null } : {}, choices);
  state.hover = null;
  recompute();
  const at = state.selected;
  if (at && at.edge !== undefined && !shown.edges.has(at.edge) && !("selected" in choices)) state.selected = null;
  if (!state.selected || state.selected.node === undefined || !state.roles.has(state.own)) state.own = null;
  for (const listener of listeners) listener();
  saveState();
}
