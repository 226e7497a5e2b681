//! What people do: school, work, the home, retirement. The register calls it the occupation (Law on Identification
//! 26/2023/QH15, article 15); it holds none of the army, the police and the cipher service, and neither does this list.

mod career;
mod retirement;
mod schooling;
mod table;

pub use career::{Activity, Occupation};
pub(crate) use retirement::births_retiring_on;
pub use schooling::{Schooling, Stage};
pub use table::occupations;
