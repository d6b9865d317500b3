/* The desk, lists: departments, target groups, what is left unsaid; rows are drawn as they come into sight. */

const CHUNK = 60;
const byPlan = new Map();

/* The rows of the bodies that a plan names. */
function bodiesOfPlan(at) {
  if (!byPlan.size) {
    data.plans.forEach((plan, index) => byPlan.set(index, []));
    for (const row of data.departments) for (const [plan] of row[4]) byPlan.get(plan).push(row);
  }
  return byPlan.get(at) || [];
}

/* Names of a body in the place of a plan: a form bears ~ where the place stands. */
function isCalled([name, , forms, spelling], word, plan) {
  if (fold(name).includes(word) || spelling.includes(word)) return true;
  const place = ownPlace(plan);
  return forms.some(form => fold(form.replace("~", place)).includes(word));
}

function matchesDepartment(row, word) {
  return isCalled(row, word, {}) || fold(data.sorts[row[1]].join(" ")).includes(word)
    || row[4].some(([at]) => fold(data.plans[at].place).includes(word) || isCalled(row, word, data.plans[at]));
}

function sums(entries, columns) {
  return Array.from({ length: columns }, (_, at) => entries.reduce((sum, entry) => sum + entry[at + 1], 0));
}

/* Entries of one place stand together, so that a body of two plans is one link. */
function places(entries) {
  const found = new Map();
  for (const entry of entries) {
    const plan = data.plans[entry[0]], key = plan.departments || plan.key;
    found.set(key, [...(found.get(key) || []), entry]);
  }
  return [...found.values()];
}

/* Numbers, names: what columns can be ordered by. The first click brings the largest, or the first of the alphabet. */
function ordered(rows, columns) {
  const [key, way] = [state.order.replace("-", ""), state.order.startsWith("-") ? -1 : 1];
  const column = columns.find(one => one.key === key);
  if (!column) return rows;
  const values = new Map(rows.map(row => [row, column.value(row)]));
  const compare = (a, b) => typeof a === "string" ? a.localeCompare(b, "zh") : b - a;
  return [...rows].sort((a, b) => way * compare(values.get(a), values.get(b)));
}

function headRow(columns) {
  return el("thead", {}, el("tr", {}, columns.map(column => {
    const on = state.order.replace("-", "") === column.key;
    return el("th", { scope: "col", class: column.number ? "number" : "", "aria-sort": on ? (state.order.startsWith("-") === !column.number ? "descending" : "ascending") : "none" },
      column.value ? el("button", { type: "button", class: "sort", on: { click: () => reorder(column.key) } }, both(column.zh, column.en)) : both(column.zh, column.en));
  })));
}

function table(box, columns, rows, draw, kind, first = []) {
  const body = el("tbody", {});
  box.replaceChildren(el("div", { class: "scroll" }, el("table", { class: kind }, headRow(columns), body)));
  drawLazily(body, [...first, ...ordered(rows, columns)], draw, box);
}

let waiting = [];
const watcher = new IntersectionObserver(entries => {
  for (const entry of entries) if (entry.isIntersecting) waiting.find(one => one.mark === entry.target)?.more();
}, { rootMargin: "900px" });

/* Draw a chunk now and the next whenever the end comes near; printing draws all. */
function drawLazily(list, rows, draw, box) {
  for (const one of waiting.filter(one => one.box === box)) { watcher.unobserve(one.mark); one.mark.remove(); }
  waiting = waiting.filter(one => one.box !== box);
  let at = 0;
  const mark = el("p", { class: "mark", "aria-hidden": "true" });
  const more = (count = CHUNK) => {
    list.append(...rows.slice(at, at + count).flatMap(draw));
    at += count;
    watcher.unobserve(mark);
    if (at < rows.length) watcher.observe(mark);
  };
  box.append(mark);
  waiting.push({ box, mark, more, all: () => more(Infinity) });
  more();
}

function dot(colour) {
  const mark = svg("svg", { viewBox: "0 0 10 10", class: "dot", "aria-hidden": "true" });
  mark.append(svg("circle", { cx: 5, cy: 5, r: 4, fill: colour }));
  return mark;
}

function count(number) {
  return el("td", { class: "number" + (number ? "" : " nil") }, number);
}

function entryLink(name, entries) {
  const plan = data.plans[entries[0][0]];
  return el("span", {}, departmentLink(plan, name, placeOrTitle(plan)), entries.length > 1 ? el("span", { class: "count" }, ` ×${entries.length}`) : null);
}

const PLACES_SHOWN = 4;

function placeCell(name, entries) {
  const found = places(entries), cell = el("td", { class: "places" }, found.slice(0, PLACES_SHOWN).map(one => entryLink(name, one)));
  if (found.length > PLACES_SHOWN) {
    const rest = el("button", { type: "button", class: "more", on: { click: () => rest.replaceWith(...found.slice(PLACES_SHOWN).map(one => entryLink(name, one))) } },
      both(`另有 ${found.length - PLACES_SHOWN} 个地方`, `${found.length - PLACES_SHOWN} more places`));
    cell.append(rest);
  }
  return cell;
}

