/* Words of a plan on a page: the sentence around a name, the name marked in it, the role as a tag. */

const STOPS = "。；！？\n";
const AROUND = 90;

/* begin and end count code points; a JavaScript string counts halves of some. */
function marked(text, spans, begin, end) {
  const points = Array.from(text), parts = [];
  let at = begin;
  for (const [from, to] of spans.filter(([from, to]) => from >= begin && to <= end).sort((a, b) => a[0] - b[0])) {
    if (from < at) continue;
    parts.push(points.slice(at, from).join(""), el("mark", {}, points.slice(from, to).join("")));
    at = to;
  }
  parts.push(points.slice(at, end).join(""));
  return parts.filter(part => part !== "");
}

/* Back to the end of the sentence before, or where that is far to a comma. */
function backTo(points, from) {
  let at = from;
  while (at > 0 && !STOPS.includes(points[at - 1]) && (from - at < AROUND || !"，、".includes(points[at - 1]))) at -= 1;
  return at;
}

/* The sentence around the spans, and for a closing bracket also the sentence that it closes; cut where very long. */
function clauseAround(points, spans) {
  const first = Math.min(...spans.map(span => span[0])), last = Math.max(...spans.map(span => span[1]));
  let begin = backTo(points, first), end = last;
  if (points[begin] === "（" || points[begin] === "(") begin = backTo(points, Math.max(0, begin - 1));
  while (end < points.length && end - last < AROUND && !STOPS.includes(points[end])) end += 1;
  if (end < points.length && "。；！？".includes(points[end])) end += 1;
  return [begin, end];
}

function quote(text, spans) {
  if (!spans.length) return null;
  const points = Array.from(text), [begin, end] = clauseAround(points, spans);
  return el("blockquote", { class: "quote" }, el("bdi", {},
    begin > 0 ? "… " : null, marked(text, spans, begin, end), end < points.length ? " …" : null));
}

function roleTag(role) {
  const [key, zh, en] = data.roles[role];
  return el("span", { class: "tag role-" + key }, both(zh, en));
}
