//! Everything that happens on one day to the people of one province, found without looking at everybody.
//!
//! For each chapter of a life there is a rule that names the few people to whom something of it may happen that day: those who
//! have a [beat](crate::calendar) on it, those with a certain birthday, the dying and their families. Then the chapter itself
//! is asked. A rule that names too many costs time; one that names too few is a defect, which a test finds by looking at
//! everybody.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::calendar::Beat;
use crate::cell::{Cell, Place};
use crate::data::provinces;
use crate::day::Day;
use crate::events::{Chapter, Event, EventKind};
use crate::home::{Home, STAYS};
use crate::ident::ProvinceCode;
use crate::nation::{Nation, Person};
use crate::occupation::births_retiring_on;
use crate::papers::{ABSENCES, DECLARATIONS, LAST_PAPER_ISSUE, LOCKS, RENEWAL_AGES, WAITS};
use crate::terms::Sex;

/// Ages that anybody can have.
const ANY: RangeInclusive<i32> = 0..=112;
/// Ages at which people hold papers, phones and jobs of their own.
const GROWN: RangeInclusive<i32> = 14..=112;
/// Accounts came with the chip card and some years' delay; since the first day only those up to the age of [`YOUNG`] open one, and
/// since the second none of the others is raised to level 2.
const ACCOUNTS_SPREAD: Day = Day::new(2025, 9, 1);
const LEVELS_SPREAD: Day = Day::new(2027, 6, 1);
const YOUNG: i32 = 20;

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
    /// The reform of 1 July 2025, which happens to everybody, is not among them.
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

    /// People with a beat on a day, where the beat is by rank.
    fn ranked(
        &self,
        beat: Beat,
        ages: RangeInclusive<i32>,
        day: Day,
    ) -> impl Iterator<Item = Person> + use<'a> {
        let nation = self.nation;
        self.cells(ages, day)
            .flat_map(move |cell| nation.beats(beat, cell).on(day).map(move |rank| Person { cell, rank }))
    }

    /// The same, where it is by seat.
    fn seated(
        &self,
        beat: Beat,
        ages: RangeInclusive<i32>,
        day: Day,
    ) -> impl Iterator<Item = Place> + use<'_> {
        let nation = self.nation;
        self.cells(ages, day)
            .flat_map(move |cell| nation.beats(beat, cell).on(day).map(move |seat| Place { cell, seat }))
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

    fn cards(&self) -> Vec<Person> {
        let day = self.day;
        let mut found = self.issues();
        // Papers of nine digits, and the end of those issued fifteen years ago.
        for day in std::iter::once(day).chain(years_before(day.plus(-1), 15)) {
            if day < LAST_PAPER_ISSUE {
                found.extend(self.ranked(Beat::Paper, GROWN, day));
                found.extend(self.ranked(Beat::PaperAgain, GROWN, day));
            }
        }
        for wait in std::iter::once(0).chain(WAITS) {
            found.extend(self.ranked(Beat::Loss, ANY, day.plus(-wait)));
        }
        found
    }

    /// Those whose card with a chip is issued or runs out.
    fn issues(&self) -> Vec<Person> {
        let day = self.day;
        let mut found: Vec<Person> = self.ranked(Beat::Rollout, GROWN, day).collect();
        found.extend(self.ranked(Beat::ChildCard, 0..=14, day));
        found.extend(self.ranked(Beat::FirstCard, 14..=15, day));
        for age in RENEWAL_AGES {
            found.extend(self.ranked(Beat::Renewal, age - 1..=age + 1, day));
            found.extend(self.birthdays(age, 1));
        }
        found
    }

    /// Those whose account is opened, used, raised, locked, unlocked, or follows the card.
    fn accounts(&self) -> Vec<Person> {
        let Search { nation, day, .. } = *self;
        let mut found = self.issues();
        let begun = |day: Day| {
            let ages = if day < ACCOUNTS_SPREAD { ANY } else { 0..=YOUNG };
            self.ranked(Beat::Account, ages, day)
        };
        found.extend(begun(day));
        // Some of those who came with the rest had level 2 later.
        if (ACCOUNTS_SPREAD..LEVELS_SPREAD).contains(&day) {
            let later = self.ranked(Beat::Account, YOUNG + 1..=112, day);
            found.extend(later.filter(|person| nation.begins_low(*person)));
        }
        for delay in Nation::activation_delays() {
            let opened = begun(day.plus(-delay));
            found.extend(opened.filter(|person| nation.activation_delay(*person) == delay));
        }
        for length in std::iter::once(0).chain(LOCKS) {
            let locked = self.ranked(Beat::Lock, ANY, day.plus(-length));
            found.extend(locked.filter(|person| nation.is_ever_locked(*person)));
        }
        // Level 2 may be had from six.
        found.extend(self.birthdays(6, 0));
        found
    }

    fn passports(&self) -> Vec<Person> {
        let of = |beat| self.ranked(beat, ANY, self.day);
        of(Beat::Passport).chain(of(Beat::PassportAgain)).collect()
    }

    fn phones(&self) -> Vec<Person> {
        let of = |beat| self.seated(beat, GROWN, self.day).map(|place| self.person(place));
        of(Beat::Phone).chain(of(Beat::PhoneAgain)).collect()
    }

    /// Husbands and wives of couples that wed or divorce, and those whom the dying leave.
    fn spouses(&self) -> Vec<Person> {
        let couples = self.couples.iter().flat_map(|(wife, husband)| [wife, husband]);
        let mut found: Vec<Person> = couples.map(|place| self.person(*place)).collect();
        for person in &self.dying {
            found.extend(self.nation.marriages_of_life(*person).iter().map(|marriage| marriage.spouse));
        }
        found
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

    fn parents(&self) -> Vec<Person> {
        let parents = |child: Person| [self.nation.mother(child), self.nation.father(child)];
        self.newborn.iter().copied().flat_map(parents).flatten().collect()
    }

    /// Everybody in a home that is founded, joined, left or moved.
    fn movers(&self) -> Vec<Person> {
        let Search { nation, day, .. } = *self;
        let mut homes: Vec<Home> = Vec::new();
        for place in self.seated(Beat::Leaving, 18..=30, day) {
            if nation.leaving_day(place) == Some(day) {
                homes.push(nation.home_of(place, day));
            }
        }
        for place in self.seated(Beat::Moving, 28..=58, day) {
            let of = [Home::Family(place), Home::Single(place)];
            homes.extend(of.into_iter().filter(|home| nation.moving_day(*home) == Some(day)));
        }
        for husband in self.seated(Beat::Joining, 49..=65, day) {
            if husband.cell.sex() == Sex::Male && nation.joining_year(husband) == day.year() {
                homes.push(nation.home_of(husband, day));
            }
        }
        homes.extend(self.couples.iter().map(|(wife, _)| nation.home_of(*wife, day)));
        let households = homes.into_iter().filter_map(|home| nation.household_in(home, day));
        households.flat_map(|household| household.members).map(|member| member.person).collect()
    }

    fn stays(&self) -> Vec<Person> {
        let ended = STAYS.iter().flat_map(|years| years_before(self.day, *years));
        let days = std::iter::once(self.day).chain(ended);
        days.flat_map(|day| self.seated(Beat::Stay, 18..=28, day)).map(|place| self.person(place)).collect()
    }

    /// Those who begin or end school, a job, or work.
    fn careers(&self) -> Vec<Person> {
        let day = self.day;
        // After fifty nobody changes the job; rest comes at 54 to 77.
        let beats = [(Beat::Job, 14..=56), (Beat::JobAgain, 14..=56), (Beat::Rest, 53..=79)].into_iter();
        let mut found: Vec<Person> = beats.flat_map(|(beat, ages)| self.ranked(beat, ages, day)).collect();
        // School years begin and end for all of an age.
        let ages: &[i32] = match day.ymd() {
            (_, 9, 5) => &[6, 18, 19],
            (_, 6, 1) => &[11, 15, 18],
            (_, 7, 1) => &[21, 22, 23, 24],
            _ => &[],
        };
        for cell in ages.iter().flat_map(|age| self.cells(*age..=*age, day)) {
            found.extend((0..self.nation.kin().size(cell)).map(|rank| Person { cell, rank }));
        }
        for sex in [Sex::Male, Sex::Female] {
            for birth in births_retiring_on(sex, day.plus(-1)) {
                found.extend(self.born(birth));
            }
        }
        found
    }

    fn absences(&self) -> Vec<Person> {
        let after = |lengths: &[i32]| {
            std::iter::once(0).chain(lengths.to_vec()).map(|days| self.day.plus(-days)).collect::<Vec<Day>>()
        };
        let mut places: Vec<Place> = Vec::new();
        for day in after(&ABSENCES) {
            places.extend(self.seated(Beat::Absence, 19..=60, day));
        }
        for day in after(&DECLARATIONS) {
            let missing = self.seated(Beat::Missing, 21..=68, day);
            places.extend(missing.filter(|place| self.nation.missing(*place).is_some()));
        }
        places.into_iter().map(|place| self.person(place)).collect()
    }

    /// Those who come of age, the minors near to them or to the dying, and the families of all these.
    fn representation(&self) -> Vec<Person> {
        let nation = self.nation;
        let children = |one: Person| nation.children(one);
        let siblings = |one: Person| nation.mother(one).map_or(Vec::new(), children);
        let near = |one: Person| {
            let below =
                children(one).into_iter().flat_map(|child| children(child).into_iter().chain([child]));
            below.chain(siblings(one)).chain([one]).collect::<Vec<_>>()
        };
        let changed = self.birthdays(18, 0).into_iter().chain(self.dying.iter().copied());
        let mut wards: BTreeSet<Person> = changed.flat_map(near).collect();
        wards.retain(|ward| nation.is_minor(*ward, self.day.plus(-1)));
        let family = |ward: Person| {
            let parents = nation.parents(ward).into_iter().flatten();
            let grandparents = parents.clone().flat_map(|parent| nation.parents(parent)).flatten();
            parents.chain(grandparents).chain(siblings(ward)).chain([ward]).collect::<Vec<_>>()
        };
        wards.into_iter().flat_map(family).collect()
    }

    /// The families of those who take another name.
    fn relatives(&self) -> Vec<Person> {
        let nation = self.nation;
        let family = |person: Person| {
            let spouses = nation.marriages_of_life(person).into_iter().map(|marriage| marriage.spouse);
            let parents = [nation.mother(person), nation.father(person)].into_iter().flatten();
            parents.chain(nation.children(person)).chain(spouses).collect::<Vec<Person>>()
        };
        self.renamed().into_iter().flat_map(family).collect()
    }

    fn renamed(&self) -> Vec<Person> {
        let places = self.seated(Beat::NewName, 7..=47, self.day);
        places
            .filter(|place| self.nation.renaming(*place).is_some())
            .map(|place| self.person(place))
            .collect()
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
