/* The page of a department, lists: by when, the tasks by role, with whom, for whom, with what. */

/* What two pages hold, in lines. In print every item is one line (cut with … where longer), a task two where tasks are few:
   its first words stand below it. Many tasks leave less room for the lists behind them; LINES are those left for tasks. */
const GIST = 60, NAMES = 2, AIMS = 6;
const ROOM = { few: { partner: 39, group: 30, programme: 30 }, many: { partner: 30, group: 24, programme: 24 } };
const LINES = 62, HEAD = 1.8, SECTION = 1.1, TASK = 1.3, WITH_GIST = 2.25, INHERITED = 0.5, KEPT_FOR_INHERITED = 9;

function room(work) {
  return work.units.length > 20 ? ROOM.many : ROOM.few;
}

/* How many of the units fit into so many lines, and the lines that are left. */
function fit(units, lines, each, line) {
  let left = lines - HEAD, above = null;
  for (const [index, at] of units.entries()) {
    const section = sectionOf(at);
    left -= each + (section === above ? 0 : line);
    if (left < 0) return [index, 0];
    above = section;
  }
  return [units.length, left];
}

function sectionOf(at) {
  return data.units[at].plan + "/" + data.units[at].path.join("/");
}
const LEAD = 0;

/* Items of a list; those that the digest leaves out are on the screen only, and a line says how many they are. */
function limited(items, most, unit) {
  items.slice(most).forEach(item => item.classList.add("beyond"));
  if (items.length > most) {
    items.push(el("li", { class: "rest" }, both(`另有 ${items.length - most} ${unit[0]}未印，见屏幕页面或“打印全文”`, `${items.length - most} more ${unit[1]} on the screen or in the full print`)));
  }
  return items;
}

function section(key, zh, en, ...content) {
  return el("section", { class: key }, el("h3", {}, both(zh, en)), content.flat(Infinity));
}

/* Of the duties of a unit those of one body, and the bodies beside it with their roles. */
function ownDuties(work, unit) {
  return unit.duties.filter(duty => duty[0] === work.body);
}

function strongest(duties) {
  const stated = duties.filter(duty => data.carriers[duty[2]][0] !== "inherited");
  return stated.length ? Math.min(...stated.map(duty => duty[1])) : -1;
}

function names(bodies, most) {
  const all = bodies.map(body => data.bodies[body].name);
  const short = all.length > most ? all.slice(0, most).join("、") + ` 等 ${all.length} 个单位` : all.join("、");
  return all.length > most
    ? [el("span", { class: "screen" }, all.join("、")), el("span", { class: "paper" }, short)] : [short];
}

/* Who leads, who else is in it; a unit with several bodies and no lead says so. */
function company(work, unit) {
  const others = unit.duties.filter(duty => duty[0] !== work.body && !duty[4]), generic = unit.duties.filter(duty => duty[4]);
  const leads = [...new Set(unit.duties.filter(duty => duty[1] === LEAD && !duty[4]).map(duty => duty[0]))];
  const rest = [...new Set(others.map(duty => duty[0]))].filter(body => !leads.includes(body));
  const parts = [], foreign = leads.filter(body => body !== work.body);
  if (foreign.length) parts.push(el("span", {}, el("b", {}, both("牵头 ", "lead ")), names(foreign, NAMES)));
  if (rest.length) parts.push(el("span", {}, el("b", {}, both("共同 ", "with ")), names(rest, NAMES)));
  if (generic.length) parts.push(el("span", {}, [...new Set(generic.map(duty => data.bodies[duty[0]].name))].join("、")));
  if (!leads.length && rest.length) parts.push(el("span", { class: "unsaid" }, both("未写明牵头", "no lead named")));
  if (!rest.length && !foreign.length && !generic.length) parts.push(el("span", { class: "alone" }, both("只写本单位", "names no other body")));
  return el("p", { class: "with" }, parts);
}

function groupNames(unit) {
  return unit.groups.map(([group, above]) => above ? `〔${data.groups[group][0]}〕` : data.groups[group][0]);
}

function about(unit) {
  const parts = [];
  if (unit.groups.length) parts.push(el("span", {}, el("b", {}, both("人群 ", "for ")), groupNames(unit).join("、")));
  if (unit.programmes.length) parts.push(el("span", {}, el("b", {}, both("项目 ", "programmes ")), unit.programmes.map(at => data.programmes[at]).join("、")));
  return parts.length ? el("p", { class: "about" }, parts) : null;
}

