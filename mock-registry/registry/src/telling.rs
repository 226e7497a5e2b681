//! Events of the nation, told: the details of each are what the nation says of the person on its day.

use dinhdanh_population::{AccountLevel, Address, Event, EventKind, Nation, Person};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::happening::{Happening, Named};

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
        EventKind::RelativeRenamed => {
            Happening::RelativeRenamed { relatives: all(renamed(nation, person, on)) }
        }
        EventKind::DeclaredMissing => Happening::DeclaredMissing,
        EventKind::MissingLifted => Happening::MissingLifted,
        EventKind::AdministrativeReform => Happening::AdministrativeReform { place: home()? },
        EventKind::Death => Happening::Death,
        _ => return None,
    })
}

/// Those of the family whose name is another than the day before.
fn renamed(nation: &Nation, person: Person, on: Date) -> Vec<Person> {
    let eve = on.saturating_sub(1.day());
    let parents = [nation.father(person), nation.mother(person), nation.spouse(person, on)];
    let family = parents.into_iter().flatten().chain(nation.children(person));
    family.filter(|one| nation.name_on(*one, eve) != nation.name_on(*one, on)).collect()
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
