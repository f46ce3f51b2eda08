// Writes ../assets/world.svg: one group a country, named by its ISO 3166-1 alpha-3 code (Kosovo XKX).
//
// A page draws a country with <use href="/assets/world.svg#KEN">, and all of them below it with #land.
// Shapes are those of Natural Earth at 1:110 million in the Equal Earth projection. A country too small
// to be seen or hit there is a dot where it lies, from the map at 1:10 million. The same input gives
// the same bytes.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const iso = require("i18n-iso-countries");

const WIDTH = 960;
const SMALLEST_SHAPE = 14; // square units; what is smaller becomes a dot
const DOT = 3.2; // radius of what is seen
const HIT = 7; // and of what can be clicked
// what Natural Earth draws apart though no code of ISO 3166-1 stands for it
const NAMED = { Kosovo: "XKX", Somaliland: "SOM", "N. Cyprus": "CYP", Dhekelia: "CYP", Akrotiri: "CYP",
  "Cyprus U.N. Buffer Zone": "CYP", Baikonur: "KAZ", "USNB Guantanamo Bay": "CUB" };
const LEFT_OUT = new Set(["ATA"]);
// what lies in no country of the map and has a code: longitude and latitude of the largest place there
const POINTS = { GLP: [-61.7, 16.0], MTQ: [-61.07, 14.6], GUF: [-52.33, 4.94], REU: [55.45, -20.88],
  MYT: [45.23, -12.78], SJM: [15.65, 78.22], BES: [-68.27, 12.15], CXR: [105.68, -10.42], CCK: [96.83, -12.19],
  TKL: [-171.85, -9.2], GIB: [-5.35, 36.14], TUV: [179.2, -8.52] };

const load = (name) => {
  const topology = JSON.parse(readFileSync(require.resolve(`world-atlas/${name}.json`), "utf8"));
  return feature(topology, topology.objects.countries).features;
};
const codeOf = ({ id, properties }) => (id ? iso.numericToAlpha3(id) : NAMED[properties.name]);

const coarse = load("countries-110m").filter((country) => !LEFT_OUT.has(codeOf(country)));
const fine = load("countries-10m");
const projection = geoEqualEarth();
projection.fitWidth = (width, object) => {
  projection.fitSize([width, width], object);
  const [[, top], [, bottom]] = geoPath(projection).bounds(object);
  const [x, y] = projection.translate();
  projection.translate([x, y - top]);
  return Math.ceil(bottom - top);
};
const height = projection.fitWidth(WIDTH, { type: "FeatureCollection", features: coarse });
const path = geoPath(projection);

// one decimal, relative, and without the blanks that no reader needs
function compact(absolute) {
  const short = (number) => String(number).replace(/^(-?)0\./, "$1.");
  const pair = (x, y) => {
    const [a, b] = [short(x / 10), short(y / 10)];
    return b.startsWith("-") ? a + b : `${a} ${b}`;
  };
  let out = "";
  for (const ring of absolute.split("M").slice(1)) {
    const points = ring.replace("Z", "").split("L").map((point) => point.split(",").map((n) => Math.round(n * 10)));
    let [x, y] = points[0];
    const steps = [];
    for (const [nextX, nextY] of points.slice(1)) {
      if (nextX === x && nextY === y) continue;
      steps.push(pair(nextX - x, nextY - y));
      [x, y] = [nextX, nextY];
    }
    if (steps.length < 3) continue;
    out += `M${pair(...points[0])}l${steps.reduce((line, step) => (step.startsWith("-") ? line + step : `${line} ${step}`))}z`;
  }
  return out;
}

const shapes = new Map(); // code → path data
for (const country of coarse) {
  const code = codeOf(country);
  if (code) shapes.set(code, (shapes.get(code) ?? "") + compact(path(country)));
}
const areas = new Map();
for (const country of coarse) {
  const code = codeOf(country);
  areas.set(code, (areas.get(code) ?? 0) + path.area(country));
}
const dots = new Map(); // code → centre
for (const country of fine) {
  const code = codeOf(country);
  if (!code || LEFT_OUT.has(code) || (areas.get(code) ?? 0) >= SMALLEST_SHAPE) continue;
  const largest = (dots.get(code)?.area ?? 0) < path.area(country);
  if (largest || !dots.has(code)) dots.set(code, { area: path.area(country), at: path.centroid(country) });
}
for (const [code, place] of Object.entries(POINTS)) {
  if (!shapes.has(code) && !dots.has(code)) dots.set(code, { at: projection(place) });
}

const lines = [];
const codes = [...new Set([...shapes.keys(), ...dots.keys()])].sort();
for (const code of codes) {
  const shape = areas.get(code) >= SMALLEST_SHAPE ? shapes.get(code) : "";
  const at = dots.get(code)?.at.map((n) => n.toFixed(1));
  const dot = at ? `<circle cx="${at[0]}" cy="${at[1]}" r="${HIT}" fill="transparent"/><circle cx="${at[0]}" cy="${at[1]}" r="${DOT}"/>` : "";
  lines.push(`<g id="${code}">${shape ? `<path d="${shape}"/>` : ""}${dot}</g>`);
}
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}">
<!-- Natural Earth (public domain) by world-atlas 2.0.2 (ISC); made by crates/serve/map/build.mjs -->
<defs>
${lines.join("\n")}
<g id="land">${codes.map((code) => `<use href="#${code}"/>`).join("")}</g>
</defs>
</svg>
`;
writeFileSync(new URL("../assets/world.svg", import.meta.url), svg);
console.log(`${lines.length} countries, ${dots.size} of them dots, ${svg.length} bytes, viewBox 0 0 ${WIDTH} ${height}`);
