// What a machine can tell of access (axe-core), on each kind of page, in light and dark, wide and narrow;
// text from right to left; the weight of a page.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launch, missing, serve, visit } from "./served.mjs";

const axe = missing ? "" : readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const MOST_BYTES = 150 * 1024;

describe("access", { skip: missing }, () => {
  let served, browser, pages;
  before(async () => {
    served = await serve();
    browser = await launch();
    const id = async (q) => (await (await fetch(`${served.origin}/api/search?limit=1&q=${q}`)).json()).hits[0].id;
    pages = {
      everything: "/", results: "/?q=rights&country=KAZ&not=lang=fr", quotes: "/quotes?q=rights", who: "/who?q=doctors",
      reused: "/reused", nothing: "/?q=zzzz+yyyy", problem: "/?q=contry:kenya", release: `/releases/${await id("zhanaozen")}?q=zhanaozen`,
      arabic: `/releases/${await id("lang:ar")}`, speaker: "/speakers/Dilbar%20Azimova", compare: "/compare?q=prisoners&q=rights",
      facet: "/facets/speaker", status: "/status", work: "/status/unattributed", list: "/list?q=prisoners%0Arights%0Acontry:x", prove: "/prove?q=zhanaozen", help: "/help",
    };
  });
  after(async () => {
    await browser?.close();
    served?.stop();
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const [name, width] of [["wide", 1280], ["narrow", 390]]) {
      test(`no serious fault in ${colorScheme}, ${name}`, async () => {
        const { page, context } = await visit(browser, served.origin, {
          colorScheme, viewport: { width, height: 900 }, bypassCSP: true, reducedMotion: "reduce" });
        const faults = [];
        for (const [kind, path] of Object.entries(pages)) {
          await page.goto(served.origin + path);
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
          for (const { id, impact, nodes } of violations) {
            if (impact === "serious" || impact === "critical") faults.push(`${kind}: ${id} ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
          }
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (overflow > 0) faults.push(`${kind}: ${overflow} px wider than the screen`);
        }
        assert.deepEqual(faults, []);
        await context.close();
      });
    }
  }

  test("text from right to left stands right, the page around it left", async () => {
    const { page } = await visit(browser, served.origin);
    await page.goto(served.origin + pages.arabic);
    const direction = (selector) => page.locator(selector).first().evaluate((one) => getComputedStyle(one).direction);
    assert.equal(await direction("h1"), "rtl");
    assert.equal(await direction(".block.lede"), "rtl");
    assert.equal(await direction(".side h2"), "ltr");
    assert.equal(await page.locator("article").getAttribute("lang"), "ar");
    await page.goto(`${served.origin}/?lang=ar`);
    assert.equal(await direction(".hit h2"), "rtl");
    await page.goto(`${served.origin}/?lang=en`);
    assert.equal(await direction(".hit h2"), "ltr");
  });

  test("a page weighs little, but for the map", async () => {
    const { context } = await visit(browser, served.origin);
    for (const [kind, path] of Object.entries(pages)) {
      const page = await context.newPage();
      const client = await context.newCDPSession(page);
      await client.send("Network.enable");
      await client.send("Network.setCacheDisabled", { cacheDisabled: true });
      const names = new Map();
      let bytes = 0;
      client.on("Network.responseReceived", ({ requestId, response }) => names.set(requestId, response.url));
      client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
        if (!names.get(requestId)?.endsWith("/world.svg")) bytes += encodedDataLength;
      });
      await page.goto(served.origin + path, { waitUntil: "networkidle" });
      assert.ok(bytes > 1000 && bytes <= MOST_BYTES, `${kind}: ${bytes} bytes`);
      await page.close();
    }
  });
});
