//! Refresh tokens: a confidential client's stays, a public client's is replaced, a replaced one that turns up again ends the family.

use dinhdanh_protocol::error::Reason;
use serde_json::{Value, json};

use crate::foreign::decoded;
use crate::support::{adult, instant_realm_and_client, reason, text, tokens};

fn refresh_token(tokens: &Value) -> &str {
    text(tokens, "refresh_token")
}

#[test]
fn a_confidential_clients_token_stays_the_same() {
    let (realm, client) = instant_realm_and_client();
    let first = tokens(&realm, &client, adult(), &[("scope", "openid profile offline_access")]);
    let before = decoded(text(&first, "id_token")).1;
    for round in 1..=3 {
        realm.advance(60);
        let again = realm.refresh(&client, refresh_token(&first)).expect(200);
        assert_eq!(again.header("cache-control"), Some("no-store"));
        let again = again.json();
        assert_eq!(again.get("refresh_token"), None, "the old one stays good");
        let claims = decoded(text(&again, "id_token")).1;
        for same in ["iss", "sub", "aud", "auth_time", "sid"] {
            assert_eq!(claims[same], before[same], "{same}");
        }
        assert_eq!(claims["iat"].as_i64().unwrap(), before["iat"].as_i64().unwrap() + 60 * round);
        assert_eq!(claims.get("nonce"), None, "OpenID Connect Core section 12.2");
        realm.userinfo(text(&again, "access_token")).expect(200);
    }
}

#[test]
fn a_public_clients_token_is_replaced_and_a_replay_ends_the_family() {
    let (realm, _) = instant_realm_and_client();
    let public = realm.public_client("spa");
    let first = tokens(&realm, &public, adult(), &[]);
    let second = realm.refresh(&public, refresh_token(&first)).expect(200).json();
    assert_ne!(refresh_token(&first), refresh_token(&second));
    let third = realm.refresh(&public, refresh_token(&second)).expect(200).json();
    // Somebody kept the first one.
    assert_eq!(
        reason(&realm.refresh(&public, refresh_token(&first)).expect(400)),
        Reason::RefreshTokenReplayed
    );
    realm.refresh(&public, refresh_token(&third)).expect(400);
    for tokens in [&first, &second, &third] {
        assert_eq!(reason(&realm.userinfo(text(tokens, "access_token")).expect(401)), Reason::TokenRevoked);
    }
    assert_eq!(realm.events("grant_revoked")[0]["reason"], "refresh-token-replayed");
    // Another login of the same citizen is not concerned.
    tokens_still_work(&realm, &public);
}

fn tokens_still_work(realm: &dinhdanh_harness::Realm, client: &dinhdanh_harness::Client) {
    let other = tokens(realm, client, adult(), &[]);
    realm.userinfo(text(&other, "access_token")).expect(200);
    realm.refresh(client, refresh_token(&other)).expect(200);
}

#[test]
fn a_token_belongs_to_its_client() {
    let (realm, client) = instant_realm_and_client();
    let other = realm.web_client("other", &json!({}));
    let issued = tokens(&realm, &client, adult(), &[]);
    let refused = realm.refresh(&other, refresh_token(&issued)).expect(400);
    assert_eq!(refused.json()["error"], "invalid_grant");
    assert_eq!(reason(&refused), Reason::RefreshTokenOtherClient);
    realm.refresh(&client, refresh_token(&issued)).expect(200);
}

#[test]
fn scopes_can_be_narrowed_and_never_widened() {
    let (realm, client) = instant_realm_and_client();
    let issued = tokens(&realm, &client, adult(), &[("scope", "openid profile phone")]);
    let refresh = |scope: &str| {
        let form =
            [("grant_type", "refresh_token"), ("refresh_token", refresh_token(&issued)), ("scope", scope)];
        realm.token(&client, &form)
    };
    let narrow = refresh("openid phone").expect(200).json();
    assert_eq!(narrow["scope"], "openid phone");
    let userinfo = realm.userinfo(text(&narrow, "access_token")).expect(200).json();
    assert_eq!(userinfo.get("name"), None);
    assert!(userinfo.get("phone_number").is_some());
    for wider in ["openid email", "attributes", "openid nonsense"] {
        assert_eq!(reason(&refresh(wider).expect(400)), Reason::ScopeNotAllowed, "{wider}");
    }
    // Narrowing was for one access token only.
    assert_eq!(refresh("").expect(200).json()["scope"], "openid profile phone");
}

#[test]
fn a_token_lives_thirty_days() {
    let (realm, client) = instant_realm_and_client();
    let issued = tokens(&realm, &client, adult(), &[]);
    realm.advance(30 * 86_400 - 1);
    realm.refresh(&client, refresh_token(&issued)).expect(200);
    realm.advance(2);
    assert_eq!(
        reason(&realm.refresh(&client, refresh_token(&issued)).expect(400)),
        Reason::RefreshTokenUnknown
    );
}

#[test]
fn an_access_token_lives_fifteen_minutes() {
    let (realm, client) = instant_realm_and_client();
    let issued = tokens(&realm, &client, adult(), &[]);
    assert_eq!(issued["expires_in"], 900);
    realm.advance(899);
    realm.userinfo(text(&issued, "access_token")).expect(200);
    realm.advance(1);
    assert_eq!(reason(&realm.userinfo(text(&issued, "access_token")).expect(401)), Reason::TokenInvalid);
}
