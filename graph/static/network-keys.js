/* Keys: everything that a pointer can do. They are silent while the reader types. */

function typing(target) {
  return /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !["checkbox", "radio", "range", "button"].includes(target.type));
}

/* One step back: a drawer, the choice, the focus, then all filters. */
function escape() {
  if (document.body.classList.contains("drawer")) setDrawer(false);
  else if (state.selected || byId("search").value) {
    byId("search").value = "";
    showHits([]);
    if (state.trail.length && state.selected && state.selected.node === state.trail[state.trail.length - 1].node) unfocusTo();
    else select(null);
  } else if (state.trail.length) unfocusTo();
  else resetAll();
}

function unfocusTo() {
  const before = state.trail.length - 1;
  if (before === 0) state.selected = null;
  unfocus(before);
}

/* The body nearest the middle of the picture. */
function middleNode() {
  const at = picture.network.getViewPosition();
  let best = null, least_ = Infinity;
  for (const id of shown.nodes) {
    const far = (picture.spots[id].x - at.x) ** 2 + (picture.spots[id].y - at.y) ** 2;
    if (far < least_) [best, least_] = [id, far];
  }
  return best;
}

function openPanel() {
  if (!state.selected) {
    const node = middleNode();
    if (node === null) return;
    select({ node });
  }
  const title = byId("panel").querySelector("h2");
  if (title) title.focus();
}

/* The next body in the order of duties, for those who cannot point. */
function walkNodes(step) {
  const order = [...shown.nodes].map(id => data.nodes[id]).sort((a, b) => b.units - a.units || a.id - b.id);
  if (!order.length) return;
  const now = order.findIndex(node => state.selected && node.id === state.selected.node);
  const next = order[(now + step + order.length) % order.length];
  select({ node: next.id });
  bringIntoSight({ node: next.id });
}

const PAN = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };

function onPictureKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (PAN[event.key]) panPicture(...PAN[event.key]);
  else if (event.key === "Enter") openPanel();
  else if (event.key === "n" || event.key === "p") walkNodes(event.key === "n" ? 1 : -1);
  else if (event.key === "f" && state.selected && state.selected.node !== undefined) focusOn(state.selected.node);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function onKey(event) {
  if (event.defaultPrevented) return;
  if (event.key === "Escape") {
    if (document.querySelector("dialog[open]")) return;
    escape();
    return;
  }
  if (typing(event.target)) return;
  const zoom = { "+": 1.3, "=": 1.3, "-": 0.77, 0: 0 }[event.key];
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") back();
  else if (event.ctrlKey || event.metaKey || event.altKey) return;
  else if (event.key === "/") byId("search").focus();
  else if (event.key === "?" && typeof showKeys === "function") showKeys();
  else if (zoom !== undefined && state.view === "graph") zoomPicture(zoom);
  else return;
  event.preventDefault();
}

function listenToKeys() {
  document.addEventListener("keydown", onKey);
  byId("graph").addEventListener("keydown", onPictureKey);
}
