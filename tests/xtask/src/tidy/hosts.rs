//! Addresses in code and pages: loopback, names reserved for examples, and identifiers that only look like addresses.
//!
//! The systems that the wire surfaces imitate have real hosts. No program, page or test of this repository may hold an address that would
//! reach one, or any other.

use super::OWN;
use super::finding::Finding;
use super::tree::Tree;

const CODE: &[&str] = &["css", "html", "js", "mjs", "py", "rs", "svg", "ts"];

/// Names that resolve nowhere (RFC 2606, RFC 6761), and one that is no top-level domain, for what an attacker would register.
const RESERVED: [&str; 8] =
    [".example", ".example.com", ".example.net", ".example.org", ".invalid", ".test", ".localhost", ".evil"];

/// Identifiers that specifications spell like addresses. One that occurs nowhere must go: the list may only shrink.
const IDENTIFIERS: &[&str] = &["http://www.w3.org/2000/svg"];

/// The rule over code and pages.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    scan(tree, IDENTIFIERS)
}

fn scan(tree: &Tree, identifiers: &[&str]) -> Vec<Finding> {
    let files = tree.ending(CODE).filter(|(path, _)| !path.starts_with(OWN));
    let addresses: Vec<_> = files
        .flat_map(|(path, text)| text.lines().enumerate().map(move |(at, line)| (path, at + 1, line)))
        .flat_map(|(path, at, line)| addresses(line).map(move |address| (path, at, address)))
        .collect();
    let reaching = addresses.iter().filter(|(.., address)| {
        !stays_here(address) && !identifiers.iter().any(|identifier| address.starts_with(identifier))
    });
    let mut findings: Vec<_> = reaching
        .map(|(path, at, address)| {
            let message = format!(
                "`{address}` would reach a real host: use `127.0.0.1`, or a name under `.example` (RFC 2606); an identifier of a specification \
                 goes into the list in `tests/xtask/src/tidy/hosts.rs`"
            );
            Finding::line(path, *at, message)
        })
        .collect();
    let unused = identifiers
        .iter()
        .filter(|identifier| !addresses.iter().any(|(.., address)| address.starts_with(**identifier)));
    findings.extend(unused.map(|identifier| {
        Finding::file(
            &format!("{OWN}hosts.rs"),
            format!("`{identifier}` occurs nowhere any more: remove it from the list"),
        )
    }));
    findings
}

fn addresses(line: &str) -> impl Iterator<Item = &str> {
    let starts = line
        .match_indices("://")
        .filter_map(|(at, _)| line[..at].strip_suffix("http").or(line[..at].strip_suffix("https")));
    starts.map(|before| {
        let address = &line[before.len()..];
        address.split(|c: char| c.is_whitespace() || "\"'`<>\\,|)".contains(c)).next().unwrap_or(address)
    })
}

/// Whether the host is this machine, reserved, or filled in when the program runs.
fn stays_here(address: &str) -> bool {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host).to_ascii_lowercase();
    let reserved = |name: &&str| format!(".{host}").ends_with(*name);
    // A name without a dot is nobody's; braces and dollars are filled in at run time; a bracket opens an IPv6 address; networks that begin
    // with 10 are everybody's (RFC 1918).
    !host.trim_matches('.').contains('.')
        || host.contains(['{', '$', '[', '%'])
        || host.starts_with("127.")
        || host.starts_with("10.")
        || RESERVED.iter().any(reserved)
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    #[test]
    fn only_addresses_that_stay_here() {
        for (line, stays) in [
            ("http://127.0.0.1:8006/token", true),
            ("http://localhost/callback", true),
            ("http://[::1]:80/", true),
            ("https://app.example/cb?x=1", true),
            ("https://user:word@id.example", true),
            ("https://login.example.com", true),
            ("https://example.org", true),
            ("https://notexample.org", false),
            ("http://10.0.2.2:8006", true),
            ("http://{address}/x", true),
            ("format!(\"http://{}/\", host)", true),
            ("see https://...", true),
            ("https://sso.dancuquocgia.gov.vn/auth", false),
            ("http://a.example and https://b.vn", false),
            ("https://cdn.jsdelivr.net/x.js", false),
            ("https://id.example@b.vn/", false),
        ] {
            let tree = Tree::planted(&[("a.rs", line)]);
            assert_eq!(scan(&tree, &[]).is_empty(), stays, "{line}");
        }
    }

    #[test]
    fn the_list_of_identifiers_may_only_shrink() {
        let tree = Tree::planted(&[("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">")]);
        assert_eq!(scan(&tree, &["http://www.w3.org/2000/svg"]), []);
        assert!(
            shown(&scan(&tree, &["http://www.w3.org/2000/svg", "https://old.vn"]))
                .contains("`https://old.vn` occurs nowhere")
        );
        assert!(shown(&scan(&tree, &[])).contains("would reach a real host"));
    }

    #[test]
    fn documents_may_cite() {
        assert_eq!(scan(&Tree::planted(&[("a.md", "https://www.rfc-editor.org/rfc/rfc6749")]), &[]), []);
    }
}
