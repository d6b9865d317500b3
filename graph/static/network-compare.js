/* Comparing: two plans, periods or places; a tie is of A only, of B only, or of both, at the same places in the picture. */

/* What can be compared: each side has a key for the address, a name and the plans that it holds. */
const comparable = (() => {
  const found = [];
  const gather = (kind, zh, en, text) => {
    const values = new Map();
    for (const [index, plan] of data.plans.entries()) {
      const value = text(plan);
      if (value) values.set(value, [...(values.get(value) || []), index]);
    }
    if (values.size > 1) for (const [value, plans] of [...values].sort((a, b) => a[0] < b[0] ? -1 : 1)) found.push({ kind, zh, en, key: kind + ":" + value, value, plans: new Set(plans) });
  };
  gather("plan", "方案", "Plans", plan => plan.key || plan.title);
  gather("place", "地方", "Places", plan => plan.place);
  gather("period", "规划期", "Periods", plan => plan.period && plan.period.join("–"));
  gather("year", "年份", "Years", plan => plan.year && String(plan.year));
  for (const side of found) side.name = side.kind === "plan" ? data.plans[[...side.plans][0]].title : side.value;
  return found;
})();

const SIDES = [["仅甲", "Only A"], ["仅乙", "Only B"], ["两边都有", "Both"]];

function sides() {
  return comparable;
}

function side(key) {
  return comparable.find(entry => entry.key === key);
}

/* 0: of A, 1: of B, 2: of both, -1: of neither */
function sideOf(unit) {
  const one = side(state.compare.a).plans.has(unit.plan), two = side(state.compare.b).plans.has(unit.plan);
  return one && two ? 2 : one ? 0 : two ? 1 : -1;
}

function sideOfTie(units) {
  const found = new Set(units.map(at => sideOf(data.units[at])));
  if (found.has(2) || (found.has(0) && found.has(1))) return 2;
  return found.has(1) ? 1 : 0;
}

function comparedText() {
  const a = side(state.compare.a).name, b = side(state.compare.b).name;
  return [`比较：甲 ${a}，乙 ${b}`, `Compare: A ${a}, B ${b}`];
}

function buildCompare() {
  byId("comparing").hidden = comparable.length < 2 || ofPlans;
  if (byId("comparing").hidden) return;
  const choices = () => [...new Set(comparable.map(entry => entry.kind))].map(kind => {
    const of = comparable.filter(entry => entry.kind === kind);
    return el("optgroup", { label: `${of[0].zh} ${of[0].en}` }, of.map(entry => el("option", { value: entry.key }, isolated(entry.name))));
  });
  for (const id of ["side-a", "side-b"]) {
    byId(id).replaceChildren(el("option", { value: "" }, "—"), ...choices());
    byId(id).addEventListener("change", () => {
      const a = byId("side-a").value, b = byId("side-b").value;
      if (a && b && a !== b) change({ compare: { a, b }, side: null });
      else if (state.compare) change({ compare: null, side: null });
      else showCompare();
    });
  }
}

function showCompare() {
  if (byId("comparing").hidden) return;
  if (state.compare) {
    byId("side-a").value = state.compare.a;
    byId("side-b").value = state.compare.b;
  }
  const same = byId("side-a").value && byId("side-a").value === byId("side-b").value;
  byId("compare-off").hidden = !state.compare;
  const note = byId("compare-note");
  if (!state.compare) {
    note.replaceChildren(both(same ? "请选两个不同的。" : "选两个方案、地方或时期，看哪些联系只在一边、哪些两边都有。",
      same ? "Choose two different ones." : "Choose two plans, places or periods: which ties are in one only, which in both."));
    return;
  }
  const [a, b, two] = shown.sides;
  const none = two === 0 && data.by === "plan" ? ["不同地方的单位不是同一个点，故没有共有的联系；请看按简称或按职能合并的网络。", " Bodies of two places are never one point; see the network by name or by function."]
    : ["", ""];
  note.replaceChildren(both(`当前联系中：仅甲 ${a} 条，仅乙 ${b} 条，两边都有 ${two} 条。${none[0]}`, `Of the ties in view: ${a} only in A, ${b} only in B, ${two} in both.${none[1]}`));
}
