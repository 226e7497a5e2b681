//! What happened on a day of a life, and with whom or what: an event of the nation, told.

use std::fmt;

use dinhdanh_population::{
    AbsenceReason, AccountLevel, Activity, Address, CardKind, Event, EventKind, Nation, Person, ReissueReason,
};
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

/// What happened, and with whom or what. `kind` is the [code](EventKind::code) of the event. `Debug` is redacted.
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
}

/// Events of one person in order, told; an event that the nation does not explain is left out, of which there is none.
pub(crate) fn told(nation: &Nation, person: Person, events: &[Event]) -> Vec<(Date, Happening)> {
    let one = |(at, event): (usize, &Event)| {
        // Twins are two events that look alike.
        let before = events.iter().take(at).filter(|other| *other == event).count();
        Some((event.date, happening(nation, person, *event, before)?))
    };
    events.iter().enumerate().filter_map(one).collect()
}

/// What happened to somebody; `nth`, from 0, of several such events of one day.
fn happening(
    nation: &Nation,
    person: Person,
    Event { date: on, kind }: Event,
    nth: usize,
) -> Option<Happening> {
    let home = || nation.permanent_residence(person, on).map(|address| place(&address));
    let card = || nation.card(person, on);
    let named = |other: Person| Named {
        personal_number: nation.number(other).digits(),
        name: nation.name_on(other, on).full,
    };
    let all = |people: Vec<Person>| people.into_iter().map(named).collect();
    Some(match kind {
        EventKind::Birth => {
            Happening::Birth { place: place(&nation.core(person, on)?.place_of_birth_registration) }
        }
        EventKind::CardIssued(card) => {
            Happening::CardIssued { card, expires_on: nation.card(person, on)?.expires }
        }
        EventKind::CardReported => {
            let card = card()?;
            Happening::CardReported { card: card.kind, reason: card.reissued?.reason }
        }
        EventKind::CardReissued => {
            let card = card()?;
            Happening::CardReissued { card: card.kind, reason: card.reissued?.reason }
        }
        EventKind::CardExpired => Happening::CardExpired { card: card()?.kind },
        EventKind::PassportIssued => {
            let passport = nation.passport(person, on)?;
            Happening::PassportIssued { passport: passport.number.text(), expires_on: passport.expires }
        }
        EventKind::AccountChanged => {
            let account = nation.account(person, on)?;
            let level = if account.level == AccountLevel::Level1 { 1 } else { 2 };
            Happening::AccountChanged { level, locked: account.locked }
        }
        EventKind::AccountActivated => Happening::AccountActivated,
        EventKind::PhoneChanged => Happening::PhoneChanged { phone: nation.phone(person, on)?.digits() },
        EventKind::Marriage | EventKind::Divorce | EventKind::Widowed => {
            let spouse = named(spouse(nation, person, on, kind)?);
            match kind {
                EventKind::Marriage => Happening::Marriage { spouse },
                EventKind::Divorce => Happening::Divorce { spouse },
                _ => Happening::Widowed { spouse },
            }
        }
        EventKind::ChildBorn => {
            let children = nation.children(person).into_iter();
            let mut born = children.filter(|child| nation.date_of_birth(*child) == on);
            Happening::ChildBorn { child: named(born.nth(nth)?) }
        }
        EventKind::NameChanged => Happening::NameChanged {
            former_name: nation.name(person).full,
            new_name: nation.name_on(person, on).full,
        },
        EventKind::Moved => Happening::Moved { place: home()? },
        EventKind::StayBegan => {
            Happening::StayBegan { place: place(&nation.temporary_residence(person, on)?) }
        }
        EventKind::StayEnded => Happening::StayEnded,
        EventKind::AbsenceBegan => {
            let absence = nation.temporary_absence(person, on)?;
            Happening::AbsenceBegan { reason: absence.reason, until: absence.until }
        }
        EventKind::AbsenceEnded => Happening::AbsenceEnded,
        EventKind::OccupationChanged => {
            let occupation = nation.occupation(person, on)?;
            Happening::OccupationChanged {
                activity: occupation.activity,
                code: occupation.code,
                occupation: occupation.name,
            }
        }
        EventKind::RepresentationChanged => Happening::RepresentationChanged {
            representatives: all(nation.legal_representatives(person, on)),
            represents: all(nation.represented(person, on)),
        },
        EventKind::DeclaredMissing => Happening::DeclaredMissing,
        EventKind::MissingLifted => Happening::MissingLifted,
        EventKind::AdministrativeReform => Happening::AdministrativeReform { place: home()? },
        EventKind::Death => Happening::Death,
        _ => return None,
    })
}

/// The other one of the marriage that begins or ends on a day.
fn spouse(nation: &Nation, person: Person, on: Date, kind: EventKind) -> Option<Person> {
    let marriages = nation.marriages_of_life(person).into_iter();
    let mut concerned = marriages.filter(|marriage| match (kind, marriage.divorce) {
        (EventKind::Marriage, _) => marriage.wedding == on,
        (EventKind::Divorce, divorce) => divorce == Some(on),
        (_, divorce) => divorce.is_none() && nation.date_of_death(marriage.spouse) == on,
    });
    concerned.next().map(|marriage| marriage.spouse)
}

/// Commune and province; the day before the reform also the district.
fn place(address: &Address) -> String {
    let units = [Some(&address.commune), address.district.as_ref(), Some(&address.province)];
    units.into_iter().flatten().map(|unit| unit.name).collect::<Vec<_>>().join(", ")
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
