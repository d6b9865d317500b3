/* Shared by all pages: elements from text (never from markup), two languages side by side, the language switch. */

function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  return element;
}

function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/* A page whose points are functions (or plans) says so in every sentence. */
const CALLED = {
  function: [[/(?<!事业)单位/g, "职能"], [/\bbodies\b/g, "functions"], [/\bBodies\b/g, "Functions"], [/\bbody\b/g, "function"], [/\bBody\b/g, "Function"],
    ["a function on average", "a point on average"]],
  plans: [[/(?<!事业)单位/g, "方案"], [/\bbodies\b/g, "plans"], [/\bBodies\b/g, "Plans"], [/\bbody\b/g, "plan"], [/\bBody\b/g, "Plan"]],
};

function called(text) {
  return (CALLED[document.body.dataset.by] || []).reduce((done, [from, to]) => done.replaceAll(from, to), String(text));
}

/* Both languages are always in the page; the style sheet shows one. */
function both(zh, en) {
  const pair = document.createDocumentFragment();
  pair.append(el("span", { lang: "zh" }, called(zh)), el("span", { lang: "en" }, called(en)));
  return pair;
}

/* A name keeps its own direction of writing and lends it to nothing around it: as an element, and as bare text. */
function bdi(text) {
  return el("bdi", {}, String(text));
}

function isolated(text) {
  return "\u2068" + String(text) + "\u2069";
}

function byId(id) {
  return document.getElementById(id);
}

function setLanguage(language) {
  const root = document.documentElement;
  root.dataset.lang = language === "en" ? "en" : "zh";
  root.lang = root.dataset.lang === "en" ? "en" : "zh-CN";
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === root.dataset.lang));
  }
}

function readHash() {
  return new URLSearchParams(location.hash.slice(1));
}

function writeHash(parameters) {
  const pairs = Object.entries(parameters).flatMap(([key, value]) => [value].flat().filter(one => one !== "").map(one => [key, one]));
  const text = new URLSearchParams(pairs).toString();
  try {
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  } catch (refused) {
    /* a sandboxed frame has no history to write; the page works without */
    void refused;
  }
}
