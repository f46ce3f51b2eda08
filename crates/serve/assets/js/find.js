// Find a value of a facet by typing: the list is what the page at data-find gives for the prefix.

import { tell } from "./tell.js";

const waiting = new WeakMap();

export const showBoxes = (within) => {
  for (const box of within.querySelectorAll("[data-find]")) box.hidden = false;
};

async function find(box) {
  waiting.get(box)?.abort();
  const abort = new AbortController();
  waiting.set(box, abort);
  const url = new URL(box.dataset.find, location.href);
  url.searchParams.set("prefix", box.value);
  try {
    const answer = await fetch(url, { signal: abort.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const values = page.querySelector("ul.values");
    const list = box.closest("section").querySelector("ul.values");
    list.replaceChildren(...(values?.children ?? []));
    tell(`${list.children.length} shown`);
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

export function finding() {
  showBoxes(document);
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-find]")) find(event.target);
  });
}
