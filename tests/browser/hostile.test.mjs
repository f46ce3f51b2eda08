// A hundred hostile strings, in every field of a release and in every parameter: all of it stays text.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, missing, serve, visit } from "./served.mjs";

const MARK = "globalThis.ran=1";
const CORES = [
  `<script>${MARK}</script>`, `<img src=x onerror=${MARK}>`, `<svg onload=${MARK}>`, `<body onload=${MARK}>`,
  `<iframe srcdoc="<script>parent.ran=1</script>">`, `<a href="javascript:${MARK}">x</a>`, `<details open ontoggle=${MARK}>`,
  `<input autofocus onfocus=${MARK}>`, `<style>@import "//x.invalid"</style>`, `<link rel=stylesheet href=//x.invalid>`,
  `<base href=//x.invalid>`, `<meta http-equiv=refresh content="0;url=//x.invalid">`, `<object data="javascript:${MARK}">`,
  `<form action=//x.invalid><button>x</button></form>`, `<math><mtext><script>${MARK}</script></mtext></math>`,
  `<template><script>${MARK}</script></template>`, `{{ 7*7 }}`, `{% include "layout.html" %}`, `\${7*7}`, `#{7*7}`,
];
const FRAMES = [
  (core) => core, (core) => `">${core}`, (core) => `'>${core}`, (core) => `</title></textarea></style></script>${core}`, (core) => `-->${core}<!--`,
];
const STRINGS = FRAMES.flatMap((frame) => CORES.map(frame));

// a string in every field that is read: headline, subtitle, dateline, organisation, speaker, role, quote, contact, file name
const release = (string, number) => `FOR IMMEDIATE RELEASE
${1 + (number % 28)} March 2015

Kenya: ${string} must end

Subtitle ${string}

NAIROBI ${string} – The Harbour Watch ${string} today called on the government of Kenya to end it. ${string}

“We saw ${string} with our own eyes,” said Amina ${string} Odhiambo, director ${string} of Harbour Watch.

About Harbour Watch ${string}
Contact: Amina ${string} Odhiambo, press@harbourwatch.example ${string}
`;

describe("hostile text", { skip: missing }, () => {
  let folder, served, browser, page, odd;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "dateline-hostile-"));
    const files = join(folder, "releases");
    mkdirSync(files);
    STRINGS.forEach((string, number) => {
      const name = string.replaceAll("/", "_").slice(0, 100);
      writeFileSync(join(files, `${number} ${name}.txt`), release(string, number));
    });
    served = await serve(files);
    browser = await launch();
    ({ page, odd } = await visit(browser, served.origin));
  });
  after(async () => {
    await browser?.close();
    served?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  // what the page holds of its own: two scripts by address in the head, one sheet, no frames
  const foreign = () => page.evaluate(() => ({
    ran: globalThis.ran ?? 0,
    scripts: [...document.scripts].filter((one) => !one.src.startsWith(`${location.origin}/assets/`) || one.textContent).length,
    others: document.querySelectorAll("iframe, object, embed, base, body style, body link, meta[http-equiv], body template, math").length,
    handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(({ name, value }) =>
      name.startsWith("on") || name === "srcdoc" || /^\s*javascript:/i.test(value))).length,
    forms: [...document.forms].filter((form) => form.method !== "dialog" && new URL(form.action).origin !== location.origin).length,
  }));
  const clean = { ran: 0, scripts: 0, others: 0, handlers: 0, forms: 0 };
  const check = async (path) => {
    await page.goto(served.origin + path);
    // a value of a link or of a field may hold any text, but for an address that runs
    const found = await foreign();
    assert.deepEqual(found, clean, path);
  };

  test("there are a hundred different strings", () => assert.equal(new Set(STRINGS).size, 100));

  test("in every field of a release", async () => {
    const answer = await (await fetch(`${served.origin}/api/search?limit=1000`)).json();
    assert.equal(answer.total, STRINGS.length);
    for (const path of ["/?limit=200", "/quotes?limit=200", "/who?limit=200&q=eyes", "/reused?limit=100", "/facets/speaker", "/facets/org", "/facets/place"]) {
      await check(path);
    }
    for (const { id } of answer.hits) await check(`/releases/${id}?q=eyes`);
    const speakers = await (await fetch(`${served.origin}/api/facets/speaker`)).json();
    for (const { value } of speakers.values) await check(`/speakers/${encodeURIComponent(value)}`);
  });

  test("in every parameter", async () => {
    const names = ["q", "country", "mentions", "year", "from", "to", "speaker", "org", "place", "lang", "type", "not", "any", "boilerplate",
      "collapse", "sort", "recent", "limit", "offset", "facet", "prefix", "of", "by", "unknown"];
    for (const [number, string] of STRINGS.entries()) {
      const value = encodeURIComponent(string);
      await check(`/?q=${value}`);
      const name = names[number % names.length];
      await check(`/?${name}=${value}`);
      await check(`/quotes?q=rights&${name}=${value}`);
      await check(`/compare?q=${value}&q=rights`);
      await check(`/releases/${value}`);
      await check(`/speakers/${value}`);
      await check(`/facets/speaker?prefix=${value}`);
    }
    for (const name of names) for (const string of CORES) await check(`/?${name}=${encodeURIComponent(string)}`);
  });

  test("saved in the browser and shown again", async () => {
    await page.goto(`${served.origin}/?q=${encodeURIComponent(STRINGS[1])}`);
    await page.getByText("Saved", { exact: true }).click();
    await page.getByRole("button", { name: "Save this search" }).click();
    await page.evaluate(() => localStorage.setItem("saved", JSON.stringify([
      { href: "javascript:globalThis.ran=1", label: "x" }, { href: "/?q=x", label: "<img src=x onerror=globalThis.ran=1>" }])));
    await check("/?q=rights");
    assert.equal(await page.locator("[data-list] a").count(), 1);
  });

  test("nothing asked anybody, nothing ran", () => {
    assert.deepEqual(odd.filter((line) => !/status of 40\d/.test(line)), []);
  });
});
