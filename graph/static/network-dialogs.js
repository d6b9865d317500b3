/* Windows over the page: the SPARQL behind the picture, the keys, a text to copy by hand. Esc closes, the focus goes back. */

const KEYS = [
  [["Tab", "⇧ Tab"], "逐个到达按钮、筛选、图和详情", "to the next or last control, the picture, the panel"],
  [["/"], "查找单位", "find a body"],
  [["↑", "↓", "Enter"], "在查找结果中移动、选中", "walk the hits, choose one"],
  [["+", "−", "0"], "放大、缩小、看全图", "zoom in, zoom out, whole picture"],
  [["←", "→", "↑", "↓"], "移动图（焦点在图上时，下同）", "move the picture, while it has the focus (as for the next three)"],
  [["n", "p"], "选中下一个、上一个单位", "choose the next body, the one before"],
  [["Enter"], "打开所选单位的详情", "open the details of the chosen body"],
  [["f"], "聚焦：只看所选单位和它的伙伴", "focus: only the chosen body and its partners"],
  [["Ctrl Z"], "撤销上一步（选择、筛选、拖动）", "undo the last step: a choice, a filter, a drag"],
  [["Esc"], "退一步：关闭窗口、清除选中、退出聚焦、恢复初始视图", "one step back: close, clear the choice, leave the focus, the first view"],
  [["?"], "打开本表", "this list"],
];
const MOUSE = [
  ["单击 click", "选中单位或连线，看条款原文", "choose a body or line, read its provisions"],
  ["双击 double click", "聚焦：只看它和它的伙伴", "focus: only it and its partners"],
  ["拖动 drag", "移动图或单位；数据不变", "move the picture or a body; the data do not change"],
  ["滚轮、双指 wheel, pinch", "缩放", "zoom"],
];

/* Give the dialog, open. Keys pressed in it are not for the page behind. */
function openDialog(id, zh, en, ...content) {
  const back = document.activeElement;
  const dialog = el("dialog", { id, class: "window", "aria-labelledby": id + "-title" },
    el("div", { class: "window-head" }, el("h2", { id: id + "-title" }, both(zh, en)),
      el("button", { type: "button", class: "close", "aria-label": "关闭 Close", on: { click: () => dialog.close() } }, "×")),
    ...content, el("p", { class: "told", role: "status" }));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (back && back.isConnected) back.focus();
  });
  dialog.addEventListener("keydown", event => event.stopPropagation());
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function showKeys() {
  if (byId("keys")) return;
  const row = (names, zh, en) => el("tr", {}, el("th", { scope: "row" }, names), el("td", { lang: "zh" }, zh), el("td", { lang: "en" }, en));
  openDialog("keys", "按键与手势", "Keys and gestures", el("table", { class: "keys" },
    el("tbody", {}, KEYS.map(([names, zh, en]) => row(names.flatMap(name => [el("kbd", {}, name), " "]), zh, en)),
      MOUSE.map(([name, zh, en]) => row(name, zh, en)))));
}

/* Tell in the open window, or at the foot of the page; `extra` is a button that helps. */
function tell(zh, en, extra) {
  const open = document.querySelectorAll("dialog[open] .told"), place = open.length ? open[open.length - 1] : byId("told");
  place.replaceChildren(both(zh, en), extra ? " " : "", extra || "");
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => place.replaceChildren(), extra ? 20000 : 6000);
}

/* The clipboard of the browser, or, where a frame may not use it, a selection that is copied; else the reader does it. */
async function copyText(text, zh, en) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch (refused) {
    void refused;
    done = copySelection(text);
  }
  if (done) tell(`${zh}已复制。`, `${en} copied.`);
  else copyByHand(text);
}

function copySelection(text) {
  const open = document.querySelector("dialog[open]"), back = document.activeElement;
  const field = el("textarea", { class: "offstage", readonly: true, "aria-hidden": "true", tabindex: "-1" });
  field.value = text;
  (open || document.body).append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch (refused) {
    void refused;
  }
  field.remove();
  if (back) back.focus();
  return done;
}

function copyByHand(text) {
  const field = el("textarea", { class: "by-hand", readonly: true, rows: "8", "aria-label": "文本 Text" });
  field.value = text;
  openDialog("by-hand", "浏览器不许本页写剪贴板：请按 Ctrl+C（⌘C）复制", "The browser keeps this page from the clipboard: press Ctrl+C (⌘C)", field);
  field.select();
}

/* Each text with the command that asks the same of a build: the picture can be made again by anybody. */
function showSparql() {
  if (byId("sparql") || !(data.sparql || []).length) return;
  const texts = data.sparql.map(([key, zh, en, text]) => {
    const name = `${key.replace(NOT_IN_NAMES, "_")}.rq`, command = `fengong query ${name} --format csv --to ${name.slice(0, -3)}.csv`;
    return el("section", {},
      el("h3", {}, both(zh, en)),
      el("pre", { tabindex: "0", "aria-label": `SPARQL ${key}` }, el("code", {}, text)),
      el("p", { class: "acts" },
        actButton("复制 SPARQL", "Copy the SPARQL", () => copyText(text, "SPARQL ", "SPARQL"), { "data-copy": key }),
        actButton(`另存为 ${name}`, `Save as ${name}`, () => save(name, text, "application/sparql-query"))),
      el("p", { class: "command" }, el("code", {}, command), " ",
        actButton("复制命令", "Copy the command", () => copyText(command, "命令", "Command"))));
  });
  openDialog("sparql", "图背后的 SPARQL", "The SPARQL behind the picture",
    el("p", { class: "hint" }, both("连线由下列查询从图谱中取得。另存后，在建好的 build 文件夹旁运行命令，可得到同样的行。",
      "The lines of the picture come from these queries. Save one, run the command beside the build, and get the same rows.")), texts);
}

function actButton(zh, en, act, more) {
  return el("button", { type: "button", class: "button", on: { click: act }, ...more }, both(zh, en));
}
