// Logins without a page, for tests: `login_hint` in an instant realm.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import * as jose from "jose";

import { Citizen } from "../support/citizen.js";
import { startGateway } from "../support/gateway.js";
import { RelyingParty } from "../support/relying_party.js";
import { tampered } from "../support/tampering.js";

let gateway;
let adult;
let realm;
before(async () => {
  gateway = await startGateway();
  adult = gateway.citizen("adult", "level-2");
  realm = await gateway.instantRealm();
});
after(() => gateway.stop());

/** A secret that shows whether both sides encode it as RFC 6749 section 2.3.1 says. */
const BY_SECRET = { token_endpoint_auth_method: "client_secret_basic", client_secret: "with +%:é and a blank" };

/** Registers a client in a realm and discovers the realm as that client. */
async function newParty(client_id, more = {}, { name, issuer } = realm) {
  return RelyingParty.discover(issuer, await gateway.register(name, { client_id, ...BY_SECRET, ...more }));
}

for (const alg of ["RS256", "ES256", "EdDSA"]) {
  test(`an ID token signed with ${alg}, as the client registered it`, async () => {
    const party = await newParty(`signed-${alg.toLowerCase()}`, { id_token_signed_response_alg: alg });
    const tokens = await party.logInAs(adult, new Citizen());
    const header = jose.decodeProtectedHeader(tokens.id_token);
    assert.equal(header.alg, alg);
    // A second library agrees on the signature, and refuses the same claims under another signature.
    const keys = jose.createRemoteJWKSet(new URL(`${realm.issuer}/jwks`));
    const expected = { issuer: realm.issuer, audience: `signed-${alg.toLowerCase()}`, algorithms: [alg] };
    assert.equal((await jose.jwtVerify(tokens.id_token, keys, expected)).payload.sub, tokens.claims().sub);
    await assert.rejects(jose.jwtVerify(tampered(tokens.id_token), keys, expected), {
      code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    });
    assert.equal((await party.refresh(tokens.refresh_token)).claims().sub, tokens.claims().sub);
  });
}

test("assertions of every advertised signature authenticate a client", async () => {
  for (const alg of ["EdDSA", "ES256", "PS256", "RS256"]) {
    const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true });
    const jwk = { ...(await jose.exportJWK(publicKey)), alg, use: "sig", kid: alg };
    const private_key_jwk = { ...(await jose.exportJWK(privateKey)), alg, use: "sig", kid: alg };
    const registered = await gateway.register(realm.name, {
      client_id: `assertion-${alg.toLowerCase()}`,
      token_endpoint_auth_method: "private_key_jwt",
      jwks: { keys: [jwk] },
    });
    const party = await RelyingParty.discover(realm.issuer, { ...registered, private_key_jwk });
    const tokens = await party.logInAs(adult, new Citizen());
    assert.equal(tokens.claims().aud, registered.client_id, alg);
  }
});

test("the claims parameter asks for single claims in ID token and UserInfo", async () => {
  const party = await newParty("claims");
  const claims = {
    id_token: { birthdate: { essential: true }, gender: { value: "neither" } },
    userinfo: { name: { essential: true }, permanent_address: null, shoe_size: null },
  };
  const tokens = await party.logInAs(adult, new Citizen(), { claims: JSON.stringify(claims) });
  const { birthdate, gender, name } = tokens.claims();
  // A value that the citizen does not have is left out (OpenID Connect Core section 5.5.1).
  assert.deepEqual({ birthdate, gender, name }, { birthdate: adult.birthdate, gender: undefined, name: undefined });
  const userinfo = await party.userinfo(tokens);
  assert.equal(userinfo.name, adult.name);
  assert.equal(typeof userinfo.permanent_address, "object");
  assert.deepEqual([userinfo.birthdate, userinfo.shoe_size], [undefined, undefined]);
});

test("the standard scopes give standard claims", async () => {
  const party = await newParty("scopes");
  const tokens = await party.logInAs(adult, new Citizen(), { scope: "openid profile address phone email" });
  const userinfo = await party.userinfo(tokens);
  assert.equal(userinfo.birthdate, adult.birthdate);
  assert.match(userinfo.gender, /^(fe)?male$/);
  assert.equal(typeof userinfo.address.formatted, "string");
  assert.equal(userinfo.address.country, "VN");
  assert.equal(userinfo.phone_number_verified, true);
  assert.equal([userinfo.family_name, userinfo.middle_name, userinfo.given_name].filter(Boolean).join(" "), adult.name);
});

test("a citizen who cannot log in is refused to the application in its own protocol", async () => {
  const party = await newParty("refused");
  const table = [
    [gateway.citizen("locked"), "access_denied"],
    [gateway.citizen("adult", "no-account"), "access_denied"],
    [gateway.citizen("deceased"), "access_denied"],
    [{ personal_number: "900000000000" }, "access_denied"],
  ];
  for (const [citizen, error] of table) {
    await assert.rejects(party.logInAs(citizen, new Citizen()), { name: "AuthorizationResponseError", error });
  }
});

test("an essential level that the citizen lacks is not reached, a voluntary one is reported", async () => {
  const party = await newParty("levels");
  const level1 = gateway.citizen("level-1");
  const acr = (essential) => ({ claims: JSON.stringify({ id_token: { acr: { essential, values: ["level2"] } } }) });
  await assert.rejects(party.logInAs(level1, new Citizen(), acr(true)), { name: "AuthorizationResponseError" });
  assert.equal((await party.logInAs(level1, new Citizen(), acr(false))).claims().acr, "level1");
});

test("tokens grow old on the realm's own clock", async () => {
  const ageing = await gateway.instantRealm();
  const party = await newParty("ageing", {}, ageing);
  const tokens = await party.logInAs(adult, new Citizen());
  await party.userinfo(tokens);
  await gateway.control("POST", `/realms/${ageing.name}/clock`, { advance: { seconds: tokens.expires_in } });
  await assert.rejects(party.userinfo(tokens), (error) => {
    const [challenge] = error.cause;
    assert.equal(challenge.scheme, "bearer");
    assert.equal(challenge.parameters.error, "invalid_token");
    return true;
  });
});

test("after a rotation old tokens verify still, and new ones by the new key", async () => {
  const alg = { id_token_signed_response_alg: "ES256" };
  // The cache meets an unknown `kid` and asks again, as it would a minute later.
  const keys = jose.createRemoteJWKSet(new URL(`${realm.issuer}/jwks`), { cooldownDuration: 0 });
  const before = await (await newParty("rotating", alg)).logInAs(adult, new Citizen());
  await jose.jwtVerify(before.id_token, keys);
  await gateway.control("POST", `/realms/${realm.name}/keys`, { alg: "ES256" });
  const after = await (await newParty("rotating", alg)).logInAs(adult, new Citizen());
  assert.notEqual(jose.decodeProtectedHeader(after.id_token).kid, jose.decodeProtectedHeader(before.id_token).kid);
  await jose.jwtVerify(after.id_token, keys);
  await jose.jwtVerify(before.id_token, keys);
});
