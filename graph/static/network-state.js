/* The data of the page, the choices of the reader, and the one way in which a choice changes what is shown. */

const data = JSON.parse(byId("network-data").textContent);

/* What the build leaves out of an entry because it is the common value. */
const NODE = { label: "", full: [], names: [], places: 1, units: 0, degree: 0, strength: 0, community: 0, mode: "body", functions: [],
  measures: {}, interval: {}, surfaces: [], stated: [], en: "", sort: 0 };
const EDGE = { weight: 0, forward: 0, backward: 0, strongest: 0, units: [], tier: 0, recurs: [], expected: 0, p: null, q: null, kind: "",
  aligned: 0, reused: 0, compared: 0, pairs: [], quotes: [], basis: 0 };
const UNIT = { number: "", heading: "", text: "", path: [], groups: [], programmes: [], members: [], kind: "", ordinal: 0, section: -1 };

data.nodes = data.nodes.map((node, id) => ({ ...NODE, ...node, id, at: [] }));
data.edges = data.edges.map((edge, id) => ({ ...EDGE, ...edge, id }));
for (const edge of data.edges) {
  data.nodes[edge.from].at.push(edge.id);
  data.nodes[edge.to].at.push(edge.id);
}
/* unit → node → roles; how many nodes stand in a unit is the k of the Newman weight */
data.units = data.units.map((unit, id) => {
  const roles = new Map();
  for (const [node, role] of unit.members || []) {
    if (!roles.has(node)) roles.set(node, new Set());
    roles.get(node).add(role);
  }
  return { ...UNIT, ...unit, id, roles };
});

/* Beside bodies a network may hold groups of people, programmes or provisions; one of plans holds no body at all. */
const BESIDE = { groups: ["人群", "groups", "人群", "Group"], programmes: ["项目", "programmes", "项目", "Programme"], units: ["条款", "provisions", "条款", "Provision"] }[data.by];
const ofPlans = data.by === "plans", twoMode = Boolean(BESIDE) || ofPlans;
const POINTS = BESIDE ? [`单位或${BESIDE[0]}`, `bodies or ${BESIDE[1]}`] : ["单位", "bodies"];

/* How many points are shown, by what they are. */
function pointsShown() {
  const bodies = [...shown.nodes].filter(id => data.nodes[id].mode === (ofPlans ? "plan" : "body")).length, others = shown.nodes.size - bodies;
  if (ofPlans) return [`${bodies} 份方案、${others} 份所引文件`, `${bodies} plans, ${others} cited documents`];
  if (!BESIDE) return [`${shown.nodes.size} 个单位`, `${shown.nodes.size} bodies`];
  return [`${bodies} 个单位、${others} 个${BESIDE[0]}`, `${bodies} bodies, ${others} ${BESIDE[1]}`];
}

/* The set of ties that the page opens with: those beyond chance, or the stronger ones where none is, or all. */
const hasBackbone = data.edges.some(edge => edge.tier > 0);
const firstTies = data.view === "backbone" && !hasBackbone ? "strongest" : data.view;

function firstChoices() {
  return {
    ties: firstTies, least: null, strongest: true, isolated: false, facets: {}, compare: null, side: null, trail: [],
    selected: null, own: null, view: "graph", size: "units", paint: "sort", names: "auto", full: false, whole: false,
  };
}

/* `own` narrows the list of the chosen body to what it does in one role; lines and partners do not heed it. */
const state = { ...firstChoices(), hover: null };

/* Whoever draws or lists registers here and is told when the choices or the selection changed. */
const listeners = [];

/* Steps of the reader, for the way back: the address before each change, or a body dragged from its place. */
const past = [];

const shown = {
  edges: new Map(), nodes: new Set(), present: new Set(), units: [],
  total: 0, inSet: 0, hidden: 0, beyond: 0, counts: new Map(), sides: [0, 0, 0],
};

/* Choices first, then what follows from them, then all who show it. A slider's many steps are one step back. */
function change(choices, { remember = true } = {}) {
  const before = address(), keys = Object.keys(choices).join();
  Object.assign(state, "selected" in choices ? { own: null } : {}, choices);
  state.hover = null;
  recompute();
  const at = state.selected;
  if (at && at.node === undefined && !shown.edges.has(at.edge)) state.selected = null;
  if (state.selected && state.selected.node !== undefined && !("selected" in choices) && !shown.nodes.has(state.selected.node)) state.selected = null;
  if (!state.selected || state.selected.node === undefined || !roleOn(state.own)) state.own = null;
  for (const listener of listeners) listener();
  const top = past[past.length - 1];
  if (remember && before !== address() && !(keys === "least" && top && top.keys === "least")) past.push({ address: before, keys });
  if (past.length > 100) past.shift();
  saveState();
  showSteps();
}

function select(at) {
  change({ selected: at });
}

function back() {
  const step = past.pop();
  if (!step) return;
  if (step.node !== undefined) moveBack(step);
  else {
    loadState(step.address);
    change({}, { remember: false });
    if (state.view === "graph") fitPicture();
  }
  showSteps();
}

function neighbours(node) {
  const found = new Set([node]);
  for (const id of data.nodes[node].at) if (shown.edges.has(id)) found.add(data.edges[id].from).add(data.edges[id].to);
  return found;
}

/* What stays clear while the rest fades: the node with its neighbours, or the edge with its ends. */
function focus() {
  const at = state.hover || state.selected;
  if (!at) return null;
  if (at.edge !== undefined) {
    const edge = data.edges[at.edge];
    return { nodes: new Set([edge.from, edge.to]), edge: at.edge };
  }
  return { nodes: neighbours(at.node), centre: at.node };
}

function say(id, zh, en) {
  byId(id).replaceChildren(both(zh, en));
}
