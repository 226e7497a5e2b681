//! What is printed, from values made by hand: nobody of a nation is in a snapshot.

use std::collections::BTreeMap;

use dinhdanh_registry::{
    AbsenceReason, Activity, CardKind, Happening, HomeMember, LifeEvent, Named, NationSpec, Occurrence,
    Registry, ReissueReason, Relation,
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::terminal::columns;
use super::*;
use crate::locale::Locale;

const AS_OF: Date = date(2026, 11, 22);

fn values() -> BTreeMap<Attribute, Value> {
    BTreeMap::from([
        (Attribute::PersonalNumber, json!("901090000012")),
        (Attribute::Name, json!("Nguyễn Thị Minh Ánh")),
        (Attribute::FamilyName, json!("Nguyễn")),
        (Attribute::Birthdate, json!("1990-05-17")),
        (Attribute::Gender, json!("female")),
        (Attribute::Nationalities, json!(["VNM"])),
        (Attribute::Ethnicity, json!("Kinh")),
        (Attribute::Religion, json!("Phật giáo")),
        (
            Attribute::PermanentAddress,
            json!({"text": "Số nhà 12, khu phố 3, Phường Thuận Hoá, Huế", "commune": "Phường Thuận Hoá"}),
        ),
        (
            Attribute::IdentityCard,
            json!({"kind": "citizen_card", "issued_on": "2021-08-02", "expires_on": "2025-05-17", "valid": false}),
        ),
        (Attribute::EidAccount, json!({"level": 1, "since": "2025-05-18", "locked": true})),
        (Attribute::MaritalStatus, json!("widowed")),
        (Attribute::PhoneNumber, json!("+84300000012")),
        (
            Attribute::Children,
            json!([{"name": "Trần An", "birthdate": "2015-01-02"}, {"name": "Trần Bình", "birthdate": "2018-03-04"}]),
        ),
        (Attribute::Household, json!({"head": {}, "members": []})),
    ])
}

fn member(serial: u8, name: &str, born: Date, relation: Relation, family: [Option<usize>; 2]) -> HomeMember {
    HomeMember {
        number: format!("9010900000{serial:02}"),
        name: name.to_owned(),
        birthdate: dinhdanh_registry::BirthDate::Day(born),
        female: serial.is_multiple_of(2),
        relation,
        parent: family[0],
        spouse: family[1],
    }
}

fn home() -> Vec<HomeMember> {
    vec![
        member(1, "Trần Văn Ông", date(1955, 1, 1), Relation::Head, [None, Some(1)]),
        member(2, "Lê Thị Bà", date(1958, 2, 2), Relation::Wife, [None, Some(0)]),
        member(12, "Nguyễn Thị Minh Ánh", date(1990, 5, 17), Relation::DaughterInLaw, [None, Some(3)]),
        member(5, "Trần Cường", date(1985, 3, 3), Relation::Child, [Some(0), Some(2)]),
        member(7, "Trần Bình", date(2018, 3, 4), Relation::Grandchild, [Some(3), None]),
        member(6, "Trần An", date(2015, 1, 2), Relation::Grandchild, [Some(3), None]),
        member(8, "Trần Thị Út", date(1995, 9, 9), Relation::Child, [Some(0), None]),
        member(9, "Phạm Văn Khách", date(1980, 4, 4), Relation::Other, [None, None]),
    ]
}

fn named(name: &str) -> Named {
    Named { personal_number: "901090000099".to_owned(), name: name.to_owned() }
}

fn events() -> Vec<LifeEvent> {
    let text = str::to_owned;
    let event = |date, what| LifeEvent { date, what };
    vec![
        event(
            date(1990, 5, 17),
            Happening::Birth { place: text("Phường Vĩnh Ninh, Thành phố Huế, Thừa Thiên Huế") },
        ),
        event(date(2008, 6, 1), Happening::PhoneChanged { phone: text("0300000012") }),
        event(date(2013, 12, 24), Happening::Marriage { spouse: named("Trần Văn Cường") }),
        event(
            date(2014, 1, 5),
            Happening::Moved {
                place: text("Phường Thuận Thành, Thành phố Huế, Thừa Thiên Huế")
            },
        ),
        event(date(2015, 1, 2), Happening::ChildBorn { child: named("Trần An") }),
        event(
            date(2021, 8, 2),
            Happening::CardIssued {
                card: dinhdanh_registry::CardKind::CitizenCard,
                expires_on: Some(date(2025, 5, 17)),
            },
        ),
        event(date(2022, 9, 9), Happening::AccountChanged { level: 2, locked: false }),
        event(date(2025, 5, 18), Happening::AccountChanged { level: 1, locked: true }),
        event(date(2025, 7, 1), Happening::AdministrativeReform { place: text("Phường Thuận Hoá, Huế") }),
        event(date(2026, 2, 1), Happening::Widowed { spouse: named("Trần Văn Cường") }),
    ]
}

/// Every kind of event of which a timeline above says nothing.
fn occurrences() -> Vec<Occurrence> {
    let text = str::to_owned;
    let (card, reason) = (CardKind::IdentityCard, ReissueReason::Lost);
    let happenings = [
        Happening::Birth { place: text("Phường Thuận Hoá, Huế") },
        Happening::CardReported { card, reason },
        Happening::CardReported { card, reason: ReissueReason::Damaged },
        Happening::CardReissued { card, reason },
        Happening::CardExpired { card: CardKind::NineDigit },
        Happening::PassportIssued { passport: text("U12345678"), expires_on: date(2036, 11, 29) },
        Happening::AccountActivated,
        Happening::Divorce { spouse: named("Trần Văn Cường") },
        Happening::NameChanged {
            former_name: text("Nguyễn Thị Minh Ánh"),
            new_name: text("Nguyễn Thị Minh Anh"),
        },
        Happening::StayBegan { place: text("Phường Sài Gòn, Hồ Chí Minh") },
        Happening::StayEnded,
        Happening::AbsenceBegan { reason: AbsenceReason::Treatment, until: date(2027, 3, 30) },
        Happening::AbsenceEnded,
        Happening::OccupationChanged {
            activity: Activity::Working,
            code: "2611",
            occupation: "Luật sư, tư vấn pháp luật",
        },
        Happening::RepresentationChanged {
            representatives: vec![named("Trần Văn Cường"), named("Lê Thị Bà")],
            represents: Vec::new(),
        },
        Happening::RepresentationChanged {
            representatives: Vec::new(), represents: vec![named("Trần An")]
        },
        Happening::RepresentationChanged { representatives: Vec::new(), represents: Vec::new() },
        Happening::DeclaredMissing,
        Happening::MissingLifted,
        Happening::Death,
    ];
    let of = |what| Occurrence {
        date: date(2026, 11, 30),
        personal_number: PersonalNumber::parse("901090000012").unwrap(),
        name: text("Nguyễn Thị Minh Anh"),
        what,
    };
    happenings.into_iter().map(of).collect()
}

fn page(locale: Locale, terminal: Terminal) -> Vec<String> {
    let mut lines = card::card(&values(), AS_OF, locale, terminal);
    lines.push(String::new());
    lines.extend(card::rest(&values(), locale, terminal));
    lines.push(String::new());
    lines.extend(tree::tree(&home(), "901090000012", AS_OF, locale, terminal));
    lines.push(String::new());
    lines.extend(timeline::timeline(Some(date(1990, 5, 17)), &events(), locale, terminal));
    lines
}

#[test]
fn a_citizen_in_the_terminal() {
    for (name, locale, terminal) in [
        ("citizen.en.80", Locale::En, Terminal::new(80, false)),
        ("citizen.vi.80", Locale::Vi, Terminal::new(80, false)),
        ("citizen.en.48", Locale::En, Terminal::new(48, false)),
        ("citizen.en.80.colour", Locale::En, Terminal::new(80, true)),
    ] {
        let text = page(locale, terminal).join("\n").replace('\x1b', "ESC");
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots" }, {
            insta::assert_snapshot!(name, text);
        });
    }
}

