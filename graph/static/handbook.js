/* The handbook: language kept from page to page, a filter for long lists, queries copied by a click. */

function remember(language) {
  try {
    localStorage.setItem("fengong-language", language);
  } catch (refused) {
    void refused; /* pages opened from a disk may have no storage */
  }
}

function remembered() {
  try {
    return localStorage.getItem("fengong-language");
  } catch (refused) {
    void refused;
    return null;
  }
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    setLanguage(button.dataset.language);
    remember(button.dataset.language);
  });
}
setLanguage(remembered() || (navigator.language.startsWith("zh") || !navigator.language.startsWith("en") ? "zh" : "en"));

for (const input of document.querySelectorAll("[data-filter]")) {
  const entries = [...document.querySelectorAll(input.dataset.filter)];
  const texts = entries.map(entry => entry.textContent.toLowerCase());
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    entries.forEach((entry, i) => { entry.hidden = !texts[i].includes(wanted); });
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => {
    const code = button.parentElement.querySelector("pre");
    const range = document.createRange();
    range.selectNodeContents(code);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const done = () => button.replaceChildren(both("已复制", "Copied"));
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(code.textContent).then(done, done);
    else if (document.execCommand("copy")) done();
  });
}
