//! A realm's register: people added, edited and removed, events recorded; whoever reads sees them, in this realm, from their day on.

use dinhdanh_harness::{Browser, FROZEN_AT, Gateway, Process, Realm, Response};
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::ready::ReadyCitizen;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{
    BINARY, adult, answered, by_law, citizen, instant_realm_and_client, reason, text, tokens,
};

fn post(realm: &Realm, number: &str, body: &Value) -> Response {
    realm.control("POST", &format!("/citizens/{number}/events")).json(body).send()
}

/// Records what happens today.
fn happens(realm: &Realm, number: &str, event: &Value) -> Value {
    post(realm, number, &json!({ "event": event })).expect(201).json()
}

/// The register's attributes of somebody on a date.
fn register(realm: &Realm, number: &str, as_of: &str) -> Value {
    realm.control("GET", &format!("/citizens/{number}?as_of={as_of}")).send().expect(200).json()["attributes"]
        .clone()
}

fn numbers(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().map(|item| text(item, "personal_number")).collect()
}

pub(crate) fn newcomer() -> Value {
    json!({
        "name": { "family_name": "Nguyễn", "middle_name": "Thị", "given_name": "Mới" },
        "gender": "female", "birthdate": "1995-05-05",
        "permanent_address": { "commune_code": "00004", "line": "12 A" },
    })
}

/// Adds somebody who can log in.
fn added(realm: &Realm) -> ReadyCitizen {
    let change = realm.control("POST", "/citizens").json(&newcomer()).send().expect(201).json();
    let number = text(&change, "personal_number").to_owned();
    happens(realm, &number, &json!("card_issued"));
    happens(realm, &number, &json!({ "account_opened": { "level": 2 } }));
    ReadyCitizen {
        personal_number: number,
        name: "Nguyễn Thị Mới".to_owned(),
        birthdate: "1995-05-05".to_owned(),
        traits: Vec::new(),
    }
}

const EVE: &str = "2026-05-31";
const TODAY: &str = "2026-06-01";

#[test]
fn a_partners_query_and_userinfo_tell_what_was_changed() {
    let (realm, client) = instant_realm_and_client();
    let number = adult().personal_number.as_str();
    let partner = realm.partner_client("justice");
    let asked = || {
        let query = by_law(number, "civil-status", &["name", "marital_status", "spouse"]);
        answered(realm.query(&realm.partner_token(&partner), &query))["attributes"].clone()
    };
    let before = asked();
    let spouse = text(&before["spouse"]["value"], "personal_number").to_owned();
    let name = json!({ "family_name": "Lê", "given_name": "Đổi" });
    let edit = json!({ "set": { "name": name, "phone_number": "0301234567", "email": "a@mail.example" } });
    let path = format!("/citizens/{number}");
    realm.control("PATCH", &path).json(&edit).send().expect(200);
    happens(&realm, &spouse, &json!("death"));

    let after = asked();
    assert_eq!(after["name"]["value"], "Lê Đổi");
    assert_eq!(after["marital_status"]["value"], "widowed");
    assert_eq!(after["spouse"], Value::Null);
    let issued = tokens(&realm, &client, adult(), &[("scope", "openid profile phone email")]);
    let info = realm.userinfo(text(&issued, "access_token")).expect(200).json();
    assert_eq!(
        (&info["name"], &info["phone_number"], &info["email"]),
        (&json!("Lê Đổi"), &json!("+84301234567"), &json!("a@mail.example"))
    );
    // As of the day before, and in another realm, nothing has happened.
    let eve = register(&realm, number, EVE);
    assert_eq!((&eve["name"], &eve["marital_status"]), (&before["name"]["value"], &json!("married")));
    let elsewhere = register(&Gateway::shared().realm(), number, TODAY);
    assert_eq!(
        (&elsewhere["name"], &elsewhere["marital_status"]),
        (&before["name"]["value"], &json!("married"))
    );
    // Nothing of it has a real person's number in an address or a log: the change names whom it is about in its body.
    let changes = realm.control("GET", "/citizens").send().expect(200).json();
    assert_eq!(numbers(&changes["items"]), [number, &spouse]);
}

