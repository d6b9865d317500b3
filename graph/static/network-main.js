/* Controls, keys and the start of the page. */

function showWeights() {
  const slider = byId("weight"), bars = byId("histogram"), steps = data.steps;
  for (const part of [slider, bars]) part.toggleAttribute("hidden", steps.length < 3);
  slider.max = String(Math.max(0, steps.length - 1));
  slider.value = String(state.step);
  slider.setAttribute("aria-valuetext", `≥ ${steps[state.step].toFixed(2)}`);
  const counts = steps.map(() => 0);
  for (const edge of data.edges) {
    const weight = weigh(edge).weight;
    if (weight <= 0) continue;
    let at = steps.length - 1;
    while (at > 0 && steps[at] > weight) at -= 1;
    counts[at] += 1;
  }
  const most = Math.max(1, ...counts);
  bars.setAttribute("viewBox", `0 0 ${steps.length * 4} 40`);
  bars.replaceChildren(...counts.map((count, index) => svg("rect", {
    x: index * 4 + 0.5, width: 3, y: 40 - 40 * Math.sqrt(count / most), height: 40 * Math.sqrt(count / most),
    class: index >= state.step ? "kept" : "cut",
  })));
}

function say(id, zh, en) {
  byId(id).replaceChildren(both(zh, en));
}

function showCounts() {
  const least = data.steps[state.step], all = shown.candidates, now = shown.edges.size;
  say("weight-note", `显示 ${now} / ${all} 条连线（强度 ≥ ${least.toFixed(2)}）`, `${now} of ${all} lines shown (strength ≥ ${least.toFixed(2)})`);
  const why = hiddenByRole(data.edges) ? [" · 责任方式未全选", " · not all roles are ticked"] : now < all ? [" · 较弱的联系已隐去", " · weaker ties hidden"] : ["", ""];
  say("caption", `${now} / ${all} 条连线${why[0]}`, `${now} of ${all} lines${why[1]}`);
  byId("role-hint").replaceChildren(...(allRoles() ? [] : roleHint()));
  if (state.step === firstStep && firstStep > 0 && allRoles()) {
    say("weight-hint", "初始视图只留较强的联系，平均每个单位不超过三条；向左拖动可看全部。",
      "The first view keeps the stronger ties, at most three a body on average; drag to the left for all.");
  } else byId("weight-hint").replaceChildren();
  for (const box of document.querySelectorAll("[data-role]")) {
    const role = Number(box.dataset.role);
    box.checked = state.roles.has(role);
    const count = data.units.reduce((sum, unit) => sum + unit.members.filter(member => member[1] === role).length, 0);
    box.closest("label").querySelector(".count").textContent = String(count);
    box.closest("label").classList.toggle("void", count === 0);
  }
  byId("isolated").checked = state.isolated;
  byId("strongest").checked = state.strongest;
}

function showView() {
  const tables = state.view === "tables";
  byId("graph").hidden = tables;
  byId("zoom").hidden = tables;
  byId("caption").hidden = tables;
  byId("tables").hidden = !tables;
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  }
  const nothing = byId("nothing");
  nothing.hidden = shown.nodes.size > 0;
  if (!nothing.hidden) {
    nothing.replaceChildren(both("按当前筛选没有可显示的单位。", "No body passes the filters."), " ",
      el("button", { type: "button", class: "button", on: { click: resetAll } }, both("恢复初始视图", "Reset the view")));
  }
}

function resetAll() {
  byId("search").value = "";
  showHits([]);
  change({ step: firstStep, roles: new Set(data.roles.keys()), isolated: false, strongest: true, selected: null });
  if (state.view === "graph") fitPicture();
}

/* --- search ------------------------------------------------------------------------------------------------- */

const search = { hits: [], at: 0 };

function findHits(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const score = node => node.label.toLowerCase() === wanted ? 3 : node.label.toLowerCase().startsWith(wanted) ? 2
    : node.label.toLowerCase().includes(wanted) ? 1 : 0;
  return data.nodes.filter(node => node.search.includes(wanted)).sort((a, b) => score(b) - score(a) || b.units - a.units || a.id - b.id);
}

