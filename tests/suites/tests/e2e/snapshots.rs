//! Whole outputs: documents and helps, as they were when somebody last looked at them.

use dinhdanh_harness::{Gateway, Process, Realm, Request};
use serde_json::Value;

use crate::support::BINARY;

fn discovery(realm: &Realm) -> Value {
    let document = Request::get(&realm.url("/.well-known/openid-configuration")).send().expect(200);
    assert_eq!(document.header("content-type"), Some("application/json"));
    let text = document.text().replace(&realm.issuer, "{issuer}");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn discovery_is_the_same_document_in_every_realm() {
    let gateway = Gateway::shared();
    let (default, realm) = (discovery(&gateway.default_realm()), discovery(&gateway.realm()));
    assert_eq!(default, realm, "but for the issuer");
    insta::assert_json_snapshot!("discovery", default);
}

#[test]
fn the_metadata_is_found_where_rfc_8414_looks_too() {
    let gateway = Gateway::shared();
    let realm = gateway.realm();
    let inserted =
        format!("{}/.well-known/oauth-authorization-server/r/{}", gateway.ready.issuer, realm.name);
    let appended = realm.url("/.well-known/oauth-authorization-server");
    let get = |url: &str| Request::get(url).send().expect(200).json();
    assert_eq!(get(&inserted)["issuer"], realm.issuer, "RFC 8414 section 3.1: inserted before the path");
    assert_eq!(get(&inserted), get(&appended));
}

#[test]
fn the_keys_of_a_seed_are_its_own_and_public() {
    let jwks = Request::get(&Gateway::shared().default_realm().url("/jwks")).send().expect(200).json();
    let public = ["alg", "crv", "e", "kid", "kty", "n", "use", "x", "y"];
    for key in jwks["keys"].as_array().unwrap() {
        let members: Vec<_> = key.as_object().unwrap().keys().map(String::as_str).collect();
        assert!(members.iter().all(|member| public.contains(member)), "{members:?}");
    }
    insta::assert_json_snapshot!("jwks_of_seed_7", jwks);
}

#[test]
fn the_attribute_catalogue() {
    let catalogue =
        Request::get(&Gateway::shared().default_realm().url("/v1/attributes")).send().expect(200).json();
    insta::assert_json_snapshot!("attributes", catalogue);
}

#[test]
fn the_same_seed_clock_and_requests_give_the_same_bytes() {
    let run = || {
        let gateway = Gateway::start(Gateway::settings()).unwrap();
        let realm = Realm::attach("default", &gateway.ready.issuer, &gateway.ready.control);
        let seeded = gateway.ready.clients.iter().find(|client| client.client_id == "education").unwrap();
        let request =
            Request::post(&realm.url("/token")).basic("education", seeded.client_secret.as_deref().unwrap());
        let token = request.form(&[("grant_type", "client_credentials")]).send().expect(200).json();
        // Addresses differ by the port, and signatures with them: what is random must not.
        let claims = crate::foreign::decoded(token["access_token"].as_str().unwrap()).1;
        (claims["jti"].clone(), seeded.client_secret.clone())
    };
    assert_eq!(run(), run());
}

#[test]
fn help_of_every_command() {
    let commands: &[&[&str]] = &[
        &[],
        &["serve"],
        &["citizen"],
        &["organisation"],
        &["organisation", "show"],
        &["organisation", "find"],
        &["realm"],
        &["realm", "list"],
        &["realm", "create"],
        &["realm", "reset"],
        &["realm", "delete"],
        &["realm", "freeze"],
        &["realm", "advance"],
        &["realm", "resume"],
        &["realm", "real-time"],
        &["realm", "overlay"],
        &["realm", "overlay", "export"],
        &["realm", "overlay", "import"],
        &["keys"],
        &["keys", "list"],
        &["keys", "rotate"],
        &["config"],
        &["config", "check"],
        &["config", "schema"],
        &["doctor"],
    ];
    let mut helps = String::new();
    for command in commands {
        let help = Process::run(BINARY, &[command, &["--help"][..]].concat());
        assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""), "{command:?}");
        helps.push_str(&format!("=== dinhdanh {} --help\n{}\n", command.join(" "), help.stdout));
    }
    insta::assert_snapshot!("help", helps);
}

#[test]
fn the_schema_of_the_configuration() {
    let schema = Process::run(BINARY, &["config", "schema"]);
    let schema: Value = serde_json::from_str(&schema.stdout).unwrap();
    insta::assert_json_snapshot!("config_schema", schema);
}
