//! Everything a build pulls in: crates that may be nowhere, crates that some trees may not contain, licences.
//!
//! `cargo tree` answers, and not `cargo metadata`: only the former leaves out what an unused feature of a dependency would have pulled in.
//! It answers for the machine it runs on.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::licence;
use crate::workspace;

/// Crates by name, each with its licence expression.
pub(crate) type Closure = BTreeMap<String, String>;

/// Crates that may be in no shipped tree.
const NOWHERE: &[(&str, &str)] = &[
    ("rsa", "its private-key operations leak timing (RUSTSEC-2023-0071); `aws-lc-rs` does RSA"),
    ("openssl", "it needs the machine's library; `aws-lc-rs` and `rustls` do the same in a static binary"),
    (
        "openssl-sys",
        "it needs the machine's library; `aws-lc-rs` and `rustls` do the same in a static binary",
    ),
    ("native-tls", "it needs the machine's library; `rustls` does the same in a static binary"),
    ("ring", "one cryptographic backend is enough, and it is `aws-lc-rs`"),
];

/// Crates whose trees are pure: no runtime, HTTP or SQL.
const PURE: [&str; 3] = ["dinhdanh-protocol", "dinhdanh-population", "dinhdanh-sectors"];
const IMPURE: &[&str] = &[
    "async-std",
    "axum",
    "http",
    "hyper",
    "libsqlite3-sys",
    "mio",
    "postgres",
    "reqwest",
    "rusqlite",
    "smol",
    "sqlx",
    "tokio",
    "tokio-postgres",
    "tower",
    "ureq",
];

/// Asks Cargo, and applies the rules.
pub(crate) fn check() -> anyhow::Result<Vec<Finding>> {
    let mut findings = nowhere(&closure(&["--workspace", "--edges", "normal,build"])?);
    for name in PURE {
        findings.extend(impure(name, &closure(&["--package", name, "--edges", "normal"])?));
    }
    findings.extend(licence::check(&closure(&["--workspace", "--edges", "all"])?));
    Ok(findings)
}

fn closure(which: &[&str]) -> anyhow::Result<Closure> {
    let shape = ["tree", "--all-features", "--locked", "--prefix", "none", "--format", "{p}\t{l}"];
    Ok(parse(&workspace::output(workspace::cargo(&[&shape, which].concat())?)?))
}

/// Lines `name v1.2.3 (where)<tab>licence`, with ` (*)` after what was shown before.
fn parse(tree: &str) -> Closure {
    let row = |line: &str| {
        let (package, licence) = line.split_once('\t')?;
        let name = package.split_once(' ')?.0;
        Some((name.to_owned(), licence.trim_end_matches(" (*)").to_owned()))
    };
    tree.lines().filter_map(row).collect()
}

fn nowhere(closure: &Closure) -> Vec<Finding> {
    let present = NOWHERE.iter().filter(|(name, _)| closure.contains_key(*name));
    present
        .map(|(name, reason)| {
            let message = format!("`{name}` may be nowhere: {reason}; `cargo tree --workspace --all-features --invert {name}` shows who asks for it");
            Finding::file("Cargo.lock", message)
        })
        .collect()
}

fn impure(of: &str, closure: &Closure) -> Vec<Finding> {
    let present = IMPURE.iter().filter(|name| closure.contains_key(**name));
    present
        .map(|name| {
            let message = format!("`{of}` may not contain `{name}`: it is pure, without runtime, HTTP and SQL; `cargo tree --package {of} --invert {name}` shows who asks for it");
            Finding::file("Cargo.lock", message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::finding::shown;
    use super::*;

    const TREE: &str = "\
dinhdanh-protocol v0.1.0 (sdk/protocol)\tApache-2.0
tokio v1.54.0\tMIT

ring v0.17.14\tApache-2.0 AND ISC
serde v1.0.229\tMIT OR Apache-2.0 (*)
";

    #[test]
    fn banned_crates_are_found_wherever_they_are() {
        assert_snapshot!("nowhere", shown(&nowhere(&parse(TREE))));
        assert_snapshot!("impure", shown(&impure("dinhdanh-protocol", &parse(TREE))));
    }

    #[test]
    fn what_was_shown_before_is_read_too() {
        assert_eq!(parse(TREE).get("serde").map(String::as_str), Some("MIT OR Apache-2.0"));
    }
}
