//! The dated events of a life: between two of them nothing about a person changes.

use jiff::civil::Date;
use serde::Serialize;

use crate::cell::Place;
use crate::day::Day;
use crate::home::{Hearth, Home, REFORM};
use crate::kin::Wed;
use crate::life::Lifetime;
use crate::nation::{Nation, Person};
use crate::papers::{CardKind, FOR_LIFE, Family};

/// Something that changes a person's record on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Event {
    /// The first day on which the record is changed.
    pub date: Date,
    /// What happens.
    pub kind: EventKind,
}

/// Kinds of events.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EventKind {
    /// Birth, registered the same day.
    Birth,
    /// Issue of an identity card.
    CardIssued(CardKind),
    /// The e-ID account is opened, changes its level, is locked or unlocked.
    AccountChanged,
    /// A first mobile number, or another.
    PhoneChanged,
    /// Wedding.
    Marriage,
    /// Divorce.
    Divorce,
    /// The husband or wife dies.
    Widowed,
    /// A child is born.
    ChildBorn,
    /// Another given name.
    NameChanged,
    /// Father, mother, husband, wife or child takes another given name.
    RelativeRenamed,
    /// Another home, or the same in another place: the permanent residence changes, mostly the address too.
    Moved,
    /// A temporary residence begins.
    StayBegan,
    /// A temporary residence ends.
    StayEnded,
    /// An identity card is reported lost or unusable.
    CardReported,
    /// A card that was lost or unusable is issued again.
    CardReissued,
    /// The day after the last day of a card that has not been renewed in time.
    CardExpired,
    /// First use of the e-ID account, if not on the day it is opened.
    AccountActivated,
    /// Issue of a passport.
    PassportIssued,
    /// School, study, a job, the home, retirement: something else begins.
    OccupationChanged,
    /// An absence from the permanent residence begins.
    AbsenceBegan,
    /// The end of an absence.
    AbsenceEnded,
    /// A minor begins or ceases to be represented, by this person or this person by others.
    RepresentationChanged,
    /// A court declares the person missing.
    DeclaredMissing,
    /// That is lifted.
    MissingLifted,
    /// 1 July 2025: addresses are written in the new division.
    AdministrativeReform,
    /// Death.
    Death,
}

/// What happens to somebody, of some kinds, by whatever rule; some of it perhaps before birth or after death.
pub(crate) type Chapter = fn(&Nation, &Lifetime) -> Vec<(Day, EventKind)>;

/// Everything that happens in a life between birth and death.
const CHAPTERS: [Chapter; 13] = [
    Nation::card_events,
    Nation::account_events,
    Nation::passport_events,
    Nation::phone_events,
    Nation::marriage_events,
    Nation::child_events,
    Nation::move_events,
    Nation::stay_events,
    Nation::career_events,
    Nation::absence_events,
    Nation::representation_events,
    Nation::name_events,
    Nation::relative_events,
];

impl Lifetime {
    /// What a chapter says of the time between birth and death.
    pub(crate) fn read(
        &self,
        nation: &Nation,
        chapter: Chapter,
    ) -> impl Iterator<Item = (Day, EventKind)> + use<> {
        let (birth, death) = (self.birth, self.death);
        chapter(nation, self).into_iter().filter(move |(day, _)| birth < *day && *day < death)
    }
}

impl Nation {
    /// All events of a life in order of date, to its end.
    ///
    /// [`record`](Nation::record) as of two dates differs if and only if one of them lies after the first and not after
    /// the second, the household aside: that changes with the events of those who live in it.
    pub fn events(&self, person: Person) -> Vec<Event> {
        let life = self.lifetime(person);
        let mut events = vec![(life.birth, EventKind::Birth), (life.death, EventKind::Death)];
        // The addresses of the dead are rewritten too; nothing else happens to them.
        events.extend((life.birth < REFORM).then_some((REFORM, EventKind::AdministrativeReform)));
        events.extend(CHAPTERS.iter().flat_map(|chapter| life.read(self, *chapter)));
        events.sort_unstable_by_key(|(day, kind)| (*day, *kind));
        events.into_iter().map(|(day, kind)| Event { date: day.into(), kind }).collect()
    }

