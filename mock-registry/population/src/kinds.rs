//! Kinds of events by the word that lists of events have for them.

use crate::events::EventKind;

macro_rules! codes {
    ($($kind:pat => $code:literal,)*) => {
        impl EventKind {
            /// Every code, in the order of the kinds.
            pub const CODES: &[&str] = &[$($code),*];

            /// The word for this kind, in small letters and underscores; which card was issued is not part of it.
            pub const fn code(self) -> &'static str {
                match self { $($kind => $code,)* }
            }
        }
    };
}

// One table, so that the list and the match cannot differ, and a new kind does not compile without a word.
codes! {
    EventKind::Birth => "birth",
    EventKind::CardIssued(_) => "card_issued",
    EventKind::AccountChanged => "account_changed",
    EventKind::PhoneChanged => "phone_changed",
    EventKind::Marriage => "marriage",
    EventKind::Divorce => "divorce",
    EventKind::Widowed => "widowed",
    EventKind::ChildBorn => "child_born",
    EventKind::NameChanged => "name_changed",
    EventKind::RelativeRenamed => "relative_renamed",
    EventKind::Moved => "moved",
    EventKind::StayBegan => "stay_began",
    EventKind::StayEnded => "stay_ended",
    EventKind::CardReported => "card_reported",
    EventKind::CardReissued => "card_reissued",
    EventKind::CardExpired => "card_expired",
    EventKind::AccountActivated => "account_activated",
    EventKind::PassportIssued => "passport_issued",
    EventKind::OccupationChanged => "occupation_changed",
    EventKind::AbsenceBegan => "absence_began",
    EventKind::AbsenceEnded => "absence_ended",
    EventKind::RepresentationChanged => "representation_changed",
    EventKind::DeclaredMissing => "declared_missing",
    EventKind::MissingLifted => "missing_lifted",
    EventKind::AdministrativeReform => "administrative_reform",
    EventKind::Death => "death",
}
