//! Queries that nobody can satisfy, refused with what contradicts: better than a long look for nothing.

use dinhdanh_population::{MaritalStatus, REFORM_DATE, Sex};
use jiff::civil::Date;

use super::error::TraitError;
use super::place::Place;
use super::{AccountState, CardState, Life, PhoneState, ReformEffect, Traits};
use crate::search::LIFE_SPAN;

/// Ages of marriage (Law on Marriage and Family 52/2014/QH13, article 8).
const MARRIAGEABLE: [u32; 2] = [20, 18];
/// Ages at which women bear children in the tables.
pub(super) const BEARING: [u32; 2] = [12, 54];
/// Age from which an account of level 2 may be had (Decree 69/2024/ND-CP, article 7).
const LEVEL_2_AGE: u32 = 6;
/// Ages at which a minor is one no longer, and a card is due (Civil Code article 21; Law 26/2023/QH15 article 19).
const MAJORITY: u32 = 18;
/// No paper with 9 digits was issued from this year on to those who reached 14, or was valid from 2025.
const LAST_NINE_DIGIT_BIRTH: i16 = 2007;

/// Whether the traits are those of the living, the dead, or both.
pub(super) fn life(traits: &Traits) -> Life {
    traits.life.unwrap_or_default()
}

/// The lowest age at which somebody of a sex marries; of the younger sex if it is not said.
pub(super) fn marriageable(sex: Option<Sex>) -> u32 {
    sex.map_or(MARRIAGEABLE[1], |sex| MARRIAGEABLE[sex as usize])
}

type Rule = fn(&Traits, Date) -> Option<String>;

const RULES: &[Rule] = &[
    |t, on| {
        let oldest = u32::try_from(LIFE_SPAN).unwrap_or_default();
        let min = t.age?.min;
        (min > oldest).then(|| {
            format!("age `{min}` on {on}, and nobody in the tables lives longer than {oldest} years")
        })
    },
    |t, on| {
        let born = t.born?;
        let why = if born.from > born.to {
            "nobody has a birthday on that day in the years that fit".to_owned()
        } else if born.from > on {
            format!("born {} or later, which is after {on}; ask as of a later date", born.from)
        } else {
            return None;
        };
        Some(why)
    },
    |t, on| {
        let (born, age) = (t.born?, t.age?);
        let years =
            |from: Date| u32::try_from(i32::from(on.year()) - i32::from(from.year())).unwrap_or_default();
        let apart = life(t) == Life::Living
            && (years(born.from) < age.min || years(born.to) > age.max.saturating_add(1));
        apart.then(|| format!("born {} to {} is not of that age on {on}", born.from, born.to))
    },
    |t, _| {
        let status = t.marital.filter(|status| *status != MaritalStatus::Single)?;
        let (max, least) = (t.age?.max, marriageable(t.sex));
        (max < least).then(|| {
            format!("`{}` and at most {max} years old: nobody marries before {least} (Law on Marriage and Family 52/2014, article 8)",
                crate::summary::marital_trait(status))
        })
    },
    |t, _| {
        let (wed, status) = (t.wed?, t.marital?);
        (status == MaritalStatus::Single).then(|| format!("`single` and wed between {} and {}", wed.0, wed.1))
    },
    |t, on| t.wed.filter(|wed| wed.0 > on).map(|wed| format!("wed {} or later, which is after {on}", wed.0)),
    |t, _| {
        let (children, minors) = (t.children?, t.minors?);
        (children.max < minors.min).then(|| {
            format!("at most {} children and at least {} minors among them", children.max, minors.min)
        })
    },
    |t, _| {
        let least = t.children.map_or(0, |n| n.min).max(t.minors.map_or(0, |n| n.min));
        let max = t.age?.max;
        (least > 0 && max < BEARING[0]).then(|| {
            format!(
                "children and at most {max} years old: no parent in the tables is younger than {}",
                BEARING[0]
            )
        })
    },
    |t, _| {
        let (minors, age) = (t.minors?, t.age?);
        let last = BEARING[1] + MAJORITY;
        (minors.min > 0 && t.sex == Some(Sex::Female) && age.min > last && life(t) == Life::Living).then(
            || {
                format!(
                    "a woman of {} or more with minors: no mother in the tables is older than {} at a birth",
                    age.min, BEARING[1]
                )
            },
        )
    },
    |t, _| {
        let max = t.age?.max;
        (t.account == Some(AccountState::Level(2)) && max < LEVEL_2_AGE)
            .then(|| format!("level 2 and at most {max} years old: level 2 begins at {LEVEL_2_AGE} (Decree 69/2024, article 7)"))
    },
    |t, _| {
        (t.account == Some(AccountState::Missing) && t.locked.is_some())
            .then(|| "`no account` and a locked or open one".to_owned())
    },
    |t, _| {
        let dead = life(t) == Life::Deceased;
        let said = [
            ("level 2", t.account == Some(AccountState::Level(2))),
            ("not locked", t.locked == Some(false)),
            ("phone", matches!(t.phone, Some(PhoneState::Held | PhoneState::Changed))),
            ("household", t.household.is_some()),
            ("head of household", t.head == Some(true)),
            ("in-laws", t.with_in_laws == Some(true)),
        ];
        let living = said.iter().find(|(_, said)| *said).filter(|_| dead)?.0;
        Some(format!("`deceased` and `{living}`: death locks the account, ends the number and the household"))
    },
    |t, on| {
        (life(t) == Life::Living && t.died.is_some())
            .then(|| "`alive` and a day of death".to_owned())
            .or_else(|| {
                t.died
                    .filter(|died| died.0 > on)
                    .map(|died| format!("died {} or later, which is after {on}", died.0))
            })
    },
    |t, _| {
        (t.stays == Some(false) && t.stays_in.is_some())
            .then(|| "`no temporary residence` and one in a province".to_owned())
    },
    |t, _| {
        let size = t.household?;
        if size.max == 0 {
            return Some("a household of nobody".to_owned());
        }
        (size.max == 1 && t.head == Some(false))
            .then(|| "`lives alone` and not head of the household".to_owned())
    },
    |t, _| {
        (t.with_in_laws == Some(true)
            && (t.household.is_some_and(|size| size.max < 2)
                || matches!(t.marital, Some(MaritalStatus::Single | MaritalStatus::Divorced))))
        .then(|| "`lives with in-laws` and alone, never married or divorced".to_owned())
    },
    |t, on| {
        (t.reform == Some(ReformEffect::ProvinceRenamed) && on < REFORM_DATE)
            .then(|| format!("`province renamed` as of {on}: the provinces were merged on {REFORM_DATE}"))
    },
    |t, _| {
        let words = t.name_words?;
        let no_middle = t.middle == Some(false) && words.min > 4;
        (words.max < 2 || no_middle)
            .then(|| "a name of so few or many words: it has a surname and a given name at least".to_owned())
    },
    |t, on| {
        let born = t.born?;
        let nine_digits = t.old_number == Some(true) || t.card == Some(CardState::NineDigit);
        (nine_digits && born.from.year() >= LAST_NINE_DIGIT_BIRTH).then(|| {
            format!(
                "born {} or later with a 9-digit number on {on}: it went to those who reached 14 before 2021",
                born.from
            )
        })
    },
    |t, on| {
        let end = jiff::civil::date(2025, 1, 1);
        (t.card == Some(CardState::NineDigit) && life(t) == Life::Living && on >= end.saturating_add(jiff::Span::new().years(1)))
            .then(|| "`9-digit card` of somebody alive: none was valid after 2024 and every one has been replaced; say `deceased`".to_owned())
    },
    |t, _| {
        let lives = |state| state == Some(super::ParentState::Living);
        (t.orphan == Some(true) && (lives(t.father) || lives(t.mother)))
            .then(|| "`orphan` and a living parent".to_owned())
    },
];

