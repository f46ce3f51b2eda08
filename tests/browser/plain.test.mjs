// Without scripts, and by the keyboard alone.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, missing, serve, visit } from "./served.mjs";

describe("without scripts", { skip: missing }, () => {
  let served, browser, page, odd;
  before(async () => {
    served = await serve();
    browser = await launch();
    ({ page, odd } = await visit(browser, served.origin, { javaScriptEnabled: false }));
  });
  after(async () => {
    await browser?.close();
    served?.stop();
  });

  test("a search, its facets, the map, years, tabs and pages are forms and links", async () => {
    await page.goto(served.origin);
    await page.locator("#q").fill("rights");
    await page.getByRole("button", { name: "Search" }).click();
    assert.match(page.url(), /\?q=rights/);
    assert.ok((await page.locator("mark").count()) > 0);
    await page.locator("[data-facet=country] a.value").first().click();
    assert.match(page.url(), /country=/);
    await page.locator(".chip a").first().click();
    assert.doesNotMatch(page.url(), /country=/);
    await page.locator(".map svg a").first().click();
    assert.match(page.url(), /country=/);
    await page.goBack();
    await page.locator(".years svg a").first().click();
    assert.match(page.url(), /year=/);
    await page.goto(`${served.origin}/quotes`);
    await page.getByRole("link", { name: "Next →" }).click();
    assert.match(page.url(), /offset=20/);
    await page.locator("[data-open]").first().click();
    await page.getByRole("heading", { name: "What was understood" }).waitFor();
  });

  test("marks in the text are switched without scripts", async () => {
    await page.goto(`${served.origin}/?q=zhanaozen`);
    await page.locator("[data-open]").first().click();
    const background = () => page.locator(".said:not(.indirect)").first().evaluate((one) => getComputedStyle(one).backgroundColor);
    const before = await background();
    await page.getByRole("checkbox", { name: /quotes?$/ }).uncheck();
    assert.notEqual(await background(), before);
  });

  test("nothing that only a script can do is shown", async () => {
    await page.goto(`${served.origin}/quotes?q=rights`);
    for (const name of [/^Copy/, /^Dark|^Light/, /^Save/]) {
      assert.equal(await page.getByRole("button", { name }).count(), 0);
    }
    assert.deepEqual(odd, []);
  });
});

describe("by the keyboard", { skip: missing }, () => {
  let served, browser, page, odd;
  const key = (name) => page.keyboard.press(name);
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());

  before(async () => {
    served = await serve();
    browser = await launch();
    ({ page, odd } = await visit(browser, served.origin));
  });
  after(async () => {
    await browser?.close();
    served?.stop();
  });

  test("a question is typed, the hits walked, one opened", async () => {
    await page.goto(served.origin);
    await key("/");
    await page.keyboard.type("prisoners");
    await key("Enter");
    await page.waitForURL(/q=prisoners/);
    await page.waitForFunction(() => document.activeElement === document.body || document.activeElement.id !== "q");
    await key("j");
    const first = await focused();
    await key("j");
    assert.notEqual(await focused(), first);
    await key("k");
    assert.equal(await focused(), first);
    await key("Enter");
    await page.waitForURL(/\/releases\//);
    assert.ok((await page.locator("article mark").count()) > 0);
  });

  test("keys are told, and closed again", async () => {
    await page.goto(served.origin);
    await key("?");
    await page.getByRole("dialog").waitFor();
    await key("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });

  test("what is not a key stays with the field that has the focus", async () => {
    await page.goto(served.origin);
    await key("/");
    await page.keyboard.type("jk/?");
    assert.equal(await page.locator("#q").inputValue(), "jk/?");
  });

  test("a country of the map and a year are reached and taken by Tab and Enter", async () => {
    await page.goto(served.origin);
    for (const [place, address] of [[".map", /country=/], [".years", /year=/]]) {
      await page.locator(`${place} svg a`).first().focus();
      await key("Tab");
      assert.ok(await page.evaluate((place) => document.activeElement.closest(place) !== null, place));
      await key("Enter");
      await page.waitForURL(address);
    }
    assert.equal(await page.locator(".chip").count(), 2);
  });

  test("after a click in a facet the focus is where it was, and the count is told", async () => {
    await page.goto(`${served.origin}/?q=rights`);
    const value = page.locator("[data-facet=lang] a.value").first();
    const name = await value.getAttribute("title");
    await value.focus();
    await key("Enter");
    await page.waitForURL(/lang=/);
    await page.waitForFunction((name) => document.activeElement.getAttribute("title") === name, name);
    assert.equal(await page.locator("#said").textContent(), await page.locator("h1").first().textContent());
  });

  test("the first thing reached leads past the head", async () => {
    await page.goto(served.origin);
    await key("Tab");
    assert.equal(await focused(), "Skip to the results");
    await key("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "results");
    assert.deepEqual(odd, []);
  });
});