/// A foreigner who has left: what only citizens have is not there.
fn foreigner() -> BTreeMap<Attribute, Value> {
    BTreeMap::from([
        (Attribute::PersonalNumber, json!("800090000012")),
        (Attribute::Name, json!("KIM SEOYEON")),
        (Attribute::FamilyName, json!("KIM")),
        (Attribute::GivenName, json!("SEOYEON")),
        (Attribute::Birthdate, json!("1990-05-17")),
        (Attribute::Gender, json!("female")),
        (Attribute::Nationalities, json!(["KOR"])),
        (
            Attribute::IdentityCard,
            json!({"kind": "temporary_residence_card", "issued_on": "2025-08-02", "expires_on": "2026-05-17", "valid": false}),
        ),
        (
            Attribute::Passport,
            json!({"number": "F00000012", "country": "KOR", "issued": "2020-01-01", "expires": "2029-12-31"}),
        ),
        (Attribute::EidAccount, json!({"level": 2, "since": "2025-09-18", "locked": true})),
    ])
}

fn stay() -> Vec<LifeEvent> {
    let event = |date, what| LifeEvent { date, what };
    let card = dinhdanh_registry::ResidenceCardKind::Temporary;
    vec![
        event(date(2025, 7, 20), Happening::Arrived { country: "KOR".to_owned() }),
        event(date(2025, 8, 2), Happening::ResidenceCardIssued { card, expires_on: date(2026, 5, 17) }),
        event(date(2025, 9, 18), Happening::AccountChanged { level: 2, locked: false }),
        event(date(2026, 5, 18), Happening::AccountChanged { level: 2, locked: true }),
        event(date(2026, 6, 1), Happening::Departed),
    ]
}

