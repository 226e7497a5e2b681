//! The population registry as the gateway's domain and pages see it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use dinhdanh_core::Refusal;
use dinhdanh_core::oidc::login::may_log_in;
use dinhdanh_core::registry::{Account, Citizen, Registry};
use dinhdanh_protocol::organisation::OrganisationView;
use dinhdanh_protocol::overlay::{Change, OverlayFile};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::overlay::{Overlay, RealmEvents, Refused, Wish};
use dinhdanh_registry::{BornError, EventsError, IdentError, Kinds, NationSpec, Search, SpecError, Summary};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;

use crate::pages::{CitizenCard, Province, SearchOutcome};

/// How many people a search shows.
const SHOWN: usize = 20;

/// The date in Vietnam at an instant.
pub(crate) fn vietnam_date(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::fixed(Offset::constant(7))).date()
}

/// The registry behind this gateway.
pub(crate) struct Population {
    registry: dinhdanh_registry::Registry,
    /// Personas of the last date asked: finding them takes a look at thousands of people.
    personas: Mutex<Option<(Date, Vec<Summary>)>>,
}

impl Population {
    pub(crate) fn new(spec: NationSpec) -> Result<Self, SpecError> {
        Ok(Self { registry: dinhdanh_registry::Registry::new(spec)?, personas: Mutex::new(None) })
    }

    pub(crate) fn spec(&self) -> &NationSpec {
        self.registry.spec()
    }

    /// The provinces of today, for the search form.
    pub(crate) fn provinces(&self) -> Vec<Province> {
        let provinces = self.registry.provinces();
        provinces.map(|(code, name)| Province { code, name: name.to_owned() }).collect()
    }

    /// The register as a realm with these changes sees it.
    pub(crate) fn register(&self, overlay: Option<Arc<Overlay>>) -> Register<'_> {
        Register { population: self, overlay }
    }

    /// The change that a wish comes to over these changes, and the changes with it.
    pub(crate) fn decide(&self, overlay: &Overlay, wish: Wish) -> Result<(Change, Overlay), Refusal> {
        self.registry.with(overlay).decide(wish).map_err(refusal)
    }

    /// The change with this id, and the changes without it.
    pub(crate) fn undo(&self, overlay: &Overlay, id: u64) -> Result<(Change, Overlay), Refusal> {
        self.registry.with(overlay).undo(id).map_err(refusal)
    }

    pub(crate) fn export(&self, overlay: Option<&Overlay>) -> OverlayFile {
        self.registry.export(overlay.unwrap_or(&Overlay::default()))
    }

    pub(crate) fn import(&self, file: OverlayFile) -> Result<Overlay, Refusal> {
        self.registry.import(file).map_err(refusal)
    }

    /// Citizens of the nation worth picking on `today`, each for another reason.
    fn personas(&self, today: Date) -> Vec<Summary> {
        let mut kept = self.personas.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((date, personas)) if *date == today => personas.clone(),
            _ => {
                let personas = self.registry.personas(today);
                *kept = Some((today, personas.clone()));
                personas
            }
        }
    }
}

fn refusal(refused: Refused) -> Refusal {
    Refusal::new(refused.reason, refused.detail)
}

/// The register of a realm: the nation with the realm's changes. Everybody who reads about citizens reads here.
pub(crate) struct Register<'a> {
    population: &'a Population,
    overlay: Option<Arc<Overlay>>,
}

