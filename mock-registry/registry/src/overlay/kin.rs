//! Parents, children and spouses with the changes: each relation is decided in one place and read from both ends.

use std::collections::HashSet;

use dinhdanh_population::{IdNumber, MaritalStatus, MarriageEnd, MarriageEntry, Person, Sex};
use dinhdanh_protocol::overlay::{Change, ChangeKind, NewCitizen};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{View, id_of};

/// A child born within 300 days of the end of a marriage is the couple's (Law on Marriage and Family 52/2014/QH13, article 88).
const AFTER_MARRIAGE: i32 = 300;

/// A marriage, whatever became of it.
#[derive(Clone, Copy)]
pub(super) struct Wed {
    pub(super) spouse: IdNumber,
    pub(super) wedding: Date,
    /// The change by which it was recorded; none of the nation's.
    pub(super) recorded: Option<u64>,
    /// The day of the divorce, with the change by which it was recorded.
    pub(super) divorced: Option<(Date, Option<u64>)>,
}

impl Wed {
    /// Whether it was divorced by a day.
    pub(super) fn is_divorced(&self, day: Date) -> bool {
        self.divorced.is_some_and(|(divorced, _)| divorced <= day)
    }
}

impl View<'_> {
    pub(super) fn mother(&self, child: IdNumber, day: Date) -> Option<IdNumber> {
        let mother = match self.overlay.created(child) {
            Some(new) => new.mother.as_ref().and_then(id_of),
            None => Some(self.nation.number(self.nation.mother(self.base(child)?)?)),
        };
        mother.filter(|mother| self.exists(*mother, day))
    }

    pub(super) fn father(&self, child: IdNumber, day: Date) -> Option<IdNumber> {
        self.father_on_file(child).filter(|father| self.exists(*father, day))
    }

    /// The father, whether or not he is still in the register.
    fn father_on_file(&self, child: IdNumber) -> Option<IdNumber> {
        if let Some(new) = self.overlay.created(child) {
            return self.father_of_new(new);
        }
        let person = self.base(child)?;
        let born = self.nation.date_of_birth(person);
        let number = |person: Option<Person>| Some(self.nation.number(person?));
        let (mother, father) = (number(self.nation.mother(person)), number(self.nation.father(person)));
        let changed = |parent: Option<IdNumber>| {
            let mut naming = parent.into_iter().flat_map(|parent| self.overlay.naming(parent));
            naming.any(|change| is_marital(change) && change.valid_from <= born)
        };
        if changed(mother) || changed(father) { self.husband_at_birth(mother?, born) } else { father }
    }

    /// The father recorded with somebody who is added, else the mother's husband: whoever that is by what is recorded now.
    pub(super) fn father_of_new(&self, new: &NewCitizen) -> Option<IdNumber> {
        let husband = || self.husband_at_birth(new.mother.as_ref().and_then(id_of)?, new.birthdate);
        new.father.as_ref().and_then(id_of).or_else(husband)
    }

    /// The husband of a woman who has a child on a day.
    fn husband_at_birth(&self, mother: IdNumber, born: Date) -> Option<IdNumber> {
        let marriages = self.marriages(mother);
        let wed = marriages.iter().rev().find(|wed| wed.wedding <= born && self.exists(wed.spouse, born))?;
        let ends = [wed.divorced.map(|(day, _)| day), self.died(wed.spouse)];
        let in_time = |end: Date| born < end.saturating_add(AFTER_MARRIAGE.days());
        ends.into_iter().flatten().all(in_time).then_some(wed.spouse)
    }

    /// Children born by a day, in order of birth.
    pub(super) fn children(&self, parent: IdNumber, day: Date) -> Vec<IdNumber> {
        let known = self.possible_children(parent).into_iter();
        let mut born: Vec<(Date, IdNumber)> = known
            .filter(|child| self.is_child(*child, parent, day))
            .filter_map(|child| Some((self.born(child)?, child)))
            .collect();
        born.sort_by_key(|(born, _)| *born);
        born.into_iter().map(|(_, child)| child).collect()
    }

    /// Whether the register has somebody as the child of another on a day.
    pub(super) fn is_child(&self, child: IdNumber, parent: IdNumber, day: Date) -> bool {
        let own = match self.sex(parent) {
            Some(Sex::Female) => self.mother(child, day),
            _ => self.father(child, day),
        };
        own == Some(parent) && self.exists(child, day)
    }

    /// Everybody who may be a child of somebody at some time, each once: the own in the nation and those of the wives, and whoever
    /// was added to them.
    pub(super) fn possible_children(&self, parent: IdNumber) -> Vec<IdNumber> {
        let wives = match self.sex(parent) {
            Some(Sex::Male) => self.marriages(parent),
            _ => Vec::new(),
        };
        let mut children: Vec<IdNumber> = Vec::new();
        for one in std::iter::once(parent).chain(wives.iter().map(|wed| wed.spouse)) {
            let of_nation = self.base(one).map_or_else(Vec::new, |person| self.nation.children(person));
            let of_nation = of_nation.into_iter().map(|child| self.nation.number(child));
            let added =
                self.overlay.naming(one).filter(|change| matches!(change.change, ChangeKind::Created(_)));
            children.extend(of_nation.chain(added.filter_map(|change| id_of(&change.personal_number))));
        }
        let mut seen = HashSet::new();
        children.retain(|child| seen.insert(*child));
        children
    }

    /// Every marriage of a life, in order, past and to come.
    pub(super) fn marriages(&self, number: IdNumber) -> Vec<Wed> {
        let mut marriages: Vec<Wed> = self
            .overlay
            .naming(number)
            .filter_map(|change| {
                let spouse =
                    matches!(change.change, ChangeKind::Married { .. }).then(|| other(change, number))??;
                Some(Wed { spouse, wedding: change.valid_from, recorded: Some(change.id), divorced: None })
            })
            .collect();
        marriages.extend(self.base_marriages(number));
        marriages.sort_by_key(|wed| wed.wedding);
        for wed in &mut marriages {
            let mut divorces = self.overlay.naming(number).filter(|change| {
                matches!(change.change, ChangeKind::Divorced { .. })
                    && other(change, number) == Some(wed.spouse)
                    && wed.wedding < change.valid_from
            });
            let recorded = divorces.next().map(|change| (change.valid_from, Some(change.id)));
            wed.divorced = [recorded, wed.divorced].into_iter().flatten().min();
        }
        marriages
    }

    /// The marriages that the nation has, unless a change has come before them.
    fn base_marriages(&self, number: IdNumber) -> impl Iterator<Item = Wed> {
        let marriages = self.base(number).map_or_else(Vec::new, |base| self.nation.marriages_of_life(base));
        marriages.into_iter().filter_map(move |marriage| {
            let spouse = self.nation.number(marriage.spouse);
            let prevented = |one: IdNumber| {
                let mut changes = self.overlay.naming(one);
                let wed = changes.any(|change| {
                    matches!(change.change, ChangeKind::Married { .. })
                        && change.valid_from <= marriage.wedding
                });
                wed || self.removed(one).is_some_and(|removed| removed <= marriage.wedding)
            };
            let divorced = marriage.divorce.map(|day| (day, None));
            let wed = Wed { spouse, wedding: marriage.wedding, recorded: None, divorced };
            (![number, spouse].into_iter().any(prevented)).then_some(wed)
        })
    }

    /// The last marriage by a day, to somebody whom the register knows.
    pub(super) fn last_marriage(&self, number: IdNumber, day: Date) -> Option<Wed> {
        self.registered_marriages(number, day).pop()
    }

    /// Every marriage registered by a day, the oldest first; of a dead person as it was at the end of life.
    pub(super) fn marital_history(&self, number: IdNumber, day: Date) -> Vec<MarriageEntry> {
        let last = self.day_of_life(number, day);
        let registered = self.registered_marriages(number, last).into_iter();
        let entry = |wed: Wed| {
            let divorced = wed.divorced.map(|(day, _)| (day, MarriageEnd::Divorce));
            let widowed = || self.died(wed.spouse).map(|day| (day, MarriageEnd::Death));
            let end = divorced.or_else(widowed).filter(|(day, _)| *day <= last);
            MarriageEntry {
                spouse: wed.spouse,
                registered: wed.wedding,
                ended: end.map(|(day, _)| day),
                ended_by: end.map(|(_, by)| by),
            }
        };
        registered.map(entry).collect()
    }

    /// The marriages by a day to those whom the register knows, in order.
    pub(super) fn registered_marriages(&self, number: IdNumber, day: Date) -> Vec<Wed> {
        let mut marriages = self.marriages(number);
        marriages.retain(|wed| wed.wedding <= day && self.exists(wed.spouse, day));
        marriages
    }

    /// Marital status on a day; of a dead person, the last.
    pub(super) fn marital_status(&self, number: IdNumber, day: Date) -> MaritalStatus {
        let last = self.day_of_life(number, day);
        match self.last_marriage(number, last) {
            None => MaritalStatus::Single,
            Some(wed) if wed.is_divorced(last) => MaritalStatus::Divorced,
            Some(wed) if !self.alive(wed.spouse, last) => MaritalStatus::Widowed,
            Some(_) => MaritalStatus::Married,
        }
    }

    /// Whom somebody is married to on a day; both are alive.
    pub(super) fn spouse(&self, number: IdNumber, day: Date) -> Option<IdNumber> {
        let wed = self.partnership(number, day)?;
        (self.alive(number, day) && self.alive(wed, day)).then_some(wed)
    }

    /// Whom somebody is or was married to when death parted them.
    pub(super) fn partnership(&self, number: IdNumber, day: Date) -> Option<IdNumber> {
        let wed = self.last_marriage(number, day)?;
        (!wed.is_divorced(day)).then_some(wed.spouse)
    }
}

fn is_marital(change: &Change) -> bool {
    matches!(change.change, ChangeKind::Married { .. } | ChangeKind::Divorced { .. } | ChangeKind::Died)
}

/// The other one of the couple that a change names.
fn other(change: &Change, one: IdNumber) -> Option<IdNumber> {
    let (ChangeKind::Married { spouse } | ChangeKind::Divorced { spouse }) = &change.change else {
        return None;
    };
    let (about, spouse) = (id_of(&change.personal_number)?, id_of(spouse)?);
    Some(if about == one { spouse } else { about })
}
