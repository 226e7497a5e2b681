//! Invented employers.

use dinhdanh_population::{Address, below};

use super::career::{Career, Spell};
use super::table::{
    COMPANY_BRANDS, COMPANY_KINDS, COMPANY_TRADES, ENTERPRISE_POSITIONS, INVENTED, PUBLIC_OFFICE,
    PUBLIC_POSITIONS,
};
use crate::common_people::Life;
use crate::education::Stage;

/// Employers of each kind in every province.
const PER_PROVINCE: u64 = 900;

/// Who employs somebody in a spell, and as what.
pub(super) struct Job {
    /// Ten digits like an enterprise number, beginning with 00: no tax office issues those.
    pub(super) code: String,
    pub(super) employer: String,
    pub(super) position: &'static str,
}

impl Job {
    /// The job of a spell, with an employer where the person lives when it begins.
    pub(super) fn of(life: &Life<'_>, career: &Career, spell: &Spell) -> Option<Job> {
        let home =
            life.nation.temporary_residence(life.person, spell.from).or_else(|| life.home(spell.from))?;
        let stream = life.stream("social_insurance.employer").child(spell.nth);
        let number = below(stream.word(0), PER_PROVINCE);
        let bracket = match career.education {
            None | Some(Stage::Kindergarten | Stage::Primary | Stage::LowerSecondary) => 0,
            Some(Stage::UpperSecondary | Stage::Vocational) => 1,
            Some(Stage::College) => 2,
            Some(Stage::Bachelor | Stage::Master | Stage::Doctor) => 3,
        };
        let positions = if career.public { PUBLIC_POSITIONS } else { ENTERPRISE_POSITIONS }[bracket];
        Some(Job {
            code: format!("00{}{}{number:05}", home.province.code, u8::from(career.public)),
            employer: if career.public { office(&home, number) } else { company(number) },
            position: positions.get(below(stream.word(1), positions.len() as u64) as usize)?,
        })
    }
}

fn office(home: &Address, number: u64) -> String {
    format!("{PUBLIC_OFFICE} {} {} {INVENTED}", number + 1, home.province.name)
}

/// The same number has the same name in every province: companies have branches.
fn company(number: u64) -> String {
    let part = |parts: &[&'static str], at: u64| parts[(at % parts.len() as u64) as usize];
    let trade = part(&COMPANY_TRADES, number / COMPANY_BRANDS.len() as u64);
    let kind = part(&COMPANY_KINDS, number / (COMPANY_BRANDS.len() * COMPANY_TRADES.len()) as u64);
    format!("{kind} {trade} {} {INVENTED}", part(&COMPANY_BRANDS, number))
}
