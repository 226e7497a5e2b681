//! Finding people with the changes: those that changed first, then the nation's, each as the realm sees them.

use dinhdanh_population::{IdNumber, ProvinceCode, Sex};
use dinhdanh_protocol::PersonalNumber;
use jiff::civil::Date;

use super::{View, id_of};
use crate::holder::Holder;
use crate::name::Sought;
use crate::search::{Found, Search, fits_province};
use crate::summary::{EidAccount, Facts, Summary, age, traits};

/// How many of the people added stand among those worth picking.
const ADDED_SHOWN: usize = 20;

impl View<'_> {
    /// The citizen with this number, if the register has one on `as_of`.
    pub fn find(&self, number: &PersonalNumber, as_of: Date) -> Option<Summary> {
        self.summary(id_of(number)?, as_of)
    }

    /// What the nation's answer to a search becomes with the changes.
    pub(crate) fn search(&self, base: Found, wanted: &Search<'_>, as_of: Date, limit: usize) -> Found {
        if let Ok(number) = wanted.name.trim().parse::<IdNumber>() {
            let people = self.summary(number, as_of).into_iter().collect();
            return Found { people, looked_at: 1, exhausted: true, ..base };
        }
        let sought = Sought::new(wanted.name);
        let mut changed: Vec<IdNumber> = self.overlay.by_person.keys().copied().collect();
        changed.sort_unstable();
        // Whoever changed stands on the first page.
        let first = wanted.resume.is_none();
        let fitting = changed.iter().filter(|number| first && self.fits(**number, wanted, &sought, as_of));
        let mut people: Vec<Summary> = fitting.filter_map(|number| self.summary(*number, as_of)).collect();
        let is_changed = |person: &Summary| {
            id_of(&person.number).is_some_and(|id| self.overlay.by_person.contains_key(&id))
        };
        let unchanged = base.people.iter().filter(|person| !is_changed(person));
        people.extend(unchanged.filter_map(|person| self.find(&person.number, as_of)));
        let exhausted = base.exhausted && people.len() <= limit;
        people.truncate(limit);
        Found { people, looked_at: base.looked_at + changed.len() as u64, exhausted, ..base }
    }

    /// The nation's personas as the realm sees them, then people who were added.
    pub fn personas(&self, of_nation: &[Summary], as_of: Date) -> Vec<Summary> {
        let nation = of_nation.iter().filter_map(|person| self.find(&person.number, as_of));
        let added =
            self.overlay.movers.iter().copied().filter(|number| self.overlay.created(*number).is_some());
        nation.chain(added.filter_map(|number| self.summary(number, as_of)).take(ADDED_SHOWN)).collect()
    }

    fn fits(&self, number: IdNumber, wanted: &Search<'_>, sought: &Sought, as_of: Date) -> bool {
        let province = number.digits().get(1..3).and_then(|digits| digits.parse::<ProvinceCode>().ok());
        let born = self.born(number);
        // A search by date of birth finds the dead, one without does not: as in the nation.
        (wanted.born.is_some_and(|wanted| wanted.day().is_some()) || self.alive(number, as_of))
            && wanted
                .born
                .is_none_or(|wanted| born.is_some_and(|born| (wanted.from..=wanted.to).contains(&born)))
            && province.is_some_and(|province| fits_province(province, wanted.province))
            && self.name(number, as_of).is_some_and(|name| sought.fit(&name.full()).is_some())
    }

    fn summary(&self, number: IdNumber, as_of: Date) -> Option<Summary> {
        // No change is about a foreigner.
        if let Some(foreigner) = self.nation.foreigner_by_number(number) {
            return Holder::Foreigner(foreigner).summary(self.nation, as_of);
        }
        if !self.exists(number, as_of) {
            return None;
        }
        let birthdate = self.birth_date(number)?;
        let died_on = self.died(number).filter(|died| *died <= as_of);
        let age = age(birthdate.day(), died_on.unwrap_or(as_of));
        let account = self.account(number, as_of).map(|a| EidAccount { level: a.level, locked: a.locked });
        let address = self.address(number, as_of)?;
        let traits = traits(&Facts {
            age,
            marital: self.marital_status(number, as_of),
            parent: !self.children(number, as_of).is_empty(),
            minority: self.ethnicity(number, as_of).is_some_and(|group| group != "Kinh"),
            account,
            dead: died_on.is_some(),
        });
        Some(Summary {
            number: PersonalNumber::parse(&number.digits()).ok()?,
            name: self.name(number, as_of)?.full(),
            birthdate,
            age,
            female: self.sex(number)? == Sex::Female,
            place: format!("{}, {}", address.commune.name, address.province.name),
            account,
            died_on,
            traits,
        })
    }
}
