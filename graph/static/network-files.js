/* Files of what is shown: CSV for spreadsheets, GEXF for Gephi. They hold the rows of the tables, in their order. */

/* What a spreadsheet takes for a formula (OWASP, CSV injection), the wide forms of East Asian editions too; the apostrophe
   in front is what the correction sheet of the build writes, and takes off again. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const COUNTS = ["units", "leads", "degree", "shared", "forward", "backward", "tier"];
const SHAPES = { dot: "disc", square: "square", diamond: "diamond", triangle: "triangle" };
const NOT_IN_NAMES = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/* RFC 4180 says how a cell is quoted; a number is never a formula, whatever its sign. */
function csvCell(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? "'" + value : String(value);
  return /^\s|[",\r\n]|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/* The mark in front tells Excel that this is UTF-8: without it Chinese editions read GBK. */
function csvFile(heads, rows) {
  return "\ufeff" + [heads, ...rows].map(row => row.map(csvCell).join(",") + "\r\n").join("");
}

/* A name that Windows, macOS and Linux all take: no date, so that the same view gives the same name. */
function fileName(what, ending) {
  const title = currentTitle().normalize("NFC").replace(NOT_IN_NAMES, "_").replace(/\s+/g, " ");
  return `${Array.from(title).slice(0, 60).join("").replace(/^[. _]+|[. _]+$/g, "") || "network"}-${what}.${ending}`;
}

/* A column: key, Chinese, type in GEXF, value of a row. First what only a file has room for, then what the table shows. */
function nodeColumns() {
  const names = ["full_names", "other_names", "surfaces"].map((key, at) => [key, ["全称", "又作", "原文写法"][at], "string",
    row => row.node[["full", "names", "surfaces"][at]].join("；")]);
  const english = hasEnglish() ? [["english", "英文", "string", row => row.node.en]] : [];
  const does = data.functions.length ? [["functions", "职能", "string", row => row.node.functions.map(at => data.functions[at][0]).join("；")]] : [];
  const spread = measures().filter(({ key }) => data.nodes.some(node => node.interval[key]));
  return [...names, ...english, ...does, ...fromTable(nodeHeads(), nodeRows(), ["label"]),
    ...spread.flatMap(({ key, zh }) => [0, 1].map(end => [`${key}_${["low", "high"][end]}`, `${zh}${["下限", "上限"][end]}`, "double",
      row => row.node.interval[key] ? row.node.interval[key][end] : null]))];
}

function edgeColumns() {
  const shared = directed() ? [["shared", "牵头的条款", "integer", row => row.units.length]] : [];
  const pale = shown.edges.size > shown.main ? [["in_set", "属于所选联系", "string", row => row.now.pale ? "否" : "是"]] : [];
  const kind = data.edges.some(edge => edge.kind) && !edgeHeads().some(head => head[0] === "kind") ? [["kind", "关系", "string", row => row.edge.kind]] : [];
  return [...shared, ...pale, ...kind, ...fromTable(edgeHeads(), edgeRows(), directed() ? ["from", "to", "weight", "shared", "forward", "backward"] : ["from", "to", "weight"]),
    ["recurs", "重现的方案", "string", row => row.edge.recurs.map(at => data.plans[at].title).join("；")],
    ["provisions", "条款", "string", row => row.units.map(at => unitName(data.units[at])).join("；")]].filter(column => column[0] !== "recurs" || data.plans.length > 1);
}

/* The columns of a table as those of a file; one of whole numbers is told as such, one of words too. */
function fromTable(titles, rows, without) {
  return titles.filter(([key]) => !without.includes(key)).map(([key, zh]) => {
    const values = rows.map(row => row.values[key]).filter(value => value !== null && value !== undefined);
    const type = values.some(value => typeof value !== "number") ? "string" : COUNTS.includes(key) ? "integer" : "double";
    return [key.replace(/^m:/, ""), called(zh), type, row => row.values[key] ?? null];
  });
}

function unitName(unit) {
  return [unit.number, unit.heading].filter(Boolean).join("") || Array.from(unit.text).slice(0, 20).join("");
}

function tidy(number) {
  return Math.round(number * 1e6) / 1e6;
}

function heads(columns) {
  return columns.map(([key, zh]) => `${zh} ${key}`);
}

/* Id, Label, Source, Target, Type and Weight are the words by which Gephi knows a column. */
function nodesCsv() {
  const columns = nodeColumns();
  return csvFile(["Id", "Label", ...heads(columns), "横坐标 x", "纵坐标 y"],
    listedNodes().map(row => [row.id, row.node.label, ...columns.map(column => column[3](row)), ...placeOf(row.id)]));
}

function edgesCsv() {
  const columns = edgeColumns(), type = directed() ? "Directed" : "Undirected";
  return csvFile(["Source", "Target", "Type", "Weight", "甲 a", "乙 b", ...heads(columns)],
    listedEdges().map(row => [row.from, row.to, type, tidy(row.weight), data.nodes[row.from].label, data.nodes[row.to].label,
      ...columns.map(column => column[3](row))]));
}

/* One row for each body in each provision; `chosen` and `units` narrow it to what the panel shows. */
function provisionsCsv(chosen, units) {
  const ids = new Set(chosen || listedNodes().map(row => row.id)), rows = [];
  for (const at of units || data.units.keys()) {
    const unit = data.units[at];
    for (const node of unit.roles.keys()) if (ids.has(node) && takesPart(unit, node)) rows.push(provisionRow(unit, node));
  }
  return csvFile(heads([["plan", "方案"], ["document", "文号"], ["number", "编号"], ["heading", "标题"], ["path", "所在章节"], ["body", "单位"],
    ["role", "责任方式"], ["source", "依据"], ["inferred", "推断"], ["sentence", "原文"]]).concat("IRI"), rows);
}

function provisionRow(unit, node) {
  const plan = data.plans[unit.plan], mine = unit.members.filter(member => member[0] === node && roleOn(member[1]));
  const each = (column, names) => [...new Set(mine.map(member => names[member[column]][1]))].join("、");
  const spans = mine.filter(member => !member[5]).map(member => [member[3], member[4]]);
  const inferred = mine.some(member => member[6] || data.carriers[member[2]][0] === "inherited");
  return [plan.title, plan.number, unit.number, unit.heading, unit.path.join(" › "), data.nodes[node].label, each(1, data.roles), each(2, data.carriers),
    inferred ? "是" : "", spans.length ? sentenceOf(unit.text, spans) : unit.heading, unit.iri];
}

/* The sentence that names a body, uncut; of a closing bracket all of it, with the sentence that it closes. */
function sentenceOf(text, spans) {
  const points = Array.from(text), ends = "。；！？\n", opening = unclosed(points, Math.min(...spans.map(span => span[0])));
  let begin = opening < 0 ? Math.min(...spans.map(span => span[0])) : Math.max(0, opening - 1), end = Math.max(...spans.map(span => span[1]));
  while (begin > 0 && !ends.includes(points[begin - 1])) begin -= 1;
  const bracket = opening < 0 ? -1 : points.indexOf(points[opening] === "（" ? "）" : ")", end);
  if (bracket >= 0) end = bracket + 1;
  else while (end < points.length && !ends.includes(points[end])) end += 1;
  if (end < points.length && "。；！？".includes(points[end])) end += 1;
  return points.slice(begin, end).join("").trim();
}

/* Where the bracket opens in which this place stands, -1 outside of any. */
function unclosed(points, place) {
  let depth = 0;
  for (let at = place - 1; at >= 0 && points[at] !== "\n"; at -= 1) {
    if ("）)".includes(points[at])) depth += 1;
    else if ("（(".includes(points[at]) && depth === 0) return at;
    else if ("（(".includes(points[at])) depth -= 1;
  }
  return -1;
}

/* Where it stands in the picture at this moment, so that Gephi opens with what is on the screen. */
function placeOf(id) {
  const { x, y } = picture.spots[id];
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}

function xml(text) {
  return String(text).replace(NOT_IN_XML, "").replace(/\s+/g, " ").replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}

function gexfAttributes(kind, columns) {
  const lines = columns.map(([key, , type], index) => `      <attribute id="${kind[0]}${index}" title="${xml(key)}" type="${type}"/>`);
  return [`    <attributes class="${kind}">`, ...lines, "    </attributes>"];
}

function gexfValues(kind, columns, row) {
  const values = columns.map((column, index) => [index, column[3](row)]).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return `<attvalues>${values.map(([index, value]) => `<attvalue for="${kind[0]}${index}" value="${xml(value)}"/>`).join("")}</attvalues>`;
}

/* Gephi's y grows upward, that of a screen downward. */
function gexfNode(row, columns) {
  const [x, y] = placeOf(row.id), fill = colourOf(row.node), form = SHAPES[data.sorts[row.node.sort][4]];
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(fill.slice(at, at + 2), 16));
  const shape = form ? `<viz:shape value="${form}"/>` : "";
  return `      <node id="${row.id}" label="${xml(row.node.label)}">${gexfValues("node", columns, row)}`
    + `<viz:color r="${red}" g="${green}" b="${blue}"/><viz:position x="${x}" y="${-y}" z="0"/><viz:size value="${tidy(sizeOf(row.node))}"/>${shape}</node>`;
}

/* GEXF 1.3 (gexf.net/1.3, 2022). One type of edge in a file: directed where lines lead from the leading body, and then a tie in
   which both lead is two edges and one in which neither does has no place. */
function gexfFile() {
  const nodes = nodeColumns(), edges = edgeColumns(), kind = directed() ? "directed" : "undirected";
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    `  <meta><creator>${xml(buildLine() || "Fengong")}</creator><description>${xml([wholeTitle(), ...filterWords()].join("；"))}</description></meta>`,
    `  <graph defaultedgetype="${kind}" mode="static">`,
    ...gexfAttributes("node", nodes), ...gexfAttributes("edge", edges),
    "    <nodes>", ...listedNodes().map(row => gexfNode(row, nodes)), "    </nodes>",
    "    <edges>", ...listedEdges().map((row, index) =>
      `      <edge id="${index}" source="${row.from}" target="${row.to}" weight="${tidy(row.weight)}">${gexfValues("edge", edges, row)}</edge>`), "    </edges>",
    "  </graph>", "</gexf>", "",
  ].join("\n");
}
