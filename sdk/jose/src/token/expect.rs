//! What a token must be, to be believed at one place and time.

use jiff::Timestamp;

use super::claims::Registered;
use super::header::Header;
use crate::alg::Alg;
use crate::error::{VerifyError, clip};

/// Expectations of one verification. [`Expect::new`] is strict; relax by naming a field.
#[derive(Clone, Copy, Debug)]
pub struct Expect<'a> {
    /// The kind of token.
    pub typ: Typ<'a>,
    /// Allowed algorithms.
    pub algs: &'a [Alg],
    /// The exact issuer; `None` leaves `iss` unchecked.
    pub issuer: Option<&'a str>,
    /// The recipient.
    pub audience: Audience<'a>,
    /// The moment of verification.
    pub now: Timestamp,
    /// Tolerance for clocks that differ, in seconds.
    pub leeway: i64,
    /// Whether a token without `exp` is refused.
    pub require_exp: bool,
    /// Longest allowed time from `iat` (or from now, without `iat`) to `exp`, in seconds.
    pub max_lifetime: Option<i64>,
    /// Longest allowed time since `iat`, in seconds; a token without `iat` is refused.
    pub max_age: Option<i64>,
}

/// The kind of token (RFC 8725 section 3.11). Compared without case and without the prefix `application/` (RFC 7515 section 4.1.9).
#[derive(Clone, Copy, Debug)]
pub enum Typ<'a> {
    /// This type, and stated: `at+jwt`, `dpop+jwt`.
    Exact(&'a str),
    /// No type or `JWT`: what ID tokens have had since before explicit types.
    Plain,
    /// This type, no type, or `JWT`: client assertions, whose type RFC 7523 did not fix.
    PlainOr(&'a str),
    /// Any type. Only for tokens whose purpose something else fixes.
    Any,
}

/// The recipient a token must name in `aud`.
#[derive(Clone, Copy, Debug)]
pub enum Audience<'a> {
    /// Names this recipient, possibly among others.
    Contains(&'a str),
    /// Is this one JSON string, not an array (FAPI 2.0 Security Profile 5.3.2.1, RFC 7523bis).
    SoleString(&'a str),
    /// Names at least one of these.
    AnyOf(&'a [&'a str]),
    /// Not checked.
    Unchecked,
}

impl<'a> Expect<'a> {
    /// All algorithms, 60 s leeway, `exp` required, no bound on lifetime or age.
    #[must_use]
    pub const fn new(typ: Typ<'a>, issuer: Option<&'a str>, audience: Audience<'a>, now: Timestamp) -> Self {
        Self {
            typ,
            algs: Alg::ALL,
            issuer,
            audience,
            now,
            leeway: 60,
            require_exp: true,
            max_lifetime: None,
            max_age: None,
        }
    }

    pub(super) fn check_header(&self, header: &Header) -> Result<(), VerifyError> {
        if !self.algs.contains(&header.alg) {
            return Err(VerifyError::AlgNotAllowed {
                expected: one_of(self.algs.iter().map(|alg| alg.as_str())),
                got: header.alg,
            });
        }
        self.typ.check(header.typ.as_deref())
    }

    pub(super) fn check_claims(&self, claims: &Registered) -> Result<(), VerifyError> {
        if let Some(expected) = self.issuer {
            let got = claims.iss.as_deref().ok_or(VerifyError::Missing { claim: "iss" })?;
            if got != expected {
                return Err(VerifyError::Issuer { expected: expected.to_owned(), got: clip(got) });
            }
        }
        self.audience.check(claims)?;
        self.check_times(claims)
    }

    fn check_times(&self, claims: &Registered) -> Result<(), VerifyError> {
        let (now, leeway) = (self.now.as_second(), self.leeway);
        match claims.exp {
            // RFC 7519 section 4.1.4: valid strictly before `exp`.
            Some(exp) if now >= exp.saturating_add(leeway) => {
                return Err(VerifyError::Expired { exp, now, leeway });
            }
            None if self.require_exp || self.max_lifetime.is_some() => {
                return Err(VerifyError::Missing { claim: "exp" });
            }
            _ => {}
        }
        for (claim, at) in [("nbf", claims.nbf), ("iat", claims.iat)] {
            if let Some(at) = at.filter(|at| *at > now.saturating_add(leeway)) {
                return Err(VerifyError::NotYet { claim, at, now, leeway });
            }
        }
        if let Some(max) = self.max_age {
            let age = now.saturating_sub(claims.iat.ok_or(VerifyError::Missing { claim: "iat" })?);
            if age > max.saturating_add(leeway) {
                return Err(VerifyError::TooOld { age, max });
            }
        }
        if let (Some(max), Some(exp)) = (self.max_lifetime, claims.exp) {
            let lifetime = exp.saturating_sub(claims.iat.unwrap_or(now));
            if lifetime > max {
                return Err(VerifyError::Lifetime { lifetime, max });
            }
        }
        Ok(())
    }
}

impl Typ<'_> {
    fn check(self, got: Option<&str>) -> Result<(), VerifyError> {
        let is = |wanted: &str| got.is_some_and(|got| subtype(got).eq_ignore_ascii_case(wanted));
        let plain = || got.is_none() || is("JWT");
        let (fits, expected) = match self {
            Self::Exact(wanted) => (is(wanted), format!("`{wanted}`")),
            Self::Plain => (plain(), "none or `JWT`".to_owned()),
            Self::PlainOr(wanted) => (is(wanted) || plain(), format!("`{wanted}`, none or `JWT`")),
            Self::Any => return Ok(()),
        };
        if fits {
            return Ok(());
        }
        Err(VerifyError::Typ {
            expected,
            got: got.map_or_else(|| "none".to_owned(), |got| format!("`{}`", clip(got))),
        })
    }
}

/// RFC 7515 section 4.1.9 lets `application/` be left out.
fn subtype(typ: &str) -> &str {
    match typ.split_at_checked(12) {
        Some((prefix, subtype)) if prefix.eq_ignore_ascii_case("application/") => subtype,
        _ => typ,
    }
}

impl Audience<'_> {
    fn check(self, claims: &Registered) -> Result<(), VerifyError> {
        let names = |wanted: &str| claims.aud.iter().any(|recipient| recipient == wanted);
        let (fits, expected) = match self {
            Self::Contains(wanted) => (names(wanted), format!("`{wanted}`")),
            Self::SoleString(wanted) => {
                (claims.sole_audience && names(wanted), format!("the one string `{wanted}`, not an array,"))
            }
            Self::AnyOf(wanted) => {
                (wanted.iter().any(|wanted| names(wanted)), one_of(wanted.iter().copied()))
            }
            Self::Unchecked => return Ok(()),
        };
        match (fits, claims.aud.is_empty()) {
            (true, _) => Ok(()),
            (false, true) => Err(VerifyError::Missing { claim: "aud" }),
            (false, false) => Err(VerifyError::Audience { expected, got: clip(&claims.aud.join(", ")) }),
        }
    }
}

fn one_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
}