#[test]
fn a_change_for_a_later_day_waits_for_the_clock() {
    let (realm, _) = instant_realm_and_client();
    let number = adult().personal_number.as_str();
    let partner = realm.partner_client("justice");
    let name = json!({ "name_change": { "family_name": "Lê", "given_name": "Mai" } });
    post(&realm, number, &json!({ "valid_from": "2026-06-10", "event": name })).expect(201);
    let told = || {
        let query = by_law(number, "civil-status", &["name"]);
        answered(realm.query(&realm.partner_token(&partner), &query))["attributes"]["name"]["value"].clone()
    };
    let before = told();
    assert_ne!(before, "Lê Mai");
    realm.advance(9 * 86_400);
    assert_eq!(told(), "Lê Mai");
}

#[test]
fn whoever_is_added_logs_in_and_stands_on_the_pages_and_in_the_ready_file() {
    let (realm, client) = instant_realm_and_client();
    let new = added(&realm);
    let issued = tokens(&realm, &client, &new, &[("scope", "openid profile")]);
    let info = realm.userinfo(text(&issued, "access_token")).expect(200).json();
    assert_eq!((&info["name"], &info["birthdate"]), (&json!("Nguyễn Thị Mới"), &json!("1995-05-05")));
    let ready = realm.control("GET", "/ready").send().expect(200).json();
    assert!(numbers(&ready["citizens"]).contains(&new.personal_number.as_str()));

    let pages = Gateway::shared().realm();
    let client = pages.web_client("web", &json!({}));
    let other = added(&pages);
    let mut browser = Browser::default();
    let login = browser.visit(&pages.authorize_url(&client, &[]));
    assert!(login.response.text().contains(&other.name), "the login page shows the person");
    let found = browser.visit(&format!("{}&q=moi+thi+nguyen&birthdate=1995-05-05", login.url));
    assert!(found.response.text().contains(&other.personal_number), "and finds it by name");
    pages.sign_in(&mut browser, &client, &other, &[]).code();
}

#[test]
fn an_account_that_is_locked_opens_nothing_until_it_is_unlocked() {
    let (realm, client) = instant_realm_and_client();
    let number = adult().personal_number.as_str();
    happens(&realm, number, &json!("account_locked"));
    let hint = [("login_hint", number)];
    let refused = Browser::default().visit(&realm.authorize_url(&client, &hint)).response;
    assert_eq!(reason(&refused), Reason::AccountLocked);
    happens(&realm, number, &json!("account_unlocked"));
    tokens(&realm, &client, adult(), &[]);
    happens(&realm, number, &json!("card_lost"));
    assert_eq!(register(&realm, number, TODAY)["eid_account"]["level"], 1);
    assert_eq!(register(&realm, number, TODAY)["identity_card"]["valid"], false);
    // The register forgets whoever is removed, from that day on.
    realm.control("DELETE", &format!("/citizens/{number}")).send().expect(409);
    let path = format!("/citizens/{number}?valid_from=2026-06-02");
    realm.control("DELETE", &path).send().expect(200);
    register(&realm, number, TODAY);
    let gone = realm.control("GET", &format!("/citizens/{number}?as_of=2026-06-02")).send().expect(404);
    assert_eq!(reason(&gone), Reason::SubjectUnknown);
}

#[test]
fn a_child_that_is_born_a_wedding_and_a_move() {
    let realm = Gateway::shared().realm();
    let mother = added(&realm).personal_number;
    let groom = citizen(&["adult", "divorced", "level-2"]);
    let is_man = register(&realm, &groom.personal_number, TODAY)["gender"] == "male";
    let child = json!({ "birth": { "name": { "family_name": "Lê", "given_name": "An" }, "gender": "male" } });
    let child = happens(&realm, &mother, &child);
    let child = text(&child, "personal_number");
    assert_eq!(numbers(&register(&realm, &mother, TODAY)["children"]), [child]);
    assert_eq!(register(&realm, child, TODAY)["mother"]["name"], "Nguyễn Thị Mới");
    let household = register(&realm, &mother, TODAY)["household"].clone();
    assert_eq!(
        (numbers(&household["members"]), &household["members"][1]["relation"]),
        (vec![mother.as_str(), child], &json!("child"))
    );
    if is_man {
        let wedding = json!({ "marriage": { "spouse": groom.personal_number } });
        happens(&realm, &mother, &wedding);
        assert_eq!(
            register(&realm, &groom.personal_number, TODAY)["spouse"]["personal_number"],
            mother.as_str()
        );
        let to = json!({ "move": { "household_of": groom.personal_number, "with": [child] } });
        post(&realm, &mother, &json!({ "valid_from": "2026-06-05", "event": to })).expect(201);
        let after = register(&realm, &groom.personal_number, "2026-06-05")["household"].clone();
        assert!([mother.as_str(), child].iter().all(|one| numbers(&after["members"]).contains(one)));
    }
    let unborn = realm.control("GET", &format!("/citizens/{child}?as_of={EVE}")).send().expect(404);
    assert_eq!(reason(&unborn), Reason::SubjectUnknown);
}

