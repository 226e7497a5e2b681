//! Loans of people: paid back month by month, most of them in time.
//!
//! Who borrows, how much and how well it is paid back are assumptions. The lenders do not exist.

use dinhdanh_population::{Nation, Person};
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::common_things::{Draws, Life, Numbers, days_between, plus_days, plus_months};
use crate::records::redacted;

/// A loan, as it stands on the date asked.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Loan {
    /// Number of the contract: `HDTD` and nine digits.
    pub contract_number: String,
    /// Code of the lender: invented.
    pub lender: &'static str,
    /// `consumer`, `vehicle`, `home` or `business`.
    pub purpose: &'static str,
    /// Amount lent, in dong.
    pub amount: u64,
    /// Day of the contract.
    pub opened_on: Date,
    /// Day of the last instalment.
    pub due_on: Date,
    /// Principal that is left, in dong.
    pub outstanding: u64,
    /// Days by which an instalment is overdue, if one is.
    pub overdue_days: Option<u64>,
    /// Debt class 1 to 5 while the loan runs (Circular 11/2021/TT-NHNN, article 10: 1 below 10 days overdue, 2 to 90, 3 to 180,
    /// 4 to 360, 5 beyond).
    pub debt_class: Option<u64>,
    /// The worst class it has been in.
    pub worst_class: u64,
    /// The day on which it was paid back, or written off when the borrower died.
    pub closed_on: Option<Date>,
    /// `open` or `closed`.
    pub state: &'static str,
}

redacted!(Loan);

/// A kind of loan: purpose, years of age at which it is taken, months, millions of dong, per mille of people who take it.
struct Product {
    purpose: &'static str,
    ages: (u64, u64),
    months: (u64, u64),
    millions: (u64, u64),
    share: u64,
}

const PRODUCTS: [Product; 5] = [
    Product { purpose: "consumer", ages: (20, 45), months: (6, 36), millions: (5, 80), share: 330 },
    Product { purpose: "consumer", ages: (25, 58), months: (6, 36), millions: (5, 120), share: 200 },
    Product { purpose: "vehicle", ages: (22, 50), months: (12, 60), millions: (15, 600), share: 160 },
    Product { purpose: "home", ages: (27, 50), months: (120, 300), millions: (300, 2_500), share: 90 },
    Product { purpose: "business", ages: (25, 58), months: (12, 60), millions: (50, 900), share: 80 },
];
const LENDERS: [&str; 6] = ["NHM01", "NHM02", "NHM03", "NHM04", "TCTD05", "TCTD06"];
/// The credit register begins.
const FIRST: Date = date(2000, 1, 1);
const CONTRACTS: u32 = 1_000_000_000;
/// Days overdue from which a class counts, from class 2 on.
const CLASSES: [u64; 4] = [10, 91, 181, 361];
/// How long an instalment stays unpaid, by weight; the last is never made good.
const SPELLS: [(u64, (u64, u64)); 5] =
    [(60, (1, 9)), (22, (10, 90)), (8, (91, 180)), (5, (181, 360)), (5, (100_000, 100_000))];
/// Per mille of loans with an instalment overdue at some time.
const OVERDUE: u64 = 130;

mod draw {
    pub(super) const HAS: u64 = 0;
    pub(super) const AGE: u64 = 1;
    pub(super) const DAY: u64 = 2;
    pub(super) const MONTHS: u64 = 3;
    pub(super) const AMOUNT: u64 = 4;
    pub(super) const LENDER: u64 = 5;
    pub(super) const OVERDUE: u64 = 6;
    pub(super) const SINCE: u64 = 7;
    pub(super) const SPELL: u64 = 8;
}

/// The loans of a person taken by a date, in order.
pub fn loans(nation: &Nation, person: Person, as_of: Date) -> Vec<Loan> {
    let life = Life::of(nation, person);
    let draws = Draws::of(nation, "loan", person);
    let products = PRODUCTS.iter().enumerate();
    let mut found: Vec<Loan> = products
        .filter(|(i, product)| draws.child(*i as u64).chance(draw::HAS, product.share))
        .filter_map(|(i, product)| {
            let number = Numbers::new(nation, "loan.contract", CONTRACTS, PRODUCTS.len() as u64)
                .of(nation, person, i as u64)?;
            loan(format!("HDTD{number:09}"), product, draws.child(i as u64), life, as_of)
        })
        .collect();
    found.sort_by_key(|loan| loan.opened_on);
    found
}

