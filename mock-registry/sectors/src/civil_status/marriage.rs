//! The marriage certificate (article 17), and the note of a divorce in the book (article 3).

use dinhdanh_population::{Address, Marriage, Nation, Person, Sex};
use jiff::civil::Date;
use serde::Serialize;

use super::act::{Act, Kind, Party, number};
use super::table::COURTS;
use crate::common_people::{Life, bare_name, plus_days};
use crate::records::redacted;

/// A marriage certificate: both spouses have the same.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct MarriageCertificate {
    /// The act, of the commune of the wife.
    #[serde(flatten)]
    pub act: Act,
    /// Husband.
    pub husband: Party,
    /// Wife.
    pub wife: Party,
}

/// The note of a divorce: both have the same.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct DivorceNote {
    /// Number of the decision of the court: `number/year/QDST-HNGD`.
    pub decision_number: String,
    /// Court.
    pub court: String,
    /// Day from which they are divorced.
    pub effective_on: Date,
    /// Number of the act of their marriage.
    pub marriage_act_number: String,
    /// Office that registered their marriage.
    pub marriage_office: String,
    /// Husband.
    pub husband: Party,
    /// Wife.
    pub wife: Party,
}
redacted!(MarriageCertificate, DivorceNote);

/// The marriage certificates of somebody by a date, the oldest first, whatever came after.
pub fn marriage_certificates(nation: &Nation, person: Person, as_of: Date) -> Vec<MarriageCertificate> {
    let life = Life::of(nation, person);
    let told =
        nation.marriages_of_life(person).into_iter().filter(|marriage| life.told(marriage.wedding, as_of));
    told.filter_map(|marriage| marriage_certificate(nation, person, marriage)).collect()
}

fn marriage_certificate(nation: &Nation, person: Person, marriage: Marriage) -> Option<MarriageCertificate> {
    let day = marriage.wedding;
    let [husband, wife] = couple(nation, person, marriage.spouse);
    // Where she lives until the wedding.
    let home = nation.permanent_residence(wife, plus_days(day, -1))?;
    let address = match home.era == nation.permanent_residence(wife, day)?.era {
        true => home,
        // The wedding is on the day of the reform: the office of the day.
        false => nation.permanent_residence(wife, day)?,
    };
    Some(MarriageCertificate {
        act: Act::new(nation, Kind::Couple, husband, &address, day),
        husband: Party::of(nation, husband, day),
        wife: Party::of(nation, wife, day),
    })
}

/// The notes of divorces that are effective by a date, the oldest first.
pub fn divorce_notes(nation: &Nation, person: Person, as_of: Date) -> Vec<DivorceNote> {
    let life = Life::of(nation, person);
    let told = |marriage: &Marriage| marriage.divorce.is_some_and(|day| life.told(day, as_of));
    let marriages = nation.marriages_of_life(person).into_iter().filter(told);
    marriages.filter_map(|marriage| divorce_note(nation, person, marriage)).collect()
}

fn divorce_note(nation: &Nation, person: Person, marriage: Marriage) -> Option<DivorceNote> {
    let day = marriage.divorce?;
    let certificate = marriage_certificate(nation, person, marriage)?;
    let [husband, wife] = couple(nation, person, marriage.spouse);
    let home = nation.permanent_residence(husband, day)?;
    // Courts number cases of people born elsewhere with those of their own: the number is derived as for acts.
    let number = number(nation, Kind::Couple, husband, day.year());
    let born = nation.birth_province(husband).digits();
    Some(DivorceNote {
        decision_number: decision_number(&format!("{number}-{born}"), day),
        court: court(&home),
        effective_on: day,
        marriage_act_number: certificate.act.act_number,
        marriage_office: certificate.act.office,
        husband: Party::of(nation, husband, day),
        wife: Party::of(nation, wife, day),
    })
}

/// The court of a divorce, by the husband's residence on the day.
pub fn court(home: &Address) -> String {
    match home.district {
        Some(district) => format!("{} {}, {}", COURTS[0], district.name, home.province.name),
        None => format!("{} {}, {}", COURTS[1], bare_name(home.commune.name), home.province.name),
    }
}

/// The number of a court's decision of a day.
pub fn decision_number(number: &str, day: Date) -> String {
    format!("{number}/{}/QDST-HNGD", day.year())
}

/// Husband and wife.
fn couple(nation: &Nation, person: Person, spouse: Person) -> [Person; 2] {
    match nation.sex(person) {
        Sex::Male => [person, spouse],
        Sex::Female => [spouse, person],
    }
}