#[test]
fn a_foreigner_in_the_terminal() {
    let terminal = Terminal::new(80, false);
    for (name, locale) in [("foreigner.en.80", Locale::En), ("foreigner.vi.80", Locale::Vi)] {
        let mut lines = card::card(&foreigner(), AS_OF, locale, terminal);
        lines.push(String::new());
        lines.extend(card::rest(&foreigner(), locale, terminal));
        lines.push(String::new());
        lines.extend(timeline::timeline(Some(date(1990, 5, 17)), &stay(), locale, terminal));
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots" }, {
            insta::assert_snapshot!(name, lines.join("\n"));
        });
    }
}

#[test]
fn events_in_the_terminal_and_as_json() {
    let json: Vec<String> = occurrences().iter().map(|one| serde_json::to_string(one).unwrap()).collect();
    let lines = |locale, colour| events::lines(&occurrences(), locale, Terminal::new(80, colour)).join("\n");
    for (name, text) in [
        ("events.en.80", lines(Locale::En, false)),
        ("events.vi.80", lines(Locale::Vi, false)),
        ("events.json", json.join("\n")),
    ] {
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots" }, {
            insta::assert_snapshot!(name, text);
        });
    }
    assert_eq!(lines(Locale::En, true).matches("\x1b[31m").count(), 2, "only death and missing stand out");
    for width in 40..=120 {
        let lines = events::lines(&occurrences(), Locale::Vi, Terminal::new(width, false));
        assert!(lines.iter().all(|line| columns(line) <= width), "{width}");
    }
}

