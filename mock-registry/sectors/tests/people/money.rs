//! Work, pensions and benefits fit together and end with life.

use dinhdanh_sectors::benefits::{PaymentKind, benefit_payments, merit_allowances, social_assistance};
use dinhdanh_sectors::education::{Stage, degrees, schooling};
use dinhdanh_sectors::health::{Group, health_insurance};
use dinhdanh_sectors::social_insurance::{
    BookStatus, PensionKind, Scheme, book, contributions, employment, pensions, retirement_day, unemployment,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::common::{day, nation_and_person, plus_days};

proptest! {
    #[test]
    fn nobody_has_two_jobs_or_works_as_a_pensioner((nation, person) in nation_and_person()) {
        let jobs = employment(&nation, person, nation.date_of_death(person));
        let retirement = retirement_day(nation.sex(person), nation.date_of_birth(person));
        for pair in jobs.windows(2) {
            prop_assert!(pair[0].until.unwrap() < pair[1].from);
        }
        for job in &jobs {
            prop_assert!(job.until.unwrap() < retirement.max(nation.date_of_death(person)));
            prop_assert!(job.from.year() - nation.date_of_birth(person).year() >= 18);
            prop_assert!(job.from < retirement);
            prop_assert!(job.employer_code.len() == 10 && job.employer_code.starts_with("00"));
        }
        for claim in unemployment(&nation, person, nation.date_of_death(person)) {
            let works = jobs.iter().any(|job| job.from < claim.ended_on.unwrap() && claim.from <= job.until.unwrap());
            prop_assert!(!works, "no benefit while at work");
        }
    }

    #[test]
    fn contributions_add_up_to_the_book((nation, person) in nation_and_person(), years in 0i16..110) {
        let last_day = date(nation.date_of_birth(person).year() + years, 12, 31);
        let months: i32 = contributions(&nation, person, last_day).iter().filter_map(|row| row.months).sum();
        let book = book(&nation, person, last_day);
        prop_assert_eq!(months, book.as_ref().map_or(0, |book| book.months));
        if let Some(book) = book {
            prop_assert_eq!(book.status == BookStatus::Closed, nation.date_of_death(person) <= last_day);
        }
    }

    #[test]
    fn whoever_is_insured_by_choice_has_no_employer((nation, person) in nation_and_person()) {
        let end = nation.date_of_death(person);
        let Some(book) = book(&nation, person, end) else { return Ok(()) };
        let rows = contributions(&nation, person, end);
        prop_assert!(rows.iter().all(|row| row.scheme == book.scheme));
        let chosen = book.scheme == Scheme::Voluntary;
        prop_assert!(rows.iter().all(|row| row.employer_code.is_none() == chosen));
        prop_assert_eq!(employment(&nation, person, end).is_empty(), chosen);
        if chosen {
            prop_assert!(unemployment(&nation, person, end).is_empty());
            prop_assert!(book.issued_on >= date(2008, 1, 1));
            let retirement = retirement_day(nation.sex(person), nation.date_of_birth(person));
            for row in rows {
                prop_assert!(row.from < retirement && row.from.year() - nation.date_of_birth(person).year() >= 20);
                // The lowest income, or so many steps of 50,000 dong more.
                let income = row.base_salary.unwrap();
                prop_assert!((540_000..=4_500_000).contains(&income) && income % 10_000 == 0);
            }
            let cards = health_insurance(&nation, person, end);
            prop_assert!(cards.iter().all(|card| !matches!(card.group, Group::Dn | Group::Hc)));
        }
    }

    #[test]
    fn a_pension_needs_time_and_age((nation, person) in nation_and_person()) {
        let retirement = retirement_day(nation.sex(person), nation.date_of_birth(person));
        let drawn = pensions(&nation, person, nation.date_of_death(person));
        let jobs = employment(&nation, person, nation.date_of_death(person));
        for pension in &drawn {
            match pension.kind {
                PensionKind::Pension => {
                    prop_assert!(pension.from >= retirement && pension.months >= 180);
                    prop_assert!((40..=75).contains(&pension.rate.unwrap()));
                }
                PensionKind::LumpSum => prop_assert!(pension.months < 240 && drawn.len() == 1),
            }
            prop_assert!(pension.amount > 0 && jobs.iter().all(|job| job.until.unwrap() < pension.from));
        }
    }

    #[test]
    fn amounts_follow_without_gap_and_nobody_has_two_grants((nation, person) in nation_and_person()) {
        let all = social_assistance(&nation, person, nation.date_of_death(person));
        for pair in all.windows(2) {
            prop_assert!(pair[0].ended_on.unwrap() <= pair[1].from);
        }
        let merit = merit_allowances(&nation, person, nation.date_of_death(person));
        for pair in merit.windows(2) {
            prop_assert_eq!(pair[0].ended_on, Some(pair[1].from));
        }
        prop_assert_eq!(merit.last().and_then(|last| last.ended_on), merit.last().map(|_| nation.date_of_death(person)));
    }

    #[test]
    fn what_is_paid_is_what_was_granted((nation, person) in nation_and_person(), as_of in day()) {
        let year_before = plus_days(as_of, -370);
        let on = |from: Date, ended: Option<Date>, month: Date| from <= month && ended.is_none_or(|end| month < end);
        for payment in benefit_payments(&nation, person, as_of) {
            prop_assert!(year_before < payment.paid_on && payment.paid_on <= as_of);
            prop_assert!(nation.is_alive(person, payment.paid_on), "paid after death");
            let month = payment.paid_on.first_of_month();
            let granted: Vec<i64> = match payment.kind {
                PaymentKind::Pension => pensions(&nation, person, as_of).iter()
                    .filter(|p| p.kind == PensionKind::Pension && on(p.from, p.ended_on, month)).map(|p| p.amount).collect(),
                PaymentKind::Merit => merit_allowances(&nation, person, as_of).iter()
                    .filter(|p| on(p.from, p.ended_on, month)).map(|p| p.monthly_amount).collect(),
                PaymentKind::SocialAssistance => social_assistance(&nation, person, as_of).iter()
                    .filter(|p| on(p.from, p.ended_on, month)).map(|p| p.monthly_amount).collect(),
            };
            prop_assert_eq!(granted, vec![payment.amount]);
        }
    }

    #[test]
    fn schools_follow_each_other((nation, person) in nation_and_person(), as_of in day()) {
        let schools = schooling(&nation, person, as_of);
        for pair in schools.windows(2) {
            prop_assert!(pair[0].stage < pair[1].stage && pair[0].until.unwrap() < pair[1].from);
        }
        let age = |day: Date| day.year() - nation.date_of_birth(person).year();
        for school in &schools {
            match school.stage {
                Stage::Primary => prop_assert_eq!(age(school.from), 6),
                Stage::LowerSecondary => prop_assert_eq!(age(school.from), 11),
                Stage::UpperSecondary => prop_assert_eq!(age(school.from), 15),
                _ => {}
            }
        }
        for degree in degrees(&nation, person, as_of) {
            let school = schools.iter().find(|school| school.stage == degree.stage).unwrap();
            prop_assert!(school.completed == Some(true) && school.until.unwrap() < degree.issued_on);
            prop_assert_eq!(&school.institution, &degree.institution);
        }
    }
}