#[test]
fn an_overlay_is_exported_forgotten_by_a_reset_and_imported_whole() {
    let realm = Gateway::shared().realm();
    let new = added(&realm).personal_number;
    happens(&realm, &adult().personal_number, &json!("card_lost"));
    let seen = || [register(&realm, &new, TODAY), register(&realm, &adult().personal_number, TODAY)];
    let (file, before) = (realm.control("GET", "/overlay").send().expect(200).json(), seen());
    realm.control("POST", "/reset").send().expect(200);
    let empty = realm.control("GET", "/overlay").send().expect(200).json();
    assert_eq!((&empty["changes"], &empty["nation"]), (&json!([]), &file["nation"]));
    realm.control("GET", &format!("/citizens/{new}")).send().expect(404);

    // One bad row among good ones, and nothing is kept.
    let mut bad = file.clone();
    let last = bad["changes"].as_array().unwrap().len() - 1;
    bad["changes"][last]["valid_from"] = json!("1910-01-01");
    let refused = realm.control("PUT", "/overlay").json(&bad).send().expect(409);
    assert_eq!(reason(&refused), Reason::ChangeContradicts);
    bad["changes"][last] =
        json!({ "id": 99, "personal_number": "001090000001", "valid_from": TODAY, "change": "died" });
    let refused = realm.control("PUT", "/overlay").json(&bad).send().expect(400);
    assert_eq!(reason(&refused), Reason::RealDataSuspected);
    assert_eq!(realm.control("GET", "/overlay").send().expect(200).json(), empty);

    let imported = realm.control("PUT", "/overlay").json(&file).send().expect(200).json();
    assert_eq!(imported, json!({ "changes": 4 }));
    assert_eq!(realm.control("GET", "/overlay").send().expect(200).json(), file);
    assert_eq!(seen(), before);
    // The next change has an id of its own.
    assert_eq!(happens(&realm, &new, &json!("card_lost"))["id"], 5);
}

#[test]
fn what_agencies_hold_follows_what_was_recorded() {
    let realm = Gateway::shared().realm();
    let runs = |register: &Value| {
        let records = register["mobile_subscriptions"].as_array().unwrap();
        records.iter().filter(|record| record["ended_on"].is_null()).count()
    };
    let citizens = Gateway::shared().ready.citizens.iter().map(|citizen| citizen.personal_number.as_str());
    let mut living = citizens.map(|number| (number, register(&realm, number, TODAY)));
    let (number, before) = living.find(|(_, register)| runs(register) > 0).unwrap();
    assert_eq!(before["death_certificates"], json!([]));
    happens(&realm, number, &json!("death"));
    let after = register(&realm, number, TODAY);
    assert_eq!(after["death_certificates"][0]["died_on"], TODAY);
    assert_eq!(runs(&after), 0, "{}", after["mobile_subscriptions"]);
    // The partner that may ask for it is told.
    let partner = realm.partner_client("justice");
    let query = by_law(number, "civil-status", &["date_of_death"]);
    let told = answered(realm.query(&realm.partner_token(&partner), &query));
    assert_eq!(told["attributes"]["date_of_death"]["value"], TODAY);
    assert_eq!(register(&Gateway::shared().realm(), number, TODAY), before);
}

