//! Lists of events: of a province on a day, of some citizens within a period; in a realm, and on the command line.

use dinhdanh_harness::{FROZEN_AT, Gateway, Process, Realm, Response};
use dinhdanh_protocol::error::Reason;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{BINARY, adult, reason, text};

/// On this day a school year begins: much happens, even in a province of a small nation.
const DAY: &str = "2026-09-05";

/// The two digits of the province in which a citizen of the shared nation was registered.
fn province() -> &'static str {
    &adult().personal_number[1..3]
}

fn get(realm: &Realm, query: &str) -> Response {
    realm.control("GET", &format!("/events?{query}")).send()
}

fn post(realm: &Realm, body: &Value) -> Response {
    realm.control("POST", "/events").json(body).send()
}

fn whole_day(realm: &Realm) -> Value {
    let page = get(realm, &format!("province={}&on={DAY}&limit=1000", province())).expect(200).json();
    assert_eq!(page["next"], Value::Null, "the test's day is small");
    page
}

fn items(page: &Value) -> Vec<Value> {
    page["items"].as_array().unwrap().clone()
}

#[test]
fn the_pages_of_a_day_make_the_day_and_its_people_say_the_same() {
    let realm = Gateway::shared().realm();
    let whole = whole_day(&realm);
    let all = items(&whole);
    assert!(all.len() > 10 && whole["total"] == all.len(), "{} of {}", all.len(), whole["total"]);
    let (mut paged, mut first) = (Vec::new(), 1);
    loop {
        let query = format!("province={}&on={DAY}&first={first}&limit=7", province());
        let page = get(&realm, &query).expect(200).json();
        assert!(items(&page).len() <= 7 && page["total"] == whole["total"]);
        paged.extend(items(&page));
        let Some(next) = page["next"].as_u64() else { break };
        assert_eq!(next, first + 7);
        first = next;
    }
    assert_eq!(paged, all);
    // All but one: the last page has one event.
    let most = get(&realm, &format!("province={}&on={DAY}&limit={}", province(), all.len() - 1)).expect(200);
    assert_eq!(most.json()["next"], all.len());
    let numbers: Vec<&str> = all.iter().map(|one| text(one, "personal_number")).collect();
    assert!(numbers.is_sorted());
    let body = json!({ "numbers": numbers, "from": DAY, "until": DAY, "limit": 1000 });
    assert_eq!(items(&post(&realm, &body).expect(200).json()), all);
    // One kind is the part of it, and today's day is the usual one.
    let kind = text(&all[0], "kind");
    let query = format!("province={}&on={DAY}&kind={kind}&limit=1000", province());
    let of_kind: Vec<Value> = all.iter().filter(|one| text(one, "kind") == kind).cloned().collect();
    assert_eq!(items(&get(&realm, &query).expect(200).json()), of_kind);
    let today = get(&realm, &format!("province={}", province())).expect(200).json();
    assert!(items(&today).iter().all(|one| text(one, "date") == &FROZEN_AT[..10]), "{}", today["total"]);
}

#[test]
fn a_recorded_death_ends_what_the_nation_had_in_store_in_this_realm_alone() {
    let (realm, other) = (Gateway::shared().realm(), Gateway::shared().realm());
    let before = items(&whole_day(&realm));
    let number = text(&before[0], "personal_number");
    let death = json!({ "event": "death" });
    realm.control("POST", &format!("/citizens/{number}/events")).json(&death).send().expect(201);
    let of = |page: &Value| items(page).iter().filter(|one| text(one, "personal_number") == number).count();
    let after = whole_day(&realm);
    assert_eq!((of(&after), after["changes"].clone()), (0, json!([])), "the change is of another day");
    assert_eq!(items(&whole_day(&other)), before);
    let body = json!({ "numbers": [number], "from": &FROZEN_AT[..10], "until": "2045-12-31" });
    let told = post(&realm, &body).expect(200).json();
    assert_eq!((of(&told), &told["changes"][0]["change"]), (0, &json!("died")));
    assert_eq!(told["changes"].as_array().unwrap().len(), 1);
}

