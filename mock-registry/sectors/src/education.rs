//! Schools attended and diplomas earned.
//!
//! Structure: kindergarten, 5 years of primary, 4 of lower and 3 of upper secondary school from the September of the year in
//! which a child becomes six (Law on Education 43/2019/QH14, articles 6 and 28). The ten-year school of the north before
//! 1981 is not modelled: the older have attended the same twelve years.

mod degree;
mod path;
mod schema;
mod schooling;
mod table;

pub use degree::{Classification, Degree, degrees, person_by_diploma_number};
pub(crate) use path::Path;
pub use path::Stage;
pub(crate) use schema::{DEGREES, SCHOOLING};
pub use schooling::{Schooling, schooling};
