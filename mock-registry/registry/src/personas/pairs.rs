//! Personas that are two people: found by comparing the people of one day.

use std::collections::HashMap;

use dinhdanh_population::{Nation, Person, ProvinceCode, Sex};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::pool::{Blocks, Pool};

/// Days looked at before giving up, from the youngest of these ages on.
const DAYS: i64 = 366;
const FROM_AGE: i16 = 30;
/// Mothers looked at.
const MOTHERS: u64 = 40_000;

/// Two living people of the same name, accents and all, and the same day of birth, who are not the same.
pub(super) fn same_name_and_birthday(
    nation: &Nation,
    _blocks: &Blocks,
    as_of: Date,
) -> (Option<[Person; 2]>, u64) {
    let mut looked_at = 0;
    let start = as_of.saturating_sub(Span::new().years(FROM_AGE));
    for back in 0..DAYS {
        let day = start.saturating_sub(back.days());
        let people = ProvinceCode::all()
            .flat_map(|province| {
                [Sex::Female, Sex::Male].into_iter().flat_map(move |sex| nation.born_on(province, sex, day))
            })
            .filter(|person| nation.is_alive(*person, as_of));
        let given = |nation: &Nation, person| nation.given_names(person, as_of).last().unwrap_or_default();
        let mut by_given: HashMap<&str, Vec<Person>> = HashMap::new();
        for person in people {
            looked_at += 1;
            by_given.entry(given(nation, person)).or_default().push(person);
        }
        // A whole name costs ten times a given name: only of those who share one.
        let mut shared: Vec<_> = by_given.into_values().filter(|people| people.len() > 1).collect();
        shared.sort_by_key(|people| people.first().map(|person| nation.index(*person)));
        for people in shared {
            let mut by_name: HashMap<String, Person> = HashMap::new();
            for person in people {
                if let Some(first) = by_name.insert(nation.name_on(person, as_of).full, person) {
                    return (Some([first, person]), looked_at);
                }
            }
        }
    }
    (None, looked_at)
}

/// Two living children of one mother with the same birthday in different years.
pub(super) fn siblings_of_one_birthday(
    nation: &Nation,
    blocks: &Blocks,
    as_of: Date,
) -> (Option<[Person; 2]>, u64) {
    let span = (as_of.saturating_sub(Span::new().years(55)), as_of.saturating_sub(Span::new().years(30)));
    let mothers = Pool::new(nation, blocks, |_| true, Some(Sex::Female), &[span]);
    let looked_at = mothers.len().min(MOTHERS);
    let pair = (0..looked_at).filter_map(|at| mothers.get(nation, at)).find_map(|mother| {
        let mut children = nation.children(mother);
        children.retain(|child| nation.is_alive(*child, as_of));
        let day = |person: Person| {
            let born = nation.date_of_birth(person);
            (born.month(), born.day())
        };
        children.iter().enumerate().find_map(|(at, child)| {
            let same = children
                .iter()
                .skip(at + 1)
                .find(|other| day(**other) == day(*child) && nation.twin(**other) != Some(*child))?;
            Some([*child, *same])
        })
    });
    (pair, looked_at)
}
