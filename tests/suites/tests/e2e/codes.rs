//! Authorization codes: single use, one minute, bound to client, redirect URI and challenge.

use dinhdanh_harness::{Browser, Client, Realm};
use dinhdanh_protocol::error::Reason;
use serde_json::json;

use crate::foreign::s256;
use crate::support::{adult, instant_realm_and_client, reason, text};

fn code(realm: &Realm, client: &Client) -> String {
    realm.instant(client, adult(), &[]).code().to_owned()
}

#[test]
fn a_second_use_is_refused_and_takes_back_what_the_first_one_gave() {
    let (realm, client) = instant_realm_and_client();
    let code = code(&realm, &client);
    let tokens = realm.redeem(&client, &code).expect(200).json();
    let (access, refresh) = (text(&tokens, "access_token"), text(&tokens, "refresh_token"));
    realm.userinfo(access).expect(200);
    realm.advance(30);
    assert_eq!(reason(&realm.redeem(&client, &code).expect(400)), Reason::CodeReplayed);
    assert_eq!(reason(&realm.userinfo(access).expect(401)), Reason::TokenRevoked);
    assert_eq!(reason(&realm.refresh(&client, refresh).expect(400)), Reason::RefreshTokenUnknown);
    let revoked = realm.events("grant_revoked");
    assert_eq!(revoked.len(), 1);
    assert_eq!(revoked[0]["reason"], "code-replayed");
}

#[test]
fn another_client_can_neither_use_a_code_nor_end_the_rightful_ones_tokens() {
    let (realm, client) = instant_realm_and_client();
    let other = realm.web_client("other", &json!({}));
    let code = code(&realm, &client);
    assert_eq!(reason(&realm.redeem(&other, &code).expect(400)), Reason::CodeOtherClient);
    let tokens = realm.redeem(&client, &code).expect(200).json();
    realm.redeem(&other, &code).expect(400);
    realm.userinfo(text(&tokens, "access_token")).expect(200);
}

#[test]
fn a_code_lives_a_minute() {
    let (realm, client) = instant_realm_and_client();
    let (early, late) = (code(&realm, &client), code(&realm, &client));
    realm.advance(59);
    realm.redeem(&client, &early).expect(200);
    realm.advance(2);
    assert_eq!(reason(&realm.redeem(&client, &late).expect(400)), Reason::CodeUnknown);
}

#[test]
fn a_code_is_bound_to_redirect_uri_and_challenge() {
    let (realm, client) = instant_realm_and_client();
    let (uri, right) = (client.redirect_uri.as_str(), "a-verifier-of-at-least-forty-three-characters");
    let challenge = s256(right);
    let with_challenge = [("code_challenge", challenge.as_str())];
    let without = [("code_challenge", ""), ("code_challenge_method", "")];
    let wrong = "another-verifier-of-forty-three-characters--";
    let table = [
        (&with_challenge[..], uri, right, None),
        (&without, uri, "", None),
        (&with_challenge, "", right, Some(Reason::RedirectUriMismatch)),
        (&with_challenge, "http://127.0.0.1/other", right, Some(Reason::RedirectUriMismatch)),
        // A port that the registration would allow is still not the port of the request.
        (&with_challenge, "http://127.0.0.1:1/callback", right, Some(Reason::RedirectUriMismatch)),
        (&with_challenge, uri, "", Some(Reason::PkceMissing)),
        (&with_challenge, uri, wrong, Some(Reason::PkceMismatch)),
        (&with_challenge, uri, &challenge, Some(Reason::PkceMismatch)),
        (&without, uri, right, Some(Reason::PkceMissing)),
    ];
    for (params, redirect_uri, verifier, expected) in table {
        let code = realm.instant(&client, adult(), params).code().to_owned();
        let mut form = vec![("grant_type", "authorization_code"), ("code", code.as_str())];
        form.extend(
            [("redirect_uri", redirect_uri), ("code_verifier", verifier)]
                .iter()
                .filter(|(_, v)| !v.is_empty()),
        );
        let response = realm.token(&client, &form);
        match expected {
            None => drop(response.expect(200)),
            Some(expected) => {
                let response = response.expect(400);
                assert_eq!(reason(&response), expected, "{form:?}");
                assert_eq!(response.json()["error"], "invalid_grant", "{form:?}");
            }
        }
    }
}

#[test]
fn a_failed_exchange_does_not_use_the_code_up() {
    let (realm, client) = instant_realm_and_client();
    let code = code(&realm, &client);
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", &client.redirect_uri),
    ];
    realm.token(&client, &form).expect(400);
    realm.redeem(&client, &code).expect(200);
}

#[test]
fn a_public_client_must_use_pkce() {
    let (realm, _) = instant_realm_and_client();
    let public = realm.public_client("spa");
    let without =
        [("code_challenge", ""), ("code_challenge_method", ""), ("login_hint", &adult().personal_number)];
    let refused = Browser::default().visit(&realm.authorize_url(&public, &without));
    assert_eq!(refused.answer().error(), "invalid_request");
    assert_eq!(reason(&refused.response), Reason::PkceRequired);
}

#[test]
fn two_at_once_get_one_grant_between_them() {
    let (realm, client) = instant_realm_and_client();
    let code = code(&realm, &client);
    let exchange = || realm.redeem(&client, &code).status;
    let (first, second) = std::thread::scope(|scope| {
        let other = scope.spawn(exchange);
        (exchange(), other.join().unwrap())
    });
    assert_eq!([first, second].iter().filter(|status| **status == 200).count(), 1, "{first} {second}");
}
