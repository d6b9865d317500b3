/* The picture: vis-network draws the bodies and ties in view at their fixed places; nothing else is given to it. */

const FONT = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';
const MANY = 800, TOO_MANY = 3000, DASHES = 1500;

const picture = { grow: 1, network: null, nodes: null, edges: null, version: 0, last: new Map(), labels: [], labelKey: "", spots: [], moved: new Map(), tones: {} };

function colour(name) {
  if (!(name in picture.tones)) picture.tones[name] = getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  return picture.tones[name];
}

function many() {
  return shown.nodes.size > MANY;
}

/* So many bodies are no picture: the page says so and draws on demand. */
function tooMany() {
  return shown.nodes.size > TOO_MANY && !state.whole;
}

function draw() {
  stretch();
  picture.nodes = new vis.DataSet();
  picture.edges = new vis.DataSet();
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  picture.network = new vis.Network(byId("graph"), { nodes: picture.nodes, edges: picture.edges }, {
    physics: false,
    layout: { randomSeed: 1, improvedLayout: false },
    interaction: {
      hover: data.nodes.length <= MANY, selectable: false, tooltipDelay: 1e9, hideEdgesOnDrag: data.nodes.length > MANY, hideEdgesOnZoom: data.nodes.length > MANY,
      keyboard: { enabled: false }, zoomSpeed: still.matches ? 0.4 : 0.6,
    },
    nodes: { borderWidth: 2, chosen: false },
    edges: { smooth: false, chosen: false, arrowStrikethrough: true,
      arrows: { to: { scaleFactor: 0.55 }, from: { scaleFactor: 0.55 } } },
  });
  listenToPicture();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { picture.tones = {}; picture.last.clear(); paint(); });
}

function listenToPicture() {
  const network = picture.network;
  let held = null;
  network.on("afterDrawing", drawLabels);
  network.on("click", event => select(whatIsAt(event.pointer)));
  /* once for each pair of clicks: the picture moves, and a second answer would find another body under the pointer */
  let entered = -1e9;
  const enter = pointer => {
    const at = whatIsAt(pointer);
    if (!at || at.node === undefined || performance.now() - entered < 700) return;
    entered = performance.now();
    focusOn(at.node);
  };
  network.on("doubleClick", event => enter(event.pointer));
  /* the browser's own, for vis-network takes two clicks for one where the first took long to answer */
  byId("graph").addEventListener("dblclick", event => {
    const frame = byId("graph").getBoundingClientRect(), spot = { x: event.clientX - frame.x, y: event.clientY - frame.y };
    enter({ DOM: spot, canvas: network.DOMtoCanvas(spot) });
  });
  network.on("hoverNode", event => hover({ node: event.node }, event.pointer.DOM));
  network.on("hoverEdge", event => hover(shown.edges.has(event.edge) ? { edge: event.edge } : null, event.pointer.DOM));
  network.on("blurNode", () => hover(null));
  network.on("blurEdge", () => hover(null));
  byId("graph").addEventListener("pointerleave", () => { if (state.hover) hover(null); });
  network.on("dragStart", event => {
    hideTip();
    const node = event.nodes[0];
    held = node === undefined ? null : { node, from: { ...picture.spots[node] } };
  });
  network.on("dragging", event => {
    for (const node of event.nodes) picture.spots[node] = network.getPosition(node);
    picture.version += 1;
  });
  network.on("dragEnd", () => {
    if (!held) return;
    past.push({ node: held.node, from: held.from });
    if (!picture.moved.has(held.node)) picture.moved.set(held.node, held.from);
    held = null;
    showSteps();
  });
}

/* Dragging changes the picture alone, never the data; each drag can be taken back, and all of them at once. */
function moveBack(step) {
  place(step.node, step.from);
  const home = data.nodes[step.node];
  if (step.from.x === home.x && step.from.y === home.y) picture.moved.delete(step.node);
}

function place(node, spot) {
  picture.spots[node] = { ...spot };
  if (picture.nodes.get(node)) picture.network.moveNode(node, spot.x, spot.y);
  picture.version += 1;
}

