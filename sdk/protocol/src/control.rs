//! The simulator's control API under `/_sim/`: what no real platform would have.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::overlay::Change;
use crate::sharing::Purpose;
use crate::{ClientId, PersonalNumber, RealmName};

/// How citizens log in to a realm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LoginPolicy {
    /// Pages for login and consent.
    #[default]
    Interactive,
    /// `login_hint` with a personal number logs in and consents to everything asked, without a page.
    Instant,
}

/// Body of `POST /_sim/realms`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateRealm {
    /// Name in `/r/{realm}`.
    pub name: RealmName,
    /// Seed of keys, identifiers and secrets; random if absent.
    #[serde(default)]
    pub seed: Option<u64>,
    /// How citizens log in.
    #[serde(default)]
    pub login: LoginPolicy,
    /// Freeze the clock at this instant.
    #[serde(default)]
    pub frozen_at: Option<jiff::Timestamp>,
}

/// A realm as the control API shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RealmView {
    /// Name in `/r/{realm}`.
    pub name: RealmName,
    /// Issuer: base of every URL of the realm.
    pub issuer: String,
    /// How citizens log in.
    pub login: LoginPolicy,
    /// The realm's time.
    pub now: jiff::Timestamp,
    /// Whether the clock stands still.
    pub frozen: bool,
}

/// Body of `POST /_sim/realms/{realm}/clock`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ClockChange {
    /// Stand still, now or at the instant given.
    Freeze(Option<jiff::Timestamp>),
    /// Go on from the present realm time at the speed of real time.
    Resume,
    /// Move forward by this many seconds; the clock stays frozen if it was.
    Advance {
        /// Seconds, at least 1.
        seconds: i64,
    },
    /// Follow real time again.
    Reset,
}

/// A listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing<T> {
    /// The rows.
    pub items: Vec<T>,
}

/// Body of `POST /_sim/realms/{realm}/keys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RotateKeys {
    /// Algorithm whose keys to rotate, by its JOSE name.
    pub alg: String,
}

/// A signing key of a realm, its public side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyView {
    /// RFC 7638 thumbprint.
    pub kid: String,
    /// JOSE name.
    pub alg: String,
    /// `pending`, `active`, `retiring` or `revoked`.
    pub state: String,
    /// Signs nothing before.
    pub not_before: jiff::Timestamp,
    /// Neither published nor trusted from then on.
    pub not_after: Option<jiff::Timestamp>,
}

/// A line of the audit log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditView {
    /// From 1, without gaps, per realm.
    pub sequence: u64,
    /// Realm time.
    pub at: jiff::Timestamp,
    /// What happened, tagged by `event`.
    pub event: serde_json::Value,
}

/// Body of `GET /_sim/health`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// `ok`.
    pub status: String,
    /// Always true.
    pub synthetic: bool,
}

/// Body of `POST /_sim/realms/{realm}/withdrawals`: what a citizen would do on the own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// Who withdraws.
    pub personal_number: PersonalNumber,
    /// From whom.
    pub client_id: ClientId,
    /// For what; every purpose if absent.
    #[serde(default)]
    pub purpose: Option<Purpose>,
}

/// An event of a citizen's life.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct EventView {
    /// The first day on which the record is changed.
    pub date: Date,
    /// To whom it happened.
    pub personal_number: PersonalNumber,
    /// Full name on that day.
    pub name: String,
    /// `birth`, `marriage`, `moved`, …
    pub kind: String,
    /// With whom or what: members by kind.
    #[serde(flatten)]
    pub details: serde_json::Map<String, serde_json::Value>,
}

/// Most citizens of [`ListEvents`].
pub const MAX_LISTED: usize = 1_000;

/// Most events of an [`EventPage`].
pub const MAX_EVENTS: usize = 1_000;

/// Body of `POST /_sim/realms/{realm}/events`: a subscription list. Numbers stay out of addresses.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListEvents {
    /// Whose, at most [`MAX_LISTED`].
    pub numbers: Vec<PersonalNumber>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Only these kinds, with commas.
    #[serde(default)]
    pub kind: Option<String>,
    /// Which event to begin with; 1 if absent.
    #[serde(default)]
    pub first: Option<usize>,
    /// How many, at most [`MAX_EVENTS`]; 100 if absent.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// Answer to a question for events: a part of them, and how to go on.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct EventPage {
    /// In order of date and number.
    pub items: Vec<EventView>,
    /// How many there are on all pages.
    pub total: usize,
    /// `first` of the next page; none if this is the last.
    pub next: Option<usize>,
    /// What the realm recorded for these people and days, on every page.
    pub changes: Vec<Change>,
}

/// Answer to [`Withdraw`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// How many consents there were.
    pub consents: usize,
}
