//! Cards, passports, accounts and what the registers note: in order, in force, and consistent with each other.

use std::collections::HashSet;

use dinhdanh_population::{
    AccountStepKind, BirthDate, CardKind, CardMedium, CardState, EventKind, IdSpace, MaritalStatus,
    MarriageEnd, Nation, OldNumber, PassportNumber, Person, check_digit,
};
use jiff::civil::{Date, date as day};
use proptest::prelude::*;

use crate::common::{date, nation_and_person, nation_of, plus_days, plus_years};

/// Anybody, on a day of a life: dates alone mostly fall before it or after it.
fn life() -> impl Strategy<Value = (Nation, Person, Date)> {
    (nation_and_person(), 0.0f64..1.0).prop_map(|((nation, person), part)| {
        let (birth, death) = (nation.date_of_birth(person), nation.date_of_death(person));
        let days = (death - birth).get_days();
        (nation, person, plus_days(birth, (f64::from(days) * part) as i32))
    })
}

proptest! {
    #[test]
    fn the_card_is_the_last_of_its_history((nation, person, as_of) in life()) {
        let history = nation.card_history(person, as_of);
        prop_assert_eq!(history.last().copied(), nation.card(person, as_of));
        for pair in history.windows(2) {
            prop_assert!(pair[0].issued < pair[1].issued);
            prop_assert!(pair[0].kind <= pair[1].kind && pair[0].medium <= pair[1].medium);
            prop_assert_eq!(pair[0].state, CardState::Replaced);
        }
        for card in &history {
            let last = card.expires.unwrap_or(Date::MAX);
            prop_assert!(card.issued < last);
            if let Some(again) = card.reissued {
                prop_assert!(card.kind != CardKind::NineDigit && card.issued < again.reported && again.reported <= as_of);
                prop_assert!(again.issued.is_none_or(|on| again.reported < on && on <= as_of && on < last));
            }
            prop_assert_eq!(card.medium == CardMedium::Paper, card.kind == CardKind::NineDigit);
            prop_assert_eq!(card.medium == CardMedium::Barcode, card.kind == CardKind::CitizenCard && card.issued < day(2021, 3, 1));
        }
    }

    #[test]
    fn a_card_is_what_its_dates_say((nation, person, as_of) in life()) {
        let Some(card) = nation.card(person, as_of) else { return Ok(()) };
        let run_out = card.expires.is_some_and(|expires| expires < as_of);
        let awaited = card.reissued.is_some_and(|again| again.issued.is_none());
        let alive = nation.is_alive(person, as_of);
        prop_assert_eq!(card.state == CardState::Void, !alive);
        prop_assert_eq!(card.state == CardState::Expired, alive && run_out);
        prop_assert_eq!(matches!(card.state, CardState::Lost | CardState::Unusable), alive && awaited);
        prop_assert!(card.printed_on() <= as_of);
    }

    #[test]
    fn a_zone_can_be_read_back((nation, person, as_of) in life()) {
        let Some([first, second, third]) = nation.card_mrz(person, as_of) else { return Ok(()) };
        for line in [&first, &second, &third] {
            prop_assert_eq!(line.len(), 30);
            prop_assert!(line.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'<'), "{}", line);
        }
        let number = nation.number(person).digits();
        prop_assert_eq!(&first[..14], format!("IDVNM{}", &number[3..]));
        prop_assert_eq!(&first[15..27], &number);
        let checked = [(&first[5..14], &first[14..15]), (&first[15..27], &first[29..]), (&second[..6], &second[6..7]), (&second[8..14], &second[14..15])];
        for (field, digit) in checked {
            prop_assert_eq!(check_digit(field).to_string(), digit);
        }
        let composite = format!("{}{}{}{}", &first[5..], &second[..7], &second[8..15], &second[18..29]);
        prop_assert_eq!(check_digit(&composite).to_string(), &second[29..]);
        prop_assert!(third.starts_with(&dinhdanh_population::transliterate(nation.name(person).surname)));
    }

    #[test]
    fn a_qr_code_keeps_what_was_printed((nation, person, as_of) in life()) {
        let Some(text) = nation.card_qr(person, as_of) else { return Ok(()) };
        let fields: Vec<&str> = text.split('|').collect();
        let card = nation.card(person, as_of).unwrap();
        let printed = card.printed_on();
        let child = printed < plus_years(nation.date_of_birth(person), 14);
        prop_assert_eq!(fields.len(), if child { 10 } else { 7 });
        prop_assert_eq!(fields[0], nation.number(person).digits());
        prop_assert_eq!(fields[1], nation.old_number(person, as_of).map_or(String::new(), OldNumber::digits));
        prop_assert_eq!(fields[2], nation.name_on(person, printed).full);
        prop_assert_eq!(fields[3], match nation.birth_date(person) {
            BirthDate::Day(day) => day.strftime("%d%m%Y").to_string(),
            BirthDate::Year(day) => day.year().to_string(),
        });
        prop_assert!(["Nam", "Nữ"].contains(&fields[4]));
        prop_assert!(fields[5].ends_with(nation.permanent_residence(person, printed).unwrap().province.name));
        prop_assert_eq!(fields[6], printed.strftime("%d%m%Y").to_string());
        // Nothing on it changes until the next issue.
        let until = nation.events(person).into_iter().map(|event| event.date).take_while(|date| *date <= as_of);
        for date in until.filter(|date| printed <= *date) {
            prop_assert_eq!(nation.card_qr(person, date), Some(text.clone()));
        }
    }

    #[test]
    fn a_passport_number_leads_back((nation, person, as_of) in life()) {
        let history = nation.passport_history(person, as_of);
        prop_assert_eq!(history.last().copied(), nation.passport(person, as_of));
        for passport in &history {
            let years = if passport.issued < plus_years(nation.date_of_birth(person), 14) { 5 } else { 10 };
            // Somebody's 29 February ends on 1 March.
            let late = passport.expires.duration_since(plus_years(passport.issued, years)).as_hours() / 24;
            prop_assert!((0..=1).contains(&late));
            prop_assert!(nation.date_of_birth(person) < passport.issued && passport.issued < nation.date_of_death(person));
            prop_assert_eq!(nation.by_passport(passport.number, as_of), Some(person));
            prop_assert_eq!(nation.by_passport(passport.number, plus_days(passport.issued, -1)), None);
            prop_assert_eq!(passport.number.text().parse(), Ok(passport.number));
            let reserved = b"UWXYZ".contains(&passport.number.text().as_bytes()[0]);
            prop_assert_eq!(reserved, nation.spec().id_space == IdSpace::Reserved);
        }
        prop_assert!(history.windows(2).all(|pair| pair[0].issued < pair[1].issued));
    }

    #[test]
    fn a_passport_number_has_one_holder(letter in prop::sample::select(vec!['U', 'W', 'X', 'Y', 'Z']), digits in 0u32..100_000_000, as_of in date()) {
        let nation = nation_of(101_000_000, 4, IdSpace::Reserved);
        let number: PassportNumber = format!("{letter}{digits:08}").parse().unwrap();
        if let Some(person) = nation.by_passport(number, as_of) {
            prop_assert!(nation.passport_history(person, as_of).iter().any(|passport| passport.number == number));
        }
    }

    #[test]
    fn the_steps_of_an_account_lead_to_its_state((nation, person, as_of) in life()) {
        let steps = nation.account_history(person, as_of);
        let account = nation.account(person, as_of);
        prop_assert_eq!(steps.is_empty(), account.is_none());
        let Some(account) = account else { return Ok(()) };
        prop_assert!(steps.is_sorted_by_key(|step| step.date));
        let mut locked = None;
        for step in &steps {
            match step.kind {
                AccountStepKind::Registered { .. } => prop_assert_eq!(step.date, account.registered),
                AccountStepKind::Activated => prop_assert_eq!(Some(step.date), account.activated),
                AccountStepKind::Locked { reason } => locked = Some(reason),
                AccountStepKind::Unlocked { reason } => { prop_assert_eq!(locked, Some(reason)); locked = None; }
                _ => {}
            }
        }
        prop_assert_eq!(locked, account.lock_reason);
        prop_assert_eq!(account.locked, account.lock_reason.is_some());
        prop_assert!(account.activated.is_none_or(|on| account.registered <= on && on <= as_of));
    }

    #[test]
    fn marriages_agree_with_marital_status((nation, person, as_of) in life()) {
        let history = nation.marital_history(person, as_of);
        let status = nation.marital_status(person, as_of);
        match history.last() {
            None => prop_assert_eq!(status, MaritalStatus::Single),
            Some(last) => prop_assert_eq!(status, match last.ended_by {
                None => MaritalStatus::Married,
                Some(MarriageEnd::Divorce) => MaritalStatus::Divorced,
                Some(MarriageEnd::Death) => MaritalStatus::Widowed,
            }),
        }
        for entry in &history {
            prop_assert!(entry.registered <= as_of && entry.ended.is_none_or(|on| entry.registered < on && on <= as_of));
            prop_assert_eq!(entry.ended.is_some(), entry.ended_by.is_some());
            let other = nation.lookup(entry.spouse).unwrap();
            let theirs = nation.marital_history(other, as_of);
            prop_assert!(theirs.iter().any(|e| e.spouse == nation.number(person) && e.registered == entry.registered));
        }
    }

    #[test]
    fn who_represents_is_who_is_represented((nation, person, as_of) in life()) {
        let minor = as_of < plus_years(nation.date_of_birth(person), 18);
        let representatives = nation.legal_representatives(person, as_of);
        for representative in &representatives {
            prop_assert!(minor && nation.is_alive(*representative, as_of));
            prop_assert!(nation.represented(*representative, as_of).contains(&person));
        }
        for ward in nation.represented(person, as_of) {
            prop_assert!(nation.legal_representatives(ward, as_of).contains(&person));
        }
        let parents = [nation.father(person), nation.mother(person)];
        if minor && nation.is_alive(person, as_of) && parents.iter().flatten().any(|p| nation.is_alive(*p, as_of)) {
            prop_assert!(!representatives.is_empty());
        }
    }

    #[test]
    fn the_current_place_is_one_of_three((nation, person, as_of) in life()) {
        let current = nation.current_residence(person, as_of);
        let temporary = nation.temporary_residence(person, as_of);
        match nation.temporary_absence(person, as_of) {
            Some(absence) => {
                prop_assert!(temporary.is_none(), "a temporary residence needs no declaration");
                prop_assert!(absence.from < absence.until);
                prop_assert!(current.is_some());
            }
            None => prop_assert_eq!(current, temporary.or_else(|| nation.permanent_residence(person, as_of))),
        }
        let record = nation.record(person, as_of).unwrap();
        prop_assert_eq!(nation.current_residence(person, as_of), Some(record.current_residence));
        prop_assert_eq!(nation.email(person, as_of), record.email);
        prop_assert_eq!(nation.declared_missing(person, as_of), record.declared_missing);
        let number = |people: Vec<Person>| people.into_iter().map(|p| nation.number(p)).collect::<Vec<_>>();
        prop_assert_eq!(number(nation.legal_representatives(person, as_of)), record.legal_representatives);
        prop_assert_eq!(number(nation.represented(person, as_of)), record.represented);
        prop_assert_eq!(nation.passport(person, as_of), record.passport);
        prop_assert_eq!(nation.occupation(person, as_of), record.occupation);
        prop_assert_eq!(nation.card(person, as_of), record.card);
        prop_assert_eq!(nation.account(person, as_of), record.account);
        prop_assert_eq!(nation.old_number(person, as_of), record.old_number);
    }
}

