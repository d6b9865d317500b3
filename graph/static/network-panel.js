/* The side panel: what a body has to do, or why two bodies are joined, each with the words that say it. */

const TYPES = { provision: ["条款", "provision"], section: ["章节", "section"], annexrow: ["附件表行", "annex row"] };

/* begin and end count code points; a JavaScript string counts halves of some. */
function marked(text, spans, begin, end) {
  const points = Array.from(text), parts = [];
  let at = begin;
  for (const [from, to] of spans.filter(([from, to]) => from >= begin && to <= end).sort((a, b) => a[0] - b[0])) {
    if (from < at) continue;
    parts.push(points.slice(at, from).join(""), el("mark", {}, points.slice(from, to).join("")));
    at = to;
  }
  parts.push(points.slice(at, end).join(""));
  return parts.filter(part => part !== "");
}

/* The sentence around the spans, and for a closing bracket also the sentence that it closes; cut where very long. */
function clauseAround(text, spans) {
  const points = Array.from(text);
  let begin = Math.min(...spans.map(span => span[0])), end = Math.max(...spans.map(span => span[1]));
  const first = begin, last = end;
  while (begin > 0 && first - begin < 90 && !"。；！？\n".includes(points[begin - 1])) begin -= 1;
  if (points[begin] === "（" || points[begin] === "(") {
    const bracket = begin;
    begin -= 1;
    while (begin > 0 && bracket - begin < 90 && !"。；！？\n".includes(points[begin - 1])) begin -= 1;
    begin = Math.max(0, begin);
  }
  while (end < points.length && end - last < 90 && !"。；！？\n".includes(points[end])) end += 1;
  if (end < points.length && "。；！？".includes(points[end])) end += 1;
  return [begin, end, points.length];
}

function quote(text, spans) {
  if (!spans.length) return null;
  const [begin, end, length] = clauseAround(text, spans);
  return el("blockquote", { class: "quote" },
    begin > 0 ? "… " : null, marked(text, spans, begin, end), end < length ? " …" : null);
}

function roleTag(role) {
  const [key, zh, en] = data.roles[role];
  return el("span", { class: "tag role-" + key }, both(zh, en));
}

function nodeButton(node, note) {
  return el("button", { type: "button", class: "link", on: { click: () => select({ node }) } }, data.nodes[node].label, note || null);
}

/* One line for each mention of the chosen bodies in a unit: role, where it is written, whether a name was completed. */
function statements(unit, chosen) {
  return unit.members.filter(member => chosen.includes(member[0]) && state.roles.has(member[1]))
    .map(([node, role, carrier, , , , restored]) => el("p", { class: "statement" },
      roleTag(role),
      chosen.length > 1 ? el("strong", {}, data.nodes[node].label) : null,
      el("span", { class: "carrier" }, both("据" + data.carriers[carrier][1], "from the " + data.carriers[carrier][2])),
      restored || data.carriers[carrier][0] === "inherited"
        ? el("span", { class: "tag inferred" }, both("推断：前缀已补全", "inferred: prefix restored")) : null));
}

function spansOf(unit, chosen, inHeading) {
  return unit.members.filter(member => chosen.includes(member[0]) && state.roles.has(member[1]) && Boolean(member[5]) === inHeading)
    .map(member => [member[3], member[4]]);
}

function everybody(unit) {
  const names = [...unit.roles.keys()].sort((a, b) => Math.min(...unit.roles.get(a)) - Math.min(...unit.roles.get(b)) || a - b)
    .map(node => el("li", {}, nodeButton(node), " ", [...unit.roles.get(node)].sort().map(roleTag)));
  return el("ul", { class: "everybody" }, names);
}

