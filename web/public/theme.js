/* Runs before the first paint, so that a remembered theme never flashes. Kept in step with src/lib/theme.ts. */
(function () {
  try {
    var theme = localStorage.getItem("monitoria.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    var language = localStorage.getItem("monitoria.language");
    if (language === "en" || language === "pt-BR") document.documentElement.lang = language;
  } catch {
    /* Storage refused: the system's own preference stands. */
  }
})();
