//! The health-insurance card.

use dinhdanh_population::{Nation, Person, below};
use jiff::civil::Date;
use serde::Serialize;

use super::coverage::{Cover, Group, covers};
use crate::common_people::{Facility, Life, days_between, plus_days, plus_years};
use crate::records::redacted;
use crate::social_insurance::book_number;

/// A card: one for every time in a group.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct InsuranceCard {
    /// Fifteen characters: two letters of the group, digit of the benefit level, two digits of the province, insurance number.
    /// None for those born since 1 August 2025, whose number has twelve digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_code: Option<String>,
    /// The number of the social-insurance book, also of those who never have one; the ID number of those born since 1 August 2025.
    pub insurance_number: String,
    /// Group.
    pub group: Group,
    /// Digit of the benefit level.
    pub benefit_level: u8,
    /// Share of costs covered, in percent.
    pub benefit_percent: u8,
    /// First day of validity.
    pub valid_from: Date,
    /// Last day of validity, once it is past.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// The day on which five years without a gap were full, once it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub five_years_on: Option<Date>,
    /// Code of the facility of first registration.
    pub facility_code: String,
    /// Facility of first registration.
    pub facility: String,
}
redacted!(InsuranceCard);

/// Shorter gaps do not interrupt five continuous years (Decree 146/2018/ND-CP, article 12).
const GAP: i32 = 90;

/// Cards whose validity has begun by a date, in order.
pub fn health_insurance(nation: &Nation, person: Person, as_of: Date) -> Vec<InsuranceCard> {
    let life = Life::of(nation, person);
    let old_number = book_number(nation, person);
    let number = old_number.clone().unwrap_or_else(|| nation.number(person).digits());
    let mut cards = Vec::new();
    let (mut since, mut previous): (Option<Date>, Option<Date>) = (None, None);
    for cover in covers(&life).iter().filter(|cover| life.told(cover.from, as_of)) {
        if previous.is_none_or(|ended| days_between(ended, cover.from) >= GAP) {
            since = Some(cover.from);
        }
        previous = cover.ends;
        let Some(home) = life.home(cover.from) else { continue };
        let (benefit_level, benefit_percent) = cover.group.benefit();
        let Facility { code, name } = facility(&life, cover, &home);
        let five_years = since.map(|since| plus_years(since, 5));
        // Told on the card that is valid when they are full.
        let on_this = five_years
            .filter(|day| *day < life.death && *day <= as_of && cover.ends.is_none_or(|ends| *day < ends));
        cards.push(InsuranceCard {
            card_code: old_number.as_ref().map(|number| {
                format!("{}{benefit_level}{}{number}", cover.group.letters(), home.province.code)
            }),
            insurance_number: number.clone(),
            group: cover.group,
            benefit_level,
            benefit_percent,
            valid_from: cover.from,
            valid_until: life.end(cover.ends.map(|ends| plus_days(ends, -1)), as_of),
            five_years_on: on_this,
            facility_code: code,
            facility: name,
        });
    }
    cards
}

/// Where the card is registered for first care: public servants and pensioners rather at hospitals.
fn facility(life: &Life<'_>, cover: &Cover, home: &dinhdanh_population::Address) -> Facility {
    let by_station = match cover.group {
        Group::Te | Group::Bt | Group::Hn | Group::Dt => 75,
        Group::Hs | Group::Gd | Group::Cc => 50,
        Group::Dn | Group::Hc | Group::Ht => 15,
    };
    match below(life.stream("health.facility").word(cover.group as u64), 100) {
        at if at < by_station => Facility::station(home),
        at if at < 90 => Facility::district(home),
        _ => Facility::province(home),
    }
}
