//! Motorcycles and cars: a person has at most one of each at a time.
//!
//! Since 15 August 2023 the plate belongs to the person and goes on to the next vehicle (Circular 24/2023/TT-BCA). Before, a
//! vehicle was sold with its plate; those sales are left out. Shares, models and colours are assumptions.

use dinhdanh_population::{Nation, Person};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::{dataset, plate};
use crate::common_things::{Draws, Life, Numbers, minus_days, plus_days, plus_years, within};
use crate::records::redacted;

/// A vehicle registered in a person's name.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Vehicle {
    /// Plate.
    pub plate: String,
    /// Motorcycle or car.
    pub kind: Kind,
    /// Make: nobody's, as everything here.
    pub make: &'static str,
    /// Colour.
    pub colour: &'static str,
    /// Chassis number of 17 characters that begins with a code of no maker (ISO 3780 has no `O`).
    pub chassis_number: String,
    /// Number of the registration certificate.
    pub registration_number: String,
    /// Day of first registration.
    pub first_registered_on: Date,
    /// From when on the plate belongs to the person.
    pub plate_bound_since: Option<Date>,
    /// The day on which the registration was withdrawn because the vehicle was sold or scrapped; the plate stays.
    pub withdrawn_on: Option<Date>,
    /// `registered` or `withdrawn`.
    pub state: &'static str,
}

redacted!(Vehicle);

/// Kind of vehicle.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Motorcycle or moped.
    Motorcycle,
    /// Car of up to nine seats.
    Car,
}

/// The day from which a plate belongs to a person.
const BOUND: Date = date(2023, 8, 15);
/// Kinds with per mille of men and women who ever have one, and the years of age over which they get it.
const KINDS: [(Kind, [u64; 2], (u64, u64)); 2] =
    [(Kind::Motorcycle, [800, 620], (18, 32)), (Kind::Car, [170, 50], (24, 58))];
/// First year of birth with a vehicle on file.
const FIRST_COHORT: i16 = 1935;
const CHASSIS: u32 = 1_000_000_000;

mod draw {
    pub(super) const HAS: u64 = 0;
    pub(super) const AGE: u64 = 1;
    pub(super) const DAY: u64 = 2;
    pub(super) const NEXT: u64 = 3;
    pub(super) const NEXT_ON: u64 = 4;
    pub(super) const MAKE: u64 = 5;
    pub(super) const COLOUR: u64 = 6;
    pub(super) const GAP: u64 = 7;
}

/// The vehicles registered in a person's name by a date, in order of registration.
pub fn vehicles(nation: &Nation, person: Person, as_of: Date) -> Vec<Vehicle> {
    let life = Life::of(nation, person);
    if life.born.year() < FIRST_COHORT {
        return Vec::new();
    }
    let draws = Draws::of(nation, "vehicle", person);
    let mut found = Vec::new();
    for (i, (kind, shares, ages)) in KINDS.iter().enumerate() {
        let draws = draws.child(i as u64);
        if !draws.chance(draw::HAS, shares[nation.sex(person) as usize]) {
            continue;
        }
        let first =
            plus_days(life.age(draws.between(draw::AGE, ages.0, ages.1)), draws.between(draw::DAY, 0, 364));
        if first > as_of || first >= life.died {
            continue;
        }
        let Some(plate) = plate::of(nation, person, *kind) else { continue };
        // The next vehicle of the same plate: never before plates belonged to people.
        let planned = within(
            draws.word(draw::NEXT_ON),
            plus_years(first.max(BOUND), 1),
            plus_years(first.max(BOUND), 15),
        );
        let planned = Some(planned).filter(|_| draws.chance(draw::NEXT, 450));
        let in_life = |day: &Date| *day < life.died;
        // Whoever gives a vehicle up does not know of dying before the next.
        let withdrawn = planned.map(|next| minus_days(next, draws.between(draw::GAP, 0, 30))).filter(in_life);
        let next = planned.filter(in_life);
        for (nth, registered) in [Some(first), next].into_iter().enumerate() {
            let Some(registered) = registered.filter(|day| *day <= as_of) else { continue };
            let slot = (i * 2 + nth) as u64;
            let draws = draws.child(1 + nth as u64);
            let withdrawn_on = withdrawn.filter(|day| nth == 0 && *day <= as_of);
            let number = |name| Numbers::new(nation, name, CHASSIS, 4).of(nation, person, slot);
            let (Some(chassis), Some(paper)) = (number("vehicle.chassis"), number("vehicle.paper")) else {
                continue;
            };
            found.push(Vehicle {
                plate: plate.clone(),
                kind: *kind,
                make: dataset::MAKES[i][draws.between(draw::MAKE, 0, 3) as usize],
                colour: draws.pick(draw::COLOUR, dataset::COLOURS).copied().unwrap_or_default(),
                chassis_number: format!("OOOSYNTH{chassis:09}"),
                registration_number: format!("{paper:09}"),
                first_registered_on: registered,
                plate_bound_since: (BOUND <= as_of && BOUND < life.died).then(|| registered.max(BOUND)),
                withdrawn_on,
                state: if withdrawn_on.is_some() { "withdrawn" } else { "registered" },
            });
        }
    }
    found.sort_by_key(|vehicle| vehicle.first_registered_on);
    found
}
