//! A gateway that says what a test tells it to say: the real one cannot be made to lie.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use dinhdanh_jose::{Alg, SigningKey, at_hash, sha256_b64url, sign};
use dinhdanh_sdk::{Builder, Client, ClientId, Clock, Url};
use serde_json::{Value, json};

/// The time in which everything happens.
pub(crate) const NOW: i64 = 1_800_000_000;
pub(crate) const CLIENT: &str = "health";
pub(crate) const NUMBER: &str = "901090000001";

pub(crate) const METADATA: &str = "/.well-known/openid-configuration";
pub(crate) const JWKS: &str = "/jwks";
pub(crate) const TOKEN: &str = "/token";
pub(crate) const USERINFO: &str = "/userinfo";
pub(crate) const QUERY: &str = "/v1/attributes/query";
/// Not a path: the claims of the ID token inside the token response.
pub(crate) const ID_TOKEN: &str = "id_token";

type Edit = Box<dyn Fn(&mut Value) + Send + Sync>;

/// Says yes to everything, unless told otherwise.
#[derive(Clone)]
pub(crate) struct Fake {
    pub(crate) issuer: String,
    shared: Arc<Mutex<Script>>,
}

struct Script {
    edits: BTreeMap<&'static str, Edit>,
    canned: BTreeMap<&'static str, VecDeque<Canned>>,
    /// Keys in the published set.
    published: Vec<SigningKey>,
    /// The key that signs.
    signer: SigningKey,
    typ: &'static str,
    login: BTreeMap<String, String>,
    log: Vec<Seen>,
}

/// An answer given once instead of the usual one.
pub(crate) struct Canned {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

/// One request that came.
#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) authorization: Option<String>,
    pub(crate) body: String,
}

