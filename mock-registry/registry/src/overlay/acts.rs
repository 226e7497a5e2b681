//! Civil-status acts with the changes: the nation's, of the people whom the changes leave, and those of recorded events.
//!
//! The act of a recorded event is registered on the day of the event and numbered by the change.

use dinhdanh_population::{Address, BirthDate, IdNumber, Sex};
use dinhdanh_protocol::overlay::ChangeKind;
use dinhdanh_sectors::civil_status::{
    Act, BirthCertificate, DeathCertificate, Declarant, DeclarantRelation, DivorceNote, MarriageCertificate,
    Party, birth_certificate, cause_of_death, court, death_certificate, decision_number, divorce_notes,
    marriage_certificates, place, recorded_number,
};
use jiff::civil::Date;

use super::View;
use super::kin::Wed;
use super::view::eve;
use crate::summary::age;

/// Years of a calendar by which a declarant is older than a newborn (as in the nation's acts).
const DECLARANTS: i16 = 15;

impl View<'_> {
    /// The birth certificate; none of who dies on the day of birth (Civil Code 91/2015/QH13, article 30).
    pub(super) fn birth_act(&self, number: IdNumber, day: Date) -> Option<BirthCertificate> {
        let act = match self.base(number) {
            // A birth is registered in life: how long that lasts is not known before its end.
            Some(person) if self.alive(number, day) => birth_certificate(self.own, person, day)?,
            Some(person) => birth_certificate(self.nation, person, day)?,
            None => self.recorded_birth(number)?,
        };
        let on = act.act.registered_on;
        let (mother, father) = (self.mother(number, on), self.father(number, on));
        let grandmother = mother.and_then(|mother| self.mother(mother, on));
        let declarants = [
            (DeclarantRelation::Father, father),
            (DeclarantRelation::Mother, mother),
            (DeclarantRelation::Grandmother, grandmother),
        ];
        Some(BirthCertificate {
            name: self.name(number, on)?.full(),
            ethnicity: self.ethnicity(number, on),
            mother: mother.and_then(|mother| self.party(mother, on)),
            father: father.and_then(|father| self.party(father, on)),
            declarant: self.declarant(on, declarants),
            ..act
        })
    }

    /// What is known by itself of the birth of a person who was added.
    fn recorded_birth(&self, number: IdNumber) -> Option<BirthCertificate> {
        let mut about = self.overlay.about(number);
        let change = about.find(|change| matches!(change.change, ChangeKind::Created(_)))?;
        let born = change.valid_from;
        if self.died(number) == Some(born) {
            return None;
        }
        let home = self.address(number, born)?;
        // The paternal line is the nation's from the father on.
        let line = |parent: Option<IdNumber>| Some(self.nation.core(self.base(parent?)?, born)?.hometown);
        let hometown = line(self.father(number, born)).or_else(|| line(self.mother(number, born)));
        Some(BirthCertificate {
            act: Act::recorded(change.id, &home, born),
            personal_number: number,
            name: String::new(),
            date_of_birth: BirthDate::Day(born),
            sex: self.sex(number)?,
            ethnicity: None,
            nationality: "VNM",
            place_of_birth: place(&home),
            hometown: place(&hometown.unwrap_or(home)),
            mother: None,
            father: None,
            declarant: None,
        })
    }

    /// The marriage certificates, the oldest first: both spouses have the same.
    pub(super) fn marriage_acts(&self, number: IdNumber, day: Date) -> Vec<MarriageCertificate> {
        let last = self.day_of_life(number, day);
        let weddings = self.registered_marriages(number, last).into_iter();
        weddings.filter_map(|wed| self.marriage_act(number, &wed)).collect()
    }

    fn marriage_act(&self, number: IdNumber, wed: &Wed) -> Option<MarriageCertificate> {
        let on = wed.wedding;
        let [husband, wife] = self.couple(number, wed);
        // Where she lives until the wedding, in the division of the day.
        let until = self.address(wife, eve(on))?;
        let since = self.address(wife, on)?;
        let home = if until.era == since.era { until } else { since };
        let act = match wed.recorded {
            Some(id) => Act::recorded(id, &home, on),
            None => {
                let of_nation = marriage_certificates(self.nation, self.base(number)?, on);
                of_nation.into_iter().find(|certificate| certificate.act.registered_on == on)?.act.at(&home)
            }
        };
        Some(MarriageCertificate { act, husband: self.party(husband, on)?, wife: self.party(wife, on)? })
    }

    /// The notes of divorces, the oldest first: both have the same.
    pub(super) fn divorce_notes(&self, number: IdNumber, day: Date) -> Vec<DivorceNote> {
        let last = self.day_of_life(number, day);
        let weddings = self.registered_marriages(number, last).into_iter();
        weddings.filter_map(|wed| self.divorce_note(number, &wed, last)).collect()
    }

    fn divorce_note(&self, number: IdNumber, wed: &Wed, last: Date) -> Option<DivorceNote> {
        let (on, recorded) = wed.divorced.filter(|(on, _)| *on <= last)?;
        let [husband, wife] = self.couple(number, wed);
        let decision_number = match recorded {
            Some(id) => decision_number(&recorded_number(id), on),
            None => {
                let of_nation = divorce_notes(self.nation, self.base(number)?, on);
                of_nation.into_iter().find(|note| note.effective_on == on)?.decision_number
            }
        };
        let marriage = self.marriage_act(number, wed)?.act;
        Some(DivorceNote {
            decision_number,
            court: court(&self.address(husband, on)?),
            effective_on: on,
            marriage_act_number: marriage.act_number,
            marriage_office: marriage.office,
            husband: self.party(husband, on)?,
            wife: self.party(wife, on)?,
        })
    }

    /// The death certificate; none of who dies on the day of birth (Civil Code 91/2015/QH13, article 30).
    pub(super) fn death_act(&self, number: IdNumber, day: Date) -> Option<DeathCertificate> {
        let (born, died) = (self.born(number)?, self.died(number).filter(|died| *died <= day)?);
        let sex = self.sex(number)?;
        let (act, cause_group) = match self.recorded_death(number) {
            Some(change) if born < died => {
                let stream = self.nation.stream("overlay.death").child(change.id);
                let age = i32::try_from(age(born, died)).unwrap_or_default();
                let act = Act::recorded(change.id, &self.address(number, died)?, died);
                (act, cause_of_death(&stream, sex, age, died))
            }
            Some(_) => return None,
            None => {
                let of_nation = death_certificate(self.nation, self.base(number)?, day)?;
                (of_nation.act, of_nation.cause_group)
            }
        };
        let on = act.registered_on;
        let home = self.address(number, on)?;
        let children =
            self.children(number, on).into_iter().map(|child| (DeclarantRelation::Child, Some(child)));
        let declarants = std::iter::once((DeclarantRelation::Spouse, self.spouse(number, eve(died))))
            .chain(children)
            .chain([
                (DeclarantRelation::Father, self.father(number, on)),
                (DeclarantRelation::Mother, self.mother(number, on)),
            ]);
        Some(DeathCertificate {
            act: act.at(&home),
            personal_number: number,
            name: self.name(number, on)?.full(),
            date_of_birth: self.birth_date(number)?,
            died_on: died,
            last_residence: place(&home),
            cause_group,
            declarant: self.declarant(on, declarants),
        })
    }

    /// Husband and wife.
    fn couple(&self, number: IdNumber, wed: &Wed) -> [IdNumber; 2] {
        match self.sex(number) {
            Some(Sex::Female) => [wed.spouse, number],
            _ => [number, wed.spouse],
        }
    }

    /// Somebody as named in an act of a day.
    fn party(&self, number: IdNumber, day: Date) -> Option<Party> {
        let residence: Option<Address> = self.alive(number, day).then(|| self.address(number, day)).flatten();
        Some(Party {
            number,
            name: self.name(number, day)?.full(),
            date_of_birth: self.birth_date(number)?,
            nationality: "VNM",
            residence: residence.as_ref().map(place),
        })
    }

    /// The first of these people who is alive and of age on a day.
    fn declarant(
        &self,
        day: Date,
        people: impl IntoIterator<Item = (DeclarantRelation, Option<IdNumber>)>,
    ) -> Option<Declarant> {
        let of_age = |one: &IdNumber| {
            self.alive(*one, day) && self.born(*one).is_some_and(|born| day.year() - born.year() > DECLARANTS)
        };
        let mut able = people.into_iter().filter_map(|(relation, one)| Some((relation, one.filter(of_age)?)));
        let (relation, number) = able.next()?;
        Some(Declarant { relation, number, name: self.name(number, day)?.full() })
    }
}
