//! The sandbox's levers: the simulator's control API.

use std::time::Duration;

use dinhdanh_jose::Secret;
use dinhdanh_protocol::RealmName;
use dinhdanh_protocol::control::{ClockChange, CreateRealm, LoginPolicy, RealmView};
use dinhdanh_protocol::ready::ReadyFile;
use jiff::Timestamp;
use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;
use url::Url;

use crate::error::{Error, ErrorKind};
use crate::http_client::{Answer, CONTROL, HttpClient, Patience};

pub(super) struct Control {
    http: HttpClient,
    url: String,
    token: Secret,
}

impl Control {
    pub(super) fn new(ready: &dinhdanh_protocol::ready::Control) -> Result<Self, Error> {
        let url = Url::parse(&ready.url).map_err(|cause| {
            Error::new(ErrorKind::Configuration, "expected the URL of a control API in the ready-file")
                .caused_by(cause)
        })?;
        // A test must not fail because the machine is slow.
        let patience = Patience { timeout: Duration::from_secs(120), ..Patience::default() };
        let http = HttpClient::new(patience, &url)?;
        Ok(Self {
            http,
            url: ready.url.trim_end_matches('/').to_owned(),
            token: Secret::new(ready.token.clone()),
        })
    }

    pub(super) async fn realm(&self, realm: &RealmName) -> Result<RealmView, Error> {
        self.call(|http| http.get(format!("{}/realms/{realm}", self.url))).await
    }

    pub(super) async fn change_clock(
        &self,
        realm: &RealmName,
        change: &ClockChange,
    ) -> Result<RealmView, Error> {
        self.call(|http| http.post(format!("{}/realms/{realm}/clock", self.url)).json(change)).await
    }

    /// A realm with instant login, frozen at this instant or running.
    pub(super) async fn create_realm(
        &self,
        name: RealmName,
        seed: u64,
        frozen_at: Option<Timestamp>,
    ) -> Result<RealmView, Error> {
        let realm = CreateRealm { name, seed: Some(seed), login: LoginPolicy::Instant, frozen_at };
        self.call(|http| http.post(format!("{}/realms", self.url)).json(&realm)).await
    }

    /// A realm's own clients, with its secrets and keys.
    pub(super) async fn ready(&self, realm: &RealmName) -> Result<ReadyFile, Error> {
        self.call(|http| http.get(format!("{}/realms/{realm}/ready", self.url))).await
    }

    async fn call<T: DeserializeOwned>(
        &self,
        build: impl Fn(&reqwest::Client) -> RequestBuilder,
    ) -> Result<T, Error> {
        let answer = self.answer(build).await?;
        serde_json::from_slice(&answer.body)
            .map_err(|cause| answer.unreadable("the document of the control API", Some(cause)))
    }

    async fn answer(&self, build: impl Fn(&reqwest::Client) -> RequestBuilder) -> Result<Answer, Error> {
        let answer = self.http.send(CONTROL, |http| Ok(build(http).bearer_auth(self.token.expose()))).await?;
        if answer.status.is_success() { Ok(answer) } else { Err(answer.into_refusal()) }
    }
}
