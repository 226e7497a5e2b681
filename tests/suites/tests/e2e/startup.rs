//! The command line: what it refuses to start with, and what its other commands do to a running gateway.

use std::net::TcpListener;

use dinhdanh_harness::{Ended, Process, Request};
use serde_json::json;
use tempfile::TempDir;

use crate::support::{BINARY, adult};

fn refused(args: &[&str]) -> Ended {
    match Process::serve(BINARY, args) {
        Ok(_) => panic!("expected {args:?} to be refused, got a gateway"),
        Err(ended) => ended,
    }
}

fn write(home: &TempDir, name: &str, text: &str) -> String {
    let path = home.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The message names what was wrong and what to do, on standard error, and the exit code says so.
fn check(args: &[&str], expected: &[&str]) {
    let ended = refused(args);
    assert!(matches!(ended.code, Some(1 | 2)), "{args:?}: {ended:?}");
    for part in expected {
        assert!(ended.stderr.contains(part), "{args:?}: expected `{part}` in: {}", ended.stderr);
    }
    assert!(!ended.stderr.contains("panicked"), "{args:?}: {}", ended.stderr);
}

#[test]
fn a_gateway_that_cannot_start_says_what_to_do() {
    let home = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().to_string();
    let unknown = write(&home, "unknown.toml", "[server]\nlisten = \"127.0.0.1:0\"\nport = 1\n");
    let broken = write(&home, "broken.toml", "[server\n");
    let client = write(
        &home,
        "client.toml",
        "[[clients]]\nclient_id = \"c\"\nname = \"C\"\ntoken_endpoint_auth_method = \"client_secret_basic\"\n",
    );
    let short = write(&home, "token", "short\n");
    let file = write(&home, "file", "");
    let missing = home.path().join("missing/dir/x").to_str().unwrap().to_owned();
    let memory = ["--data", ":memory:"];
    let table: &[(&[&str], &[&str])] = &[
        (&["--listen", &port], &["cannot listen on", &port, "--listen"]),
        (&["--listen", "0.0.0.0:0"], &["other machines", "--allow-plaintext-remote"]),
        (&["--listen", "[::]:0"], &["other machines", "--allow-plaintext-remote"]),
        (&["--listen", "0.0.0.0:0", "--allow-plaintext-remote"], &["--issuer"]),
        (&["--config", &unknown], &["unknown field `port`", "line 3", "dinhdanh config schema"]),
        (&["--config", &broken], &["broken.toml", "is not a configuration"]),
        (&["--config", &client], &["client `c`", "client_secret"]),
        (&["--config", &missing], &["cannot read", "missing"]),
        (&["--issuer", "https://id.example/path"], &["cannot be an issuer", "path"]),
        (&["--issuer", "https://id.example/?x"], &["cannot be an issuer", "query"]),
        (&["--issuer", "https://user@id.example/"], &["cannot be an issuer"]),
        (&["--issuer", "ftp://id.example/"], &["cannot be an issuer"]),
        (&["--issuer", "id.example"], &["--issuer"]),
        (&["--admin-token-file", &short], &["16 characters"]),
        (&["--admin-token-file", &missing], &["cannot read", "missing"]),
        (&["--population", "0"], &["population"]),
        (&["--seed", "x"], &["--seed", "x"]),
        (&["--frozen-at", "yesterday"], &["--frozen-at", "yesterday"]),
        (&["--login", "magic"], &["interactive", "instant"]),
        (&["--unknown"], &["--unknown"]),
    ];
    for (args, expected) in table {
        check(&[&memory, *args].concat(), expected);
    }
    check(&["--data", &file], &["file"]);
}

#[test]
fn a_data_directory_belongs_to_one_gateway_at_a_time() {
    let home = TempDir::new().unwrap();
    let data = home.path().to_str().unwrap();
    let first = Process::serve(BINARY, &["--data", data]).unwrap();
    check(&["--data", data], &["in use"]);
    Request::get(&first.ready.issuer).send().expect(303);
    first.kill();
    // A lock that outlived its owner would keep the data from everybody.
    Process::serve(BINARY, &["--data", data]).unwrap();
}

#[test]
fn the_ready_file_is_whole_and_for_its_owner_only() {
    let home = TempDir::new().unwrap();
    let process = Process::serve(BINARY, &["--data", home.path().to_str().unwrap(), "--seed", "7"]).unwrap();
    let issuer = &process.ready.issuer;
    let configuration =
        Request::get(&format!("{issuer}/.well-known/openid-configuration")).send().expect(200);
    assert_eq!(configuration.json()["issuer"], *issuer);
    let over_the_api =
        Request::get(&format!("{}/ready", process.ready.control.url)).send().expect(200).json();
    assert_eq!(over_the_api, serde_json::to_value(&process.ready).unwrap());
    #[cfg(unix)]
    for entry in std::fs::read_dir(home.path()).unwrap() {
        use std::os::unix::fs::PermissionsExt as _;
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: only its owner may read keys and consents", entry.path().display());
    }
}

#[test]
fn a_configuration_is_checked_without_starting() {
    let home = TempDir::new().unwrap();
    let good = "[nation]\nseed = 7\n\n[[clients]]\nclient_id = \"web\"\nname = \"Web\"\n\
                token_endpoint_auth_method = \"client_secret_basic\"\nclient_secret = \"hush-hush-hush\"\n\
                redirect_uris = [\"http://127.0.0.1/cb\"]\n";
    let good = write(&home, "good.toml", good);
    let checked = Process::run(BINARY, &["config", "check", &good]);
    assert_eq!((checked.code, checked.stderr.as_str()), (Some(0), ""), "{checked:?}");
    let bad = write(&home, "bad.toml", "[nation]\nseeds = 7\n");
    let checked = Process::run(BINARY, &["config", "check", &bad]);
    assert_eq!(checked.code, Some(1));
    assert!(checked.stderr.contains("unknown field `seeds`"), "{checked:?}");
    // The configured client works.
    let process = Process::serve(BINARY, &["--data", ":memory:", "--config", &good]).unwrap();
    let request = Request::post(&format!("{}/token", process.ready.issuer)).basic("web", "hush-hush-hush");
    let refused = request.form(&[("grant_type", "authorization_code"), ("code", "x")]).send().expect(400);
    assert_eq!(refused.json()["error"], "invalid_grant", "authenticated, but with no good code");
}

fn run(gateway: &Process, args: &[&str]) -> Ended {
    let address = ["--gateway", gateway.ready.issuer.as_str()];
    Process::run(BINARY, &[args, &address].concat())
}

#[test]
fn the_command_line_moves_realms_keys_and_clocks() {
    let gateway = Process::serve(BINARY, &["--data", ":memory:", "--seed", "7"]).unwrap();
    let ok = |args: &[&str]| {
        let ended = run(&gateway, args);
        assert_eq!(ended.code, Some(0), "{args:?}: {ended:?}");
        ended.stdout
    };
    ok(&["realm", "create", "class-1", "--instant", "--frozen-at", "2026-06-01T00:00:00Z"]);
    ok(&["realm", "advance", "class-1", "90"]);
    let view =
        Request::get(&format!("{}/realms/class-1", gateway.ready.control.url)).send().expect(200).json();
    assert_eq!((&view["now"], &view["login"]), (&json!("2026-06-01T00:01:30Z"), &json!("instant")));
    assert!(ok(&["realm", "list"]).contains("class-1"));
    let kids = |listing: &str| listing.split_whitespace().filter(|word| word.len() == 43).count();
    let before = kids(&ok(&["keys", "list", "--realm", "class-1"]));
    ok(&["keys", "rotate", "ES256", "--realm", "class-1"]);
    assert_eq!(kids(&ok(&["keys", "list", "--realm", "class-1"])), before + 1);
    ok(&["realm", "reset", "class-1"]);
    ok(&["realm", "delete", "class-1"]);
    let again = run(&gateway, &["realm", "delete", "class-1"]);
    assert_eq!(again.code, Some(1));
    assert!(
        again.stderr.contains("there is no such realm") || again.stderr.contains("realm-unknown"),
        "{again:?}"
    );
    let examined = Process::run(BINARY, &["doctor", "--issuer", &gateway.ready.issuer]);
    assert_eq!(examined.code, Some(0), "{examined:?}");
}

#[test]
fn the_command_line_says_when_no_gateway_answers() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("http://{free}");
    let commands =
        [&["realm", "list", "--gateway"][..], &["keys", "list", "--gateway"], &["doctor", "--issuer"]];
    for command in commands {
        let ended = Process::run(BINARY, &[command, &[&address]].concat());
        assert_eq!(ended.code, Some(1), "{command:?}: {ended:?}");
        let said = format!("{}{}", ended.stdout, ended.stderr);
        assert!(said.contains(&free.to_string()), "{command:?}: {said}");
    }
}

