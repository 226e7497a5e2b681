//! A citizen at a glance: enough to choose one from a list and to know whether one can log in.

use dinhdanh_population::{AccountLevel, BirthDate, MaritalStatus, Nation, Person, Sex};
use dinhdanh_protocol::PersonalNumber;
use jiff::civil::Date;

/// A citizen at a glance, on a date. `Debug` is redacted.
#[derive(Clone)]
pub struct Summary {
    /// 12 digits.
    pub number: PersonalNumber,
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub birthdate: BirthDate,
    /// Whole years; of a dead person, at death.
    pub age: u32,
    /// As registered.
    pub female: bool,
    /// Commune and province of permanent residence; where a foreigner lives, or the country of one who has left.
    pub place: String,
    /// The e-ID account, if any.
    pub account: Option<EidAccount>,
    /// Date of death, if dead.
    pub died_on: Option<Date>,
    /// What is worth knowing: `adult`, `married`, `foreigner`, `level-2`, …
    pub traits: Vec<&'static str>,
}

/// State of an e-ID account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EidAccount {
    /// 1 or 2.
    pub level: u8,
    /// Locked accounts cannot log in.
    pub locked: bool,
}

impl std::fmt::Debug for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Summary").field("traits", &self.traits).finish_non_exhaustive()
    }
}

/// Whole years from `born` to `on`; somebody born on 29 February has a birthday on 1 March of common years.
pub(crate) fn age(born: Date, on: Date) -> u32 {
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    let years = i32::from(on.year()) - i32::from(born.year()) - i32::from(!had_birthday);
    u32::try_from(years).unwrap_or_default()
}

pub(crate) fn eid_account(nation: &Nation, person: Person, as_of: Date) -> Option<EidAccount> {
    nation.account(person, as_of).map(|account| EidAccount {
        level: match account.level {
            AccountLevel::Level1 => 1,
            AccountLevel::Level2 => 2,
        },
        locked: account.locked,
    })
}

pub(crate) const fn marital_trait(status: MaritalStatus) -> &'static str {
    match status {
        MaritalStatus::Single => "single",
        MaritalStatus::Married => "married",
        MaritalStatus::Widowed => "widowed",
        MaritalStatus::Divorced => "divorced",
    }
}

/// What traits follow from.
pub(crate) struct Facts {
    pub(crate) age: u32,
    pub(crate) marital: MaritalStatus,
    pub(crate) parent: bool,
    pub(crate) minority: bool,
    pub(crate) account: Option<EidAccount>,
    pub(crate) dead: bool,
}

pub(crate) const fn age_trait(age: u32) -> &'static str {
    match age {
        0..18 => "child",
        18..60 => "adult",
        _ => "elderly",
    }
}

/// What is worth knowing of an account.
pub(crate) fn account_traits(account: Option<EidAccount>) -> impl Iterator<Item = &'static str> {
    let level = match account {
        None => "no-account",
        Some(EidAccount { level: 1, .. }) => "level-1",
        Some(_) => "level-2",
    };
    [Some(level), account.filter(|account| account.locked).map(|_| "locked")].into_iter().flatten()
}

pub(crate) fn traits(facts: &Facts) -> Vec<&'static str> {
    let mut traits = vec![age_trait(facts.age), marital_trait(facts.marital)];
    if facts.parent {
        traits.push("parent");
    }
    if facts.minority {
        traits.push("minority");
    }
    traits.extend(account_traits(facts.account));
    if facts.dead {
        traits.push("deceased");
    }
    traits
}

/// The summary of a person, `None` before birth.
pub(crate) fn summary(nation: &Nation, person: Person, as_of: Date) -> Option<Summary> {
    let core = nation.core(person, as_of)?;
    let account = eid_account(nation, person, as_of);
    let age = age(core.date_of_birth.day(), core.date_of_death.unwrap_or(as_of));
    let traits = traits(&Facts {
        age,
        marital: nation.marital_status(person, as_of),
        parent: nation.children(person).iter().any(|child| nation.date_of_birth(*child) <= as_of),
        minority: core.ethnicity != "Kinh",
        account,
        dead: core.date_of_death.is_some(),
    });
    let address = core.permanent_residence;
    Some(Summary {
        number: PersonalNumber::parse(&core.number.digits()).ok()?,
        name: core.name.full,
        birthdate: core.date_of_birth,
        age,
        female: core.sex == Sex::Female,
        place: format!("{}, {}", address.commune.name, address.province.name),
        account,
        died_on: core.date_of_death,
        traits,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ages_turn_on_the_birthday() {
        let born = date(2012, 2, 29);
        let table = [
            (date(2012, 2, 29), 0),
            (date(2026, 2, 28), 13),
            (date(2026, 3, 1), 14),
            (date(2028, 2, 29), 16),
            (date(2011, 1, 1), 0),
        ];
        for (on, expected) in table {
            assert_eq!(age(born, on), expected, "{on}");
        }
    }
}
