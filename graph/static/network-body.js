/* The panel of a body: what it has to do and in which words, with whom, how it stands in the network. */

/* Every tie of the body that the filters leave, those of the set in view first, the heavier before the lighter. */
function partners(node) {
  const ties = data.nodes[node].at.map(id => [id, shown.edges.get(id)]).filter(([, now]) => now)
    .sort((a, b) => Boolean(a[1].pale) - Boolean(b[1].pale) || b[1].weight - a[1].weight || a[0] - b[0]);
  if (!ties.length) return noPartners(data.nodes[node].at.map(id => data.edges[id]));
  const row = ([id, now]) => {
    const other = data.edges[id].from === node ? data.edges[id].to : data.edges[id].from;
    return el("li", {}, el("button", { type: "button", class: "link tie-" + tieKind(now), on: { click: () => select({ edge: id }) } },
      tierMark(now), bdi(data.nodes[other].label), el("span", { class: "count" }, both(...tieCount(data.edges[id], now)))));
  };
  const main = ties.filter(([, now]) => !now.pale), pale = ties.filter(([, now]) => now.pale), few = ties.length > 14 ? 10 : 14;
  return [
    main.length ? el("ul", { class: "partners" }, main.map(row)) : null,
    pale.length ? el("p", { class: "hint" }, both(main.length ? `另 ${pale.length} 个不在当前“${setName()[0]}”之内（图中细点线）：` : `都不在当前“${setName()[0]}”之内（图中细点线）：`,
      main.length ? `${pale.length} more outside “${setName()[1]}” (dotted in the picture):` : `None is within “${setName()[1]}” (dotted in the picture):`)) : null,
    pale.length ? el("ul", { class: "partners" }, pale.slice(0, few).map(row)) : null,
    pale.length > few ? el("details", { class: "more" }, el("summary", {}, both(`其余 ${pale.length - few} 个`, `${pale.length - few} more`)), el("ul", { class: "partners" }, pale.slice(few).map(row))) : null,
  ];
}

function tieCount(edge, now) {
  if (ofPlans) return edge.aligned ? [`${edge.aligned} 项相同`, `${edge.aligned} shared`] : ["引用", "cites"];
  return [`${now.units.length} 项`, String(now.units.length)];
}

function setName() {
  const set = tieSets().find(entry => entry.key === state.ties);
  return [set.zh, set.en];
}

/* ●● beyond chance also after correction, ● beyond chance; nothing else is marked. */
function tierMark(now) {
  if (!now.tier) return null;
  return el("span", { class: "tier", title: now.tier === 2 ? "超出偶然，经校正 Beyond chance, corrected" : "超出偶然 Beyond chance" }, now.tier === 2 ? "●● " : "● ");
}

function noPartners(edges) {
  if (!edges.length) return el("p", { class: "hint" }, both("它的条款都由它单独负责，没有伙伴。", "It answers for its provisions alone, without partners."));
  if (hiddenByRole(edges)) return el("p", { class: "hint" }, roleHint());
  return el("p", { class: "hint" }, both("按当前筛选没有伙伴。", "The filters leave it no partner."));
}

/* The chosen roles can take every line from a body whose duties have others in them; the slider is not to blame then. */
function hiddenByRole(edges) {
  return !allRoles() && edges.length > 0 && edges.every(edge => !weigh(edge).units.length);
}

/* Why lines are missing while some roles are left out, and the way back. */
function roleHint() {
  const names = column => [...chosenOf("role")].sort().map(role => data.roles[role][column]);
  return [both(`当前只看“${names(1).join("、")}”，同一条款中的其他单位未计入；勾选其他方式可看到他们。`,
    `Only “${names(2).join("”, “")}” is looked at: the other bodies of a provision are not counted; tick more roles to see them.`), " ",
    el("button", { type: "button", class: "button all-roles", on: { click: () => clearFacet("role") } }, both("显示全部方式", "Show all roles"))];
}

/* The roles of the chosen body, each a button that leaves only its provisions in that role; pressed again, all. */
function roleChips(at, units) {
  return data.roles.map(([key, zh, en], role) => {
    const count = roleOn(role) ? units.filter(index => data.units[index].roles.get(at).has(role)).length : 0;
    const turnOwn = () => {
      change({ own: state.own === role ? null : role });
      byId("panel").querySelector(`[data-own="${key}"]`).focus();
    };
    return count ? el("button", { type: "button", class: "own role-" + key, "data-own": key, "aria-pressed": String(state.own === role),
      on: { click: turnOwn } }, both(zh, en), ` ${count}`) : null;
  });
}

function duties(units, own) {
  if (own.length === units.length) return [`${units.length} 项职责`, `${units.length} duties`];
  const [, zh, en] = data.roles[state.own];
  return [`${own.length} 项${zh}（共 ${units.length} 项职责）`, `${en} in ${own.length} of ${units.length} duties`];
}