function due(unit) {
  const years = [...new Set(unit.aims.map(aim => aim[3] || aim[4]).filter(Boolean))];
  return years.length ? el("span", { class: "tag due" }, years.join("、")) : null;
}

function wholeText(unit) {
  if (!unit.text) return null;
  return el("details", { class: "whole" }, el("summary", {}, both("条款全文", "whole text")), el("p", {}, unit.text));
}

function task(work, at) {
  const unit = data.units[at], duties = ownDuties(work, unit);
  const inheritedLead = duties.some(duty => duty[1] === LEAD && data.carriers[duty[2]][0] === "inherited") && strongest(duties) !== LEAD;
  return el("li", { class: "task" },
    el("p", { class: "head" }, el("span", { class: "number" }, unit.number), el("b", {}, unit.heading || Array.from(unit.text).slice(0, 24).join("") + "…"), " ",
      inheritedLead ? el("span", { class: "tag inferred" }, both("牵头（承自上级）", "leads (inherited)")) : null, inferences(duties), due(unit)),
    company(work, unit), el("p", { class: "gist" }, gist(unit)), about(unit), quotes(at, duties), wholeText(unit));
}

function gist(unit) {
  const points = Array.from(unit.text);
  return points.slice(0, GIST).join("") + (points.length > GIST ? "…" : "");
}

/* A line that says in which section the tasks stand, wherever it changes: numbers begin anew in each. */
function sectionLine(unit) {
  return el("li", { class: "path" }, data.plans.length > 1 ? el("span", {}, data.plans[unit.plan].title + " › ") : null, unit.path.join(" › "));
}

function withSections(units, items) {
  return items.flatMap((item, index) => {
    if (index && sectionOf(units[index]) === sectionOf(units[index - 1])) return [item];
    const line = sectionLine(data.units[units[index]]);
    if (item.classList.contains("beyond")) line.classList.add("beyond");
    return [line, item];
  });
}

/* By role; what only a section above says stands at the end, by number and heading. */
function tasks(work) {
  const byRole = new Map();
  for (const at of work.units) {
    const role = strongest(ownDuties(work, data.units[at]));
    byRole.set(role, [...(byRole.get(role) || []), at]);
  }
  const stated = data.roles.map((role, at) => at).filter(role => byRole.has(role));
  const inherited = byRole.get(-1) || [], number = work.units.length - inherited.length;
  const kept = Math.min(KEPT_FOR_INHERITED, inherited.length && HEAD + inherited.length);
  const few = fit(stated.flatMap(role => byRole.get(role)), LINES - kept - HEAD * stated.length, WITH_GIST, SECTION)[0] === number;
  let left = LINES - kept;
  const parts = stated.map(role => {
    const units = byRole.get(role), [, zh, en] = data.roles[role];
    const [most, rest] = fit(units, left, few ? WITH_GIST : TASK, SECTION);
    left = rest;
    return [el("h4", {}, roleTag(role), el("span", { class: "count" }, both(` ${units.length} 条`, ` ${units.length}`)), el("span", { class: "unseen" }, zh, " ", en)),
      listOf("tasks", units, units.map(at => task(work, at)), most)];
  });
  if (inherited.length) parts.push(inheritedTasks(work, inherited, fit(inherited, left + kept, INHERITED, INHERITED)[0]));
  return section(few ? "by-role few" : "by-role", "任务", "What it has to do", parts);
}

function listOf(sort, units, items, most) {
  const rest = limited(items, most, ["条", "provisions"]).slice(units.length);
  return el("ol", { class: sort }, withSections(units, items.slice(0, units.length)), rest);
}

function inheritedTasks(work, units, most) {
  return [el("h4", {}, el("span", { class: "tag inferred" }, both("承继", "inherited")),
    el("span", { class: "count" }, both(` ${units.length} 条：责任写在上级标题或分工表，条款本身没有重写`, ` ${units.length}: written above or in the annex table, not in the provision itself`))),
  listOf("inherited-list", units, units.map(at => {
    const unit = data.units[at], duties = ownDuties(work, unit);
    return el("li", {}, el("details", {}, el("summary", {}, [...new Set(duties.map(duty => duty[1]))].map(roleTag), " ", nameOf(unit), due(unit)),
      company(work, unit), about(unit), quotes(at, duties), unit.text ? el("p", { class: "full" }, unit.text) : null));
  }), most)];
}

