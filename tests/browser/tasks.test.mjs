// The tasks of scholars, archivists and journalists, each done by clicking, as far as a page serves them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { execFileSync } from "node:child_process";
import { launch, missing, serve, visit } from "./served.mjs";

describe("tasks", { skip: missing }, () => {
  let served, browser, visited, page;
  const open = (path) => page.goto(served.origin + path);
  const api = async (path) => (await fetch(served.origin + path)).json();
  const facet = (name) => page.locator(`[data-facet=${name}]`);
  const count = () => page.locator("h1").first().textContent();
  const clicked = async (locator, address) => {
    await locator.click();
    await page.waitForURL(address);
  };

  before(async () => {
    served = await serve();
    browser = await launch();
    visited = await visit(browser, served.origin, { permissions: ["clipboard-read", "clipboard-write"] });
    page = visited.page;
  });
  after(async () => {
    await browser?.close();
    served?.stop();
  });

  test("releases per year and country of one organisation, undated shown", async () => {
    await open("/");
    await facet("org").getByRole("link", { name: "All values" }).click();
    await page.getByLabel("Find by typing").fill("kura");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("link", { name: /Kura Press Monitor/ }).first().click();
    const counted = await api("/api/search?org=Kura+Press+Monitor");
    assert.equal(await count(), `${counted.total} releases`);
    const undated = counted.facets.year.find((value) => value.value === "undated");
    assert.equal(await page.getByRole("link", { name: /^undated/ }).textContent(), `undated ${undated.count}`);
    for (const value of counted.facets.year.filter((value) => value !== undated)) {
      await page.getByRole("link", { name: `${value.label}, ${value.count}`, exact: true }).waitFor({ state: "attached" });
    }
    for (const { label, count } of counted.facets.country) {
      await page.locator(".map").getByRole("link", { name: `${label}, ${count}`, exact: true }).waitFor({ state: "attached" });
    }
  });

  test("all quotes of a person on a country in a period, exported with locators", async () => {
    await open("/quotes?q=speaker:azimova");
    await clicked(facet("country").getByRole("link", { name: /Kazakhstan/ }).first(), /country=KAZ/);
    await page.getByLabel("from", { exact: true }).fill("2010");
    await page.getByLabel("to", { exact: true }).fill("2013");
    await clicked(page.getByRole("button", { name: "Set" }), /from=2010&to=2013/);
    assert.equal(await count(), "2 quotes");
    await page.getByText("Export", { exact: true }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV table" }).click()]);
    const table = await (await fetch(download.url())).text();
    assert.equal(table.trim().split("\n").length >= 3, true);
    assert.match(table, /Dilbar Azimova/);
    assert.match(table.split("\n")[0], /paragraph/);
  });

  test("the trend of an exact phrase, beside another", async () => {
    await open("/compare");
    await page.getByLabel("Query 1").fill('"human rights"');
    await page.getByLabel("Query 2").fill("prisoners");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.waitForURL(/q=prisoners/);
    const { total } = await api("/api/search?q=prisoners&limit=0");
    assert.equal(await page.locator("tfoot td").nth(1).textContent(), String(total));
    assert.equal(await page.locator(".chart path").count(), 2);
    await page.locator("tbody td:nth-child(3) a").first().click();
    await page.waitForURL(/q=prisoners&year=\d{4}/);
  });

  test("why a release was counted", async () => {
    await open("/?q=zhanaozen&country=KAZ");
    await page.locator("[data-open]").first().click();
    await page.getByRole("heading", { name: "What was understood" }).waitFor();
    await page.locator("summary", { hasText: "Evidence of about" }).first().click();
    const evidence = page.locator("details[open].evidence").first();
    assert.match(await evidence.textContent(), /rule .*bytes \d+–\d+/s);
    await evidence.getByRole("link").first().click();
    await page.locator(":target").waitFor();
  });

  test("every count is what a click gives", async () => {
    for (const path of ["/", "/quotes"]) {
      await open(`${path}?q=rights`);
      const links = await page.locator("[data-facet] > ul a.value").evaluateAll((all) =>
        all.map((link) => ({ href: link.getAttribute("href"), count: link.querySelector(".count").textContent })));
      assert.ok(links.length > 10);
      for (const { href, count } of links) {
        const answer = await api((path === "/" ? "/api/search" : "/api/quotes") + new URL(href, served.origin).search);
        assert.equal(String(answer.total), count.replaceAll(",", ""), href);
      }
    }
  });

  test("the undated, and quotes of nobody, are listed from the archive's page; each leads to its release", async () => {
    await open("/");
    await page.getByRole("link", { name: "Archive", exact: true }).click();
    const { total } = await api("/api/search?year=undated&limit=0");
    await clicked(page.getByRole("link", { name: `${total} Releases without a date` }), /status\/undated/);
    assert.equal(await count(), `Releases without a date: ${total}`);
    assert.equal(await page.locator(".work li").count(), total);
    await clicked(page.getByRole("link", { name: "Releases with quotes of nobody" }), /status\/unattributed/);
    const { listed } = await api("/api/status?unattributed=true&limit=0");
    assert.equal(await count(), `Releases with quotes of nobody: ${listed.unattributed}`);
    await clicked(page.getByRole("link", { name: "Next →" }), /offset=50/);
    assert.equal(await page.locator(".work li").count(), listed.unattributed - 50);
    await clicked(page.locator(".work .name a").first(), /releases/);
    await page.getByRole("heading", { name: "What was understood" }).waitFor();
  });

  test("a count proved, and why a release is counted", async () => {
    await open("/?q=zhanaozen&country=KAZ");
    await page.getByText("Options", { exact: true }).click();
    await clicked(page.getByRole("link", { name: "Prove these counts" }), /prove/);
    assert.equal(await count(), "Every count holds");
    const { total } = await api("/api/search?q=zhanaozen&country=KAZ&limit=0");
    assert.match(await page.locator(".proof").textContent(), new RegExp(`^\\s*${total} release`));
    await clicked(page.getByRole("link", { name: /Back to the results/ }), /country=KAZ/);
  });

  test("a list of names is counted at once, and kept as a watch", async () => {
    await open("/");
    await page.getByRole("link", { name: "Lists", exact: true }).click();
    await page.getByLabel("Queries, one a line").fill('speaker:azimova\nprisoners\ncontry:x\nnothinglikethis');
    await page.getByRole("button", { name: "Count" }).click();
    await page.waitForURL(/list\?q=/);
    const { total } = await api("/api/search?q=prisoners&limit=0");
    await page.getByRole("link", { name: `${total} releases for prisoners` }).waitFor();
    assert.equal(await page.locator(".counts tbody tr").count(), 4);
    assert.match(await page.locator(".counts .fault").textContent(), /country/);
    await page.getByRole("button", { name: "Keep as a watch" }).click();
    await page.locator("[data-state]", { hasText: /^Nothing new since/ }).waitFor();
    // one that it had not seen
    await page.evaluate(() => {
      const kept = JSON.parse(localStorage.getItem("watches"));
      for (const watch of Object.values(kept)) watch.seen.prisoners = watch.seen.prisoners.split(" ").slice(1).join(" ");
      localStorage.setItem("watches", JSON.stringify(kept));
    });
    await page.reload();
    await page.locator("[data-state]", { hasText: /^1 new since/ }).waitFor();
    await page.getByRole("link", { name: "1 new for prisoners" }).click();
    await page.waitForURL(/picked\?id=/);
    assert.equal(await page.locator(".hit").count(), 1);
    await open("/list");
    await page.locator("[data-kept] a").first().click();
    await page.getByRole("button", { name: "Mark all as seen" }).click();
    await page.locator("[data-state]", { hasText: /^Nothing new since/ }).waitFor();
    await page.getByRole("button", { name: "Stop watching" }).click();
    await page.getByRole("button", { name: "Keep as a watch" }).waitFor();
  });

  test("the metadata of everything as a table", async () => {
    await open("/");
    await page.getByText("Export", { exact: true }).click();
    const href = await page.getByRole("link", { name: "CSV table" }).getAttribute("href");
    const table = await (await fetch(served.origin + href)).text();
    const { total } = await api("/api/search?limit=0");
    assert.ok(table.trim().split("\n").length > total);
  });

  test("what a person said, copied with its source", async () => {
    await open("/quotes?q=%22kitchen+knife%22");
    await page.getByRole("button", { name: "Copy quote with source" }).first().click();
    await page.locator("#told:not(:empty)").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^“and so men treat themselves.*kitchen knife.*” \(Dilbar Azimova, director, .*17 January 2012, para\. \d+, .*\)$/);
    const cited = execFileSync(process.env.DATELINE ?? "target/release/dateline",
      ["quotes", "--cite", '"kitchen knife"', "-i", served.index], { encoding: "utf8", cwd: new URL("../..", import.meta.url) });
    assert.equal(copied, cited.trim());
  });

  test("who said this half-remembered phrase", async () => {
    await open("/");
    await page.getByRole("searchbox", { name: "Search releases and quotes" }).fill("doctors ordered to report wounds");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=doctors/);
    await clicked(page.getByRole("link", { name: "Who said it" }), /\/who\?/);
    assert.equal(await page.locator(".saying h2 a").first().textContent(), "Dilbar Azimova");
    await page.locator(".saying h2 a").first().click();
    await page.getByRole("heading", { name: "Dilbar Azimova" }).waitFor();
    assert.equal(await page.locator(".roles li").count(), 2);
  });

  test("the newest on a country, by the map", async () => {
    await open("/");
    await clicked(page.locator(".map").getByRole("link", { name: /^Kazakhstan/ }), /country=KAZ/);
    await page.getByText(/^Sort:/).click();
    await clicked(page.getByRole("link", { name: "newest first" }), /sort=-date/);
    const dates = await page.locator(".hit time").evaluateAll((all) => all.map((time) => time.getAttribute("datetime")));
    assert.ok(dates.length > 1);
    assert.deepEqual(dates, [...dates].sort().reverse());
  });

  test("said before, and in which words", async () => {
    await open("/quotes?q=%22kitchen+knife%22");
    await page.getByRole("link", { name: "Said before?" }).first().click();
    await page.waitForURL(/\/reused\?/);
    await page.locator("h1").first().waitFor();
  });

  test("a search is kept in this browser and found again", async () => {
    await open("/?q=prisoners");
    await page.getByText("Saved", { exact: true }).click();
    await page.getByRole("button", { name: "Save this search" }).click();
    await open("/");
    await page.getByText("Saved", { exact: true }).click();
    await page.locator("[data-list] a").first().click();
    await page.waitForURL(/q=prisoners/);
  });

  test("years are taken by dragging over them", async () => {
    await open("/");
    const box = await page.locator("[data-brush]").boundingBox();
    await page.mouse.move(box.x + box.width * 0.3, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 50, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/year=\d{4}\.\.\d{4}/);
    const year = new URL(page.url()).searchParams.get("year");
    const { total } = await api(`/api/search?limit=0&year=${year}`);
    assert.equal(await count(), `${total} release${total === 1 ? "" : "s"}`);
  });

  test("values are demanded together, excluded, and given back", async () => {
    await open("/?q=rights");
    await clicked(facet("country").locator("a.value").nth(0), /country=/);
    await clicked(facet("country").locator("a.value:not([aria-current])").first(), /country=.*country=/);
    await clicked(facet("lang").getByRole("link", { name: /^Exclude/ }).first(), /not=lang/);
    assert.equal(await page.locator(".chip").count(), 3);
    await page.locator(".chip a").first().click();
    await page.waitForFunction(() => document.querySelectorAll(".chip").length === 2);
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll(".chip").length === 3);
  });

  test("a value of a facet is found by typing", async () => {
    await open("/");
    await facet("speaker").getByLabel("Find speaker").fill("azim");
    await facet("speaker").getByRole("link", { name: /Dilbar Azimova/ }).first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll("[data-facet=speaker] ul.values li").length === 1);
  });

  test("what cannot be read is told with its place and a way on", async () => {
    const answer = await open("/?q=water+contry:kenya");
    assert.equal(answer.status(), 400);
    assert.equal(await page.locator("pre mark").textContent(), "contry");
    await page.locator(".problem a").first().click();
    await page.waitForURL(/country(%3A|:)kenya/);
    await open("/?q=nothinglikethisword+rights");
    await page.getByRole("heading", { name: "Nothing found" }).waitFor();
    await page.getByRole("link", { name: /any of the words: \d/ }).click();
    await page.waitForURL(/any=true/);
    assert.equal((await open("/releases/0123456789abcdef")).status(), 404);
  });

  test("nothing left the origin, nothing went wrong", () => assert.deepEqual(visited.odd, []));
});