function unitCard(at, chosen, weighted) {
  const unit = data.units[at], k = unit.roles.size;
  const inHeading = spansOf(unit, chosen, true), inText = spansOf(unit, chosen, false);
  const [zh, en] = TYPES[unit.type] || [unit.type, unit.type];
  const whole = Array.from(unit.text).length;
  const title = unit.heading ? marked(unit.heading, inHeading, 0, Array.from(unit.heading).length) : null;
  return el("article", { class: "unit" },
    el("h4", {}, el("span", { class: "number" }, unit.number), title || el("span", { class: "untitled" }, both(zh, en))),
    el("p", { class: "path" }, both(zh, en), unit.path.length ? " · " + unit.path.join(" › ") : null),
    statements(unit, chosen),
    quote(unit.text, inText),
    weighted ? el("p", { class: "share" }, both(`本条共 ${k} 个单位，计 1/(${k}−1) = ${(1 / (k - 1)).toFixed(2)}`,
      `${k} bodies here, which counts 1/(${k}−1) = ${(1 / (k - 1)).toFixed(2)}`)) : null,
    el("details", {}, el("summary", {}, both(`全文与全部 ${k} 个单位`, `Whole text and all ${k} bodies`)),
      whole ? el("p", { class: "whole" }, marked(unit.text, inText, 0, whole)) : null, everybody(unit),
      el("p", { class: "iri" }, el("code", {}, unit.iri))));
}

/* What a chosen body leads comes first, the rest in the order of the text. */
function inOrder(units, chosen) {
  const behind = at => chosen.length > 1 || !state.roles.has(0) || !data.units[at].roles.get(chosen[0]).has(0) ? 1 : 0;
  return units.sort((a, b) => behind(a) - behind(b) || data.units[a].ordinal - data.units[b].ordinal || a - b);
}

function unitsByPlan(units, chosen, weighted) {
  const groups = new Map();
  for (const at of units) {
    const plan = data.units[at].plan;
    groups.set(plan, [...(groups.get(plan) || []), at]);
  }
  return [...groups.keys()].sort((a, b) => a - b).map(plan => el("section", { class: "plan" },
    el("h3", {}, data.plans[plan].title, data.plans[plan].number ? el("small", {}, data.plans[plan].number) : null),
    inOrder(groups.get(plan), chosen).map(at => unitCard(at, chosen, weighted))));
}

function closeButton() {
  return el("button", { type: "button", class: "close", "aria-label": "关闭 Close", on: { click: () => select(null) } }, "×");
}

function partners(node) {
  const ties = [...shown.edges].filter(([id]) => data.edges[id].from === node || data.edges[id].to === node)
    .sort((a, b) => b[1].weight - a[1].weight || a[0] - b[0]);
  if (!ties.length) return noPartners(data.edges.filter(edge => edge.from === node || edge.to === node));
  return el("ul", { class: "partners" }, ties.map(([id, now]) => {
    const other = data.edges[id].from === node ? data.edges[id].to : data.edges[id].from;
    return el("li", {}, el("button", { type: "button", class: "link", on: { click: () => select({ edge: id }) } },
      data.nodes[other].label, el("span", { class: "count" }, both(`${now.units.length} 项`, String(now.units.length)))));
  }));
}

function noPartners(edges) {
  if (!edges.length) return el("p", { class: "hint" }, both("它的条款都由它单独负责，没有伙伴。", "It answers for its provisions alone, without partners."));
  if (hiddenByRole(edges)) return el("p", { class: "hint" }, roleHint());
  return el("p", { class: "hint" }, both("当前视图中没有连线；可将联系强度调低。", "No line in this view; try a lower strength."));
}

/* Why lines are missing while some roles are left out, and the way back. */
function roleHint() {
  const names = column => [...state.roles].sort().map(role => data.roles[role][column]);
  const zh = state.roles.size ? `当前只看“${names(1).join("、")}”` : "当前没有勾选任何责任方式";
  const en = state.roles.size ? `Only “${names(2).join("”, “")}” is looked at` : "No role is ticked";
  return [both(`${zh}，同一条款中的其他单位未计入；勾选其他方式可看到他们。`,
    `${en}: the other bodies of a provision are not counted; tick more roles to see them.`), " ",
    el("button", { type: "button", class: "button all-roles", on: { click: () => change({ roles: new Set(data.roles.keys()) }) } },
      both("显示全部方式", "Show all roles"))];
}

/* The roles of the chosen body, each a button that leaves only its provisions in that role; pressed again, all. */
function roleChips(at, units) {
  return data.roles.map(([key, zh, en], role) => {
    const count = state.roles.has(role) ? units.filter(index => data.units[index].roles.get(at).has(role)).length : 0;
    const turn = () => {
      change({ own: state.own === role ? null : role });
      byId("panel").querySelector(`[data-own="${key}"]`).focus();
    };
    return count ? el("button", { type: "button", class: "own role-" + key, "data-own": key, "aria-pressed": String(state.own === role),
      on: { click: turn } }, both(zh, en), ` ${count}`) : null;
  });
}