/* Names as the plans write them, and how the picture came to call the body so. */
function namesSeen(node) {
  const others = node.full.filter(name => name !== node.label), seen = node.surfaces.filter(name => name !== node.label);
  const restored = data.units.some(unit => unit.members.some(member => member[0] === node.id && member[6]));
  return [
    others.length || node.names.length ? el("p", { class: "full" }, bdi(others.slice(0, 6).join("、") + (others.length > 6 ? ` … (${others.length})` : "")),
      node.names.length ? both(`（又作：${node.names.map(isolated).join("、")}）`, ` (also: ${node.names.map(isolated).join(", ")})`) : null) : null,
    node.en ? el("p", { class: "full" }, bdi(node.en)) : null,
    seen.length ? el("p", { class: "full" }, both(`原文写作：${seen.map(isolated).join("、")}`, `Written as: ${seen.map(isolated).join(", ")}`)) : null,
    node.places > 1 ? el("p", { class: "hint" }, both(`${node.places} 个地方的同名单位合为一个点。`, `Bodies of ${node.places} places share this name and this node.`)) : null,
    restored ? el("p", { class: "hint" }, both("部分名称在原文中省略了前缀（如“县”），按同一列举中前面的单位和方案所在地补全；下面逐条标明“推断”。", "Where the text leaves out the prefix of a name (such as 县), it was completed from the names before it and the place of the plan; each is marked “inferred” below.")) : null,
  ];
}

function departmentLinks(node, units) {
  const pages = [...new Set(units.map(at => data.plans[data.units[at].plan].departments).filter(Boolean))];
  return pages.map(page => el("a", { class: "button", href: page + "#" + encodeURIComponent(node.label) },
    pages.length > 1 ? [bdi((data.plans.find(plan => plan.departments === page).place || "") + " "), both("单位页", "page")] : both("单位页：任务一览", "Page of this body")));
}

function measureTable(node) {
  const rows = measures().map(measure => ({ measure, value: measured(node, measure.key), range: node.interval[measure.key] })).filter(row => row.value !== undefined);
  const ranged = rows.some(row => row.range);
  return el("details", { class: "measures" }, el("summary", {}, both("网络指标", "Measures in the network")),
    el("table", {}, el("tbody", {}, rows.map(({ measure, value, range }) => el("tr", { title: `${measure.definition_zh}\n${measure.definition_en}${measure.source ? "\n" + measure.source : ""}` },
      el("th", { scope: "row" }, both(measure.zh, measure.en)), el("td", {}, number(value)),
      ranged ? el("td", { class: "range" }, range ? `${number(range[0])}–${number(range[1])}` : "") : null)))),
    el("p", { class: "hint" }, both(`按整个网络计算，不随筛选而变。${ranged ? "第三列：对条款重抽样所得 90% 区间。" : ""}`,
      `Of the whole network; filters do not change them.${ranged ? " Third column: 90 % interval, by resampling provisions." : ""}`)));
}

function unitsOf(at) {
  return data.units.map((_, index) => index).filter(index => data.units[index].roles.has(at) && takesPart(data.units[index], at));
}

function nodePanel(at) {
  const node = data.nodes[at];
  if (node.mode !== "body") return otherPanel(at);
  const units = unitsOf(at);
  const own = state.own === null ? units : units.filter(index => data.units[index].roles.get(at).has(state.own));
  const [count, countEn] = duties(units, own);
  const [, zh, en] = data.sorts[node.sort];
  return [
    closeButton(),
    el("h2", { tabindex: "-1" }, bdi(node.label)),
    namesSeen(node),
    el("p", { class: "facts" }, both(...(BESIDE ? [`${zh} · ${count} · 连接 ${node.degree} 个${BESIDE[0]}`, `${en} · ${countEn} · joined to ${node.degree} ${BESIDE[1]}`]
      : [`${zh} · ${count} · 共有 ${node.degree} 个伙伴 · 联系强度合计 ${node.strength.toFixed(2)}`, `${en} · ${countEn} · ${node.degree} partners in all · total strength ${node.strength.toFixed(2)}`]))),
    el("div", { class: "facts owns", role: "group", "aria-label": "按责任方式筛选它的条款 Filter its provisions by role" }, roleChips(at, units)),
    el("div", { class: "actions" }, el("span", { class: "hint" }, both("聚焦", "Focus")), depthSwitch(at), departmentLinks(node, units)),
    el("details", { open: true, class: "with-whom" }, el("summary", {}, BESIDE ? both(`当前视图中的${BESIDE[0]}`, `${BESIDE[3]}s in this view`) : both("当前视图中的伙伴", "Partners in this view")), partners(at)),
    BESIDE ? null : measureTable(node),
    unitsByPlan(own, [at], false),
  ];
}
