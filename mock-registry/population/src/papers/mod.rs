//! Papers and numbers a person gets in life: identity cards, passport, e-ID account, mobile number, old ID number; and what
//! the registers note beside them: absence, marriages, legal representatives.

mod absence;
mod account;
mod account_history;
mod card;
mod email;
mod guardian;
mod issue;
mod loss;
mod marriages;
mod missing;
mod old_number;
mod passport;
mod phone;
mod print;

pub(crate) use absence::ABSENCES;
pub use absence::{Absence, AbsenceReason};
pub(crate) use account::LOCKS;
pub use account::{Account, AccountLevel, LockReason};
pub use account_history::{AccountStep, AccountStepKind};
pub use card::{Card, CardKind, CardMedium, CardState, Issuer, Reissue, ReissueReason};
pub(crate) use email::address as email_address;
pub(crate) use guardian::Family;
pub(crate) use issue::{FOR_LIFE, LAST_PAPER_ISSUE, RENEWAL_AGES};
pub(crate) use loss::WAITS;
pub use marriages::{MarriageEnd, MarriageEntry};
pub(crate) use missing::DECLARATIONS;
pub(crate) use old_number::OldNumbers;
pub use passport::{Passport, PassportNumber};
pub(crate) use phone::Phones;
pub use print::{CHIP_DATA_GROUPS, MrzFields, check_digit, transliterate};
