// What the foreign client refuses when somebody interferes, and what the gateway refuses in words the client understands.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Citizen } from "../support/citizen.js";
import { startGateway } from "../support/gateway.js";
import { RelyingParty } from "../support/relying_party.js";
import { tampered, unsigned } from "../support/tampering.js";

const CLIENT = {
  client_id: "careful",
  token_endpoint_auth_method: "client_secret_basic",
  client_secret: "a secret of the test",
};

let gateway;
let realm;
let adult;
before(async () => {
  gateway = await startGateway();
  adult = gateway.citizen("adult", "level-2");
  realm = await gateway.instantRealm();
  await gateway.register(realm.name, CLIENT);
});
after(() => gateway.stop());

const discover = (more, customFetch) => RelyingParty.discover(realm.issuer, { ...CLIENT, ...more }, customFetch);

/** An authorization response and what the client expects of it. */
async function respond(party, parameters) {
  const { url, checks } = await party.begin({ login_hint: adult.personal_number, ...parameters });
  return { response: (await new Citizen().open(url)).sentTo, checks };
}

/** A `fetch` that changes the token endpoint's body on its way to the client. */
const changing = (change) => async (url, options) => {
  const response = await fetch(url, options);
  if (!String(url).endsWith("/token")) return response;
  return Response.json(change(await response.json()), { status: response.status });
};

test("the client refuses a response that answers another login", async () => {
  const party = await discover();
  const table = [
    ["state", (response) => response.searchParams.set("state", "another"), "OAUTH_INVALID_RESPONSE"],
    ["no state", (response) => response.searchParams.delete("state"), "OAUTH_INVALID_RESPONSE"],
    // RFC 9207: who announces `iss` must always send it, and only the own.
    ["iss", (response) => response.searchParams.set("iss", gateway.issuer), "OAUTH_INVALID_RESPONSE"],
    ["no iss", (response) => response.searchParams.delete("iss"), "OAUTH_INVALID_RESPONSE"],
  ];
  for (const [what, change, code] of table) {
    const { response, checks } = await respond(party);
    change(response);
    await assert.rejects(party.finish(response, checks), { code }, what);
  }
});

test("the client refuses an ID token with another nonce", async () => {
  const party = await discover();
  const { response, checks } = await respond(party);
  await assert.rejects(party.finish(response, { ...checks, expectedNonce: "another" }), {
    code: "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  });
});

test("the client refuses an ID token that was changed, stripped of its signature or issued to another", async () => {
  const party = await discover();
  const other = { ...CLIENT, client_id: "other" };
  await gateway.register(realm.name, other);
  const others = await (await discover(other)).logInAs(adult, new Citizen());
  const table = [
    ["changed", tampered, /JWT signature verification failed/],
    ["unsigned", unsigned, /unexpected JWT "alg" header parameter/],
    ["another client's", () => others.id_token, /unexpected JWT "aud"/],
  ];
  for (const [what, change, expected] of table) {
    const { response, checks } = await respond(party);
    const attacked = await discover({}, changing((tokens) => ({ ...tokens, id_token: change(tokens.id_token) })));
    await assert.rejects(attacked.finish(response, checks), (error) => {
      assert.match(`${error.cause?.message}`, expected, what);
      return true;
    });
  }
});

test("the client refuses an ID token under another signature than the one it registered", async () => {
  const party = await discover({ id_token_signed_response_alg: "EdDSA" });
  const { response, checks } = await respond(party);
  await assert.rejects(party.finish(response, checks), { code: "OAUTH_INVALID_RESPONSE" });
});

test("the client refuses UserInfo about somebody else", async () => {
  const party = await discover();
  const tokens = await party.logInAs(adult, new Citizen());
  const stranger = await party.logInAs(gateway.citizen("elderly", "level-2"), new Citizen());
  await assert.rejects(party.userinfo({ ...tokens, claims: stranger.claims }), { code: "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED" });
});

test("the gateway's refusals at the token endpoint arrive as the library's own errors", async () => {
  const party = await discover();
  const { response, checks } = await respond(party);
  const wrongVerifier = { ...checks, pkceCodeVerifier: "x".repeat(43) };
  await assert.rejects(party.finish(response, wrongVerifier), { status: 400, error: "invalid_grant" });

  const second = await respond(party);
  const tokens = await party.finish(second.response, second.checks);
  await assert.rejects(party.finish(second.response, second.checks), { status: 400, error: "invalid_grant" });
  // A code that turns up twice was stolen: what it gave is taken back (RFC 6749 section 4.1.2).
  await assert.rejects(party.userinfo(tokens), { name: "WWWAuthenticateChallengeError", status: 401 });

  const impostor = await discover({ client_secret: "not the secret" });
  const third = await respond(impostor);
  await assert.rejects(impostor.finish(third.response, third.checks), (error) => {
    assert.equal(error.status ?? error.cause?.status, 401);
    return true;
  });
});

test("an authorization request that cannot be served is refused to the client", async () => {
  const party = await discover();
  const table = [
    [{ scope: "openid treasure" }, "invalid_scope"],
    [{ response_type: "token" }, "unsupported_response_type"],
    [{ prompt: "none login" }, "invalid_request"],
    [{ request_uri: "urn:example:1" }, "request_uri_not_supported"],
    [{ code_challenge_method: "plain" }, "invalid_request"],
    [{ prompt: "none", login_hint: "" }, "login_required"],
  ];
  for (const [parameters, error] of table) {
    const { response, checks } = await respond(party, parameters);
    await assert.rejects(party.finish(response, checks), { name: "AuthorizationResponseError", error }, JSON.stringify(parameters));
  }
});

test("an address that is not the client's gets a page, never a redirect", async () => {
  const party = await discover();
  for (const redirectUri of ["http://127.0.0.1/callback/more", "https://attacker.example/callback", "http://127.0.0.1/callback?x=1"]) {
    const { url } = await party.begin({ login_hint: adult.personal_number }, redirectUri);
    const page = await new Citizen().open(url);
    assert.deepEqual([page.status, page.url.pathname], [400, `/r/${realm.name}/authorize`], redirectUri);
  }
});
