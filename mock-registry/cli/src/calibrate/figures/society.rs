//! Where people live, what they are called and believe, and which papers they have.

use super::super::census::{Answers, Census, Now};
use super::super::line::Line;
use super::super::tables::{self, ACCOUNTS, CENSUS_2019, CENSUS_2024, CITY_BIRTHS, RULE, SURNAMES};
use super::{line, percent};

/// Ho Chi Minh City among the 63 provinces.
const CITY: u8 = 79;

pub(super) fn figures(census: &Census) -> Vec<Line> {
    let mut lines = places(census);
    lines.extend(groups(census));
    lines.extend(names(census));
    lines.extend(papers(census));
    lines
}

fn places(census: &Census) -> Vec<Line> {
    let urban = percent(census.living(), |(_, now)| now.urban);
    let provinces = tables::provinces();
    let all: f64 = provinces.iter().map(|(_, residents)| residents).sum();
    let mut ratios: Vec<f64> = provinces
        .iter()
        .map(|(code, residents)| {
            let here = percent(census.living(), |(_, now)| now.stays_in == *code);
            here / (100.0 * residents / all)
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    let far = ratios.iter().map(|ratio| 100.0 * (ratio - 1.0).abs()).sum::<f64>() / ratios.len() as f64;
    vec![
        line("in towns", CENSUS_2024, 38.2, 1.0, urban),
        // Six years lie between the census and the nation, and people have moved to the cities since.
        line("residents of a province, mean distance from the table", CENSUS_2019, 0.0, 10.0, far),
        line("residents of the emptiest province, of the table", CENSUS_2019, 100.0, 25.0, 100.0 * ratios[0]),
        line(
            "residents of the fullest province, of the table",
            CENSUS_2019,
            100.0,
            25.0,
            100.0 * ratios[ratios.len() - 1],
        ),
    ]
}

fn groups(census: &Census) -> Vec<Line> {
    let mut lines = Vec::new();
    for (name, share) in tables::ethnic_groups().into_iter().take(11) {
        let got = percent(census.living(), |(_, now)| now.ethnicity == name);
        let tolerance = if name == tables::MAJORITY { 1.0 } else { 0.1 + 10.0 * share };
        lines.push(line(format!("ethnic group {name}"), CENSUS_2019, 100.0 * share, tolerance, got));
    }
    for (name, expected) in tables::religions() {
        let got = percent(census.living(), |(_, now)| now.religion == name);
        lines.push(line(format!("religion: {name}"), CENSUS_2019, expected, 0.1 + expected / 20.0, got));
    }
    lines
}

fn names(census: &Census) -> Vec<Line> {
    let mut lines = Vec::new();
    for (names, expected) in tables::surnames() {
        let got = percent(census.living(), |(_, now)| names.contains(&now.surname));
        let tolerance = if names[0] == tables::COMMONEST { 0.7 } else { 0.5 };
        lines.push(line(format!("surname {}", names.join("/")), SURNAMES, expected, tolerance, got));
    }
    let city = |female: bool| {
        census.living().filter(move |(person, now)| {
            person.female == female && now.born_in == CITY && (2007..=2011).contains(&person.birth.year())
        })
    };
    lines.push(line(
        "names of three words, men of the city",
        CITY_BIRTHS,
        72.75,
        5.0,
        percent(city(false), |(_, now)| now.words == 3),
    ));
    lines.push(line(
        "names of four words, women of the city",
        CITY_BIRTHS,
        64.6,
        5.0,
        percent(city(true), |(_, now)| now.words == 4),
    ));
    let begins = |now: &Now, middle: &str| now.middle.split(' ').next() == Some(middle);
    let single = |(_, now): &(&Answers, &Now)| now.words == 3;
    let women = percent(city(true).filter(single), |(_, now)| begins(now, tables::OF_WOMEN));
    lines.push(line(
        format!("middle name {}, women of the city", tables::OF_WOMEN),
        CITY_BIRTHS,
        17.0,
        3.0,
        women,
    ));
    let men = percent(city(false).filter(single), |(_, now)| begins(now, tables::OF_MEN));
    lines.push(line(format!("middle name {}, men of the city", tables::OF_MEN), CITY_BIRTHS, 1.5, 1.5, men));
    lines
}

fn papers(census: &Census) -> Vec<Line> {
    let of_age = || census.living().filter(|(person, _)| person.age >= 15);
    let any = percent(census.living(), |(_, now)| now.account);
    vec![
        line("card, 15 and over", RULE, 100.0, 1.0, percent(of_age(), |(_, now)| now.card)),
        line("account, of everybody", ACCOUNTS, 75.0, 4.0, any),
    ]
}
