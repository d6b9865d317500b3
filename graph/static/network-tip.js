/* A short plain tip beside the pointer; it never says what the panel and the tables do not. */

function topRole(id) {
  const counts = data.roles.map(() => 0);
  for (const unit of data.units) for (const role of unit.roles.get(id) || []) counts[role] += 1;
  const most = Math.max(...counts);
  return most ? data.roles[counts.indexOf(most)] : null;
}

function nodeTip(id) {
  const node = data.nodes[id], role = topRole(id);
  const place = node.places > 1 ? [`（${node.places} 地同名）`, ` (${node.places} places)`] : ["", ""];
  if (node.mode !== "body") return [el("strong", {}, bdi(node.label)), both(`　${data.sorts[node.sort][1]}：${node.units} 项条款，连接 ${node.degree} 个`, ` ${data.sorts[node.sort][2]}: ${node.units} provisions, joined to ${node.degree}`)];
  return [el("strong", {}, bdi(node.label)), both(`${place[0]}　${shown.load.get(id) || 0} 项职责，${node.degree} 个伙伴${role ? `，多为“${role[1]}”` : ""}`,
    `${place[1]}: ${shown.load.get(id) || 0} duties, ${node.degree} partners${role ? `, mostly “${role[2]}”` : ""}`)];
}

function edgeTip(id) {
  const edge = data.edges[id], now = shown.edges.get(id);
  const odds = edge.p === null ? ["", ""] : edge.tier ? [`，超出偶然（p = ${probability(edge.p)}）`, `, beyond chance (p = ${probability(edge.p)})`] : ["，与偶然同列无异", ", no more than chance"];
  if (ofPlans) return [el("strong", {}, bdi(nodeText(edge.from)), " — ", bdi(nodeText(edge.to))), both(...planTie(edge))];
  return [el("strong", {}, bdi(nodeText(edge.from)), " — ", bdi(nodeText(edge.to))),
    both(`　共同 ${now.units.length} 项${odds[0]}`, `: ${now.units.length} shared${odds[1]}`)];
}

function showTip(at, pointer) {
  const tip = byId("tip"), stage = byId("stage").getBoundingClientRect();
  tip.replaceChildren(...(at.node !== undefined ? nodeTip(at.node) : edgeTip(at.edge)));
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.setProperty("left", Math.max(4, Math.min(pointer.x + 14, stage.width - box.width - 6)) + "px");
  tip.style.setProperty("top", (pointer.y + 18 + box.height > stage.height ? pointer.y - box.height - 10 : pointer.y + 18) + "px");
}

function hideTip() {
  byId("tip").hidden = true;
}