#[test]
fn a_question_without_an_answer_is_refused_with_what_to_ask() {
    let realm = Gateway::shared().realm();
    let number = &adult().personal_number;
    let many = vec![number; 1_001];
    let (from, until) = ("2026-01-01", "2026-01-31");
    let list = |numbers: Value| json!({ "numbers": numbers, "from": from, "until": until });
    let table = [
        (get(&realm, "on=2026-06-10"), "`province`"),
        (get(&realm, "province=Atlantis"), "expected the name or two-digit code of a province"),
        (get(&realm, "province=ha%20noii"), "the nearest known one is `Hà Nội`"),
        (get(&realm, "province=46&on=2026-02-30"), "`on` as a date"),
        (get(&realm, "province=46&on=1989-12-31"), "from 1990-01-01 to 2045-12-31"),
        (get(&realm, "province=46&kind=mariage"), "the nearest known one is `marriage`"),
        (get(&realm, "province=46&first=0"), "`first` from 1"),
        (get(&realm, "province=46&limit=0"), "from 1 to 1000"),
        (get(&realm, "province=46&limit=1001"), "from 1 to 1000"),
        (post(&realm, &list(json!(many))), "at most 1000 `numbers`"),
        (post(&realm, &list(json!([number, "000000000000"]))), "place 2 of the list"),
        (post(&realm, &json!({ "numbers": [number], "from": until, "until": from })), "swap the two"),
        (post(&realm, &json!({ "numbers": [number] })), "missing field `from`"),
    ];
    for (response, expected) in table {
        let response = response.expect(400);
        let detail = text(&response.json(), "detail").to_owned();
        assert_eq!(reason(&response), Reason::ParameterInvalid, "{detail}");
        assert!(detail.contains(expected), "expected `{expected}` in: {detail}");
        assert!(!detail.contains(number.as_str()) && !detail.contains("0000000"), "{detail}");
    }
}

#[test]
fn the_command_line_lists_the_same_one_event_a_line() {
    let realm = Gateway::shared().realm();
    let all = items(&whole_day(&realm));
    let nation = ["--seed", "7", "--population", "100000", "--as-of", DAY];
    let run = |args: &[&str]| Process::run(BINARY, &[&["citizen", "events"], args, &nation].concat());
    let ndjson = |args: &[&str]| -> Vec<Value> {
        let ended = run(&[args, &["--json"]].concat());
        assert_eq!(ended.code, Some(0), "{ended:?}");
        ended.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    assert_eq!(ndjson(&["--province", province()]), all);
    let mut numbers: Vec<&str> = all.iter().map(|one| text(one, "personal_number")).collect();
    numbers.dedup();
    assert_eq!(ndjson(&["--of", &numbers.join(","), "--from", DAY]), all);
    let home = TempDir::new().unwrap();
    let list = home.path().join("subscribed.txt");
    std::fs::write(&list, format!("{}\n\n", numbers.join("\n"))).unwrap();
    let list = list.to_str().unwrap();
    assert_eq!(ndjson(&["--list", list, "--from", DAY, "--until", DAY]), all);
    let read = run(&["--province", province(), "--lang", "vi", "--width", "120"]);
    assert!(read.stdout.lines().count() >= all.len(), "{}", read.stdout.lines().count());
    let refusals = [
        (&["--province", "ha noii"][..], "the nearest known one is `Hà Nội`"),
        (&["--province", "46", "--on", "1989-12-31"], "from 1990-01-01 to 2045-12-31"),
        (&["--of", "000000000000", "--from", DAY], "place 1 of the list"),
        (&["--of", "123", "--from", DAY], "number 1 of the list"),
        (&["--list", "no-such-file", "--from", DAY], "a number a line"),
    ];
    for (args, expected) in refusals {
        let ended = run(args);
        assert_eq!(ended.code, Some(1), "{args:?}: {ended:?}");
        assert!(ended.stderr.contains(expected), "{args:?}: {}", ended.stderr);
    }
}
