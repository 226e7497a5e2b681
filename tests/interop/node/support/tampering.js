// What an attacker on the way would do to a token.

/** The same token with another subject under the old signature. */
export function tampered(jwt) {
  const [header, payload, signature] = jwt.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: `${claims.sub}x` })).toString("base64url");
  return [header, changed, signature].join(".");
}

/** The same claims without any signature (RFC 8725 section 2.1). */
export function unsigned(jwt) {
  const header = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
  return `${header}.${jwt.split(".")[1]}.`;
}
