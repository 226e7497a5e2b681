// What a library learns before it does anything: metadata and keys.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import * as jose from "jose";
import * as client from "openid-client";

import { startGateway } from "../support/gateway.js";

let gateway;
let realm;
before(async () => {
  gateway = await startGateway();
  realm = await gateway.instantRealm();
});
after(() => gateway.stop());

const discover = (server, algorithm = "oidc") =>
  client.discovery(server, "demo-web", undefined, client.None(), { algorithm, execute: [client.allowInsecureRequests] });

test("a library finds the metadata of root and realm, by OpenID Connect Discovery and by RFC 8414", async () => {
  for (const issuer of [gateway.issuer, realm.issuer]) {
    const openid = (await discover(new URL(issuer))).serverMetadata();
    // RFC 8414 section 3.1 puts the well-known part before the path, Discovery after it.
    const oauth = (await discover(new URL(issuer), "oauth2")).serverMetadata();
    assert.equal(openid.issuer, issuer);
    assert.deepEqual({ ...oauth }, { ...openid });
    assert.ok(openid.supportsPKCE());
    assert.equal(openid.authorization_response_iss_parameter_supported, true);
  }
});

test("the metadata of one issuer is no metadata of another", async () => {
  const elsewhere = { [client.customFetch]: () => fetch(`${realm.issuer}/.well-known/openid-configuration`) };
  const options = { execute: [client.allowInsecureRequests], ...elsewhere };
  await assert.rejects(client.discovery(new URL(gateway.issuer), "demo-web", undefined, client.None(), options), {
    code: "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED",
  });
});

test("every advertised signature has a public key that a library can import, named by its thumbprint", async () => {
  const metadata = (await discover(new URL(gateway.issuer))).serverMetadata();
  const { keys } = await (await fetch(metadata.jwks_uri)).json();
  assert.deepEqual(keys.map((key) => key.alg).sort(), metadata.id_token_signing_alg_values_supported.toSorted());
  assert.equal(new Set(keys.map((key) => key.kid)).size, keys.length);
  for (const key of keys) {
    assert.equal((await jose.importJWK(key)).type, "public");
    assert.equal(key.use, "sig");
    assert.equal(key.kid, await jose.calculateJwkThumbprint(key));
    assert.deepEqual(Object.keys(key).filter((name) => ["d", "p", "q", "dp", "dq", "qi", "k"].includes(name)), []);
  }
});

test("realms share no key", async () => {
  const kids = async (issuer) => (await (await fetch(`${issuer}/jwks`)).json()).keys.map((key) => key.kid);
  const [root, other] = await Promise.all([kids(gateway.issuer), kids(realm.issuer)]);
  assert.deepEqual(root.filter((kid) => other.includes(kid)), []);
});
