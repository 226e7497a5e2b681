//! The `openidconnect` crate as a relying party: discovery, login, ID token, UserInfo, refresh.

use dinhdanh_interop::{Gateway, Realm, http_client};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreErrorResponseType, CoreIdToken, CoreIdTokenVerifier,
    CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, DiscoveryError, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, LoginHint, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    SignatureVerificationError, StandardErrorResponse, TokenResponse, UserInfoError,
};

type RelyingParty = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Percent, plus, blank and colon show whether both sides encode it as RFC 6749 section 2.3.1 says.
const SECRET: &str = "with +%: and a blank";

const ALGS: [(CoreJwsSigningAlgorithm, &str); 3] = [
    (CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, "RS256"),
    (CoreJwsSigningAlgorithm::EcdsaP256Sha256, "ES256"),
    (CoreJwsSigningAlgorithm::EdDsa, "EdDSA"),
];

async fn relying_party(gateway: &Gateway, realm: &Realm, id: &str, alg: &str) -> RelyingParty {
    gateway.register(realm, id, SECRET, alg).await;
    let issuer = IssuerUrl::new(realm.issuer.clone()).unwrap();
    let metadata = CoreProviderMetadata::discover_async(issuer, &http_client()).await.unwrap();
    let (id, secret) = (ClientId::new(id.to_owned()), ClientSecret::new(SECRET.to_owned()));
    let redirect = RedirectUrl::new("http://127.0.0.1:1/callback".to_owned()).unwrap();
    CoreClient::from_provider_metadata(metadata, id, Some(secret)).set_redirect_uri(redirect)
}

/// What the client keeps between sending the browser away and its return.
struct Begun {
    code: AuthorizationCode,
    verifier: PkceCodeVerifier,
    nonce: Nonce,
}

/// Sends the browser to an instant realm and reads where it was sent back to.
async fn authorize(party: &RelyingParty, realm: &Realm, citizen: &str) -> Begun {
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (url, state, nonce) = party
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .add_scope(Scope::new("profile".to_owned()))
        .set_login_hint(LoginHint::new(citizen.to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    let response = http_client().get(url).send().await.unwrap();
    let location = response.headers()["location"].to_str().unwrap();
    let location = openidconnect::url::Url::parse(location).unwrap();
    let parameter = |name: &str| {
        let found = location.query_pairs().find(|(key, _)| key == name);
        found.unwrap_or_else(|| panic!("expected `{name}` in {location}")).1.into_owned()
    };
    assert_eq!(parameter("state"), *state.secret());
    assert_eq!(parameter("iss"), realm.issuer);
    Begun { code: AuthorizationCode::new(parameter("code")), verifier, nonce }
}

async fn redeem(
    party: &RelyingParty,
    code: AuthorizationCode,
    verifier: PkceCodeVerifier,
) -> CoreTokenResponse {
    let request = party.exchange_code(code).unwrap().set_pkce_verifier(verifier);
    request.request_async(&http_client()).await.unwrap()
}

/// A verifier that accepts the one signature its client registered.
fn verifier<'a>(party: &'a RelyingParty, alg: &CoreJwsSigningAlgorithm) -> CoreIdTokenVerifier<'a> {
    party.id_token_verifier().set_allowed_algs([alg.clone()])
}

async fn userinfo(party: &RelyingParty, token: &AccessToken, id_token: &CoreIdToken) -> CoreUserInfoClaims {
    let subject = id_token.claims(&party.id_token_verifier().allow_any_alg(), |_: Option<&Nonce>| Ok(()));
    let subject = subject.unwrap().subject().clone();
    let request = party.user_info(token.clone(), Some(subject)).unwrap();
    request.request_async(&http_client()).await.unwrap()
}

#[tokio::test]
async fn a_login_with_each_signature() {
    let gateway = Gateway::start();
    let realm = gateway.instant_realm("rust").await;
    for (alg, name) in ALGS {
        let party = relying_party(&gateway, &realm, &name.to_lowercase(), name).await;
        let begun = authorize(&party, &realm, gateway.citizen(&["adult", "level-2"])).await;
        let tokens = redeem(&party, begun.code, begun.verifier).await;

        let id_token = tokens.id_token().unwrap();
        let verifier = verifier(&party, &alg);
        let claims = id_token.claims(&verifier, &begun.nonce).unwrap();
        assert_eq!(id_token.signing_alg().unwrap(), &alg);
        assert_eq!(claims.auth_context_ref().unwrap().as_str(), "level2", "{name}");
        let key = id_token.signing_key(&verifier).unwrap();
        let hash = AccessTokenHash::from_token(tokens.access_token(), &alg, key).unwrap();
        assert_eq!(claims.access_token_hash(), Some(&hash), "{name}");

        let known = userinfo(&party, tokens.access_token(), id_token).await;
        assert!(known.name().is_some() && known.birthdate().is_some(), "{name}");

        let refresh = party.exchange_refresh_token(tokens.refresh_token().unwrap()).unwrap();
        let refreshed: CoreTokenResponse = refresh.request_async(&http_client()).await.unwrap();
        // OpenID Connect Core section 12.2: the refreshed token is about the same login and carries no nonce.
        let no_nonce = |nonce: Option<&Nonce>| nonce.map_or(Ok(()), |_| Err("expected no nonce".to_owned()));
        let again = refreshed.id_token().unwrap().claims(&verifier, no_nonce).unwrap();
        assert_eq!((again.subject(), again.auth_time()), (claims.subject(), claims.auth_time()), "{name}");
        let known_again = userinfo(&party, refreshed.access_token(), refreshed.id_token().unwrap()).await;
        assert_eq!(known_again.name(), known.name());
    }
}

