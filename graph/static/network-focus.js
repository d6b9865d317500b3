/* Focus: one body and those within one to three steps of it; a trail of such steps with the way back. */

function focusOn(node, depth = 1) {
  const trail = state.trail.slice(), last = trail[trail.length - 1];
  if (last && last.node === node) trail[trail.length - 1] = { node, depth };
  else trail.push({ node, depth });
  change({ trail, selected: { node } });
  settleView();
}

function unfocus(length) {
  const trail = state.trail.slice(0, length), last = trail[trail.length - 1];
  change({ trail, selected: last ? { node: last.node } : state.selected });
  settleView();
}

/* The first step goes along all ties of the body, further ones along the ties of the set in view. */
function egoNodes(weighed) {
  if (!state.trail.length) return null;
  const { node, depth } = state.trail[state.trail.length - 1];
  const found = new Set([node]);
  let rim = [node];
  for (let step = 0; step < depth; step += 1) {
    const next = [];
    for (const at of rim) {
      for (const id of data.nodes[at].at) {
        const edge = data.edges[id], other = edge.from === at ? edge.to : edge.from;
        const open = step === 0 ? weighed[id].units.length : shown.edges.has(id);
        if (open && !found.has(other)) {
          found.add(other);
          next.push(other);
        }
      }
    }
    rim = next;
  }
  return found;
}

function depthSwitch(node) {
  const last = state.trail[state.trail.length - 1];
  return el("div", { class: "switch depth", role: "group", "aria-label": "聚焦步数 Steps of the focus" }, [1, 2, 3].map(depth => el("button", {
    type: "button", "data-depth": depth, "aria-pressed": String(Boolean(last) && last.node === node && last.depth === depth),
    on: { click: () => focusOn(node, depth) },
  }, both(`${depth} 步`, String(depth)))));
}

/* The bar above the picture: where the reader is, what is filtered, and how to take each back. */
function showBar() {
  const crumbs = !state.trail.length ? null : el("nav", { id: "crumbs", "aria-label": "聚焦路径 Path of focus" },
    el("button", { type: "button", class: "crumb", on: { click: () => unfocus(0) } }, both("全网", "Whole network")),
    state.trail.map((step, index) => [el("span", { class: "then", "aria-hidden": "true" }, "›"),
      el("button", { type: "button", class: "crumb", "aria-current": index === state.trail.length - 1 ? "true" : null,
        on: { click: () => unfocus(index + 1) } }, bdi(nodeText(step.node)), el("small", {}, both(` ${step.depth} 步内`, ` within ${step.depth}`)))]),
    depthSwitch(state.trail[state.trail.length - 1].node));
  const filters = activeFilters();
  if (state.compare) filters.push({ zh: comparedText()[0], en: comparedText()[1], drop: () => change({ compare: null, side: null }) });
  const chips = filters.map(filter => el("button", { type: "button", class: "filter", title: "取消 Remove", on: { click: filter.drop } },
    el("bdi", {}, both(filter.zh, filter.en)), el("span", { class: "x", "aria-hidden": "true" }, "×")));
  const clear = filters.length > 1 ? el("button", { type: "button", class: "filter all", id: "clear-all", on: { click: () => change({ facets: {}, isolated: false, least: null, compare: null, side: null }) } },
    both("全部清除", "Clear all")) : null;
  byId("bar").replaceChildren(...[crumbs, ...chips, clear].filter(Boolean));
}

/* Undo takes back one step: a choice, or a body that was dragged. */
function showSteps() {
  byId("undo").disabled = !past.length;
  byId("restore").disabled = !picture.moved.size;
}
