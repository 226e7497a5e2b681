//! A citizen's browser as far as a login needs one: it follows the gateway's redirects, keeps its cookies, and stops where the
//! application begins.

use std::collections::BTreeMap;

use http::header::{COOKIE, LOCATION, SET_COOKIE};
use url::Url;

use crate::error::{Error, ErrorKind};

/// A login that needs more redirects than this goes round in circles.
const MOST_REDIRECTS: usize = 10;

pub(super) struct Browser {
    http: reqwest::Client,
    gateway: Url,
}

impl Browser {
    pub(super) fn new(issuer: &str) -> Result<Self, Error> {
        let wrong = || {
            Error::new(ErrorKind::Configuration, "expected a gateway that a browser can open, got another")
        };
        let gateway = Url::parse(issuer).map_err(|cause| wrong().caused_by(cause))?;
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(std::time::Duration::from_secs(120))
            .no_proxy()
            // A sandbox has no TLS: a container without certificate authorities must do.
            .tls_certs_only([])
            .build()
            .map_err(|cause| wrong().caused_by(cause))?;
        Ok(Self { http, gateway })
    }

    /// The first address outside the gateway. Every visit is a new browser: no cookie is left from the last one.
    pub(super) async fn visit(&self, url: &Url) -> Result<Url, Error> {
        let mut cookies: BTreeMap<String, String> = BTreeMap::new();
        let mut at = url.clone();
        for _ in 0..MOST_REDIRECTS {
            let jar: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let request = self.http.get(at.clone()).header(COOKIE, jar.join("; "));
            let response = request.send().await.map_err(|cause| {
                Error::new(ErrorKind::Transport, "expected a page of the gateway, got no answer")
                    .caused_by(cause.without_url())
            })?;
            for cookie in
                response.headers().get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok())
            {
                let pair = cookie.split(';').next().unwrap_or_default();
                if let Some((name, value)) = pair.split_once('=') {
                    cookies.insert(name.trim().to_owned(), value.trim().to_owned());
                }
            }
            let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
            let Some(next) = location.and_then(|text| at.join(text).ok()) else {
                let status = response.status();
                return Err(Error::new(
                    ErrorKind::Refused,
                    format!(
                        "expected a redirect back to the application, got a page (`{}`)",
                        status.as_u16()
                    ),
                )
                .remedy_is("let the sandbox log citizens in at once, or open the address in a browser")
                .answered(status, None));
            };
            if next.origin() != self.gateway.origin() {
                return Ok(next);
            }
            at = next;
        }
        Err(Error::new(
            ErrorKind::Refused,
            format!("expected at most `{MOST_REDIRECTS}` redirects, got more"),
        ))
    }
}
