//! `kill -9` in the middle of logins and queries: what was acknowledged is there after the restart, and nothing is there twice.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use dinhdanh_harness::{Browser, Client, Credentials, FROZEN_AT, Process, Realm, Request};
use dinhdanh_protocol::ready::{ReadyCitizen, ReadyFile};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::foreign::{Signer, decoded};
use crate::support::{BINARY, by_law, reason, text};

const ROUNDS: usize = 3;
/// Acknowledgements before the process is killed, wherever the workers are then.
const ACKNOWLEDGED: usize = 40;
const WORKERS: usize = 4;

/// Something that the gateway said is done.
enum Done {
    /// The audit sequence of an answered query.
    Disclosure(String),
    /// A browser with a session, and a code that was exchanged for this refresh token.
    Login { browser: Browser, code: String, refresh_token: String },
    /// An assertion that authenticated.
    Assertion(String),
}

struct Clients {
    web: Client,
    partner: Client,
    key: Signer,
}

/// Registered before the first round, and never again: they must survive too.
fn register(realm: &Realm) -> Clients {
    let key = Signer::generate();
    let settings =
        json!({ "token_endpoint_auth_method": "private_key_jwt", "jwks": key.jwks(), "partner": "health" });
    realm.register("key", &settings);
    Clients { web: realm.web_client("web", &json!({})), partner: realm.partner_client("justice"), key }
}

/// Starts the gateway at `listen`: assertions are made for an issuer, so its address must stay the same.
fn serve(data: &TempDir, listen: &str) -> Process {
    let data = data.path().to_str().unwrap();
    let args = ["--data", data, "--seed", "7", "--frozen-at", FROZEN_AT, "--listen", listen];
    loop {
        match Process::serve(BINARY, &args) {
            Ok(process) => return process,
            // Another test's connection may have been given the port for a moment.
            Err(ended) => assert!(ended.stderr.contains("cannot listen"), "{ended:?}"),
        }
    }
}

/// One step of the load; `None` when the gateway is gone, which is no failure here.
fn query(realm: &Realm, clients: &Clients, citizen: &ReadyCitizen) -> Option<Vec<Done>> {
    let assertion = clients.key.assertion("key", &realm.issuer, &json!({}));
    let jwt = assertion.clone();
    let credentials = Credentials::Assertion(std::sync::Arc::new(move |_| jwt.clone()));
    let key = Client { id: "key".to_owned(), credentials, ..clients.partner.clone() };
    let grant = [("grant_type", "client_credentials")];
    let token = |client: &Client| {
        let response = client.request(&realm.url("/token"), &realm.issuer, &grant).try_send().ok()?;
        Some(text(&response.expect(200).json(), "access_token").to_owned())
    };
    token(&key)?;
    let access = token(&clients.partner)?;
    let body = by_law(&citizen.personal_number, "civil-status", &["name", "birthdate"]);
    let request = Request::post(&realm.url("/v1/attributes/query")).bearer(&access).json(&body);
    let answer = decoded(&request.try_send().ok()?.expect(200).text()).1;
    Some(vec![Done::Assertion(assertion), Done::Disclosure(text(&answer, "txn").to_owned())])
}

fn login(realm: &Realm, clients: &Clients, citizen: &ReadyCitizen) -> Option<Vec<Done>> {
    let mut browser = Browser::default();
    let answer = realm.try_sign_in(&mut browser, &clients.web, citizen, &[]).ok()?;
    let code = answer.code().to_owned();
    let request = realm.redeem_request(&clients.web, &code);
    let tokens = request.try_send().ok()?.expect(200).json();
    let refresh_token = text(&tokens, "refresh_token").to_owned();
    Some(vec![Done::Login { browser, code, refresh_token }])
}

