/* The same bodies and ties as tables: for screen readers, for copying, and for doubters. They follow the filters. */

const sorting = { nodes: ["units", -1], edges: ["weight", -1] };
const FIRST_ROWS = 500;
const rowsOpen = { nodes: false, edges: false };

/* A column: its key, two titles, and whether it is a number. */
function nodeHeads() {
  return [
    ["label", BESIDE ? "名称" : "单位", BESIDE ? "Name" : "Body"], ["sort", "类别", "Sort"], ["units", twoMode ? "条款数" : "职责数", twoMode ? "Provisions" : "Duties"], ["leads", "牵头数", "Leads"], ["degree", "连线数", "Lines"], ["strength", "联系强度", "Strength"],
    ...measures().filter(measure => !COMMON.some(one => one.key === measure.key)).map(measure => ["m:" + measure.key, measure.zh, measure.en]),
  ];
}

function edgeHeads() {
  const found = BESIDE
    ? [["from", "单位", "Body"], ["to", BESIDE[2], BESIDE[3]], ["shared", "条款数", "Provisions"], ["weight", "联系强度", "Strength"], ["forward", "牵头", "Leads"]]
    : [["from", "单位甲", "Body A"], ["to", "单位乙", "Body B"], ["shared", ofPlans ? "相同条款" : "共同条款", "Shared"], ["weight", ofPlans ? "所占比例" : "联系强度", ofPlans ? "Share" : "Strength"],
      ["forward", ofPlans ? "乙引用甲" : "甲牵头", ofPlans ? "B cites A" : "A leads"], ["backward", ofPlans ? "甲引用乙" : "乙牵头", ofPlans ? "A cites B" : "B leads"]];
  if (ofPlans) found.push(["compared", "所比条款", "Compared"], ["reused", "照抄改写", "Reused"]);
  if (data.edges.some(edge => edge.p !== null)) found.push(["expected", "偶然预期", "Expected"], ["p", "p", "p"], ["q", "q", "q"], ["tier", "超出偶然", "Beyond chance"]);
  if (state.compare) found.push(["side", "比较", "Side"]);
  return found;
}

/* What the table of bodies shows, unsorted: of each its id, its entry and its values by column. */
function nodeRows() {
  const degree = new Map(), total = new Map(), led = new Map();
  for (const [id, now] of shown.edges) {
    for (const end of [data.edges[id].from, data.edges[id].to]) {
      total.set(end, (total.get(end) || 0) + now.weight);
      degree.set(end, (degree.get(end) || 0) + 1);
    }
  }
  for (const unit of data.units) {
    if (!shown.units[unit.id] || !roleOn(0)) continue;
    for (const node of unit.roles.keys()) if (leads(unit, node) && takesPart(unit, node)) led.set(node, (led.get(node) || 0) + 1);
  }
  const more = measures().filter(measure => !COMMON.some(one => one.key === measure.key));
  return [...shown.nodes].map(id => {
    const node = data.nodes[id];
    const values = { label: node.label, sort: data.sorts[node.sort].slice(1, 3).join(" "), units: shown.load.get(id) || 0, leads: led.get(id) || 0,
      degree: degree.get(id) || 0, strength: Math.round((total.get(id) || 0) * 1e6) / 1e6 };
    for (const measure of more) values["m:" + measure.key] = measured(node, measure.key) ?? null;
    return { id, node, values, keys: Object.values(values) };
  });
}

/* What the table of ties shows, unsorted. Expected, p and q are of the whole network. */
function edgeRows() {
  return [...shown.edges].map(([id, now]) => {
    const edge = data.edges[id];
    const values = { from: nodeText(edge.from), to: nodeText(edge.to), shared: ofPlans ? edge.aligned : now.units.length, weight: now.weight, forward: now.forward, backward: now.backward };
    if (ofPlans) Object.assign(values, { compared: edge.compared, reused: edge.reused });
    if (data.edges.some(one => one.p !== null)) Object.assign(values, { expected: edge.expected, p: edge.p, q: edge.q, tier: edge.tier });
    if (state.compare) values.side = SIDES[now.side].join(" ");
    return { id, edge, now, values, keys: Object.values(values) };
  });
}

function heading(table, key, zh, en) {
  const [by, sign] = sorting[table], words = ["label", "from", "to", "sort", "side", "p", "q"];
  const order = by !== key ? "none" : sign > 0 ? "ascending" : "descending";
  const turnOrder = () => {
    sorting[table] = [key, by === key ? -sign : words.includes(key) ? 1 : -1];
    showTables();
  };
  return el("th", { scope: "col", "aria-sort": order }, el("button", { type: "button", "data-column": key, on: { click: turnOrder } }, both(zh, en)));
}

function ordered(rows, table) {
  const [key, sign] = sorting[table];
  const missing = value => value === null || value === undefined;
  return rows.sort((a, b) => {
    const one = a.values[key], two = b.values[key];
    if (missing(one) || missing(two)) return missing(one) - missing(two) || a.id - b.id;
    return sign * (typeof one === "number" ? one - two : String(one).localeCompare(String(two), "zh")) || a.id - b.id;
  });
}

function table(name, columns, rows, zh, en, cellsOf) {
  const all = ordered(rows, name), first = rowsOpen[name] ? all : all.slice(0, FIRST_ROWS);
  const rest = all.length - first.length;
  return el("div", { class: "scroll" }, el("table", { id: name + "-table" }, el("caption", {}, both(`${zh} ${all.length}`, `${all.length} ${en}`)),
    el("thead", {}, el("tr", {}, columns.map(([key, a, b]) => heading(name, key, a, b)))),
    el("tbody", {}, first.map(row => el("tr", {}, cellsOf(row))))),
  rest ? el("button", { type: "button", class: "button", on: { click: () => { rowsOpen[name] = true; showTables(); } } }, both(`再显示 ${rest} 行`, `Show ${rest} more rows`)) : null);
}

const TIER_WORDS = [["否", "no"], ["是", "yes"], ["是（经校正）", "yes (corrected)"]];

function nodeTable() {
  const columns = nodeHeads();
  return table("nodes", columns, nodeRows(), ...POINTS, ({ id, node, values }) => columns.map(([key]) => {
    if (key === "label") return el("th", { scope: "row" }, nodeButton(id, node.places > 1 ? ` ×${node.places}` : null));
    if (key === "sort") return el("td", {}, both(...data.sorts[node.sort].slice(1, 3)));
    return el("td", {}, key === "strength" ? values[key].toFixed(2) : number(values[key]));
  }));
}

function edgeTable() {
  const columns = edgeHeads();
  return table("edges", columns, edgeRows(), "连线", "lines", ({ id, edge, now, values }) => columns.map(([key]) => {
    if (key === "from") return el("th", { scope: "row" }, nodeButton(edge.from));
    if (key === "to") return el("td", {}, nodeButton(edge.to));
    if (key === "weight") return el("td", {}, el("button", { type: "button", class: "link", on: { click: () => select({ edge: id }) } }, values.weight.toFixed(3)));
    if (key === "tier") return el("td", {}, both(...TIER_WORDS[values.tier]));
    if (key === "side") return el("td", {}, both(...SIDES[now.side]));
    if (key === "p" || key === "q") return el("td", {}, values[key] === null ? "—" : probability(values[key]));
    return el("td", {}, number(values[key]));
  }));
}

function showTables() {
  if (state.view !== "tables") return;
  byId("tables").replaceChildren(nodeTable(), edgeTable());
}
