//! How many live, are born and die.

use jiff::ToSpan;

use super::super::census::{Answers, Census, age};
use super::super::line::Line;
use super::super::tables::{self, CENSUS_2019, PROSPECTS};
use super::line;

/// Groups smaller than this share of the nation are too few in a sample to be measured to one in a hundred.
const MEASURABLE: f64 = 0.01;

pub(super) fn figures(census: &Census) -> Vec<Line> {
    let mut lines = pyramid(census);
    let year = census.on.saturating_sub(1.year());
    let living = census.living().count() as f64;
    let per_mille = |count: usize| 1000.0 * count as f64 / living;
    let born = |years: i32| {
        let from = census.on.saturating_sub(years.years());
        census.people.iter().filter(move |person| from <= person.birth && person.birth < census.on)
    };
    let died = census.people.iter().filter(|person| year <= person.death && person.death < census.on);
    lines.push(line("births per thousand, last year", PROSPECTS, 13.8, 0.4, per_mille(born(1).count())));
    lines.push(line("deaths per thousand, last year", PROSPECTS, 6.6, 0.4, per_mille(died.count())));
    let [boys, girls] = [false, true].map(|female| born(5).filter(|child| child.female == female).count());
    let ratio = 100.0 * boys as f64 / girls as f64;
    lines.push(line("boys per hundred girls, born in the last five years", CENSUS_2019, 111.5, 2.0, ratio));
    let [men, women] = [false, true].map(|female| life_expectancy(census, female));
    lines.push(line("life expectancy at birth, men", PROSPECTS, 69.9, 1.0, men));
    lines.push(line("life expectancy at birth, women", PROSPECTS, 79.3, 1.0, women));
    lines.extend(fertility(census));
    lines
}

/// Every group of the pyramid as a ratio to the table.
fn pyramid(census: &Census) -> Vec<Line> {
    let table = tables::pyramid();
    let people: f64 = table.iter().flatten().sum();
    let counts = &census.pyramid;
    let living: f64 = counts.iter().flatten().sum();
    let mut lines = Vec::new();
    for (sex, name) in ["men", "women"].into_iter().enumerate() {
        for (group, expected) in table[sex].iter().enumerate().filter(|(_, n)| **n / people > MEASURABLE) {
            let what = format!("{name} aged {} to {}, per cent of the table", group * 5, group * 5 + 4);
            let got = counts[sex][group] / living / (expected / people);
            lines.push(line(what, PROSPECTS, 100.0, 1.0, got * 100.0));
        }
    }
    let [men, women] = [0, 1].map(|sex: usize| counts[sex].iter().sum::<f64>());
    let [of_men, of_women]: [f64; 2] = [0, 1].map(|sex: usize| table[sex].iter().sum());
    // The census of 2024 has 99.2; the pyramid, which the nation follows, has fewer men.
    let expected = 100.0 * of_men / of_women;
    lines.push(line("men per hundred women", PROSPECTS, expected, 1.0, 100.0 * men / women));
    lines
}

/// Total fertility and its pattern by age, from the births of five years.
fn fertility(census: &Census) -> Vec<Line> {
    const YEARS: i32 = 5;
    let from = census.on.saturating_sub(YEARS.years());
    let mut births = [0.0; 7];
    for child in census.people.iter().filter(|person| from <= person.birth && person.birth < census.on) {
        let Some(mother) = child.mother_born else { continue };
        births[((age(mother, child.birth) - 15) / 5).clamp(0, 6) as usize] += 1.0;
    }
    // Years that women lived in each group of ages, counted where they stood at the middle of every year.
    let mut women = [0.0; 7];
    for woman in census.people.iter().filter(|person| person.female && person.birth < census.on) {
        for year in 0..YEARS {
            let middle = from.saturating_add(year.years().months(6));
            let age = age(woman.birth, middle);
            if (15..50).contains(&age) && middle < woman.death {
                women[((age - 15) / 5) as usize] += 1.0;
            }
        }
    }
    let rates: [f64; 7] = std::array::from_fn(|group| births[group] / women[group]);
    let total: f64 = rates.iter().sum();
    let mut lines = vec![line("children per woman, last five years", PROSPECTS, 1.91, 0.06, 5.0 * total)];
    for (group, expected) in tables::fertility().into_iter().enumerate() {
        let what = format!("share of fertility at {} to {}", 15 + group * 5, 19 + group * 5);
        lines.push(line(what, PROSPECTS, expected, 1.0, 100.0 * rates[group] / total));
    }
    lines
}

/// From the deaths of five years by age, as a life table of single years has it.
fn life_expectancy(census: &Census, female: bool) -> f64 {
    const OLDEST: usize = 105;
    let from = census.on.saturating_sub(5.years());
    let (mut lived, mut died) = (vec![0.0; OLDEST + 1], vec![0.0; OLDEST + 1]);
    let of_sex = census.people.iter().filter(|person| person.female == female && person.birth < census.on);
    for person in of_sex.filter(|person| from < person.death) {
        let age_on = |date: jiff::civil::Date| (date - person.birth).get_days() as f64 / 365.25;
        let (start, end) = (age_on(from).max(0.0), age_on(census.on.min(person.death)));
        for (age, lived) in
            lived.iter_mut().enumerate().skip(start as usize).take_while(|(age, _)| *age as f64 <= end)
        {
            *lived += (end.min(age as f64 + 1.0) - start.max(age as f64)).max(0.0);
        }
        if in_window(person, census) {
            died[(end as usize).min(OLDEST)] += 1.0;
        }
    }
    let (mut alive, mut years) = (1.0, 0.0);
    for age in 0..=OLDEST {
        let rate: f64 = if lived[age] > 0.0 { died[age] / lived[age] } else { 1.0 };
        let dies = (rate / (1.0 + rate / 2.0)).min(1.0);
        years += alive * (1.0 - dies / 2.0);
        alive *= 1.0 - dies;
    }
    years
}

fn in_window(person: &Answers, census: &Census) -> bool {
    person.death < census.on
}
