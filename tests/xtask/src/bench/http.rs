//! As much of HTTP/1.1 as a benchmark needs.

use std::io::{Read, Write};
use std::net::TcpStream;

use anyhow::{Context, bail};

/// What of an answer has arrived.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer<'a> {
    /// More is to come.
    Partial,
    /// Status, body, and the bytes that both take.
    Whole { status: u16, body: &'a [u8], length: usize },
}

/// Reads an answer that states its length.
pub(crate) fn answer(bytes: &[u8]) -> anyhow::Result<Answer<'_>> {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(Answer::Partial);
    };
    let head = std::str::from_utf8(&bytes[..end])?;
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .context("expected `HTTP/1.1 <status>`")?;
    let stated = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    let stated = stated
        .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .find_map(|(_, value)| value.trim().parse().ok());
    let stated: usize = stated.context("expected an answer with `content-length`, got one without")?;
    let length = end + 4 + stated;
    Ok(if bytes.len() < length {
        Answer::Partial
    } else {
        Answer::Whole { status, body: &bytes[end + 4..length], length }
    })
}

/// `http://host:port/path` as address and path.
pub(crate) fn split(url: &str) -> anyhow::Result<(&str, &str)> {
    let rest =
        url.strip_prefix("http://").with_context(|| format!("expected an `http` address, got `{url}`"))?;
    let at = rest.find('/').unwrap_or(rest.len());
    Ok((&rest[..at], if at == rest.len() { "/" } else { &rest[at..] }))
}

/// Gets a JSON document; anything but 200 is an error.
pub(crate) fn get(url: &str) -> anyhow::Result<serde_json::Value> {
    let (address, path) = split(url)?;
    exchange(
        address,
        format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").as_bytes(),
    )
    .with_context(|| format!("cannot get `{url}`"))
}

/// Sends a request on a connection of its own; anything but 200 and JSON is an error.
pub(crate) fn exchange(address: &str, request: &[u8]) -> anyhow::Result<serde_json::Value> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(request)?;
    let mut bytes = Vec::new();
    let mut chunk = [0; 8192];
    loop {
        let read = stream.read(&mut chunk)?;
        bytes.extend_from_slice(&chunk[..read]);
        match answer(&bytes)? {
            Answer::Whole { status: 200, body, .. } => return Ok(serde_json::from_slice(body)?),
            Answer::Whole { status, body, .. } => {
                bail!("expected status 200, got {status}: {}", String::from_utf8_lossy(body))
            }
            Answer::Partial if read == 0 => bail!("expected a whole answer, got {} bytes", bytes.len()),
            Answer::Partial => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_end_where_they_say() -> anyhow::Result<()> {
        let bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1";
        for end in 0..40 {
            assert_eq!(answer(&bytes[..end])?, Answer::Partial, "{end}");
        }
        let whole = Answer::Whole { status: 200, body: b"ok", length: 40 };
        assert_eq!(answer(&bytes[..40])?, whole);
        assert_eq!(answer(bytes)?, whole);
        assert!(answer(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").is_err());
        Ok(())
    }

    #[test]
    fn addresses_are_split() -> anyhow::Result<()> {
        assert_eq!(split("http://127.0.0.1:80/a/b")?, ("127.0.0.1:80", "/a/b"));
        assert_eq!(split("http://127.0.0.1:80")?, ("127.0.0.1:80", "/"));
        assert!(split("https://id.example").is_err());
        Ok(())
    }
}
