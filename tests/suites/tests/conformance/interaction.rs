//! Basic OP: what the person at the browser sees, and what a remembered login spares.

use serde_json::json;

use crate::checks::Run;

#[test]
fn oidcc_display_page() {
    Run::start().log_in(&[("display", "page")]);
}

#[test]
fn oidcc_display_popup() {
    Run::start().log_in(&[("display", "popup")]);
}

#[test]
fn oidcc_prompt_login() {
    let mut run = Run::with_own_clock();
    let (_, first) = run.log_in(&[]);
    run.realm.advance(1);
    let page = run.visit(&[("prompt", "login")]);
    assert!(page.url.path().ends_with("/login"), "the login page is shown although a session exists");
    let (_, second) = run.log_in(&[("prompt", "login")]);
    assert!(second["auth_time"].as_i64() > first["auth_time"].as_i64());
    assert_eq!(second["sub"], first["sub"]);
}

#[test]
fn oidcc_prompt_none_not_logged_in() {
    let answer = Run::start().authorize_silently(&[("prompt", "none")]);
    assert_eq!(answer.error(), "login_required");
}

#[test]
fn oidcc_prompt_none_logged_in() {
    let mut run = Run::with_own_clock();
    let (_, first) = run.log_in(&[]);
    run.realm.advance(1);
    let answer = run.authorize_silently(&[("prompt", "none")]);
    let (_, second) = run.exchange(&answer, Some("nonce-1"));
    assert_eq!((&second["sub"], &second["auth_time"]), (&first["sub"], &first["auth_time"]));
}

#[test]
fn oidcc_max_age_1() {
    let mut run = Run::with_own_clock();
    let (_, first) = run.log_in(&[]);
    run.realm.advance(2);
    let page = run.visit(&[("max_age", "1")]);
    assert!(page.url.path().ends_with("/login"));
    let (_, second) = run.log_in(&[("max_age", "1")]);
    assert_eq!(second["auth_time"].as_i64().unwrap(), first["auth_time"].as_i64().unwrap() + 2);
}

#[test]
fn oidcc_max_age_10000() {
    let mut run = Run::with_own_clock();
    let (_, first) = run.log_in(&[("max_age", "15000")]);
    run.realm.advance(60);
    let answer = run.authorize_silently(&[("max_age", "10000")]);
    let (_, second) = run.exchange(&answer, Some("nonce-1"));
    assert_eq!(second["auth_time"], first["auth_time"]);
}

#[test]
fn oidcc_id_token_hint() {
    let mut run = Run::with_own_clock();
    let (tokens, first) = run.log_in(&[]);
    let hint = [("prompt", "none"), ("id_token_hint", tokens["id_token"].as_str().unwrap())];
    for expired in [false, true] {
        if expired {
            run.realm.advance(3_600);
        }
        let answer = run.authorize_silently(&hint);
        let (_, second) = run.exchange(&answer, Some("nonce-1"));
        assert_eq!(second["sub"], first["sub"]);
    }
}

#[test]
fn oidcc_login_hint() {
    Run::start().log_in(&[("login_hint", "buffy@rp.example")]);
}

#[test]
fn oidcc_ui_locales() {
    Run::start().log_in(&[("ui_locales", "se")]);
}

#[test]
fn oidcc_claims_locales() {
    Run::start().log_in(&[("claims_locales", "se")]);
}

#[test]
fn oidcc_ensure_request_with_acr_values_succeeds() {
    let (_, id_token) = Run::start().log_in(&[("acr_values", "level1 level2")]);
    assert!([json!("level1"), json!("level2")].contains(&id_token["acr"]));
}