#[test]
fn a_change_is_undone_by_its_id_unless_another_rests_on_it() {
    let realm = Gateway::shared().realm();
    let number = adult().personal_number.as_str();
    let before = register(&realm, number, TODAY);
    let spouse = text(&before["spouse"], "personal_number").to_owned();
    let undo = |id: u64| realm.control("DELETE", &format!("/overlay/{id}")).send();
    happens(&realm, &spouse, &json!("death"));
    let new = added(&realm).personal_number;
    let name = json!({ "family_name": "Lê", "given_name": "Đổi" });
    let renamed = happens(&realm, number, &json!({ "name_change": name }));
    assert_eq!(register(&realm, number, TODAY)["marital_status"], "widowed");

    // Whoever was added has a card and an account.
    let refused = undo(2).expect(409);
    assert_eq!(reason(&refused), Reason::ChangeNeeded);
    let problem = refused.text();
    assert!(problem.contains("change `3` of `2026-06-01` would no longer hold"), "{problem}");
    assert!(!problem.contains(&new), "{problem}");
    let (unknown, word) =
        (undo(99).expect(404), realm.control("DELETE", "/overlay/first").send().expect(400));
    assert_eq!((reason(&unknown), reason(&word)), (Reason::ChangeUnknown, Reason::ParameterInvalid));

    assert_eq!(undo(5).expect(200).json(), renamed);
    for id in [1, 4, 3, 2] {
        undo(id).expect(200);
    }
    assert_eq!(register(&realm, number, TODAY), before);
    realm.control("GET", &format!("/citizens/{new}")).send().expect(404);
    assert_eq!(realm.control("GET", "/citizens").send().expect(200).json(), json!({ "items": [] }));
    assert_eq!(reason(&undo(5).expect(404)), Reason::ChangeUnknown);
    // No id is given twice, so that a request that is repeated undoes nothing else.
    assert_eq!(happens(&realm, number, &json!("card_lost"))["id"], 6);
}

#[test]
fn every_change_and_every_undoing_stands_in_the_audit_log_without_a_number() {
    let realm = Gateway::shared().instant_realm();
    let number = adult().personal_number.as_str();
    let partner = realm.partner_client("justice");
    let sub =
        answered(realm.query(&realm.partner_token(&partner), &by_law(number, "civil-status", &["name"])));
    let sub = text(&sub, "sub");
    let from = realm.audit().len();
    let new = realm.control("POST", "/citizens").json(&newcomer()).send().expect(201).json();
    let new = text(&new, "personal_number").to_owned();
    let to = json!({ "move": { "household_of": number } });
    happens(&realm, &new, &to);
    realm.control("DELETE", "/overlay/2").send().expect(200);
    // What is refused is not recorded.
    post(&realm, &new, &json!({ "event": "divorce" })).expect(409);
    realm.control("DELETE", "/overlay/2").send().expect(404);
    let file = realm.control("GET", "/overlay").send().expect(200).json();
    realm.control("DELETE", "/overlay/1").send().expect(200);
    realm.control("PUT", "/overlay").json(&file).send().expect(200);

    let log = realm.audit().split_off(from);
    let told: Vec<_> =
        log.iter().map(|line| &line["event"]).map(|e| json!([e["event"], e["change"], e["kind"]])).collect();
    let line = |event: &str, change: u64, kind: &str| json!([event, change, kind]);
    assert_eq!(
        told,
        [
            line("register_changed", 1, "created"),
            line("register_changed", 2, "moved"),
            line("register_change_undone", 2, "moved"),
            line("register_change_undone", 1, "created"),
            line("register_changed", 1, "created"),
        ]
    );
    assert_eq!(log[1]["event"]["named"], json!([sub]));
    assert_eq!(log[1]["event"]["sub"], log[0]["event"]["sub"]);
    let log = Value::from(log).to_string();
    for secret in [number, &new, "Nguyễn", "1995-05-05", "12 A"] {
        assert!(!log.contains(secret), "`{secret}` stands in the log");
    }
}

