//! Civil-status acts (Law on Civil Status 60/2014/QH13): birth, marriage, the note of a divorce, death.
//!
//! Everybody named in an act is who the nation says: the same parents, the same spouse, the same names.

mod act;
mod birth;
mod death;
mod marriage;
mod schema;
mod table;

pub use act::{Act, Declarant, DeclarantRelation, Party, place, recorded_number};
pub use birth::{BirthCertificate, birth_certificate};
pub use death::{CauseGroup, DeathCertificate, cause_of_death, death_certificate};
pub use marriage::{
    DivorceNote, MarriageCertificate, court, decision_number, divorce_notes, marriage_certificates,
};
pub(crate) use schema::{BIRTH, DEATH, DIVORCE, MARRIAGE};
