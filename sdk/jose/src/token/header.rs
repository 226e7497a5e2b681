//! The JOSE header, as far as it may influence anything here (RFC 7515 section 4.1).

use serde_json::Value;

use super::object::Object;
use crate::alg::Alg;
use crate::error::{TokenError, clip};
use crate::key::Jwk;

/// A token's header. `jku`, `x5u` and `x5c` are not read: nothing is fetched or trusted because a token says so.
#[derive(Clone, Debug)]
pub struct Header {
    /// The algorithm.
    pub alg: Alg,
    /// The key id.
    pub kid: Option<String>,
    /// The media type of the whole token.
    pub typ: Option<String>,
    /// A key the sender claims to hold (DPoP, OpenID4VCI proofs). It proves possession and nothing else.
    pub jwk: Option<Jwk>,
    /// Whether `alg` was spelled `Ed25519`, the name RFC 9864 gives `EdDSA` on this curve and `jsonwebtoken` does not know yet.
    pub(super) rfc_9864: bool,
}

impl Header {
    pub(super) fn parse(json: &[u8]) -> Result<Self, TokenError> {
        let members = Object::parse(json).ok_or(TokenError::Header)?;
        for member in ["crit", "b64"] {
            if members.contains(member) {
                return Err(TokenError::Extension { member });
            }
        }
        let text = |member| {
            members.get::<String>(member).transpose().map_err(|()| TokenError::HeaderMember { member })
        };
        let alg = text("alg")?.ok_or(TokenError::HeaderMember { member: "alg" })?;
        if alg.eq_ignore_ascii_case("none") {
            return Err(TokenError::AlgNone);
        }
        let rfc_9864 = alg == "Ed25519";
        let jwk = members.get::<Value>("jwk").transpose().map_err(|()| TokenError::Header)?;
        Ok(Self {
            alg: if rfc_9864 {
                Alg::EdDSA
            } else {
                alg.parse().map_err(|_| TokenError::UnknownAlg { got: clip(&alg) })?
            },
            rfc_9864,
            kid: text("kid")?,
            typ: text("typ")?,
            jwk: jwk.map(Jwk::from_value).transpose().map_err(TokenError::Jwk)?,
        })
    }
}
