/* The picture: vis-network draws nodes and lines at their fixed places, the labels are drawn here. */

const FONT = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';
const MANY = 800;

const picture = { grow: 1, network: null, nodes: null, edges: null, version: 0, last: new Map(), labels: [], labelKey: "" };

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

function tip(node) {
  const place = node.places > 1 ? [`（${node.places} 地同名）`, ` (${node.places} places)`] : ["", ""];
  return el("div", {}, el("strong", {}, node.label),
    both(`${place[0]}　${node.units} 项职责，${node.degree} 个伙伴`,
      `${place[1]}: ${node.units} duties, ${node.degree} partners`));
}

function draw() {
  stretch();
  picture.nodes = new vis.DataSet(data.nodes.map(node => ({
    id: node.id, x: node.x, y: node.y, size: node.size, shape: node.shape, title: tip(node),
    color: { background: node.color, border: node.color },
  })));
  picture.edges = new vis.DataSet(data.edges.map(edge => ({
    id: edge.id, from: edge.from, to: edge.to, arrows: edge.arrows, width: edge.width, hidden: true,
  })));
  picture.network = new vis.Network(byId("graph"), { nodes: picture.nodes, edges: picture.edges }, {
    physics: false,
    layout: { randomSeed: 1, improvedLayout: false },
    interaction: {
      hover: true, selectable: false, tooltipDelay: 250, hideEdgesOnDrag: data.nodes.length > MANY,
      keyboard: { enabled: true, bindToWindow: false, autoFocus: false }, zoomSpeed: 0.6,
    },
    nodes: { borderWidth: 2, chosen: false },
    edges: { smooth: false, chosen: false, arrowStrikethrough: true,
      arrows: { to: { scaleFactor: 0.55 }, from: { scaleFactor: 0.55 } } },
  });
  listenToPicture();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { picture.last.clear(); paint(); });
}

