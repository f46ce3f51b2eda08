// `/` to the search box, j and k through the hits, Enter opens, c copies, n and p turn the page, ? tells.

const hits = () => [...document.querySelectorAll("[data-hit]")];

function move(step) {
  const all = hits();
  if (!all.length) return;
  const at = all.findIndex((hit) => hit.classList.contains("current"));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
  all[at]?.classList.remove("current");
  all[next].classList.add("current");
  all[next].querySelector("[data-open]").focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
}

const does = {
  "/": () => document.getElementById("q").select(),
  j: () => move(1),
  k: () => move(-1),
  c: () => document.querySelector(".current [data-do=copy]")?.click(),
  n: () => document.querySelector("a[rel=next]")?.click(),
  p: () => document.querySelector("a[rel=prev]")?.click(),
  "?": () => document.getElementById("keys").showModal(),
};

export function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const act = does[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
