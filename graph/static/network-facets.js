/* Filters: each facet is a list of values; chosen values of one facet are joined by "or", facets by "and".

A facet of provisions asks the provision; one of parties asks a body in its role there. Counts say how many provisions
would remain if the value were chosen beside what the other facets hold. */

const LONG = 8;

function byPlan(hash, key, zh, en, text) {
  const values = [...new Set(data.plans.map(plan => text(plan)).filter(Boolean).map(JSON.stringify))].sort().map(JSON.parse);
  const keys = values.map(value => value[0]);
  const at = data.plans.map(plan => { const value = text(plan); return value ? [keys.indexOf(value[0])] : []; });
  return { key, hash, zh, en, values: values.map(value => ({ key: value[0], zh: value[1], en: value[2] })), of: unit => at[unit.plan] };
}

function ofTexts(hash, key, zh, en, names, of) {
  return { key, hash, zh, en, of, values: names.map(name => Array.isArray(name)
    ? { key: name[0], zh: name[name.length - 2], en: name[name.length - 1] } : { key: name, zh: name, en: name }) };
}

function inTextOrder(places, of) {
  const first = new Map();
  for (const unit of data.units) for (const value of of(unit)) if (!first.has(value) || unit.ordinal < first.get(value)) first.set(value, unit.ordinal);
  return [...places.keys()].sort((a, b) => (first.get(a) ?? 1e9) - (first.get(b) ?? 1e9) || a - b);
}

function makeFacets() {
  const level = notation => data.levels.find(entry => entry[0] === notation) || [notation, notation, notation];
  const kinds = data.kinds.map(kind => kind[0]);
  const communities = [...new Set(data.nodes.map(node => node.community))].sort((a, b) => a - b);
  const nodeFacet = (hash, key, zh, en, names, of) => ({ ...ofTexts(hash, key, zh, en, names, of), party: true });
  const found = [
    byPlan("p", "plan", "方案", "Plan", plan => [plan.key || plan.title, plan.title, plan.title]),
    byPlan("re", "region", "省份", "Province", plan => plan.region ? [plan.region, plan.region, plan.region] : null),
    byPlan("lv", "level", "层级", "Level", plan => plan.level ? level(plan.level) : null),
    byPlan("y", "year", "印发年份", "Year of issue", plan => plan.year ? [String(plan.year), String(plan.year), String(plan.year)] : null),
    byPlan("pe", "period", "规划期", "Period", plan => plan.period ? [0, 0, 0].map(() => plan.period.join("–")) : null),
    ofTexts("a", "section", "行动、章节", "Line of action", data.sections, unit => unit.section < 0 ? [] : [unit.section]),
    { ...ofTexts("r", "role", "责任方式", "Role", data.roles, null), party: true, role: true },
    ofTexts("t", "kind", "条款类别", "Kind of provision", data.kinds, unit => kinds.includes(unit.kind) ? [kinds.indexOf(unit.kind)] : []),
    ofTexts("g", "group", "目标人群", "Target group", data.groups, unit => unit.groups),
    ofTexts("m", "programme", "项目、平台、活动", "Programme", data.programmes, unit => unit.programmes),
    nodeFacet("f", "function", "职能", "Function", data.functions.map(pair => [pair[0], ...pair]), node => node.functions),
    nodeFacet("c", "sort", "单位类别", "Sort of body", data.sorts.map(sort => sort.slice(0, 3)), node => [node.sort]),
    nodeFacet("u", "community", "社群", "Community", communities.map(at => [String(at + 1), `第 ${at + 1} 群`, `No. ${at + 1}`]), node => [node.community]),
  ];
  for (const facet of found) {
    const places = facet.values.map((_, index) => index);
    facet.order = facet.key === "section" ? inTextOrder(places, facet.of) : null;
    facet.used = new Set(facet.party ? usedByParties(facet) : data.units.flatMap(unit => facet.of(unit)));
  }
  return found.filter(facet => facet.used.size >= 2);
}

function usedByParties(facet) {
  return facet.role ? data.units.flatMap(unit => unit.members.map(member => member[1])) : data.nodes.flatMap(node => facet.of(node));
}

const facets = makeFacets();

function chosenOf(key) {
  return state.facets[key] || new Set();
}

function roleOn(role) {
  const chosen = chosenOf("role");
  return role === null || !chosen.size || chosen.has(role);
}

function allRoles() {
  return !chosenOf("role").size;
}

function narrowed() {
  return Boolean(state.compare) || Object.values(state.facets).some(chosen => chosen.size);
}

/* How many facets leave something out, and which one if it is one alone. */
function failing(asked, values) {
  let count = 0, which = null;
  for (const facet of asked) {
    const chosen = chosenOf(facet.key);
    if (!chosen.size || values(facet).some(value => chosen.has(value))) continue;
    count += 1;
    which = facet.key;
    if (count > 1) break;
  }
  return { count, which };
}

