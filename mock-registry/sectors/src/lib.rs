//! What ministries, banks and companies hold about the people of the nation: pure functions of person and date, no I/O.
//!
//! Each module is one dataset: its record types, its schema and the function that yields the records. Everything agrees
//! with the nation: a birth certificate names the same parents, a benefit stops at death, a parcel's co-owner is the spouse.

pub mod associations;
pub mod business;
pub mod catalogue;
mod common_people;
mod common_things;
pub mod credit;
pub mod electricity;
pub mod judicial;
pub mod land;
mod records;
mod schema;
pub mod telecom;
pub mod vehicles;

pub mod benefits;
pub mod civil_status;
pub mod education;
pub mod health;
pub mod social_insurance;

pub use common_things::Party;
pub use records::to_json;
pub use schema::{Dataset, Field, FieldType, Sensitivity};

/// Every dataset, in the order of the agencies that hold them.
pub fn datasets() -> &'static [&'static Dataset] {
    &[
        &health::INSURANCE,
        &health::VISITS,
        &health::VACCINATIONS,
        &health::ALLERGIES,
        &health::CONDITIONS,
        &health::BODY,
        &civil_status::BIRTH,
        &civil_status::MARRIAGE,
        &civil_status::DIVORCE,
        &civil_status::DEATH,
        &education::SCHOOLING,
        &education::DEGREES,
        &social_insurance::BOOK,
        &social_insurance::EMPLOYMENT,
        &social_insurance::CONTRIBUTIONS,
        &social_insurance::UNEMPLOYMENT,
        &social_insurance::PENSIONS,
        &benefits::ASSISTANCE,
        &benefits::MERIT,
        &benefits::PAYMENTS,
        &land::LAND,
        &vehicles::DRIVING_LICENCES,
        &vehicles::VEHICLES,
        &judicial::JUDICIAL_RECORD,
        &business::BUSINESSES,
        &credit::LOANS,
        &credit::CREDIT_SCORE,
        &telecom::MOBILE_SUBSCRIPTIONS,
        &electricity::ELECTRICITY,
        &associations::ASSOCIATIONS,
    ]
}
