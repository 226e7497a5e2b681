//! Who may call what: every route of the table as nobody, as somebody else, from another realm and too late.

use std::collections::BTreeMap;

use dinhdanh_harness::{Gateway, Realm, Request, Settings, routes};
use serde_json::json;

use crate::support::{text, tokens};

/// Expected statuses of a route's callers, in the order of [`Callers`].
struct Row(&'static str, &'static str, [u16; 6]);

/// Whoever asks gets the same.
const fn same(method: &'static str, path: &'static str, status: u16) -> Row {
    Row(method, path, [status; 6])
}

/// Nobody gets in without the admin token.
const fn admin(method: &'static str, path: &'static str) -> Row {
    same(method, path, 401)
}

/// Statuses without a token, with garbage, with a token of another scope, of another realm, of another client's citizen, and an expired one.
const EXPECTED: &[Row] = &[
    same("GET", "/.well-known/openid-configuration", 200),
    same("GET", "/.well-known/oauth-authorization-server", 200),
    same("GET", "/.well-known/oauth-authorization-server/r/{realm}", 200),
    same("GET", "/jwks", 200),
    same("GET", "/authorize", 400),
    same("POST", "/authorize", 400),
    same("GET", "/login", 400),
    same("POST", "/login", 400),
    same("GET", "/consent", 400),
    same("POST", "/consent", 400),
    // Bearer tokens authenticate no client.
    same("POST", "/token", 401),
    // Any client's citizen token is good here: it shows what that client was granted.
    Row("GET", "/userinfo", [401, 401, 403, 401, 200, 401]),
    Row("POST", "/userinfo", [401, 401, 403, 401, 200, 401]),
    same("GET", "/end_session", 200),
    same("POST", "/end_session", 200),
    Row("POST", "/v1/attributes/query", [401, 401, 403, 401, 403, 401]),
    same("GET", "/v1/attributes", 200),
    same("GET", "/", 303),
    same("GET", "/r/{realm}/", 303),
    same("GET", "/_sim/errors", 200),
    same("GET", "/_sim/assets/{file}", 404),
    same("GET", "/_sim/health", 200),
    admin("GET", "/_sim"),
    admin("GET", "/_sim/"),
    admin("GET", "/_sim/demo/login"),
    admin("GET", "/_sim/demo/callback"),
    admin("GET", "/_sim/ready"),
    admin("GET", "/_sim/realms"),
    admin("POST", "/_sim/realms"),
    admin("GET", "/_sim/realms/{name}"),
    admin("DELETE", "/_sim/realms/{name}"),
    admin("GET", "/_sim/realms/{name}/ready"),
    admin("POST", "/_sim/realms/{name}/reset"),
    admin("POST", "/_sim/realms/{name}/clock"),
    admin("GET", "/_sim/realms/{name}/keys"),
    admin("POST", "/_sim/realms/{name}/keys"),
    admin("GET", "/_sim/realms/{name}/audit"),
    admin("POST", "/_sim/realms/{name}/withdrawals"),
    admin("GET", "/_sim/realms/{name}/citizens"),
    admin("POST", "/_sim/realms/{name}/citizens"),
    admin("GET", "/_sim/realms/{name}/citizens/{number}"),
    admin("PATCH", "/_sim/realms/{name}/citizens/{number}"),
    admin("DELETE", "/_sim/realms/{name}/citizens/{number}"),
    admin("POST", "/_sim/realms/{name}/citizens/{number}/events"),
    admin("GET", "/_sim/realms/{name}/events"),
    admin("POST", "/_sim/realms/{name}/events"),
    admin("GET", "/_sim/realms/{name}/overlay"),
    admin("PUT", "/_sim/realms/{name}/overlay"),
    admin("GET", "/_sim/realms/{name}/organisations"),
    admin("GET", "/_sim/realms/{name}/organisations/{tax_code}"),
    admin("DELETE", "/_sim/realms/{name}/overlay/{id}"),
    admin("GET", "/_sim/realms/{name}/agreements"),
    admin("PUT", "/_sim/realms/{name}/agreements/{partner}"),
    admin("PUT", "/_sim/realms/{name}/clients/{id}"),
];

/// A gateway behind a proxy, which other machines could reach: the control API asks for its token. Each test's has a name of its own.
fn reachable(name: &str) -> Gateway {
    let issuer = Some(format!("http://{name}.example").parse().unwrap());
    Gateway::start(Settings { issuer, ..Gateway::settings() }).unwrap()
}

/// The bearer tokens that are tried on one route; the right one depends on the route.
struct Callers {
    /// A citizen's token for UserInfo, a partner's for data sharing.
    right: BTreeMap<&'static str, String>,
    wrong_scope: BTreeMap<&'static str, String>,
    other_realm: BTreeMap<&'static str, String>,
    citizen_of_another_client: String,
    expired: BTreeMap<&'static str, String>,
}

/// Which token is the right one.
fn kind(path: &str) -> &'static str {
    if path.starts_with("/v1/attributes/query") { "partner" } else { "citizen" }
}

fn both(gateway: &Gateway, realm: &Realm) -> BTreeMap<&'static str, String> {
    let citizen = gateway.citizen(&["adult", "level-2"]);
    let (web, partner) = (realm.web_client("web", &json!({})), realm.partner_client("health"));
    let citizen = text(&tokens(realm, &web, citizen, &[]), "access_token").to_owned();
    BTreeMap::from([("citizen", citizen), ("partner", realm.partner_token(&partner))])
}

