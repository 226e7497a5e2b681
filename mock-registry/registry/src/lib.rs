//! The population registry in the protocol's terms: find a citizen by number, by description or by trait, and say what the register holds.
//!
//! Everything is a function of the nation and the date asked; nothing is stored.

mod born;
mod events;
mod foreigner;
mod happening;
mod holder;
mod identifier;
mod name;
mod organisation;
pub mod overlay;
mod personas;
mod pool;
mod profile;
mod search;
mod summary;
mod traits;
mod values;
mod walk;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use born::{Born, BornError};
pub use dinhdanh_population::{
    AbsenceReason, Activity, BirthDate, CardKind, IdSpace, IdentError, NationSpec, REFERENCE_DATE,
    ReissueReason, Relation, ResidenceCardKind, SpecError,
};
use dinhdanh_population::{IdNumber, Nation, ProvinceCode, REFORM_DATE};
use dinhdanh_protocol::organisation::OrganisationView;
use dinhdanh_protocol::overlay::OverlayFile;
use dinhdanh_protocol::{Attribute, PersonalNumber};
pub use events::{EventsError, Kinds, LISTED, Occurrence};
pub use happening::{Happening, Named};
use holder::Holder;
pub use identifier::IdentifierKind;
use jiff::civil::Date;
use personas::Galleries;
pub use personas::{Gallery, Missing, Persona, Sitter};
use pool::Blocks;
pub use profile::{HomeMember, LifeEvent};
pub use search::{Found, Search};
use serde_json::Value;
pub use summary::{EidAccount, Summary};
pub use traits::{
    AccountState, Bounds, CardState, Ethnicity, Life, ParentState, PhoneState, Place, ReformEffect,
    TraitError, Traits,
};
pub use walk::{Effort, ResumeError};

/// The registry of one nation.
pub struct Registry {
    nation: Nation,
    /// The nation is read as a realm in which nothing was recorded.
    unchanged: overlay::Overlay,
    /// Where provinces begin in the nation's order: found at the first search, in a fraction of a millisecond.
    blocks: OnceLock<Blocks>,
    galleries: Galleries,
}

impl Registry {
    /// Builds the nation: tens of milliseconds, a few mebibytes.
    pub fn new(spec: NationSpec) -> Result<Self, SpecError> {
        Ok(Self {
            nation: Nation::new(spec)?,
            unchanged: overlay::Overlay::default(),
            blocks: OnceLock::new(),
            galleries: Galleries::default(),
        })
    }

    /// What the nation was built from.
    pub fn spec(&self) -> &NationSpec {
        self.nation.spec()
    }

    /// The citizen with this number, if born by `as_of`, or the foreigner, if arrived by then.
    pub fn find(&self, number: &PersonalNumber, as_of: Date) -> Option<Summary> {
        self.holder(number)?.summary(&self.nation, as_of)
    }

    /// The values that the register holds on `as_of` among those wanted.
    pub fn values(
        &self,
        number: &PersonalNumber,
        as_of: Date,
        wanted: &[Attribute],
    ) -> BTreeMap<Attribute, Value> {
        self.holder(number).map(|holder| holder.values(&self.nation, as_of, wanted)).unwrap_or_default()
    }

    /// Citizens by number or description; see [`Search`].
    ///
    /// # Errors
    /// If the resume token is of another search.
    pub fn search(&self, search: &Search<'_>, as_of: Date, limit: usize) -> Result<Found, ResumeError> {
        search::search(&self.nation, self.blocks(), search, as_of, limit)
    }

    /// Foreigners who live in the country on a date, at most so many. Of ten of the tables one or so does.
    pub fn foreigners(&self, as_of: Date, limit: usize) -> Found {
        foreigner::residents(&self.nation, as_of, limit)
    }

    /// The organisation with a tax code, if founded by a date.
    ///
    /// # Errors
    /// If the text is no tax code: ten digits, of which the last checks the others.
    pub fn organisation(&self, tax_code: &str, as_of: Date) -> Result<Option<OrganisationView>, IdentError> {
        self.with(&self.unchanged).organisation(tax_code, as_of)
    }

