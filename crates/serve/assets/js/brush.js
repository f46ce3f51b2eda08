// Dragging over the years takes a range. A click on one stays a link.

import { go } from "./turn.js";

const NAMES = "http://www.w3.org/2000/svg";
let drag;

const at = (svg, event) => {
  const box = svg.getBoundingClientRect();
  const part = Math.min(0.9999, Math.max(0, (event.clientX - box.left) / box.width));
  return Math.floor((part * svg.viewBox.baseVal.width) / 10);
};

function draw() {
  const [low, high] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
  drag.area.setAttribute("x", low * 10);
  drag.area.setAttribute("width", (high - low + 1) * 10);
  return [low, high];
}

export function brushing() {
  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest?.("[data-brush]");
    if (!svg || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault(); // else the browser would drag the link
    drag = { svg, from: at(svg, event), to: at(svg, event) };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.to = at(drag.svg, event);
    if (drag.to === drag.from && !drag.area) return;
    if (!drag.area) {
      drag.area = document.createElementNS(NAMES, "rect");
      drag.area.setAttribute("class", "brush");
      drag.area.setAttribute("height", "100");
      drag.svg.append(drag.area);
    }
    draw();
  });
  document.addEventListener("pointerup", () => {
    if (drag?.area) {
      const [low, high] = draw();
      const { first, url } = { first: Number(drag.svg.dataset.first), url: new URL(drag.svg.dataset.brush, location.href) };
      url.searchParams.append("year", low === high ? first + low : `${first + low}..${first + high}`);
      go(url.href);
    }
    drag = drag?.area ? { swallow: true } : undefined;
    setTimeout(() => (drag = undefined));
  });
  document.addEventListener("click", (event) => {
    if (drag?.swallow) event.preventDefault();
  }, true);
}