    pub(crate) fn card_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        let mut events = Vec::new();
        let cards = self.cards(life.person);
        for (at, card) in cards.iter().enumerate() {
            events.push((card.issued, EventKind::CardIssued(card.kind)));
            if let Some(loss) = card.loss {
                events.extend([
                    (loss.reported, EventKind::CardReported),
                    (loss.issued, EventKind::CardReissued),
                ]);
            }
            let next = cards.get(at + 1).map_or(FOR_LIFE, |next| next.issued);
            if card.expires != FOR_LIFE && card.expires.plus(1) < next {
                events.push((card.expires.plus(1), EventKind::CardExpired));
            }
        }
        events
    }

    pub(crate) fn account_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        let Lifetime { person, death, .. } = *life;
        let changes = self.account_changes_of(person, &self.cards(person), death);
        let opened = changes.first().map(|change| change.day);
        let activated = self.activation(person, &changes).filter(|day| Some(*day) != opened);
        let changed = changes.iter().map(|change| (change.day, EventKind::AccountChanged));
        changed.chain(activated.map(|day| (day, EventKind::AccountActivated))).collect()
    }

    pub(crate) fn passport_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        self.passport_days(life.person).map(|day| (day, EventKind::PassportIssued)).collect()
    }

    pub(crate) fn phone_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        let numbers = self.phones(life.person).into_iter().flatten();
        numbers.map(|(day, _)| (day, EventKind::PhoneChanged)).collect()
    }

    pub(crate) fn marriage_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        self.marital_events(life.place)
    }

    fn marital_events(&self, place: Place) -> Vec<(Day, EventKind)> {
        let of = |Wed { couple, wedding, divorce }| {
            let end = match divorce {
                Some(day) => (day, EventKind::Divorce),
                None => {
                    let spouse = couple.other(place);
                    (self.death_day(self.person(spouse), spouse), EventKind::Widowed)
                }
            };
            [(wedding, EventKind::Marriage), end]
        };
        self.weddings(place).flat_map(of).collect()
    }

    pub(crate) fn child_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        let children = self.children(life.person).into_iter();
        children.map(|child| (self.birth_day(child), EventKind::ChildBorn)).collect()
    }

    pub(crate) fn stay_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        let stay = self.stay(life.place).into_iter();
        stay.flat_map(|(from, to, _)| [(from, EventKind::StayBegan), (to, EventKind::StayEnded)]).collect()
    }

    pub(crate) fn career_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        self.career(life.person).into_iter().map(|(day, _)| (day, EventKind::OccupationChanged)).collect()
    }

    /// Declared absence, and declared missing.
    pub(crate) fn absence_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        let absence = self
            .absence(life.place)
            .map(|(from, until, ..)| [(from, EventKind::AbsenceBegan), (until, EventKind::AbsenceEnded)]);
        let missing = self
            .missing(life.place)
            .map(|(from, until)| [(from, EventKind::DeclaredMissing), (until, EventKind::MissingLifted)]);
        absence.into_iter().chain(missing).flatten().collect()
    }

    pub(crate) fn representation_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        let Lifetime { person, birth, death, .. } = *life;
        let children = self.children(person);
        let family = Family { person, parents: self.parents(person), children: &children };
        let changes = self.representation_changes(family, birth, death).into_iter();
        changes.map(|day| (day, EventKind::RepresentationChanged)).collect()
    }

    pub(crate) fn name_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        self.renaming(life.place).map(|(day, _)| (day, EventKind::NameChanged)).into_iter().collect()
    }

    /// New names of those whom the record names.
    pub(crate) fn relative_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        let person = life.person;
        let spouses = self.weddings(life.place).map(|wed| wed.couple.other(life.place));
        let parents = self.parents(person).into_iter().flatten();
        let family = parents.chain(self.children(person)).map(|one| (one, false));
        let family = family.chain(spouses.map(|one| (self.person(one), true)));
        let renamed = family.filter_map(|(one, married)| {
            let day = self.renamed_on(one)?;
            let named = !married || self.spouse(person, day) == Some(one);
            named.then_some((day.into(), EventKind::RelativeRenamed))
        });
        renamed.collect()
    }

    pub(crate) fn move_events(&self, life: &Lifetime) -> Vec<(Day, EventKind)> {
        let moves = self.moves(life.place, life.birth, life.death).into_iter();
        moves.map(|day| (day, EventKind::Moved)).collect()
    }

    /// The days on which the permanent residence of a person changes, of all days that could.
    fn moves(&self, place: Place, birth: Day, death: Day) -> Vec<Day> {
        let mut days = vec![birth];
        self.home_changes(place, &mut days);
        let homes: Vec<Home> = days
            .iter()
            .filter(|day| birth <= **day && **day < death)
            .map(|day| self.home_of(place, *day))
            .collect();
        days.extend(homes.into_iter().filter_map(|home| self.moving_day(home)));
        days.retain(|day| birth <= *day && *day < death);
        days.sort_unstable();
        days.dedup();
        let at = |day: Day| {
            let Hearth { home, founder, .. } = self.hearth_of(self.forebear(place), day);
            (home, self.address(self.home_spot(home, day, || self.root_of(founder)), day))
        };
        days.into_iter().skip(1).filter(|day| at(day.plus(-1)) != at(*day)).collect()
    }

    /// The days on which somebody may go to another home; while unmarried, with the mother.
    fn home_changes(&self, place: Place, days: &mut Vec<Day>) {
        days.extend(self.leaving_day(place));
        days.extend(self.marital_events(place).into_iter().map(|(day, _)| day));
        for mut couple in self.weddings(place).map(|wed| wed.couple) {
            while let Some(parents) = self.stays_with(couple) {
                days.push(self.joining_day(parents));
                couple = parents;
            }
        }
        if let Some(mother) = self.mother_of(place) {
            self.home_changes(mother, days);
        }
    }
}
