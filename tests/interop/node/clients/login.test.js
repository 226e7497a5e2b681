// The seeded clients, each by its own way of authenticating, through the pages that a citizen sees.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import * as client from "openid-client";

import { Citizen, PASSCODE } from "../support/citizen.js";
import { startGateway } from "../support/gateway.js";
import { RelyingParty } from "../support/relying_party.js";

let gateway;
let adult;
before(async () => {
  gateway = await startGateway();
  adult = gateway.citizen("adult", "level-2");
});
after(() => gateway.stop());

const relyingParty = (id) => RelyingParty.discover(gateway.issuer, gateway.client(id));

/** Begins a login that asks for consent, whatever the citizen of another test agreed to before. */
const begin = (party, parameters) => party.begin({ prompt: "consent", ...parameters });

for (const id of ["demo-web", "demo-post", "demo-spa", "health", "education", "telecom"]) {
  test(`code, ID token, UserInfo and refresh as ${id}`, async () => {
    const party = await relyingParty(id);
    const { url, checks } = await begin(party, { scope: "openid profile" });
    const tokens = await party.finish(await new Citizen().logIn(url, adult.personal_number, ["name"]), checks);

    const claims = tokens.claims();
    assert.equal(claims.aud, id);
    assert.equal(claims.acr, "level2");
    assert.deepEqual(claims.amr, ["pin"]);
    assert.equal(claims.synthetic, true);
    assert.notEqual(claims.sub, adult.personal_number);
    // OpenID Connect Core section 5.4: with a code, the claims of a scope come from UserInfo.
    assert.equal(claims.name, undefined);

    const { sub, name, birthdate } = await party.userinfo(tokens);
    assert.deepEqual({ sub, name, birthdate }, { sub: claims.sub, name: adult.name, birthdate: undefined });

    const refreshed = await party.refresh(tokens.refresh_token);
    assert.notEqual(refreshed.access_token, tokens.access_token);
    assert.equal(refreshed.claims().sub, claims.sub);
    assert.equal(refreshed.claims().auth_time, claims.auth_time);
    assert.equal((await party.userinfo(refreshed)).name, adult.name);
  });
}

test("a confidential client keeps its refresh token, and may narrow its scope", async () => {
  const party = await relyingParty("demo-web");
  const { url, checks } = await begin(party, { scope: "openid profile" });
  const tokens = await party.finish(await new Citizen().logIn(url, adult.personal_number, ["name"]), checks);
  const narrowed = await party.refresh(tokens.refresh_token, { scope: "openid" });
  assert.deepEqual([narrowed.refresh_token, narrowed.scope], [undefined, "openid"]);
  assert.equal((await party.userinfo(narrowed)).name, undefined);
  const again = await party.refresh(tokens.refresh_token);
  assert.equal((await party.userinfo(again)).name, adult.name);
});

test("a public client's refresh token is replaced, and a replayed one ends the family", async () => {
  const party = await relyingParty("demo-spa");
  const { url, checks } = await begin(party);
  const tokens = await party.finish(await new Citizen().logIn(url, adult.personal_number), checks);
  const refreshed = await party.refresh(tokens.refresh_token);
  assert.ok(refreshed.refresh_token && refreshed.refresh_token !== tokens.refresh_token);
  const invalidGrant = { name: "ResponseBodyError", status: 400, error: "invalid_grant" };
  await assert.rejects(party.refresh(tokens.refresh_token), invalidGrant);
  await assert.rejects(party.refresh(refreshed.refresh_token), invalidGrant);
  await assert.rejects(party.userinfo(refreshed), { name: "WWWAuthenticateChallengeError", status: 401 });
});

test("the library carries a citizen's refusal to the application", async () => {
  const party = await relyingParty("demo-web");
  const denied = async (agent, page) => agent.submit(page, "consent-form", { deny: "1" });
  const cancelled = async (agent, page) => agent.submit(page, "cancel-form", { cancel: "1" });
  const logIn = (agent, page) =>
    agent.submit(page, "login-form", { personal_number: adult.personal_number, passcode: PASSCODE });
  for (const [path, refuse] of [["/login", cancelled], ["/consent", denied]]) {
    const agent = new Citizen();
    const { url, checks } = await begin(party, { scope: "openid profile" });
    let page = await agent.open(url);
    if (path === "/consent") page = await logIn(agent, page);
    assert.equal(page.url.pathname, path);
    const { sentTo } = await refuse(agent, page);
    assert.equal(sentTo.searchParams.get("iss"), gateway.issuer);
    await assert.rejects(party.finish(sentTo, checks), { name: "AuthorizationResponseError", error: "access_denied" });
  }
});

test("a session and a remembered consent answer at once, and logout through the library ends them", async () => {
  const party = await relyingParty("demo-web");
  const agent = new Citizen();
  const first = await begin(party, { scope: "openid profile" });
  const tokens = await party.finish(await agent.logIn(first.url, adult.personal_number), first.checks);

  const silent = await party.begin({ scope: "openid profile", prompt: "none", id_token_hint: tokens.id_token });
  const { sentTo } = await agent.open(silent.url);
  const again = await party.finish(sentTo, silent.checks);
  assert.deepEqual([again.claims().sub, again.claims().auth_time], [tokens.claims().sub, tokens.claims().auth_time]);

  const goodbye = { post_logout_redirect_uri: `${gateway.issuer}/`, id_token_hint: tokens.id_token, state: "bye" };
  const start = await agent.open(client.buildEndSessionUrl(party.config, goodbye));
  assert.equal(start.url.pathname, "/_sim/");
  assert.equal(start.url.searchParams.get("state"), "bye");

  const after = await party.begin({ prompt: "none" });
  const refused = await agent.open(after.url);
  await assert.rejects(party.finish(refused.sentTo, after.checks), {
    name: "AuthorizationResponseError",
    error: "login_required",
  });
});
