//! Bad bodies: too long, of another type, unreadable, or without sense. The refusal is in the endpoint's own words.

use dinhdanh_harness::{Gateway, Realm, Request, Response, raw};
use dinhdanh_protocol::error::Reason;
use serde_json::{Value, json};

use crate::support::{FORM, adult, authority, by_law, reason};

const LIMIT: usize = 64 * 1024;

/// One request to each endpoint that reads a body: address, type of body, bearer token.
fn readers() -> (Realm, Vec<(String, &'static str, String)>) {
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
fn a_body_has_the_type_of_its_endpoint() {
    let (_realm, readers) = readers();
    // UserInfo reads a form only for its token, which may stand in the header as well.
    for (url, content_type, bearer) in readers.into_iter().filter(|(url, ..)| !url.ends_with("/userinfo")) {
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
    for body in [&b""[..], b"{", b"\xff\xfe", b"{\"subject\":", b"{\"subject\" 1}", deep.as_bytes()] {
        assert_eq!(reason(&send(body.to_vec()).expect(400)), Reason::BodyMalformed, "{body:?}");
    }
    let number = adult().personal_number.as_str();
    let wrong = format!("{}x", &number[..11]);
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
        (changed("subject", json!({ "personal_number": wrong })), Reason::ParameterInvalid),
        (
            changed("subject", json!({ "personal_number": number.parse::<u64>().unwrap() })),
            Reason::ParameterInvalid,
        ),
        (
            changed("subject", json!({ "personal_number": number, "citizen_token": "x" })),
            Reason::ParameterInvalid,
        ),
        (changed("subject", json!({ "tax_number": number })), Reason::ParameterInvalid),
        (changed("subject", json!(number)), Reason::ParameterInvalid),
        (changed("attributes", json!(number)), Reason::ParameterInvalid),
        (changed("legal_basis", json!(number)), Reason::ParameterInvalid),
        (changed("purpose", json!([number])), Reason::ParameterInvalid),
    ] {
        let response = send(query.to_string().into_bytes()).expect(400);
        assert_eq!(reason(&response), expected, "{query}");
        for digits in [number, wrong.as_str()] {
            assert!(
                !response.text().contains(digits),
                "{query} repeats a personal number: {}",
                response.text()
            );
        }
    }
    assert_eq!(realm.events("disclosure_begun").len(), 0);
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
        assert!(
            detail.contains('`') || detail.contains("expected"),
            "a message says what was expected: {detail}"
        );
    }
}
