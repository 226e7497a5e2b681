//! Records: everything about a person as of a date.
//!
//! Article 9 of the Law on Identification (26/2023/QH15) lists 26 items. Here they are in these fields of [`Record`]:
//!
//! | item | fields |
//! |---|---|
//! | 1, 2 names | `name`, `former_name`, `other_name` |
//! | 3 personal ID number | `number` |
//! | 4, 5 birth and sex | `date_of_birth`, `sex` |
//! | 6, 7, 8 places of birth, of its registration, home village | `place_of_birth`, `place_of_birth_registration`, `hometown` |
//! | 9, 10, 11 ethnic group, religion, nationality | `ethnicity`, `religion`, `nationality` |
//! | 12 blood group | `blood_group` |
//! | 13 old ID number | `old_number` |
//! | 14 card | `card`; all of them: [`Nation::card_history`] |
//! | 15 family and representatives | `father`, `mother`, `spouse`, `children`, `legal_representatives`, `represented` |
//! | 16, 17, 18 residence | `permanent_residence`, `temporary_residence`, `current_residence` |
//! | 19 temporary absence | `temporary_absence` |
//! | 20 residence file | `residence_file` |
//! | 21 marital status | `marital_status`; with dates: `marriages` |
//! | 22, 23 household | `relation_to_head`, `household` |
//! | 24 death or missing | `date_of_death`, `declared_missing` |
//! | 25 contact | `phone`, `email` |
//! | 26 what the Government adds (annex of Decree 58/2026/ND-CP) | the sector datasets, elsewhere; of them here: `passport` |
//!
//! Relatives are named with number, name, birth and sex; their nationality is that of all citizens, and their 9-digit number
//! is one [`Nation::old_number`] away. From the identity database (article 15) come `occupation`, `account` and, by functions
//! of their own, [`Nation::portrait`] and [`Nation::biometric_templates`].

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::birth::BirthDate;
use crate::day::Day;
use crate::home::Address;
use crate::ident::{IdNumber, OldNumber, PhoneNumber};
use crate::life::Lifetime;
use crate::nation::{Nation, Person};
use crate::occupation::Occupation;
use crate::papers::{Absence, Account, Card, Family, MarriageEntry, Passport, email_address};
use crate::person::{BloodGroup, Name};
use crate::terms::{MaritalStatus, Relation, Sex};

/// Who somebody is and where somebody lives, as of a date. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CoreRecord {
    /// Always true: nobody here exists.
    pub synthetic: bool,
    /// Personal ID number.
    pub number: IdNumber,
    /// Name.
    pub name: Name,
    /// Name at birth, of those who have changed it since.
    pub former_name: Option<Name>,
    /// Another name the person is known by; most have none.
    pub other_name: Option<String>,
    /// Date of birth.
    pub date_of_birth: BirthDate,
    /// Sex.
    pub sex: Sex,
    /// Country of nationality, ISO 3166-1 alpha-3.
    pub nationality: &'static str,
    /// Ethnic group, in the list of 1979 (Decision 121-TCTK/PPCD).
    pub ethnicity: &'static str,
    /// Religion.
    pub religion: &'static str,
    /// Place of birth.
    pub place_of_birth: Address,
    /// Place of birth registration; its province of the 63 is the one in the ID number.
    pub place_of_birth_registration: Address,
    /// Home village of the paternal line.
    pub hometown: Address,
    /// Permanent residence; of a dead person, the last.
    pub permanent_residence: Address,
    /// Temporary residence.
    pub temporary_residence: Option<Address>,
    /// Date of death, if dead.
    pub date_of_death: Option<Date>,
}

