/* The view on paper: a sheet that takes the place of the page while the browser prints. */

/* A sheet made for paper: the picture whole, then what is chosen, then every row. Head and foot of this table stand on
   each page, for a browser repeats those of a table and nothing else. */
function makeSheet() {
  const [shot, legend] = onWhite(() => {
    const wide = shown.nodes.size > FEW ? 1180 : 960;
    return [tooMany() ? null : pose(wide, wide * 0.75, 2.5), [...byId("legend").children].map(entry => entry.cloneNode(true))];
  });
  const about = el("div", { class: "sheet-about" }, el("ul", { class: "sheet-legend" }, legend), posterNotes().slice(0, 2).map(note => el("p", {}, note)));
  const aid = document.querySelector(".aid");
  return el("div", { id: "sheet" }, el("table", { class: "sheet-frame" },
    el("thead", {}, el("tr", {}, el("td", {}, el("p", { class: "sheet-title" }, el("bdi", {}, wholeTitle()))))),
    el("tfoot", {}, el("tr", {}, el("td", {}, el("p", { class: "sheet-foot" }, el("bdi", {}, sourceLine()))))),
    el("tbody", {}, el("tr", {}, el("td", {},
      el("div", { class: "sheet-picture" }, shot, el("div", {}, aid ? el("p", { class: "aid" }, wordsOf(aid)) : null, about)),
      chosenOnPaper(), edgesOnPaper(), nodesOnPaper(), sourcesOnPaper())))));
}

/* Short enough for the foot of every page; the last one lists all plans. */
function sourceLine() {
  const [first] = data.plans, plans = data.plans.length === 1 ? `${first.title}${first.number ? `（${first.number}）` : ""}`
    : inLanguage(`${data.plans.length} 份方案（见末页）`, `${data.plans.length} plans (listed on the last page)`);
  return [inLanguage("依据：", "Sources: ") + plans, buildLine(), ...qualityLines()].filter(Boolean).join(" · ");
}

function chosenOnPaper() {
  if (!state.selected) return null;
  const copy = el("section", { class: "sheet-chosen" }, [...byId("panel").childNodes].map(child => child.cloneNode(true)));
  for (const part of copy.querySelectorAll("details.measures")) part.open = true;
  for (const part of copy.querySelectorAll(".close, .actions, details:not([open])")) part.remove();
  for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
  return copy;
}

function onPaper(caption, titles, rows) {
  return el("table", { class: "sheet-rows" }, el("caption", {}, caption), el("thead", {}, el("tr", {}, titles.map(([, zh, en]) => el("th", { scope: "col" }, both(zh, en))))),
    el("tbody", {}, rows.map(row => el("tr", {}, row.map(value => el("td", typeof value === "number" ? { class: "number" } : {}, el("bdi", {}, String(value ?? ""))))))));
}

/* As the tables show them, with the provisions of each tie. */
function edgesOnPaper() {
  const titles = edgeHeads(), rows = edgeRows().sort((a, b) => (b.now.weight || 0) - (a.now.weight || 0) || a.id - b.id);
  return onPaper(called(inLanguage(`连线 ${rows.length} 条`, `${rows.length} lines`)), [...titles, ["provisions", "条款", "Provisions"]],
    rows.map(row => [...titles.map(([key]) => onPaperValue(key, row)), row.now.units.map(at => unitName(data.units[at])).join("；")]));
}

function nodesOnPaper() {
  const titles = nodeHeads(), rows = nodeRows().sort((a, b) => (b.values.units || 0) - (a.values.units || 0) || a.id - b.id);
  return onPaper(called(inLanguage(`单位 ${rows.length} 个`, `${rows.length} bodies`)), titles, rows.map(row => titles.map(([key]) => onPaperValue(key, row))));
}

function onPaperValue(key, row) {
  const value = row.values[key];
  if (key === "sort") return inLanguage(...data.sorts[row.node.sort].slice(1, 3));
  if (key === "side") return inLanguage(...SIDES[row.now.side]);
  if (key === "tier") return inLanguage(...TIER_WORDS[value]);
  if ((key === "weight" || key === "strength") && typeof value === "number") return value.toFixed(3);
  return typeof value === "string" ? value : number(value);
}

function sourcesOnPaper() {
  return el("section", { class: "sheet-sources" }, el("h3", {}, both("依据", "Sources")),
    el("ul", {}, data.plans.map(plan => el("li", {}, el("bdi", {}, plan.title), plan.number ? `（${plan.number}）` : ""))),
    qualityLines().map(line => el("p", {}, line)));
}

function leavePaper() {
  document.documentElement.classList.remove("printing");
  if (byId("sheet")) byId("sheet").remove();
}

function toPaper() {
  leavePaper();
  document.body.append(makeSheet());
  document.documentElement.classList.add("printing");
}

function printPage() {
  let heard = false;
  const hear = () => { heard = true; };
  addEventListener("beforeprint", hear, { once: true });
  window.print();
  removeEventListener("beforeprint", hear);
  if (!heard) tell("本页所在的框架不许打印；请另存为文件后打开，再打印。", "The frame around this page forbids printing; open the page as a file and print that.");
}
