// Turns a filter, a tab or a page without losing the place: the same address is fetched, its <main> put
// here, and the count told. If anything is odd, the browser goes there as it would without this.

import { showButtons } from "./copy.js";
import { showBoxes } from "./find.js";
import { list } from "./saved.js";
import { tell } from "./tell.js";

let turn;

const main = () => document.getElementById("main");
const isResult = (url) => url.origin === location.origin && ["/", "/quotes", "/who"].includes(url.pathname);

// the same link in the new page, so that the keyboard stays where it was
const nameOf = (link) => link?.getAttribute?.("aria-label") ?? link?.getAttribute?.("title");
const again = (name) => name && [...main().querySelectorAll("a")].find((link) => nameOf(link) === name);

export async function go(href, { push = true, focus } = {}) {
  turn?.abort();
  turn = new AbortController();
  let page;
  try {
    const answer = await fetch(href, { signal: turn.signal });
    if (!answer.headers.get("content-type")?.startsWith("text/html")) throw new Error("not a page");
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("main")) throw new Error("not a page of ours");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(href);
    return;
  }
  const open = [...main().querySelectorAll(".facets details[open]")].map((one) => one.closest("section").dataset.facet);
  if (push) history.pushState(null, "", href);
  document.title = page.title;
  main().replaceWith(document.adoptNode(page.getElementById("main")));
  const search = page.querySelector(".search");
  if (search && document.activeElement?.id !== "q") document.querySelector(".search").replaceWith(document.adoptNode(search));
  for (const name of open) main().querySelector(`[data-facet="${CSS.escape(name)}"] details`)?.setAttribute("open", "");
  showButtons(main());
  showBoxes(main());
  list(main());
  again(focus)?.focus({ preventScroll: true });
  const count = main().querySelector("[data-count]")?.textContent;
  if (count) tell(count);
}

export function turning() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!link.closest(".facets, .overview, .chips, .tabs, .pager, .notes") || link.hasAttribute("download")) return;
    const url = new URL(link.href.baseVal ?? link.href, location.href);
    if (!isResult(url) || !isResult(new URL(location.href))) return;
    event.preventDefault();
    go(url.href, { focus: nameOf(link) });
    if (link.closest(".pager")) scrollTo(0, 0);
  });
  addEventListener("popstate", () => {
    const here = new URL(location.href);
    if (isResult(here) && !here.hash) go(here.href, { push: false });
  });
}
