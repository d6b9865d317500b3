/* The page of a department: the list of bodies, one body, or the provisions that leave something unsaid. */

const GAPS = {
  body: ["没有写明责任单位的条款", "Provisions without a responsible body", unit => !unit.duties.some(duty => !duty[4])],
  lead: ["没有写明牵头单位的条款", "Provisions without a lead", unit => !unit.duties.some(duty => duty[1] === LEAD && !duty[4])],
  deadline: ["没有写明期限的条款", "Provisions without a deadline", unit => !unit.aims.some(aim => aim[3])],
  group: ["没有写到人群的条款", "Provisions that name no group of people", unit => !unit.groups.some(([, above]) => !above)],
  target: ["没有量化指标的条款", "Provisions without a quantified target", unit => !unit.aims.length],
};
const MOST_PLANS = 3;
const severalPlaces = new Set(data.works.map(work => work.place)).size > 1;
const nameCount = new Map();
for (const work of data.works) nameCount.set(work.name, (nameCount.get(work.name) || 0) + 1);

/* The part of the address that means a body: its name, or where two share it the full one, with the place if need be. */
function addressOf(work) {
  if (nameCount.get(work.name) === 1) return work.name;
  const label = data.bodies[work.body].label;
  return data.works.filter(other => data.bodies[other.body].label === label).length === 1 ? label : label + "@" + work.place;
}

function href(work) {
  return "#" + encodeURIComponent(addressOf(work));
}

function workOf(body, near) {
  return data.works.find(work => work.body === body && work.place === near.place) || data.works.find(work => work.body === body);
}

function openBody(near) {
  return body => {
    const work = workOf(body, near), name = data.bodies[body].name;
    return work ? el("a", { href: href(work) }, name) : el("span", {}, name);
  };
}

function counts([lead, cooperating, shared, responsible, units, inherited], partnerCount) {
  const items = [["牵头", "leads", lead], ["配合", "supports", cooperating], ["按职责分工", "shares", shared], ["负责", "answers", responsible],
    ["任务合计", "units in all", units], ["另承继", "inherited", inherited], ["协作单位", "partners", partnerCount]];
  return el("dl", { class: "stats" }, items.map(([zh, en, number]) => el("div", { class: number ? "" : "nil" }, el("dt", {}, both(zh, en)), el("dd", {}, number))));
}

/* What the chief hears first. */
function brief(work) {
  const units = work.units.map(at => data.units[at]), own = unit => unit.duties.filter(duty => !duty[4]);
  const leaderless = units.filter(unit => new Set(own(unit).map(duty => duty[0])).size > 1 && !own(unit).some(duty => duty[1] === LEAD)).length;
  const [first] = work.partners.filter(([, shared]) => shared), ends = periods(work);
  const named = first ? data.bodies[first[0]].name : "";
  const many = work.plans.length > 1 ? `${work.plans.length} 份方案中` : "方案中";
  return el("p", { class: "brief" }, both(
    [`${many}，本单位有 ${work.load[4]} 项任务${work.load[0] ? `，牵头 ${work.load[0]} 项` : "，没有牵头的"}`,
      work.load[5] ? `；另有 ${work.load[5]} 条由上级标题或分工表推及` : "", `。涉及 ${work.partners.length} 个单位、${work.groups.length} 类人群、${work.programmes.length} 个项目品牌`,
      named ? `，最常与${named}一起（${first[1]} 项）` : "", leaderless ? `。其中 ${leaderless} 条几家共担而未写明牵头，宜先商定由谁牵头` : "", ends.zh, "。"].join(""),
    [`${work.load[4]} units, ${work.load[0] ? `of which it leads ${work.load[0]}` : "none of which it leads"}`,
      work.load[5] ? `; ${work.load[5]} more by a heading or table above` : "", `. ${work.partners.length} other bodies, ${work.groups.length} groups of people, ${work.programmes.length} programmes`,
      named ? `; most often together with ${named} (${first[1]})` : "", leaderless ? `. In ${leaderless} several bodies share the duty and no lead is named: to be settled first` : "", ends.en, "."].join("")));
}

function planLine(entry) {
  const plan = data.plans[entry[0]], work = shown.work;
  return el("li", {}, plan.title, plan.number ? `（${plan.number}）` : "", " ",
    plan.network ? el("a", { href: plan.network + "#" + new URLSearchParams({ s: work.name }) }, both("在网络中看", "in the network")) : null);
}

