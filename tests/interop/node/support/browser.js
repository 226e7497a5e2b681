// A real browser with scripts switched off: the pages have none, and must not need any.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

const executablePath = PLACES.find((place) => existsSync(place));

/** Why the tests of a browser cannot run here, or false: the `skip` option of a suite. */
export const noBrowser = executablePath ? false : `no browser among \`${PLACES.join("`, `")}\``;

/** It runs as root in containers, and talks to nobody but the gateway. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Longer than any page takes: a click that leads nowhere fails here and not after half a minute. */
const PATIENCE_MS = 10_000;

/** Starts the browser with an empty profile. Close it with `await browser.close()`. */
export async function launch() {
  return new Browser(await chromium.launch({ executablePath, args: ARGUMENTS }));
}

class Browser {
  #browser;

  #screens;

  constructor(browser) {
    this.#browser = browser;
  }

  /** Ends the browser, and says where its photographs are. */
  close() {
    if (this.#screens) console.log(`screenshots: ${this.#screens}`);
    return this.#browser.close();
  }

  /** Gives `use` a page of a new profile, and fails on whatever the browser complained about meanwhile. */
  async visit(options, use) {
    const complaints = await this.complaints(options, use);
    assert.deepEqual(complaints, [], "expected a browser without complaints");
  }

  /** As `visit`, but returns the complaints: console errors, which a violated content security policy is, and lost requests. */
  async complaints(options, use) {
    const context = await this.#browser.newContext({ javaScriptEnabled: false, locale: "en-GB", ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const complaints = [];
    const page = await context.newPage();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("requestfailed", (request) => {
      const { errorText } = request.failure();
      // A page that is left behind takes its icon's request with it.
      if (errorText !== "net::ERR_ABORTED") complaints.push(`${request.url()}: ${errorText}`);
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    try {
      await use(page);
    } finally {
      await context.close();
    }
    return complaints;
  }

  /** Photographs the whole page from its top, where the banner belongs. */
  async photograph(page, name) {
    await page.evaluate(() => scrollTo(0, 0));
    this.#screens ??= mkdtempSync(path.join(tmpdir(), "dinhdanh-screens-"));
    await page.screenshot({ path: path.join(this.#screens, `${name}.png`), fullPage: true });
  }
}
