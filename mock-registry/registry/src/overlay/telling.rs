//! Events that concern one person alone, told: the details of each are what the register says of the person on its day.

use dinhdanh_population::{Address, Event, EventKind, IdNumber};

use super::View;
use super::view::eve;
use crate::happening::Happening;

impl View<'_> {
    /// What happened to somebody of the nation; none of what is told [with the family](View::family_events).
    pub(super) fn told(&self, number: IdNumber, Event { date: on, kind }: Event) -> Option<Happening> {
        let (nation, person) = (self.nation, self.base(number)?);
        let home = || self.address(number, on).map(|address| place(&address));
        let card = || nation.card(person, on);
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
                let account = self.account(number, on)?;
                Happening::AccountChanged { level: account.level, locked: account.locked }
            }
            EventKind::AccountActivated => Happening::AccountActivated,
            EventKind::PhoneChanged => Happening::PhoneChanged { phone: self.phone(number, on)? },
            EventKind::NameChanged => Happening::NameChanged {
                former_name: self.name(number, eve(on))?.full(),
                new_name: self.name(number, on)?.full(),
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
            EventKind::DeclaredMissing => Happening::DeclaredMissing,
            EventKind::MissingLifted => Happening::MissingLifted,
            EventKind::AdministrativeReform => Happening::AdministrativeReform { place: home()? },
            EventKind::Death => Happening::Death,
            _ => return None,
        })
    }
}

/// Commune and province; the day before the reform also the district.
fn place(address: &Address) -> String {
    let units = [Some(&address.commune), address.district.as_ref(), Some(&address.province)];
    units.into_iter().flatten().map(|unit| unit.name).collect::<Vec<_>>().join(", ")
}
