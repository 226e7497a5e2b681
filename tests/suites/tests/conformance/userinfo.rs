//! Basic OP: UserInfo, scopes and the `claims` parameter.

use dinhdanh_harness::Request;
use serde_json::Value;

use crate::checks::{Run, check_userinfo};

/// A login with this scope: UserInfo shows these claims, the ID token none of them.
fn check_scope(scope: &str, expected: &[&str]) {
    let mut run = Run::start();
    let (tokens, id_token) = run.log_in(&[("scope", scope)]);
    let userinfo = run.userinfo(&tokens, &id_token);
    for claim in expected {
        assert!(userinfo.get(claim).is_some(), "`{scope}` gives `{claim}`: {userinfo}");
        assert_eq!(id_token.get(claim), None, "`{claim}` belongs to UserInfo");
    }
}

fn with_token(request: impl Fn(Request, &str) -> Request, method: &str) {
    let mut run = Run::start();
    let (tokens, id_token) = run.log_in(&[("scope", "openid profile")]);
    let token = tokens["access_token"].as_str().unwrap();
    let response = request(Request::new(method, &run.realm.url("/userinfo")), token).send();
    let claims: Value = check_userinfo(&response, &id_token);
    assert!(claims.get("name").is_some());
}

#[test]
fn oidcc_userinfo_get() {
    with_token(Request::bearer, "GET");
}

#[test]
fn oidcc_userinfo_post_header() {
    with_token(Request::bearer, "POST");
}

#[test]
fn oidcc_userinfo_post_body() {
    with_token(|request, token| request.form(&[("access_token", token)]), "POST");
}

#[test]
fn oidcc_scope_profile() {
    check_scope("openid profile", &["name", "family_name", "given_name", "gender", "birthdate"]);
}

#[test]
fn oidcc_scope_address() {
    check_scope("openid address", &["address"]);
}

#[test]
fn oidcc_scope_phone() {
    check_scope("openid phone", &["phone_number", "phone_number_verified"]);
}

#[test]
fn oidcc_scope_email() {
    check_scope("openid email", &["email", "email_verified"]);
}

#[test]
fn oidcc_scope_all() {
    check_scope(
        "openid profile email address phone",
        &["name", "birthdate", "email", "address", "phone_number"],
    );
}

#[test]
fn oidcc_claims_essential() {
    let mut run = Run::start();
    let claims = r#"{"userinfo":{"name":{"essential":true}}}"#;
    let (tokens, id_token) = run.log_in(&[("claims", claims)]);
    assert!(run.userinfo(&tokens, &id_token).get("name").is_some());
}
