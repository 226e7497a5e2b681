//! Vaccinations: the national programme, tetanus in pregnancy, and the campaign against COVID-19.

use dinhdanh_population::{Nation, Person, Sex, below, chance};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::Homes;
use super::programme::{PROGRAMME, VACCINES};
use crate::common_people::{Facility, Life, plus_days};
use crate::records::redacted;

/// A dose of the programme.
#[derive(Clone, Copy)]
pub(super) struct Dose {
    pub(super) vaccine: &'static str,
    pub(super) number: u8,
    /// Age in days at which it is due.
    pub(super) days: i32,
    /// Years of birth it is for.
    pub(super) births: (i16, i16),
}

/// A vaccination.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Vaccination {
    /// Vaccine, as a code.
    pub vaccine: &'static str,
    /// Vaccine in English.
    pub name_en: &'static str,
    /// Vaccine in Vietnamese.
    pub name_vi: &'static str,
    /// Which dose of it, from 1.
    pub dose: u8,
    /// Day.
    pub given_on: Date,
    /// Invented lot number: the same for a vaccine in a month.
    pub lot_number: String,
    /// Code of the facility.
    pub facility_code: String,
    /// Facility.
    pub facility: String,
}
redacted!(Vaccination);

/// Per mille of children who are brought for any vaccine, and for each dose of it; the first years reached fewer.
const BROUGHT: [(i16, u64); 4] = [(1985, 550), (1990, 850), (1995, 930), (2005, 975)];
const PER_DOSE: u64 = 965;
/// Tetanus in pregnancy since then; per mille of first pregnancies; days before the birth.
const TETANUS: (Date, u64, [i32; 2]) = (date(1991, 1, 1), 880, [130, 95]);
/// The campaign by age when it came to them: from that age, first day, days it took, per mille of each further dose.
const CAMPAIGN: [(i32, Date, u64, [u64; 4]); 3] = [
    (5, date(2022, 4, 14), 110, [870, 760, 0, 0]),
    (12, date(2021, 11, 1), 75, [965, 950, 650, 0]),
    (18, date(2021, 6, 15), 150, [970, 965, 800, 300]),
];
/// Days to the next dose: at least, and spread.
const INTERVALS: [(i32, u64); 4] = [(0, 1), (28, 35), (95, 60), (125, 90)];
/// The campaign ended.
const CAMPAIGN_END: Date = date(2022, 12, 31);

/// Vaccinations given by a date, in order.
pub fn vaccinations(nation: &Nation, person: Person, as_of: Date) -> Vec<Vaccination> {
    let life = Life::of(nation, person);
    let mut doses = childhood(&life);
    doses.extend(tetanus(&life));
    doses.extend(covid(&life));
    doses.retain(|(_, _, day)| life.told(*day, as_of));
    doses.sort_by_key(|(_, _, day)| *day);
    let mut homes = Homes::of(&life);
    doses
        .into_iter()
        .filter_map(|(vaccine, dose, given_on)| {
            let at = VACCINES.iter().position(|(code, ..)| *code == vaccine)?;
            let (_, name_en, name_vi) = VACCINES[at];
            let Facility { code, name } = Facility::station(homes.in_year(given_on.year())?);
            let month = (given_on.year() as u64) * 12 + given_on.month() as u64;
            let lot = below(nation.stream("health.lot").child(at as u64).word(month), 1_000_000);
            let lot_number = format!("SYN{lot:06}");
            Some(Vaccination {
                vaccine,
                name_en,
                name_vi,
                dose,
                given_on,
                lot_number,
                facility_code: code,
                facility: name,
            })
        })
        .collect()
}

type Given = (&'static str, u8, Date);

fn childhood(life: &Life<'_>) -> Vec<Given> {
    let year = life.birth.year();
    let stream = life.stream("health.vaccination");
    let brought = BROUGHT.iter().rev().find(|(from, _)| *from <= year).map_or(0, |(_, share)| *share);
    if !chance(stream.word(0), brought) {
        return Vec::new();
    }
    // A child is late by the same days every time, so that the doses stay in order.
    let late = below(stream.word(1), 25).min(below(stream.word(2), 60)) as i32;
    let due = (1..).zip(&PROGRAMME).filter(|(_, dose)| (dose.births.0..=dose.births.1).contains(&year));
    due.filter(|(at, _)| chance(stream.child(*at).word(0), PER_DOSE))
        .map(|(_, dose)| {
            let day = plus_days(life.birth, dose.days + if dose.days > 3 { late } else { 0 });
            (dose.vaccine, dose.number, day)
        })
        .collect()
}

fn tetanus(life: &Life<'_>) -> Vec<Given> {
    let (since, share, before) = TETANUS;
    if life.sex == Sex::Male || !chance(life.stream("health.tetanus").word(0), share) {
        return Vec::new();
    }
    let children = life.nation.children(life.person);
    let Some(first) = children.first().map(|child| life.nation.date_of_birth(*child)) else {
        return Vec::new();
    };
    let given = (1..).zip(before).map(|(number, days)| ("tetanus", number, plus_days(first, -days)));
    given.filter(|(.., day)| *day >= since).collect()
}

fn covid(life: &Life<'_>) -> Vec<Given> {
    let reached = CAMPAIGN.iter().rev().find(|(age, begins, ..)| life.age(*begins) >= *age);
    let Some((_, begins, days, shares)) = reached else { return Vec::new() };
    let stream = life.stream("health.covid19");
    let mut day = plus_days(*begins, below(stream.word(0), *days) as i32);
    let mut given = Vec::new();
    for (at, share) in shares.iter().enumerate() {
        let words = stream.child(at as u64);
        let (least, spread) = INTERVALS[at];
        day = plus_days(day, least + below(words.word(0), spread) as i32);
        if !chance(words.word(1), *share) || day > CAMPAIGN_END {
            break;
        }
        // Both kinds for adults at first; mRNA for the young and for boosters.
        let adult = *days == CAMPAIGN[2].2;
        let vector = adult && at < 2 && chance(stream.word(1), 600);
        given.push((if vector { "covid19_vector" } else { "covid19_mrna" }, at as u8 + 1, day));
    }
    given
}