function restoreLayout() {
  for (const node of picture.moved.keys()) place(node, { x: data.nodes[node].x, y: data.nodes[node].y });
  picture.moved.clear();
  for (let at = past.length - 1; at >= 0; at -= 1) if (past[at].node !== undefined) past.splice(at, 1);
  picture.network.redraw();
  showSteps();
}

function whatIsAt(pointer) {
  const node = picture.network.getNodeAt(pointer.DOM);
  if (node !== undefined) return { node };
  const { x, y } = pointer.canvas;
  const label = picture.labels.find(box => x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h);
  if (label) return { node: label.node };
  const edge = picture.network.getEdgeAt(pointer.DOM);
  return edge !== undefined && shown.edges.has(edge) ? { edge } : null;
}

function hover(at, pointer) {
  state.hover = at;
  byId("graph").classList.toggle("over", Boolean(at));
  if (at && pointer) showTip(at, pointer);
  else hideTip();
  paint();
}

/* Send vis-network only what differs from the last time, and take away what is out of view. */
function send(set, prefix, items) {
  const wanted = new Set(items.map(item => item.id));
  const gone = set.getIds().filter(id => !wanted.has(id));
  for (const id of gone) picture.last.delete(prefix + id);
  if (gone.length) set.remove(gone);
  const changed = items.filter(item => {
    const key = prefix + item.id, now = JSON.stringify(item);
    if (picture.last.get(key) === now) return false;
    picture.last.set(key, now);
    return true;
  });
  if (changed.length) set.update(changed);
}

function nodeItem(node, centre) {
  const clear = !centre || centre.nodes.has(node.id), chosen = state.selected && state.selected.node === node.id, fill = colourOf(node);
  const spot = picture.spots[node.id], shape = data.sorts[node.sort][4];
  return {
    id: node.id, x: spot.x, y: spot.y, shape, size: sizeOf(node) * picture.grow * (shape === "star" ? 1.4 : 1), opacity: clear ? 1 : 0.16, borderWidth: chosen ? 3.5 : 2,
    color: { background: fill, border: chosen ? colour("ink") : colour("paper"), hover: { background: fill, border: colour("ink") } },
  };
}

/* Three kinds of tie, told apart by width, tone and dash: surely beyond chance, beyond chance, neither. */
function tieKind(now) {
  if (now.pale) return "pale";
  if (state.compare) return "side" + now.side;
  if (ofPlans) return now.kind;
  if (!hasBackbone) return now.weak ? "pale" : "plain";
  return [state.ties === "lead" ? "led" : "pale", "likely", "sure"][now.tier];
}

const TIES = {
  sure: { tone: "tie-sure", thick: 1.5, dash: false },
  likely: { tone: "tie-likely", thick: 1.1, dash: [14, 4] },
  pale: { tone: "tie-pale", thick: 0.5, dash: [2, 5] },
  cites: { tone: "tie-likely", thick: 0.7, dash: [9, 5] },
  shares: { tone: "tie-plain", thick: 1, dash: false },
  both: { tone: "tie-sure", thick: 1.3, dash: false },
  led: { tone: "tie-plain", thick: 0.75, dash: [6, 3] },
  plain: { tone: "tie-plain", thick: 1, dash: false },
  side0: { tone: "side-a", thick: 1, dash: false },
  side1: { tone: "side-b", thick: 1, dash: [9, 5] },
  side2: { tone: "side-both", thick: 1.8, dash: false },
};

function edgeItem(edge, now, centre, plain) {
  const kind = TIES[tieKind(now)], near = centre && (centre.edge === edge.id || edge.from === centre.centre || edge.to === centre.centre);
  const led = state.ties === "lead", one = !BESIDE && !led && !(now.forward && now.backward);
  const arrows = [now.forward && (led || one) ? "to" : "", now.backward && (led || one) ? "from" : ""];
  const few = shown.main < 80 ? 0.5 : 0;
  const width = (0.9 + few + (data.by === "units" ? 0.3 : 4.1) * Math.sqrt(Math.min(1, strength(now) / (now.pale ? data.heaviest : shown.heaviest)))) * kind.thick * Math.sqrt(picture.grow);
  const accent = near && !state.compare && !now.pale;
  return {
    id: edge.id, from: edge.from, to: edge.to, arrows: arrows.filter(Boolean).join(","), dashes: shown.edges.size > DASHES ? false : kind.dash,
    color: { color: colour(accent ? "accent" : kind.tone), hover: colour("accent"), opacity: !centre ? plain : near ? 1 : 0.12 },
    width: Math.max(0.7, width),
  };
}