/// Everything about a person as of a date. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Identity and residence.
    #[serde(flatten)]
    pub core: CoreRecord,
    /// Blood group.
    pub blood_group: BloodGroup,
    /// 9-digit number of older papers.
    pub old_number: Option<OldNumber>,
    /// The last identity card, valid or not.
    pub card: Option<Card>,
    /// The electronic identification account.
    pub account: Option<Account>,
    /// Own mobile number.
    pub phone: Option<PhoneNumber>,
    /// Marital status; of a dead person, the last.
    pub marital_status: MaritalStatus,
    /// Father, if recorded.
    pub father: Option<Relative>,
    /// Mother, if registered.
    pub mother: Option<Relative>,
    /// The living husband or wife.
    pub spouse: Option<Relative>,
    /// Children born by the date, the dead among them.
    pub children: Vec<Relative>,
    /// Number of the residence file.
    pub residence_file: String,
    /// Relation to the head of the household; none of a dead person.
    pub relation_to_head: Option<Relation>,
    /// Head of the household first, then its members; empty of a dead person.
    pub household: Vec<HouseholdMember>,
    /// The last ordinary passport, run out or not.
    pub passport: Option<Passport>,
    /// What the person does; of a dead person, what was done last.
    pub occupation: Option<Occupation>,
    /// Where the person lives in fact; of a dead person, the last.
    pub current_residence: Address,
    /// A declared absence from the permanent residence.
    pub temporary_absence: Option<Absence>,
    /// Every marriage so far, the oldest first.
    pub marriages: Vec<MarriageEntry>,
    /// Personal ID numbers of those who act for a minor before the law; empty of an adult and of the dead.
    pub legal_representatives: Vec<IdNumber>,
    /// Personal ID numbers of the minors for whom the person acts.
    pub represented: Vec<IdNumber>,
    /// The day since which the person is declared missing.
    pub declared_missing: Option<Date>,
    /// E-mail address, of those with an e-ID account.
    pub email: Option<String>,
}

/// Somebody named in another person's record. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Relative {
    /// Personal ID number.
    pub number: IdNumber,
    /// Name.
    pub name: Name,
    /// Date of birth.
    pub date_of_birth: BirthDate,
    /// Sex.
    pub sex: Sex,
}

/// A member of the household with the relation to its head. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct HouseholdMember {
    /// Who.
    #[serde(flatten)]
    pub relative: Relative,
    /// What the member is to the head.
    pub relation: Relation,
}

impl Nation {
    /// Identity and residence as of a date; none before birth.
    pub fn core(&self, person: Person, as_of: Date) -> Option<CoreRecord> {
        let date_of_birth = self.birth_date(person);
        if as_of < date_of_birth.day() {
            return None;
        }
        let Lifetime { place, birth, death, .. } = self.lifetime(person);
        let date_of_death: Date = death.into();
        let day = Day::from(as_of).min(death.plus(-1)).max(birth);
        let forebear = self.forebear(place);
        let hearth = self.hearth_of(forebear, day);
        // Most people live in a home that is traced to somebody of their own line.
        let founder = || self.root_of(hearth.founder);
        let root = if hearth.own_line { founder() } else { self.root_of(forebear) };
        let founder = || if hearth.own_line { root } else { founder() };
        let at_birth = self.name_in_line(place, root);
        let (name, former_name) = match self.new_name(place, root, day) {
            Some(new) => (new, Some(at_birth)),
            None => (at_birth, None),
        };
        Some(CoreRecord {
            synthetic: true,
            number: self.number(person),
            name,
            former_name,
            other_name: self.other_name(place, root),
            date_of_birth,
            sex: person.cell.sex(),
            nationality: "VNM",
            ethnicity: self.ethnic_group_name(root),
            religion: self.religion(root),
            place_of_birth: self.place_of_birth(forebear, root, as_of),
            place_of_birth_registration: self.place_of_registration(forebear, root, as_of),
            hometown: self.hometown(root, as_of),
            permanent_residence: self.address(self.home_spot(hearth.home, day, founder), as_of.into()),
            temporary_residence: self.temporary_at(place, day, as_of),
            date_of_death: (date_of_death <= as_of).then_some(date_of_death),
        })
    }

