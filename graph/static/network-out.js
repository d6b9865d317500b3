/* All that leaves the page: the menu of files, pictures, print, link and citation, and what they say of the view. */

function inLanguage(zh, en) {
  return document.documentElement.dataset.lang === "en" ? en : zh;
}

/* The rows that the tables show, in the order of the build. */
function listedNodes() {
  return nodeRows().sort((a, b) => a.id - b.id);
}

/* With lines from leading bodies each direction is a row of its own, weighed by the provisions led in that direction. */
function listedEdges() {
  const rows = edgeRows().sort((a, b) => a.id - b.id).map(row => ({ ...row, from: row.edge.from, to: row.edge.to, units: row.now.units, weight: row.now.weight || 0 }));
  return directed() ? rows.flatMap(row => [ledBy(row, row.from, row.to), ledBy(row, row.to, row.from)]).filter(row => row.units.length) : rows;
}

function ledBy(row, from, to) {
  const units = row.units.filter(at => leads(data.units[at], from) && !leads(data.units[at], to));
  return { ...row, from, to, units, weight: units.reduce((sum, at) => sum + 1 / Math.max(1, data.units[at].roles.size - 1), 0) };
}

function directed() {
  return state.ties === "lead";
}

function filterWords() {
  return currentFilters().map(([zh, en]) => inLanguage(zh, en));
}

/* With its translation where the reader reads English. */
function wholeTitle() {
  return wordsOf(document.querySelector("h1"));
}

function footerWords(selector) {
  return [...document.querySelectorAll("body > footer " + selector)].map(wordsOf).filter(Boolean);
}

function buildLine() {
  return footerWords(".build").join(" ");
}

function qualityLines() {
  return footerWords(".quality");
}

function countWords() {
  const [zh, en] = ["plan", "name", "function", "plans"].includes(data.by) ? ["个单位", "bodies"] : ["个点", "nodes"], pale = shown.edges.size - shown.main;
  const more = pale ? [`，另有所选单位的其余联系 ${pale} 条`, `, and ${pale} other ties of the chosen body`] : ["", ""];
  return called(inLanguage(`图中 ${shown.nodes.size} ${zh}、${shown.main} 条连线${more[0]}（全部 ${data.nodes.length}、${data.edges.length}）`,
    `Shown: ${shown.nodes.size} ${en}, ${shown.main} lines${more[1]} (of ${data.nodes.length}, ${data.edges.length})`));
}

/* --- files ---------------------------------------------------------------------------------------------------- */

function framed() {
  return window.parent !== window;
}

/* A frame that forbids downloads does so in silence, so a page in a frame offers another way beside it. */
function save(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: type + ";charset=utf-8" }));
  const link = el("a", { href: address, download: name, class: "offstage" });
  (document.querySelector("dialog[open]") || document.body).append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  const help = framed() && typeof content === "string" ? actButton("改为复制内容", "Copy the content instead", () => copyText(content, "内容", "Content")) : null;
  if (framed()) {
    tell(`已交给浏览器：${name}。若没有出现下载，是本页所在的框架不许下载。`, `Handed to the browser: ${name}. If no download appears, the frame around this page forbids it.`, help);
  } else tell(`已保存：${name}`, `Saved: ${name}`);
}

function savePoster() {
  if (tooMany()) {
    tell("单位太多，图尚未画出；请先筛选、聚焦一个单位或选择全部画出。", "Too many bodies: the picture is not drawn yet. Filter, focus on one, or have all drawn first.");
    return;
  }
  const canvas = makePoster(), name = fileName("network", "png");
  canvas.toBlob(blob => {
    save(name, blob);
    if (framed()) tell(`已交给浏览器：${name}。若没有出现下载，是本页所在的框架不许下载。`, `Handed to the browser: ${name}. If no download appears, the frame forbids it.`,
      actButton("显示图片", "Show the picture", () => openDialog("poster", "图片：右键可另存", "The picture: right click to save", canvas)));
  }, "image/png");
}

function selectedName() {
  const at = state.selected;
  if (!at) return "";
  return (at.edge === undefined ? [at.node] : [data.edges[at.edge].from, data.edges[at.edge].to]).map(id => data.nodes[id].label).join("-");
}

/* A body alone, the two ends of a tie, or, behind a group or programme, everybody in the provisions that name it. */
function saveSelected() {
  const at = state.selected, node = at.edge === undefined ? data.nodes[at.node] : null, edge = node ? null : data.edges[at.edge];
  const units = edge ? (shown.edges.get(at.edge) || edge).units : node.mode === "body" ? null : [...new Set(node.at.flatMap(id => data.edges[id].units))].sort((a, b) => a - b);
  const what = "provisions-" + Array.from(selectedName().replace(NOT_IN_NAMES, "_")).slice(0, 20).join("");
  save(fileName(what, "csv"), provisionsCsv(edge ? [edge.from, edge.to] : units ? null : [node.id], units), "text/csv");
}