function showHits(hits) {
  search.hits = hits;
  search.at = 0;
  const list = byId("hits"), input = byId("search");
  list.hidden = !hits.length;
  input.setAttribute("aria-expanded", String(hits.length > 0));
  list.replaceChildren(...hits.slice(0, 8).map((node, index) => el("li", {
    role: "option", id: "hit-" + index, "aria-selected": index === 0 ? "true" : "false",
    on: { pointerdown: event => { event.preventDefault(); takeHit(index); } },
  }, node.label, el("span", { class: "count" }, String(node.units)))));
  if (hits.length) input.setAttribute("aria-activedescendant", "hit-0");
  else input.removeAttribute("aria-activedescendant");
  byId("no-hit").replaceChildren();
}

function walkHits(step) {
  const count = Math.min(8, search.hits.length);
  if (!count) return;
  search.at = (search.at + step + count) % count;
  for (const [index, item] of [...byId("hits").children].entries()) item.setAttribute("aria-selected", String(index === search.at));
  byId("search").setAttribute("aria-activedescendant", "hit-" + search.at);
}

function takeHit(index) {
  const node = search.hits[index];
  if (!node) {
    if (byId("search").value.trim()) say("no-hit", "没有找到这样的单位。", "No body of that name.");
    return;
  }
  showHits([]);
  byId("search").value = node.label;
  const roles = shown.present.has(node.id) ? state.roles : new Set(data.roles.keys());
  change({ selected: { node: node.id }, roles, isolated: false });
  bringIntoSight({ node: node.id });
}

function onSearchKey(event) {
  if (event.key === "Enter") takeHit(search.at);
  else if (event.key === "ArrowDown") walkHits(1);
  else if (event.key === "ArrowUp") walkHits(-1);
  else return;
  event.preventDefault();
}

/* --- start -------------------------------------------------------------------------------------------------- */

function listenToControls() {
  byId("search").addEventListener("input", event => showHits(findHits(event.target.value)));
  byId("search").addEventListener("keydown", onSearchKey);
  byId("search").addEventListener("blur", () => { byId("hits").hidden = true; });
  byId("weight").addEventListener("input", event => change({ step: Number(event.target.value) }));
  byId("strongest").addEventListener("change", event => change({ strongest: event.target.checked }));
  byId("isolated").addEventListener("change", event => change({ isolated: event.target.checked }));
  byId("reset").addEventListener("click", resetAll);
  for (const box of document.querySelectorAll("[data-role]")) {
    box.addEventListener("change", () => {
      const roles = new Set(state.roles);
      if (box.checked) roles.add(Number(box.dataset.role));
      else roles.delete(Number(box.dataset.role));
      change({ roles });
    });
  }
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoomPicture(Number(button.dataset.zoom)));
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => {
      change({ view: button.dataset.view });
      if (state.view === "graph") fitPicture();
    });
  }
  document.addEventListener("keydown", onKey);
}

function onKey(event) {
  if (event.key === "Escape") {
    if (state.selected || byId("search").value) {
      byId("search").value = "";
      showHits([]);
      select(null);
    } else resetAll();
  } else if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
    event.preventDefault();
    byId("search").focus();
  }
}

function followSize() {
  let size = "";
  new ResizeObserver(() => {
    const frame = byId("graph").getBoundingClientRect(), now = Math.round(frame.width) + "x" + Math.round(frame.height);
    if (now === size || !frame.width) return;
    size = now;
    requestAnimationFrame(fitPicture);
  }).observe(byId("graph"));
}

function start() {
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      setLanguage(button.dataset.language);
      if (data.nodes.length) saveState();
    });
  }
  if (!data.nodes.length) {
    setLanguage(readHash().get("l"));
    return;
  }
  if (matchMedia("(max-width: 760px)").matches) byId("filters").open = false;
  loadState();
  recompute();
  draw();
  listenToControls();
  listeners.push(showView, paint, showPanel, showTables, showWeights, showCounts);
  for (const listener of listeners) listener();
  fitPicture();
  followSize();
  addEventListener("hashchange", () => { loadState(); change({}); });
}

start();