function paint() {
  if (state.view === "tables") return;
  const off = tooMany(), centre = focus();
  const plain = Math.min(1, Math.max(0.3, Math.sqrt(140 / Math.max(1, shown.edges.size))));
  send(picture.nodes, "n", off ? [] : [...shown.nodes].map(id => nodeItem(data.nodes[id], centre)));
  send(picture.edges, "e", off ? [] : [...shown.edges].map(([id, now]) => edgeItem(data.edges[id], now, centre, plain)));
  picture.version += 1;
  picture.network.redraw();
}

/* --- the view ------------------------------------------------------------------------------------------------ */

/* Fit what is shown, with room for labels at the rim. */
function fitPicture() {
  const frame = byId("graph").getBoundingClientRect(), ids = [...shown.nodes];
  if (!ids.length || frame.width < 60 || frame.height < 130 || tooMany()) return;
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const id of ids) {
    const { x, y } = picture.spots[id];
    left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y);
  }
  const scale = Math.min(1.5, (frame.width - 110) / Math.max(1, right - left), (frame.height - 116) / Math.max(1, bottom - top));
  picture.grow = Math.min(many() ? 3.2 : 2.2, Math.max(1, 0.8 / scale));
  paint();
  picture.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 16 / scale }, scale, animation: false });
}

/* The build places for a square; a tall or wide window stretches the picture, never its order. */
function stretch() {
  const frame = byId("graph").getBoundingClientRect();
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const { x, y } of data.nodes) {
    left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y);
  }
  const wide = Math.max(1, right - left), high = Math.max(1, bottom - top);
  const ratio = (frame.height - 104) / Math.max(1, frame.width - 110) / (high / wide) || 1;
  const up = Math.min(1.9, Math.max(1, ratio)), across = Math.min(1.7, Math.max(1, 1 / ratio));
  for (const node of data.nodes) {
    node.x *= across;
    node.y *= up;
  }
  picture.spots = data.nodes.map(node => ({ x: node.x, y: node.y }));
}

function zoomPicture(factor) {
  if (factor === 0) fitPicture();
  else picture.network.moveTo({ scale: picture.network.getScale() * factor, animation: false });
}

function panPicture(x, y) {
  const at = picture.network.getViewPosition(), scale = picture.network.getScale();
  picture.network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale }, animation: false });
}

/* On a phone the panel covers the lower half: what is chosen is moved up, and the page too where its head is tall. */
function aboveSheet(at) {
  if (!matchMedia("(max-width: 760px)").matches || state.view === "tables" || tooMany()) return;
  if (innerHeight * 0.44 - byId("graph").getBoundingClientRect().top < 160) byId("graph").scrollIntoView({ block: "start", behavior: "instant" });
  const spot = picture.spots[at.node !== undefined ? at.node : data.edges[at.edge].from], frame = byId("graph").getBoundingClientRect();
  const free = Math.max(120, innerHeight * 0.44 - frame.top);
  picture.network.moveTo({ position: spot, offset: { x: 0, y: free / 2 - frame.height / 2 }, animation: false });
}

/* The whole picture, and on a phone what is chosen above the sheet. */
function settleView() {
  fitPicture();
  if (state.selected) aboveSheet(state.selected);
}

function bringIntoSight(at) {
  if (!at || tooMany()) return;
  const ids = at.edge !== undefined ? [data.edges[at.edge].from, data.edges[at.edge].to] : [at.node];
  const spots = ids.map(id => picture.spots[id]), frame = byId("graph").getBoundingClientRect();
  const outside = spots.some(spot => {
    const { x, y } = picture.network.canvasToDOM(spot);
    return x < 40 || y < 40 || x > frame.width - 40 || y > frame.height - 60;
  });
  if (!outside) return;
  const middle = { x: spots.reduce((s, p) => s + p.x, 0) / spots.length, y: spots.reduce((s, p) => s + p.y, 0) / spots.length };
  picture.network.moveTo({ position: middle, animation: false });
}
