/* Shared by all pages: elements from text (never from markup), two languages side by side, the language switch. */

function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/* Both languages are always in the page; the style sheet shows one. */
/* A page whose points are functions says so in every sentence. */
function both(zh, en) {
  if (document.body.dataset.by === "function") {
    zh = String(zh).replaceAll("单位", "职能");
    en = String(en).replaceAll("bodies", "functions").replaceAll("Bodies", "Functions")
      .replace(/\bbody\b/g, "function").replace(/\bBody\b/g, "Function").replace("a function on average", "a point on average");
  }
  const pair = document.createDocumentFragment();
  pair.append(el("span", { lang: "zh" }, String(zh)), el("span", { lang: "en" }, String(en)));
  return pair;
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
  const text = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== "")).toString();
  try {
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  } catch (refused) {
    /* a sandboxed frame has no history to write; the page works without */
    void refused;
  }
}