#[test]
fn a_citizen_is_looked_up_without_a_gateway() {
    let of_the_nation = ["--seed", "7", "--population", "100000", "--as-of", "2026-06-01", "--json"];
    let show =
        |number: &str| Process::run(BINARY, &[&["citizen", "show", number][..], &of_the_nation].concat());
    let shown = show(&adult().personal_number);
    assert_eq!(shown.code, Some(0), "{shown:?}");
    assert!(shown.stdout.contains(&adult().name), "the same nation as the gateway's");
    let nobody = show("901000000000");
    assert_eq!(nobody.code, Some(1), "{nobody:?}");
    assert!(!nobody.stderr.is_empty());
}

#[cfg(unix)]
#[test]
fn a_gateway_that_is_asked_to_stop_ends_well_and_keeps_what_it_knows() {
    let home = TempDir::new().unwrap();
    let data = home.path().to_str().unwrap();
    let gateway = Process::serve(BINARY, &["--data", data]).unwrap();
    gateway.default_realm().register("kept", &json!({ "client_secret": "kept-kept-kept" }));
    assert_eq!(gateway.stop(), Some(0));
    let gateway = Process::serve(BINARY, &["--data", data]).unwrap();
    let request = Request::post(&format!("{}/token", gateway.ready.issuer)).basic("kept", "kept-kept-kept");
    request.form(&[("grant_type", "authorization_code"), ("code", "x")]).send().expect(400);
}
