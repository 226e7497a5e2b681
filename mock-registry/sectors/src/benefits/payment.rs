//! What was paid in the last twelve months.

use dinhdanh_population::{Nation, Person, below};
use jiff::civil::Date;
use serde::Serialize;

use super::account::account_number;
use super::assistance::grants;
use super::entitlement::Steps;
use super::merit::grant;
use crate::common_people::{Life, month_of, plus_days, plus_months};
use crate::records::redacted;
use crate::social_insurance::{Career, PensionKind, award};

/// What is paid.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// A pension.
    Pension,
    /// Social assistance.
    SocialAssistance,
    /// An allowance for merit.
    Merit,
}

/// A payment.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// Day of payment.
    pub paid_on: Date,
    /// The month it is for, as `YYYY-MM`.
    pub month: String,
    /// What for.
    pub kind: PaymentKind,
    /// Amount in dong.
    pub amount: i64,
    /// Account.
    pub account_number: String,
}
redacted!(Payment);

/// Months told.
const MONTHS: i32 = 12;

/// Payments of the last twelve months before a date, in order. Nothing is paid from the day of death on.
pub fn benefit_payments(nation: &Nation, person: Person, as_of: Date) -> Vec<Payment> {
    let life = Life::of(nation, person);
    let career = Career::of(&life);
    let pension = award(&life, &career).filter(|award| award.kind == PensionKind::Pension);
    let mut sources: Vec<(PaymentKind, Steps)> = grants(&life, &career)
        .into_iter()
        .map(|grant| (PaymentKind::SocialAssistance, grant.steps))
        .collect();
    sources.extend(grant(&life).map(|grant| (PaymentKind::Merit, grant.steps)));
    sources.extend(pension.map(|award| (PaymentKind::Pension, award.steps())));
    if sources.is_empty() {
        return Vec::new();
    }
    // Communes pay between the third and the tenth, always on the same day.
    let day = 2 + below(life.stream("benefits.payment").word(0), 8) as i32;
    let months = (1 - MONTHS..=0).map(|back| plus_months(month_of(as_of), back));
    months
        .flat_map(|month| sources.iter().map(move |(kind, steps)| (month, *kind, steps)))
        .filter_map(|(month, kind, steps)| {
            let paid_on = plus_days(month, day);
            // A month that has begun when the grant begins is not paid for.
            let amount = steps.amount_on(month).filter(|_| life.told(paid_on, as_of))?;
            Some(Payment {
                paid_on,
                month: format!("{:04}-{:02}", month.year(), month.month()),
                kind,
                amount,
                account_number: account_number(nation, person),
            })
        })
        .collect()
}
