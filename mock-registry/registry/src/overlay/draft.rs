//! From what somebody asks for to the fact that is recorded: everybody concerned is named, and a new person gets a number.

use dinhdanh_population::{IdNumber, IdSpace, ProvinceCode};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::{
    Change, ChangeKind, CitizenEdit, CitizenEvent, Gender, MAX_CHANGES, NewCitizen, Newborn,
};
use jiff::civil::Date;

use super::{Overlay, Refused, View, check, id_of, real};

/// What somebody wants changed.
#[derive(Clone)]
pub enum Wish {
    /// Add a person.
    Create(Box<NewCitizen>),
    /// Set attributes from a day on.
    Edit(PersonalNumber, Date, Box<CitizenEdit>),
    /// Take a person out of the register from a day on.
    Remove(PersonalNumber, Date),
    /// Record what happened on a day.
    Event(PersonalNumber, Date, CitizenEvent),
}

/// Serials that are tried for a new person. A cell of the largest nation has nine free ones in ten.
const SERIALS_TRIED: u64 = 1_000;

impl View<'_> {
    /// The change that a wish comes to, and the overlay with it.
    ///
    /// # Errors
    /// If the register contradicts the wish, the data may be a real person's, or the overlay is full.
    pub fn decide(&self, wish: Wish) -> Result<(Change, Overlay), Refused> {
        check::room(self.overlay.len() + 1)?;
        let (personal_number, valid_from, change) = match wish {
            Wish::Create(new) => self.create(*new)?,
            Wish::Edit(number, day, edit) => (number, day, ChangeKind::Edited(edit)),
            Wish::Remove(number, day) => (number, day, ChangeKind::Removed),
            Wish::Event(number, day, event) => self.event(number, day, event)?,
        };
        let change = Change { id: self.overlay.last_id() + 1, personal_number, valid_from, change };
        real::check(self.nation, &change)?;
        let overlay = self.overlay.with(change.clone());
        check::after(&View::new(self.own, &overlay), &change)?;
        Ok((change, overlay))
    }

    fn event(
        &self,
        number: PersonalNumber,
        day: Date,
        event: CitizenEvent,
    ) -> Result<(PersonalNumber, Date, ChangeKind), Refused> {
        let change = match event {
            CitizenEvent::Marriage { spouse } => ChangeKind::Married { spouse },
            CitizenEvent::Divorce => ChangeKind::Divorced { spouse: self.present_spouse(&number, day)? },
            CitizenEvent::Death => ChangeKind::Died,
            CitizenEvent::Move(to) => ChangeKind::Moved(Box::new(to)),
            CitizenEvent::NameChange(name) => ChangeKind::NameChanged(Box::new(name)),
            CitizenEvent::Birth(child) => return self.birth(number, day, child),
            CitizenEvent::CardLost => ChangeKind::CardLost,
            CitizenEvent::CardIssued => ChangeKind::CardIssued,
            CitizenEvent::AccountOpened { level } => ChangeKind::AccountOpened { level },
            CitizenEvent::AccountLocked => ChangeKind::AccountLocked,
            CitizenEvent::AccountUnlocked => ChangeKind::AccountUnlocked,
        };
        Ok((number, day, change))
    }

    fn present_spouse(&self, number: &PersonalNumber, day: Date) -> Result<PersonalNumber, Refused> {
        let spouse = id_of(number).and_then(|number| self.spouse(number, super::view::eve(day)));
        spouse.and_then(personal).ok_or_else(|| {
            Refused::new(
                Reason::ChangeContradicts,
                format!("expected somebody who is married the day before `{day}`"),
            )
        })
    }

    fn birth(
        &self,
        mother: PersonalNumber,
        day: Date,
        child: Newborn,
    ) -> Result<(PersonalNumber, Date, ChangeKind), Refused> {
        self.create(NewCitizen {
            name: child.name,
            gender: child.gender,
            birthdate: day,
            mother: Some(mother),
            province: None,
            father: None,
            ethnicity: None,
            religion: None,
            household_of: None,
            permanent_address: None,
        })
    }

    fn create(&self, mut new: NewCitizen) -> Result<(PersonalNumber, Date, ChangeKind), Refused> {
        let born = new.birthdate;
        check::day(born)?;
        let mother = new.mother.as_ref().and_then(id_of);
        if new.household_of.is_none() && new.permanent_address.is_none() {
            new.household_of = new.mother.clone();
        }
        // As in the nation, what descends comes from the father if there is one.
        let parents = [self.father_of_new(&new), mother];
        let inherited = |of: fn(&Self, IdNumber, Date) -> Option<String>| {
            parents.into_iter().flatten().find_map(|parent| of(self, parent, born))
        };
        new.ethnicity = new.ethnicity.take().or_else(|| inherited(Self::ethnicity));
        new.religion = new.religion.take().or_else(|| inherited(Self::religion));
        let province = match (&new.province, mother) {
            (Some(digits), _) => digits.parse().map_err(|error: dinhdanh_population::IdentError| {
                Refused::new(Reason::ParameterInvalid, error.to_string())
            })?,
            (None, mother) => self.province(mother)?,
        };
        new.province = Some(province.digits());
        let number = self.free_number(province, new.gender, born)?;
        Ok((number, born, ChangeKind::Created(Box::new(new))))
    }

    /// The province of the mother's registration, or the first.
    fn province(&self, mother: Option<IdNumber>) -> Result<ProvinceCode, Refused> {
        let of_mother = mother.and_then(|mother| mother.digits().get(1..3)?.parse().ok());
        let first = || ProvinceCode::all().next();
        of_mother.or_else(first).ok_or_else(|| Refused::new(Reason::ParameterMissing, "expected `province`"))
    }

    /// A number that nobody has: the nation never uses it, because its serial belongs to a rank beyond the people of its cell.
    fn free_number(
        &self,
        province: ProvinceCode,
        gender: Gender,
        born: Date,
    ) -> Result<PersonalNumber, Refused> {
        let head = number_head(self.nation.spec().id_space, &province, gender, born);
        // By the id as well, which is never given again: who was added and undone has left tokens and lines in the log.
        let serials = self.nation.stream("overlay.serial").child(head.parse().unwrap_or_default());
        let serials = serials.child(self.overlay.last_id());
        let mut candidates = (0..SERIALS_TRIED).map(|n| format!("{head}{:06}", serials.word(n) % 1_000_000));
        let free = candidates.find_map(|digits| {
            let number: IdNumber = digits.parse().ok()?;
            let taken = self.base(number).is_some() || self.overlay.created(number).is_some();
            if taken { None } else { PersonalNumber::parse(&digits).ok() }
        });
        free.ok_or_else(|| {
            let detail = format!("expected a free number of that province, sex and year, got none in {SERIALS_TRIED}; a realm keeps {MAX_CHANGES} changes");
            Refused::new(Reason::OverlayFull, detail)
        })
    }
}

/// The first six digits of a number: province, century and sex, year (Decree 137/2015/ND-CP, article 13).
pub(super) fn number_head(space: IdSpace, province: &ProvinceCode, gender: Gender, born: Date) -> String {
    let first = if space == IdSpace::Reserved { '9' } else { '0' };
    let century = (born.year() - 1900) / 100 * 2 + i16::from(gender == Gender::Female);
    format!("{first}{}{century}{:02}", province.digits(), born.year() % 100)
}

fn personal(number: IdNumber) -> Option<PersonalNumber> {
    PersonalNumber::parse(&number.digits()).ok()
}
