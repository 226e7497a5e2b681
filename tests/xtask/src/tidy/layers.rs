//! Who may name whom: the direction of dependencies between the crates, and the crates that some may not name.

use super::finding::Finding;
use super::manifest::{Manifest, members};
use super::tree::Tree;

/// Each crate and the workspace crates it may name outside its tests. A new crate gets a row here, and thinks about its place in doing so.
const LAYERS: &[(&str, &[&str])] = &[
    ("dinhdanh-protocol", &[]),
    ("dinhdanh-jose", &["dinhdanh-protocol"]),
    ("dinhdanh-population", &[]),
    ("dinhdanh-sectors", &["dinhdanh-population"]),
    ("dinhdanh-registry", &["dinhdanh-population", "dinhdanh-sectors", "dinhdanh-protocol"]),
    ("mock-registry", &["dinhdanh-population", "dinhdanh-sectors", "dinhdanh-registry", "dinhdanh-protocol"]),
    ("dinhdanh-core", &["dinhdanh-protocol", "dinhdanh-jose"]),
    ("dinhdanh-store", &["dinhdanh-core", "dinhdanh-protocol"]),
    (
        "dinhdanh-server",
        &[
            "dinhdanh-protocol",
            "dinhdanh-jose",
            "dinhdanh-core",
            "dinhdanh-store",
            "dinhdanh-population",
            "dinhdanh-registry",
        ],
    ),
    ("dinhdanh-sdk", &["dinhdanh-protocol", "dinhdanh-jose", "dinhdanh-server"]),
    // Conformance tests stand on the harness: it must not lend them the SDK's or jose's view of the protocol.
    ("dinhdanh-harness", &["dinhdanh-protocol", "dinhdanh-server"]),
    ("dinhdanh-suites", &["dinhdanh-harness", "dinhdanh-protocol"]),
    (
        "xtask",
        &[
            "dinhdanh-protocol",
            "dinhdanh-population",
            "dinhdanh-sectors",
            "dinhdanh-registry",
            "dinhdanh-jose",
        ],
    ),
];

/// Crates that the domain may not name: it knows nothing of transport, storage and scheduling.
const OUTSIDE_THE_DOMAIN: &[&str] =
    &["axum", "http", "hyper", "postgres", "reqwest", "rusqlite", "tokio", "tokio-postgres", "tower"];

/// Crates that sign, hash or encrypt: one crate names them, so that one place decides how.
const CRYPTOGRAPHY: &[&str] = &[
    "aes",
    "aes-gcm",
    "argon2",
    "aws-lc-rs",
    "blake3",
    "crypto-bigint",
    "crypto-primes",
    "ed25519-dalek",
    "hmac",
    "jsonwebtoken",
    "md-5",
    "openssl",
    "p256",
    "rand_chacha",
    "ring",
    "rsa",
    "sha1",
    "sha2",
    "signature",
    "x25519-dalek",
];
const CRYPTOGRAPHER: &str = "dinhdanh-jose";
/// Its tests verify what the gateway signs without the code that signed it.
const SECOND_OPINION: &str = "dinhdanh-suites";

/// Modules that conformance tests may not use: a test that shares the code under test agrees with its mistakes.
const NOT_IN_CONFORMANCE: [&str; 2] = ["dinhdanh_jose", "dinhdanh_sdk"];

/// The rule over manifests and the conformance suite's sources.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let members = members(tree);
    let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    let mut findings: Vec<Finding> = members
        .iter()
        .flat_map(|member| [layer(member, &names), bans(member), sandbox(member)].concat())
        .collect();
    findings.extend(conformance(tree));
    findings
}

fn layer(member: &Manifest, names: &[&str]) -> Vec<Finding> {
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == member.name) else {
        return vec![Finding::file(
            &member.path,
            format!(
                "expected `{}` in the table of layers, got none: add a row to `tests/xtask/src/tidy/layers.rs`",
                member.name
            ),
        )];
    };
    let outside_tests = member.declared().filter(|declared| declared.section != "dev-dependencies");
    let wrong =
        outside_tests.filter(|declared| names.contains(&declared.name) && !allowed.contains(&declared.name));
    wrong
        .map(|declared| {
            Finding::file(
                &member.path,
                format!(
                    "`{}` may not depend on `{}`: it may name {}; move the code, or the type both need to a lower crate",
                    member.name,
                    declared.name,
                    if allowed.is_empty() { "no crate of the workspace".to_owned() } else { format!("`{}`", allowed.join("`, `")) },
                ),
            )
        })
        .collect()
}