/* Which units pass, and what each value of each facet would leave. */
function sift() {
  const ofUnits = facets.filter(facet => !facet.party), ofParties = facets.filter(facet => facet.party);
  const nodes = data.nodes.map(node => failing(ofParties.filter(facet => !facet.role), facet => facet.of(node)));
  shown.passes = nodes.map(node => node.count === 0);
  shown.counts = new Map(facets.map(facet => [facet.key, new Map()]));
  const anyone = !ofParties.some(facet => chosenOf(facet.key).size);
  shown.units = data.units.map(unit => {
    const here = failing(ofUnits, facet => facet.of(unit));
    if (state.compare && sideOf(unit) < 0) here.count = 2;
    const parties = here.count > 1 ? [] : unit.members.map(member => {
      const node = nodes[member[0]], bad = roleOn(member[1]) ? 0 : 1;
      return { member, count: node.count + bad, which: bad ? "role" : node.which };
    });
    const someone = unit.members.length ? parties.some(party => party.count === 0) : anyone;
    if (here.count <= 1 && someone) {
      for (const facet of ofUnits) if (!here.count || here.which === facet.key) tally(facet, facet.of(unit));
    }
    if (here.count === 0) {
      for (const facet of ofParties) {
        const near = parties.filter(party => party.count === 0 || (party.count === 1 && party.which === facet.key));
        tally(facet, near.flatMap(party => facet.role ? [party.member[1]] : facet.of(data.nodes[party.member[0]])));
      }
    }
    return here.count === 0 && someone;
  });
}

function tally(facet, values) {
  const counts = shown.counts.get(facet.key);
  for (const value of new Set(values)) counts.set(value, (counts.get(value) || 0) + 1);
}

function turn(key, value) {
  const chosen = new Set(chosenOf(key));
  if (!chosen.delete(value)) chosen.add(value);
  change({ facets: { ...state.facets, [key]: chosen } });
}

function clearFacet(key) {
  change({ facets: { ...state.facets, [key]: new Set() } });
}

/* --- how they look ------------------------------------------------------------------------------------------- */

function facetBox(facet) {
  const list = el("div", { class: "values" });
  const entries = (facet.order || facet.values.map((_, index) => index)).filter(index => facet.used.has(index)).map(index => {
    const { zh, en, key } = facet.values[index];
    const box = el("input", { type: "checkbox", "data-facet": facet.key, "data-value": key, on: { change: () => turn(facet.key, index) } });
    if (facet.role) box.dataset.role = String(index);
    return { index, text: (zh + " " + en).toLowerCase(), box, row: el("label", { class: "chip" }, box, el("span", { class: "what" }, bothNames(zh, en)), el("span", { class: "count" })) };
  });
  list.append(...entries.map(entry => entry.row));
  const filter = entries.length <= LONG ? null : el("input", {
    type: "search", class: "narrow", "aria-label": `在${facet.zh}中查找 Find in ${facet.en}`, placeholder: `查找 Find (${entries.length})`, autocomplete: "off",
    on: { input: event => { for (const entry of entries) entry.row.hidden = !entry.text.includes(event.target.value.trim().toLowerCase()); } },
  });
  const mark = el("span", { class: "badge", hidden: true });
  const box = el("details", { class: "facet", "data-of": facet.key }, el("summary", {}, both(facet.zh, facet.en), " ", mark), filter, list,
    facet.role ? el("p", { id: "role-hint", class: "hint", role: "status" }) : null);
  box.open = facet.role;
  facet.show = () => {
    if (facet.key === "community") box.hidden = state.paint !== "community" && data.nodes.length <= MANY && !chosenOf(facet.key).size;
    const chosen = chosenOf(facet.key), counts = shown.counts.get(facet.key);
    mark.hidden = !chosen.size;
    mark.textContent = String(chosen.size);
    for (const entry of entries) {
      const count = counts.get(entry.index) || 0;
      entry.box.checked = chosen.has(entry.index);
      entry.row.querySelector(".count").textContent = String(count);
      entry.row.classList.toggle("void", count === 0);
      if (!facet.order && entries.length > LONG) entry.rank = -(chosen.has(entry.index) ? 1e9 : 0) - count;
    }
    const moving = document.activeElement && list.contains(document.activeElement);
    if (!moving && entries.length > LONG && !facet.order) list.append(...[...entries].sort((a, b) => a.rank - b.rank || a.index - b.index).map(entry => entry.row));
  };
  return box;
}

function bothNames(zh, en) {
  return zh === en ? bdi(zh) : both(zh, en);
}

function buildFacets() {
  byId("facets").replaceChildren(...facets.map(facetBox));
}

function showFacets() {
  for (const facet of facets) facet.show();
  const hint = byId("role-hint");
  if (hint) hint.replaceChildren(...(allRoles() ? [] : roleHint()));
}

/* Every filter in force: its words, and how to take it back. */
function activeFilters() {
  const found = [];
  for (const facet of facets) {
    for (const value of chosenOf(facet.key)) {
      const { zh, en } = facet.values[value];
      found.push({ zh: `${facet.zh}：${zh}`, en: `${facet.en}: ${en}`, drop: () => turn(facet.key, value) });
    }
  }
  if (state.isolated) found.push({ zh: "隐藏没有连线的点", en: "Points without a line hidden", drop: () => change({ isolated: false }) });
  if (state.least !== null) found.push({ zh: `联系强度 ≥ ${state.least.toFixed(2)}`, en: `Strength ≥ ${state.least.toFixed(2)}`, drop: () => change({ least: null }) });
  return found;
}

/* For whoever writes a file or a picture: the filters as pairs of texts, the tie set first. */
function currentFilters() {
  const set = tieSets().find(entry => entry.key === state.ties);
  const more = [];
  for (const step of state.trail.slice(-1)) more.push([`聚焦：${nodeText(step.node)}（${step.depth} 步以内）`, `Focus: ${nodeText(step.node)} (within ${step.depth})`]);
  if (state.compare) more.push(comparedText());
  return [[`联系：${set.zh}`, `Ties: ${set.en}`], ...activeFilters().map(filter => [filter.zh, filter.en]), ...more].map(pair => pair.map(called));
}

function clearFilters() {
  change({ facets: {}, isolated: false, least: null, side: null });
}
