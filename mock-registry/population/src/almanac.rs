//! Everything that happens on one day to the people of one province, found without looking at everybody.
//!
//! For each chapter of a life there is a rule that names the few people to whom something of it may happen that day: those who
//! have a [beat](crate::calendar) on it, those with a certain birthday, the dying and their families. Then the chapter itself
//! is asked. A rule that names too many costs time; one that names too few is a defect, which a test finds by looking at
//! everybody.

mod activity;
mod family;
mod papers;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::calendar::Beat;
use crate::cell::{Cell, Place};
use crate::data::provinces;
use crate::day::Day;
use crate::events::{Chapter, Event, EventKind};
use crate::ident::ProvinceCode;
use crate::nation::{Nation, Person};
use crate::terms::Sex;

/// Ages that anybody can have.
const ANY: RangeInclusive<i32> = 0..=112;
/// Ages at which people hold papers, phones and jobs of their own.
const GROWN: RangeInclusive<i32> = 14..=112;
/// A day in a province, with what several rules go by.
struct Search<'a> {
    nation: &'a Nation,
    province: usize,
    day: Day,
    newborn: Vec<Person>,
    dying: Vec<Person>,
    /// Wives and husbands of couples that wed or divorce.
    couples: Vec<(Place, Place)>,
}

impl Nation {
    /// All events of a day of the people whose birth was registered in a province, in order of their indexes. Time in
    /// proportion to the people of the province: a tenth of a second for a million.
    ///
    /// The reform of 1 July 2025, which happens to everybody, is not among them; nor is, in a nation with recorded deaths, such a
    /// death and what it makes of the family on its day.
    pub fn events_of_day(&self, province: ProvinceCode, date: Date) -> Vec<(Person, Event)> {
        let Some(province) = provinces().index(province.0) else { return Vec::new() };
        let search = Search::new(self, province, date.into());
        let mut found: Vec<(Person, EventKind)> = Vec::new();
        found.extend(search.newborn.iter().map(|person| (*person, EventKind::Birth)));
        found.extend(search.dying.iter().map(|person| (*person, EventKind::Death)));
        for (candidates, chapter) in Search::RULES {
            for person in candidates(&search).into_iter().collect::<BTreeSet<Person>>() {
                let life = self.lifetime(person);
                // Beats go on before birth and after death.
                if life.birth < search.day && search.day < life.death {
                    let told = life.read(self, chapter).filter(|(day, _)| *day == search.day);
                    found.extend(told.map(|(_, kind)| (person, kind)));
                }
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(person, kind)| (person, Event { date, kind })).collect()
    }
}

/// Who may have something of a chapter on a day, and the chapter.
type Rule<S> = (fn(&S) -> Vec<Person>, Chapter);

impl<'a> Search<'a> {
    const RULES: [Rule<Self>; 13] = [
        (Self::cards, Nation::card_events),
        (Self::accounts, Nation::account_events),
        (Self::passports, Nation::passport_events),
        (Self::phones, Nation::phone_events),
        (Self::spouses, Nation::marriage_events),
        (Self::parents, Nation::child_events),
        (Self::movers, Nation::move_events),
        (Self::stays, Nation::stay_events),
        (Self::careers, Nation::career_events),
        (Self::absences, Nation::absence_events),
        (Self::representation, Nation::representation_events),
        (Self::renamed, Nation::name_events),
        (Self::relatives, Nation::relative_events),
    ];

    fn new(nation: &'a Nation, province: usize, day: Day) -> Search<'a> {
        let mut search =
            Search { nation, province, day, newborn: Vec::new(), dying: Vec::new(), couples: Vec::new() };
        search.newborn = search.born(day);
        search.dying = search.dying();
        search.couples = search.couples();
        search
    }

    /// The cells of the people who reach one of these ages in the calendar year of a day.
    fn cells(&self, ages: RangeInclusive<i32>, day: Day) -> impl Iterator<Item = Cell> + use<> {
        let (province, year) = (self.province, day.year());
        ages.flat_map(move |age| {
            [Sex::Male, Sex::Female].into_iter().filter_map(move |sex| Cell::new(province, sex, year - age))
        })
    }

    /// Cells and places in them with a beat on a day.
    fn beating(
        &self,
        beat: Beat,
        ages: RangeInclusive<i32>,
        day: Day,
    ) -> impl Iterator<Item = (Cell, u32)> + use<'a> {
        let nation = self.nation;
        self.cells(ages, day).flat_map(move |cell| nation.beats(beat, cell).on(day).map(move |at| (cell, at)))
    }

    /// People with a beat on a day, where the beat is by rank.
    fn ranked(
        &self,
        beat: Beat,
        ages: RangeInclusive<i32>,
        day: Day,
    ) -> impl Iterator<Item = Person> + use<'a> {
        self.beating(beat, ages, day).map(|(cell, rank)| Person { cell, rank })
    }

    /// The same, where it is by seat.
    fn seated(
        &self,
        beat: Beat,
        ages: RangeInclusive<i32>,
        day: Day,
    ) -> impl Iterator<Item = Place> + use<'a> {
        self.beating(beat, ages, day).map(|(cell, seat)| Place { cell, seat })
    }

    fn person(&self, place: Place) -> Person {
        self.nation.person(place)
    }

    fn born(&self, day: Day) -> Vec<Person> {
        let province = ProvinceCode(provinces().all()[self.province].code);
        [Sex::Male, Sex::Female]
            .into_iter()
            .flat_map(|sex| self.nation.born_on(province, sex, day.into()))
            .collect()
    }

    /// Those for whom the day is `days` after a birthday of an age.
    fn birthdays(&self, age: i32, days: i32) -> Vec<Person> {
        years_before(self.day.plus(-days), age).flat_map(|birth| self.born(birth)).collect()
    }

    fn dying(&self) -> Vec<Person> {
        let Search { nation, day, .. } = *self;
        let cells = self.cells(ANY, day);
        let places = cells.flat_map(|cell| nation.dying_in(cell, day.year()));
        places
            .filter_map(|place| {
                let person = nation.person(place);
                (nation.death_day(person, place) == day).then_some(person)
            })
            .collect()
    }

    fn couples(&self) -> Vec<(Place, Place)> {
        let day = self.day;
        let husbands = [Beat::Wedding, Beat::Remarriage, Beat::Divorce]
            .into_iter()
            .flat_map(|beat| self.seated(beat, GROWN, day))
            .filter(|husband| husband.cell.sex() == Sex::Male);
        let today = husbands.flat_map(|husband| {
            let weddings = self.nation.weddings(husband);
            weddings.filter(move |wed| wed.wedding == day || wed.divorce == Some(day))
        });
        today.map(|wed| (wed.couple.wife, wed.couple.husband)).collect()
    }
}

/// The days that are a day when so many years are added: none, one, or 28 February's successor twice.
fn years_before(day: Day, years: i32) -> impl Iterator<Item = Day> {
    let about = day.plus_years(-years);
    (-1..=1).map(move |off| about.plus(off)).filter(move |before| before.plus_years(years) == day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_of_march_has_two_days_years_before() {
        let before = |day, years| years_before(day, years).map(Day::ymd).collect::<Vec<_>>();
        assert_eq!(before(Day::new(2026, 5, 3), 14), [(2012, 5, 3)]);
        assert_eq!(before(Day::new(2026, 3, 1), 14), [(2012, 2, 29), (2012, 3, 1)]);
        assert_eq!(before(Day::new(2024, 2, 29), 14), []);
        assert_eq!(before(Day::new(2024, 2, 29), 20), [(2004, 2, 29)]);
    }
}
