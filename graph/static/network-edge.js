/* The panel of a tie: the provisions that two bodies share, and why they make this weight. */

function probability(p) {
  if (p < 0.0001) return "< 0.0001";
  return p < 0.01 ? p.toFixed(4) : p.toFixed(3);
}

function percent(p) {
  if (p < 0.0001) return "不到万分之一";
  return p < 0.001 ? `万分之 ${(p * 1e4).toFixed(0)}` : `${(p * 100).toFixed(p < 0.1 ? 1 : 0)}%`;
}

function direction(edge, now) {
  const one = isolated(nodeText(edge.from)), two = isolated(nodeText(edge.to));
  if (BESIDE) return now.forward ? [el("p", { class: "facts" }, both(`${one} 牵头其中 ${now.forward} 项`, `${one} leads ${now.forward} of them`))] : [];
  return [[now.forward, one, two], [now.backward, two, one]].filter(([count]) => count).map(([count, lead, other]) =>
    el("p", { class: "facts" }, both(`${lead} 牵头、${other} 参与：${count} 项`, `${lead} leads, ${other} takes part: ${count}`)));
}

/* Why this weight, and whether chance would give as much: of the whole network, whatever the filters. */
function reasons(edge, now) {
  const found = [BESIDE ? el("li", {}, both(`该单位的条款中有 ${now.units.length} 项涉及该${BESIDE[0]}。`, `${now.units.length} of the provisions of this body are with that ${BESIDE[3].toLowerCase()}.`)) : el("li", {}, both(
    `共同承担 ${now.units.length} 项；联系强度 ${now.weight.toFixed(2)}，即各项 1/(单位数−1) 之和：单位越少的条款，联系越强（Newman 2001）。`,
    `${now.units.length} shared; strength ${now.weight.toFixed(2)}, the sum of 1/(bodies−1) over them: a duty of few binds more (Newman 2001).`))];
  if (edge.p === null) return found;
  const alpha = data.chance ? data.chance.alpha : 0.05;
  found.push(el("li", {}, BESIDE ? both(`若各单位的任务量、各条款的单位数不变而随机分派，预期 ${number(edge.expected)} 项，实际 ${edge.units.length} 项。`,
    `If duties fell at random, each body with as many as it has, ${number(edge.expected)} would be expected; there are ${edge.units.length}.`) : both(`若各单位、各条款的数目不变而随机同列，预期共同 ${number(edge.expected)} 项，实际 ${edge.units.length} 项。`,
    `If bodies met at random, each with as many provisions as it has, ${number(edge.expected)} shared would be expected; there are ${edge.units.length}.`)));
  found.push(el("li", {}, both(`偶然达到这样多的概率 p = ${probability(edge.p)}（约 ${percent(edge.p)}）：${edge.p < alpha ? "超出偶然。" : "与偶然同列无异，不足以说明两者有特别的联系。"}`,
    `The chance of so many or more is p = ${probability(edge.p)}: ${edge.p < alpha ? "beyond chance." : "no more than chance, so this tie alone shows no special bond."}`)));
  if (edge.q !== null) {
    const pairs = data.chance ? data.chance.pairs : 0;
    found.push(el("li", {}, both(`同时检验 ${pairs} 对${BESIDE ? "" : "单位"}，按 Benjamini–Hochberg 校正后 q = ${probability(edge.q)}：${edge.q < alpha ? "仍成立，画为实线。" : edge.p < alpha ? "校正后不再显著，宜作线索，不作结论；画为虚线。" : "不显著。"}`,
      `With ${pairs} pairs tested at once, q = ${probability(edge.q)} (Benjamini–Hochberg): ${edge.q < alpha ? "it stands; drawn solid." : edge.p < alpha ? "it does not stand: a hint, not a finding; drawn dashed." : "not significant."}`)));
  }
  if (edge.recurs.length) {
    found.push(el("li", {}, both(`在 ${edge.recurs.length} 个方案中各自单独检验也超出偶然：`, `Beyond chance also in each of ${edge.recurs.length} plans alone: `),
      bdi(edge.recurs.map(plan => data.plans[plan].title).join("；"))));
  }
  return found;
}

function edgeUnits(edge, now) {
  const ends = [edge.from, edge.to];
  const bodies = ends.filter(id => data.nodes[id].mode === "body");
  if (!state.compare) return unitsByPlan([...now.units], bodies.length ? bodies : null, !twoMode);
  return [0, 1, 2].map(at => {
    const units = now.units.filter(unit => sideOf(data.units[unit]) === at);
    return units.length ? el("section", { class: "side side-" + at }, el("h3", { class: "side-name" }, at === 2 ? both("两边共有", "Both") : [both(at ? "乙：" : "甲：", at ? "B: " : "A: "), bdi(side(at ? state.compare.b : state.compare.a).name)]),
      unitsByPlan(units, bodies.length ? bodies : null, !twoMode)) : null;
  });
}

function edgePanel(at) {
  const edge = data.edges[at], now = shown.edges.get(at) || weigh(edge);
  if (ofPlans) return planEdgePanel(edge);
  return [
    closeButton(),
    el("h2", { tabindex: "-1" }, nodeButton(edge.from), el("span", { class: "with" }, " — "), nodeButton(edge.to)),
    direction(edge, now),
    el("ul", { class: "why" }, reasons(edge, now)),
    edgeUnits(edge, now),
  ];
}
