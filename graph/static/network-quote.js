/* The words of a plan: the sentence that names a body, the name in it, and the provision around it. */

const TYPES = { provision: ["条款", "provision"], section: ["章节", "section"], annexrow: ["附件表行", "annex row"] };

function nodeButton(node, note) {
  return el("button", { type: "button", class: "link", on: { click: () => select({ node }) } }, bdi(data.nodes[node].label), note || null);
}

/* The members of a unit that stand for the chosen bodies in a role that is looked at. */
function membersOf(unit, chosen) {
  return unit.members.filter(member => chosen.includes(member[0]) && roleOn(member[1]));
}

/* By which rule a name was completed or taken over, in words; nothing where the text says the name as it stands. */
function inference(unit, member) {
  const [, , carrier, begin, end, inHeading, restored] = member;
  const kind = data.carriers[carrier][0], written = Array.from(inHeading ? unit.heading : unit.text).slice(begin, end).join("");
  if (restored) return [`推断：前缀已补全，原文作“${isolated(written)}”`, `inferred: prefix restored, the text says “${isolated(written)}”`];
  if (kind === "inherited") return ["推断：承自上级章节的责任括注", "inferred: inherited from the clause of the section above"];
  return null;
}

/* One line for each mention of the chosen bodies in a unit: role, where it is written, whether a name was completed. */
function statements(unit, chosen) {
  return membersOf(unit, chosen).map(member => {
    const guess = inference(unit, member);
    return el("p", { class: "statement" }, roleTag(member[1]),
      chosen.length > 1 ? el("strong", {}, bdi(data.nodes[member[0]].label)) : null,
      el("span", { class: "carrier" }, both("据" + data.carriers[member[2]][1], "from the " + data.carriers[member[2]][2])),
      guess ? el("span", { class: "tag inferred" }, both(...guess)) : null);
  });
}

function spansOf(unit, chosen, inHeading) {
  return membersOf(unit, chosen).filter(member => Boolean(member[5]) === inHeading).map(member => [member[3], member[4]]);
}

function everybody(unit) {
  const names = [...unit.roles.keys()].sort((a, b) => Math.min(...unit.roles.get(a)) - Math.min(...unit.roles.get(b)) || a - b)
    .map(node => el("li", {}, nodeButton(node), " ", [...unit.roles.get(node)].sort().map(roleTag)));
  return el("ul", { class: "everybody" }, names);
}

/* For whom and with what: the words of the facets, each a way to filter by it. */
function subjects(unit) {
  const chip = (key, value) => {
    const facet = facets.find(one => one.key === key), name = data[key + "s"][value];
    return facet ? el("button", { type: "button", class: "tag subject", title: "按此筛选 Filter by this", on: { click: () => turn(key, value) } }, bdi(name))
      : el("span", { class: "tag subject" }, bdi(name));
  };
  const found = [...unit.groups.map(value => chip("group", value)), ...unit.programmes.map(value => chip("programme", value))];
  return found.length ? el("p", { class: "subjects" }, found) : null;
}

function copyable(text) {
  const code = el("code", {}, text);
  return el("p", { class: "iri" }, code, el("button", { type: "button", class: "copy", "aria-label": "复制网址 Copy the IRI", on: { click: event => copyIri(text, code, event.currentTarget) } }, both("复制", "Copy")));
}

/* The clipboard where the browser gives it; else the text is selected, so that Ctrl+C takes it. */
function copyIri(text, holder, button) {
  const done = () => { button.replaceChildren(both("已复制", "Copied")); };
  const fallback = () => {
    getSelection().selectAllChildren(holder);
    try {
      if (document.execCommand("copy")) { done(); return; }
    } catch (refused) {
      void refused;
    }
    button.replaceChildren(both("已选中，请按 Ctrl+C", "Selected: press Ctrl+C"));
  };
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, fallback);
  else fallback();
}

/* Without chosen bodies the provision stands for all that it names. */
function unitCard(at, chosen, weighted) {
  const unit = data.units[at], k = unit.roles.size, who = chosen || [...unit.roles.keys()];
  const inHeading = spansOf(unit, who, true), inText = spansOf(unit, who, false);
  const [zh, en] = TYPES[unit.type] || [unit.type, unit.type];
  const whole = Array.from(unit.text).length;
  const title = unit.heading ? el("bdi", {}, marked(unit.heading, inHeading, 0, Array.from(unit.heading).length)) : null;
  return el("article", { class: "unit" },
    el("h4", {}, el("span", { class: "number" }, unit.number), title || el("span", { class: "untitled" }, both(zh, en))),
    el("p", { class: "path" }, both(zh, en), unit.path.length ? [" · ", bdi(unit.path.join(" › "))] : null),
    chosen ? statements(unit, chosen) : everybody(unit),
    quote(unit.text, inText),
    weighted ? el("p", { class: "share" }, both(`本条共 ${k} 个单位，计 1/(${k}−1) = ${(1 / Math.max(1, k - 1)).toFixed(2)}`,
      `${k} bodies here, which counts 1/(${k}−1) = ${(1 / Math.max(1, k - 1)).toFixed(2)}`)) : null,
    subjects(unit),
    el("details", { open: !inText.length && whole < 160 }, el("summary", {}, k ? both(`全文与全部 ${k} 个单位`, `Whole text and all ${k} bodies`) : both("全文", "Whole text")),
      whole ? el("p", { class: "whole" }, el("bdi", {}, marked(unit.text, inText, 0, whole))) : null, chosen ? everybody(unit) : null,
      copyable(unit.iri)));
}

/* What a chosen body leads comes first, the rest in the order of the text. */
function inOrder(units, chosen) {
  const behind = at => !chosen || chosen.length !== 1 || !leads(data.units[at], chosen[0]) || !roleOn(0) ? 1 : 0;
  return units.sort((a, b) => behind(a) - behind(b) || data.units[a].ordinal - data.units[b].ordinal || a - b);
}

function unitsByPlan(units, chosen, weighted) {
  const groups = new Map();
  for (const at of units) groups.set(data.units[at].plan, [...(groups.get(data.units[at].plan) || []), at]);
  return [...groups.keys()].sort((a, b) => a - b).map(plan => el("section", { class: "plan" },
    el("h3", {}, bdi(data.plans[plan].title), data.plans[plan].number ? el("small", {}, bdi(data.plans[plan].number)) : null),
    inOrder(groups.get(plan), chosen).map(at => unitCard(at, chosen, weighted))));
}