/* --- link and citation ------------------------------------------------------------------------------------------ */

function copyLink() {
  if (location.protocol === "about:") {
    tell("本页在笔记本或框架中，没有自己的地址；请另存为文件后打开。", "This page stands in a notebook or frame and has no address of its own; open it as a file.");
    return;
  }
  saveState();
  copyText(location.href, "当前视图的链接", "Link to this view");
}

/* What a reader needs to find the same picture again; no day of reading, the build says of which data it is. */
function citation() {
  const plans = data.plans.slice(0, 6).map(plan => `《${plan.title}》${plan.number ? `（${plan.number}）` : ""}`).join("、");
  const more = data.plans.length > 6 ? inLanguage(`等 ${data.plans.length} 份方案`, ` and ${data.plans.length - 6} more`) : "";
  return [
    inLanguage(`${wholeTitle()}［网络图］`, `${wholeTitle()} [network]`),
    buildLine(),
    inLanguage("依据：", "Sources: ") + plans + more,
    inLanguage("视图：", "View: ") + [countWords(), ...filterWords()].join("；"),
    selectedName() && inLanguage("选中：", "Chosen: ") + selectedName(),
    ...qualityLines(),
  ].filter(Boolean).map(part => part.replace(/[。.]$/, "")).join(inLanguage("。", ". ")) + inLanguage("。", ".");
}

/* --- the menu --------------------------------------------------------------------------------------------------- */

const WAYS = [
  ["图片", "Picture", [
    ["png", "PNG 图片（全图，2 倍）", "PNG picture (whole, 2×)", savePoster],
    ["print", "打印或存为 PDF", "Print, or save as PDF", printPage],
  ]],
  ["数据（当前视图）", "Data (this view)", [
    ["nodes", "单位 nodes.csv", "Bodies nodes.csv", () => save(fileName("nodes", "csv"), nodesCsv(), "text/csv")],
    ["edges", "连线 edges.csv", "Lines edges.csv", () => save(fileName("edges", "csv"), edgesCsv(), "text/csv")],
    ["provisions", "条款与原文 provisions.csv", "Provisions provisions.csv", () => save(fileName("provisions", "csv"), provisionsCsv(), "text/csv")],
    ["selected", "所选的条款", "Provisions of what is chosen", saveSelected],
    ["gexf", "Gephi 网络 GEXF", "Network for Gephi, GEXF", () => save(fileName("network", "gexf"), gexfFile(), "application/gexf+xml")],
  ]],
  ["引用", "Cite", [
    ["link", "复制当前视图的链接", "Copy a link to this view", copyLink],
    ["citation", "复制引用文字", "Copy a citation", () => copyText(citation(), "引用", "Citation")],
  ]],
];

function closeMenu() {
  const menu = byId("out");
  if (!menu.open) return false;
  const inside = menu.contains(document.activeElement);
  menu.open = false;
  if (inside) menu.querySelector("summary").focus();
  return true;
}

function makeMenu() {
  const item = ([key, zh, en, act]) => el("li", {}, el("button", { type: "button", "data-out": key, on: { click: () => { closeMenu(); act(); } } }, both(zh, en)));
  const groups = WAYS.map(([zh, en, ways]) => el("section", {}, el("h3", {}, both(zh, en)), el("ul", {}, ways.map(item))));
  const menu = el("details", { id: "out" }, el("summary", { class: "button" }, both("导出", "Export")), el("div", { class: "menu" }, groups));
  if (!data.units.some(unit => unit.roles.size)) menu.querySelector('[data-out="provisions"]').closest("li").remove();
  listeners.push(() => menu.querySelector('[data-out="selected"]').closest("li").toggleAttribute("hidden", !state.selected));
  menu.addEventListener("keydown", event => {
    if (event.key === "Escape" && closeMenu()) event.stopPropagation();
  });
  addEventListener("pointerdown", event => { if (!menu.contains(event.target)) menu.open = false; });
  return menu;
}

function setOut() {
  const tools = byId("tools");
  if (!tools || !data.nodes.length) return;
  tools.replaceChildren(makeMenu(),
    (data.sparql || []).length ? el("button", { type: "button", class: "button", id: "show-sparql", on: { click: showSparql } }, "SPARQL") : "",
    el("button", { type: "button", class: "button", id: "show-keys", "aria-label": "按键 Keys", on: { click: showKeys } }, "?"));
  document.body.append(el("p", { id: "told", class: "told", role: "status" }));
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", leavePaper);
}

setOut();