function printButtons() {
  return el("div", { class: "actions" },
    el("button", { type: "button", class: "button strong", id: "print", on: { click: () => window.print() } }, both("打印摘要（两页）", "Print the digest (two pages)")),
    el("button", { type: "button", class: "button", id: "print-whole", on: { click: printWhole } }, both("打印全文", "Print it whole")));
}

function printWhole() {
  document.body.classList.add("whole");
  for (const one of document.querySelectorAll("#page details")) one.open = true;
  window.addEventListener("afterprint", () => document.body.classList.remove("whole"), { once: true });
  window.print();
}

const shown = { work: null };
const bare = [...byId("page").childNodes];

/* The plans name nobody: what the page says of that, and what else they leave unsaid. */
function drawNobody() {
  byId("page").replaceChildren(...bare, ...data.plans.map((plan, at) => gapLinks(plan, at)));
}

function drawBody(work) {
  shown.work = work;
  const body = data.bodies[work.body];
  byId("page").replaceChildren(
    el("div", { class: "title" }, el("div", {}, el("h2", {}, work.name), el("p", { class: "label" }, body.label === work.name ? null : body.label, " ", el("span", { class: "count" }, both(...data.sorts[body.sort]), work.place ? " · " + work.place : ""))), printButtons()),
    el("ul", { class: "plan-lines" }, limited(work.plans.map(planLine), MOST_PLANS, ["份方案", "plans"])),
    brief(work), counts(work.load, work.partners.length), aims(work), tasks(work), partners(work, openBody(work)),
    el("div", { class: "two" }, groups(work), programmes(work)),
    el("p", { class: "hint legend" }, el("span", { class: "tag inferred" }, both("虚线框", "dashed")), both(
      " 为推断：补全名称＝原文省略“县”等前缀；承继＝责任写在上级标题或分工表；附件分工表、正文语句＝责任不在条款末尾的括注里。〔〕中的人群由上级标题推及。",
      " marks what was inferred or stands elsewhere: a completed prefix; a section or table above; an annex table; a sentence instead of a closing clause. 〔〕: the heading above names the group.")));
}

function drawList(works, heading) {
  shown.work = null;
  const plans = new Set(works.flatMap(work => work.plans.map(([plan]) => plan)));
  byId("page").replaceChildren(heading, works.length ? el("div", { class: "scroll" }, el("table", { class: "overview" },
    el("thead", {}, el("tr", {}, [["单位", "Body"], ...(severalPlaces ? [["地方", "Place"]] : []), ["牵头", "leads"], ["配合", "supports"], ["分工", "shares"], ["负责", "answers"], ["任务合计", "units"], ["另承继", "+ inherited"], ["协作单位", "partners"]]
      .map(([zh, en], at) => el("th", { scope: "col", class: at > (severalPlaces ? 1 : 0) ? "number" : "" }, both(zh, en))))),
    el("tbody", {}, works.map(work => el("tr", {}, el("th", { scope: "row" }, el("a", { href: href(work) }, work.name)), severalPlaces ? el("td", {}, work.place) : null,
      [...work.load, work.partners.length].map(number => el("td", { class: "number" + (number ? "" : " nil") }, number))))))) : null,
  ...data.plans.map((plan, at) => [plan, at]).filter(([, at]) => plans.has(at) && !severalPlaces).map(([plan, at]) => gapLinks(plan, at)));
}

function provisionsOf(at) {
  return data.units.filter(unit => unit.plan === at && unit.type === "provision");
}

function gapAddress(plan, gap) {
  return "#" + new URLSearchParams({ gap, plan: plan.key });
}

function gapLinks(plan, at, current) {
  const all = provisionsOf(at);
  return el("p", { class: "gaps" }, el("span", { class: "count" }, both(`《${plan.title}》${all.length} 条中：`, `Of ${all.length} provisions of ${plan.title}:`)),
    Object.entries(GAPS).map(([gap, [zh, en, lacks]]) => el("a", { href: gapAddress(plan, gap), "aria-current": gap === current ? "true" : null },
      both(zh.replace("的条款", ""), en.replace("Provisions ", "")), " ", el("b", {}, all.filter(lacks).length))));
}