pub(super) fn check(traits: &Traits, as_of: Date) -> Result<(), TraitError> {
    if let Some(Place::Former(former)) = traits.lives_in.or(traits.stays_in).filter(|_| as_of >= REFORM_DATE)
    {
        return Err(TraitError::FormerProvince {
            former: former.name(),
            present: former.merged().name_since_reform(),
        });
    }
    match RULES.iter().find_map(|rule| rule(traits, as_of)) {
        Some(why) => Err(TraitError::Contradiction { why }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_nobody_can_be_is_refused() {
        let as_of = date(2026, 11, 22);
        for (text, why) in [
            ("child, married", "nobody marries before 18"),
            ("man, 19, divorced", "nobody marries before 20"),
            ("age 200", "nobody in the tables lives longer"),
            ("born 2030", "after 2026-11-22"),
            ("born 1990, 10-12", "is not of that age"),
            ("one child, two minors", "at most 1 children and at least 2 minors"),
            ("under 5, 2 children", "no parent in the tables"),
            ("woman, 80+, two minors", "no mother in the tables is older"),
            ("under 5, level 2", "level 2 begins at 6"),
            ("no account, locked", "`no account`"),
            ("deceased, lives alone", "`deceased` and `household`"),
            ("deceased, level 2", "`deceased` and `level 2`"),
            ("lives alone, with in-laws", "`lives with in-laws`"),
            ("single, with in-laws", "`lives with in-laws`"),
            ("single, wed in 2010", "`single` and wed"),
            ("household of 0", "nobody"),
            ("born 2010, old number", "reached 14 before 2021"),
            ("9-digit card", "say `deceased`"),
            ("orphan, mother alive", "living parent"),
            ("name of one words", "a surname and a given name"),
            ("no temporary residence, stays in Huế", "no temporary residence"),
        ] {
            let traits = Traits::parse(text, as_of).unwrap();
            let refused = check(&traits, as_of).map_err(|e| e.to_string());
            assert!(refused.as_ref().is_err_and(|e| e.contains(why)), "{text}: {refused:?}");
        }
        let leap = date(2028, 2, 29);
        assert!(check(&Traits::parse("turns 14 today", leap).unwrap(), leap).is_err());
    }

    #[test]
    fn a_former_province_is_no_place_to_live() {
        let as_of = date(2026, 1, 1);
        let traits = Traits::parse("lives in Bình Dương", as_of).unwrap();
        let refused = check(&traits, as_of).unwrap_err().to_string();
        assert!(refused.contains("part of Hồ Chí Minh"), "{refused}");
        let before = date(2025, 6, 30);
        assert_eq!(check(&Traits::parse("lives in Bình Dương", before).unwrap(), before), Ok(()));
        assert!(check(&Traits::parse("province renamed", before).unwrap(), before).is_err());
    }

    #[test]
    fn what_somebody_can_be_is_not_refused() {
        let as_of = date(2026, 11, 22);
        for text in [
            "woman, 18-19, married",
            "man, 20-21, divorced",
            "child",
            "100+",
            "deceased, widowed, two minors",
            "deceased, 9-digit card",
            "woman, 70, minors".trim_end_matches(", minors"),
            "6, level 2",
            "locked",
            "no children, married",
            "turns 14 tomorrow",
            "born 2010, 15-16",
        ] {
            assert_eq!(check(&Traits::parse(text, as_of).unwrap(), as_of), Ok(()), "{text}");
        }
    }
}
