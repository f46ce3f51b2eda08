// A list kept as a watch: the browser remembers which releases each line found, and tells those it has not seen.

import { tell } from "./tell.js";

const KEY = "watches";
const MOST_SHOWN = 100;

const read = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
};

const write = (watches) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(watches));
    return true;
  } catch {
    tell("The browser refused to keep it; dateline watch keeps longer lists");
    return false;
  }
};

const here = () => location.pathname + location.search;
const asked = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).lines;
};
const seenOf = (lines) => Object.fromEntries(lines.map(({ query, ids }) => [query, ids.join(" ")]));

// what a line finds and did not find when it was looked at last
const news = (watch, { query, ids }) => {
  const seen = new Set(String(watch.seen?.[query] ?? "").split(" "));
  return ids.filter((id) => !seen.has(id));
};

function show(box, watch, lines) {
  const state = box.querySelector("[data-state]");
  const keep = box.querySelector("[data-do=watch]");
  box.hidden = false;
  box.querySelector("[data-do=unwatch]").hidden = !watch;
  for (const cell of document.querySelectorAll("[data-new]")) cell.hidden = !watch;
  if (!watch) {
    state.textContent = "Keep this list as a watch, and this browser tells what is new when you come back.";
    keep.textContent = "Keep as a watch";
    return;
  }
  let count = 0;
  for (const line of lines) {
    const fresh = news(watch, line);
    const cell = document.querySelector(`[data-line="${line.line}"] [data-new]`);
    if (!cell) continue;
    count += fresh.length;
    const link = document.createElement("a");
    link.textContent = fresh.length;
    link.href = `/picked?${fresh.slice(0, MOST_SHOWN).map((id) => `id=${encodeURIComponent(id)}`).join("&")}`;
    link.setAttribute("aria-label", `${fresh.length} new for ${line.query}`);
    cell.replaceChildren(fresh.length ? link : "0");
  }
  state.textContent = count ? `${count} new since ${watch.since}` : `Nothing new since ${watch.since}`;
  keep.textContent = "Mark all as seen";
  tell(state.textContent);
}

function list(watches) {
  const box = document.querySelector("[data-kept]");
  if (!box) return;
  const rows = Object.entries(watches).filter(([href]) => href.startsWith("/list?")).map(([href, { label, since }]) => {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = label;
    link.dir = "auto";
    const row = document.createElement("li");
    row.append(link, ` · seen ${since}`);
    return row;
  });
  box.hidden = !rows.length;
  box.querySelector("ul").replaceChildren(...rows);
}

export async function watching() {
  const box = document.querySelector("[data-watch]");
  list(read());
  if (!box) return;
  let lines = [];
  const again = async () => {
    const watch = read()[here()];
    if (watch) lines = await asked(box.dataset.watch);
    show(box, watch, lines);
    list(read());
  };
  const trouble = () => tell("What is new could not be asked; try again");
  box.addEventListener("click", async (event) => {
    const watches = read();
    try {
      if (event.target.closest("[data-do=watch]")) {
        lines = await asked(box.dataset.watch);
        watches[here()] = { label: box.dataset.title, since: new Date().toLocaleDateString("en-GB", { dateStyle: "medium" }), seen: seenOf(lines) };
      } else if (event.target.closest("[data-do=unwatch]")) delete watches[here()];
      else return;
      if (write(watches)) await again();
    } catch {
      trouble();
    }
  });
  await again().catch(trouble);
}
