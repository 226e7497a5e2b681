//! Logging a citizen in: who may, and what remains afterwards.

use dinhdanh_jose::ct_eq;
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::error::Reason;

use super::request::AuthorizationRequest;
use super::session::Session;
use super::{ACR_VALUES, acr_of_level};
use crate::audit::AuditEvent;
use crate::realm::{PASSCODE, lifetime};
use crate::registry::{Account, Citizen, Registry};
use crate::storage::{StoreError, Write, WriteTx};
use crate::{Ctx, Refusal};

/// How the citizen proved to be the one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Proof<'a> {
    /// Typed the passcode.
    Passcode(&'a str),
    /// Was picked from the simulator's list, or named by `login_hint` in an instant realm: no proof at all, and a token says so.
    Picked,
}

/// A citizen who may log in, and how.
pub struct LoggedIn {
    /// Who.
    pub citizen: Citizen,
    /// Authentication context reached.
    pub acr: String,
    /// Authentication methods (RFC 8176).
    pub amr: Vec<String>,
}

/// Whether a citizen may log in with an account of this state; the login page shows the same answer beside each name.
pub fn may_log_in(citizen: &Citizen) -> Result<u8, Refusal> {
    if citizen.died_on.is_some() {
        return Err(Refusal::new(Reason::CitizenDeceased, "expected a living citizen"));
    }
    match citizen.account {
        Account::Active(level) => Ok(level),
        Account::None => Err(Refusal::new(Reason::AccountMissing, "expected a citizen with an e-ID account")),
        Account::Locked => Err(Refusal::new(Reason::AccountLocked, "expected an account that is not locked")),
    }
}

/// Checks who wants to log in. Touches no store.
pub fn authenticate(
    ctx: &Ctx,
    registry: &dyn Registry,
    number: &str,
    proof: Proof<'_>,
    request: &AuthorizationRequest,
) -> Result<LoggedIn, Refusal> {
    let unknown =
        || Refusal::new(Reason::CitizenUnknown, "expected the 12 digits of a citizen of this nation");
    let number = PersonalNumber::parse(number).map_err(|_| unknown())?;
    let citizen = registry.citizen(&number, ctx.today()).ok_or_else(unknown)?;
    if let Proof::Passcode(passcode) = proof
        && !ct_eq(passcode.as_bytes(), PASSCODE.as_bytes())
    {
        return Err(Refusal::new(Reason::PasscodeWrong, "expected the passcode shown on the page"));
    }
    let level = may_log_in(&citizen)?;
    let acr = acr_of_level(level).to_owned();
    if let Some(required) = request.required_acr.as_deref()
        && !acr_satisfies(&acr, required)
    {
        let detail = format!("expected an account of {required}, got {acr}");
        return Err(Refusal::new(Reason::AccountLevelTooLow, detail));
    }
    let amr = match proof {
        Proof::Passcode(_) => vec!["pin".to_owned()],
        Proof::Picked => Vec::new(),
    };
    Ok(LoggedIn { citizen, acr, amr })
}

/// Whether context `have` is at least `required`; an unknown context is never reached.
pub(super) fn acr_satisfies(have: &str, required: &str) -> bool {
    let rank = |acr: &str| ACR_VALUES.iter().position(|known| *known == acr);
    matches!((rank(have), rank(required)), (Some(have), Some(required)) if have >= required)
}

/// Opens a session. The cookie's secret is returned once and never stored.
pub fn open_session(
    ctx: &mut Ctx,
    tx: &mut dyn WriteTx,
    who: &LoggedIn,
    request: &AuthorizationRequest,
) -> Result<(Session, String), StoreError> {
    let cookie = ctx.token("");
    let session = Session {
        key: Session::key_of(&cookie),
        sid: ctx.token(""),
        citizen: who.citizen.number.clone(),
        subject: ctx.root.subject(&who.citizen.number),
        auth_time: ctx.seconds(),
        acr: who.acr.clone(),
        amr: who.amr.clone(),
        expires_at: ctx.after(lifetime::SESSION),
    };
    tx.put(&session)?;
    AuditEvent::Login { sub: session.subject.clone(), client: request.client_id.clone() }.append(tx)?;
    Ok((session, cookie))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_context_satisfies_a_lower_one_and_an_unknown_one_is_never_reached() {
        let table = [
            ("level2", "level1", true),
            ("level1", "level1", true),
            ("level1", "level2", false),
            ("level2", "unknown", false),
            ("unknown", "unknown", false),
        ];
        for (have, required, expected) in table {
            assert_eq!(acr_satisfies(have, required), expected, "{have} for {required}");
        }
    }
}