#[test]
fn what_a_list_of_events_is_asked_with_is_checked() {
    use clap::Parser;
    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        _args: events::EventsArgs,
    }
    let refused = |line: &str| {
        let words = line.split_whitespace();
        Line::try_parse_from(std::iter::once("events").chain(words)).err().map(|error| error.to_string())
    };
    for line in [
        "--province Huế --on 2026-11-30",
        "--province 46 --kind birth,death",
        "--of 1,2 --from 2026-01-01 --until 2026-01-31",
        "--list people --from 2026-01-01",
    ] {
        assert_eq!(refused(line), None, "{line}");
    }
    for (line, expected) in [
        ("", "<--province <PROVINCE>|--of <NUMBER>|--list <FILE>>"),
        ("--on 2026-11-30", "--province"),
        ("--of 1", "--from"),
        ("--list people", "--from"),
        ("--province Huế --of 1 --from 2026-01-01", "cannot be used with"),
        ("--province Huế --until 2026-01-01", "cannot be used with"),
        ("--of 1 --from 2026-01-01 --on 2026-01-02", "cannot be used with"),
        ("--province Huế --kind mariage", "the nearest known one is `marriage`"),
        ("--province Huế --on 2026-02-30", "2026-02-30"),
    ] {
        let said = refused(line).unwrap_or_default();
        assert!(said.contains(expected), "{line}: {said}");
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_and_the_box_is_straight() {
    for width in 40..=120 {
        for locale in Locale::ALL {
            let terminal = Terminal::new(width, false);
            for line in page(locale, terminal) {
                assert!(columns(&line) <= width, "{width}: {line}");
            }
            let boxed = card::card(&values(), AS_OF, locale, terminal);
            assert!(boxed.iter().all(|line| columns(line) == width), "{width}");
        }
    }
}

#[test]
fn everybody_of_a_household_is_drawn_once() {
    // Also relations that no household should have: two parents of each other.
    let mut odd = home();
    odd[0].parent = Some(1);
    odd[1].parent = Some(0);
    for home in [home(), odd, Vec::new()] {
        let lines = tree::tree(&home, "", AS_OF, Locale::En, Terminal::new(120, false));
        assert_eq!(lines.len(), home.len());
        for member in &home {
            assert_eq!(
                lines.iter().filter(|line| line.contains(&member.name)).count(),
                1,
                "{}",
                member.relation.code()
            );
        }
    }
}

#[test]
fn a_dead_citizen_without_papers_is_shown() {
    let values = BTreeMap::from([
        (Attribute::PersonalNumber, json!("901090000012")),
        (Attribute::Name, json!("Lê A")),
        (Attribute::DateOfDeath, json!("1999-01-01")),
    ]);
    let text = card::card(&values, AS_OF, Locale::En, Terminal::new(40, false)).join("\n");
    assert!(text.contains("901 090 000 012") && text.contains("! deceased"), "{text}");
}

#[test]
fn the_gallery_is_listed() {
    let spec = NationSpec { seed: 1, living: 20_000, ..NationSpec::default() };
    let gallery = Registry::new(spec).unwrap().gallery(AS_OF);
    for locale in Locale::ALL {
        let lines = personas::listed(&gallery, locale, Terminal::new(80, false));
        assert!(lines.iter().all(|line| columns(line) <= 80));
        let text = lines.join("\n");
        for id in
            gallery.sitters.iter().map(|s| s.persona.id).chain(gallery.missing.iter().map(|m| m.persona.id))
        {
            assert!(text.contains(id), "{id}");
        }
        assert!(text.contains("twins"));
    }
}

#[test]
fn every_trait_of_the_help_is_one() {
    let mut known = 0;
    // An example per line, then a topic of 19 columns and its terms.
    for line in words::TRAITS.lines().skip(1) {
        let terms = if line.contains("  sex and age") || known > 15 { line.get(19..) } else { Some(line) };
        for term in terms.unwrap_or_default().split(", ").map(str::trim) {
            let read = dinhdanh_registry::Traits::parse(term, AS_OF);
            assert!(read.is_ok(), "{term}: {read:?}");
            known += 1;
        }
    }
    assert!(known > 60, "{known}");
}
