//! HTTP/1.1 as bytes: one connection per request, nothing added and nothing repaired on the way.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs as _};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use url::Url;

/// A gateway that has not answered by then hangs; without a limit so would the test run.
const HANG: Duration = Duration::from_secs(120);

/// What a hosts file would say: where to find the gateways whose issuer is a name.
static HOSTS: Mutex<BTreeMap<String, SocketAddr>> = Mutex::new(BTreeMap::new());

/// Makes requests to `authority` go to `address`.
pub(crate) fn resolve(authority: &str, address: SocketAddr) {
    HOSTS.lock().unwrap_or_else(PoisonError::into_inner).insert(authority.to_owned(), address);
}

/// A request that is put together and sent.
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct Request {
    method: String,
    url: Url,
    headers: Vec<(String, Vec<u8>)>,
    body: Option<Vec<u8>>,
}

impl Request {
    /// A request to an absolute URL.
    pub fn new(method: &str, url: &str) -> Self {
        let url = Url::parse(url).expect("an absolute URL");
        Self { method: method.to_owned(), url, headers: Vec::new(), body: None }
    }

    /// `GET`.
    pub fn get(url: &str) -> Self {
        Self::new("GET", url)
    }

    /// `POST`.
    pub fn post(url: &str) -> Self {
        Self::new("POST", url)
    }

    /// Adds a header, also one that is there already.
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.headers.push((name.to_owned(), value.as_ref().to_owned()));
        self
    }

    /// `authorization: Bearer`.
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", format!("Bearer {token}"))
    }

    /// HTTP Basic with form-encoded id and secret (RFC 6749 section 2.3.1).
    pub fn basic(self, id: &str, secret: &str) -> Self {
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        self.header("authorization", basic(&format!("{}:{}", encoded(id), encoded(secret))))
    }

    /// A form body.
    pub fn form<K: AsRef<str>, V: AsRef<str>>(self, pairs: &[(K, V)]) -> Self {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(pairs);
        self.body("application/x-www-form-urlencoded", form.finish())
    }

    /// A JSON body.
    pub fn json(self, value: &Value) -> Self {
        self.body("application/json", value.to_string())
    }

    /// A body of any type.
    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", content_type)
    }

    /// Sends it. Stops the test when the gateway cannot be reached, and when it answers 500: nothing a client sends may break it.
    pub fn send(self) -> Response {
        let what = format!("{} {}", self.method, self.url.path());
        self.try_send().unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    /// As [`Self::send`], for a gateway that may be gone.
    pub fn try_send(self) -> io::Result<Response> {
        let host = self.url.host_str().unwrap_or_default();
        let authority = match self.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let query = self.url.query().map(|query| format!("?{query}")).unwrap_or_default();
        let mut bytes = format!("{} {}{query} HTTP/1.1\r\n", self.method, self.url.path()).into_bytes();
        if !self.headers.iter().any(|(name, _)| name == "host") {
            bytes.extend_from_slice(format!("host: {authority}\r\n").as_bytes());
        }
        if let Some(body) = &self.body {
            bytes.extend_from_slice(format!("content-length: {}\r\n", body.len()).as_bytes());
        }
        for (name, value) in &self.headers {
            bytes.extend_from_slice(format!("{name}: ").as_bytes());
            bytes.extend_from_slice(value);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"connection: close\r\n\r\n");
        bytes.extend_from_slice(&self.body.unwrap_or_default());
        raw(&authority, &bytes)
    }
}

/// An `authorization` header of HTTP Basic around these very characters.
fn basic(userpass: &str) -> String {
    format!("Basic {}", STANDARD.encode(userpass))
}

/// Sends bytes to `host:port` and reads one response. The bytes must make the server close the connection afterwards.
///
/// # Panics
/// When the gateway answers 500.
pub fn raw(authority: &str, bytes: &[u8]) -> io::Result<Response> {
    let known = HOSTS.lock().unwrap_or_else(PoisonError::into_inner).get(authority).copied();
    let address = match known {
        Some(address) => address,
        None => authority.to_socket_addrs()?.next().ok_or(io::ErrorKind::NotFound)?,
    };
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(HANG))?;
    // A server may answer and close before it has read everything.
    let written = stream.write_all(bytes);
    let mut received = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => break,
            Ok(length) => received.extend_from_slice(chunk.get(..length).unwrap_or_default()),
            Err(_) if !received.is_empty() => break,
            Err(error) => return Err(written.err().unwrap_or(error)),
        }
    }
    let response = Response::parse(&received)
        .filter(|response| bytes.starts_with(b"HEAD ") || response.is_whole())
        .ok_or_else(|| io::Error::new(io::ErrorKind::UnexpectedEof, "no whole HTTP response"))?;
    let line = bytes.split(|byte| b"?\r".contains(byte)).next().map(String::from_utf8_lossy);
    assert_ne!(response.status, 500, "{line:?} broke the gateway: {response:?}");
    Ok(response)
}

/// A response.
#[derive(Clone)]
pub struct Response {
    /// Status code.
    pub status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers: Vec<_> =
            headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
        Some(Self { status, headers, body: bytes.get(end + 4..)?.to_owned() })
    }

    /// Whether the body is as long as announced.
    fn is_whole(&self) -> bool {
        let announced = self.header("content-length").and_then(|length| length.parse().ok());
        announced.is_none_or(|length: usize| length == self.body.len())
    }

    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every header of this name.
    pub fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// Stops the test unless the status is this one.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }
}

impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.status, self.text())
    }
}
