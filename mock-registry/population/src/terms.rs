//! Closed lists of the population register.

use serde::{Deserialize, Serialize};

/// Sex in the birth register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Male.
    Male = 0,
    /// Female.
    Female = 1,
}

/// Marital status in the population register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaritalStatus {
    /// Never married.
    Single,
    /// Married to a living person.
    Married,
    /// The spouse has died.
    Widowed,
    /// Divorced.
    Divorced,
}

/// Relation to the head of the household (`data/household_relations.csv`, as far as households need it).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The head.
    Head = 0,
    /// Wife.
    Wife = 1,
    /// Husband.
    Husband = 2,
    /// Father or father-in-law.
    Father = 3,
    /// Mother or mother-in-law.
    Mother = 4,
    /// Younger brother or sister.
    YoungerSibling = 5,
    /// Elder brother.
    OlderBrother = 6,
    /// Elder sister.
    OlderSister = 7,
    /// Son or daughter.
    Child = 8,
    /// Grandchild, nephew or niece: the language has one word.
    Grandchild = 9,
    /// Grandfather.
    Grandfather = 10,
    /// Grandmother.
    Grandmother = 11,
    /// Daughter-in-law.
    DaughterInLaw = 19,
    /// Great-grandchild.
    GreatGrandchild = 21,
    /// Any other.
    Other = 99,
}

impl Relation {
    /// The code of the population register.
    pub fn code(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_have_the_codes_of_the_register() {
        let table = include_str!("../data/household_relations.csv");
        assert_eq!(table.lines().count(), 1 + 23);
        let check = |relation: Relation, name: &str| {
            let line = format!("{:02},{name}", relation.code());
            assert!(table.lines().any(|l| l == line), "{line}");
        };
        check(Relation::Head, "Chủ hộ");
        check(Relation::Wife, "Vợ");
        check(Relation::Husband, "Chồng");
        check(Relation::Father, "Bố");
        check(Relation::Mother, "Mẹ");
        check(Relation::YoungerSibling, "Em");
        check(Relation::OlderBrother, "Anh");
        check(Relation::OlderSister, "Chị");
        check(Relation::Child, "Con");
        check(Relation::Grandchild, "Cháu");
        check(Relation::Grandfather, "Ông");
        check(Relation::Grandmother, "Bà");
        check(Relation::DaughterInLaw, "Con dâu");
        check(Relation::GreatGrandchild, "Chắt");
        check(Relation::Other, "Khác");
    }
}
