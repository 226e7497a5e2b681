//! What somebody changed: people added, edited and removed, and events that the nation does not know of.
//!
//! A change is a dated fact about named people and is never rewritten. Who is whose spouse, child or fellow resident on a day is
//! computed from the nation and the facts of the people concerned, so that two records cannot disagree.

mod acts;
mod check;
mod draft;
mod events;
mod family;
pub(crate) mod file;
mod guardian;
mod home;
mod kin;
mod life;
mod papers;
mod reach;
mod real;
mod relation;
mod search;
mod telling;
mod undo;
mod values;
mod view;

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::sync::{Arc, OnceLock};

use dinhdanh_population::{IdNumber, Nation, Person};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::{Change, ChangeKind, NewCitizen};
pub use draft::Wish;
pub use events::RealmEvents;
use jiff::civil::Date;
pub use view::View;

/// First and last day.
type Period = RangeInclusive<Date>;

/// Why a change or a file is not accepted. The detail never quotes a number or a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", reason.code())]
pub struct Refused {
    /// The catalogue row.
    pub reason: Reason,
    /// Expected and got.
    pub detail: String,
}

impl Refused {
    fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }
}

/// The changes of a realm, found by the people they name. Cloning costs a few nanoseconds per change.
///
/// The changes are about one nation's people: an overlay is always laid over the same.
#[derive(Clone, Default)]
pub struct Overlay {
    /// In the order of their ids.
    changes: Vec<Arc<Change>>,
    /// Every change that names a person, in order of date and id.
    by_person: HashMap<IdNumber, Vec<Arc<Change>>>,
    /// People of a household that the nation does not know of, each once.
    movers: Vec<IdNumber>,
    /// The nation with the deaths among the changes, if there are any; made when somebody first looks.
    amended: OnceLock<Option<Nation>>,
    /// Whose events may be others than the nation's; found when somebody first lists a day.
    reached: OnceLock<HashSet<IdNumber>>,
    /// The last id that was given, perhaps to a change that was undone since.
    last_id: u64,
    /// Who was given a mobile number first.
    phones: HashMap<String, IdNumber>,
}

impl Overlay {
    /// The overlay of these changes, in the order of their ids.
    pub fn new(changes: impl IntoIterator<Item = Change>) -> Self {
        let mut overlay = Self::default();
        changes.into_iter().for_each(|change| overlay.push(change));
        overlay
    }

    /// The same changes, where ids up to this one have been given: none is given twice.
    #[must_use]
    pub fn counting_from(mut self, id: u64) -> Self {
        self.last_id = self.last_id.max(id);
        self
    }

    /// With one more change.
    fn with(&self, change: Change) -> Self {
        let mut overlay = self.clone();
        overlay.push(change);
        overlay
    }

    fn push(&mut self, change: Change) {
        self.reached = OnceLock::new();
        let change = Arc::new(change);
        for number in change.named().into_iter().filter_map(id_of) {
            let own = self.by_person.entry(number).or_default();
            // A file may name somebody twice in one change.
            if own.iter().any(|known| known.id == change.id) {
                continue;
            }
            let at = own.partition_point(|known| when(known) < when(&change));
            own.insert(at, change.clone());
            if moves(&change, number) && !self.movers.contains(&number) {
                self.movers.push(number);
            }
        }
        if matches!(change.change, ChangeKind::Died) {
            self.amended = OnceLock::new();
        }
        if let ChangeKind::Edited(edit) = &change.change
            && let Some(phone) = &edit.phone_number
            && let Some(number) = id_of(&change.personal_number)
        {
            self.phones.entry(phone.clone()).or_insert(number);
        }
        self.last_id = self.last_id.max(change.id);
        self.changes.push(change);
    }

    /// The nation in which whoever dies by a change dies.
    fn over<'a>(&'a self, nation: &'a Nation) -> &'a Nation {
        let amended = self.amended.get_or_init(|| {
            let deaths = self.changes.iter().filter(|change| matches!(change.change, ChangeKind::Died));
            let deaths: Vec<(Person, Date)> = deaths
                .filter_map(|change| {
                    Some((nation.lookup(id_of(&change.personal_number)?)?, change.valid_from))
                })
                .collect();
            (!deaths.is_empty()).then(|| nation.amended(deaths))
        });
        amended.as_ref().unwrap_or(nation)
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many changes there are.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Every change in the order of their ids.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().map(Arc::as_ref)
    }

    /// Every change that names a person, in order of date and id.
    pub fn of(&self, number: &PersonalNumber) -> impl Iterator<Item = &Change> {
        id_of(number).into_iter().flat_map(|number| self.naming(number))
    }

    fn naming(&self, number: IdNumber) -> impl DoubleEndedIterator<Item = &Change> + use<'_> {
        self.by_person.get(&number).into_iter().flatten().map(Arc::as_ref)
    }

    /// The changes about a person, in order of date and id.
    fn about(&self, number: IdNumber) -> impl DoubleEndedIterator<Item = &Change> + use<'_> {
        self.naming(number).filter(move |change| is_about(change, number))
    }

    fn created(&self, number: IdNumber) -> Option<&NewCitizen> {
        self.about(number).find_map(|change| match &change.change {
            ChangeKind::Created(new) => Some(&**new),
            _ => None,
        })
    }

    fn change(&self, id: u64) -> Option<&Change> {
        let at = self.changes.binary_search_by_key(&id, |change| change.id).ok()?;
        self.changes.get(at).map(Arc::as_ref)
    }

    /// The last id that was given to a change, undone or not; 0 if none was.
    pub fn last_id(&self) -> u64 {
        self.last_id
    }
}

/// Where a change stands among those of a person.
fn when(change: &Change) -> (Date, u64) {
    (change.valid_from, change.id)
}

/// Whether it is somebody about whom a change is, and not one whom it names besides.
fn is_about(change: &Change, number: IdNumber) -> bool {
    id_of(&change.personal_number) == Some(number)
}

/// Whether a change puts a person it names into a household.
fn moves(change: &Change, number: IdNumber) -> bool {
    let about = is_about(change, number);
    match &change.change {
        ChangeKind::Created(_) => about,
        ChangeKind::Moved(to) => about || to.with.iter().any(|other| id_of(other) == Some(number)),
        _ => false,
    }
}

/// The same number in the nation's type: twelve digits always are one.
fn id_of(number: &PersonalNumber) -> Option<IdNumber> {
    number.expose().parse().ok()
}
