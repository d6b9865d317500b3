/* Which ties are shown: three sets on one switch, a slider on the strength, all ties of the chosen body. */

const STEPS = 48;

const ARROW = ofPlans ? ["由被引文件指向引用它的方案", "From the cited document to the plan that cites it"]
  : BESIDE ? [`由牵头单位指向${BESIDE[0]}`, `From the leading body to what it leads`]
    : ["由牵头单位指向其他单位", "From the leading body to the others"];

function tieSets() {
  const first = hasBackbone
    ? { key: "backbone", zh: "骨干", en: "Backbone", tip: ["共同条款比偶然同列更多的联系", "Ties with more shared provisions than chance gives"] }
    : { key: "strongest", zh: "较强", en: "Stronger", tip: ["较强的联系，平均每个单位不超过三条", "The stronger ties, at most three a body on average"] };
  const directed = data.edges.some(edge => edge.forward || edge.backward);
  const every = { key: "all", zh: "全部", en: "All", tip: ofPlans ? ["全部引用与相同条款", "Every citation and every shared provision"] : ["同一条款中出现过的全部联系", "Every tie: named in one provision at least once"] };
  return [
    firstTies === "all" ? every : first,
    { key: "lead", zh: ofPlans ? "引用" : BESIDE ? "牵头" : "牵头→配合", en: ofPlans ? "Citations" : BESIDE ? "Leads" : "Leads → others", off: !directed,
      tip: directed ? ARROW
        : ["所读文本没有区分牵头与配合", "The text as read does not tell who leads"] },
    firstTies === "all" ? null : every,
  ].filter(Boolean);
}

function leads(unit, node) {
  const roles = unit.roles.get(node);
  return Boolean(roles) && roles.has(0);
}

/* With no filter the weight is the one that the build computed; else the same sum over the provisions that are left. */
function weigh(edge) {
  const narrow = narrowed();
  if (narrow && !(shown.passes[edge.from] && shown.passes[edge.to])) return { units: [], weight: 0, led: 0, forward: 0, backward: 0 };
  const units = narrow ? edge.units.filter(at => shown.units[at] && takesPart(data.units[at], edge.from) && takesPart(data.units[at], edge.to)) : edge.units;
  const now = { units, weight: edge.weight, led: 0, forward: edge.forward, backward: edge.backward, tier: edge.tier, kind: edge.kind, side: null };
  const share = at => 1 / Math.max(1, data.units[at].roles.size - 1);
  if (narrow && units.length !== edge.units.length) {
    now.weight = twoMode ? edge.weight * units.length / edge.units.length : units.reduce((sum, at) => sum + share(at), 0);
    now.weight = Math.round(now.weight * 1e6) / 1e6;
    now.forward = now.backward = 0;
    for (const at of units) {
      const one = leads(data.units[at], edge.from), two = leads(data.units[at], edge.to);
      now.forward += one && !two;
      now.backward += two && !one;
    }
  }
  if (now.forward || now.backward) {
    now.led = units.reduce((sum, at) => sum + (leads(data.units[at], edge.from) !== leads(data.units[at], edge.to) ? share(at) : 0), 0);
  }
  if (state.compare) now.side = sideOfTie(units);
  return now;
}

/* A group or a plan that stands beside bodies has no role of its own. */
function takesPart(unit, node) {
  if (!shown.units[unit.id] || !shown.passes[node]) return false;
  const roles = unit.roles.get(node);
  if (!roles) return twoMode;
  if (allRoles()) return true;
  for (const role of roles) if (roleOn(role)) return true;
  return false;
}

function inSet(now) {
  if (state.ties === "backbone") return now.tier > 0;
  if (state.ties === "lead") return now.forward + now.backward > 0;
  return true;
}

function strength(now) {
  return state.ties === "lead" ? now.led : now.weight;
}

function usualLeast() {
  return state.ties === "strongest" ? data.threshold : 0;
}

function least() {
  return state.least === null ? usualLeast() : state.least;
}

/* Positions of the slider: 0 and the distinct strengths of the whole set, thinned evenly. */
const stepsOf = new Map();

function steps() {
  if (!stepsOf.has(state.ties)) {
    let found = [...new Set(data.edges.map(edge => {
      if (state.ties === "backbone" && !edge.tier) return 0;
      if (state.ties !== "lead") return edge.weight;
      return Math.round(edge.units.reduce((sum, at) => sum + (leads(data.units[at], edge.from) !== leads(data.units[at], edge.to)
        ? 1 / Math.max(1, data.units[at].roles.size - 1) : 0), 0) * 1e6) / 1e6;
    }))].filter(Boolean).sort((a, b) => a - b);
    if (found.length > STEPS) found = found.filter((_, index) => index % Math.ceil(found.length / STEPS) === 0 || index === found.length - 1);
    stepsOf.set(state.ties, [...new Set([0, usualLeast(), ...found])].sort((a, b) => a - b));
  }
  return stepsOf.get(state.ties);
}