impl Seen {
    /// A parameter of the form.
    pub(crate) fn form(&self, name: &str) -> Option<String> {
        let pairs = url::form_urlencoded::parse(self.body.as_bytes());
        pairs.into_owned().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

pub(crate) fn key(label: &str) -> SigningKey {
    SigningKey::derive(Alg::EdDSA, b"sdk tests", label).unwrap()
}

pub(crate) fn clock() -> Clock {
    Clock::frozen_at(SystemTime::UNIX_EPOCH + Duration::from_secs(NOW as u64))
}

impl Fake {
    /// Listens on a free port.
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let signer = key("gateway");
        let shared = Arc::new(Mutex::new(Script {
            edits: BTreeMap::new(),
            canned: BTreeMap::new(),
            published: vec![signer.clone()],
            signer,
            typ: "attributes+jwt",
            login: BTreeMap::new(),
            log: Vec::new(),
        }));
        let fake = Self { issuer, shared };
        let router = Router::new().fallback(handle).with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        fake
    }

    /// A client with a key, in the fake's time.
    pub(crate) fn builder(&self) -> Builder {
        Client::builder(&self.issuer, ClientId::parse(CLIENT).unwrap())
            .private_key_jwk(key("client").private_jwk().unwrap().to_string())
            .clock(clock())
            // No test fails because the machine is slow.
            .timeout(Duration::from_secs(600))
    }

    pub(crate) async fn client(&self) -> Client {
        self.builder().connect().await.unwrap()
    }

    /// Changes a document, or the claims of a token, before it is sent (and signed).
    pub(crate) fn edit(&self, what: &'static str, edit: impl Fn(&mut Value) + Send + Sync + 'static) {
        self.shared.lock().unwrap().edits.insert(what, Box::new(edit));
    }

    /// Answers the next request to a path so.
    pub(crate) fn next(
        &self,
        path: &'static str,
        status: u16,
        headers: &[(&'static str, &str)],
        body: impl Into<Vec<u8>>,
    ) {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let canned = Canned { status, headers, body: body.into() };
        self.shared.lock().unwrap().canned.entry(path).or_default().push_back(canned);
    }

    /// Signs with this key; publishes it or not.
    pub(crate) fn rotate(&self, to: SigningKey, publish: bool) {
        let mut script = self.shared.lock().unwrap();
        if publish {
            script.published.push(to.clone());
        }
        script.signer = to;
    }

    /// Signs answers with this `typ`.
    pub(crate) fn typ(&self, typ: &'static str) {
        self.shared.lock().unwrap().typ = typ;
    }

    /// The requests to a path, in order.
    pub(crate) fn seen(&self, path: &str) -> Vec<Seen> {
        self.shared.lock().unwrap().log.iter().filter(|seen| seen.path == path).cloned().collect()
    }

    /// Plays browser and citizen: remembers the request, and comes back with a code.
    pub(crate) fn log_in(&self, url: &Url) -> String {
        let parameters: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        let state = parameters["state"].clone();
        self.shared.lock().unwrap().login = parameters;
        let mut callback = Url::parse("http://127.0.0.1/callback").unwrap();
        callback
            .query_pairs_mut()
            .append_pair("code", "code-1")
            .append_pair("state", &state)
            .append_pair("iss", &self.issuer);
        callback.into()
    }
}

async fn handle(State(fake): State<Fake>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let mut script = fake.shared.lock().unwrap();
    let path = uri.path().to_owned();
    let seen = Seen {
        path: path.clone(),
        authorization: headers.get("authorization").map(|value| value.to_str().unwrap().to_owned()),
        body: String::from_utf8(body.to_vec()).unwrap(),
    };
    script.log.push(seen.clone());
    if let Some(canned) = script.canned.get_mut(path.as_str()).and_then(VecDeque::pop_front) {
        let mut response =
            (axum::http::StatusCode::from_u16(canned.status).unwrap(), canned.body).into_response();
        for (name, value) in canned.headers {
            response.headers_mut().insert(name, value.parse().unwrap());
        }
        return response;
    }
    let (content_type, body) = match path.as_str() {
        METADATA => ("application/json", script.edited(METADATA, metadata(&fake.issuer)).to_string()),
        JWKS => {
            let keys: Vec<_> = script.published.iter().map(SigningKey::public_jwk).collect();
            ("application/json", json!({ "keys": keys }).to_string())
        }
        TOKEN => ("application/json", script.token(&fake.issuer, &seen).to_string()),
        USERINFO => {
            let claims = json!({ "sub": "citizen-1", "name": "NGUYỄN VĂN A", "birthdate": "1990-02-28" });
            ("application/json", script.edited(USERINFO, claims).to_string())
        }
        QUERY => {
            let answer = script.edited(QUERY, answer(&fake.issuer, &seen));
            ("application/jwt", sign(&script.signer, Some(script.typ), &answer).unwrap())
        }
        _ => return axum::http::StatusCode::NOT_FOUND.into_response(),
    };
    ([("content-type", content_type), ("x-request-id", "req-1")], body).into_response()
}

impl Script {
    fn edited(&self, what: &'static str, mut document: Value) -> Value {
        if let Some(edit) = self.edits.get(what) {
            edit(&mut document);
        }
        document
    }

    fn token(&self, issuer: &str, seen: &Seen) -> Value {
        let issued = self.log.iter().filter(|seen| seen.path == TOKEN).count();
        let access_token = format!("access-{issued}");
        let mut response = json!({ "access_token": access_token, "token_type": "Bearer", "expires_in": 900 });
        let grant = seen.form("grant_type").unwrap();
        if grant != "client_credentials" {
            let mut claims = json!({
                "iss": issuer, "sub": "citizen-1", "aud": CLIENT, "exp": NOW + 600, "iat": NOW, "auth_time": NOW - 5,
                "acr": "level2", "amr": ["pwd", "otp"], "sid": "session-1", "synthetic": true,
            });
            if grant == "authorization_code" {
                // PKCE, as a real gateway would check it.
                assert_eq!(
                    self.login["code_challenge"],
                    sha256_b64url(seen.form("code_verifier").unwrap().as_bytes())
                );
                claims["nonce"] = self.login["nonce"].clone().into();
                claims["at_hash"] = at_hash(self.signer.alg(), &access_token).into();
            }
            let claims = self.edited(ID_TOKEN, claims);
            response["id_token"] = sign(&self.signer, Some("JWT"), &claims).unwrap().into();
            response["refresh_token"] = format!("refresh-{issued}").into();
            response["scope"] = "openid profile".into();
        }
        self.edited(TOKEN, response)
    }
}

fn metadata(issuer: &str) -> Value {
    let mut document = json!({
        "issuer": issuer,
        "id_token_signing_alg_values_supported": ["HS256", "EdDSA", "RS256"],
        "authorization_response_iss_parameter_supported": true,
        "claims_parameter_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "grant_types_supported": ["authorization_code"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
    });
    for (member, path) in [
        ("authorization_endpoint", "/authorize"),
        ("token_endpoint", TOKEN),
        ("userinfo_endpoint", USERINFO),
        ("jwks_uri", JWKS),
        ("end_session_endpoint", "/logout"),
    ] {
        document[member] = format!("{issuer}{path}").into();
    }
    for list in [
        "scopes",
        "response_types",
        "response_modes",
        "subject_types",
        "token_endpoint_auth_signing_alg_values",
        "code_challenge_methods",
        "claims",
        "claim_types",
        "acr_values",
        "display_values",
        "prompt_values",
        "ui_locales",
    ] {
        document[format!("{list}_supported")] = json!([]);
    }
    document
}

fn answer(issuer: &str, seen: &Seen) -> Value {
    let query: Value = serde_json::from_str(&seen.body).unwrap();
    let released = |value: Value| {
        json!({
            "value": value, "source": "ministry-of-public-security",
            "retrieved_at": "2027-01-15T08:00:00Z", "assurance": "authoritative",
        })
    };
    json!({
        "iss": issuer, "aud": CLIENT, "sub": "citizen-1", "iat": NOW, "exp": NOW + 300, "jti": "answer-1", "txn": "42",
        "synthetic": true, "purpose": query["purpose"], "legal_basis": query["legal_basis"],
        "case_reference": query["case_reference"],
        "attributes": { "name": released("NGUYỄN VĂN A".into()), "birthdate": released("1990-02-28".into()) },
        "refused": [{
            "attribute": "religion", "reason": "attribute-not-agreed", "title": "the attribute is not in the agreement",
            "title_vi": "trường thông tin không có trong thoả thuận", "rule": "Law 91/2025 art. 3",
        }],
    })
}