/// The borrower of a contract, once it is signed.
pub fn person_by_loan(nation: &Nation, contract: &str, as_of: Date) -> Option<Person> {
    let digits = contract.strip_prefix("HDTD").filter(|digits| digits.len() == 9)?;
    let number = crate::common_things::digits_at(digits, 0, 9)?;
    let (person, _) =
        Numbers::new(nation, "loan.contract", CONTRACTS, PRODUCTS.len() as u64).owner(nation, number)?;
    loans(nation, person, as_of).iter().any(|loan| loan.contract_number == contract).then_some(person)
}

fn loan(contract_number: String, product: &Product, draws: Draws, life: Life, as_of: Date) -> Option<Loan> {
    let age = draws.between(draw::AGE, product.ages.0, product.ages.1);
    let opened_on = plus_days(life.age(age), draws.between(draw::DAY, 0, 364));
    if opened_on < FIRST || opened_on > as_of || opened_on >= life.died {
        return None;
    }
    let months = draws.between(draw::MONTHS, product.months.0, product.months.1);
    let amount = draws.between(draw::AMOUNT, product.millions.0, product.millions.1) * 1_000_000;
    let spell = draws.chance(draw::OVERDUE, OVERDUE).then(|| spell(opened_on, months, draws)).flatten();
    let due_on = plus_months(opened_on, months);
    // Whatever is overdue is made good before the loan is closed; what never is leaves it open until death.
    let made_good = spell.map_or(opened_on, |(since, days)| plus_days(since, days));
    let end = due_on.max(made_good).min(life.died);
    let closed_on = Some(end).filter(|end| *end <= as_of);
    let on = closed_on.unwrap_or(as_of);
    let late = spell
        .filter(|(since, _)| *since < on)
        .map(|(since, days)| (days_between(since, on) as u64).min(days));
    let is_late = spell.is_some_and(|(since, days)| since < as_of && as_of < plus_days(since, days));
    let overdue_days = late.filter(|_| is_late && closed_on.is_none());
    let unpaid_from = spell.filter(|_| overdue_days.is_some()).map_or(on, |(since, _)| since);
    let paid = months_between(opened_on, unpaid_from).min(months);
    Some(Loan {
        contract_number,
        lender: LENDERS[draws.between(draw::LENDER, 0, LENDERS.len() as u64 - 1) as usize],
        purpose: product.purpose,
        amount,
        opened_on,
        due_on,
        outstanding: if closed_on.is_some() { 0 } else { amount - amount / months * paid },
        overdue_days,
        debt_class: closed_on.is_none().then(|| class(overdue_days.unwrap_or(0))),
        worst_class: class(late.unwrap_or(0)),
        closed_on,
        state: if closed_on.is_some() { "closed" } else { "open" },
    })
}

/// When an instalment falls overdue, and for how many days.
fn spell(opened_on: Date, months: u64, draws: Draws) -> Option<(Date, u64)> {
    let since = plus_months(opened_on, draws.between(draw::SINCE, 1, months));
    let (least, most) = *draws.pick(draw::SPELL, &SPELLS)?;
    Some((since, draws.child(draw::SPELL).between(0, least, most)))
}

fn class(days: u64) -> u64 {
    1 + CLASSES.iter().filter(|from| **from <= days).count() as u64
}

/// Full months from one day to a later one.
fn months_between(from: Date, to: Date) -> u64 {
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
        - i32::from(from.month());
    (months - i32::from(to.day() < from.day())).max(0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debt_classes_begin_on_the_days_of_the_circular() {
        for (days, expect) in
            [(0, 1), (9, 1), (10, 2), (90, 2), (91, 3), (180, 3), (181, 4), (360, 4), (361, 5)]
        {
            assert_eq!(class(days), expect, "{days}");
        }
    }

    #[test]
    fn months_are_full_months() {
        for (from, to, expect) in [
            (date(2025, 1, 31), date(2025, 2, 28), 0),
            (date(2025, 1, 31), date(2025, 3, 31), 2),
            (date(2025, 1, 15), date(2026, 1, 15), 12),
            (date(2025, 1, 15), date(2026, 1, 14), 11),
            (date(2025, 1, 15), date(2024, 1, 14), 0),
        ] {
            assert_eq!(months_between(from, to), expect, "{from} {to}");
        }
    }
}
