//! Whose family or home may change on a day, or a name in it.

use std::collections::BTreeSet;

use super::Search;
use crate::calendar::Beat;
use crate::home::Home;
use crate::nation::Person;
use crate::terms::Sex;

impl Search<'_> {
    /// Husbands and wives of couples that wed or divorce, and those whom the dying leave.
    pub(super) fn spouses(&self) -> Vec<Person> {
        let couples = self.couples.iter().flat_map(|(wife, husband)| [wife, husband]);
        let mut found: Vec<Person> = couples.map(|place| self.person(*place)).collect();
        for person in &self.dying {
            found.extend(self.nation.marriages_of_life(*person).iter().map(|marriage| marriage.spouse));
        }
        found
    }

    pub(super) fn parents(&self) -> Vec<Person> {
        let parents = |child: Person| [self.nation.mother(child), self.nation.father(child)];
        self.newborn.iter().copied().flat_map(parents).flatten().collect()
    }

    /// Everybody in a home that is founded, joined, left or moved.
    pub(super) fn movers(&self) -> Vec<Person> {
        let Search { nation, day, .. } = *self;
        let mut homes: Vec<Home> = Vec::new();
        for place in self.seated(Beat::Leaving, 18..=30, day) {
            if nation.leaving_day(place) == Some(day) {
                homes.push(nation.home_of(place, day));
            }
        }
        for place in self.seated(Beat::Moving, 28..=58, day) {
            let of = [Home::Family(place), Home::Single(place)];
            homes.extend(of.into_iter().filter(|home| nation.moving_day(*home) == Some(day)));
        }
        for husband in self.seated(Beat::Joining, 49..=65, day) {
            if husband.cell.sex() == Sex::Male && nation.joining_year(husband) == day.year() {
                homes.push(nation.home_of(husband, day));
            }
        }
        homes.extend(self.couples.iter().map(|(wife, _)| nation.home_of(*wife, day)));
        let households = homes.into_iter().filter_map(|home| nation.household_in(home, day));
        households.flat_map(|household| household.members).map(|member| member.person).collect()
    }

    /// Those who come of age, the minors near to them or to the dying, and the families of all these.
    pub(super) fn representation(&self) -> Vec<Person> {
        let nation = self.nation;
        let children = |one: Person| nation.children(one);
        let siblings = |one: Person| nation.mother(one).map_or(Vec::new(), children);
        let near = |one: Person| {
            let below =
                children(one).into_iter().flat_map(|child| children(child).into_iter().chain([child]));
            below.chain(siblings(one)).chain([one]).collect::<Vec<_>>()
        };
        let changed = self.birthdays(18, 0).into_iter().chain(self.dying.iter().copied());
        let mut wards: BTreeSet<Person> = changed.flat_map(near).collect();
        wards.retain(|ward| nation.is_minor(*ward, self.day.plus(-1)));
        let family = |ward: Person| {
            let parents = nation.parents(ward).into_iter().flatten();
            let grandparents = parents.clone().flat_map(|parent| nation.parents(parent)).flatten();
            parents.chain(grandparents).chain(siblings(ward)).chain([ward]).collect::<Vec<_>>()
        };
        wards.into_iter().flat_map(family).collect()
    }

    /// The families of those who take another name.
    pub(super) fn relatives(&self) -> Vec<Person> {
        let nation = self.nation;
        let family = |person: Person| {
            let spouses = nation.marriages_of_life(person).into_iter().map(|marriage| marriage.spouse);
            let parents = [nation.mother(person), nation.father(person)].into_iter().flatten();
            parents.chain(nation.children(person)).chain(spouses).collect::<Vec<Person>>()
        };
        self.renamed().into_iter().flat_map(family).collect()
    }

    pub(super) fn renamed(&self) -> Vec<Person> {
        let places = self.seated(Beat::NewName, 7..=47, self.day);
        places
            .filter(|place| self.nation.renaming(*place).is_some())
            .map(|place| self.person(place))
            .collect()
    }
}
