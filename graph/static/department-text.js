/* The page of a department, words: what is quoted, what is marked in it, what was inferred. */

const data = JSON.parse(byId("department-data").textContent);

function nameOf(unit) {
  return unit.number + (unit.heading || Array.from(unit.text).slice(0, 24).join("") + "…");
}

/* Where the words stand, if not in the unit itself. */
function place(said) {
  const unit = data.units[said];
  if (unit.type === "annexrow") return both("据附件分工表", "from the annex table");
  return both(`据上级“${nameOf(unit)}”`, `from the section “${nameOf(unit)}”`);
}

/* The words behind the duties of a body in a unit, each place of them once. */
function quotes(at, duties) {
  const found = new Map();
  for (const [, , , , , said, begin, end, inHeading] of duties) {
    const key = said + "/" + inHeading;
    if (said >= 0 && end > begin) found.set(key, [...(found.get(key) || []), [begin, end]]);
  }
  return [...found].map(([key, spans]) => {
    const [said, inHeading] = key.split("/").map(Number), unit = data.units[said];
    return el("div", { class: "words" }, said === at ? null : el("p", { class: "note" }, place(said)), quote(inHeading ? unit.heading : unit.text, spans));
  });
}

/* What of a duty is not written as such: a name that was completed, a section above, an annex, a sentence. */
function inferences(duties) {
  const tags = [], carriers = new Set(duties.map(duty => data.carriers[duty[2]][0]));
  const words = duty => { const unit = data.units[duty[5]]; return unit ? Array.from(duty[8] ? unit.heading : unit.text).slice(duty[6], duty[7]).join("") : ""; };
  const restored = duties.find(duty => duty[3]);
  if (restored) tags.push(el("span", { class: "tag inferred", title: `原文 “${words(restored)}”` }, both("补全名称", "name completed")));
  if (carriers.has("inherited") && carriers.size === 1) tags.push(el("span", { class: "tag inferred" }, both("承继", "inherited")));
  if (carriers.has("annex")) tags.push(el("span", { class: "tag inferred" }, both("附件分工表", "annex")));
  if (carriers.has("cue")) tags.push(el("span", { class: "tag inferred" }, both("正文语句", "sentence")));
  return tags;
}
