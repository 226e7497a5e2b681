// A relying party made of `openid-client`, as its own documentation sets it up.

import * as jose from "jose";
import * as client from "openid-client";

/** Where a login ends when nothing listens: the test reads the address that the browser was sent to. */
const REDIRECT_URI = "http://127.0.0.1:1/callback";

const authentication = {
  none: () => client.None(),
  client_secret_basic: ({ client_secret }) => client.ClientSecretBasic(client_secret),
  client_secret_post: ({ client_secret }) => client.ClientSecretPost(client_secret),
  private_key_jwt: ({ key }) => client.PrivateKeyJwt(key),
};

/** One client at one issuer. */
export class RelyingParty {
  /**
   * Discovers the issuer for a client as the ready-file describes it, or as the control API registered it.
   * `customFetch` stands between the library and the gateway.
   */
  static async discover(issuer, registered, customFetch) {
    const jwk = registered.private_key_jwk;
    const key = jwk && { key: await jose.importJWK(jwk), kid: jwk.kid };
    const { id_token_signed_response_alg } = registered;
    const config = await client.discovery(
      new URL(issuer),
      registered.client_id,
      id_token_signed_response_alg && { id_token_signed_response_alg },
      authentication[registered.token_endpoint_auth_method]({ ...registered, key }),
      {
        // Without the second the library trusts the connection and leaves the ID token's signature alone.
        execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
        [client.customFetch]: customFetch,
      },
    );
    return new RelyingParty(config);
  }

  constructor(config) {
    /** The library's configuration, for its other calls. */
    this.config = config;
  }

  /** Begins a login with PKCE, state and nonce: where to send the browser, and what to expect of its return. */
  async begin(parameters = {}, redirectUri = REDIRECT_URI) {
    const checks = {
      pkceCodeVerifier: client.randomPKCECodeVerifier(),
      expectedState: client.randomState(),
      expectedNonce: client.randomNonce(),
    };
    const url = client.buildAuthorizationUrl(this.config, {
      redirect_uri: redirectUri,
      scope: "openid",
      code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
      code_challenge_method: "S256",
      state: checks.expectedState,
      nonce: checks.expectedNonce,
      ...parameters,
    });
    return { url, checks };
  }

  /** Exchanges the code of the authorization response; the library makes every check. */
  finish(response, checks) {
    return client.authorizationCodeGrant(this.config, response, { ...checks, idTokenExpected: true });
  }

  /** A whole login in an instant realm, as this citizen. */
  async logInAs(citizen, agent, parameters = {}) {
    const { url, checks } = await this.begin({ login_hint: citizen.personal_number, ...parameters });
    const { sentTo } = await agent.open(url);
    return this.finish(sentTo, checks);
  }

  /** UserInfo of a login, its subject compared with the ID token's. */
  userinfo(tokens) {
    return client.fetchUserInfo(this.config, tokens.access_token, tokens.claims().sub);
  }

  refresh(refreshToken, parameters) {
    return client.refreshTokenGrant(this.config, refreshToken, parameters);
  }
}
