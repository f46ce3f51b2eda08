// An archive that grows and is mended while it is open in a browser: the page follows within moments.

import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { index, launch, missing, serve, visit } from "./served.mjs";

const release = (number, speaker) => `FOR IMMEDIATE RELEASE
${1 + number} March 2015

Kenya: The wells of district ${number} are dry

NAIROBI – The Harbour Watch today called on the government of Kenya to reopen the wells of district ${number}.

“We have waited for ${number + 2} years,” said ${speaker}, director of Harbour Watch.
`;

describe("an archive that changes", { skip: missing }, () => {
  let folder, files, served, browser, visited, page;
  const open = (path) => page.goto(served.origin + path);
  // a page is asked again until it says so; the suite's own patience ends it
  const until = async (path, locator) => {
    for (let tries = 0; tries < 200; tries++) {
      await open(path);
      if (await locator().count()) return;
    }
    assert.fail(`${path} does not show it`);
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "dateline-renewed-"));
    files = join(folder, "releases");
    mkdirSync(files);
    writeFileSync(join(files, "one.txt"), release(1, "Amina Odhiambo"));
    writeFileSync(join(files, "two.txt"), release(2, "Mina Otieno"));
    writeFileSync(join(files, "again.txt"), release(2, "Mina Otieno"));
    writeFileSync(join(files, "broken.docx"), "PK\u0003\u0004 no package at all");
    served = await serve(files);
    browser = await launch();
    visited = await visit(browser, served.origin);
    page = visited.page;
  });
  after(async () => {
    await browser?.close();
    served?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("what failed over night is told with why, and what would help", async () => {
    await open("/status");
    await page.getByRole("link", { name: "1 Files that failed" }).click();
    await page.waitForURL(/status\/failed/);
    const row = page.locator(".work li");
    assert.equal(await row.count(), 1);
    assert.match(await row.textContent(), /docx/);
    assert.match(await row.textContent(), /→/);
    assert.match(await row.locator(".path").textContent(), /broken\.docx/);
  });

  test("what is there twice is told with where else", async () => {
    await open("/status");
    await page.getByRole("link", { name: /Duplicates and versions/ }).click();
    await page.waitForURL(/status\/duplicates/);
    assert.match(await page.locator(".work").textContent(), /same text: .*two\.txt/s);
    await page.locator(".work .name a").first().click();
    await page.getByRole("heading", { name: "What was understood" }).waitFor();
  });

  test("a re-run is seen without a restart", async () => {
    await open("/?q=wells");
    assert.equal(await page.locator("h1").first().textContent(), "2 releases");
    writeFileSync(join(files, "three.txt"), release(3, "Amina Odhiambo"));
    index(files, served.index);
    await until("/?q=wells", () => page.getByRole("heading", { name: "3 releases" }));
  });

  test("a name is mended by the entry that the page gives, and counted again", async () => {
    await open("/speakers/Amina%20Odhiambo");
    await page.getByText("Mend this name").click();
    const entry = await page.locator("[data-entry]").textContent();
    assert.match(entry, /name = "Amina Odhiambo"/);
    assert.equal(await page.getByText("2 quotes in 2 releases").count(), 1);
    appendFileSync(join(served.index, "people.toml"), `${entry.replace("aliases = [", 'aliases = ["Mina Otieno"')}\n`);
    await until("/speakers/Amina%20Odhiambo", () => page.getByText(/3 quotes in 3 releases/));
    await page.getByText("also as").waitFor();
  });

  test("nothing left the origin, nothing went wrong", () => assert.deepEqual(visited.odd, []));
});
