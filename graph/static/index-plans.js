/* The desk, plans: one card a plan with its picture, what it states and what it leaves unsaid. */

const data = JSON.parse(byId("index-data").textContent);
const MOST_HITS = 6;
const LACKS = {
  body: ["责任单位", "body"], lead: ["牵头单位", "lead"], deadline: ["期限", "deadline"], group: ["目标人群", "target group"], target: ["量化指标", "target"],
};

function fold(text) {
  return String(text || "").toLowerCase();
}

function words() {
  return fold(byId("search").value).trim().split(/\s+/).filter(Boolean);
}

function wordsOfPlan(plan) {
  plan.search ||= fold([plan.title, plan.number, plan.issuer, plan.place, plan.period, plan.issued, plan.key, plan.source, plan.spelling].join(" "));
  return plan.search;
}

/* Of a place written with those that hold it (山东省 潍坊市 昌乐县) the last is its own. */
function ownPlace(plan) {
  return (plan.place || "").split(" ").pop();
}

function placeOrTitle(plan) {
  return ownPlace(plan) || plan.title;
}

function departmentLink(plan, name, content) {
  if (!plan.departments) return el("span", { class: "body" }, content || name);
  return el("a", { class: "body", href: plan.departments + "#" + encodeURIComponent(name) }, content || name);
}

function picture(plan) {
  const parsed = new DOMParser().parseFromString(plan.picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '), "image/svg+xml");
  return el("a", { class: "picture", href: plan.network, tabindex: "-1" }, document.importNode(parsed.documentElement, true));
}

function shareLine(plan) {
  const rest = plan.provisions - plan.stated - (plan.vague || 0) || 0, vague = plan.vague || 0, stated = plan.stated || 0;
  return el("div", { class: "share" },
    el("progress", { max: plan.provisions || 1, value: stated, "aria-hidden": "true" }),
    both(`${plan.provisions} 条：${stated} 条写明责任单位，${vague ? `${vague} 条只有泛指（有关部门等），` : ""}${rest} 条未写明`,
      `${plan.provisions} provisions: ${stated} name who answers, ${vague ? `${vague} name only a generic party, ` : ""}${rest} name nobody`));
}

function gapAddress(plan, lack) {
  return plan.departments ? plan.departments + "#" + new URLSearchParams({ gap: lack, plan: plan.key }) : null;
}

function lackingLine(plan) {
  if (!plan.lacking) return null;
  const parts = data.lacks.map((lack, at) => [lack, plan.lacking[at]]).filter(([lack, count]) => count && lack !== "body");
  if (!parts.length) return null;
  return el("p", { class: "lacking" }, el("span", { class: "count" }, both("没有写明：", "Left unsaid:")),
    parts.map(([lack, count]) => el("a", { href: gapAddress(plan, lack) }, both(...LACKS[lack]), " ", el("b", {}, count))));
}

function topLine(plan) {
  if (!plan.top) return null;
  return el("p", { class: "top" },
    el("span", { class: "count" }, both(`${plan.bodies} 个单位，任务最多：`, `${plan.bodies} bodies, most duties:`)),
    plan.top.map(([name, count]) => el("span", {}, departmentLink(plan, name), " ", el("span", { class: "count" }, count))));
}

function carrierLine(plan) {
  if (!plan.carriers) return plan.bodies ? null : el("p", { class: "how" }, el("span", { class: "tag silent" }, both("全文未写明责任单位", "Names no responsible body")));
  const all = plan.carriers.reduce((sum, [, count]) => sum + count, 0);
  return el("p", { class: "how" }, el("span", { class: "count" }, both(`责任表述 ${all} 处：`, `${all} statements:`)),
    plan.carriers.map(([at, count]) => el("span", { class: "tag" + (data.carriers[at][0] === "inherited" ? " inferred" : "") }, both(data.carriers[at][1], data.carriers[at][2]), " " + count)),
    plan.bodies ? null : el("span", { class: "tag silent" }, both("全文未写明责任单位", "Names no responsible body")));
}

function planLinks(plan) {
  return el("p", { class: "links" },
    plan.network ? el("a", { class: "button strong", href: plan.network }, both("协作网络", "Network")) : null,
    plan.departments ? el("a", { class: "button", href: plan.departments }, both("各部门任务", "By department")) : null,
    (plan.links || []).map(([href, zh, en]) => el("a", { class: "button", href }, both(zh, en))),
    plan.issues ? el("span", { class: "count" }, both(`${plan.issues} 条提示见报告`, `${plan.issues} remarks in the report`)) : null);
}

/* Bodies that a word meets and the card does not show; a word that the head of the card holds asks for no body. */
function hitLine(at, plan, wanted) {
  const asked = wanted.filter(word => !wordsOfPlan(plan).includes(word)), seen = new Set((plan.top || []).map(([name]) => name));
  if (!asked.length) return null;
  const hits = bodiesOfPlan(at).filter(row => asked.some(word => isCalled(row, word, plan))).map(row => row[0]).filter(name => !seen.has(name));
  if (!hits.length) return null;
  return el("p", { class: "top hits" }, el("span", { class: "count" }, both("查到单位：", "Bodies found:")),
    hits.slice(0, MOST_HITS).map(name => el("span", {}, departmentLink(plan, name))),
    hits.length > MOST_HITS ? el("span", { class: "count" }, both(`等 ${hits.length} 个`, `and ${hits.length - MOST_HITS} more`)) : null);
}

function planCard(at, wanted) {
  const plan = data.plans[at];
  return el("li", { class: "card" },
    el("p", { class: "meta" }, plan.place ? el("strong", {}, plan.place) : null, plan.period ? el("span", {}, plan.period) : null),
    el("h2", {}, plan.network ? el("a", { href: plan.network }, plan.title) : plan.title),
    el("p", { class: "meta" }, [plan.number, plan.issuer, plan.issued].filter(Boolean).map(text => el("span", {}, text))),
    plan.picture ? picture(plan) : null,
    shareLine(plan), carrierLine(plan), topLine(plan), hitLine(at, plan, wanted), lackingLine(plan), planLinks(plan));
}

function isSilent(plan) {
  return plan.provisions - (plan.stated || 0) - (plan.vague || 0) > 0;
}

function matchesPlan(at, word) {
  const plan = data.plans[at];
  return wordsOfPlan(plan).includes(word) || bodiesOfPlan(at).some(row => isCalled(row, word, plan));
}

function foundPlans(wanted) {
  const silent = byId("silent").checked;
  return data.plans.map((plan, at) => at).filter(at => wanted.every(word => matchesPlan(at, word)) && (!silent || isSilent(data.plans[at])));
}
