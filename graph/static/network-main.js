/* The start of the page. */

/* For whoever writes a file or a picture: the title that the reader sees. */
function currentTitle() {
  return document.querySelector("h1").firstChild.textContent.trim();
}

function start() {
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      setLanguage(button.dataset.language);
      paint();
      saveState();
    });
  }
  buildTies();
  buildFacets();
  buildLook();
  buildCompare();
  loadState();
  recompute();
  draw();
  listenToControls();
  listenToSearch();
  listenToKeys();
  listeners.push(showTies, showFacets, showLook, showCompare, showBar, showView, paint, showLegend, showPanel, showTables, showSteps);
  for (const listener of listeners) listener();
  settleView();
  followSize();
  addEventListener("hashchange", () => { loadState(); change({}); });
}

start();
