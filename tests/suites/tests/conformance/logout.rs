//! RP-initiated logout.

use crate::checks::Run;
use crate::foreign::Signer;

const BYE: &str = "http://127.0.0.1/bye";

impl Run {
    /// Logs in; returns the ID token.
    fn hint(&mut self) -> String {
        let (tokens, _) = self.log_in(&[]);
        tokens["id_token"].as_str().unwrap().to_owned()
    }

    fn end_session(&mut self, params: &[(&str, &str)]) -> dinhdanh_harness::Visit {
        let url = url::Url::parse_with_params(&self.realm.url("/end_session"), params).unwrap();
        self.browser.visit(url.as_str())
    }

    fn is_logged_in(&mut self) -> bool {
        self.authorize_silently(&[("prompt", "none")]).get("code").is_some()
    }

    /// No redirect, but a page that says what is wrong.
    fn check_stays(&mut self, params: &[(&str, &str)]) {
        let page = self.end_session(params);
        assert!(!page.is_away() && page.response.status == 400, "{params:?}: {page:?}");
        assert!(self.is_logged_in(), "{params:?}");
    }

    /// A confirmation, then a page that says that the citizen is logged out.
    fn check_confirmed(&mut self, params: &[(&str, &str)]) {
        let page = self.end_session(params);
        let page = self.browser.submit(&page, &page.form("logout-form"), "logout", &[]);
        assert!(page.response.text().contains("data-testid=\"logged-out\""), "{params:?}");
        assert!(!self.is_logged_in(), "{params:?}");
    }
}

#[test]
fn oidcc_rp_initiated_logout() {
    let mut run = Run::start();
    let (hint, state) = (run.hint(), "s".repeat(128));
    let gone =
        run.end_session(&[("id_token_hint", &hint), ("post_logout_redirect_uri", BYE), ("state", &state)]);
    assert_eq!(gone.url.as_str(), format!("{BYE}?state={state}"), "the state and nothing else");
    assert!(!run.is_logged_in());
}

#[test]
fn oidcc_rp_initiated_logout_no_state() {
    let mut run = Run::start();
    let hint = run.hint();
    let gone = run.end_session(&[("id_token_hint", &hint), ("post_logout_redirect_uri", BYE)]);
    assert_eq!(gone.url.as_str(), BYE);
}

#[test]
fn oidcc_rp_initiated_logout_bad_post_logout_redirect_uri() {
    let mut run = Run::start();
    let hint = run.hint();
    run.check_stays(&[
        ("id_token_hint", &hint),
        ("post_logout_redirect_uri", "https://rp.example/unregistered"),
    ]);
}

#[test]
fn oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri() {
    let mut run = Run::start();
    let hint = run.hint();
    run.check_stays(&[("id_token_hint", &hint), ("post_logout_redirect_uri", &format!("{BYE}?foo=bar"))]);
}

#[test]
fn oidcc_rp_initiated_logout_modified_id_token_hint() {
    let mut run = Run::start();
    let hint = run.hint();
    // The same claims, signed by nobody: `{"alg":"none"}`.
    let none = format!("eyJhbGciOiJub25lIn0.{}.", hint.split('.').nth(1).unwrap());
    run.check_stays(&[("id_token_hint", &none), ("post_logout_redirect_uri", BYE)]);
}

#[test]
fn oidcc_rp_initiated_logout_bad_id_token_hint() {
    let mut run = Run::start();
    let (header, claims) = crate::foreign::decoded(&run.hint());
    let forged =
        Signer::generate().sign(&serde_json::json!({ "alg": "ES256", "kid": header["kid"] }), &claims);
    run.check_stays(&[("id_token_hint", &forged), ("post_logout_redirect_uri", BYE)]);
}

#[test]
fn oidcc_rp_initiated_logout_no_id_token_hint() {
    let mut run = Run::start();
    run.hint();
    run.check_stays(&[("post_logout_redirect_uri", BYE)]);
}

#[test]
fn oidcc_rp_initiated_logout_no_params() {
    let mut run = Run::start();
    run.hint();
    run.check_confirmed(&[]);
}

#[test]
fn oidcc_rp_initiated_logout_only_state() {
    let mut run = Run::start();
    run.hint();
    run.check_confirmed(&[("state", "s")]);
}

#[test]
fn oidcc_rp_initiated_logout_no_post_logout_redirect_uri() {
    let mut run = Run::start();
    let hint = run.hint();
    let page = run.end_session(&[("id_token_hint", &hint)]);
    assert!(page.response.text().contains("data-testid=\"logged-out\""));
    assert!(!run.is_logged_in());
}
