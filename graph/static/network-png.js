/* The whole picture on a canvas of its own, larger than the screen, with title, legend, filters and sources around it. */

/* In points of the page. The picture is set narrower for few bodies, so that their names stand large, wider for a crowd. */
const POSTER = { ratio: 2, rim: 44, least: 0.5, most: 1.25 };
const FEW = 60, CROWD = 300;

/* Set the picture for a moment in a frame of this size, at more dots for each of its points, and copy what it draws. All
   happens before the next screen is painted, so nobody sees it move; the labels are set anew, not blown up. */
function pose(width, height, ratio) {
  const network = picture.network, inner = network.canvas, root = document.documentElement, copy = document.createElement("canvas");
  const before = { position: network.getViewPosition(), scale: network.getScale() }, { grow } = picture, { view } = state;
  Object.assign(copy, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  root.style.setProperty("--pose-width", `${width}px`);
  root.style.setProperty("--pose-height", `${height}px`);
  for (const id of ["graph", "stage"]) byId(id).classList.add("posing");
  inner._determinePixelRatio = () => ratio;
  state.view = "graph";
  try {
    network.redraw();
    fitPicture();
    network.redraw();
    copy.getContext("2d").drawImage(inner.frame.canvas, 0, 0);
  } finally {
    delete inner._determinePixelRatio;
    for (const id of ["graph", "stage"]) byId(id).classList.remove("posing");
    network.redraw();
    picture.grow = grow;
    paint();
    state.view = view;
    network.moveTo({ ...before, animation: false });
    network.redraw();
  }
  return copy;
}

/* Do something while the page has the colours of white paper. */
function onWhite(act) {
  const recolour = white => {
    document.documentElement.classList.toggle("on-white", white);
    picture.tones = {};
    picture.last.clear();
    showLegend();
  };
  recolour(true);
  try {
    return act();
  } finally {
    recolour(false);
    paint();
  }
}

/* As high as the network is, within reason; a share of the width. */
function poseHeight() {
  const spots = [...shown.nodes].map(id => picture.spots[id]);
  const reach = key => spots.reduce((most, spot) => Math.max(most, spot[key]), -Infinity) - spots.reduce((least_, spot) => Math.min(least_, spot[key]), Infinity);
  return spots.length ? Math.min(POSTER.most, Math.max(POSTER.least, reach("y") / Math.max(1, reach("x")))) : POSTER.least;
}

/* Words of one language of an element, hidden parts left out. */
function wordsOf(element) {
  if (element.hidden || element.tagName === "BUTTON" && element.classList.contains("only")) return "";
  const other = document.documentElement.dataset.lang === "en" ? "zh" : "en";
  const parts = [...element.childNodes].map(child => child.nodeType === Node.TEXT_NODE ? child.data
    : child.nodeType === Node.ELEMENT_NODE && child.getAttribute("lang") !== other && child.tagName !== "svg" ? wordsOf(child) : "");
  return parts.join("").replace(/\s+/g, " ").trim();
}

/* Lines no wider than this; Chinese breaks anywhere, other words at their ends where they can. */
function wrapped(context, text, width) {
  const lines = [];
  let line = "";
  for (const piece of text.match(/[\p{Script=Latin}\p{N}.,'’()-]+\s*|./gsu) || []) {
    if (line && context.measureText(line + piece).width > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    if (context.measureText(piece).width <= width) line += piece;
    else for (const point of piece) {
      if (line && context.measureText(line + point).width > width) lines.push(line.trimEnd()), line = "";
      line += point;
    }
  }
  return line.trim() ? [...lines, line.trimEnd()] : lines;
}

/* Draw a mark of the legend as the style sheet shows it: the same shapes, colours, dashes. */
function drawMark(context, mark, x, y, size) {
  const [left, top, width, height] = mark.getAttribute("viewBox").split(/[\s,]+/).map(Number);
  const scale = size / height;
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.translate(-left, -top);
  for (const shape of mark.querySelectorAll("circle, rect, path, line")) {
    const style = getComputedStyle(shape), path = pathOf(shape);
    context.globalAlpha = Number(style.opacity) || 1;
    if (style.fill !== "none" && shape.tagName !== "line") {
      context.fillStyle = style.fill;
      context.fill(path);
    }
    if (style.stroke !== "none") {
      context.strokeStyle = style.stroke;
      context.lineWidth = parseFloat(style.strokeWidth) || 1;
      context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[\s,]+/).map(parseFloat));
      context.stroke(path);
    }
  }
  context.restore();
}

function pathOf(shape) {
  const number = name => Number(shape.getAttribute(name)) || 0;
  if (shape.tagName === "path") return new Path2D(shape.getAttribute("d"));
  const path = new Path2D();
  if (shape.tagName === "circle") path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
  else if (shape.tagName === "rect") path.rect(number("x"), number("y"), number("width"), number("height"));
  else {
    path.moveTo(number("x1"), number("y1"));
    path.lineTo(number("x2"), number("y2"));
  }
  return path;
}

/* The marks and words of an entry of the legend, in their order. */
function legendPieces(element) {
  const other = document.documentElement.dataset.lang === "en" ? "zh" : "en";
  return [...element.childNodes].flatMap(child => {
    if (child.nodeType === Node.TEXT_NODE) return child.data.trim() ? [{ text: child.data.trim() }] : [];
    if (child.nodeType !== Node.ELEMENT_NODE || child.getAttribute("lang") === other || child.hidden) return [];
    return child.tagName === "svg" ? [{ mark: child }] : legendPieces(child);
  });
}

function markWidth(mark, size) {
  const [, , width, height] = mark.getAttribute("viewBox").split(/[\s,]+/).map(Number);
  return size * width / height;
}

/* Paragraphs of the poster below the picture: what is counted, what was filtered, what it rests on. */
function posterNotes() {
  const filters = filterWords(), listed = data.plans.slice(0, 6).map(plan => isolated(plan.title + (plan.number ? `（${plan.number}）` : "")));
  const more = data.plans.length > 6 ? inLanguage(` 等 ${data.plans.length} 份方案`, ` and ${data.plans.length - 6} more`) : "";
  return [
    countWords(),
    filters.length ? inLanguage("视图：", "View: ") + filters.map(isolated).join("；") : "",
    inLanguage("依据：", "Sources: ") + listed.join("；") + more,
    [buildLine(), ...qualityLines()].filter(Boolean).map(isolated).join(" · "),
  ].filter(Boolean);
}

/* Measure first, draw then: `steps` are drawn from top to bottom, each knows its height. */
function posterSteps(context, width) {
  const ink = colour("ink"), soft = colour("soft"), steps = [], face = getComputedStyle(document.body).fontFamily;
  const serif = getComputedStyle(document.querySelector("h1")).fontFamily;
  const text = (words, font, fill, leading, below) => {
    context.font = font;
    const lines = wrapped(context, words, width);
    steps.push({ height: lines.length * leading + below, draw: y => {
      Object.assign(context, { font, fillStyle: fill });
      lines.forEach((line, index) => context.fillText(line, 0, y + (index + 0.8) * leading));
    } });
  };
  text(isolated(wholeTitle()), `700 30px ${serif}`, ink, 40, 6);
  const aid = document.querySelector(".aid");
  if (aid) text(wordsOf(aid), `400 16px ${face}`, soft, 24, 12);
  steps.push("picture", legendStep(context, width));
  for (const note of posterNotes()) text(note, `400 14px ${face}`, soft, 22, 4);
  return steps;
}

function legendStep(context, width) {
  const font = `400 15px ${getComputedStyle(document.body).fontFamily}`, ink = colour("ink"), line = 28, size = 20, spots = [];
  let x = 0, y = 0;
  context.font = font;
  for (const entry of byId("legend").children) {
    const pieces = legendPieces(entry).map(piece => ({ ...piece, w: 7 + (piece.mark ? markWidth(piece.mark, size) : context.measureText(piece.text).width) }));
    const wide = pieces.reduce((sum, piece) => sum + piece.w, 0);
    if (x && x + wide > width) [x, y] = [0, y + line];
    for (const piece of pieces) {
      spots.push({ ...piece, x, y });
      x += piece.w;
    }
    x += 20;
  }
  return { height: y + line + 12, draw: top => {
    for (const spot of spots) {
      Object.assign(context, { font, fillStyle: ink });
      if (spot.mark) drawMark(context, spot.mark, spot.x, top + spot.y + 3, size);
      else context.fillText(spot.text, spot.x, top + spot.y + 19);
    }
  } };
}

/* The poster: white or dark as the page is. */
function makePoster() {
  const canvas = document.createElement("canvas"), context = canvas.getContext("2d");
  const { ratio, rim } = POSTER, count = shown.nodes.size, width = count > CROWD ? 1920 : 1280;
  const inner = width - 2 * rim, high = Math.round(poseHeight() * inner), frame = count > FEW ? inner : 900;
  const shot = pose(frame, Math.round(frame * high / inner), ratio * inner / frame), steps = posterSteps(context, inner);
  const height = steps.reduce((sum, step) => sum + (step === "picture" ? high + 16 : step.height), 2 * rim);
  Object.assign(canvas, { width: width * ratio, height: Math.ceil(height * ratio) });
  context.fillStyle = colour("paper");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio, 0, 0, ratio, rim * ratio, rim * ratio);
  let y = 0;
  for (const step of steps) {
    if (step === "picture") {
      context.drawImage(shot, 0, y, inner, high);
      y += high + 16;
      context.fillStyle = colour("rule");
      context.fillRect(0, y - 12, inner, 1);
    } else {
      step.draw(y);
      y += step.height;
    }
  }
  return canvas;
}
