/* How a body looks: its size by a stated measure, its colour by sort, community or function, its name in one language or two. */

const COMMON = [
  { key: "units", zh: "条款数", en: "Provisions", definition_zh: "写明该单位的条款、章节、附表行的数目", definition_en: "Provisions, sections and annex rows that name the body" },
  { key: "degree", zh: "伙伴数", en: "Partners", definition_zh: "至少在一个条款中同列的其他单位数", definition_en: "Other bodies named with it in at least one provision" },
  { key: "strength", zh: "联系强度合计", en: "Total strength", definition_zh: "各条款 1/(单位数−1) 之和（Newman 2001）", definition_en: "Sum of 1/(bodies−1) over shared provisions (Newman 2001)" },
];

/* Colours of Okabe and Ito (2008) but yellow, which is lost on paper; what comes after them is grey. */
const PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"], REST = "#6B7785";

function measures() {
  const given = new Map(data.measures.map(measure => [measure.key, measure]));
  return [...COMMON.map(measure => given.get(measure.key) || measure), ...data.measures.filter(measure => !COMMON.some(one => one.key === measure.key))];
}

function measured(node, key) {
  if (key in node.measures) return node.measures[key];
  return COMMON.some(measure => measure.key === key) ? node[key] : null;
}

function number(value) {
  if (value === null || value === undefined) return "—";
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 0.1 ? value.toFixed(2) : Math.abs(value) >= 0.001 || value === 0 ? value.toFixed(3) : value.toExponential(1);
}

const ranges = new Map();

function rangeOf(key) {
  if (!ranges.has(key)) {
    const values = data.nodes.map(node => measured(node, key)).filter(value => value !== null && value !== undefined);
    ranges.set(key, { low: Math.min(0, ...values), high: values.length ? Math.max(...values) : 0, known: values.length });
  }
  return ranges.get(key);
}

function sizeFor(value, range) {
  if (value === null || value === undefined) return 5;
  return 5.5 + 12.5 * Math.sqrt(Math.max(0, (value - range.low) / (range.high - range.low || 1)));
}

function sizeOf(node) {
  return sizeFor(measured(node, state.size), rangeOf(state.size));
}

function mostCommon(of) {
  const counts = new Map();
  for (const node of data.nodes) for (const value of of(node)) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, PALETTE.length).map(entry => entry[0]);
}

const colours = { community: null, function: null };

/* Entries of the legend of colours: what it stands for, its colour, and the facet that shows it alone. */
function paints() {
  if (state.paint === "sort") {
    const used = new Set(data.nodes.map(node => node.sort));
    return data.sorts.map((sort, value) => ({ value, zh: sort[1], en: sort[2], colour: sort[3], shape: sort[4], facet: "sort" })).filter(entry => used.has(entry.value));
  }
  const of = state.paint === "community" ? node => [node.community] : node => node.functions.slice(0, 1);
  const found = colours[state.paint] || (colours[state.paint] = mostCommon(of));
  const names = value => state.paint === "community" ? communityName(value) : data.functions[value];
  const entries = found.map((value, index) => ({ value, zh: names(value)[0], en: names(value)[1], colour: PALETTE[index], shape: "dot", facet: state.paint }));
  const rest = data.nodes.some(node => !found.includes(of(node)[0]));
  return rest ? [...entries, { value: null, zh: "其他", en: "Others", colour: REST, shape: "dot", facet: null }] : entries;
}

function communityName(value) {
  const top = data.nodes.filter(node => node.community === value).sort((a, b) => b.units - a.units || a.id - b.id).slice(0, 2).map(node => isolated(node.label));
  return [top.join("、") + " 等", top.join(", ") + " …"];
}

function colourOf(node) {
  if (state.paint === "sort") return data.sorts[node.sort][3];
  const value = state.paint === "community" ? node.community : node.functions[0];
  const found = colours[state.paint] || (colours[state.paint] = mostCommon(state.paint === "community" ? one => [one.community] : one => one.functions.slice(0, 1)));
  return PALETTE[found.indexOf(value)] || REST;
}

/* --- names --------------------------------------------------------------------------------------------------- */

function hasEnglish() {
  return data.nodes.some(node => node.en);
}

/* The lines of a label: short or full name, in one language or both, wrapped. */
function labelLines(node) {
  const mode = state.names !== "auto" ? state.names : document.documentElement.dataset.lang === "en" && hasEnglish() ? "both" : "zh";
  const zh = state.full && node.full.length === 1 ? node.full[0] : node.label, more = node.places > 1 ? ` ×${node.places}` : "";
  const lines = mode === "en" && node.en ? [] : wrapLabel(zh + more, 10);
  if (mode !== "zh" && node.en) lines.push(...wrapWords(node.en + (lines.length ? "" : more), 22));
  return lines;
}

function wrapLabel(text, most) {
  const wide = piece => /^[\x20-\x7e]/.test(piece) ? piece.length / 2 : Array.from(piece).length;
  const pieces = text.match(/\d+|[A-Za-z]+|./gsu) || [], long = pieces.reduce((sum, piece) => sum + wide(piece), 0);
  if (long <= most) return [text];
  const each = Math.max(most * 0.6, Math.min(most + 4, long / Math.min(3, Math.ceil(long / most)))), lines = [""];
  let used = 0;
  for (const piece of pieces) {
    if (used && used + wide(piece) > each + 0.5) {
      if (lines.length === 3) return [...lines.slice(0, 2), lines[2] + "…"];
      lines.push("");
      used = 0;
    }
    lines[lines.length - 1] += piece;
    used += wide(piece);
  }
  return lines;
}

function wrapWords(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    if (line && line.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = line ? line + " " + word : word;
  }
  return lines.slice(0, 3).map((line, index) => (index === 2 && lines.length > 3) || line.length > 30 ? line.slice(0, 29) + "…" : line);
}

/* --- the controls -------------------------------------------------------------------------------------------- */

function buildLook() {
  byId("size").replaceChildren(...measures().map(measure => el("option", { value: measure.key }, `${measure.zh} ${measure.en}`)));
  byId("size").addEventListener("change", event => change({ size: event.target.value }));
  byId("paint").addEventListener("change", event => change({ paint: event.target.value }));
  for (const [value, off] of [["function", !data.functions.length], ["community", new Set(data.nodes.map(node => node.community)).size < 2]]) {
    if (off) byId("paint").querySelector(`[value="${value}"]`).remove();
  }
  for (const button of document.querySelectorAll("[data-names]")) button.addEventListener("click", () => change({ names: button.dataset.names }));
  byId("full").addEventListener("change", event => change({ full: event.target.checked }));
  byId("names").hidden = !hasEnglish();
}

function showLook() {
  byId("size").value = state.size;
  byId("paint").value = state.paint;
  byId("full").checked = state.full;
  const measure = measures().find(one => one.key === state.size);
  byId("size-note").replaceChildren(both(measure.definition_zh, measure.definition_en), measure.source ? el("small", {}, ` (${measure.source})`) : "");
  for (const button of document.querySelectorAll("[data-names]")) button.setAttribute("aria-pressed", String(button.dataset.names === state.names));
}
