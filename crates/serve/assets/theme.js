// Before the first paint, so that nothing flashes: the theme that was chosen by hand, if one was.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // a browser may refuse to keep anything
}
