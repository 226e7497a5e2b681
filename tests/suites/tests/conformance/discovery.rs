//! Config OP: the metadata and the keys.

use dinhdanh_harness::{Gateway, Realm, Request};
use serde_json::{Value, json};

use crate::checks::jwks;

fn metadata(realm: &Realm) -> Value {
    let response = Request::get(&realm.url("/.well-known/openid-configuration")).send().expect(200);
    assert_eq!(response.header("content-type"), Some("application/json"));
    response.json()
}

#[test]
fn oidcc_discovery_endpoint_verification() {
    for realm in [Gateway::shared().default_realm(), Gateway::shared().realm()] {
        let metadata = metadata(&realm);
        assert_eq!(metadata["issuer"], realm.issuer);
        let contains = |member: &str, value: &str| {
            let list = metadata[member].as_array().unwrap_or_else(|| panic!("`{member}` is a list"));
            assert!(list.contains(&json!(value)), "`{member}` has {value}");
        };
        contains("id_token_signing_alg_values_supported", "RS256");
        contains("response_types_supported", "code");
        contains("response_modes_supported", "query");
        contains("subject_types_supported", "public");
        contains("scopes_supported", "openid");
        contains("claims_supported", "sub");
        contains("grant_types_supported", "authorization_code");
        contains("grant_types_supported", "refresh_token");
        contains("code_challenge_methods_supported", "S256");
        for method in ["client_secret_basic", "client_secret_post", "private_key_jwt"] {
            contains("token_endpoint_auth_methods_supported", method);
        }
        assert_eq!(metadata["claims_parameter_supported"], true);
        // Discovery's default for this one is true.
        assert_eq!(metadata["request_uri_parameter_supported"], false);
        assert_eq!(metadata["request_parameter_supported"], false);
        assert_eq!(metadata["authorization_response_iss_parameter_supported"], true);
        let list = |member: &str| metadata[member].to_string();
        assert!(!list("id_token_signing_alg_values_supported").contains("none"));
        assert!(!list("code_challenge_methods_supported").contains("plain"));
    }
}

#[test]
fn oidcc_rp_initiated_logout_discovery_endpoint_verification() {
    let realm = Gateway::shared().default_realm();
    assert_eq!(metadata(&realm)["end_session_endpoint"], realm.url("/end_session"));
}

/// Booleans are booleans, lists are lists that are not empty, addresses are the issuer's own, and no member is of our own making.
#[test]
fn oidcc_discovery_members_are_well_formed_and_known() {
    let realm = Gateway::shared().realm();
    // RFC 8414 section 2 and OpenID Connect Discovery section 3, those that this provider may publish.
    let known = [
        "acr_values_supported",
        "authorization_endpoint",
        "authorization_response_iss_parameter_supported",
        "claim_types_supported",
        "claims_parameter_supported",
        "claims_supported",
        "code_challenge_methods_supported",
        "end_session_endpoint",
        "grant_types_supported",
        "id_token_signing_alg_values_supported",
        "issuer",
        "jwks_uri",
        "prompt_values_supported",
        "request_parameter_supported",
        "request_uri_parameter_supported",
        "response_modes_supported",
        "response_types_supported",
        "scopes_supported",
        "service_documentation",
        "subject_types_supported",
        "token_endpoint",
        "token_endpoint_auth_methods_supported",
        "token_endpoint_auth_signing_alg_values_supported",
        "ui_locales_supported",
        "userinfo_endpoint",
    ];
    for (name, value) in metadata(&realm).as_object().unwrap() {
        assert!(known.contains(&name.as_str()), "{name}");
        match value {
            Value::Array(list) => {
                assert!(!list.is_empty(), "{name}");
                assert!(list.iter().all(|item| item.as_str().is_some_and(|text| !text.is_empty())), "{name}");
            }
            Value::String(url) => assert!(url.starts_with(&realm.issuer), "{name}: {url}"),
            other => assert!(other.is_boolean(), "{name}: {other}"),
        }
    }
}

/// What discovery advertises is there: each endpoint answers, each claim and scope is accepted.
#[test]
fn oidcc_discovery_is_honest() {
    let realm = Gateway::shared().realm();
    let metadata = metadata(&realm);
    let endpoints =
        ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "end_session_endpoint", "jwks_uri"];
    for endpoint in endpoints {
        let status = Request::get(metadata[endpoint].as_str().unwrap()).send().status;
        assert_ne!(status, 404, "{endpoint}");
    }
    let client = realm.web_client("web", &json!({}));
    let words = |member: &str| -> Vec<String> {
        let list = metadata[member].as_array().unwrap().iter();
        list.map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    let accepted = |params: &[(&str, &str)]| {
        let page = dinhdanh_harness::Browser::default().visit(&realm.authorize_url(&client, params));
        assert!(page.url.path().ends_with("/login"), "{params:?}");
    };
    // The data-sharing scope is a partner's own, not a citizen's.
    let scopes: Vec<_> =
        words("scopes_supported").into_iter().filter(|scope| scope != "attributes").collect();
    accepted(&[("scope", &scopes.join(" "))]);
    accepted(&[("acr_values", &words("acr_values_supported").join(" "))]);
    accepted(&[("ui_locales", &words("ui_locales_supported").join(" "))]);
    for prompt in words("prompt_values_supported").iter().filter(|prompt| *prompt != "none") {
        accepted(&[("prompt", prompt)]);
    }
    let demands: Vec<_> = words("claims_supported").iter().map(|claim| format!("\"{claim}\":null")).collect();
    accepted(&[("claims", &format!("{{\"userinfo\":{{{}}}}}", demands.join(",")))]);
}

#[test]
fn oidcc_jwks_are_public_distinct_and_strong() {
    let keys = jwks(&Gateway::shared().default_realm());
    let keys = keys["keys"].as_array().unwrap();
    let kids: std::collections::BTreeSet<_> = keys.iter().map(|key| key["kid"].as_str().unwrap()).collect();
    assert_eq!(kids.len(), keys.len());
    for key in keys {
        assert_eq!(key["use"], "sig");
        assert!(key["alg"].is_string());
        for private in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
            assert_eq!(key.get(private), None, "{private}");
        }
        match key["kty"].as_str().unwrap() {
            // 2048 bits are 256 bytes are 342 characters of base64url.
            "RSA" => assert!(key["n"].as_str().unwrap().len() >= 342),
            "EC" => assert_eq!(key["crv"], "P-256"),
            other => assert_eq!(other, "OKP"),
        }
    }
}
