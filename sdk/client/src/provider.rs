//! Discovery (OpenID Connect Discovery 1.0 section 4): which endpoints are spoken to, and why they can be trusted.

use dinhdanh_jose::Alg;
use dinhdanh_protocol::oauth::ProviderMetadata;
use http::StatusCode;
use url::Url;

use crate::error::{Error, ErrorKind};
use crate::http_client::{DISCOVERY, HttpClient, is_loopback};

/// The issuer, character by character as it was given: `iss` is compared with this text, not with a normalised URL.
#[derive(Debug, Clone)]
pub(crate) struct Issuer {
    text: String,
    url: Url,
}

impl Issuer {
    /// `plain_http`: the caller accepts that anybody on the way can read and change everything.
    pub(crate) fn parse(text: &str, plain_http: bool) -> Result<Self, Error> {
        let wrong = |expected: &str| {
            Error::new(ErrorKind::Configuration, format!("expected an issuer {expected}, got `{text}`"))
                .remedy_is("copy `issuer` from the gateway's discovery document or ready-file")
                .rule_is("OpenID Connect Discovery section 3")
        };
        let url = Url::parse(text).map_err(|cause| wrong("that is an absolute URL").caused_by(cause))?;
        if !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some()
        {
            // Not quoted: the text holds a password.
            return Err(Error::new(
                ErrorKind::Configuration,
                "expected an issuer without user, password, query and fragment",
            )
            .rule_is("OpenID Connect Discovery section 3"));
        }
        match url.scheme() {
            "https" => {}
            "http" if plain_http || is_loopback(&url) => {}
            "http" => return Err(wrong("with `https`, or `http` on this machine")),
            _ => return Err(wrong("with `https`")),
        }
        Ok(Self { text: text.to_owned(), url })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// An address below the issuer.
    fn below(&self, path: &str) -> Result<Url, Error> {
        self.endpoint("address", &format!("{}{path}", self.text.trim_end_matches('/')))
    }

    /// An address that the provider names: on the issuer's own origin, or elsewhere if both are protected by TLS. Metadata that came without
    /// TLS must not be able to send the client's credentials anywhere.
    fn endpoint(&self, member: &str, text: &str) -> Result<Url, Error> {
        let wrong = || {
            Error::new(
                ErrorKind::Discovery,
                format!("expected `{member}` on the issuer's origin, or both with `https`, got `{text}`"),
            )
            .remedy_is("correct the gateway's public address")
            .rule_is("RFC 8414 section 2")
        };
        let url = Url::parse(text).map_err(|cause| wrong().caused_by(cause))?;
        let both_tls = url.scheme() == "https" && self.url.scheme() == "https";
        if both_tls || url.origin() == self.url.origin() { Ok(url) } else { Err(wrong()) }
    }
}

/// The checked metadata.
#[derive(Debug)]
pub(crate) struct Provider {
    pub(crate) issuer: Issuer,
    pub(crate) authorization_endpoint: Url,
    pub(crate) token_endpoint: Url,
    pub(crate) userinfo_endpoint: Url,
    pub(crate) end_session_endpoint: Url,
    pub(crate) jwks_uri: Url,
    pub(crate) query_endpoint: Url,
    /// Algorithms that the provider signs with, as far as this SDK knows them; never `none`, never symmetric.
    pub(crate) signing_algs: Vec<Alg>,
    /// Whether callbacks must carry `iss` (RFC 9207 section 3).
    pub(crate) callback_has_issuer: bool,
}

impl Provider {
    pub(crate) async fn discover(http: &HttpClient, issuer: Issuer) -> Result<Self, Error> {
        let url = issuer.below("/.well-known/openid-configuration")?;
        let answer = http.send(DISCOVERY, |client| Ok(client.get(url.clone()))).await?;
        if answer.status != StatusCode::OK {
            return Err(answer.into_refusal());
        }
        match serde_json::from_slice::<ProviderMetadata>(&answer.body) {
            Ok(metadata) => Self::check(issuer, &metadata),
            Err(cause) => Err(answer.unreadable("the metadata of an OpenID Provider", Some(cause))),
        }
    }

