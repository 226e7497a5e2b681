//! The register as a realm sees it: the changes first, else the nation.

use dinhdanh_population::{BirthDate, IdNumber, Nation, Person, Sex};
use dinhdanh_protocol::overlay::{Change, ChangeKind, CitizenEdit, CitizenName, Gender};
use jiff::ToSpan;
use jiff::civil::Date;

use super::Overlay;

/// A nation with a realm's changes.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// As it is without the changes.
    pub(super) own: &'a Nation,
    /// With the recorded deaths.
    pub(crate) nation: &'a Nation,
    pub(super) overlay: &'a Overlay,
}

impl<'a> View<'a> {
    pub(crate) fn new(nation: &'a Nation, overlay: &'a Overlay) -> Self {
        Self { own: nation, nation: overlay.over(nation), overlay }
    }

    /// The person in the nation; none of those who were added.
    pub(super) fn base(&self, number: IdNumber) -> Option<Person> {
        self.nation.lookup(number)
    }

    pub(super) fn born(&self, number: IdNumber) -> Option<Date> {
        let base = || Some(self.nation.date_of_birth(self.base(number)?));
        self.overlay.created(number).map(|new| new.birthdate).or_else(base)
    }

    /// The same as the register has it.
    pub(super) fn birth_date(&self, number: IdNumber) -> Option<BirthDate> {
        let base = || Some(self.nation.birth_date(self.base(number)?));
        self.overlay.created(number).map(|new| BirthDate::Day(new.birthdate)).or_else(base)
    }

    pub(super) fn sex(&self, number: IdNumber) -> Option<Sex> {
        let created = self.overlay.created(number).map(|new| match new.gender {
            Gender::Male => Sex::Male,
            Gender::Female => Sex::Female,
        });
        created.or_else(|| Some(self.nation.sex(self.base(number)?)))
    }

    /// The recorded death.
    pub(super) fn recorded_death(&self, number: IdNumber) -> Option<&'a Change> {
        let overlay: &'a Overlay = self.overlay;
        overlay.about(number).find(|change| matches!(change.change, ChangeKind::Died))
    }

    /// Day of death, past or to come; none of those who were added and live.
    pub(super) fn died(&self, number: IdNumber) -> Option<Date> {
        match self.base(number) {
            Some(person) => Some(self.nation.date_of_death(person)),
            None => self.recorded_death(number).map(|change| change.valid_from),
        }
    }

    /// Whether the register knows somebody on a day: born by then, and not removed.
    pub(crate) fn exists(&self, number: IdNumber, day: Date) -> bool {
        let removed = || self.removed(number).is_some_and(|removed| removed <= day);
        self.born(number).is_some_and(|born| born <= day) && !removed() && !self.unborn(number)
    }

    /// The day from which somebody is no longer in the register.
    pub(super) fn removed(&self, number: IdNumber) -> Option<Date> {
        let mut about = self.overlay.about(number);
        about.find(|change| matches!(change.change, ChangeKind::Removed)).map(|change| change.valid_from)
    }

    /// Whether somebody whom the nation has was never born, because the mother died before.
    pub(super) fn unborn(&self, number: IdNumber) -> bool {
        self.base(number).is_some_and(|person| self.nation.is_never_born(person))
    }

    pub(super) fn alive(&self, number: IdNumber, day: Date) -> bool {
        self.exists(number, day) && self.died(number).is_none_or(|died| day < died)
    }

    /// The day itself, or the last one of life if that is earlier. Whoever dies on the day of birth has lived on it.
    pub(super) fn day_of_life(&self, number: IdNumber, day: Date) -> Date {
        let last = self.died(number).map_or(day, |died| day.min(eve(died)));
        self.born(number).map_or(last, |born| last.max(born))
    }

    /// The last value that an edit has set by a day.
    pub(super) fn edited<T>(
        &self,
        number: IdNumber,
        day: Date,
        of: impl Fn(&'a CitizenEdit) -> Option<&'a T>,
    ) -> Option<&'a T> {
        let overlay: &'a Overlay = self.overlay;
        overlay.about(number).rev().filter(|change| change.valid_from <= day).find_map(|change| match &change
            .change
        {
            ChangeKind::Edited(edit) => of(edit),
            _ => None,
        })
    }

    /// The name on a day.
    pub(crate) fn name(&self, number: IdNumber, day: Date) -> Option<CitizenName> {
        self.new_name(number, day).or_else(|| {
            let name = self.nation.name_on(self.base(number)?, day);
            Some(CitizenName {
                family_name: name.surname.to_owned(),
                middle_name: name.middle.to_owned(),
                given_name: name.given.to_owned(),
            })
        })
    }

    /// The name that a change has given by a day.
    fn new_name(&self, number: IdNumber, day: Date) -> Option<CitizenName> {
        let given = self.overlay.about(number).rev().filter(|change| change.valid_from <= day);
        let mut names = given.filter_map(|change| match &change.change {
            ChangeKind::Edited(edit) => edit.name.as_ref(),
            ChangeKind::NameChanged(name) => Some(&**name),
            ChangeKind::Created(new) => Some(&new.name),
            _ => None,
        });
        names.next().cloned()
    }
}

/// The day before.
pub(super) fn eve(day: Date) -> Date {
    day.saturating_sub(1.day())
}
