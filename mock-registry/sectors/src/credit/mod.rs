//! Credit: loans with their debt class, and a score whose factors explain it.

mod dataset;
mod loan;
mod score;

pub use dataset::{CREDIT_SCORE, LOANS};
pub use loan::{Loan, loans, person_by_loan};
pub use score::{Factor, Score, scores};