/// Works until the gateway is gone.
fn work(ready: &ReadyFile, clients: &Clients, worker: usize, killed: &AtomicBool, done: &Sender<Done>) {
    let realm = Realm::attach("default", &ready.issuer, &ready.control);
    let able: Vec<_> = ready
        .citizens
        .iter()
        .filter(|c| c.traits.iter().any(|t| t == "level-2") && !c.traits.iter().any(|t| t == "locked"))
        .collect();
    let citizen = able[worker % able.len()];
    loop {
        let step = if worker.is_multiple_of(2) { query } else { login };
        let Some(acknowledged) = step(&realm, clients, citizen) else {
            assert!(killed.load(Ordering::SeqCst), "the gateway went away before it was killed");
            return;
        };
        for event in acknowledged {
            // The receiver counts to its number and leaves.
            let _ = done.send(event);
        }
    }
}

/// Everything that was acknowledged between a start and a kill.
fn round(process: Process, clients: &Clients) -> Vec<Done> {
    let ready = process.ready.clone();
    let (killed, (sender, receiver)) = (AtomicBool::new(false), channel());
    thread::scope(|scope| {
        for worker in 0..WORKERS {
            let (sender, ready, killed) = (sender.clone(), &ready, &killed);
            scope.spawn(move || work(ready, clients, worker, killed, &sender));
        }
        drop(sender);
        let mut done: Vec<Done> = receiver.iter().take(ACKNOWLEDGED).collect();
        killed.store(true, Ordering::SeqCst);
        process.kill();
        // What arrived between the last count and the kill was acknowledged too.
        done.extend(receiver.iter());
        done
    })
}

/// Checks every acknowledgement against a gateway that knows only the disk.
fn check(realm: &Realm, clients: &Clients, done: &mut [Done]) {
    let audit = realm.audit();
    let sequences: Vec<_> = audit.iter().map(|line| line["sequence"].as_u64().unwrap()).collect();
    assert_eq!(sequences, (1..=audit.len() as u64).collect::<Vec<_>>(), "the log has no gap");
    let of = |kind: &str, member: fn(&Value) -> String| -> BTreeSet<String> {
        audit.iter().filter(|line| line["event"]["event"] == kind).map(member).collect()
    };
    let begun = of("disclosure_begun", |line| line["sequence"].to_string());
    let completed = of("disclosure_completed", |line| line["event"]["begun"].to_string());
    assert!(completed.is_subset(&begun));
    let (mut disclosures, mut logins, mut assertions) = (0, 0, 0);
    for event in done.iter_mut() {
        match event {
            Done::Disclosure(sequence) => {
                disclosures += 1;
                assert!(
                    completed.contains(sequence),
                    "disclosure {sequence} was answered and is not in the log"
                );
            }
            Done::Login { browser, refresh_token, .. } => {
                logins += 1;
                realm.refresh(&clients.web, refresh_token).expect(200);
                let none = realm.authorize_url(&clients.web, &[("prompt", "none")]);
                browser.visit(&none).answer().code();
            }
            Done::Assertion(jwt) => {
                assertions += 1;
                let jwt = jwt.clone();
                let credentials = Credentials::Assertion(std::sync::Arc::new(move |_| jwt.clone()));
                let client = Client { id: "key".to_owned(), credentials, ..clients.partner.clone() };
                let replayed = realm.token(&client, &[("grant_type", "client_credentials")]).expect(401);
                assert_eq!(reason(&replayed).code(), "client-assertion-replayed");
            }
        }
    }
    assert!(disclosures > 0 && logins > 0 && assertions > 0, "every kind of work was under way");
}

#[test]
fn what_was_acknowledged_survives_sigkill() {
    let data = TempDir::new().unwrap();
    let mut process = serve(&data, "127.0.0.1:0");
    let address = process.ready.issuer.replace("http://", "");
    let clients = register(&process.default_realm());
    let mut done = Vec::new();
    for _ in 0..ROUNDS {
        done.extend(round(process, &clients));
        process = serve(&data, &address);
        check(&process.default_realm(), &clients, &mut done);
    }
    // Last, because a second use takes the tokens away.
    let realm = process.default_realm();
    for event in &done {
        let Done::Login { code, refresh_token, .. } = event else { continue };
        assert_eq!(reason(&realm.redeem(&clients.web, code).expect(400)).code(), "code-replayed");
        realm.refresh(&clients.web, refresh_token).expect(400);
    }
}
