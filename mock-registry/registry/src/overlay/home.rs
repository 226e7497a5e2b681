//! Households and addresses with the changes. A home is a residence file of the nation or the change that founded it.

use dinhdanh_population::{Address, IdNumber, Relation};
use dinhdanh_protocol::overlay::{Change, ChangeKind, CitizenAddress};
use jiff::civil::Date;

use super::{View, id_of, moves, when};
use crate::summary::age;

/// The digit between province and number in a residence file that a change founded: the nation has 1 to 3.
const FOUNDED: u8 = 4;

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Home {
    /// Of the nation.
    File(String),
    /// Founded by this change.
    Founded(u64),
}

impl View<'_> {
    /// Where somebody belongs on a day; of the dead, where they last did.
    pub(super) fn home(&self, number: IdNumber, day: Date) -> Option<Home> {
        self.home_before(number, self.day_of_life(number, day), (day, u64::MAX))
    }

    /// Every step leads to an earlier change, so it ends.
    fn home_before(&self, number: IdNumber, day: Date, before: (Date, u64)) -> Option<Home> {
        let known = |change: &&Change| when(change) < before && change.valid_from <= day;
        let last = self.overlay.naming(number).rev().filter(known).find(|change| moves(change, number));
        let Some(change) = last else {
            return Some(Home::File(self.nation.residence_file(self.base(number)?, day)?));
        };
        match joined(change) {
            Some(host) => self.home_before(host, change.valid_from, when(change)),
            None => Some(Home::Founded(change.id)),
        }
    }

    /// The address of permanent residence on a day; of the dead, the last.
    pub(super) fn address(&self, number: IdNumber, day: Date) -> Option<Address> {
        let last = self.day_of_life(number, day);
        if !self.has_moved(number, day) {
            // Also of the dead, in the division of the day asked.
            return self.nation.permanent_residence(self.base(number)?, day);
        }
        match self.home(number, last)? {
            Home::File(file) => self.nation.address_of_file(&file, last),
            Home::Founded(id) => of_today(founded_at(self.overlay.change(id)?)?),
        }
    }

    /// Whether a change of residence holds on a day.
    pub(super) fn has_moved(&self, number: IdNumber, day: Date) -> bool {
        let last = self.day_of_life(number, day);
        self.overlay.naming(number).any(|change| moves(change, number) && change.valid_from <= last)
    }

    /// Number of the residence file on a day; of a home that a change founded, one that the nation has not.
    pub(super) fn residence_file(&self, number: IdNumber, day: Date) -> Option<String> {
        match self.home(number, day)? {
            Home::File(file) => Some(file),
            Home::Founded(id) => {
                let address = of_today(founded_at(self.overlay.change(id)?)?)?;
                Some(format!("{}{FOUNDED}{id:010}", address.province.code))
            }
        }
    }

    /// Everybody alive in somebody's household, the head first; nobody for the dead.
    pub(super) fn household(&self, number: IdNumber, day: Date) -> Vec<(IdNumber, Relation)> {
        let Some(home) = self.home(number, day).filter(|_| self.alive(number, day)) else {
            return Vec::new();
        };
        let of_nation = match &home {
            Home::File(file) => self.nation.household_of_file(file, day).map_or(Vec::new(), |h| h.members),
            Home::Founded(_) => Vec::new(),
        };
        let given: Vec<(IdNumber, Relation)> =
            of_nation.iter().map(|member| (self.nation.number(member.person), member.relation)).collect();
        let here = |one: IdNumber| self.alive(one, day) && self.home(one, day).as_ref() == Some(&home);
        let mut members: Vec<IdNumber> = given.iter().map(|(one, _)| *one).filter(|one| here(*one)).collect();
        let came = self.overlay.movers.iter().copied().filter(|one| !given.iter().any(|(g, _)| g == one));
        members.extend(came.filter(|one| here(*one)));
        let as_given = members.len() == given.len()
            && given.iter().all(|(one, _)| self.overlay.naming(*one).all(|change| day < change.valid_from));
        if as_given {
            return given;
        }
        let head = given.first().map(|(head, _)| *head).filter(|head| members.contains(head));
        let Some(head) = head.or_else(|| self.eldest(&members, day)) else { return Vec::new() };
        members.sort_by_key(|one| *one != head);
        members.into_iter().map(|one| (one, self.relation(head, one, day))).collect()
    }

    /// Who heads a household that has lost its head: the eldest of age and not old, else the eldest.
    fn eldest(&self, members: &[IdNumber], day: Date) -> Option<IdNumber> {
        let rank = |one: &IdNumber| {
            let born = self.born(*one).unwrap_or(day);
            (!(18..70).contains(&age(born, day)), born, *one)
        };
        members.iter().copied().min_by_key(rank)
    }
}

/// In whose household a change puts people, if not in one of their own.
fn joined(change: &Change) -> Option<IdNumber> {
    match &change.change {
        ChangeKind::Created(new) => new.household_of.as_ref().and_then(id_of),
        ChangeKind::Moved(to) => to.household_of.as_ref().and_then(id_of),
        _ => None,
    }
}

fn founded_at(change: &Change) -> Option<&CitizenAddress> {
    match &change.change {
        ChangeKind::Created(new) => new.permanent_address.as_ref(),
        ChangeKind::Moved(to) => to.address.as_ref(),
        _ => None,
    }
}

/// Recorded addresses are written in the division of 1 July 2025, whatever the date asked.
pub(super) fn of_today(address: &CitizenAddress) -> Option<Address> {
    Address::of_today(&address.commune_code, address.line.clone())
}