const total = at => row => sums(row[4], 7)[at];
const DEPARTMENT_COLUMNS = [
  { key: "name", zh: "单位", en: "Body", value: row => row[0] },
  { key: "sort", zh: "类别", en: "Sort", value: row => data.sorts[row[1]][0] },
  { key: "lead", zh: "牵头", en: "leads", number: true, value: total(0) },
  { key: "coop", zh: "配合", en: "supports", number: true, value: total(1) },
  { key: "shared", zh: "分工", en: "shares", number: true, value: total(2) },
  { key: "resp", zh: "负责", en: "answers", number: true, value: total(3) },
  { key: "units", zh: "任务合计", en: "units", number: true, value: total(4) },
  { key: "inherited", zh: "另承继", en: "+ inherited", number: true, value: total(5) },
  { key: "partners", zh: "协作单位（一地）", en: "partners (one place)", number: true, value: row => Math.max(...row[4].map(entry => entry[7])) },
  { key: "plans", zh: "方案", en: "plans", number: true, value: row => row[4].length },
  { zh: "地方（点开该单位的任务）", en: "Place (opens its duties)" },
];

function departmentRow(row) {
  const [name, sort, , , entries] = row, [lead, coop, shared, resp, units, inherited] = sums(entries, 7);
  const first = data.plans[entries[0][0]], most = Math.max(...entries.map(entry => entry[7]));
  return el("tr", {}, el("th", { scope: "row" }, places(entries).length === 1 ? departmentLink(first, name) : el("span", { class: "body" }, name)),
    el("td", { class: "sort-of" }, dot(data.sorts[sort][2]), both(...data.sorts[sort].slice(0, 2))),
    [lead, coop, shared, resp, units, inherited, most, entries.length].map(count), placeCell(name, entries));
}

const GROUP_COLUMNS = [
  { key: "name", zh: "人群", en: "Group", value: row => row[0] },
  { key: "units", zh: "写明的条款", en: "named in", number: true, value: row => sums(row[3], 3)[0] },
  { key: "inherited", zh: "另由上级标题推及", en: "+ below a heading", number: true, value: row => sums(row[3], 3)[1] },
  { key: "plans", zh: "方案", en: "plans", number: true, value: row => row[3].length },
  { zh: "服务最多的单位", en: "Bodies that serve it most" },
  { zh: "在网络中看", en: "In the network" },
];

function groupAddress(address, label) {
  return address + "#" + new URLSearchParams({ g: label });
}

function groupRow([label, english, , entries, bodies]) {
  const [units, inherited] = sums(entries, 3), found = entries.map(([at]) => data.plans[at]).filter(plan => plan.network);
  return el("tr", {}, el("th", { scope: "row" }, el("span", {}, label), english ? el("small", { lang: "en" }, " " + english) : null),
    [units, inherited, entries.length].map(count),
    el("td", { class: "places" }, bodies.map(([name, number]) => el("span", {}, name, " ", el("span", { class: "count" }, number)))),
    el("td", { class: "places" }, data.whole ? el("a", { href: groupAddress(data.whole, label) }, both("全部方案", "all plans")) : null,
      found.slice(0, 3).map(plan => el("a", { href: groupAddress(plan.network, label) }, placeOrTitle(plan)))));
}

const lackColumn = (lack, at) => ({ key: lack, zh: "无" + LACKS[lack][0], en: "no " + LACKS[lack][1], number: true, value: plan => plan.lacking[at] / (plan.provisions || 1) });
const GAP_COLUMNS = [
  { key: "name", zh: "方案", en: "Plan", value: plan => plan.title },
  { key: "provisions", zh: "条款", en: "provisions", number: true, value: plan => plan.provisions },
  ...data.lacks.map(lackColumn),
];

function shareCell(plan, lack, at) {
  const number = plan.lacking[at], share = plan.provisions ? Math.round(100 * number / plan.provisions) : 0;
  const label = [el("b", {}, number), el("span", { class: "count" }, ` ${share}%`)], address = gapAddress(plan, lack);
  return el("td", { class: "number share-cell" }, number && address ? el("a", { href: address }, label) : label,
    el("progress", { max: plan.provisions || 1, value: number, "aria-hidden": "true" }));
}

/* All plans together, as if they were one. */
function everyPlan(plans) {
  const all = key => plans.reduce((sum, plan) => sum + key(plan), 0);
  return { all: plans.length, provisions: all(plan => plan.provisions), lacking: data.lacks.map((lack, at) => all(plan => plan.lacking[at])) };
}

function gapRow(plan) {
  if (plan.all) {
    return el("tr", { class: "all" }, el("th", { scope: "row" }, both(`${plan.all} 份方案合计`, `${plan.all} plans together`)),
      el("td", { class: "number" }, plan.provisions), data.lacks.map((lack, at) => shareCell(plan, lack, at)));
  }
  return el("tr", {}, el("th", { scope: "row" }, plan.place ? el("small", {}, plan.place + " ") : null,
    plan.network ? el("a", { href: plan.network }, plan.title) : plan.title),
    el("td", { class: "number" }, plan.provisions), data.lacks.map((lack, at) => shareCell(plan, lack, at)));
}
