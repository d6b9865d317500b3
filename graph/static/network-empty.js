/* A network without any body has words only: all that moves is the language. */

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    setLanguage(button.dataset.language);
    writeHash({ l: button.dataset.language === "en" ? "en" : "" });
  });
}
setLanguage(readHash().get("l"));