/* By when: the nearest year first, then what returns each year, then what has no date. */
function aims(work) {
  const found = work.units.flatMap(at => data.units[at].aims.map(aim => ({ unit: data.units[at], aim })));
  const rank = ({ aim }) => aim[3] || (aim[4] ? 9998 : 9999);
  found.sort((a, b) => rank(a) - rank(b));
  const dated = new Set(work.units.filter(at => data.units[at].aims.some(aim => aim[3] || aim[4])));
  const silent = work.units.length - dated.size, ends = periods(work);
  const rows = found.map(({ unit, aim: [indicator, zh, en, deadline, recurrence, words] }) => el("li", {},
    el("span", { class: "year" + (deadline || recurrence ? "" : " none") }, deadline || recurrence || both("未写期限", "no date")),
    el("span", { class: "aim" }, el("b", {}, indicator, " ", both(zh, en)), el("span", { class: "in" }, nameOf(unit)), el("q", {}, words))));
  return section("when", "什么时候、要多少", "By when, how much",
    rows.length ? el("ol", { class: "aims" }, limited(rows, AIMS, ["项", "targets"])) : null,
    el("p", { class: "hint" }, silent ? both(`${rows.length ? "其余 " : ""}${silent} 条没有写明期限（期限指量化指标写明的年份或周期）${ends.zh}。`,
      `${silent} ${rows.length ? "others " : ""}state no date (a date is the year or period of a quantified target)${ends.en}.`) : null));
}

function periods(work) {
  const spans = [...new Set(work.plans.map(([plan]) => data.plans[plan].period).filter(Boolean).map(([from, to]) => `${from}—${to}`))];
  return spans.length ? { zh: `；方案期限 ${spans.join("、")}`, en: `; the plan runs ${spans.join(", ")}` } : { zh: "", en: "" };
}

function partners(work, open) {
  if (!work.partners.length) {
    return section("partners", "和谁一起", "With whom", el("p", { class: "hint" }, both("条款没有把本单位和别的单位写在一起。", "No provision names it together with another body.")));
  }
  const items = work.partners.map(([body, shared, leads, led, all]) => el("li", {},
    open(body), el("span", { class: "n" }, shared || all, shared ? null : el("span", { class: "count" }, both("（承继）", " (inherited)"))),
    leads || led ? el("span", { class: "who-leads" }, both(`牵头：我方 ${leads}、对方 ${led}`, `lead: we ${leads}, they ${led}`)) : null));
  return section("partners", "和谁一起", "With whom",
    el("p", { class: "hint" }, both("数字为共同承担的任务条数。", "Numbers count the units that both answer for.")),
    el("ol", { class: "people" }, limited(items, room(work).partner, ["个单位", "bodies"])));
}

function tally(key, zh, en, items, most, unit, none) {
  return section(key, zh, en, items.length ? el("ol", { class: "people" }, limited(items, most, unit)) : el("p", { class: "hint" }, both(...none)));
}

function groups(work) {
  const items = work.groups.map(([group, said, above]) => el("li", {}, el("span", {}, data.groups[group][0], data.groups[group][1] && data.groups[group][1] !== data.groups[group][0] ? el("small", { lang: "en" }, " " + data.groups[group][1]) : null),
    el("span", { class: "n" }, said || null), above ? el("span", { class: "count" }, both(said ? `另推及 ${above}` : `推及 ${above}`, `${above} by heading`)) : null));
  return tally("groups", "为谁", "For whom", items, room(work).group, ["类人群", "groups"], ["这些条款没有写到人群。", "These provisions name no group of people."]);
}

function programmes(work) {
  const items = work.programmes.map(([programme, number]) => el("li", {}, el("span", {}, data.programmes[programme]), number > 1 ? el("span", { class: "n" }, number) : null));
  return tally("programmes", "项目品牌", "Programmes", items, room(work).programme, ["个项目", "programmes"], ["这些条款没有提到项目品牌。", "These provisions name no programme."]);
}