/* Everything that is shown follows from the choices, here and nowhere else. */
function recompute() {
  sift();
  shown.edges.clear();
  shown.nodes.clear();
  Object.assign(shown, { total: 0, inSet: 0, hidden: 0, beyond: 0, sides: [0, 0, 0], weights: [] });
  const weighed = data.edges.map(weigh), floor = least();
  for (const edge of data.edges) {
    const now = weighed[edge.id];
    if (!now.units.length && (edge.units.length || narrowed())) continue;
    shown.total += 1;
    shown.beyond += now.tier > 0;
    if (!inSet(now)) continue;
    shown.inSet += 1;
    shown.weights.push(strength(now));
    now.weak = strength(now) < floor - 1e-9;
    if (now.weak && !(state.ties === "strongest" && state.strongest && edge.strongest)) continue;
    if (state.compare) shown.sides[now.side] += 1;
    if (state.side !== null && now.side !== state.side) continue;
    shown.edges.set(edge.id, now);
  }
  shown.hidden = shown.total - shown.edges.size;
  shown.load = new Map();
  for (const unit of data.units) for (const node of unit.roles.keys()) if (takesPart(unit, node)) shown.load.set(node, (shown.load.get(node) || 0) + 1);
  shown.present = new Set(shown.load.keys());
  for (const node of data.nodes) {
    if (node.mode !== "body" && shown.passes[node.id] && (node.stated.length ? node.stated.some(at => shown.units[at]) : !narrowed())) {
      shown.present.add(node.id);
      shown.load.set(node.id, node.stated.filter(at => shown.units[at]).length);
    }
  }
  const ego = egoNodes(weighed);
  for (const [id] of shown.edges) if (ego && !(ego.has(data.edges[id].from) && ego.has(data.edges[id].to))) shown.edges.delete(id);
  addPaleTies(weighed, ego);
  for (const id of shown.edges.keys()) shown.nodes.add(data.edges[id].from).add(data.edges[id].to);
  if (!state.isolated) for (const node of shown.present) if (!ego || ego.has(node)) shown.nodes.add(node);
  const main = [...shown.edges.values()].filter(now => !now.pale);
  shown.main = main.length;
  shown.heaviest = main.reduce((most, now) => Math.max(most, strength(now)), data.heaviest / 4);
}

/* Choosing a body shows all its ties, lest a hub look alone that has many ties and none beyond chance. */
function addPaleTies(weighed, ego) {
  const centre = state.trail.length ? state.trail[state.trail.length - 1].node : undefined;
  const at = state.selected || {};
  const wanted = new Set([centre, at.node].filter(node => node !== undefined).flatMap(node => data.nodes[node].at));
  if (at.edge !== undefined) wanted.add(at.edge);
  for (const id of wanted) {
    const edge = data.edges[id], now = weighed[id];
    if (shown.edges.has(id) || !now.units.length) continue;
    if (ego && !(ego.has(edge.from) && ego.has(edge.to))) continue;
    shown.edges.set(id, { ...now, pale: true });
  }
}

/* --- the switch, the slider, the sentence ------------------------------------------------------------------- */

function buildTies() {
  byId("ties").replaceChildren(...tieSets().map(set => el("button", {
    type: "button", "data-ties": set.key, disabled: set.off, title: set.tip.join("\n"),
    on: { click: () => change({ ties: set.key, least: null }) },
  }, both(set.zh, set.en))));
}

function showTies() {
  for (const button of byId("ties").children) button.setAttribute("aria-pressed", String(button.dataset.ties === state.ties));
  byId("ties-note").replaceChildren(both(...tiesSentence()));
  byId("chance-note").replaceChildren(...(hasBackbone && narrowed() ? [both("是否超出偶然，按整个网络判定，不随筛选而变。",
    "Whether a tie is beyond chance is judged on the whole network; filters do not change it.")] : []));
  byId("keep").hidden = state.ties !== "strongest" || data.threshold === 0;
  byId("strongest").checked = state.strongest;
  byId("isolated").checked = state.isolated;
  showSlider();
}

