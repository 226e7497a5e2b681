//! Bad input: what a careless or hostile client sends is refused in the endpoint's own words, and the gateway goes on.

use dinhdanh_harness::{Browser, Client, Credentials, Gateway, NOW, Request, Response, raw};
use dinhdanh_protocol::error::Reason;
use serde_json::{Value, json};

use crate::foreign::Signer;
use crate::support::{adult, by_law, instant_realm_and_client, key_client, realm_and_client, reason, text, tokens};

const FORM: &str = "application/x-www-form-urlencoded";
const LIMIT: usize = 64 * 1024;

fn authority() -> String {
    Gateway::shared().ready.issuer.replace("http://", "")
}

#[test]
fn an_unregistered_redirect_uri_keeps_the_browser_here() {
    let (realm, client) = realm_and_client();
    for (uri, expected) in [
        ("", Reason::RedirectUriMissing),
        ("http://127.0.0.1/callback/", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/callback?x=1", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/callback#x", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/Callback", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/x/../callback", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/%63allback", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1@attacker.example/callback", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1.attacker.example/callback", Reason::RedirectUriUnregistered),
        ("https://127.0.0.1/callback", Reason::RedirectUriUnregistered),
        ("http://localhost/callback", Reason::RedirectUriUnregistered),
        ("//127.0.0.1/callback", Reason::RedirectUriUnregistered),
        ("javascript:alert(1)", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/callback\r\nset-cookie: a=b", Reason::RedirectUriUnregistered),
        ("https://attacker.example/", Reason::RedirectUriUnregistered),
        ("<script>alert(1)</script>", Reason::RedirectUriUnregistered),
    ] {
        // Also beside an error that would otherwise travel to the client.
        for more in [("scope", "openid"), ("response_type", "token"), ("prompt", "none")] {
            let params = [("redirect_uri", uri), more];
            let response = Browser::default().visit(&realm.authorize_url(&client, &params)).response.expect(400);
            assert_eq!(response.header("location"), None, "{uri}");
            assert_eq!(reason(&response), expected, "{uri}");
            assert!(!response.text().contains("<script>"), "{uri}");
        }
    }
}

#[test]
fn errors_of_a_good_redirect_uri_travel_to_the_client() {
    let (realm, client) = realm_and_client();
    for (name, value, error) in [
        ("response_type", "", "invalid_request"),
        ("response_type", "token", "unsupported_response_type"),
        ("response_type", "code id_token", "unsupported_response_type"),
        ("response_mode", "fragment", "invalid_request"),
        ("scope", "", "invalid_request"),
        ("scope", "openid nonsense", "invalid_scope"),
        ("scope", "openid attributes", "invalid_scope"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge_method", "", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("prompt", "none login", "invalid_request"),
        ("prompt", "jump", "invalid_request"),
        ("max_age", "-1", "invalid_request"),
        ("max_age", "soon", "invalid_request"),
        ("claims", "{", "invalid_request"),
        ("claims", "[]", "invalid_request"),
        ("purpose", "NOT A PURPOSE", "invalid_request"),
        ("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported"),
        ("request_uri", "https://attacker.example/", "request_uri_not_supported"),
        ("id_token_hint", "a.b.c", "invalid_request"),
    ] {
        let visit = Browser::default().visit(&realm.authorize_url(&client, &[(name, value)]));
        let answer = visit.answer();
        assert_eq!(answer.error(), error, "{name}={value}");
        assert_eq!(answer.get("state"), Some("state-1"), "{name}={value}");
        assert_eq!(answer.get("iss"), Some(realm.issuer.as_str()), "{name}={value}");
        let names: Vec<_> = answer.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["error", "error_description", "state", "iss"], "{name}={value}");
        let description = answer.get("error_description").unwrap();
        // RFC 6749 section 4.1.2.1.
        assert!(description.chars().all(|c| matches!(c, ' '..='~') && c != '"' && c != '\\'), "{description}");
    }
}

#[test]
fn a_state_comes_back_byte_for_byte() {
    let (realm, client) = instant_realm_and_client();
    for state in ["a b+c", "%41&x=y#z", "đĩa 💿", &"x".repeat(1_000), "\"'<>\\\r\n", "\u{0}"] {
        let answer = realm.instant(&client, adult(), &[("state", state)]);
        assert_eq!(answer.get("state"), Some(state));
    }
    assert_eq!(realm.instant(&client, adult(), &[("state", "")]).get("state"), None);
}

#[test]
fn a_parameter_occurs_once() {
    let (realm, client) = instant_realm_and_client();
    let issued = tokens(&realm, &client, adult(), &[]);
    let twice = |url: &str| Request::post(url).body(FORM, "a=1&a=1");
    let url = realm.authorize_url(&client, &[]);
    for page in [
        Request::get(&format!("{url}&scope=openid")),
        Request::get(&format!("{url}&unknown=1&unknown=2")),
        Request::get(&format!("{url}&redirect_uri=https%3A%2F%2Fattacker.example")),
        twice(&realm.url("/authorize")),
        twice(&realm.url("/login")),
        twice(&realm.url("/consent")),
        twice(&realm.url("/end_session")),
        Request::get(&realm.url("/end_session?state=1&state=2")),
    ] {
        let response = page.send().expect(400);
        assert_eq!(reason(&response), Reason::ParameterRepeated);
        assert_eq!(response.header("location"), None);
    }
    let token = Request::post(&realm.url("/token")).body(FORM, "grant_type=client_credentials&grant_type=refresh_token");
    let token = token.send().expect(400);
    assert_eq!((reason(&token), &token.json()["error"]), (Reason::ParameterRepeated, &json!("invalid_request")));
    let body = format!("access_token={0}&access_token={0}", text(&issued, "access_token"));
    let userinfo = Request::post(&realm.url("/userinfo")).body(FORM, body).send().expect(400);
    assert_eq!(reason(&userinfo), Reason::ParameterRepeated);
}

/// One request to each endpoint that reads a body: address, type of body, bearer token.
fn readers() -> (dinhdanh_harness::Realm, Vec<(String, &'static str, String)>) {
    let realm = Gateway::shared().instant_realm();
    let partner = realm.partner_token(&realm.partner_client("justice"));
    let admin = Gateway::shared().ready.control.token.clone();
    let clock = format!("{}/realms/{}/clock", Gateway::shared().ready.control.url, realm.name);
    let mut readers: Vec<_> = ["/token", "/authorize", "/login", "/consent", "/userinfo", "/end_session"]
        .iter()
        .map(|path| (realm.url(path), FORM, String::new()))
        .collect();
    readers.push((realm.url("/v1/attributes/query"), "application/json", partner));
    readers.push((clock, "application/json", admin));
    (realm, readers)
}

/// `POST` as bytes; these headers and body close the matter.
fn posted(url: &str, content_type: &str, bearer: &str, rest: &[u8]) -> Response {
    let path = url.replace(&Gateway::shared().ready.issuer, "");
    let mut bytes = format!(
        "POST {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: {content_type}\r\n",
        authority()
    )
    .into_bytes();
    if !bearer.is_empty() {
        bytes.extend_from_slice(format!("authorization: Bearer {bearer}\r\n").as_bytes());
    }
    bytes.extend_from_slice(rest);
    raw(&authority(), &bytes).unwrap()
}

#[test]
fn a_body_is_at_most_64_kilobytes_however_it_is_sent() {
    let (_realm, readers) = readers();
    for (url, content_type, bearer) in readers {
        let filler = "x".repeat(LIMIT + 1);
        let declared = format!("content-length: {}\r\n\r\na={filler}", filler.len() + 2);
        // Announced only, with nothing behind it: refused before it is waited for.
        let announced = format!("content-length: {}\r\n\r\n", 1_u64 << 40);
        let chunk = format!("{:x}\r\n{}\r\n", 16 * 1024, "x".repeat(16 * 1024));
        let chunked = format!("transfer-encoding: chunked\r\n\r\n{}0\r\n\r\n", chunk.repeat(5));
        for rest in [declared, announced, chunked] {
            let response = posted(&url, content_type, &bearer, rest.as_bytes());
            assert_eq!(reason(&response.expect(413)), Reason::BodyTooLong, "{url}");
        }
    }
}

#[test]
fn a_query_string_is_at_most_32_kilobytes() {
    let (realm, client) = instant_realm_and_client();
    let url = |length: usize| realm.authorize_url(&client, &[("state", &"x".repeat(length))]);
    assert_eq!(reason(&Browser::default().visit(&url(33_000)).response.expect(413)), Reason::BodyTooLong);
    Browser::default().visit(&url(30_000)).response.expect(200);
}

#[test]
fn a_body_has_the_type_of_its_endpoint() {
    let (_realm, readers) = readers();
    for (url, content_type, bearer) in readers {
        let other = if content_type == FORM { "application/json" } else { FORM };
        for wrong in [other, "text/plain", "multipart/form-data; boundary=x", ""] {
            let response = posted(&url, wrong, &bearer, b"content-length: 2\r\n\r\n{}");
            assert_eq!(reason(&response), Reason::ContentTypeWrong, "{url} {wrong}");
            // RFC 6749 section 5.2 knows 400 and 401 only.
            let expected = if url.ends_with("/token") { 400 } else { 415 };
            assert_eq!(response.status, expected, "{url} {wrong}");
        }
        let charset = format!("{content_type}; charset=utf-8");
        let response = posted(&url, &charset, &bearer, b"content-length: 2\r\n\r\n{}");
        assert!(response.status != 415, "{url}: parameters of the type are fine");
    }
}

#[test]
fn a_query_that_cannot_be_read_is_explained_without_repeating_it() {
    let realm = Gateway::shared().instant_realm();
    let token = realm.partner_token(&realm.partner_client("justice"));
    let good = by_law(&adult().personal_number, "civil-status", &["name"]);
    let send = |body: Vec<u8>| {
        let request = Request::post(&realm.url("/v1/attributes/query")).bearer(&token);
        request.body("application/json", body).send()
    };
    let deep = "[".repeat(50_000);
    for body in [&b""[..], b"{", b"\xff\xfe", b"{\"subject\":", b"{\"subject\" 1}", deep.as_bytes(), b"{\"purpose\":\"\xc3\"}"] {
        assert_eq!(reason(&send(body.to_vec()).expect(400)), Reason::BodyMalformed, "{body:?}");
    }
    let number = adult().personal_number.as_str();
    let changed = |member: &str, value: Value| {
        let mut query = good.clone();
        query[member] = value;
        query
    };
    for (query, expected) in [
        (json!([]), Reason::ParameterInvalid),
        (json!({}), Reason::ParameterInvalid),
        (changed("attributes", json!([])), Reason::ParameterMissing),
        (changed("attributes", json!(["name", "name"])), Reason::ParameterRepeated),
        (changed("attributes", json!(["shoe_size"])), Reason::ParameterInvalid),
        (changed("attributes", json!("name")), Reason::ParameterInvalid),
        (changed("purpose", json!("Civil Status")), Reason::ParameterInvalid),
        (changed("legal_basis", json!("whim")), Reason::ParameterInvalid),
        (changed("case_reference", json!("")), Reason::ParameterInvalid),
        (changed("case_reference", json!("   ")), Reason::ParameterInvalid),
        (changed("case_reference", json!("x".repeat(129))), Reason::ParameterInvalid),
        (changed("officer", json!("a\u{0}b")), Reason::ParameterInvalid),
        (changed("officer", json!(7)), Reason::ParameterInvalid),
        (changed("unknown", json!(1)), Reason::ParameterInvalid),
        (changed("subject", json!({})), Reason::ParameterInvalid),
        (changed("subject", json!({ "personal_number": format!("{number}0") })), Reason::ParameterInvalid),
        (changed("subject", json!({ "personal_number": number.replace('1', "x") })), Reason::ParameterInvalid),
        (changed("subject", json!({ "personal_number": number.parse::<u64>().unwrap() })), Reason::ParameterInvalid),
        (changed("subject", json!({ "personal_number": number, "citizen_token": "x" })), Reason::ParameterInvalid),
        (changed("subject", json!({ "tax_number": number })), Reason::ParameterInvalid),
    ] {
        let response = send(query.to_string().into_bytes()).expect(400);
        assert_eq!(reason(&response), expected, "{query}");
        for digits in [number, &number.replace('1', "x")] {
            assert!(!response.text().contains(digits), "{query} repeats a personal number: {}", response.text());
        }
    }
    assert_eq!(realm.events("disclosure_begun").len(), 0);
}

#[test]
fn a_client_authenticates_in_one_way_and_the_registered_one() {
    let realm = Gateway::shared().instant_realm();
    let secret = "pa ss+word%41&=:é";
    realm.register("basic", &json!({ "client_secret": secret, "partner": "justice" }));
    let post = json!({ "client_secret": secret, "partner": "justice", "token_endpoint_auth_method": "client_secret_post" });
    realm.register("post", &post);
    let (key, _) = key_client(&realm, "key", &json!({ "partner": "justice" }));
    let public = realm.public_client("public");
    let url = realm.url("/token");
    let grant = ("grant_type", "client_credentials");
    let with = |more: &[(&'static str, &'static str)]| Request::post(&url).form(&[&[grant], more].concat());
    let plain = |userpass: &str| {
        let encoded = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, userpass);
        Request::post(&url).header("authorization", format!("Basic {encoded}")).form(&[grant])
    };
    let assertion = [
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", "a.b.c"),
    ];
    let no = |reason: Reason| Some((401, reason));
    let table: Vec<(&str, Request, Option<(u16, Reason)>)> = vec![
        ("right", with(&[]).basic("basic", secret), None),
        ("right", with(&[("client_id", "post"), ("client_secret", secret)]), None),
        ("right", key.request(&url, &realm.issuer, &[grant]), None),
        ("id repeated", with(&[("client_id", "basic")]).basic("basic", secret), None),
        ("nothing", with(&[]), no(Reason::ClientAuthenticationMissing)),
        ("only an id", with(&[("client_id", "basic")]), no(Reason::ClientAuthenticationMissing)),
        ("unknown", with(&[]).basic("nobody", secret), no(Reason::ClientUnknown)),
        ("no id at all", with(&[]).basic("", secret), no(Reason::ClientUnknown)),
        ("not an id", with(&[]).basic("No Body/..", secret), no(Reason::ClientUnknown)),
        ("wrong", with(&[]).basic("basic", "x"), no(Reason::ClientSecretWrong)),
        ("empty", with(&[]).basic("basic", ""), no(Reason::ClientSecretWrong)),
        ("prefix", with(&[]).basic("basic", "pa ss"), no(Reason::ClientSecretWrong)),
        ("other id", with(&[("client_id", "post")]).basic("basic", secret), no(Reason::ClientUnknown)),
        ("not form-encoded", plain(&format!("basic:{secret}")), no(Reason::ClientSecretWrong)),
        ("encoded by %20", plain("basic:pa%20ss%2Bword%2541%26%3D%3A%C3%A9"), None),
        ("encoded by +", plain("basic:pa+ss%2bword%2541%26%3d%3a%c3%a9"), None),
        ("id encoded", plain("b%61sic:pa+ss%2Bword%2541%26%3D%3A%C3%A9"), None),
        ("colon bare", plain("basic:pa+ss%2Bword%2541%26%3D:%C3%A9"), None),
        ("bad escape", plain("basic:%zz%"), no(Reason::ClientSecretWrong)),
        ("no colon", plain("basic"), no(Reason::ClientSecretWrong)),
        ("not base64", with(&[]).header("authorization", "Basic !!!"), no(Reason::ClientSecretWrong)),
        ("not UTF-8", with(&[]).header("authorization", "Basic /v8="), no(Reason::ClientSecretWrong)),
        ("bytes", with(&[]).header("authorization", b"Basic \xff\xfe"), no(Reason::ClientSecretWrong)),
        ("bearer", with(&[]).bearer("x"), no(Reason::ClientSecretWrong)),
        ("scheme only", with(&[]).header("authorization", "Basic"), no(Reason::ClientSecretWrong)),
        ("basic for post", with(&[]).basic("post", secret), no(Reason::ClientMethodWrong)),
        ("post for basic", with(&[("client_id", "basic"), ("client_secret", secret)]), no(Reason::ClientMethodWrong)),
        ("secret for key", with(&[]).basic("key", secret), no(Reason::ClientMethodWrong)),
        ("secret for public", with(&[]).basic("public", secret), no(Reason::ClientMethodWrong)),
        (
            "basic and post",
            with(&[("client_id", "basic"), ("client_secret", secret)]).basic("basic", secret),
            Some((400, Reason::ClientAuthenticationTwice)),
        ),
        ("basic and key", with(&assertion).basic("basic", secret), Some((400, Reason::ClientAuthenticationTwice))),
        (
            "two headers",
            with(&[]).basic("basic", secret).basic("basic", secret),
            no(Reason::ClientSecretWrong),
        ),
        ("not a JWT", with(&assertion), no(Reason::ClientAssertionInvalid)),
        ("untyped", with(&assertion[1..]), no(Reason::ClientAssertionInvalid)),
        ("not allowed", public.request(&url, &realm.issuer, &[grant]), Some((400, Reason::GrantTypeNotAllowed))),
    ];
    for (what, request, expected) in table {
        let response = request.send();
        match expected {
            None => drop(response.expect(200)),
            Some((status, expected)) => {
                assert_eq!((response.status, reason(&response)), (status, expected), "{what}: {response:?}");
                assert_eq!(response.header("cache-control"), Some("no-store"), "{what}");
                let challenge = response.header("www-authenticate").unwrap_or_default();
                assert_eq!(challenge.starts_with("Basic "), status == 401, "{what}: RFC 6749 section 5.2");
            }
        }
    }
}

#[test]
fn an_assertion_is_checked_for_more_than_its_signature() {
    let realm = Gateway::shared().instant_realm();
    let (client, signer) = key_client(&realm, "key", &json!({ "partner": "justice" }));
    let (_, other) = key_client(&realm, "other", &json!({ "partner": "justice" }));
    let token = realm.url("/token");
    let send = |jwt: String| {
        let credentials = Credentials::Assertion(std::sync::Arc::new(move |_| jwt.clone()));
        realm.token(&Client { credentials, ..client.clone() }, &[("grant_type", "client_credentials")])
    };
    let made = |changes: &Value| signer.assertion("key", &realm.issuer, changes);
    let header = |header: &Value| {
        let claims = json!({ "iss": "key", "sub": "key", "aud": realm.issuer, "exp": NOW + 60, "jti": header.to_string() });
        signer.sign(header, &claims)
    };
    let good = [
        made(&json!({})),
        made(&json!({ "aud": token })),
        made(&json!({ "aud": [realm.issuer] })),
        made(&json!({ "aud": ["https://other.example", realm.issuer] })),
        made(&json!({ "iat": NOW + 8 })),
        made(&json!({ "nbf": NOW + 8 })),
        made(&json!({ "iat": null })),
        made(&json!({ "unknown": { "x": 1 } })),
        header(&json!({ "alg": "ES256" })),
        header(&json!({ "alg": "ES256", "kid": "client-key", "typ": "client-authentication+jwt" })),
        header(&json!({ "alg": "ES256", "kid": "client-key", "typ": "JWT" })),
    ];
    for jwt in good {
        send(jwt.clone()).expect(200);
        // Each was used now.
        let replayed = send(jwt).expect(401);
        assert_eq!((reason(&replayed), &replayed.json()["error"]), (Reason::ClientAssertionReplayed, &json!("invalid_client")));
    }
    let none = made(&json!({}));
    let parts: Vec<_> = none.split('.').collect();
    let bad = [
        ("aud of another", made(&json!({ "aud": "https://other.example" }))),
        ("aud of another realm", made(&json!({ "aud": Gateway::shared().ready.issuer }))),
        ("aud of another endpoint", made(&json!({ "aud": realm.url("/authorize") }))),
        ("aud with a slash", made(&json!({ "aud": format!("{}/", realm.issuer) }))),
        ("no aud", made(&json!({ "aud": null }))),
        ("empty aud", made(&json!({ "aud": [] }))),
        ("expired", made(&json!({ "exp": NOW - 60 }))),
        ("no exp", made(&json!({ "exp": null }))),
        ("exp as text", made(&json!({ "exp": "2030" }))),
        ("lives too long", made(&json!({ "exp": NOW + 86_400 }))),
        ("from the future", made(&json!({ "iat": NOW + 120 }))),
        ("not yet", made(&json!({ "nbf": NOW + 120 }))),
        ("no jti", made(&json!({ "jti": null }))),
        ("empty jti", made(&json!({ "jti": "" }))),
        ("endless jti", made(&json!({ "jti": "x".repeat(257) }))),
        ("no sub", made(&json!({ "sub": null }))),
        ("other sub", made(&json!({ "sub": "other" }))),
        ("other client's key", other.assertion("key", &realm.issuer, &json!({}))),
        ("somebody's key", Signer::generate().assertion("key", &realm.issuer, &json!({}))),
        ("unsigned", format!("eyJhbGciOiJub25lIn0.{}.", parts[1])),
        ("signature cut", format!("{}.{}.", parts[0], parts[1])),
        ("signature altered", format!("{}.{}.{}", parts[0], parts[1], "A".repeat(86))),
        ("other type", header(&json!({ "alg": "ES256", "kid": "client-key", "typ": "at+jwt" }))),
        ("critical header", header(&json!({ "alg": "ES256", "kid": "client-key", "crit": ["x"], "x": 1 }))),
        ("other kid", header(&json!({ "alg": "ES256", "kid": "unknown" }))),
        ("other alg", header(&json!({ "alg": "EdDSA", "kid": "client-key" }))),
        ("secret alg", header(&json!({ "alg": "HS256", "kid": "client-key" }))),
    ];
    for (what, jwt) in bad {
        let response = send(jwt).expect(401);
        assert_eq!(reason(&response), Reason::ClientAssertionInvalid, "{what}");
        assert_eq!(response.json()["error"], "invalid_client", "{what}");
    }
    // An issuer that is no client is not told from one that is not registered.
    let stranger = Signer::generate().assertion("nobody", &realm.issuer, &json!({}));
    assert_eq!(reason(&send(stranger).expect(401)), Reason::ClientUnknown);
}

#[test]
fn a_refused_exchange_does_not_give_the_assertion_back() {
    let realm = Gateway::shared().instant_realm();
    let (client, signer) = key_client(&realm, "key", &json!({ "partner": "justice" }));
    let jwt = signer.assertion("key", &realm.issuer, &json!({}));
    let fixed = Client { credentials: Credentials::Assertion(std::sync::Arc::new(move |_| jwt.clone())), ..client };
    let refused = realm.token(&fixed, &[("grant_type", "authorization_code"), ("code", "x")]);
    assert_eq!(reason(&refused.expect(400)), Reason::CodeUnknown);
    let replayed = realm.token(&fixed, &[("grant_type", "client_credentials")]);
    assert_eq!(reason(&replayed.expect(401)), Reason::ClientAssertionReplayed);
}

#[test]
fn every_path_names_the_methods_it_answers() {
    let gateway = Gateway::shared();
    let mut wrong = Vec::new();
    let paths: std::collections::BTreeSet<_> = dinhdanh_harness::routes().map(|route| route.path).collect();
    for path in paths {
        let of_path: Vec<_> =
            dinhdanh_harness::routes().filter(|route| route.path == path).map(|route| route.method).collect();
        let url = format!("{}{}", gateway.ready.issuer, path.replace("{realm}", "default").replace("{name}", "nobody"));
        let url = url.replace("{id}", "web").replace("{file}", "none.css");
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"] {
            if of_path.iter().any(|known| known == method) {
                continue;
            }
            let response = Request::new(method, &url).send();
            let allow = response.header("allow").unwrap_or_default().to_owned();
            let names_all = of_path.iter().all(|known| allow.contains(known.as_str()));
            if response.status != 405 || !names_all {
                wrong.push(format!("{method} {path}: {} allow `{allow}`", response.status));
            }
        }
    }
    assert!(wrong.is_empty(), "RFC 9110 section 15.5.6\n{}", wrong.join("\n"));
    let unknown = Request::get(&format!("{}/nothing/here", gateway.ready.issuer)).send().expect(404);
    assert_eq!(reason(&unknown), Reason::RouteUnknown);
    let head = Request::new("HEAD", &format!("{}/jwks", gateway.ready.issuer)).send().expect(200);
    assert_eq!(head.text(), "");
}

#[test]
fn bytes_that_are_not_http_are_cut_off_and_the_next_caller_is_served() {
    let gateway = Gateway::shared();
    let line = format!("GET /jwks HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", authority());
    let long_value = "x".repeat(2 * 1024 * 1024);
    let many: String = (0..500).map(|n| format!("x-{n}: 1\r\n")).collect();
    for (what, bytes, allowed) in [
        ("huge header", format!("{line}x: {long_value}\r\n\r\n").into_bytes(), &[400, 431][..]),
        ("many headers", format!("{line}{many}\r\n").into_bytes(), &[400, 431]),
        ("no version", b"GET /jwks\r\n\r\n".to_vec(), &[400, 505]),
        ("garbage", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n".to_vec(), &[400]),
        ("bytes in the path", [b"GET /\xff\xfe HTTP/1.1\r\n", &line.as_bytes()[20..], b"\r\n"].concat(), &[400, 404]),
        ("zero in a header", format!("{line}x: a\0b\r\n\r\n").into_bytes(), &[400]),
        ("two lengths", format!("{line}content-length: 1\r\ncontent-length: 2\r\n\r\nab").into_bytes(), &[400]),
        ("a negative length", format!("{line}content-length: -1\r\n\r\n").into_bytes(), &[400]),
        ("a folded header", format!("{line}x: a\r\n b\r\n\r\n").into_bytes(), &[400]),
    ] {
        // Cut off without a word is as good as told.
        if let Ok(response) = raw(&authority(), &bytes) {
            assert!(allowed.contains(&response.status), "{what}: {response:?}");
        }
        Request::get(&gateway.ready.issuer).send().expect(303);
    }
}

#[test]
fn escapes_that_are_no_text_break_nothing() {
    let (realm, client) = instant_realm_and_client();
    let url = realm.authorize_url(&client, &[("login_hint", &adult().personal_number)]);
    Request::get(&format!("{url}&x=%ff%fe%zz%")).send().expect(303);
    Request::get(&realm.url("/authorize?client_id=%ff")).send().expect(400);
    Request::get(&realm.url("/login?interaction=%00%ff")).send().expect(400);
    Request::get(&realm.url("/login?interaction=x&q=%ff")).header("cookie", b"dd_browser=\xff").send().expect(400);
    Request::get(&url).header("cookie", b"\xff\xfe=;;;=; =x").send().expect(303);
    Request::get(&url).header("accept-language", b"\xff;q=x,,*;q=9").send().expect(303);
    Request::post(&realm.url("/token")).body(FORM, b"grant_type=\xff&client_id=%ff".to_vec()).send().expect(401);
    assert_eq!(Request::get(&format!("{}/r/%ff/jwks", Gateway::shared().ready.issuer)).send().status, 404);
    for name in ["..", "%2e%2e", "A", "a_b", &"a".repeat(200), "%20system", " system"] {
        let path = format!("GET /r/{name}/jwks HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", authority());
        let response = raw(&authority(), path.as_bytes()).unwrap();
        assert!([400, 404].contains(&response.status), "{name}: {response:?}");
    }
}

#[test]
fn the_control_api_refuses_what_it_does_not_understand() {
    let realm = Gateway::shared().realm();
    let reject = |method: &str, path: &str, body: Value| {
        let response = realm.control(method, path).json(&body).send().expect(400);
        assert_eq!(reason(&response), Reason::ParameterInvalid, "{path} {body}");
        response.json()["detail"].as_str().unwrap().to_owned()
    };
    for body in [
        json!({}),
        json!("stop"),
        json!({ "advance": { "seconds": 0 } }),
        json!({ "advance": { "seconds": -1 } }),
        json!({ "advance": { "seconds": i64::MAX } }),
        json!({ "freeze": "yesterday" }),
        json!({ "freeze": null, "resume": null }),
    ] {
        reject("POST", "/clock", body);
    }
    reject("POST", "/keys", json!({ "alg": "HS256" }));
    reject("POST", "/keys", json!({ "alg": "none" }));
    let client = |changes: Value| {
        let mut body = json!({ "client_id": "c", "name": "C", "token_endpoint_auth_method": "none" });
        for (member, value) in changes.as_object().unwrap() {
            body[member] = value.clone();
        }
        reject("PUT", "/clients/c", body)
    };
    for changes in [
        json!({ "client_id": "other" }),
        json!({ "client_id": "Not An Id" }),
        json!({ "client_secret": "x" }),
        json!({ "token_endpoint_auth_method": "client_secret_basic" }),
        json!({ "token_endpoint_auth_method": "client_secret_jwt" }),
        json!({ "token_endpoint_auth_method": "private_key_jwt", "jwks": { "keys": [] } }),
        json!({ "token_endpoint_auth_method": "private_key_jwt", "jwks": { "keys": [{ "kty": "oct", "k": "AAAA" }] } }),
        json!({ "redirect_uris": ["http://127.0.0.1/cb#x"] }),
        json!({ "redirect_uris": ["/callback"] }),
        json!({ "scope": "openid nonsense" }),
        json!({ "scope": "attributes" }),
        json!({ "id_token_signed_response_alg": "none" }),
        json!({ "unknown": 1 }),
    ] {
        let detail = client(changes);
        assert!(detail.contains('`') || detail.contains("expected"), "a message says what was expected: {detail}");
    }
}