#[test]
fn bodies_of_the_register_are_refused_without_repeating_what_came() {
    let realm = Gateway::shared().realm();
    let number = adult().personal_number.as_str();
    let edit = |body: Value| realm.control("PATCH", &format!("/citizens/{number}")).json(&body).send();
    let rows = [
        (edit(json!({ "set": { "birthdate": "2000-01-01" } })), 400, Reason::ParameterInvalid),
        (edit(json!({ "set": {} })), 400, Reason::ParameterInvalid),
        (
            edit(json!({ "valid_from": "yesterday", "set": { "email": "a@test" } })),
            400,
            Reason::ParameterInvalid,
        ),
        (edit(json!({ "set": { "email": "somebody@gmail.com" } })), 400, Reason::RealDataSuspected),
        (edit(json!({ "set": { "phone_number": "0912345678" } })), 400, Reason::RealDataSuspected),
        (post(&realm, number, &json!({ "event": "apotheosis" })), 400, Reason::ParameterInvalid),
        (post(&realm, "12", &json!({ "event": "death" })), 400, Reason::ParameterInvalid),
        (post(&realm, "901000000000", &json!({ "event": "death" })), 404, Reason::SubjectUnknown),
        (
            post(&realm, number, &json!({ "event": { "marriage": { "spouse": "001190000001" } } })),
            400,
            Reason::RealDataSuspected,
        ),
        (
            realm.control("GET", &format!("/citizens/{number}?as_of=soon")).send(),
            400,
            Reason::ParameterInvalid,
        ),
        (realm.control("PUT", "/overlay").json(&json!([])).send(), 400, Reason::ParameterInvalid),
    ];
    for (at, (response, status, wanted)) in rows.into_iter().enumerate() {
        let response = response.expect(status);
        assert_eq!(reason(&response), wanted, "row {at}");
        let body = response.text();
        assert!(
            ["gmail", "0912", "00119", number].iter().all(|came| !body.contains(came)),
            "row {at}: {body}"
        );
    }
    assert_eq!(realm.control("GET", "/citizens").send().expect(200).json(), json!({ "items": [] }));
}

#[test]
fn what_was_recorded_survives_sigkill_and_the_command_line_moves_it() {
    let data = TempDir::new().unwrap();
    let path = data.path().join("data");
    let args = ["--data", path.to_str().unwrap(), "--seed", "7", "--frozen-at", FROZEN_AT];
    let process = Process::serve(BINARY, &args).unwrap();
    let new = added(&process.default_realm());
    process.kill();
    let process = Process::serve(BINARY, &args).unwrap();
    let realm = process.default_realm();
    assert_eq!(register(&realm, &new.personal_number, TODAY)["name"], new.name.as_str());
    assert!(process.ready.citizens.iter().any(|citizen| citizen.personal_number == new.personal_number));

    let file = data.path().join("overlay.json");
    let (file, issuer) = (file.to_str().unwrap(), process.ready.issuer.as_str());
    let run =
        |args: &[&str]| Process::run(BINARY, &[&["realm", "overlay"], args, &["--gateway", issuer]].concat());
    let exported = run(&["export", "default", "--out", file]);
    assert_eq!((exported.code, exported.stderr.as_str()), (Some(0), ""));
    let refused = run(&["import", "default", file]);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.stderr.contains("changes of its own") && refused.stderr.contains("hint: "),
        "{}",
        refused.stderr
    );
    realm.control("POST", "/reset").send().expect(200);
    let imported = run(&["import", "default", file]);
    assert_eq!(
        (imported.code, imported.stdout.trim()),
        (Some(0), "default  3 changes"),
        "{}",
        imported.stderr
    );
    assert_eq!(register(&realm, &new.personal_number, TODAY)["name"], new.name.as_str());
    assert_eq!(run(&["import", "default", "/nowhere"]).code, Some(1));

    let undone = run(&["undo", "default", "3"]);
    let line = |id: u64, kind: &str| format!("{id}  2026-06-01  {kind}  {}", new.personal_number);
    assert_eq!(
        (undone.code, undone.stdout.trim()),
        (Some(0), line(3, "account_opened").as_str()),
        "{}",
        undone.stderr
    );
    let listed = run(&["list", "default"]);
    assert_eq!(listed.stdout.lines().nth(1), Some(line(2, "card_issued").as_str()));
    assert_eq!(listed.stdout.lines().count(), 2);
    let refused = run(&["undo", "default", "1"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("change `2`") && refused.stderr.contains("hint: "), "{}", refused.stderr);
    // What was undone stays undone, and its id used up, after a kill.
    process.kill();
    let process = Process::serve(BINARY, &args).unwrap();
    let realm = process.default_realm();
    assert!(register(&realm, &new.personal_number, TODAY).get("eid_account").is_none());
    assert_eq!(happens(&realm, &new.personal_number, &json!("card_lost"))["id"], 4);
}
