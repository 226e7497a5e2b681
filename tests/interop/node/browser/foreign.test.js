// A relying party that is not the gateway's own, in a browser that enforces the pages' content security policy.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";

import { launch, noBrowser } from "../support/browser.js";
import { startGateway } from "../support/gateway.js";
import { openSite } from "../support/site.js";

describe("foreign", { skip: noBrowser }, () => {
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

  // The gateway is at 127.0.0.1: by number another origin, by name another site too, which its cookies must survive.
  for (const host of ["127.0.0.1", "localhost"]) {
    test(`the browser returns to a site at ${host} after consent, refusal and cancelling`, async () => {
      const parameters = { scope: "openid profile", prompt: "consent" };
      const site = await openSite(gateway.issuer, gateway.client("demo-web"), host, parameters);
      await browser.visit({}, async (page) => {
        const begin = () => page.goto(`${site.url}login`);
        const told = () => page.locator("p#error").textContent();
        await begin();
        await page.click("#cancel");
        assert.equal(await told(), "access_denied");
        await begin();
        await page.click(`button[name=pick][value="${adult.personal_number}"]`);
        await page.click("#deny");
        assert.equal(await told(), "access_denied");
        // The session answers now; only the consent is asked for again.
        await begin();
        await page.check("#claim-name");
        await page.click("#allow");
        const { name, birthdate } = JSON.parse(await page.locator("#claims").textContent());
        assert.deepEqual({ name, birthdate }, { name: adult.name, birthdate: undefined });
      });
      site.close();
    });
  }

  test("the browser would have stopped a redirect that the policy does not name, and this suite would have seen it", async () => {
    // A page with the trap that others fell into: the form leads to its own server, which sends on to another.
    const server = createServer((request, response) => {
      if (request.method === "POST") response.writeHead(303, { location: `${gateway.issuer}/jwks` }).end();
      else {
        response.setHeader("content-security-policy", "default-src 'none'; form-action 'self'");
        response.setHeader("content-type", "text/html").end(`<form method="post"><button id="send">Send</button></form>`);
      }
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const complaints = await browser.complaints({}, async (page) => {
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      const complaint = page.waitForEvent("console");
      await page.click("#send", { noWaitAfter: true });
      await complaint;
    });
    server.close();
    assert.match(complaints.join(), /form-action 'self'/);
  });
});