function listenToPicture() {
  const network = picture.network;
  network.on("afterDrawing", drawLabels);
  network.on("click", event => select(whatIsAt(event.pointer)));
  network.on("hoverNode", event => hover({ node: event.node }));
  network.on("hoverEdge", event => hover(shown.edges.has(event.edge) ? { edge: event.edge } : null));
  network.on("blurNode", () => hover(null));
  network.on("blurEdge", () => hover(null));
  network.on("dragging", () => { picture.version += 1; });
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

function select(at) {
  change({ selected: at });
}

function hover(at) {
  if (data.nodes.length > MANY) return;
  state.hover = at;
  byId("graph").classList.toggle("over", Boolean(at));
  paint();
}

/* Send vis-network only what differs from the last time. */
function send(set, prefix, items) {
  const changed = items.filter(item => {
    const key = prefix + item.id, now = JSON.stringify(item);
    if (picture.last.get(key) === now) return false;
    picture.last.set(key, now);
    return true;
  });
  if (changed.length) set.update(changed);
}

function paint() {
  const centre = focus(), paper = colour("paper"), accent = colour("accent"), line = colour("line");
  const plain = Math.min(1, Math.max(0.3, Math.sqrt(90 / Math.max(1, shown.edges.size))));
  send(picture.nodes, "n", data.nodes.map(node => {
    const clear = !centre || centre.nodes.has(node.id);
    const chosen = state.selected && state.selected.node === node.id;
    return {
      id: node.id, hidden: !shown.nodes.has(node.id), opacity: clear ? 1 : 0.16, size: node.size * picture.grow, borderWidth: chosen ? 4 : 2,
      color: { background: node.color, border: chosen ? colour("ink") : paper,
        hover: { background: node.color, border: colour("ink") } },
    };
  }));
  send(picture.edges, "e", data.edges.map(edge => {
    const now = shown.edges.get(edge.id);
    const near = centre && (centre.edge === edge.id || edge.from === centre.centre || edge.to === centre.centre);
    return {
      id: edge.id, hidden: !now, dashes: now && now.weak ? [5, 5] : false, color: { color: near ? accent : line, hover: accent, opacity: !centre ? plain : near ? 1 : 0.1 },
      width: now ? (0.8 + 4.2 * Math.sqrt(now.weight / data.heaviest)) * Math.sqrt(picture.grow) : 1,
    };
  }));
  picture.version += 1;
  picture.network.redraw();
}

/* Labels keep their size on the screen; where two would overlap the body with fewer duties goes without. */
function placeLabels(context, scale, centre) {
  const size = 13 / scale, gap = 3 / scale, placed = [];
  const spots = picture.network.getPositions();
  const rank = node => (centre && centre.centre === node.id ? 4e6 : centre && centre.nodes.has(node.id) ? 2e6 : 0) + node.units;
  const visible = data.nodes.filter(node => shown.nodes.has(node.id)).sort((a, b) => rank(b) - rank(a) || a.id - b.id);
  const dots = visible.map(node => ({ ...spots[node.id], r: node.size * picture.grow, node: node.id }));
  const frame = byId("graph").getBoundingClientRect();
  const low = picture.network.DOMtoCanvas({ x: 0, y: 0 }), high = picture.network.DOMtoCanvas({ x: frame.width, y: frame.height });
  const inside = box => box.x >= low.x && box.y >= low.y && box.x + box.w <= high.x && box.y + box.h <= high.y;
  context.font = `500 ${size}px ${FONT}`;
  for (const [place, node] of visible.slice(0, 400).entries()) {
    const text = short(node.label) + (node.places > 1 ? ` ×${node.places}` : ""), r = node.size * picture.grow;
    const w = context.measureText(text).width + 2 * gap, h = size * 1.25;
    const { x, y } = spots[node.id];
    const places = [
      { x: x - w / 2, y: y + r + gap }, { x: x - w / 2, y: y - r - gap - h },
      { x: x + r + gap, y: y - h / 2 }, { x: x - r - gap - w, y: y - h / 2 },
      { x: x - w + r, y: y - r - gap - h }, { x: x - r, y: y - r - gap - h }, { x: x - w + r, y: y + r + gap }, { x: x - r, y: y + r + gap },
    ].map(spot => ({ ...spot, w, h, node: node.id, text }));
    const clear = places.filter(box => !placed.some(other => overlap(box, other)) && !dots.some(dot => covers(box, dot)));
    const free = clear.find(inside)
      || ((place < 12 || (centre && centre.nodes.has(node.id))) && places.find(box => !placed.some(other => overlap(box, other))))
      || (centre && centre.centre === node.id && places[0]);
    if (free) placed.push(free);
  }
  return placed;
}

function short(label) {
  const points = Array.from(label);
  return points.length <= 10 ? label : points.slice(0, 5).join("") + "…" + points.slice(-4).join("");
}

function overlap(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function covers(box, dot) {
  const r = dot.r * 0.95;
  return dot.node !== box.node && dot.x + r > box.x && dot.x - r < box.x + box.w && dot.y + r > box.y && dot.y - r < box.y + box.h;
}

function drawLabels(context) {
  const scale = picture.network.getScale(), at = picture.network.getViewPosition(), centre = focus();
  const key = [scale.toFixed(4), at.x.toFixed(0), at.y.toFixed(0), picture.version].join("/");
  if (picture.labelKey !== key) {
    picture.labels = placeLabels(context, scale, centre);
    picture.labelKey = key;
  }
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4 / scale;
  context.strokeStyle = colour("paper");
  context.fillStyle = colour("ink");
  for (const box of picture.labels) {
    const bold = centre && centre.centre === box.node;
    context.globalAlpha = !centre || centre.nodes.has(box.node) ? 1 : 0.2;
    context.font = `${bold ? 700 : 500} ${13 / scale}px ${FONT}`;
    context.strokeText(box.text, box.x + box.w / 2, box.y + box.h / 2);
    context.fillText(box.text, box.x + box.w / 2, box.y + box.h / 2);
  }
  context.globalAlpha = 1;
}

/* Fit what is shown, with room for labels at the rim. */
function fitPicture() {
  const frame = byId("graph").getBoundingClientRect(), ids = [...shown.nodes];
  if (!ids.length || !frame.width) return;
  const spots = Object.values(picture.network.getPositions(ids)), xs = spots.map(spot => spot.x), ys = spots.map(spot => spot.y);
  const left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), bottom = Math.max(...ys);
  const scale = Math.min(1.5, (frame.width - 96) / Math.max(1, right - left), (frame.height - 128) / Math.max(1, bottom - top));
  picture.grow = Math.min(2.2, Math.max(1, 0.8 / scale));
  paint();
  picture.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 20 / scale }, scale, animation: false });
}

/* The build places for a square; a tall or wide window stretches the picture, never its order. */
function stretch() {
  const frame = byId("graph").getBoundingClientRect(), xs = data.nodes.map(node => node.x), ys = data.nodes.map(node => node.y);
  const wide = Math.max(1, Math.max(...xs) - Math.min(...xs)), high = Math.max(1, Math.max(...ys) - Math.min(...ys));
  const ratio = (frame.height - 128) / Math.max(1, frame.width - 96) / (high / wide);
  const up = Math.min(1.9, Math.max(1, ratio)), across = Math.min(1.6, Math.max(1, 1 / ratio));
  for (const node of data.nodes) {
    node.x *= across;
    node.y *= up;
  }
}

function zoomPicture(factor) {
  if (factor === 0) fitPicture();
  else picture.network.moveTo({ scale: picture.network.getScale() * factor, animation: false });
}

function bringIntoSight(at) {
  if (!at) return;
  const ids = at.edge !== undefined ? [data.edges[at.edge].from, data.edges[at.edge].to] : [at.node];
  const spots = ids.map(id => picture.network.getPosition(id)), frame = byId("graph").getBoundingClientRect();
  const outside = spots.some(spot => {
    const { x, y } = picture.network.canvasToDOM(spot);
    return x < 40 || y < 40 || x > frame.width - 40 || y > frame.height - 60;
  });
  if (!outside) return;
  const middle = { x: spots.reduce((s, p) => s + p.x, 0) / spots.length, y: spots.reduce((s, p) => s + p.y, 0) / spots.length };
  picture.network.moveTo({ position: middle, animation: false });
}
