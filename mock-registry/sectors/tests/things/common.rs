//! Nations, people, dates, and what the tests know of each dataset.

use std::sync::OnceLock;

use dinhdanh_population::{IdSpace, Nation, NationSpec, Person};
use dinhdanh_sectors::Dataset;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

/// What the tests know of a dataset beyond its schema.
pub(crate) struct Thing {
    pub(crate) name: &'static str,
    /// Fields that tell one record of a person from another, for ever.
    pub(crate) key: &'static [&'static str],
    /// Fields whose value is that of the date asked. All others never change.
    pub(crate) state: &'static [&'static str],
    /// Fields that may lie after the date asked, and after death.
    pub(crate) ahead: &'static [&'static str],
    /// Fields that nobody else shares.
    pub(crate) unique: &'static [&'static str],
}

pub(crate) const THINGS: [Thing; 10] = [
    Thing {
        name: "land",
        key: &["certificate"],
        state: &["changes"],
        ahead: &["use_until"],
        unique: &["certificate"],
    },
    Thing {
        name: "driving_licences",
        key: &["class"],
        state: &["issued_on", "expires_on", "points", "revoked_on", "state"],
        ahead: &["expires_on"],
        unique: &["number"],
    },
    Thing {
        name: "vehicles",
        key: &["registration_number"],
        state: &["plate_bound_since", "withdrawn_on", "state"],
        ahead: &[],
        unique: &["plate", "chassis_number", "registration_number"],
    },
    Thing {
        name: "judicial_record",
        key: &["judged_on"],
        state: &["served_on", "expunged_on"],
        ahead: &[],
        unique: &[],
    },
    Thing {
        name: "businesses",
        key: &["registered_on"],
        state: &["tax_code", "former_tax_code", "suspended_since", "ended_on", "state"],
        ahead: &[],
        unique: &["tax_code", "former_tax_code"],
    },
    Thing {
        name: "loans",
        key: &["contract_number"],
        state: &["outstanding", "overdue_days", "debt_class", "worst_class", "closed_on", "state"],
        ahead: &["due_on"],
        unique: &["contract_number"],
    },
    Thing { name: "credit_score", key: &["measured_on"], state: &[], ahead: &[], unique: &[] },
    Thing {
        name: "mobile_subscriptions",
        key: &["phone_number"],
        state: &["photo_checked_on", "ended_on", "state"],
        ahead: &[],
        unique: &["phone_number"],
    },
    Thing {
        name: "electricity",
        key: &["customer_code"],
        state: &["ended_on", "state", "usage"],
        ahead: &[],
        unique: &["customer_code", "meter_number"],
    },
    Thing {
        name: "associations",
        key: &["organisation"],
        state: &["left_on", "state"],
        ahead: &[],
        unique: &["card_number"],
    },
];

impl Thing {
    pub(crate) fn dataset(&self) -> &'static Dataset {
        dinhdanh_sectors::datasets().iter().find(|dataset| dataset.name == self.name).unwrap()
    }
}

const SIZES: [u64; 3] = [101_000_000, 1_000_000, 10_000];

/// A nation of one of three sizes, whose tables are built once.
pub(crate) fn nation_of(living: u64, seed: u64, id_space: IdSpace) -> Nation {
    static BUILT: OnceLock<[Nation; 3]> = OnceLock::new();
    let nation = |living, seed, id_space| Nation::new(NationSpec { seed, living, id_space }).unwrap();
    BUILT.get_or_init(|| SIZES.map(|living| nation(living, 0, IdSpace::Reserved)));
    nation(living, seed, id_space)
}

/// Anybody of a nation of any size and seed.
pub(crate) fn nation_and_person() -> impl Strategy<Value = (Nation, Person)> {
    let sizes = prop::sample::select(&SIZES[..]);
    let spaces = prop::sample::select(vec![IdSpace::Reserved, IdSpace::Plausible]);
    (sizes, any::<u64>(), spaces, any::<u64>()).prop_map(|(living, seed, space, index)| {
        let nation = nation_of(living, seed, space);
        let person = nation.person_at(index % nation.registered()).unwrap();
        (nation, person)
    })
}

/// People spread evenly through a nation, the same in every run.
pub(crate) fn sample(nation: &Nation, people: u64) -> impl Iterator<Item = Person> + '_ {
    (0..people).filter_map(|i| nation.person_at(i.wrapping_mul(0x9e37_79b9_7f4a_7c15) % nation.registered()))
}

pub(crate) fn plus_days(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

/// A date at which things are on file.
pub(crate) fn date() -> impl Strategy<Value = Date> {
    (7_000i32..27_740).prop_map(|days| plus_days(jiff::civil::date(1970, 1, 1), days))
}