function drawGap(gap, at) {
  shown.work = null;
  const [zh, en, lacks] = GAPS[gap], plan = data.plans[at], found = provisionsOf(at).filter(lacks);
  byId("page").replaceChildren(
    el("div", { class: "title" }, el("div", {}, el("h2", {}, both(zh, en)), el("p", { class: "label" }, plan.title, plan.number ? `（${plan.number}）` : "", " ", el("span", { class: "count" }, `${found.length} / ${provisionsOf(at).length}`)))),
    gapLinks(plan, at, gap),
    found.length ? el("ol", { class: "tasks" }, found.map(unit => el("li", { class: "task" },
      el("p", { class: "head" }, el("span", { class: "number" }, unit.number), el("b", {}, unit.heading || Array.from(unit.text).slice(0, 24).join("") + "…"), " ", due(unit)),
      el("p", { class: "path" }, unit.path.join(" › ")), unit.duties.length ? company({ body: -1 }, unit) : null, wholeText(unit))))
      : el("p", { class: "hint" }, both("没有这样的条款：每一条都写明了。", "There is none: every provision says it.")));
}

function drawChooser() {
  if (!byId("search")) return;
  const word = byId("search").value.trim().toLowerCase();
  const found = data.works.filter(work => [work.name, data.bodies[work.body].label, work.place, work.spelling].join(" ").toLowerCase().includes(word));
  byId("bodies").replaceChildren(...found.map(work => el("li", {}, el("a", { href: href(work), "aria-current": shown.work === work ? "page" : null }, work.name,
    severalPlaces ? el("small", {}, " " + work.place) : null), el("span", { class: "count" }, work.load[4]))),
  found.length ? "" : el("li", { class: "hint" }, both("没有这个单位。", "No such body.")));
}

function heading(zh, en, aidZh, aidEn) {
  return el("div", { class: "title" }, el("div", {}, el("h2", {}, both(zh, en)), el("p", { class: "label" }, both(aidZh, aidEn))));
}

function draw() {
  const [first] = location.hash.slice(1).split("&"), hash = readHash(), name = first.includes("=") ? "" : decodeURIComponent(first.replace(/\+/g, " "));
  const plan = data.plans.findIndex(one => one.key === hash.get("plan"));
  const found = data.works.filter(work => addressOf(work) === name);
  const called = found.length ? found : data.works.filter(work => name && (work.name === name || data.bodies[work.body].label === name));
  if (GAPS[hash.get("gap")] && plan >= 0) drawGap(hash.get("gap"), plan);
  else if (!data.works.length) drawNobody();
  else if (called.length === 1 || (!name && data.works.length === 1)) drawBody(called[0] || data.works[0]);
  else if (called.length) drawList(called, heading(name, name, "同名单位，请选一个", "bodies of this name: choose one"));
  else {
    drawList(data.works, name
      ? heading(`没有写到“${name}”`, `“${name}” is not named`, "所读方案没有把任务交给这个名字的单位；写到的单位如下。", "No plan read here charges a body of this name; these are named.")
      : heading(`${data.works.length} 个单位`, `${data.works.length} bodies`, "点单位名称，看它牵头什么、和谁一起、为谁、什么时候。", "Choose a body to see what it leads, with whom, for whom, by when."));
  }
  drawChooser();
}

/* The language stands behind the name: #县科协&l=en. */
function keepLanguage() {
  const english = document.documentElement.dataset.lang === "en", rest = location.hash.slice(1).split("&").filter(part => part && !part.startsWith("l="));
  const text = [...rest, ...(english ? ["l=en"] : [])].join("&");
  try { history.replaceState(null, "", text ? "#" + text : location.pathname + location.search); } catch (refused) { void refused; }
}

setLanguage(readHash().get("l"));
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => { setLanguage(button.dataset.language); keepLanguage(); });
}
if (byId("search")) {
  byId("search").addEventListener("input", drawChooser);
  byId("search").addEventListener("keydown", event => {
    if (event.key === "Enter") byId("bodies").querySelector("a")?.click();
    if (event.key === "Escape") { byId("search").value = ""; drawChooser(); }
  });
}

function foldChooser() {
  if (byId("choices") && matchMedia("(max-width: 760px)").matches) byId("choices").open = false;
}

window.addEventListener("hashchange", () => {
  draw();
  keepLanguage();
  foldChooser();
  window.scrollTo(0, 0);
});
foldChooser();
draw();
