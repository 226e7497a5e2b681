// A relying party's web site, as a developer would build it: on another port than the gateway, with pages of its own.

import { once } from "node:events";
import { createServer } from "node:http";

import { RelyingParty } from "./relying_party.js";

/** Opens a site on a free port, reached by `host`. Its start page is `site.url`; close it with `site.close()`. */
export async function openSite(issuer, registered, host, parameters) {
  const party = await RelyingParty.discover(issuer, registered);
  const server = createServer((request, response) => {
    answer(new URL(request.url, site.url), response).catch((error) => page(response, "error", error.error ?? error.code));
  });
  server.listen(0, host);
  await once(server, "listening");
  const site = { url: `http://${host}:${server.address().port}/`, close: () => server.close() };
  let begun;

  async function answer(url, response) {
    if (url.pathname === "/login") {
      begun = await party.begin(parameters, `${site.url}callback`);
      response.writeHead(303, { location: begun.url.href }).end();
    } else if (url.pathname === "/callback") {
      const tokens = await party.finish(url, begun.checks);
      page(response, "claims", JSON.stringify(await party.userinfo(tokens)));
    } else {
      page(response, "start", "welcome");
    }
  }
  return site;
}

function page(response, id, text) {
  // No icon, so that the browser does not ask for one and complain.
  const html = `<!doctype html><title>Site</title><link rel="icon" href="data:,"><h1>Site</h1><p id="${id}">${text}</p>`;
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
}
