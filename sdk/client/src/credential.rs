//! How the client proves who it is at the token endpoint (OpenID Connect Core section 9).

use dinhdanh_jose::{Secret, SigningKey, sign};
use dinhdanh_protocol::ClientId;
use dinhdanh_protocol::claims::CLIENT_ASSERTION_TYP;
use dinhdanh_protocol::oauth::JWT_BEARER_ASSERTION;
use jiff::Timestamp;
use reqwest::RequestBuilder;
use serde::Serialize;
use url::form_urlencoded::byte_serialize;

use crate::error::{Error, ErrorKind};

/// A client's means of authentication.
pub(crate) enum Credential {
    /// `client_secret_basic`.
    SecretBasic(Secret),
    /// `client_secret_post`.
    SecretPost(Secret),
    /// `private_key_jwt`.
    PrivateKey(SigningKey),
    /// `none`: PKCE is all there is.
    Public,
}

/// Claims of a client assertion (RFC 7523 section 3).
#[derive(Serialize)]
struct Assertion<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
    jti: String,
}

/// Seconds an assertion lives: long enough for a slow network, too short to be worth stealing.
const ASSERTION_LIFETIME: i64 = 60;

impl Credential {
    /// Reads a private JWK from its JSON text.
    pub(crate) fn private_key(json: &Secret) -> Result<Self, Error> {
        let wrong = |cause: String| {
            // The causes name members and never quote them: the text is a private key.
            Error::new(ErrorKind::Configuration, "expected a private JWK as JSON, got something else")
                .remedy_is(
                    "copy `private_key_jwk` whole from the ready-file or from the client's registration",
                )
                .rule_is("RFC 7517 section 4")
                .caused_by(cause)
        };
        let value: serde_json::Value = serde_json::from_str(json.expose()).map_err(|cause| {
            wrong(format!("no JSON from line {} column {} on", cause.line(), cause.column()))
        })?;
        SigningKey::from_private_jwk(&value).map(Self::PrivateKey).map_err(|cause| wrong(cause.to_string()))
    }

    /// Completes a token request with `form` and the client's proof.
    ///
    /// `audience`: the issuer, as the one string that no other server accepts (RFC 7523bis section 3). `jti`: never used before.
    pub(crate) fn authenticate(
        &self,
        request: RequestBuilder,
        client_id: &ClientId,
        audience: &str,
        now: Timestamp,
        jti: String,
        form: &[(&str, &str)],
    ) -> Result<RequestBuilder, Error> {
        let id = client_id.as_str();
        Ok(match self {
            Self::SecretBasic(secret) => {
                // RFC 6749 section 2.3.1: form-encoded before base64.
                let encode = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
                request.basic_auth(encode(id), Some(encode(secret.expose()))).form(form)
            }
            Self::SecretPost(secret) => {
                request.form(&[form, &[("client_id", id), ("client_secret", secret.expose())]].concat())
            }
            Self::PrivateKey(key) => {
                let iat = now.as_second();
                let claims =
                    Assertion { iss: id, sub: id, aud: audience, iat, exp: iat + ASSERTION_LIFETIME, jti };
                let assertion = sign(key, Some(CLIENT_ASSERTION_TYP), &claims).map_err(|cause| {
                    Error::new(ErrorKind::Configuration, "expected a signature by the client's key, got none")
                        .remedy_is("generate a new key and register it")
                        .caused_by(cause)
                })?;
                let proof = [
                    ("client_id", id),
                    ("client_assertion_type", JWT_BEARER_ASSERTION),
                    ("client_assertion", assertion.as_str()),
                ];
                request.form(&[form, &proof].concat())
            }
            Self::Public => request.form(&[form, &[("client_id", id)]].concat()),
        })
    }
}
