/* The legend: what is on screen and nothing else; an entry is a button that shows its kind alone. */

const LEGEND_SHAPES = {
  dot: { name: "circle", r: 7 }, square: { name: "rect", x: -6.5, y: -6.5, width: 13, height: 13 }, diamond: { name: "path", d: "M0-8.5 8.5 0 0 8.5-8.5 0z" },
  triangle: { name: "path", d: "M0-8 8 6.5-8 6.5z" }, triangleDown: { name: "path", d: "M0 8 8-6.5-8-6.5z" }, hexagon: { name: "path", d: "M-8 0-4-7 4-7 8 0 4 7-4 7z" },
  star: { name: "path", d: "M0-9 2.6-3 9-2.8 4 1.3 5.6 8 0 4.2-5.6 8-4 1.3-9-2.8-2.6-3z" },
};

function mark(...shapes) {
  const box = svg("svg", { class: "mark", viewBox: "-10 -10 20 20", "aria-hidden": "true" });
  box.append(...shapes.map(({ name, ...attributes }) => svg(name, attributes)));
  return box;
}

function lineMark(kind) {
  const { tone, thick, dash } = TIES[kind];
  const box = svg("svg", { class: "mark wide", viewBox: "0 -10 34 20", "aria-hidden": "true" });
  const line = svg("path", { d: "M1 0H33", fill: "none", stroke: colour(tone), "stroke-width": Math.max(1.2, 2.4 * thick) });
  if (dash) line.setAttribute("stroke-dasharray", dash.map(value => value * 0.7).join(" "));
  box.append(line);
  return box;
}

function legendButton(pressed, act, picture_, zh, en, count) {
  return el("li", {}, el("button", { type: "button", class: "entry", "aria-pressed": pressed === null ? null : String(pressed), on: { click: act } },
    picture_, el("bdi", {}, both(zh, en)), count === undefined ? null : el("span", { class: "count" }, ` ${count}`)));
}

function legendColours() {
  const counts = new Map();
  for (const id of shown.nodes) {
    const node = data.nodes[id];
    const value = state.paint === "sort" ? node.sort : state.paint === "community" ? node.community : node.functions[0];
    counts.set(value, (counts.get(value) || 0) + 1);
  }
  const entries = paints();
  return entries.map(entry => {
    const picture_ = mark({ ...LEGEND_SHAPES[entry.shape], fill: entry.colour });
    const count = entry.value === null ? [...counts].filter(([value]) => !entries.some(one => one.value === value)).reduce((sum, [, n]) => sum + n, 0) : counts.get(entry.value) || 0;
    const facet = facets.find(one => one.key === entry.facet);
    if (!facet) return el("li", { class: "plain" }, picture_, el("bdi", {}, both(entry.zh, entry.en)), el("span", { class: "count" }, ` ${count}`));
    if (!count && !chosenOf(entry.facet).has(entry.value)) return null;
    return legendButton(chosenOf(entry.facet).has(entry.value), () => turn(entry.facet, entry.value), picture_, entry.zh, entry.en, count);
  });
}

/* Three sizes with the values they stand for. */
function legendSizes() {
  const measure = measures().find(one => one.key === state.size), range = rangeOf(state.size);
  if (!range.known || range.high <= range.low) return null;
  const values = [range.high, range.low + (range.high - range.low) / 4].map(value => state.size === "units" || state.size === "degree" ? Math.max(1, Math.round(value)) : value);
  const marks = [...new Set(values)].reverse().map(value => {
    const r = sizeFor(value, range) * 0.72, box = svg("svg", { class: "mark round", viewBox: "-13 -13 26 26", "aria-hidden": "true" });
    box.append(svg("circle", { r, fill: "none", stroke: "currentColor", "stroke-width": 1.6 }));
    return [box, el("span", { class: "count" }, number(value))];
  });
  return el("li", { class: "plain" }, both(`大小：${measure.zh}`, `Size: ${measure.en}`), marks.flat());
}

function legendTies() {
  const kinds = new Set([...shown.edges.values()].map(tieKind)), found = [];
  const entry = (kind, set, zh, en) => {
    if (kinds.has(kind)) found.push(set ? legendButton(null, () => change({ ties: set, least: null }), lineMark(kind), zh, en) : el("li", { class: "plain" }, lineMark(kind), both(zh, en)));
  };
  if (state.compare) {
    for (const at of [0, 1, 2]) {
      found.push(legendButton(state.side === at, () => change({ side: state.side === at ? null : at }), lineMark("side" + at), ...SIDES[at], shown.sides[at]));
    }
    entry("pale", null, "不在所选联系之内", "outside the set");
    return found;
  }
  if (ofPlans) {
    entry("both", null, "引用且有相同条款", "cites and shares provisions");
    entry("shares", null, "有相同或改写的条款", "shares provisions");
    entry("cites", "lead", "引用", "cites");
    return found;
  }
  if (hasBackbone) {
    entry("sure", "backbone", "超出偶然，经校正仍成立", "beyond chance, also corrected");
    entry("likely", "backbone", "超出偶然（未校正）", "beyond chance (not corrected)");
    entry(kinds.has("pale") ? "pale" : "led", "all", "与偶然无异", "no more than chance");
  } else {
    entry("plain", null, ...PLAIN);
    const kept = [...shown.edges.values()].some(now => now.weak && !now.pale);
    entry("pale", null, ...(kept ? ["弱于滑块的最强联系", "strongest tie, below the slider"] : ["不在所选联系之内", "outside the set"]));
  }
  return found;
}

const PLAIN = data.by === "units" ? ["单位对条款负责", "the body answers for it"] : BESIDE ? [`条款涉及该${BESIDE[0]}`, `provisions with that ${BESIDE[3].toLowerCase()}`] : ["共同承担条款", "shared provisions"];
const WIDTH = ofPlans ? ["粗细：相同条款的比例", "Width: share of provisions in common"] : BESIDE ? ["粗细：条款数", "Width: number of provisions"] : ["粗细：联系强度", "Width: strength"];

function showLegend() {
  const directed = [...shown.edges.values()].some(now => now.forward || now.backward) && (!BESIDE || state.ties === "lead");
  const arrow = svg("svg", { class: "mark wide", viewBox: "0 -10 34 20", "aria-hidden": "true" });
  arrow.append(svg("path", { d: "M2 0H28M22-5 30 0 22 5", fill: "none", stroke: "currentColor", "stroke-width": 2 }));
  byId("legend").replaceChildren(...[
    ...legendColours(), ...legendTies(),
    shown.edges.size && data.by !== "units" ? el("li", { class: "plain" }, both(...WIDTH)) : null,
    directed ? legendButton(null, () => change({ ties: "lead", least: null }), arrow, ...ARROW) : null,
    legendSizes(),
  ].filter(Boolean));
}
