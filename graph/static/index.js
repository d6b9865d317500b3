/* The desk: four lists, one search; the address keeps what is chosen. */

const TABS = {
  plans: { zh: "个方案", en: "plans", nothing: ["没有符合条件的方案。", "No plan passes the filter."], rows: () => data.plans },
  departments: { zh: "个单位名称", en: "bodies by name", nothing: ["没有叫这个名字的单位。可输简称、全称或拼音首字母（xkx）。", "No body of this name. Try a short or full name, or initials of its pinyin (xkx)."], rows: () => data.departments },
  groups: { zh: "类人群", en: "groups", nothing: ["没有方案写到这类人群。", "No plan names such a group."], rows: () => data.groups },
  gaps: { zh: "个方案", en: "plans", nothing: ["没有符合条件的方案。", "No plan passes the filter."], rows: () => data.plans },
};
const NONE_AT_ALL = {
  departments: ["所读方案没有写明任何责任单位；“未写明”本身就是一项发现。", "The plans as read name no responsible body; that silence is a finding."],
  groups: ["所读方案没有写到任何人群。", "The plans as read name no group of people."],
};
const state = { tab: "plans", order: "" };

function foundRows(wanted) {
  if (state.tab === "departments") return data.departments.filter(row => wanted.every(word => matchesDepartment(row, word)));
  if (state.tab === "groups") {
    return data.groups.filter(row => wanted.every(word => fold(row.slice(0, 3).join(" ")).includes(word)
      || row[3].some(([at]) => fold(data.plans[at].place).includes(word))));
  }
  return foundPlans(wanted);
}

function drawRows(rows, wanted) {
  const box = byId(state.tab);
  if (state.tab === "departments") return table(box, DEPARTMENT_COLUMNS, rows, departmentRow, "departments");
  if (state.tab === "groups") return table(box, GROUP_COLUMNS, rows, groupRow, "groups");
  if (state.tab === "gaps") {
    const plans = rows.map(at => data.plans[at]).filter(plan => plan.lacking), sum = plans.length > 1 ? [everyPlan(plans)] : [];
    return table(box, GAP_COLUMNS, plans, gapRow, "gaps", sum);
  }
  const cards = box.querySelector(".cards");
  cards.replaceChildren();
  return drawLazily(cards, rows, at => planCard(at, wanted), box);
}

function draw() {
  const wanted = words(), rows = foundRows(wanted), tab = TABS[state.tab], all = tab.rows().length;
  for (const button of document.querySelectorAll("[data-tab]")) {
    const on = button.dataset.tab === state.tab;
    button.setAttribute("aria-selected", String(on));
    button.tabIndex = on ? 0 : -1;
    byId(button.dataset.tab).hidden = !on || !rows.length;
  }
  byId("silent-label").hidden = state.tab !== "plans" && state.tab !== "gaps";
  drawRows(rows, wanted);
  byId("found").replaceChildren(both(`${rows.length} / ${all} ${tab.zh}`, `${rows.length} of ${all} ${tab.en}`));
  byId("nothing").hidden = rows.length > 0;
  byId("nothing").replaceChildren(both(...(all ? tab.nothing : NONE_AT_ALL[state.tab] || tab.nothing)));
  keep();
}

function keep() {
  writeHash({
    t: state.tab === "plans" ? "" : state.tab, q: byId("search").value, n: byId("silent").checked ? "1" : "", o: state.order,
    l: document.documentElement.dataset.lang === "zh" ? "" : "en",
  });
}

function reorder(key) {
  state.order = state.order === key ? "-" + key : key;
  draw();
  document.querySelector(`#${state.tab} th[aria-sort]:not([aria-sort=none]) button`)?.focus();
}

function choose(tab) {
  state.tab = tab;
  state.order = "";
  draw();
}

function readState() {
  const hash = readHash();
  setLanguage(hash.get("l"));
  if (!byId("search")) return;
  state.tab = TABS[hash.get("t")] ? hash.get("t") : "plans";
  state.order = hash.get("o") || "";
  byId("search").value = hash.get("q") || "";
  byId("silent").checked = hash.get("n") === "1";
  draw();
}

function moveTab(event) {
  const keys = Object.keys(TABS), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  choose(keys[(keys.indexOf(state.tab) + step + keys.length) % keys.length]);
  byId("tab-" + state.tab).focus();
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    setLanguage(button.dataset.language);
    if (byId("search")) keep();
  });
}
if (byId("search")) {
  for (const button of document.querySelectorAll("[data-tab]")) {
    button.addEventListener("click", () => choose(button.dataset.tab));
    button.addEventListener("keydown", moveTab);
  }
  byId("search").addEventListener("input", draw);
  byId("silent").addEventListener("change", draw);
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      byId("search").value = "";
      byId("silent").checked = false;
      draw();
    }
    if (event.key === "/" && document.activeElement !== byId("search")) {
      event.preventDefault();
      byId("search").focus();
    }
  });
  window.addEventListener("beforeprint", () => waiting.filter(one => one.box.id === state.tab).forEach(one => one.all()));
}
window.addEventListener("hashchange", readState);
readState();
