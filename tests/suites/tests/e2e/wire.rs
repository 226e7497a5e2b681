//! Bad HTTP: methods, bytes and escapes. The gateway goes on.

use dinhdanh_harness::{Gateway, Request, raw};
use dinhdanh_protocol::error::Reason;

use crate::support::{FORM, adult, authority, instant_realm_and_client, reason};

#[test]
fn every_path_names_the_methods_it_answers() {
    let gateway = Gateway::shared();
    let realm = gateway.realm();
    let mut wrong = Vec::new();
    let paths: std::collections::BTreeSet<_> = dinhdanh_harness::routes().map(|route| route.path).collect();
    for path in paths {
        let of_path: Vec<_> =
            dinhdanh_harness::routes().filter(|route| route.path == path).map(|route| route.method).collect();
        let url = format!(
            "{}{}",
            gateway.ready.issuer,
            path.replace("{realm}", &realm.name).replace("{name}", "nobody")
        );
        let url = url.replace("{id}", "web").replace("{file}", "none.css").replace("{partner}", "health");
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
        (
            "bytes in the path",
            [b"GET /\xff\xfe HTTP/1.1\r\n", &line.as_bytes()[20..], b"\r\n"].concat(),
            &[400, 404],
        ),
        ("zero in a header", format!("{line}x: a\0b\r\n\r\n").into_bytes(), &[400]),
        (
            "two lengths",
            format!("{line}content-length: 1\r\ncontent-length: 2\r\n\r\nab").into_bytes(),
            &[400],
        ),
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
    Request::get(&realm.url("/login?interaction=x&q=%ff"))
        .header("cookie", b"dd_browser=\xff")
        .send()
        .expect(400);
    Request::get(&url).header("cookie", b"\xff\xfe=;;;=; =x").send().expect(303);
    Request::get(&url).header("accept-language", b"\xff;q=x,,*;q=9").send().expect(303);
    Request::post(&realm.url("/token"))
        .body(FORM, b"grant_type=\xff&client_id=%ff".to_vec())
        .send()
        .expect(401);
    assert_eq!(Request::get(&format!("{}/r/%ff/jwks", Gateway::shared().ready.issuer)).send().status, 404);
    for name in ["..", "%2e%2e", "A", "a_b", &"a".repeat(200), "%20system", " system"] {
        let path =
            format!("GET /r/{name}/jwks HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", authority());
        let response = raw(&authority(), path.as_bytes()).unwrap();
        assert!([400, 404].contains(&response.status), "{name}: {response:?}");
    }
}

#[test]
fn browser_applications_of_other_origins_may_read_what_carries_no_cookie() {
    let realm = Gateway::shared().realm();
    let allowed = |method: &str, path: &str| {
        let request = Request::new(method, &realm.url(path)).header("origin", "https://spa.example");
        let asked = request.header("access-control-request-method", "POST").send();
        asked.header("access-control-allow-origin").map(str::to_owned)
    };
    for (method, path) in [
        ("GET", "/.well-known/openid-configuration"),
        ("GET", "/jwks"),
        ("OPTIONS", "/token"),
        ("OPTIONS", "/userinfo"),
    ] {
        assert_eq!(allowed(method, path).as_deref(), Some("*"), "{path}");
    }
    for path in ["/authorize", "/login", "/consent", "/end_session", "/v1/attributes/query", "/_sim/realms"] {
        assert_eq!(allowed("OPTIONS", path), None, "{path}");
        assert_eq!(allowed("GET", path), None, "{path}");
    }
}