    fn check(issuer: Issuer, metadata: &ProviderMetadata) -> Result<Self, Error> {
        // Section 4.3: identical, or another provider's tokens would be taken for this one's.
        if metadata.issuer != issuer.text {
            return Err(Error::new(
                ErrorKind::Discovery,
                format!("expected the issuer `{}`, got `{}`", issuer.text, metadata.issuer),
            )
            .remedy_is(
                "give the client exactly the issuer that the gateway publishes, slashes at the end included",
            )
            .rule_is("OpenID Connect Discovery section 4.3"));
        }
        let signing_algs: Vec<Alg> = metadata
            .id_token_signing_alg_values_supported
            .iter()
            .filter_map(|name| name.parse().ok())
            .collect();
        if signing_algs.is_empty() {
            return Err(Error::new(
                ErrorKind::Discovery,
                "expected one of EdDSA, ES256, PS256, RS256 in `id_token_signing_alg_values_supported`, got none",
            )
            .remedy_is("let the gateway sign with one of them"));
        }
        Ok(Self {
            authorization_endpoint: issuer
                .endpoint("authorization_endpoint", &metadata.authorization_endpoint)?,
            token_endpoint: issuer.endpoint("token_endpoint", &metadata.token_endpoint)?,
            userinfo_endpoint: issuer.endpoint("userinfo_endpoint", &metadata.userinfo_endpoint)?,
            end_session_endpoint: issuer.endpoint("end_session_endpoint", &metadata.end_session_endpoint)?,
            jwks_uri: issuer.endpoint("jwks_uri", &metadata.jwks_uri)?,
            query_endpoint: issuer.below("/v1/attributes/query")?,
            signing_algs,
            callback_has_issuer: metadata.authorization_response_iss_parameter_supported,
            issuer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_a_plain_address_with_tls_or_on_this_machine() {
        for (text, plain_http, ok) in [
            ("https://id.example", false, true),
            ("https://id.example/r/class-1", false, true),
            ("http://127.0.0.1:8080", false, true),
            ("http://localhost:8080/r/a", false, true),
            ("http://[::1]:8080", false, true),
            ("http://gateway:8080", false, false),
            ("http://gateway:8080", true, true),
            ("http://127.0.0.1.example", false, false),
            ("ftp://id.example", true, false),
            ("https://user:secret@id.example", false, false),
            ("https://id.example?x", false, false),
            ("https://id.example#x", false, false),
            ("id.example", false, false),
            ("", false, false),
        ] {
            let result = Issuer::parse(text, plain_http);
            assert_eq!(result.is_ok(), ok, "{text}: {result:?}");
            assert!(!format!("{result:?}").contains("secret"), "{text}");
        }
    }

    #[test]
    fn an_endpoint_stays_on_the_origin_or_behind_tls() {
        let (plain, tls) = ("http://127.0.0.1:8080/r/a", "https://id.example");
        for (issuer, text, ok) in [
            (plain, "http://127.0.0.1:8080/r/a/token", true),
            (plain, "https://elsewhere.example/token", false),
            (plain, "http://127.0.0.1:8081/token", false),
            (plain, "file:///etc/passwd", false),
            (plain, "/token", false),
            (tls, "https://id.example/token", true),
            (tls, "https://elsewhere.example/token", true),
            (tls, "http://id.example/token", false),
        ] {
            let issuer = Issuer::parse(issuer, false).unwrap();
            assert_eq!(issuer.endpoint("token_endpoint", text).is_ok(), ok, "{text}");
        }
        let issuer = Issuer::parse(plain, false).unwrap();
        assert_eq!(
            issuer.below("/v1/attributes/query").unwrap().as_str(),
            "http://127.0.0.1:8080/r/a/v1/attributes/query"
        );
    }
}
