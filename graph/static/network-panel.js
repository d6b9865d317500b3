/* The side panel: the chosen body or tie; with nothing chosen, what the network says first. */

function closeButton() {
  return el("button", { type: "button", class: "close", "aria-label": "关闭 Close", on: { click: () => select(null) } }, "×");
}

/* How many provisions, and in how many plans the tie stands alone. */
function tieFigures(edge, now) {
  const plans = edge.recurs.length > 1 ? [` · ${edge.recurs.length} 份方案各自成立`, ` · in each of ${edge.recurs.length} plans`] : ["", ""];
  return [`${now.units.length} 项${plans[0]}`, `${now.units.length} shared${plans[1]}`];
}

/* The ties that say most: beyond chance, the least likely first. */
function strikingTies() {
  const ties = [...shown.edges].filter(([, now]) => !now.pale && now.tier > 0).sort((a, b) => data.edges[a[0]].p - data.edges[b[0]].p || b[1].weight - a[1].weight || a[0] - b[0]);
  if (!ties.length) return null;
  const rows = ties.slice(0, 12).map(([id, now]) => el("li", {}, el("button", { type: "button", class: "link", on: { click: () => select({ edge: id }) } },
    tierMark(now), bdi(nodeText(data.edges[id].from)), " — ", bdi(nodeText(data.edges[id].to))), el("span", { class: "count" }, both(...tieFigures(data.edges[id], now)))));
  const more = ties.length - rows.length;
  return el("section", { class: "striking" }, el("h2", {}, both("格外紧密的联系", "Ties beyond chance")),
    el("p", { class: "hint" }, both(`${BESIDE ? "比任务量所预期的更多" : "共同条款比偶然同列更多"}；●● 经多重检验校正仍成立。点开看原文。`, `${BESIDE ? "More than the workload of the body brings about" : "More shared provisions than chance gives"}; ●● also after correction for many tests. Open one for its words.`)),
    el("ol", { class: "ties" }, rows), more > 0 ? el("p", { class: "hint" }, both(`另有 ${more} 条，见表格。`, `${more} more in the tables.`)) : null);
}

const HOW = ofPlans ? ["数字为有对应条款或引用的条款数。点选连线看引用处和两份方案相同的条款；双击聚焦。", "Figures: provisions that correspond or cite. Choose a line for where a plan cites and what two plans share; double-click to focus."]
  : BESIDE ? [`点选单位或${BESIDE[0]}看条款和原文；点选连线看两者之间的条款；双击聚焦。`, "Choose a point for its provisions and their words, a line for those between two; double-click to focus."]
    : ["点选图中的单位看它的全部职责和原文；点选连线看两个单位共同承担的条款；双击聚焦。",
      "Choose a body in the picture for its duties and their words; a line for the provisions that two bodies share; double-click to focus."];

/* Bodies by their duties; beside them the groups, programmes or provisions by theirs. */
function rankings() {
  if (ofPlans) return [busiest(() => true, ["方案与文件", "Plans and documents"])];
  const found = [busiest(node => node.mode === "body", ["任务最多的单位", "Bodies with most duties"])];
  if (BESIDE && data.by !== "units") found.unshift(busiest(node => node.mode !== "body", [`条款最多的${BESIDE[0]}`, `${BESIDE[3]}s with most provisions`]));
  return found;
}

function busiest(of, title) {
  const top = [...shown.present].map(id => data.nodes[id]).filter(node => of(node) && (!state.trail.length || shown.nodes.has(node.id))).sort((a, b) => shown.load.get(b.id) - shown.load.get(a.id) || a.id - b.id).slice(0, 12);
  const most = top.length ? shown.load.get(top[0].id) : 1;
  return el("section", {}, el("h2", {}, both(...title)),
    el("p", { class: "hint" }, both(...HOW)),
    el("ol", { class: "ranking" }, top.map(node => el("li", {}, nodeButton(node.id),
      el("progress", { max: most || 1, value: shown.load.get(node.id), "aria-hidden": "true" }), el("span", { class: "count" }, String(shown.load.get(node.id)))))));
}

/* Figures on the network as a whole, each with its definition and source. */
function wholeNetwork() {
  if (!data.statistics.length && !data.mixing.length) return null;
  return el("details", { class: "whole-network" }, el("summary", {}, both("网络整体指标", "The network as a whole")),
    el("dl", {}, data.statistics.map(one => el("div", {}, el("dt", {}, both(one.zh, one.en)), el("dd", {}, number(one.value)),
      el("p", { class: "hint" }, both(one.definition_zh, one.definition_en), one.source ? ` (${one.source})` : "")))),
    mixingTable());
}

function mixingTable() {
  if (!data.mixing.length) return null;
  const called = key => { const sort = data.sorts.find(entry => entry[0] === key); return sort ? both(sort[1], sort[2]) : bdi(key); };
  return el("table", {}, el("caption", {}, both("各类单位之间的联系", "Ties between sorts of bodies")),
    el("thead", {}, el("tr", {}, ["", ""].map(() => el("th", { scope: "col" })), el("th", { scope: "col" }, both("连线", "Ties")), el("th", { scope: "col" }, both("强度", "Strength")))),
    el("tbody", {}, data.mixing.map(([one, two, ties, weight]) => el("tr", {}, el("th", { scope: "row" }, called(one)), el("td", {}, called(two)), el("td", {}, number(ties)), el("td", {}, number(weight))))));
}

function showPanel() {
  const at = state.selected, panel = byId("panel");
  const parts = !at ? [strikingTies(), rankings(), wholeNetwork()] : at.edge !== undefined ? edgePanel(at.edge) : nodePanel(at.node);
  panel.replaceChildren(...parts.flat(3).filter(Boolean));
  panel.classList.toggle("chosen", Boolean(at));
  document.body.classList.toggle("has-choice", Boolean(at));
  panel.scrollTop = 0;
  if (at) aboveSheet(at);
}
