//! Social assistance, allowances for people of merit, and the payments of these and of pensions.
//!
//! Allowances of relatives of the fallen are not modelled: the nation does not know who fell.

mod account;
mod assistance;
mod entitlement;
mod merit;
mod payment;
mod schema;
mod table;

pub use account::{account_number, person_by_account_number};
pub(crate) use assistance::grants as assistance_grants;
pub use assistance::{AssistanceGround, SocialAssistance, social_assistance};
pub(crate) use entitlement::{Steps, steps};
pub(crate) use merit::grant as merit_grant;
pub use merit::{Merit, MeritKind, merit_allowances};
pub use payment::{Payment, PaymentKind, benefit_payments};
pub(crate) use schema::{ASSISTANCE, MERIT, PAYMENTS};