    /// The organisations that a citizen represents on a date.
    pub fn organisations_represented(&self, number: &PersonalNumber, as_of: Date) -> Vec<OrganisationView> {
        self.with(&self.unchanged).organisations_represented(number, as_of)
    }

    /// Organisations at work on a date, in an order that is the same at every call; each costs some tens of microseconds.
    pub fn organisations(&self, as_of: Date) -> impl Iterator<Item = OrganisationView> {
        self.with(&self.unchanged).organisations(as_of)
    }

    /// Citizens by traits, in an order that is the same at every call, from where `resume` says.
    ///
    /// # Errors
    /// If nobody can have all the traits, or the token is of another search.
    pub fn by_traits(
        &self,
        traits: &Traits,
        as_of: Date,
        resume: Option<&str>,
        effort: Effort,
    ) -> Result<Found, TraitError> {
        traits::search(&self.nation, self.blocks(), traits, as_of, resume, effort)
    }

    /// The kinds of identifier by which [`Registry::search`] finds a citizen.
    pub fn identifier_kinds(&self) -> &'static [IdentifierKind] {
        identifier::KINDS
    }

    /// Whether a text has the shape of some kind of identifier.
    pub fn is_identifier(&self, text: &str) -> bool {
        identifier::is_identifier(text)
    }

    /// The identifiers that somebody has on a date, each with its kind.
    pub fn identifiers(
        &self,
        number: &PersonalNumber,
        as_of: Date,
    ) -> Vec<(&'static IdentifierKind, String)> {
        self.holder(number).map(|holder| holder.identifiers(&self.nation, as_of)).unwrap_or_default()
    }

    /// Code and name of the present province that a name, old or new, or a code means.
    pub fn province(&self, text: &str) -> Option<(String, &'static str)> {
        let place = traits::place(text, REFORM_DATE)?;
        let province = match place {
            Place::Present(province) => province,
            Place::Former(province) => province.merged(),
        };
        Some((province.digits(), province.name_since_reform()))
    }

    /// A few citizens that are worth picking on `as_of`, each for another reason.
    pub fn personas(&self, as_of: Date) -> Vec<Summary> {
        personas::personas(&self.nation, as_of)
    }

    /// The living people of a citizen's home on a date, the head first; none of a dead person, a foreigner or nobody.
    pub fn household(&self, number: &PersonalNumber, as_of: Date) -> Vec<HomeMember> {
        let citizen = self.holder(number).and_then(Holder::citizen);
        citizen.map(|person| profile::household(&self.nation, person, as_of)).unwrap_or_default()
    }

    /// The events of a life up to a date, in order; none before birth or, of a foreigner, arrival.
    pub fn timeline(&self, number: &PersonalNumber, as_of: Date) -> Vec<LifeEvent> {
        self.holder(number).map(|holder| holder.timeline(&self.nation, as_of)).unwrap_or_default()
    }

    /// Everybody of the [gallery](Gallery) as of a date. The first time a date is asked this takes a fraction of a second.
    pub fn gallery(&self, as_of: Date) -> Arc<Gallery> {
        self.galleries.of(&self.nation, self.blocks(), as_of)
    }

    /// All personas that a gallery looks for.
    pub fn gallery_table() -> &'static [Persona] {
        personas::table()
    }

    /// The register as a realm with these changes sees it.
    pub fn with<'a>(&'a self, overlay: &'a overlay::Overlay) -> overlay::View<'a> {
        overlay::View::new(&self.nation, overlay)
    }

    /// As [`Registry::search`], in a realm with changes.
    ///
    /// # Errors
    /// If the resume token is of another search.
    pub fn search_with(
        &self,
        overlay: &overlay::Overlay,
        search: &Search<'_>,
        as_of: Date,
        limit: usize,
    ) -> Result<Found, ResumeError> {
        let base = self.search(search, as_of, limit)?;
        Ok(self.with(overlay).search(base, search, as_of, limit))
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

    fn blocks(&self) -> &Blocks {
        self.blocks.get_or_init(|| Blocks::new(&self.nation))
    }

    fn holder(&self, number: &PersonalNumber) -> Option<Holder> {
        // A number that no nation can have names nobody.
        Holder::of(&self.nation, number.expose().parse::<IdNumber>().ok()?)
    }
}