#[tokio::test]
async fn the_library_refuses_what_is_not_meant_for_it() {
    let gateway = Gateway::start();
    let realm = gateway.instant_realm("rust").await;
    for (alg, name) in ALGS {
        let party = relying_party(&gateway, &realm, &name.to_lowercase(), name).await;
        let begun = authorize(&party, &realm, gateway.citizen(&["adult", "level-2"])).await;
        let tokens = redeem(&party, begun.code, begun.verifier).await;
        let id_token = tokens.id_token().unwrap();
        let with = verifier(&party, &alg);

        let other_nonce = id_token.claims(&with, &Nonce::new("another".to_owned()));
        assert!(
            matches!(other_nonce, Err(ClaimsVerificationError::InvalidNonce(_))),
            "{name}: {other_nonce:?}"
        );

        let (_, other_alg) = ALGS.iter().rev().find(|(other, _)| *other != alg).map(|(a, n)| (n, a)).unwrap();
        let other_alg = id_token.claims(&verifier(&party, other_alg), &begun.nonce);
        let disallowed = SignatureVerificationError::DisallowedAlg(String::new());
        assert!(is_signature_error(&other_alg, &disallowed), "{name}: {other_alg:?}");

        let somebody = authorize(&party, &realm, gateway.citizen(&["elderly", "level-2"])).await;
        let others = redeem(&party, somebody.code, somebody.verifier).await;
        let tampered = spliced(id_token, others.id_token().unwrap());
        let tampered = tampered.claims(&with, &begun.nonce);
        let crypto = SignatureVerificationError::CryptoError(String::new());
        assert!(is_signature_error(&tampered, &crypto), "{name}: {tampered:?}");

        let stranger = relying_party(&gateway, &realm, "stranger", name).await;
        let stranger = id_token.claims(&verifier(&stranger, &alg), &begun.nonce);
        assert!(matches!(stranger, Err(ClaimsVerificationError::InvalidAudience(_))), "{name}: {stranger:?}");
    }
}

/// Header and signature of one token around the claims of another.
fn spliced(id_token: &CoreIdToken, claims_of: &CoreIdToken) -> CoreIdToken {
    let (own, other) = (id_token.to_string(), claims_of.to_string());
    let part = |token: &str, at: usize| token.split('.').nth(at).unwrap().to_owned();
    [part(&own, 0), part(&other, 1), part(&own, 2)].join(".").parse().unwrap()
}

fn is_signature_error<T>(
    result: &Result<T, ClaimsVerificationError>,
    kind: &SignatureVerificationError,
) -> bool {
    matches!(result, Err(ClaimsVerificationError::SignatureVerification(error))
        if std::mem::discriminant(error) == std::mem::discriminant(kind))
}

#[tokio::test]
async fn the_gateways_refusals_arrive_as_the_librarys_own_errors() {
    let gateway = Gateway::start();
    let realm = gateway.instant_realm("rust").await;
    let party = relying_party(&gateway, &realm, "refused", "ES256").await;
    let citizen = gateway.citizen(&["adult", "level-2"]);

    let begun = authorize(&party, &realm, citizen).await;
    let (_, another_verifier) = PkceCodeChallenge::new_random_sha256();
    let request = party.exchange_code(begun.code).unwrap().set_pkce_verifier(another_verifier);
    let error = request.request_async(&http_client()).await.unwrap_err();
    assert_eq!(oauth_error(&error), "invalid_grant");

    let wrong_secret = party.clone().set_client_secret(ClientSecret::new("wrong".to_owned()));
    let begun = authorize(&wrong_secret, &realm, citizen).await;
    let request = wrong_secret.exchange_code(begun.code).unwrap().set_pkce_verifier(begun.verifier);
    let error = request.request_async(&http_client()).await.unwrap_err();
    assert_eq!(oauth_error(&error), "invalid_client");

    let request = party.user_info(AccessToken::new("not a token".to_owned()), None).unwrap();
    let answer: Result<CoreUserInfoClaims, _> = request.request_async(&http_client()).await;
    assert!(matches!(answer, Err(UserInfoError::Response(status, ..)) if status == 401), "{answer:?}");
}

fn oauth_error<RE: std::error::Error + 'static>(
    error: &RequestTokenError<RE, StandardErrorResponse<CoreErrorResponseType>>,
) -> String {
    match error {
        RequestTokenError::ServerResponse(response) => response.error().to_string(),
        other => panic!("expected an OAuth error, got {other:?}"),
    }
}

#[tokio::test]
async fn an_issuer_that_is_spelled_otherwise_is_another() {
    let gateway = Gateway::start();
    let realm = gateway.instant_realm("rust").await;
    let issuer = IssuerUrl::new(realm.issuer.replace("127.0.0.1", "localhost")).unwrap();
    let error = CoreProviderMetadata::discover_async(issuer, &http_client()).await.unwrap_err();
    assert!(matches!(error, DiscoveryError::Validation(_)), "{error:?}");
}
