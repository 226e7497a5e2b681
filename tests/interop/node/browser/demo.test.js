// The built-in demo application from the start page on, as somebody sees it who came to try.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, noBrowser } from "../support/browser.js";
import { PASSCODE } from "../support/citizen.js";
import { startGateway } from "../support/gateway.js";

describe("demo", { skip: noBrowser }, () => {
  let gateway;
  let browser;
  let adult;
  before(async () => {
    [gateway, browser] = await Promise.all([startGateway(), launch()]);
    adult = gateway.citizen("adult", "level-2");
  });
  after(async () => {
    await browser.close();
    await gateway.stop();
  });

  let realms = 0;
  /** The start page of a new realm, where no consent of another test is remembered. */
  async function startPage() {
    realms += 1;
    const { issuer } = await gateway.control("POST", "/realms", { name: `browser-${realms}`, seed: realms });
    return `${issuer}/_sim/`;
  }

  async function typeNumber(page, number, passcode) {
    await page.fill("#personal_number", number);
    await page.fill("#passcode", passcode);
    await page.press("#passcode", "Enter");
  }

  /** Where the demo shows a claim of UserInfo. */
  const claim = (page, name) => page.locator(`[data-testid=userinfo] tr:has(th code:text-is("${name}")) .raw`);
  /** Waits until the browser shows this path of the realm, whatever redirects lead there. */
  const arrives = (page, path) => page.waitForURL(({ pathname }) => pathname.replace(/^\/r\/[^/]+/, "") === path);

  for (const locale of ["en", "vi"]) {
    test(`number, passcode and a choice lead to the chosen claims (${locale})`, () =>
      browser.visit({ locale }, async (page) => {
        const photograph = (name) => browser.photograph(page, `${locale}-${name}`);
        await page.goto(await startPage());
        assert.equal(await page.getAttribute("html", "lang"), locale);
        await photograph("1-start");
        await page.click("#try-it");
        await photograph("2-login");
        await typeNumber(page, adult.personal_number, PASSCODE);
        await arrives(page, "/consent");
        // Nothing is ticked beforehand, and what is essential is no choice.
        assert.equal(await page.locator("input[name=claim]:checked").count(), 0);
        assert.equal(await page.locator("#claim-name").count(), 0);
        await page.check("#claim-gender");
        await photograph("3-consent");
        await page.click("#allow");
        await arrives(page, "/_sim/demo/callback");
        await photograph("4-claims");
        assert.equal(await claim(page, "name").textContent(), adult.name);
        assert.equal(await claim(page, "birthdate").textContent(), adult.birthdate);
        assert.equal(await claim(page, "gender").count(), 1);
        for (const refused of ["personal_number", "permanent_address", "phone_number"]) {
          assert.equal(await claim(page, refused).count(), 0, refused);
        }
      }));
  }

  test("one click picks a citizen, everything is shared at once, and who cannot log in cannot be picked", () =>
    browser.visit({}, async (page) => {
      await page.goto(await startPage());
      await page.click("#try-it");
      for (const trait of ["locked", "deceased", "no-account"]) {
        const citizen = page.getByTestId(`citizen-${gateway.citizen(trait).personal_number}`);
        assert.deepEqual([await citizen.count(), await citizen.locator("button").count()], [1, 0], trait);
      }
      await page.click(`button[name=pick][value="${adult.personal_number}"]`);
      await page.click("#allow-all");
      assert.equal(await claim(page, "personal_number").textContent(), adult.personal_number);
    }));

  test("a name is found with and without accents, and the found citizen logs in", () =>
    browser.visit({}, async (page) => {
      const plain = adult.name.normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
      assert.notEqual(plain, adult.name);
      await page.goto(await startPage());
      await page.click("#try-it");
      const results = page.getByTestId("search-results");
      const search = async (name) => {
        await page.fill("#q", name);
        await page.fill("#birthdate", adult.birthdate);
        await page.click("#search-submit");
        return results.locator("button[name=pick]").evaluateAll((buttons) => buttons.map((button) => button.value));
      };
      const found = await search(adult.name);
      assert.ok(found.includes(adult.personal_number));
      assert.deepEqual(await search(plain.toLowerCase()), found);
      await browser.photograph(page, "en-search");
      assert.equal(await page.inputValue("#q"), plain.toLowerCase());
      assert.deepEqual(await search("xyzzy"), []);
      assert.equal(await page.getByTestId("nothing-found").count(), 1);
      await search(adult.name);
      await results.locator(`button[value="${adult.personal_number}"]`).click();
      await arrives(page, "/consent");
    }));

  test("who shares nothing, or cancels, returns to an application that was told", () =>
    browser.visit({}, async (page) => {
      await page.goto(await startPage());
      await page.click("#try-it");
      await page.click("#cancel");
      assert.equal(await page.getByTestId("oauth-error").textContent(), "access_denied");
      await page.click("#again");
      await page.click(`button[name=pick][value="${adult.personal_number}"]`);
      await page.click("#deny");
      assert.equal(await page.getByTestId("oauth-error").textContent(), "access_denied");
      await browser.photograph(page, "en-denied");
    }));

  test("a wrong passcode says so beside its field, and the right one goes on from there", () =>
    browser.visit({}, async (page) => {
      await page.goto(await startPage());
      await page.click("#try-it");
      await typeNumber(page, adult.personal_number, "000000");
      const described = (await page.getAttribute("#passcode", "aria-describedby")).split(" ");
      assert.ok(described.includes("error"));
      assert.equal(await page.getAttribute("#passcode", "aria-invalid"), "true");
      assert.equal(await page.getAttribute("#personal_number", "aria-invalid"), null);
      assert.equal(await page.getByTestId("error-code").textContent(), "passcode-wrong");
      assert.equal(await page.getByTestId("error").getAttribute("role"), "alert");
      await browser.photograph(page, "en-wrong-passcode");
      await page.click("#error a");
      assert.equal(new URL(page.url()).hash, "#passcode");
      // The number is kept, the passcode is not.
      assert.deepEqual([await page.inputValue("#personal_number"), await page.inputValue("#passcode")], [adult.personal_number, ""]);
      await page.fill("#passcode", PASSCODE);
      await page.click("#login");
      await arrives(page, "/consent");
    }));

  test("the language changes in the middle of a login and stays", () =>
    browser.visit({ locale: "vi" }, async (page) => {
      const lang = () => page.getAttribute("html", "lang");
      await page.goto(await startPage());
      await page.click("#try-it");
      assert.equal(await lang(), "vi");
      await page.click("#lang-en");
      await arrives(page, "/login");
      assert.equal(await lang(), "en");
      await page.click(`button[name=pick][value="${adult.personal_number}"]`);
      await arrives(page, "/consent");
      assert.equal(await lang(), "en");
      await page.click("#lang-vi");
      await arrives(page, "/consent");
      assert.equal(await lang(), "vi");
      await page.click("#allow");
      await arrives(page, "/_sim/demo/callback");
      assert.equal(await lang(), "vi");
    }));

  test("an error after a failed login changes its language without losing the login", () =>
    browser.visit({}, async (page) => {
      await page.goto(await startPage());
      await page.click("#try-it");
      await typeNumber(page, adult.personal_number, "000000");
      await page.click("#lang-vi");
      await arrives(page, "/login");
      assert.equal(await page.getAttribute("html", "lang"), "vi");
      await typeNumber(page, adult.personal_number, PASSCODE);
      await arrives(page, "/consent");
    }));

  test("a session lasts until the citizen logs out", () =>
    browser.visit({}, async (page) => {
      const start = await startPage();
      await page.goto(start);
      await page.click("#try-it");
      await page.click(`button[name=pick][value="${adult.personal_number}"]`);
      await page.click("#allow");
      await arrives(page, "/_sim/demo/callback");
      // The page's own link asks again, whatever is remembered.
      await page.click("#again");
      await arrives(page, "/login");
      // A session and a remembered consent need no page.
      await page.goto(`${start}demo/login`);
      await arrives(page, "/_sim/demo/callback");
      await page.click("#logout");
      await arrives(page, "/_sim/");
      await page.click("#try-it");
      await arrives(page, "/login");
    }));

  test("a logout that nobody proved is asked for, and may be declined", () =>
    browser.visit({}, async (page) => {
      const start = await startPage();
      await page.goto(`${start}demo/login`);
      await page.click(`button[name=pick][value="${adult.personal_number}"]`);
      await page.click("#allow");
      await arrives(page, "/_sim/demo/callback");
      await page.goto(`${start}../end_session`);
      await browser.photograph(page, "en-logout");
      await page.click("#cancel");
      await page.waitForLoadState();
      await page.goto(`${start}demo/login`);
      // Still logged in: no page came between.
      await arrives(page, "/_sim/demo/callback");
      await page.goto(`${start}../end_session`);
      await page.click("#logout");
      await page.getByTestId("logged-out").waitFor();
      await browser.photograph(page, "en-logged-out");
      await page.goto(`${start}demo/login`);
      await arrives(page, "/login");
    }));

  test("a finished login cannot be gone back to, and the page says why", async () => {
    const complaints = await browser.complaints({}, async (page) => {
      await page.goto(await startPage());
      await page.click("#try-it");
      const login = page.url();
      await page.click("#cancel");
      await arrives(page, "/_sim/demo/callback");
      assert.equal((await page.goto(login)).status(), 400);
      assert.equal(await page.getByTestId("error-code").textContent(), "interaction-unknown");
      await browser.photograph(page, "en-error");
    });
    // The browser notes the status of a refused page; nothing else may be wrong with it.
    assert.deepEqual(complaints, ["Failed to load resource: the server responded with a status of 400 (Bad Request)"]);
  });
});
