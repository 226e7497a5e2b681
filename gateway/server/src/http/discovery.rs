//! Discovery and keys. Metadata is generated from what is implemented: each value below comes from the table that implements it.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use dinhdanh_core::oidc::{ACR_VALUES, claims, token};
use dinhdanh_core::seed;
use dinhdanh_jose::Alg;
use dinhdanh_protocol::oauth::{ClientAuthMethod, GrantType, ProviderMetadata};

use super::app::Req;
use super::family::{Family, insert};
use crate::locale::Locale;

fn names(list: &[&str]) -> Vec<String> {
    list.iter().map(|name| (*name).to_owned()).collect()
}

/// The metadata of a realm.
pub(crate) fn provider_metadata(issuer: &str) -> ProviderMetadata {
    let at = |path: &str| format!("{issuer}{path}");
    let algs = |algs: &[Alg]| algs.iter().map(ToString::to_string).collect::<Vec<_>>();
    ProviderMetadata {
        issuer: issuer.to_owned(),
        authorization_endpoint: at("/authorize"),
        token_endpoint: at("/token"),
        userinfo_endpoint: at("/userinfo"),
        jwks_uri: at("/jwks"),
        end_session_endpoint: at("/end_session"),
        scopes_supported: seed::SCOPES.iter().map(|s| (*s).to_owned()).collect(),
        response_types_supported: names(&["code"]),
        response_modes_supported: names(&["query"]),
        grant_types_supported: GrantType::ALL.to_vec(),
        subject_types_supported: names(&["public"]),
        id_token_signing_alg_values_supported: algs(token::ID_TOKEN_ALGS),
        token_endpoint_auth_methods_supported: ClientAuthMethod::ALL.to_vec(),
        token_endpoint_auth_signing_alg_values_supported: algs(dinhdanh_core::client::ASSERTION_ALGS),
        code_challenge_methods_supported: names(&["S256"]),
        claims_supported: claims::supported(),
        claim_types_supported: names(&["normal"]),
        acr_values_supported: names(&ACR_VALUES),
        prompt_values_supported: names(&["none", "login", "consent", "select_account"]),
        ui_locales_supported: Locale::ALL.iter().map(|locale| locale.tag().to_owned()).collect(),
        claims_parameter_supported: true,
        request_parameter_supported: false,
        // Discovery's default is true: it has to be denied in words.
        request_uri_parameter_supported: false,
        authorization_response_iss_parameter_supported: true,
    }
}

pub(super) async fn metadata(req: Req) -> Response {
    Json(provider_metadata(&req.realm.issuer)).into_response()
}

pub(super) async fn jwks(req: Req) -> Response {
    let (realm, now) = (req.realm.clone(), req.realm.now());
    // The first call computes the RSA key, which takes up to half a second of processor time.
    let keys = tokio::task::spawn_blocking(move || realm.keys().1.jwks(now)).await;
    match keys {
        Ok(Ok(keys)) => {
            let mut response = Json(keys).into_response();
            insert(&mut response, header::CACHE_CONTROL, "public, max-age=60");
            response
        }
        Ok(Err(error)) => Family::Document.refuse(&req, &error.into()),
        Err(error) => Family::Document.refuse(&req, &dinhdanh_core::Fail::Internal(error.to_string())),
    }
}
