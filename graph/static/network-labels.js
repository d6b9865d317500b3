/* Labels keep their size on the screen; where two would overlap the body with fewer duties goes without. */

const LABEL = 13, LEADING = 1.22;

function placeLabels(context, scale, centre) {
  const size = LABEL / scale, gap = 3 / scale, frame = byId("graph").getBoundingClientRect();
  const low = picture.network.DOMtoCanvas({ x: 0, y: 0 }), high = picture.network.DOMtoCanvas({ x: frame.width, y: frame.height });
  const inSight = spot => spot.x > low.x && spot.x < high.x && spot.y > low.y && spot.y < high.y;
  const rank = node => (centre && centre.centre === node.id ? 4e9 : centre && centre.nodes.has(node.id) ? 2e9 : 0) + (measured(node, "units") || 0);
  const visible = [...shown.nodes].map(id => data.nodes[id]).filter(node => inSight(picture.spots[node.id])).sort((a, b) => rank(b) - rank(a) || a.id - b.id);
  const most = many() ? 90 : 400, grid = new Grid(60 / scale);
  for (const node of visible) grid.addDot({ ...picture.spots[node.id], r: sizeOf(node) * picture.grow, node: node.id });
  const inside = box => box.x >= low.x && box.y >= low.y && box.x + box.w <= high.x && box.y + box.h <= high.y;
  context.font = `500 ${size}px ${FONT}`;
  const placed = [];
  for (const [order, node] of visible.slice(0, most).entries()) {
    const { x, y } = picture.spots[node.id], r = sizeOf(node) * picture.grow, whole = labelLines(node).map(isolated);
    const placesOf = lines => {
      const w = Math.max(...lines.map(line => context.measureText(line).width)) + 2 * gap, h = size * LEADING * lines.length;
      return [
        [x - w / 2, y + r + gap], [x - w / 2, y - r - gap - h], [x + r + gap, y - h / 2], [x - r - gap - w, y - h / 2],
        [x - w + r, y - r - gap - h], [x - r, y - r - gap - h], [x - w + r, y + r + gap], [x - r, y + r + gap],
      ].map(([left, top]) => ({ x: left, y: top, w, h, node: node.id, lines }));
    };
    /* the second language gives way before the name does */
    const places = [...placesOf(whole), ...(node.en && whole.length > 1 ? placesOf(whole.slice(0, 1)) : [])];
    const near = centre && centre.nodes.has(node.id);
    const free = places.find(box => inside(box) && grid.free(box, true))
      || ((order < 12 || near) && places.find(box => grid.free(box, false)))
      || (centre && centre.centre === node.id && places[0]);
    if (!free) continue;
    placed.push(free);
    grid.addBox(free);
  }
  return placed;
}

/* What stands where, by cells, so that three thousand bodies do not ask each other. */
class Grid {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  *around(box) {
    for (let i = Math.floor(box.x / this.cell); i <= Math.floor((box.x + box.w) / this.cell); i += 1) {
      for (let j = Math.floor(box.y / this.cell); j <= Math.floor((box.y + box.h) / this.cell); j += 1) yield i + ":" + j;
    }
  }

  put(box, thing) {
    for (const key of this.around(box)) {
      if (!this.cells.has(key)) this.cells.set(key, { dots: [], boxes: [] });
      this.cells.get(key)[thing].push(box);
    }
  }

  addDot(dot) {
    const r = dot.r * 0.95;
    this.put({ x: dot.x - r, y: dot.y - r, w: 2 * r, h: 2 * r, node: dot.node }, "dots");
  }

  addBox(box) {
    this.put(box, "boxes");
  }

  free(box, heedDots) {
    const meets = other => box.x < other.x + other.w && other.x < box.x + box.w && box.y < other.y + other.h && other.y < box.y + box.h;
    for (const key of this.around(box)) {
      const cell = this.cells.get(key);
      if (!cell) continue;
      if (cell.boxes.some(meets)) return false;
      if (heedDots && cell.dots.some(dot => dot.node !== box.node && meets(dot))) return false;
    }
    return true;
  }
}

function drawLabels(context) {
  if (tooMany()) return;
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
    const bold = centre && centre.centre === box.node, step = LABEL * LEADING / scale;
    context.globalAlpha = !centre || centre.nodes.has(box.node) ? 1 : 0.25;
    context.font = `${bold ? 700 : 500} ${LABEL / scale}px ${FONT}`;
    for (const [row, line] of box.lines.entries()) {
      context.strokeText(line, box.x + box.w / 2, box.y + step * (row + 0.5));
      context.fillText(line, box.x + box.w / 2, box.y + step * (row + 0.5));
    }
  }
  context.globalAlpha = 1;
}
