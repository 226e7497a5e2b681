//! Why a query by traits is refused.

use crate::walk::ResumeError;

/// Why a query by traits is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TraitError {
    /// A phrase that is no term.
    #[error(
        "expected a trait, got `{phrase}`{}; traits are separated by commas, and `dinhdanh citizen find --help` shows where they are listed",
        nearest.as_ref().map_or(String::new(), |term| format!("; the nearest known one is `{term}`"))
    )]
    Unknown {
        /// What came.
        phrase: String,
        /// The nearest term, if one is near.
        nearest: Option<String>,
    },
    /// A term whose blank holds something else than it should.
    #[error(
        "expected {expected} in `{phrase}`{}",
        nearest.as_ref().map_or(String::new(), |word| format!("; the nearest known one is `{word}`"))
    )]
    Blank {
        /// What came.
        phrase: String,
        /// What the blank holds.
        expected: &'static str,
        /// The nearest known word, if there is a list.
        nearest: Option<String>,
    },
    /// Two phrases say different things of one trait.
    #[error(
        "`{phrase}` says something else than an earlier phrase does of the same trait; keep one of the two"
    )]
    Twice {
        /// The later phrase.
        phrase: String,
    },
    /// A province that no longer is, as a place to live.
    #[error(
        "expected a province of that date, got `{former}`: it has been part of {present} since 1 July 2025; say `lives in {present}` or `registered in {former}`, or ask as of an earlier date"
    )]
    FormerProvince {
        /// What came.
        former: &'static str,
        /// What it is part of.
        present: &'static str,
    },
    /// Nobody can have all the traits.
    #[error("nobody can be found: {why}")]
    Contradiction {
        /// Which traits, and the rule.
        why: String,
    },
    /// The token of another search.
    #[error(transparent)]
    Resume(#[from] ResumeError),
}
