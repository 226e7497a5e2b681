//! HTTP as the SDK needs it: no redirects, bounded time, bounded bodies, and repetition only where nothing can have happened.

use std::error::Error as StdError;
use std::time::Duration;

use http::StatusCode;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{RequestBuilder, Response};
use url::Url;

use crate::clock::pause;
use crate::error::{Error, ErrorKind};

/// Who is spoken to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Endpoint {
    /// As messages call it.
    pub(crate) name: &'static str,
    /// Longest body that is read, in bytes.
    pub(crate) body_limit: usize,
    /// What it means when it says no.
    pub(crate) refusal: ErrorKind,
    /// What it means when it does not say what it promises.
    pub(crate) nonsense: ErrorKind,
}

impl Endpoint {
    const fn metadata(name: &'static str) -> Self {
        Self { name, body_limit: 256 * 1024, refusal: ErrorKind::Discovery, nonsense: ErrorKind::Discovery }
    }

    const fn service(name: &'static str) -> Self {
        Self { name, body_limit: 1024 * 1024, refusal: ErrorKind::Refused, nonsense: ErrorKind::Verification }
    }
}

pub(crate) const DISCOVERY: Endpoint = Endpoint::metadata("discovery document");
pub(crate) const KEY_SET: Endpoint = Endpoint::metadata("key set");
pub(crate) const TOKEN: Endpoint = Endpoint::service("token endpoint");
pub(crate) const USERINFO: Endpoint = Endpoint::service("userinfo endpoint");
pub(crate) const QUERY: Endpoint = Endpoint::service("attribute query endpoint");
#[cfg(feature = "sandbox")]
pub(crate) const CONTROL: Endpoint = Endpoint::service("control API");

/// How patient a client is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// Longest time for one request, from connecting to the last byte.
    pub(crate) timeout: Duration,
    /// Attempts after the first.
    pub(crate) retries: u32,
    /// Longest `Retry-After` that is waited for; a longer one is reported to the caller instead.
    pub(crate) longest_wait: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(10), retries: 2, longest_wait: Duration::from_secs(5) }
    }
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) endpoint: Endpoint,
    pub(crate) status: StatusCode,
    pub(crate) content_type: String,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Whether the media type, parameters apart, is this one.
    pub(crate) fn is(&self, media_type: &str) -> bool {
        self.content_type
            .split(';')
            .next()
            .is_some_and(|essence| essence.trim().eq_ignore_ascii_case(media_type))
    }
}

pub(crate) struct HttpClient {
    inner: reqwest::Client,
    patience: Patience,
}

impl HttpClient {
    /// A client for this issuer.
    pub(crate) fn new(patience: Patience, issuer: &Url) -> Result<Self, Error> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(patience.timeout)
            .connect_timeout(patience.timeout.min(Duration::from_secs(5)))
            .user_agent(concat!("dinhdanh-sdk/", env!("CARGO_PKG_VERSION")));
        if is_loopback(issuer) {
            // A proxy cannot reach this machine's own loopback.
            builder = builder.no_proxy();
        }
        if issuer.scheme() == "http" {
            // Such an issuer has no endpoint with TLS: a container without certificate authorities must do.
            builder = builder.tls_certs_only([]);
        }
        let inner = builder.build().map_err(|cause| {
            Error::new(ErrorKind::Configuration, "expected a TLS set-up of this machine, got none")
                .remedy_is("install the system's certificate authorities")
                .caused_by(cause)
        })?;
        Ok(Self { inner, patience })
    }

    /// Sends what `build` makes, once; and again only if the connection was never made, or the answer was 503 with a short `Retry-After`:
    /// the gateway records a query before it answers, so after anything else a repetition could be a second disclosure.
    ///
    /// `build` runs for every attempt, because a client assertion may be used once.
    pub(crate) async fn send(
        &self,
        endpoint: Endpoint,
        build: impl Fn(&reqwest::Client) -> Result<RequestBuilder, Error>,
    ) -> Result<Answer, Error> {
        let mut left = self.patience.retries;
        loop {
            let wait = match build(&self.inner)?.send().await {
                Ok(response) => {
                    let answer = read(endpoint, response).await?;
                    let wait = answer.retry_after.filter(|wait| *wait <= self.patience.longest_wait);
                    match wait {
                        Some(wait) if left > 0 && answer.status == StatusCode::SERVICE_UNAVAILABLE => wait,
                        _ => return Ok(answer),
                    }
                }
                Err(cause) if left > 0 && cause.is_connect() && !cause.is_timeout() => {
                    Duration::from_millis(100)
                }
                Err(cause) => return Err(broken_off(endpoint, cause)),
            };
            left -= 1;
            pause(wait).await;
        }
    }
}

/// Whether the host is this machine itself.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

async fn read(endpoint: Endpoint, mut response: Response) -> Result<Answer, Error> {
    let header =
        |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut answer = Answer {
        endpoint,
        status: response.status(),
        content_type: header(CONTENT_TYPE.as_str()).unwrap_or_default(),
        request_id: header("x-request-id"),
        retry_after: header(RETRY_AFTER.as_str()).and_then(|text| text.parse().ok()).map(Duration::from_secs),
        body: Vec::new(),
    };
    while let Some(chunk) = response.chunk().await.map_err(|cause| broken_off(endpoint, cause))? {
        if answer.body.len() + chunk.len() > endpoint.body_limit {
            let limit = endpoint.body_limit;
            return Err(Error::new(
                ErrorKind::Transport,
                format!("expected at most `{limit}` bytes from the {}, got more", endpoint.name),
            )
            .remedy_is("check that the address is that of the gateway")
            .answered(answer.status, answer.request_id));
        }
        answer.body.extend_from_slice(&chunk);
    }
    Ok(answer)
}

fn broken_off(endpoint: Endpoint, cause: reqwest::Error) -> Error {
    let never_connected = cause.is_connect();
    let (kind, got, remedy) = match (cause.is_timeout(), never_connected) {
        (true, true) => (ErrorKind::Timeout, "no connection in time", "check address, network and firewall"),
        (true, false) => (
            ErrorKind::Timeout,
            "nothing in time",
            "look the request up in the gateway's log before repeating it: it may have been answered",
        ),
        (false, true) => {
            (ErrorKind::Transport, "no connection", "check that the gateway runs at the issuer's address")
        }
        (false, false) => {
            (ErrorKind::Transport, "a broken connection", "look the request up in the gateway's log")
        }
    };
    let error = Error::new(kind, format!("expected an answer of the {}, got {got}", endpoint.name))
        .remedy_is(remedy)
        // The URL of a request can carry a personal number or a code; the cause's own text is kept.
        .caused_by(Box::new(cause.without_url()) as Box<dyn StdError + Send + Sync>);
    if never_connected { error.retryable() } else { error }
}
