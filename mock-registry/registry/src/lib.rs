//! The population registry in the protocol's terms: find a citizen by number, by description or by trait, and say what the register holds.
//!
//! Everything is a function of the nation and the date asked; nothing is stored.

pub mod overlay;
mod personas;
mod search;
mod summary;
mod values;

use std::collections::BTreeMap;

use dinhdanh_population::{IdNumber, Nation, Person, ProvinceCode};
pub use dinhdanh_population::{IdSpace, NationSpec, REFERENCE_DATE, SpecError};
use dinhdanh_protocol::overlay::OverlayFile;
use dinhdanh_protocol::{Attribute, PersonalNumber};
use jiff::civil::Date;
pub use search::{Found, Search};
use serde_json::Value;
pub use summary::{EidAccount, Summary};

/// The registry of one nation.
pub struct Registry {
    nation: Nation,
}

impl Registry {
    /// Builds the nation: tens of milliseconds, a few mebibytes.
    pub fn new(spec: NationSpec) -> Result<Self, SpecError> {
        Ok(Self { nation: Nation::new(spec)? })
    }

    /// What the nation was built from.
    pub fn spec(&self) -> &NationSpec {
        self.nation.spec()
    }

    /// The citizen with this number, if born by `as_of`.
    pub fn find(&self, number: &PersonalNumber, as_of: Date) -> Option<Summary> {
        summary::summary(&self.nation, self.person(number)?, as_of)
    }

    /// The values that the register holds on `as_of` among those wanted.
    pub fn values(
        &self,
        number: &PersonalNumber,
        as_of: Date,
        wanted: &[Attribute],
    ) -> BTreeMap<Attribute, Value> {
        let source = self.person(number).and_then(|person| values::Source::new(&self.nation, person, as_of));
        let Some(source) = source else { return BTreeMap::new() };
        wanted.iter().filter_map(|attribute| Some((*attribute, source.value(*attribute)?))).collect()
    }

    /// Citizens by description; see [`Search`].
    pub fn search(&self, search: &Search<'_>, as_of: Date, limit: usize) -> Found {
        search::search(&self.nation, search, as_of, limit)
    }

    /// A few citizens that are worth picking on `as_of`, each for another reason.
    pub fn personas(&self, as_of: Date) -> Vec<Summary> {
        personas::personas(&self.nation, as_of)
    }

    /// The register as a realm with these changes sees it.
    pub fn with<'a>(&'a self, overlay: &'a overlay::Overlay) -> overlay::View<'a> {
        overlay::View::new(&self.nation, overlay)
    }

    /// The changes as a file.
    pub fn export(&self, overlay: &overlay::Overlay) -> OverlayFile {
        overlay::file::export(&self.nation, overlay)
    }

    /// The changes of a file, every one of them.
    ///
    /// # Errors
    /// If the file belongs to another nation, a change contradicts it or the data may be a real person's.
    pub fn import(&self, file: OverlayFile) -> Result<overlay::Overlay, overlay::Refused> {
        overlay::file::import(&self.nation, file)
    }

    /// Code and name of the provinces of today.
    pub fn provinces(&self) -> impl Iterator<Item = (String, &'static str)> {
        ProvinceCode::all().filter(|p| p.merged() == *p).map(|p| (p.digits(), p.name_since_reform()))
    }

    fn person(&self, number: &PersonalNumber) -> Option<Person> {
        // A number that no nation can have names nobody.
        self.nation.lookup(number.expose().parse::<IdNumber>().ok()?)
    }
}
