/* The same nodes and edges as tables: for screen readers, for copying, and for doubters. They follow the filters. */

const sorting = { nodes: [2, -1], edges: [3, -1] };

function heading(table, column, zh, en) {
  const [by, sign] = sorting[table];
  const order = by !== column ? "none" : sign > 0 ? "ascending" : "descending";
  const turn = () => {
    sorting[table] = [column, by === column ? -sign : column < 2 ? 1 : -1];
    showTables();
  };
  return el("th", { scope: "col", "aria-sort": order }, el("button", { type: "button", on: { click: turn } }, both(zh, en)));
}

function ordered(rows, table) {
  const [column, sign] = sorting[table];
  return rows.sort((a, b) => sign * (typeof a.keys[column] === "number"
    ? a.keys[column] - b.keys[column] : String(a.keys[column]).localeCompare(String(b.keys[column]), "zh")) || a.id - b.id);
}

function nodeRows() {
  const strength = new Map(), degree = new Map();
  for (const [id, now] of shown.edges) {
    for (const end of [data.edges[id].from, data.edges[id].to]) {
      strength.set(end, (strength.get(end) || 0) + now.weight);
      degree.set(end, (degree.get(end) || 0) + 1);
    }
  }
  return [...shown.nodes].map(id => {
    const node = data.nodes[id], duties = data.units.filter(unit => takesPart(unit, id));
    const leads = duties.filter(unit => unit.roles.get(id).has(0)).length;
    return { id, keys: [node.label, data.sorts[node.sort].join(" "), duties.length, leads, degree.get(id) || 0, strength.get(id) || 0], node };
  });
}

function nodeTable() {
  const rows = ordered(nodeRows(), "nodes").map(({ id, keys, node }) => el("tr", {},
    el("th", { scope: "row" }, nodeButton(id, node.places > 1 ? ` ×${node.places}` : null)),
    el("td", {}, both(...data.sorts[node.sort])), keys.slice(2, 5).map(value => el("td", {}, String(value))), el("td", {}, keys[5].toFixed(2))));
  return el("table", {}, el("caption", {}, both(`单位 ${rows.length} 个`, `${rows.length} bodies`)),
    el("thead", {}, el("tr", {}, heading("nodes", 0, "单位", "Body"), heading("nodes", 1, "类别", "Sort"),
      heading("nodes", 2, "职责数", "Duties"), heading("nodes", 3, "牵头数", "Leads"),
      heading("nodes", 4, "连线数", "Lines"), heading("nodes", 5, "联系强度", "Strength"))),
    el("tbody", {}, rows));
}

function edgeTable() {
  const rows = ordered([...shown.edges].map(([id, now]) => {
    const edge = data.edges[id];
    return { id, edge, keys: [data.nodes[edge.from].label, data.nodes[edge.to].label, now.units.length, now.weight, edge.forward, edge.backward] };
  }), "edges").map(({ id, edge, keys }) => el("tr", {},
    el("th", { scope: "row" }, nodeButton(edge.from)), el("td", {}, nodeButton(edge.to)), el("td", {}, String(keys[2])),
    el("td", {}, el("button", { type: "button", class: "link", on: { click: () => select({ edge: id }) } }, keys[3].toFixed(3))),
    el("td", {}, String(keys[4])), el("td", {}, String(keys[5]))));
  return el("table", {}, el("caption", {}, both(`连线 ${rows.length} 条`, `${rows.length} lines`)),
    el("thead", {}, el("tr", {}, heading("edges", 0, "单位甲", "Body A"), heading("edges", 1, "单位乙", "Body B"),
      heading("edges", 2, "共同条款", "Shared"), heading("edges", 3, "联系强度", "Strength"),
      heading("edges", 4, "甲牵头", "A leads"), heading("edges", 5, "乙牵头", "B leads"))),
    el("tbody", {}, rows));
}

function showTables() {
  if (state.view !== "tables") return;
  byId("tables").replaceChildren(nodeTable(), edgeTable());
}
