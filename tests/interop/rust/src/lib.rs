//! A running gateway for tests that know nothing of its code: the shipped binary, a free port, a fresh directory.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A gateway that ends with its owner.
pub struct Gateway {
    process: Child,
    ready: Value,
    http: reqwest::Client,
    /// Kept open: the gateway would fail to greet into a closed pipe.
    _greeting: BufReader<ChildStdout>,
    _directory: tempfile::TempDir,
}

/// A realm where `login_hint` logs in at once.
pub struct Realm {
    /// Its issuer.
    pub issuer: String,
    name: String,
}

impl Gateway {
    /// Starts the binary that `DINHDANH_BIN` names and waits until it answers.
    ///
    /// # Panics
    /// When the variable is not set or the gateway does not start; what it says stands on standard error.
    #[expect(clippy::disallowed_methods, reason = "which binary to test is all the configuration there is")]
    pub fn start() -> Self {
        let binary = std::env::var_os("DINHDANH_BIN")
            .expect("expected `DINHDANH_BIN` to name the gateway's binary; `tests/interop/run` sets it");
        let directory = tempfile::tempdir().expect("a directory for the gateway's data");
        let ready_file = directory.path().join("ready.json");
        let mut process = Command::new(binary)
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--seed",
                "7",
                "--population",
                "100000",
                "--log",
                "warn",
            ])
            .arg("--data")
            .arg(directory.path().join("data"))
            .arg("--ready-file")
            .arg(&ready_file)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary that `DINHDANH_BIN` names");
        let mut greeting = BufReader::new(process.stdout.take().expect("a piped standard output"));
        // The gateway greets after it has written the ready-file; an end without a greeting leaves no file.
        greeting.read_line(&mut String::new()).expect("a greeting");
        Self {
            process,
            ready: read(&ready_file),
            http: http_client(),
            _greeting: greeting,
            _directory: directory,
        }
    }

    /// Personal number of the first citizen who has each of these traits.
    ///
    /// # Panics
    /// When the ready-file names nobody of the kind.
    pub fn citizen(&self, traits: &[&str]) -> &str {
        let fits = |citizen: &&Value| {
            let own = citizen["traits"].as_array().expect("traits");
            traits.iter().all(|wanted| own.iter().any(|one| one == wanted))
        };
        let citizen = self.ready["citizens"].as_array().expect("citizens").iter().find(fits);
        citizen.expect("a citizen with these traits")["personal_number"].as_str().expect("a number")
    }

    /// Creates a realm where `login_hint` logs in at once, so that a test needs no page.
    pub async fn instant_realm(&self, name: &str) -> Realm {
        let body = json!({ "name": name, "seed": 1, "login": "instant" });
        let view = self.control(reqwest::Method::POST, "/realms", &body).await.json::<Value>().await;
        let issuer = view.expect("a realm as JSON")["issuer"].as_str().expect("an issuer").to_owned();
        Realm { issuer, name: name.to_owned() }
    }

    /// Registers a client with a secret, whose ID tokens are signed with `alg`.
    pub async fn register(&self, realm: &Realm, client_id: &str, client_secret: &str, alg: &str) {
        let body = json!({
            "client_id": client_id,
            "name": client_id,
            "token_endpoint_auth_method": "client_secret_basic",
            "client_secret": client_secret,
            "redirect_uris": ["http://127.0.0.1/callback"],
            "id_token_signed_response_alg": alg,
        });
        let route = format!("/realms/{}/clients/{client_id}", realm.name);
        self.control(reqwest::Method::PUT, &route, &body).await;
    }

    async fn control(&self, method: reqwest::Method, route: &str, body: &Value) -> reqwest::Response {
        let text = |name: &str| self.ready["control"][name].as_str().expect("a control API").to_owned();
        let request = self.http.request(method, text("url") + route).bearer_auth(text("token")).json(body);
        let response = request.send().await.expect("an answer of the control API");
        response.error_for_status().expect("success at the control API")
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        // Already gone is as good as ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A client that follows no redirect: what a login answers is an address for the browser, not for the library.
///
/// # Panics
/// When the system gives no client.
pub fn http_client() -> reqwest::Client {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
    builder.build().expect("an HTTP client")
}

fn read(ready_file: &Path) -> Value {
    let text = std::fs::read(ready_file).expect("expected the gateway to write its ready-file, got none");
    serde_json::from_slice(&text).expect("the ready-file as JSON")
}
