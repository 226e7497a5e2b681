//! Social insurance: book, employment, contributions, unemployment benefit, pension.
//!
//! Careers are drawn once for a whole life; death and the date asked only cut them short. A life is insured as an employee or
//! voluntarily, not first one and then the other. Maternity and sickness pay and survivors' benefits are not modelled.

mod book;
mod career;
mod contribution;
mod employer;
mod pension;
mod retirement;
mod salary;
mod schema;
mod table;
mod unemployment;
mod voluntary;

pub use book::{Book, BookStatus, book, book_number, person_by_book_number};
pub(crate) use career::Career;
pub use career::Scheme;
pub use contribution::{Contribution, Employment, contributions, employment};
pub(crate) use pension::award;
pub use pension::{Pension, PensionKind, pensions};
pub use retirement::retirement_day;
pub(crate) use schema::{BOOK, CONTRIBUTIONS, EMPLOYMENT, PENSIONS, UNEMPLOYMENT};
pub use unemployment::{Unemployment, unemployment};
