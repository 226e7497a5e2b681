//! A citizen of the sandbox.

use std::fmt;

use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::ready::ReadyCitizen;

use crate::error::{Error, ErrorKind};

/// A synthetic citizen who can log in.
#[derive(Clone)]
pub struct Citizen {
    number: PersonalNumber,
    inner: ReadyCitizen,
}

impl Citizen {
    pub(super) fn new(ready: &ReadyCitizen) -> Result<Self, Error> {
        let number = PersonalNumber::parse(&ready.personal_number).map_err(|cause| {
            Error::new(ErrorKind::Configuration, "expected a personal number in the ready-file")
                .caused_by(cause)
        })?;
        Ok(Self { number, inner: ready.clone() })
    }

    /// The personal number.
    pub fn number(&self) -> &PersonalNumber {
        &self.number
    }

    /// Full name.
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// Date of birth, `YYYY-MM-DD`.
    pub fn birthdate(&self) -> &str {
        &self.inner.birthdate
    }

    /// What makes this one interesting: `adult`, `married`, `level-2`.
    pub fn traits(&self) -> impl Iterator<Item = &str> {
        self.inner.traits.iter().map(String::as_str)
    }

    /// Whether the citizen has a trait.
    pub fn has(&self, wanted: &str) -> bool {
        self.traits().any(|known| known == wanted)
    }
}

impl fmt::Debug for Citizen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Citizen").field("traits", &self.inner.traits).finish_non_exhaustive()
    }
}
