// The data-sharing API with an OAuth library for the token and a JOSE library for the answer.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import * as jose from "jose";
import * as client from "openid-client";

import { Citizen } from "../support/citizen.js";
import { startGateway } from "../support/gateway.js";
import { RelyingParty } from "../support/relying_party.js";
import { tampered } from "../support/tampering.js";

let gateway;
let adult;
let keys;
before(async () => {
  gateway = await startGateway();
  adult = gateway.citizen("adult", "level-2");
  keys = jose.createRemoteJWKSet(new URL(`${gateway.issuer}/jwks`));
});
after(() => gateway.stop());

/** A query on the basis of law, as its agreement with the Ministry of Health allows it. */
const byLaw = () => ({
  subject: { personal_number: adult.personal_number },
  attributes: ["name", "birthdate", "blood_group"],
  purpose: "health-insurance-claim",
  legal_basis: "law",
  case_reference: "INTEROP-1",
  officer: "officer-1",
});

function ask({ config }, accessToken, query) {
  const endpoint = new URL(`${gateway.issuer}/v1/attributes/query`);
  const headers = new Headers({ "content-type": "application/json" });
  return client.fetchProtectedResource(config, accessToken, endpoint, "POST", JSON.stringify(query), headers);
}

/** A partner that asks with a token of its own. */
async function partner(id) {
  const party = await RelyingParty.discover(gateway.issuer, gateway.client(id));
  const { access_token } = await client.clientCredentialsGrant(party.config, { scope: "attributes" });
  return { party, ask: (query) => ask(party, access_token, query) };
}

const verify = (jwt, audience, more) =>
  jose.jwtVerify(jwt, keys, { issuer: gateway.issuer, audience, algorithms: ["EdDSA"], ...more });

test("the answer to a query by law is signed for the partner, and carries source and time of every value", async () => {
  const { ask } = await partner("health");
  const response = await ask(byLaw());
  assert.equal(response.headers.get("content-type"), "application/jwt");
  assert.equal(response.headers.get("cache-control"), "no-store");
  const { payload, protectedHeader } = await verify(await response.text(), "health");
  assert.equal(protectedHeader.alg, "EdDSA");
  assert.match(protectedHeader.typ, /\+jwt$/);
  assert.equal(payload.synthetic, true);
  assert.deepEqual(Object.keys(payload.attributes), ["name", "birthdate", "blood_group"]);
  assert.equal(payload.attributes.name.value, adult.name);
  assert.equal(payload.attributes.birthdate.value, adult.birthdate);
  for (const { source, retrieved_at, assurance } of Object.values(payload.attributes)) {
    assert.ok(source && assurance);
    assert.ok(Math.abs(Date.parse(retrieved_at) / 1000 - payload.iat) <= 1);
  }
  // The disclosure stood in the audit log before it left.
  const { items } = await gateway.control("GET", "/realms/default/audit");
  assert.ok(items.some(({ sequence }) => String(sequence) === payload.txn));
});

test("a library refuses an answer that was changed, comes late or is another's", async () => {
  const { ask } = await partner("health");
  const jwt = await (await ask(byLaw())).text();
  await verify(jwt, "health");
  await assert.rejects(verify(tampered(jwt), "health"), { code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
  await assert.rejects(verify(jwt, "tax"), { code: "ERR_JWT_CLAIM_VALIDATION_FAILED", claim: "aud" });
  await assert.rejects(verify(jwt, "health", { issuer: `${gateway.issuer}/r/other` }), { claim: "iss" });
  await assert.rejects(verify(jwt, "health", { typ: "at+jwt" }), { claim: "typ" });
  const { exp } = jose.decodeJwt(jwt);
  await assert.rejects(verify(jwt, "health", { currentDate: new Date(exp * 1000) }), { code: "ERR_JWT_EXPIRED" });
});

test("a consented query takes the access token of the citizen's login", async () => {
  const { party, ask } = await partner("health");
  const { url, checks } = await party.begin({ scope: "openid profile", purpose: "health-book" });
  const response = await new Citizen().logIn(url, adult.personal_number, ["name"]);
  const login = await party.finish(response, checks);
  const query = {
    ...byLaw(),
    subject: { citizen_token: login.access_token },
    attributes: ["name", "birthdate"],
    purpose: "health-book",
    legal_basis: "consent",
  };
  const { payload } = await verify(await (await ask(query)).text(), "health");
  assert.equal(payload.sub, login.claims().sub);
  assert.deepEqual(Object.keys(payload.attributes), ["name"]);
  assert.deepEqual(payload.refused.map(({ attribute, reason }) => [attribute, reason]), [
    ["birthdate", "attribute-not-consented"],
  ]);
  // The signed token of one partner is nothing in another's hands.
  const bank = await partner("bank");
  assert.equal((await bank.ask({ ...query, purpose: "login" })).status, 403);
});

test("what the agreement does not give is refused as a problem document", async () => {
  const { ask } = await partner("education");
  const table = [
    [{ purpose: "curiosity" }, 403],
    [{ purpose: "school-admission", legal_basis: "consent" }, 403],
    [{ purpose: "school-admission", attributes: [] }, 400],
    [{ purpose: "school-admission", attributes: ["shoe_size"] }, 400],
  ];
  for (const [more, status] of table) {
    const response = await ask({ ...byLaw(), ...more });
    assert.equal(response.status, status, JSON.stringify(more));
    assert.match(response.headers.get("content-type"), /^application\/problem\+json/);
    const problem = await response.json();
    assert.equal(problem.status, status);
    for (const member of ["type", "title", "detail"]) assert.equal(typeof problem[member], "string", member);
  }
});

test("a token that opens nothing of the data-sharing API is refused with a challenge", async () => {
  const { party } = await partner("education");
  const { url, checks } = await party.begin();
  const login = await party.finish(await new Citizen().logIn(url, adult.personal_number), checks);
  const table = [
    [login.access_token, 403, "insufficient_scope"],
    [tampered(login.access_token), 401, "invalid_token"],
    ["x", 401, "invalid_token"],
  ];
  for (const [token, status, expected] of table) {
    // RFC 6750 section 3: without the challenge a library takes the refusal for an answer.
    await assert.rejects(ask(party, token, byLaw()), ({ name, status: got, cause }) => {
      const error = cause?.[0].parameters.error;
      assert.deepEqual({ name, got, error }, { name: "WWWAuthenticateChallengeError", got: status, error: expected });
      return true;
    });
  }
});