/* How many ties are left out, and why. */
function tiesSentence() {
  const out = shown.total - shown.inSet;
  const weak = shown.inSet - shown.main > 0 && least() > 0 ? shown.inSet - [...shown.edges.values()].filter(now => !now.pale).length : 0;
  const more = weak ? [`强度低于 ${least().toFixed(2)} 的 ${weak} 条也已隐去。`, ` ${weak} weaker than ${least().toFixed(2)} are hidden too.`] : ["", ""];
  if (state.ties === "backbone") {
    const sure = data.chance && data.chance.corrected ? [`，其中 ${data.chance.corrected} 条经多重检验校正仍成立`, `, ${data.chance.corrected} of them also after correction for many tests`]
      : ["（经多重检验校正后都不再显著，宜作线索）", " (none after correction for many tests: hints, not findings)"];
    if (BESIDE) return [`超出偶然的 ${shown.inSet} 条${narrowed() ? "" : sure[0]}。另有 ${out} 条与偶然无异（任务多的单位自然常涉及），未显示。${more[0]}`,
      `${shown.inSet} ties beyond chance${narrowed() ? "" : sure[1]}. ${out} others are no more than chance (a body of many duties meets many) and are not shown.${more[1]}`];
    return [`共同条款超出偶然的 ${shown.inSet} 条${narrowed() ? "" : sure[0]}。另有 ${out} 条联系与偶然同列无异（各单位条款多，自然常同列），未显示。${more[0]}`,
      `${shown.inSet} ties with more shared provisions than chance gives${narrowed() ? "" : sure[1]}. ${out} others are no more than chance (bodies of many provisions meet often) and are not shown.${more[1]}`];
  }
  if (state.ties === "lead" && ofPlans) return [`引用关系 ${shown.inSet} 条。只有相同条款的 ${out} 条未显示。`, `${shown.inSet} citations. ${out} with shared provisions alone are not shown.`];
  if (state.ties === "all" && ofPlans) return [`全部 ${shown.inSet} 条：引用，或有相同、改写的条款。${more[0]}`, `All ${shown.inSet}: citations, and plans that share provisions.${more[1]}`];
  if (state.ties === "lead" && BESIDE) return [`由单位牵头的 ${shown.inSet} 条。另有 ${out} 条不是牵头，未显示。${more[0]}`, `${shown.inSet} where the body leads. ${out} where it does not are not shown.${more[1]}`];
  if (state.ties === "lead") {
    return [`由牵头单位指向其他单位的 ${shown.inSet} 条。另有 ${out} 条没有一方牵头，未显示。${more[0]}`,
      `${shown.inSet} ties from a leading body to another. ${out} where neither leads are not shown.${more[1]}`];
  }
  if (data.by === "units") return [`全部 ${shown.inSet} 条：单位写在条款中。`, `All ${shown.inSet}: a body is named in a provision.`];
  if (state.ties === "all") return [`全部 ${shown.inSet} 条：至少在一个条款中同列。${more[0]}`, `All ${shown.inSet}: named together in at least one provision.${more[1]}`];
  const why = data.chance ? ["没有一条联系超出偶然，故先显示较强的联系", "No tie is beyond chance, so the stronger ones are shown"]
    : ["未作偶然性检验，先显示较强的联系", "Chance was not tested; the stronger ties are shown"];
  if (shown.main === shown.total) {
    const only = data.chance ? ["没有一条联系超出偶然", "No tie is beyond chance"] : ["未作偶然性检验", "Chance was not tested"];
    return [`${only[0]}；${shown.total} 条联系全部显示。`, `${only[1]}; all ${shown.total} ties are shown.`];
  }
  return [`${why[0]}（平均每个单位不超过三条）；其余 ${shown.total - shown.main} 条未显示。`,
    `${why[1]} (at most three a body on average); ${shown.total - shown.main} others are not.`];
}

function showSlider() {
  const slider = byId("weight"), bars = byId("histogram"), at = steps();
  const few = at.length < 3 || !data.edges.length;
  for (const part of [slider, bars, byId("weight-note")]) part.toggleAttribute("hidden", few);
  if (few) return;
  let place = at.findIndex(step => step >= least() - 1e-9);
  if (place < 0) place = at.length - 1;
  slider.max = String(at.length - 1);
  slider.value = String(place);
  slider.setAttribute("aria-valuetext", `≥ ${at[place].toFixed(2)}`);
  const counts = at.map(() => 0);
  for (const weight of shown.weights) {
    let bin = at.length - 1;
    while (bin > 0 && at[bin] > weight + 1e-9) bin -= 1;
    counts[bin] += 1;
  }
  const most = Math.max(1, ...counts), wide = Math.min(3, at.length / 10);
  bars.setAttribute("viewBox", `0 0 ${at.length * 4} 40`);
  bars.replaceChildren(...counts.map((count, index) => svg("rect", {
    x: index * 4 + 2 - wide / 2, width: wide, y: 40 - 40 * Math.sqrt(count / most), height: 40 * Math.sqrt(count / most),
    class: index >= place ? "kept" : "cut",
  })));
  say("weight-note", `显示 ${shown.main} / ${shown.total} 条连线（强度 ≥ ${least().toFixed(2)}）`, `${shown.main} of ${shown.total} lines shown (strength ≥ ${least().toFixed(2)})`);
}
