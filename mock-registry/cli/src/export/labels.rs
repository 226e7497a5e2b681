//! Words that stand in an export for the terms of the register.

use dinhdanh_population::{BloodGroup, CardKind, MaritalStatus, Sex};

pub(super) fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "m",
        Sex::Female => "f",
    }
}

pub(super) fn card_kind(kind: CardKind) -> &'static str {
    match kind {
        CardKind::NineDigit => "nine_digit",
        CardKind::CitizenCard => "citizen_card",
        CardKind::IdentityCard => "identity_card",
    }
}

pub(super) fn marital(status: MaritalStatus) -> &'static str {
    match status {
        MaritalStatus::Single => "single",
        MaritalStatus::Married => "married",
        MaritalStatus::Widowed => "widowed",
        MaritalStatus::Divorced => "divorced",
    }
}

pub(super) fn blood(group: BloodGroup) -> &'static str {
    match group {
        BloodGroup::O => "O",
        BloodGroup::A => "A",
        BloodGroup::B => "B",
        BloodGroup::Ab => "AB",
    }
}
