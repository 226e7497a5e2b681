// Every page on a phone, in the dark and for a screen reader: what can be measured of that.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, noBrowser } from "../support/browser.js";
import { startGateway } from "../support/gateway.js";
import { walk } from "../support/walk.js";

/** Narrowest width at which nothing may need scrolling sideways (WCAG 2.2, 1.4.10), and a common phone's. */
const PHONES = [320, 390];

/** Smallest side of what is tapped, in CSS pixels (WCAG 2.2, 2.5.8). */
const TARGET_PX = 24;

/** A control in the accessibility tree that is not followed by its name. */
const NAMELESS = /^\s*- (link|button|checkbox|textbox|searchbox|combobox)(?! ")/;

/** A page that refuses answers with its status, which the browser notes. */
const NOTED = "Failed to load resource: the server responded with a status of 400 (Bad Request)";

describe("pages", { skip: noBrowser }, () => {
  let gateway;
  let browser;
  before(async () => {
    [gateway, browser] = await Promise.all([startGateway(), launch()]);
  });
  after(async () => {
    await browser.close();
    await gateway.stop();
  });

  async function tour(name, options, look) {
    const { issuer } = await gateway.control("POST", "/realms", { name, seed: 1 });
    const citizen = gateway.citizen("adult", "level-2");
    const complaints = await browser.complaints(options, (page) =>
      walk(page, `${issuer}/_sim/`, citizen, async (stop) => {
        await browser.photograph(page, `${name}-${stop}`);
        await look(page, stop);
      }),
    );
    assert.deepEqual(complaints, [NOTED]);
  }

  for (const locale of ["en", "vi"]) {
    for (const width of PHONES) {
      test(`no page needs scrolling sideways or a fine finger at ${width} px (${locale})`, () =>
        tour(`phone-${locale}-${width}`, { locale, viewport: { width, height: 800 }, hasTouch: true }, async (page, stop) => {
          assert.deepEqual(await page.evaluate(wide), [], `${stop} is wider than the screen`);
          assert.deepEqual(await page.evaluate(small, TARGET_PX), [], `${stop} has targets that are too small`);
        }));
    }

    test(`every page has one heading, one language and a name for every control (${locale})`, () =>
      tour(`names-${locale}`, { locale, colorScheme: "dark" }, async (page, stop) => {
        assert.deepEqual(await page.evaluate(outline), { lang: locale, headings: 1, mains: 1, duplicates: [] }, stop);
        const nameless = (await page.locator("body").ariaSnapshot()).split("\n").filter((line) => NAMELESS.test(line));
        assert.deepEqual(nameless, [], `${stop} has controls without a name`);
      }));
  }
});

/** Runs in the page: elements that reach beyond the screen, unless they scroll by themselves. */
function wide() {
  const screen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= screen) return [];
  const reach = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > screen);
  return reach.map((element) => element.outerHTML.slice(0, 120));
}

/** Runs in the page: controls smaller than a finger; links inside a sentence are excepted by the rule. */
function small(least) {
  const controls = [...document.querySelectorAll("button, .button, summary, input:not([type=hidden]), select")];
  const isSmall = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const label = element.labels?.[0]?.getBoundingClientRect();
    return Math.min(width, height) < least && Math.min(label?.width ?? 0, label?.height ?? 0) < least;
  };
  return controls.filter(isSmall).map((element) => element.outerHTML.slice(0, 120));
}

/** Runs in the page: language, headings, and identifiers that occur twice. */
function outline() {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return {
    lang: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
    duplicates: ids.filter((id, at) => ids.indexOf(id) !== at),
  };
}
