//! The death certificate (articles 32 to 34).

use dinhdanh_population::{BirthDate, IdNumber, Nation, Person, Sex, Stream, below};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::act::{Act, Declarant, DeclarantRelation, Kind, place};
use super::table::{CAUSES, GROUPS};
use crate::common_people::{Life, plus_days, row, weighted};
use crate::records::redacted;

/// Group of the cause of a death.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CauseGroup {
    /// Heart and vessels.
    Cardiovascular,
    /// Cancer.
    Cancer,
    /// Chronic respiratory disease.
    Respiratory,
    /// Infection, COVID-19 aside.
    Infectious,
    /// Injury: traffic, fall, drowning and others.
    Injury,
    /// Diabetes and kidney disease.
    DiabetesKidney,
    /// Digestive system.
    Digestive,
    /// Around birth, or congenital.
    PerinatalCongenital,
    /// COVID-19.
    Covid19,
}

/// A death certificate.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct DeathCertificate {
    /// The act, of the commune of the last residence.
    #[serde(flatten)]
    pub act: Act,
    /// Personal ID number.
    pub personal_number: IdNumber,
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub date_of_birth: BirthDate,
    /// Date of death.
    pub died_on: Date,
    /// Last residence.
    pub last_residence: String,
    /// Group of the cause.
    pub cause_group: CauseGroup,
    /// Who declared it; none if nobody of the family could.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declarant: Option<Declarant>,
}
redacted!(DeathCertificate);

/// Days within which a death is registered (article 33).
const IN_TIME: u64 = 15;
/// Per mille of deaths in the wave of 2021 that were of COVID-19 (assumption; 32 thousand were reported).
const COVID_19: (Date, Date, u64) = (date(2021, 7, 15), date(2022, 2, 15), 80);

/// The death certificate, once it is issued; none of who dies on the day of birth (Civil Code 91/2015/QH13, article 30).
pub fn death_certificate(nation: &Nation, person: Person, as_of: Date) -> Option<DeathCertificate> {
    let life = Life::of(nation, person);
    let stream = life.stream("civil_status.death");
    let registered_on = plus_days(life.death, 1 + below(stream.word(0), IN_TIME - 1) as i32);
    if as_of < registered_on || life.death == life.birth {
        return None;
    }
    let address = nation.permanent_residence(person, registered_on)?;
    let spouse = nation.spouse(person, plus_days(life.death, -1));
    let children =
        || nation.children(person).into_iter().map(|child| (DeclarantRelation::Child, Some(child)));
    let parents = || {
        [
            (DeclarantRelation::Father, nation.father(person)),
            (DeclarantRelation::Mother, nation.mother(person)),
        ]
    };
    let declarant = Declarant::first(nation, registered_on, [(DeclarantRelation::Spouse, spouse)])
        .or_else(|| Declarant::first(nation, registered_on, children()))
        .or_else(|| Declarant::first(nation, registered_on, parents()));
    Some(DeathCertificate {
        personal_number: nation.number(person),
        name: nation.name_on(person, life.death).full,
        date_of_birth: nation.birth_date(person),
        died_on: life.death,
        last_residence: place(&address),
        cause_group: cause_of_death(&stream, life.sex, life.age(life.death), life.death),
        declarant,
        act: Act::new(nation, Kind::Death, person, &address, registered_on),
    })
}

/// The group of the cause of a death at an age, drawn from the second and third word of a stream.
pub fn cause_of_death(stream: &Stream, sex: Sex, age: i32, died_on: Date) -> CauseGroup {
    let (from, to, per_mille) = COVID_19;
    if (from..=to).contains(&died_on) && age >= 18 && below(stream.word(2), 1000) < per_mille {
        return CauseGroup::Covid19;
    }
    let weights = row(&CAUSES, age).map_or([1; 8], |weights| weights[sex as usize]);
    let group = weighted(stream.word(1), weights.into_iter()).and_then(|place| GROUPS.get(place));
    group.copied().unwrap_or(CauseGroup::Cardiovascular)
}
