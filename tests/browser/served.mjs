// An archive of its own, served, and a browser that may speak to nothing else.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const project = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.DATELINE ?? join(project, "target/release/dateline");
const browserPath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

// Why the tests are skipped, if they are. In CI nothing is: there both must be had.
export const missing = process.env.CI
  ? false
  : !browserPath ? "no Chromium here" : !existsSync(program) ? `no program at ${program}` : false;

// Indexes a folder, once more if it was; files that fail are told by the exit code 3.
export function index(folder, place) {
  const { status, stderr } = spawnSync(program, ["index", folder, "-i", place, "-q"], { cwd: project, encoding: "utf8" });
  if (status !== 0 && status !== 3) throw new Error(`index ended with ${status}: ${stderr}`);
}

// The folder is indexed, and served until `stop` is called.
export async function serve(folder = join(project, "corpus/releases")) {
  const place = mkdtempSync(join(tmpdir(), "dateline-browser-"));
  index(folder, place);
  const server = spawn(program, ["serve", "-i", place, "--addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const origin = await new Promise((resolve, reject) => {
    let told = "";
    server.stdout.on("data", (piece) => {
      told += piece;
      const address = told.match(/http:\/\/[\d.:]+/);
      if (address) resolve(address[0]);
    });
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const stop = () => {
    server.removeAllListeners("exit");
    server.kill();
    rmSync(place, { recursive: true, force: true });
  };
  return { origin, index: place, stop };
}

export const launch = () =>
  chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

// A page that records what should never happen: requests elsewhere, dialogs, errors.
export async function visit(browser, origin, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const odd = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) odd.push(`request to ${url}`);
  });
  page.on("dialog", (dialog) => {
    odd.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("pageerror", (error) => odd.push(`script error ${error.message}`));
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) odd.push(message.text());
  });
  return { page, context, odd };
}
