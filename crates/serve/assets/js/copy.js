// "Copy quote with source": the line that stands in the page anyway, under "Source".

import { tell } from "./tell.js";

async function write(text) {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  // over plain HTTP from another machine there is no clipboard but the selection's
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

export const showButtons = (within) => {
  for (const button of within.querySelectorAll("[data-do=copy]")) button.hidden = false;
};

export function copying() {
  showButtons(document);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-do=copy]");
    if (!button) return;
    const cite = button.closest("[data-hit], [data-quote]").querySelector("[data-cite]");
    try {
      await write(cite.textContent);
      tell("Copied with its source");
    } catch {
      cite.closest("details").open = true;
      tell("The browser refused; the line is shown for copying");
    }
  });
}