impl Register<'_> {
    fn find(&self, number: &PersonalNumber, as_of: Date) -> Option<Summary> {
        let registry = &self.population.registry;
        match &self.overlay {
            None => registry.find(number, as_of),
            Some(overlay) => registry.with(overlay).find(number, as_of),
        }
    }

    /// Citizens worth picking on `today`, each for another reason; those that were added last.
    pub(crate) fn persona_summaries(&self, today: Date) -> Vec<Summary> {
        let of_nation = self.population.personas(today);
        match &self.overlay {
            None => of_nation,
            Some(overlay) => self.population.registry.with(overlay).personas(&of_nation, today),
        }
    }

    pub(crate) fn personas(&self, today: Date) -> Vec<CitizenCard> {
        self.persona_summaries(today).into_iter().map(card).collect()
    }

    /// What happened on a day to those registered in a province; see the registry.
    pub(crate) fn events_of_day(
        &self,
        province: &str,
        on: Date,
        kinds: &Kinds,
    ) -> Result<RealmEvents, EventsError> {
        let changes = self.overlay.clone().unwrap_or_default();
        self.population.registry.events_of_day_with(&changes, province, on, kinds)
    }

    /// What happened within a period to those of a list; see the registry.
    pub(crate) fn events_of(
        &self,
        numbers: &[PersonalNumber],
        from: Date,
        until: Date,
        kinds: &Kinds,
    ) -> Result<RealmEvents, EventsError> {
        let changes = self.overlay.clone().unwrap_or_default();
        self.population.registry.events_of_with(&changes, numbers, from, until, kinds)
    }

    /// The organisation with a tax code, if founded by a date.
    pub(crate) fn organisation(
        &self,
        tax_code: &str,
        as_of: Date,
    ) -> Result<Option<OrganisationView>, IdentError> {
        let changes = self.overlay.clone().unwrap_or_default();
        self.population.registry.with(&changes).organisation(tax_code, as_of)
    }

    /// Those that a citizen represents on a date; without one, some that are at work.
    pub(crate) fn organisations(
        &self,
        representative: Option<&PersonalNumber>,
        as_of: Date,
        limit: usize,
    ) -> Vec<OrganisationView> {
        let changes = self.overlay.clone().unwrap_or_default();
        let view = self.population.registry.with(&changes);
        match representative {
            Some(number) => view.organisations_represented(number, as_of),
            None => view.organisations(as_of).take(limit).collect(),
        }
    }

    /// What a search form finds; `None` if nothing was typed. The date of birth is written as anybody would: a day, month, year or
    /// period.
    ///
    /// # Errors
    /// If the date is none.
    pub(crate) fn search(
        &self,
        name: &str,
        birthdate: &str,
        province: &str,
        today: Date,
    ) -> Result<Option<SearchOutcome>, BornError> {
        let [name, birthdate] = [name, birthdate].map(str::trim);
        if name.is_empty() && birthdate.is_empty() && province.is_empty() {
            return Ok(None);
        }
        let search = Search {
            name,
            born: Some(birthdate).filter(|typed| !typed.is_empty()).map(str::parse).transpose()?,
            province: Some(province).filter(|p| !p.is_empty()),
            resume: None,
        };
        let registry = &self.population.registry;
        let found = match &self.overlay {
            None => registry.search(&search, today, SHOWN),
            Some(overlay) => registry.search_with(overlay, &search, today, SHOWN),
        };
        // Only a token is ever refused, and a form has none.
        let mut found = found.unwrap_or_default();
        // Who can log in comes first.
        found.people.sort_by_key(|person| may_log_in(&citizen(person)).is_err());
        Ok(Some(SearchOutcome {
            results: found.people.into_iter().map(card).collect(),
            looked_at: found.looked_at,
            complete: found.exhausted,
        }))
    }
}

fn account(summary: &Summary) -> Account {
    match summary.account {
        None => Account::None,
        Some(account) if account.locked => Account::Locked,
        Some(account) => Account::Active(account.level),
    }
}

fn citizen(summary: &Summary) -> Citizen {
    Citizen {
        number: summary.number.clone(),
        name: summary.name.clone(),
        account: account(summary),
        died_on: summary.died_on,
    }
}

fn card(summary: Summary) -> CitizenCard {
    let can_log_in = may_log_in(&citizen(&summary)).map(|_| ()).map_err(|refusal| refusal.reason);
    CitizenCard {
        can_log_in,
        account_level: summary.account.map(|account| account.level),
        // The card shows the account by itself.
        traits: summary
            .traits
            .iter()
            .filter(|t| !t.starts_with("level-") && **t != "no-account")
            .map(|t| (*t).to_owned())
            .collect(),
        personal_number: summary.number,
        name: summary.name,
        birthdate: summary.birthdate,
        age: summary.age,
        female: summary.female,
        place: summary.place,
    }
}

impl Registry for Register<'_> {
    fn citizen(&self, number: &PersonalNumber, as_of: Date) -> Option<Citizen> {
        self.find(number, as_of).as_ref().map(citizen)
    }

    fn attributes(
        &self,
        number: &PersonalNumber,
        as_of: Date,
        wanted: &[Attribute],
    ) -> BTreeMap<Attribute, Value> {
        let registry = &self.population.registry;
        match &self.overlay {
            None => registry.values(number, as_of, wanted),
            Some(overlay) => registry.with(overlay).values(number, as_of, wanted),
        }
    }
}