    /// Everything as of a date; none before birth.
    pub fn record(&self, person: Person, as_of: Date) -> Option<Record> {
        let core = self.core(person, as_of)?;
        let household = self.household(person, as_of).map_or(Vec::new(), |household| household.members);
        let number = |person: Person| self.number(person);
        // What several fields need is looked up once.
        let Lifetime { place, birth, death, .. } = self.lifetime(person);
        let today = Day::from(as_of);
        let last = today.min(death.plus(-1)).max(birth);
        let alive = today < death;
        let spouse = self.spouse(person, as_of);
        let (parents, children) = (self.parents(person), self.children(person));
        // Most of a household are of the family: names are the costly part, and each is composed once. Those of the dead are as
        // they were at the end of life.
        let named = |one: Person| (one, self.relative(one, last.into()));
        let born = children.iter().copied().filter(|child| self.birth_day(*child) <= today);
        let near: Vec<(Person, Relative)> =
            parents.into_iter().flatten().chain(spouse).chain(born).map(named).collect();
        let own = || Relative {
            number: core.number,
            name: core.name.clone(),
            date_of_birth: core.date_of_birth,
            sex: core.sex,
        };
        let relative = |one: Person| {
            if one == person {
                return own();
            }
            let known = near.iter().find(|(person, _)| *person == one).map(|(_, known)| known.clone());
            known.unwrap_or_else(|| named(one).1)
        };
        let cards = self.cards(person);
        let changes = self.account_changes_of(person, &cards, death);
        let account = self.account_of(person, &changes, today);
        let family = Family { person, parents, children: &children };
        let absence = self.absence_on(place, last);
        let away = absence.map(|(_, spot)| self.address(spot, today));
        let registered = || core.temporary_residence.as_ref().unwrap_or(&core.permanent_residence).clone();
        Some(Record {
            blood_group: self.blood_group(person),
            old_number: self.old_number_of(person, &cards, today),
            card: self.card_of(person, &cards, today, death),
            email: account
                .map(|_| email_address(core.former_name.as_ref().unwrap_or(&core.name), core.number)),
            account,
            phone: self.phone(person, as_of),
            marital_status: self.marital_status(person, as_of),
            father: parents[0].map(relative),
            mother: parents[1].map(relative),
            spouse: spouse.map(relative),
            legal_representatives: match alive {
                true => self.representatives_of(person, parents, today).into_iter().map(number).collect(),
                false => Vec::new(),
            },
            represented: match alive {
                true => self.represented_by(family, today).into_iter().map(number).collect(),
                false => Vec::new(),
            },
            children: children
                .iter()
                .filter(|child| self.birth_day(**child) <= today)
                .map(|child| relative(*child))
                .collect(),
            residence_file: self.residence_file(person, as_of)?,
            relation_to_head: household
                .iter()
                .find(|member| member.person == person)
                .map(|member| member.relation),
            household: household
                .into_iter()
                .map(|member| HouseholdMember {
                    relative: relative(member.person),
                    relation: member.relation,
                })
                .collect(),
            passport: self.passport_of(person, today, death),
            occupation: self.occupation_of(person, today, death),
            current_residence: away.unwrap_or_else(registered),
            temporary_absence: absence.map(|(absence, _)| absence),
            marriages: self.marital_history(person, as_of),
            declared_missing: self.missing_on(place, today).filter(|_| alive).map(Date::from),
            core,
        })
    }

    /// A person as named in the record of another on a date.
    pub fn relative(&self, person: Person, as_of: Date) -> Relative {
        Relative {
            number: self.number(person),
            name: self.name_on(person, as_of),
            date_of_birth: self.birth_date(person),
            sex: person.cell.sex(),
        }
    }
}

macro_rules! redacted {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    )*};
}
redacted!(CoreRecord, Record, Relative, HouseholdMember);
