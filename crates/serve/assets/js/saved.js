// Searches kept in this browser. A saved search is its address; nothing leaves the browser.

import { tell } from "./tell.js";

const read = () => {
  try {
    const kept = JSON.parse(localStorage.getItem("saved") ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.href === "string" && one.href.startsWith("/")) : [];
  } catch {
    return [];
  }
};

const write = (list) => {
  try {
    localStorage.setItem("saved", JSON.stringify(list));
  } catch {
    tell("The browser refused to keep it; the address of this page is the search");
  }
};

export function list(within) {
  for (const menu of within.querySelectorAll("[data-saved]")) {
    menu.hidden = false;
    const rows = read().map(({ href, label }) => {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = label;
      link.dir = "auto";
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "small";
      drop.dataset.drop = href;
      drop.textContent = "forget";
      drop.setAttribute("aria-label", `Forget ${label}`);
      const row = document.createElement("div");
      row.append(link, drop);
      return row;
    });
    menu.querySelector("[data-list]").replaceChildren(...rows);
  }
}

export function saving() {
  list(document);
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (target.closest("[data-do=save]")) {
      const href = location.pathname + location.search;
      const label = document.querySelector(".read code")?.textContent || document.querySelector("h1").textContent;
      write([{ href, label }, ...read().filter((one) => one.href !== href)].slice(0, 100));
      tell("Saved in this browser");
    } else if (target.closest("[data-drop]")) {
      write(read().filter((one) => one.href !== target.closest("[data-drop]").dataset.drop));
    } else return;
    list(document);
  });
}
