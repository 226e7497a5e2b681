//! The nation as a pure function of seed, person and date: no I/O.
//!
//! A hundred million citizens, with parents, spouses, children, households, addresses and papers, are computed and not
//! stored. A person is a *cell* (province of birth registration, sex, year of birth) and a rank in it; every relation is a
//! keyed permutation or a segment of a prefix sum, so that it can be followed both ways in constant time.
//!
//! ```
//! use dinhdanh_population::{Nation, NationSpec, REFERENCE_DATE};
//!
//! let nation = Nation::new(NationSpec::default())?;
//! let person = nation.person_at(48_000_000).unwrap();
//! assert_eq!(nation.lookup(nation.number(person)), Some(person));
//! assert!(nation.core(person, REFERENCE_DATE).unwrap().synthetic);
//! # Ok::<(), dinhdanh_population::SpecError>(())
//! ```

mod almanac;
mod amend;
mod birth;
mod calendar;
mod cell;
mod data;
mod day;
mod demography;
mod draw;
mod events;
mod fold;
mod home;
mod ident;
mod kin;
mod kinds;
mod life;
mod mix;
mod mortality;
mod nation;
mod occupation;
mod organisations;
mod papers;
mod perm;
mod person;
mod portrait;
mod province;
mod record;
mod spec;
mod strangers;
mod tables;
mod terms;
mod twins;
mod vocabulary;

/// Version of the rules by which people are made: other rules, other people.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

pub use birth::BirthDate;
pub use draw::{Permutation, Pick, Stream, below, chance};
pub use events::{Event, EventKind};
pub use fold::fold;
pub use home::{Address, AddressEra, AdminUnit, Household, Member, REFORM_DATE};
pub use ident::{IdNumber, IdentError, OldNumber, PhoneNumber, ProvinceCode};
pub use kin::Marriage;
pub use life::Lifetime;
pub use nation::{Nation, Person, REFERENCE_DATE};
pub use occupation::{Activity, Occupation, Schooling, Stage, occupations};
pub use organisations::{
    Organisation, OrganisationAccount, OrganisationKind, OrganisationRecord, RepresentativeTerm, TaxCode,
};
pub use papers::{
    Absence, AbsenceReason, Account, AccountLevel, AccountStep, AccountStepKind, CHIP_DATA_GROUPS, Card,
    CardKind, CardMedium, CardState, Issuer, LockReason, MarriageEnd, MarriageEntry, MrzFields, Passport,
    PassportNumber, Reissue, ReissueReason, check_digit, transliterate,
};
pub use person::{BloodGroup, Name};
pub use portrait::{BiometricTemplates, Portrait};
pub use record::{CoreRecord, HouseholdMember, Record, Relative};
pub use spec::{IdSpace, NationSpec, SpecError};
pub use strangers::{
    ForeignPassport, Foreigner, ForeignerAccount, ForeignerRecord, ResidenceCard, ResidenceCardKind,
};
pub use terms::{MaritalStatus, Relation, Sex};
pub use vocabulary::{ethnic_groups, is_divided, religions};
