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
  let folder, served, browser, page, odd, first;
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
    first = (await (await fetch(`${served.origin}/api/search?limit=1`)).json()).hits[0].id;
  });
  after(async () => {
    await browser?.close();
    served?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  // what a page holds that is not its own: its two scripts and its sheet come by address, in the head
  const foreign = (page) => ({
    scripts: [...page.querySelectorAll("script")].filter((one) => !one.getAttribute("src")?.startsWith("/assets/") || one.textContent).length,
    others: page.querySelectorAll("iframe, object, embed, base, style, body link, meta[http-equiv], template, math").length,
    handlers: [...page.querySelectorAll("*")].filter((one) => [...one.attributes].some(({ name, value }) =>
      name.startsWith("on") || name === "srcdoc" || (/href|action|src/.test(name) && !/^(\/(?!\/)|#)/.test(value)))).length,
    pages: page.querySelectorAll("main").length - 1,
  });
  const clean = { scripts: 0, others: 0, handlers: 0, pages: 0 };

  // as a browser shows it
  const visited = async (path) => {
    await page.goto(served.origin + path);
    const found = await page.evaluate(`(${foreign})(document)`);
    assert.deepEqual(found, clean, path);
    assert.equal(await page.evaluate(() => globalThis.ran), undefined, path);
  };
  // as a browser reads it: the same tree, of many pages at once
  const read = async (paths) => {
    await page.goto(`${served.origin}/help`);
    const odd = await page.evaluate(`(async (paths) => {
      const odd = [];
      for (const path of paths) {
        const answer = await fetch(path);
        // what is no page is JSON or a download, and no browser reads it as a page
        if (!answer.headers.get("content-type").startsWith("text/html")) {
          if (answer.headers.get("x-content-type-options") !== "nosniff") odd.push([path, "may be taken for a page"]);
          continue;
        }
        const text = await answer.text();
        const found = (${foreign})(new DOMParser().parseFromString(text, "text/html"));
        if (Object.values(found).some((count) => count !== 0)) odd.push([path, found]);
      }
      return odd;
    })(${JSON.stringify(paths)})`);
    assert.deepEqual(odd, []);
  };

  test("there are a hundred different strings", () => assert.equal(new Set(STRINGS).size, 100));

  test("in every field of a release", async () => {
    const answer = await (await fetch(`${served.origin}/api/search?limit=1000`)).json();
    assert.equal(answer.total, STRINGS.length);
    for (const path of ["/?limit=200", "/quotes?limit=200", "/who?limit=200&q=eyes", "/reused?limit=100", "/facets/speaker", "/facets/org",
      "/status/unattributed", "/status/undated", "/status/no-country"]) {
      await visited(path);
    }
    for (const { id } of answer.hits) await visited(`/releases/${id}?q=eyes`);
    const speakers = await (await fetch(`${served.origin}/api/facets/speaker`)).json();
    await read(speakers.values.map(({ value }) => `/speakers/${encodeURIComponent(value)}`));
  });

  test("in every parameter", async () => {
    const names = ["country", "mentions", "year", "from", "to", "speaker", "org", "place", "lang", "type", "not", "any", "boilerplate",
      "collapse", "sort", "recent", "limit", "offset", "facet", "facet-limit", "prefix", "of", "by", "zeros", "format", "unknown"];
    const paths = [];
    for (const string of STRINGS) {
      const value = encodeURIComponent(string);
      await visited(`/?q=${value}`);
      for (const name of names) paths.push(`/?q=eyes&${name}=${value}`);
      for (const start of ["/quotes?q=", "/who?q=", "/reused?q=", "/compare?q=eyes&q=", "/releases/", "/releases/x/export?format=", "/speakers/",
        "/facets/", "/facets/speaker?prefix=", "/facets/speaker?q=", "/list?q=", "/list/ids?q=", "/picked?id=", "/prove?q=", "/status/", "/status/failed?offset=",
        "/nowhere/"]) paths.push(start + value);
      paths.push(`/releases/${first}?q=${value}`, `/?not=${encodeURIComponent(`org=${string}`)}`);
    }
    await read(paths);
  });

  test("saved in the browser and shown again", async () => {
    await page.goto(`${served.origin}/?q=${encodeURIComponent(STRINGS[1])}`);
    await page.getByText("Saved", { exact: true }).click();
    await page.getByRole("button", { name: "Save this search" }).click();
    await page.evaluate(() => localStorage.setItem("saved", JSON.stringify([
      { href: "javascript:globalThis.ran=1", label: "x" }, { href: "/?q=x", label: "<img src=x onerror=globalThis.ran=1>" }])));
    await visited("/?q=rights");
    assert.equal(await page.locator("[data-list] a").count(), 1);
  });

  test("nothing asked anybody, nothing ran", () => {
    assert.deepEqual(odd, []);
  });
});