fn bans(member: &Manifest) -> Vec<Finding> {
    let banned = |section: &str, name: &str| match member.name.as_str() {
        "dinhdanh-core" if OUTSIDE_THE_DOMAIN.contains(&name) => Some(
            "the domain knows nothing of transport, storage and scheduling; define a port there and implement it in a crate above",
        ),
        CRYPTOGRAPHER => None,
        SECOND_OPINION if section == "dev-dependencies" => None,
        _ if CRYPTOGRAPHY.contains(&name) => Some(
            "only `dinhdanh-jose` names a signature, hash or cipher crate; use what it offers, or add it there",
        ),
        _ => None,
    };
    let reasons = member
        .declared()
        .filter_map(|declared| Some((declared.name, banned(declared.section, declared.name)?)));
    reasons
        .map(|(name, reason)| {
            Finding::file(&member.path, format!("`{}` may not name `{name}`: {reason}", member.name))
        })
        .collect()
}

/// A partner's build must not contain the simulator unless asked for.
fn sandbox(member: &Manifest) -> Vec<Finding> {
    if member.name != "dinhdanh-sdk" {
        return Vec::new();
    }
    let firm = member.declared().any(|declared| declared.name == "dinhdanh-server" && !declared.optional);
    let others: Vec<&str> = ["dinhdanh-server", "sandbox"]
        .iter()
        .flat_map(|text| member.features_mentioning(text))
        .filter(|feature| *feature != "sandbox")
        .collect();
    let mut findings = Vec::new();
    if firm {
        findings.push(Finding::file(
            &member.path,
            "`dinhdanh-sdk` must build without `dinhdanh-server`: make the dependency `optional = true` behind the feature `sandbox`",
        ));
    }
    findings.extend(others.iter().map(|feature| {
        Finding::file(
            &member.path,
            format!("the feature `{feature}` turns `dinhdanh-server` on: only the feature `sandbox` may, and nothing may include that one"),
        )
    }));
    findings
}

fn conformance(tree: &Tree) -> Vec<Finding> {
    let sources = tree
        .ending(&["rs"])
        .filter(|(path, _)| path.starts_with("tests/suites/") && path.contains("conformance"));
    let lines =
        sources.flat_map(|(path, text)| text.lines().enumerate().map(move |(at, line)| (path, at + 1, line)));
    lines
        .flat_map(|(path, at, line)| {
            NOT_IN_CONFORMANCE.iter().filter(move |module| line.contains(**module)).map(move |module| {
                Finding::line(
                    path,
                    at,
                    format!("conformance tests may not use `{module}`: a test that shares the code under test agrees with its mistakes; write the bytes out"),
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::finding::shown;
    use super::*;

    fn found(name: &str, rest: &str) -> String {
        let root = "[workspace]\nmembers = [\"a\", \"b\"]";
        let manifest = format!("[package]\nname = \"{name}\"\n{rest}");
        let server = "[package]\nname = \"dinhdanh-server\"";
        shown(&check(&Tree::planted(&[
            ("Cargo.toml", root),
            ("a/Cargo.toml", &manifest),
            ("b/Cargo.toml", server),
        ])))
    }

    #[test]
    fn dependencies_point_one_way() {
        assert_eq!(
            found(
                "dinhdanh-sdk",
                "[dependencies]\ndinhdanh-server = { optional = true }\n[features]\nsandbox = [\"dep:dinhdanh-server\"]"
            ),
            ""
        );
        assert_eq!(found("dinhdanh-core", "[dev-dependencies]\ndinhdanh-server.workspace = true"), "");
        assert_snapshot!(
            "upwards",
            found("dinhdanh-core", "[dependencies]\ndinhdanh-server.workspace = true")
        );
        assert_snapshot!("unknown_crate", found("dinhdanh-new", ""));
    }

    #[test]
    fn some_crates_are_named_in_one_place() {
        assert_eq!(found("dinhdanh-jose", "[dependencies]\nsha2.workspace = true"), "");
        assert_eq!(found("dinhdanh-suites", "[dev-dependencies]\naws-lc-rs.workspace = true"), "");
        assert_ne!(found("dinhdanh-suites", "[dependencies]\naws-lc-rs.workspace = true"), "");
        assert_eq!(found("dinhdanh-server", "[dependencies]\ntokio.workspace = true"), "");
        assert_snapshot!(
            "cryptography",
            found("dinhdanh-registry", "[dev-dependencies]\nsha2.workspace = true")
        );
        assert_snapshot!("domain", found("dinhdanh-core", "[dependencies]\nweb = { package = \"axum\" }"));
    }

    #[test]
    fn the_sdk_builds_without_the_simulator() {
        assert_snapshot!(found(
            "dinhdanh-sdk",
            "[dependencies]\ndinhdanh-server.workspace = true\n[features]\ndefault = [\"sandbox\"]\nsandbox = []"
        ));
    }

    #[test]
    fn conformance_tests_share_no_code_with_what_they_test() {
        let tree = Tree::planted(&[
            ("tests/suites/tests/conformance/token.rs", "use serde_json::json;\nuse dinhdanh_sdk::Client;"),
            ("tests/suites/tests/e2e/main.rs", "use dinhdanh_sdk::Client;"),
        ]);
        assert_snapshot!(shown(&check(&tree)));
    }
}
