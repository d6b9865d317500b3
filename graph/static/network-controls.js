/* The controls beside the picture: tie set, slider, facets, look, comparison; what they leave, and the way back. */

function showView() {
  const tables = state.view === "tables";
  for (const id of ["stage", "legend"]) byId(id).classList.toggle("off", tables);
  byId("tables").classList.toggle("off", !tables);
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  const active = activeFilters().length, nothing = byId("nothing");
  nothing.hidden = shown.nodes.size > 0;
  if (!nothing.hidden) {
    nothing.replaceChildren(both(`没有${POINTS[0]}符合；${active} 个筛选条件生效。`, `Nothing matches; ${active} filters are active.`), " ",
      el("button", { type: "button", class: "button", on: { click: active ? clearFilters : resetAll } }, active ? both("清除", "Clear") : both("恢复初始视图", "Reset the view")));
  }
  showOffer();
  showCaption();
}

function showCaption() {
  const all = shown.total, now = shown.main;
  const why = !allRoles() && !all ? ["　责任方式未全选", " · not all roles are ticked"]
    : state.ties === "backbone" ? ["　只显示超出偶然的联系", " · only ties beyond chance"]
      : state.ties === "lead" ? ofPlans ? ["　只显示引用", " · only citations"] : ["　只显示有一方牵头的联系", " · only ties from a leading body"] : now < all ? ["　较弱的联系已隐去", " · weaker ties hidden"] : ["", ""];
  const [zh, en] = pointsShown();
  say("caption", `${zh} · ${now} / ${all} 条连线${why[0]}`, `${en} · ${now} of ${all} lines${why[1]}`);
}

/* More bodies than a picture bears: one community, one body, or all of it at the reader's own wish. */
function showOffer() {
  const offer = byId("offer");
  offer.hidden = !tooMany();
  if (offer.hidden) return;
  const groups = new Map();
  for (const id of shown.nodes) groups.set(data.nodes[id].community, (groups.get(data.nodes[id].community) || 0) + 1);
  const facet = facets.find(one => one.key === "community");
  const largest = [...groups].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 12);
  const busiest_ = [...shown.nodes].map(id => data.nodes[id]).sort((a, b) => b.units - a.units || a.id - b.id).slice(0, 8);
  offer.replaceChildren(el("h2", {}, both(`${shown.nodes.size} 个${POINTS[0]}太多，一张图看不清`, `${shown.nodes.size} ${POINTS[1]} are too many for one picture`)),
    el("p", { class: "hint" }, both("先看一个社群，或一个单位的周围；也可用左侧筛选缩小范围。", "Look at one community or around one body first, or narrow with the filters.")),
    facet && largest.length > 1 ? el("h3", {}, both("社群（联系紧密的一群单位）", "Communities (bodies closely tied)")) : null,
    facet && largest.length > 1 ? el("ul", { class: "offers" }, largest.map(([value, count]) => el("li", {}, el("button", { type: "button", class: "button",
      on: { click: () => { turn("community", value); fitPicture(); } } }, el("bdi", {}, both(...communityName(value))), el("span", { class: "count" }, ` ${count}`))))) : null,
    el("h3", {}, both("一个单位的周围", "Around one body")),
    el("ul", { class: "offers" }, busiest_.map(node => el("li", {}, el("button", { type: "button", class: "button", on: { click: () => focusOn(node.id) } }, bdi(node.label))))),
    el("button", { type: "button", class: "button", id: "draw-whole", on: { click: () => { change({ whole: true }); fitPicture(); } } }, both("仍然全部画出（可能需要十几秒）", "Draw all of them all the same (may take a while)")));
}

function resetAll() {
  byId("search").value = "";
  showHits([]);
  byId("side-a").value = byId("side-b").value = "";
  const view = state.view;
  restoreLayout();
  change({ ...firstChoices(), view });
  if (state.view === "graph") fitPicture();
}

function setDrawer(open) {
  document.body.classList.toggle("drawer", open);
  byId("open-filters").setAttribute("aria-expanded", String(open));
  if (open) byId("close-filters").focus();
}

function listenToControls() {
  byId("weight").addEventListener("input", event => change({ least: steps()[Number(event.target.value)] }));
  byId("strongest").addEventListener("change", event => change({ strongest: event.target.checked }));
  byId("isolated").addEventListener("change", event => change({ isolated: event.target.checked }));
  byId("reset").addEventListener("click", resetAll);
  byId("undo").addEventListener("click", back);
  byId("restore").addEventListener("click", restoreLayout);
  byId("compare-off").addEventListener("click", () => {
    byId("side-a").value = byId("side-b").value = "";
    change({ compare: null, side: null });
  });
  byId("open-filters").addEventListener("click", () => setDrawer(!document.body.classList.contains("drawer")));
  byId("close-filters").addEventListener("click", () => { setDrawer(false); byId("open-filters").focus(); });
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoomPicture(Number(button.dataset.zoom)));
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => {
      change({ view: button.dataset.view });
      if (state.view === "graph") fitPicture();
    });
  }
}

function followSize() {
  let size = "";
  new ResizeObserver(() => {
    const frame = byId("graph").getBoundingClientRect(), now = Math.round(frame.width) + "x" + Math.round(frame.height);
    if (now === size || !frame.width) return;
    size = now;
    requestAnimationFrame(settleView);
  }).observe(byId("graph"));
}
