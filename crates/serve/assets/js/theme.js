// Light or dark by hand; without a choice the system decides.

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

export function theme() {
  const button = document.querySelector("[data-do=theme]");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const label = () => (button.textContent = isDark() ? "Light" : "Dark");
  button.hidden = false;
  label();
  dark.addEventListener("change", label);
  button.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    root.dataset.theme = chosen;
    try {
      localStorage.setItem("theme", chosen);
    } catch {
      // it then lasts for this page
    }
    label();
  });
}