function duties(units, own) {
  if (own.length === units.length) return [`${units.length} 项职责`, `${units.length} duties`];
  const [, zh, en] = data.roles[state.own];
  return [`${own.length} 项${zh}（共 ${units.length} 项职责）`, `${en} in ${own.length} of ${units.length} duties`];
}

function nodePanel(at) {
  const node = data.nodes[at];
  const units = data.units.map((_, index) => index).filter(index => takesPart(data.units[index], at));
  const own = state.own === null ? units : units.filter(index => data.units[index].roles.get(at).has(state.own));
  const [count, countEn] = duties(units, own);
  const [zh, en] = data.sorts[node.sort];
  return [
    closeButton(),
    el("h2", { tabindex: "-1" }, node.label),
    el("p", { class: "full" }, node.full.filter(name => name !== node.label).join("、"),
      node.names.length ? both(`（又作：${node.names.join("、")}）`, ` (also: ${node.names.join(", ")})`) : null),
    node.places > 1 ? el("p", { class: "hint" }, both(`${node.places} 个地方的同名单位合为一个点。`, `Bodies of ${node.places} places share this name and this node.`)) : null,
    el("p", { class: "facts" }, both(`${zh} · ${count} · 共有 ${node.degree} 个伙伴 · 联系强度合计 ${node.strength.toFixed(2)}`,
      `${en} · ${countEn} · ${node.degree} partners in all · total strength ${node.strength.toFixed(2)}`)),
    el("div", { class: "facts owns", role: "group", "aria-label": "按责任方式筛选它的条款 Filter its provisions by role" }, roleChips(at, units)),
    el("details", { open: true }, el("summary", {}, both("当前视图中的伙伴", "Partners in this view")), partners(at)),
    unitsByPlan(own, [at], false),
  ];
}

function direction(edge) {
  const one = data.nodes[edge.from].label, two = data.nodes[edge.to].label;
  return [[edge.forward, one, two], [edge.backward, two, one]].filter(([count]) => count).map(([count, lead, other]) =>
    el("p", { class: "facts" }, both(`${lead} 牵头、${other} 参与：${count} 项`, `${lead} leads, ${other} takes part: ${count}`)));
}

function edgePanel(at) {
  const edge = data.edges[at], now = shown.edges.get(at) || weigh(edge);
  return [
    closeButton(),
    el("h2", { tabindex: "-1" }, nodeButton(edge.from), el("span", { class: "with" }, " — "), nodeButton(edge.to)),
    el("p", { class: "facts" }, both(
      `共同承担 ${now.units.length} 项；联系强度 ${now.weight.toFixed(2)}，即各项 1/(单位数−1) 之和：单位越少的条款，联系越强。`,
      `${now.units.length} shared; strength ${now.weight.toFixed(2)}, the sum of 1/(bodies−1) over them: a duty of few binds more.`)),
    direction(edge),
    unitsByPlan([...now.units], [edge.from, edge.to], true),
  ];
}

function overviewPanel() {
  const top = [...shown.present].map(id => data.nodes[id]).sort((a, b) => b.units - a.units || a.id - b.id).slice(0, 12);
  const most = top.length ? top[0].units : 1;
  return [
    el("h2", {}, both("任务最多的单位", "Bodies with most duties")),
    el("p", { class: "hint" }, both("点选图中的单位看它的全部职责和原文；点选连线看两个单位共同承担的条款。",
      "Choose a body in the picture for its duties and their words; choose a line for the provisions that two bodies share.")),
    el("ol", { class: "ranking" }, top.map(node => el("li", {}, nodeButton(node.id),
      el("progress", { max: most, value: node.units, "aria-hidden": "true" }), el("span", { class: "count" }, String(node.units))))),
  ];
}

function showPanel() {
  const at = state.selected, panel = byId("panel");
  panel.replaceChildren(...(!at ? overviewPanel() : at.edge !== undefined ? edgePanel(at.edge) : nodePanel(at.node)).flat().filter(Boolean));
  panel.classList.toggle("chosen", Boolean(at));
  panel.scrollTop = 0;
}
