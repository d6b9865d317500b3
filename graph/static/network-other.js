/* The panels of what is no body: a group of people, a programme, a provision, a plan; and of a tie between two plans. */

const RELATIONS = { copied: ["照抄", "copied"], adapted: ["改写", "adapted"], related: ["相关", "related"] };
const FIRST_PAIRS = 30;

/* What stands behind a group, a programme or a provision: its units by plan, each with all its bodies. */
function otherPanel(at) {
  const node = data.nodes[at], units = node.stated.filter(unit => shown.units[unit]);
  const [, zh, en] = data.sorts[node.sort];
  const facts = ofPlans ? [`${zh} · 与 ${node.degree} 份有引用或相同条款`, `${en} · citations or shared provisions with ${node.degree}`]
    : [`${zh} · ${units.length} 项条款 · ${node.degree} 个单位`, `${en} · ${units.length} provisions · ${node.degree} bodies`];
  return [
    closeButton(),
    el("h2", { tabindex: "-1" }, bdi(node.label)),
    node.full.filter(name => name !== node.label).map(name => el("p", { class: "full" }, bdi(name))),
    node.en ? el("p", { class: "full" }, bdi(node.en)) : null,
    el("p", { class: "facts" }, both(...facts)),
    el("div", { class: "actions" }, el("span", { class: "hint" }, both("聚焦", "Focus")), depthSwitch(at)),
    el("details", { open: true, class: "with-whom" }, el("summary", {}, ofPlans ? both("当前视图中的联系", "Ties in this view") : both("当前视图中的单位", "Bodies in this view")), partners(at)),
    ofPlans ? null : unitsByPlan(units, null, false),
  ];
}

/* Who cites whom, and how much two plans share, in one sentence. */
function planTie(edge) {
  const one = isolated(nodeText(edge.from)), two = isolated(nodeText(edge.to)), zh = [], en = [];
  if (edge.forward) { zh.push(`${two} 引用 ${one}`); en.push(`${two} cites ${one}`); }
  if (edge.backward) { zh.push(`${one} 引用 ${two}`); en.push(`${one} cites ${two}`); }
  if (edge.basis) { zh.push("作为依据"); en.push("as its basis"); }
  if (edge.aligned) {
    zh.push(`所比 ${edge.compared} 项条款中 ${edge.aligned} 项相同或相近，其中照抄或改写 ${edge.reused} 项`);
    en.push(`of ${edge.compared} provisions compared ${edge.aligned} correspond, ${edge.reused} of them copied or adapted`);
  }
  return ["　" + zh.join("；"), " " + en.join("; ")];
}

/* Two provisions that correspond, side by side. */
function pairCard([one, two, relation, similarity]) {
  const [zh, en] = RELATIONS[relation] || [relation, relation];
  const side = at => {
    const unit = data.units[at];
    return el("div", {}, el("p", { class: "path" }, bdi(data.plans[unit.plan].place || data.plans[unit.plan].title)),
      el("h4", {}, el("span", { class: "number" }, unit.number), bdi(unit.heading)), el("p", { class: "words" }, bdi(unit.text)), copyable(unit.iri));
  };
  return el("article", { class: "unit pair" }, el("p", { class: "statement" }, el("span", { class: "tag" }, both(zh, en)),
    el("span", { class: "carrier" }, both(`相似度 ${similarity.toFixed(2)}`, `similarity ${similarity.toFixed(2)}`))), el("div", { class: "two" }, side(one), side(two)));
}

function planEdgePanel(edge) {
  const pairs = [...edge.pairs].sort((a, b) => b[3] - a[3] || a[0] - b[0]), first = pairs.slice(0, FIRST_PAIRS);
  const cited = edge.units.filter(at => !edge.pairs.some(pair => pair[0] === at || pair[1] === at));
  return [
    closeButton(),
    el("h2", { tabindex: "-1" }, nodeButton(edge.from), el("span", { class: "with" }, " — "), nodeButton(edge.to)),
    el("ul", { class: "why" }, el("li", {}, both(...planTie(edge).map(text => text.trim()))),
      edge.quotes.length ? el("li", {}, both("文中写作：", "Cited as: "), bdi(edge.quotes.join("、"))) : null),
    cited.length ? el("section", {}, el("h3", {}, both("引用处", "Where it is cited")), unitsByPlan(cited, [], false)) : null,
    first.length ? el("section", {}, el("h3", {}, both(`相同或相近的条款 ${pairs.length} 对`, `${pairs.length} pairs of provisions that correspond`)), first.map(pairCard),
      pairs.length > first.length ? el("p", { class: "hint" }, both(`只列最相近的 ${first.length} 对。`, `The closest ${first.length} are listed.`)) : null) : null,
  ];
}
