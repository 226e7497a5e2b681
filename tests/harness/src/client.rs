//! A relying party or a partner, as the token endpoint sees it.

use std::sync::Arc;

use dinhdanh_protocol::oauth::JWT_BEARER_ASSERTION;

use crate::http::Request;

/// A registered client with what it proves itself with.
#[derive(Clone)]
pub struct Client {
    /// Its id.
    pub id: String,
    /// Where authorization responses go.
    pub redirect_uri: String,
    /// How it authenticates.
    pub credentials: Credentials,
}

/// Makes a client assertion for an audience. Signing is the caller's: this crate has no cryptography.
pub type Signer = Arc<dyn Fn(&str) -> String + Send + Sync>;

/// How a client authenticates.
#[derive(Clone)]
pub enum Credentials {
    /// `client_secret_basic`.
    Basic(String),
    /// `client_secret_post`.
    Post(String),
    /// `none`.
    Public,
    /// `private_key_jwt`.
    Assertion(Signer),
}

impl Client {
    /// A request to `url` with this form, authenticated; assertions are made for `issuer`.
    pub fn request(&self, url: &str, issuer: &str, form: &[(&str, &str)]) -> Request {
        let request = Request::post(url);
        let id = self.id.as_str();
        match &self.credentials {
            Credentials::Basic(secret) => request.basic(id, secret).form(form),
            Credentials::Post(secret) => {
                request.form(&[form, &[("client_id", id), ("client_secret", secret)]].concat())
            }
            Credentials::Public => request.form(&[form, &[("client_id", id)]].concat()),
            Credentials::Assertion(signer) => {
                let jwt = signer(issuer);
                let assertion = [("client_assertion_type", JWT_BEARER_ASSERTION), ("client_assertion", &jwt)];
                request.form(&[form, &assertion].concat())
            }
        }
    }
}