fn callers(gateway: &Gateway, realm: &Realm, other: &Realm) -> Callers {
    let expired = both(gateway, realm);
    realm.advance(901);
    let right = both(gateway, realm);
    let swap = |tokens: &BTreeMap<&'static str, String>| {
        BTreeMap::from([("citizen", tokens["partner"].clone()), ("partner", tokens["citizen"].clone())])
    };
    let third = realm.web_client("third", &json!({}));
    let citizen = tokens(realm, &third, gateway.citizen(&["elderly", "level-2"]), &[]);
    Callers {
        wrong_scope: swap(&right),
        other_realm: both(gateway, other),
        citizen_of_another_client: text(&citizen, "access_token").to_owned(),
        expired,
        right,
    }
}

fn url(gateway: &Gateway, realm: &Realm, per_realm: bool, path: &str) -> String {
    let path = path.replace("{realm}", &realm.name).replace("{name}", &realm.name);
    let path = path.replace("{id}", "web").replace("{file}", "none.css").replace("{partner}", "health");
    if per_realm { realm.url(&path) } else { format!("{}{path}", gateway.ready.issuer) }
}

fn request(method: &str, path: &str, url: &str) -> Request {
    let request = Request::new(method, url);
    match (method, path) {
        ("POST", "/token" | "/authorize" | "/login" | "/consent" | "/end_session") => {
            request.form(&[("grant_type", "client_credentials")])
        }
        ("POST" | "PUT", path) if path != "/userinfo" => request.json(&json!({})),
        _ => request,
    }
}

#[test]
fn every_route_is_in_the_table_and_the_table_holds_nothing_else() {
    let mut expected: Vec<_> = EXPECTED.iter().map(|row| (row.0.to_owned(), row.1)).collect();
    let mut got: Vec<_> = routes().map(|route| (route.method, route.path)).collect();
    expected.sort();
    got.sort();
    assert_eq!(got, expected, "a new route gets a row here: who may call it?");
}

#[test]
fn every_route_turns_away_whom_it_should() {
    let gateway = reachable("table");
    let instant = json!({ "login": "instant" });
    let (realm, other) = (gateway.create(&instant), gateway.create(&instant));
    let callers = callers(&gateway, &realm, &other);
    let mut wrong = Vec::new();
    for route in routes() {
        let Row(_, _, expected) =
            EXPECTED.iter().find(|row| row.0 == route.method && row.1 == route.path).unwrap();
        let kind = kind(route.path);
        let tried = [
            ("no token", None),
            ("garbage", Some("garbage")),
            ("wrong scope", Some(callers.wrong_scope[kind].as_str())),
            ("other realm", Some(&callers.other_realm[kind])),
            ("other client's citizen", Some(&callers.citizen_of_another_client)),
            ("expired", Some(&callers.expired[kind])),
        ];
        for ((who, token), expected) in tried.into_iter().zip(expected) {
            let url = url(&gateway, &realm, route.per_realm, route.path);
            let request = request(&route.method, route.path, &url);
            let request = token.into_iter().fold(request, Request::bearer);
            let got = request.send().status;
            if got != *expected {
                wrong.push(format!(
                    "{} {} with {who}: expected {expected}, got {got}",
                    route.method, route.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The right tokens do open what they are for: the table above is not passed by a gateway that refuses everybody.
    realm.userinfo(&callers.right["citizen"]).expect(200);
    let bad_query = realm.query(&callers.right["partner"], &json!({}));
    assert_eq!(bad_query.status, 400);
}

#[test]
fn the_admin_token_opens_the_control_api_from_anywhere() {
    let gateway = reachable("admin");
    let realm = gateway.realm();
    for route in routes().filter(|route| route.access == "admin" && route.method != "DELETE") {
        let url = url(&gateway, &realm, route.per_realm, route.path);
        let request = request(&route.method, route.path, &url).header("host", "gateway.example");
        let status = request.bearer(&gateway.ready.control.token).send().status;
        assert!(![401, 403].contains(&status), "{} {}: {status}", route.method, route.path);
    }
}

#[test]
fn on_loopback_another_sites_page_is_kept_out_of_the_control_api() {
    let gateway = Gateway::shared();
    let realm = gateway.realm();
    let mut wrong = Vec::new();
    for route in routes().filter(|route| route.access == "admin") {
        let url = url(gateway, &realm, route.per_realm, route.path);
        let try_with = |name: &str, value: &str| {
            request(&route.method, route.path, &url).header(name, value).send().status
        };
        // A name that was rebound to loopback; and, for what changes something, a page of another origin.
        let mut tried = vec![("host", try_with("host", "attacker.example"))];
        if route.method != "GET" {
            tried.push(("origin", try_with("origin", "https://attacker.example")));
            tried.push(("null origin", try_with("origin", "null")));
        }
        let wrong_here = tried.into_iter().filter(|(_, status)| *status != 403);
        wrong.extend(
            wrong_here.map(|(how, status)| format!("{} {} {how}: {status}", route.method, route.path)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_admin_token_in_an_address_becomes_a_cookie_that_only_reads() {
    let gateway = reachable("cookie");
    let control = &gateway.ready.control;
    let welcome = Request::get(&format!("{}/?admin_token={}", control.url, control.token)).send().expect(303);
    assert_eq!(welcome.header("location"), Some("/_sim/"), "the token leaves the address");
    let cookie = welcome.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    Request::get(&format!("{}/realms", control.url)).header("cookie", cookie).send().expect(200);
    let change = Request::post(&format!("{}/realms", control.url))
        .header("cookie", cookie)
        .json(&json!({"name": "abc"}));
    change.send().expect(401);
    Request::get(&format!("{}/realms?admin_token=wrong", control.url)).send().expect(401);
}