#[test]
fn no_two_people_share_a_passport_number() {
    let nation = nation_of(10_000, 21, IdSpace::Reserved);
    let all = (0..nation.registered()).filter_map(|i| nation.person_at(i));
    let numbers: Vec<PassportNumber> = all
        .flat_map(|p| nation.passport_history(p, day(2160, 1, 1)))
        .map(|passport| passport.number)
        .collect();
    let distinct: HashSet<&PassportNumber> = numbers.iter().collect();
    assert!(
        numbers.len() > 1_000 && distinct.len() == numbers.len(),
        "{} of {}",
        distinct.len(),
        numbers.len()
    );
}

#[test]
fn an_orphan_has_a_guardian_and_cards_are_lost() {
    // The rare kinds of events do occur.
    let nation = nation_of(1_000_000, 22, IdSpace::Reserved);
    let wanted = [
        EventKind::CardReported,
        EventKind::CardReissued,
        EventKind::CardExpired,
        EventKind::AccountActivated,
        EventKind::PassportIssued,
        EventKind::OccupationChanged,
        EventKind::AbsenceBegan,
        EventKind::AbsenceEnded,
        EventKind::RepresentationChanged,
        EventKind::DeclaredMissing,
        EventKind::MissingLifted,
    ];
    let mut open: HashSet<EventKind> = wanted.into();
    let mut guardian = false;
    for i in 0..nation.registered() {
        let person = nation.person_at(i).unwrap();
        let rare = nation.declared_missing(person, plus_years(nation.date_of_birth(person), 45)).is_some();
        if i % 61 == 0 || rare {
            for event in nation.events(person) {
                open.remove(&event.kind);
            }
        }
        if i % 61 == 0 && !guardian {
            let as_of = plus_years(nation.date_of_birth(person), 17);
            let parents = [nation.father(person), nation.mother(person)];
            guardian =
                nation.legal_representatives(person, as_of).iter().any(|r| !parents.contains(&Some(*r)));
        }
    }
    assert!(open.is_empty() && guardian, "never: {open:?}, or no guardian: {guardian}");
}

#[test]
fn texts_that_are_no_passport_number() {
    for (text, expect) in [
        (
            "",
            "expected a passport number to begin with a capital letter `A` to `Z`, got something else; write the letter of the series and then the digits, without spaces",
        ),
        (
            "112345678",
            "expected a passport number to begin with a capital letter `A` to `Z`, got something else; write the letter of the series and then the digits, without spaces",
        ),
        (
            "X1234567",
            "expected `8` digits for the part of a passport number after the letter, got `7` characters; write it without spaces, dots or letters",
        ),
        (
            "X1234567O",
            "expected only the digits `0` to `9` in the part of a passport number after the letter, got another character at position `8`; write it without spaces, dots or letters",
        ),
    ] {
        assert_eq!(text.parse::<PassportNumber>().unwrap_err().to_string(), expect, "{text}");
    }
}
