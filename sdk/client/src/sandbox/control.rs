//! The sandbox's levers: the simulator's control API.

use dinhdanh_jose::Secret;
use dinhdanh_protocol::RealmName;
use dinhdanh_protocol::control::{ClockChange, RealmView};
use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::http_client::{CONTROL, HttpClient, Patience};

pub(super) struct Control {
    http: HttpClient,
    url: String,
    token: Secret,
}

impl Control {
    pub(super) fn new(ready: &dinhdanh_protocol::ready::Control) -> Result<Self, Error> {
        let http = HttpClient::new(Patience::default(), true)?;
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

    async fn call<T: DeserializeOwned>(
        &self,
        build: impl Fn(&reqwest::Client) -> RequestBuilder,
    ) -> Result<T, Error> {
        let answer = self.http.send(CONTROL, |http| Ok(build(http).bearer_auth(self.token.expose()))).await?;
        if !answer.status.is_success() {
            return Err(answer.into_refusal());
        }
        serde_json::from_slice(&answer.body)
            .map_err(|cause| answer.unreadable("the document of the control API", Some(cause)))
    }
}
