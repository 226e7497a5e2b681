//! What happened on a day of a life, and with whom or what.

use std::fmt;

use dinhdanh_population::{AbsenceReason, Activity, CardKind, ReissueReason, ResidenceCardKind};
use jiff::civil::Date;
use serde::Serialize;

/// Somebody else who is part of an event. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// 12 digits.
    pub personal_number: String,
    /// Full name on the day.
    pub name: String,
}

/// What happened, and with whom or what. `kind` is the [code](dinhdanh_population::EventKind::code) of the event. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Happening {
    /// Birth, in a commune and province.
    Birth {
        /// Where it was registered.
        place: String,
    },
    /// A card was issued.
    CardIssued {
        /// Which.
        card: CardKind,
        /// Last day of validity; none for life.
        expires_on: Option<Date>,
    },
    /// The card was reported lost or unusable.
    CardReported {
        /// Which.
        card: CardKind,
        /// Lost or damaged.
        reason: ReissueReason,
    },
    /// The card was issued again, for the same term.
    CardReissued {
        /// Which.
        card: CardKind,
        /// What had been reported.
        reason: ReissueReason,
    },
    /// The day before was the last of a card that has not been renewed.
    CardExpired {
        /// Which.
        card: CardKind,
    },
    /// A passport was issued.
    PassportIssued {
        /// A letter and eight digits.
        passport: String,
        /// Last day of validity.
        expires_on: Date,
    },
    /// The account was opened, or changed.
    AccountChanged {
        /// 1 or 2.
        level: u8,
        /// Whether it is locked from now on.
        locked: bool,
    },
    /// The account was used for the first time.
    AccountActivated,
    /// A first or another mobile number.
    PhoneChanged {
        /// 10 digits.
        phone: String,
    },
    /// Wedding.
    Marriage {
        /// With whom.
        spouse: Named,
    },
    /// Divorce.
    Divorce {
        /// From whom.
        spouse: Named,
    },
    /// The husband or wife died.
    Widowed {
        /// Who died.
        spouse: Named,
    },
    /// A child was born.
    ChildBorn {
        /// The child.
        child: Named,
    },
    /// Another name.
    NameChanged {
        /// Full name until the day before.
        former_name: String,
        /// Full name from this day on.
        new_name: String,
    },
    /// Another permanent residence.
    Moved {
        /// Where to.
        place: String,
    },
    /// A temporary residence began.
    StayBegan {
        /// Where.
        place: String,
    },
    /// The temporary residence ended.
    StayEnded,
    /// A declared absence from the permanent residence began.
    AbsenceBegan {
        /// Why.
        reason: AbsenceReason,
        /// The day of return that was declared.
        until: Date,
    },
    /// The declared absence ended.
    AbsenceEnded,
    /// Something else to do: school, a job, retirement.
    OccupationChanged {
        /// The kind.
        activity: Activity,
        /// ISCO-08 code, or a letter for what is no occupation.
        code: &'static str,
        /// The same in Vietnamese.
        occupation: &'static str,
    },
    /// Somebody began or ceased to act for a minor: both lists as they are from this day on.
    RepresentationChanged {
        /// Who acts for this person.
        representatives: Vec<Named>,
        /// For whom this person acts.
        represents: Vec<Named>,
    },
    /// A court declared the person missing.
    DeclaredMissing,
    /// The declaration was lifted.
    MissingLifted,
    /// 1 July 2025: the address is written in the new division.
    AdministrativeReform {
        /// As it is written since.
        place: String,
    },
    /// Death.
    Death,
    /// Father, mother, husband, wife or child has another name from this day on.
    RelativeRenamed {
        /// Who, by the new name.
        relatives: Vec<Named>,
    },
    /// A foreigner came to live in the country.
    Arrived {
        /// The country of nationality, ISO 3166-1 alpha-3.
        country: String,
    },
    /// A foreigner was given a residence card.
    ResidenceCardIssued {
        /// Which.
        card: ResidenceCardKind,
        /// Last day.
        expires_on: Date,
    },
    /// A foreigner left for good.
    Departed,
}

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Named(redacted)")
    }
}

impl fmt::Debug for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Happening(redacted)")
    }
}
