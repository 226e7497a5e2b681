//! Driving licences and vehicles.

mod dataset;
mod licence;
mod plate;
mod vehicle;

pub use dataset::{DRIVING_LICENCES, VEHICLES};
pub use licence::{Licence, licences, person_by_licence};
pub use plate::person_by_plate;
pub use vehicle::{Vehicle, vehicles};
