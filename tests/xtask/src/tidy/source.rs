//! Length of Rust files, and text that may stand nowhere.

use super::OWN;
use super::finding::Finding;
use super::tree::Tree;

/// Above this a file says in its header why it is long.
const LONG: usize = 600;
/// Above this no reason is good enough.
const TOO_LONG: usize = 900;
/// The header is where a reader looks first.
const HEADER: usize = 15;

struct Ban {
    texts: &'static [&'static str],
    reason: &'static str,
}

/// Banned from Rust files.
const IN_RUST: &[Ban] = &[
    Ban {
        texts: &["[allow("],
        reason: "an exception must notice when it is no longer needed; write `#[expect(lint, reason = \"...\")]`",
    },
    Ban { texts: &["todo!"], reason: "unfinished code does not land; finish it, or leave it out" },
];

/// Banned from every file, at the beginning of a word.
const ANYWHERE: &[Ban] = &[
    Ban {
        texts: &["/home/", "/root/", "/work/", "/Users/"],
        reason: "a path of one machine means nothing on another; use a path relative to the repository",
    },
    Ban {
        texts: &[
            "crates.io",
            "static.crates.io",
            "registry.npmjs.org",
            "pypi.org",
            "files.pythonhosted.org",
            "deb.debian.org",
        ],
        reason: "registries are reached through their clients; name the package, not the host (`omit-lockfile-registry-resolved` keeps npm's lockfile clean)",
    },
];

/// The rule over every file.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let rust = tree.ending(&["rs"]).flat_map(|(path, text)| {
        length(path, text).into_iter().chain(bans(path, text, IN_RUST, |_| true)).collect::<Vec<_>>()
    });
    let files = tree.paths().filter_map(|path| Some((path, tree.get(path)?)));
    let every = files.flat_map(|(path, text)| bans(path, text, ANYWHERE, begins_a_word));
    rust.chain(every).collect()
}

fn length(path: &str, text: &str) -> Option<Finding> {
    let lines = text.lines().count();
    let explained =
        text.lines().take(HEADER).any(|line| line.starts_with("//") && line.contains("long because"));
    match lines {
        0..=LONG => None,
        _ if lines > TOO_LONG => Some(Finding::file(
            path,
            format!(
                "expected at most {TOO_LONG} lines, got {lines}: no reader keeps more in mind; split it by idea"
            ),
        )),
        _ if explained => None,
        _ => Some(Finding::file(
            path,
            format!(
                "expected at most {LONG} lines, got {lines}: split it by idea, or say in a `//` line of its header that it is `long because ...`"
            ),
        )),
    }
}

fn bans(path: &str, text: &str, bans: &'static [Ban], counts: fn(&str) -> bool) -> Vec<Finding> {
    // Cargo's lockfile has the registry in its format.
    if path.starts_with(OWN) || path.ends_with("Cargo.lock") {
        return Vec::new();
    }
    let found = |(at, line): (usize, &str)| {
        let stands = |text: &&&str| line.match_indices(**text).any(|(start, _)| counts(&line[..start]));
        let (text, reason) =
            bans.iter().find_map(|ban| Some((ban.texts.iter().find(stands)?, ban.reason)))?;
        Some(Finding::line(path, at + 1, format!("`{text}` may not stand here: {reason}")))
    };
    text.lines().enumerate().filter_map(found).collect()
}

/// `./src/home/` and `/r/home/` are no machine's paths.
fn begins_a_word(before: &str) -> bool {
    !before.ends_with(|c: char| c.is_alphanumeric() || "._-}>)*".contains(c))
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    fn found(path: &str, text: &str) -> String {
        shown(&check(&Tree::planted(&[(path, text)])))
    }

    #[test]
    fn a_long_file_says_why() {
        let long = |header: &str, lines: usize| format!("{header}\n{}", "fn f() {}\n".repeat(lines - 1));
        assert_eq!(found("a.rs", &long("//! A.", 600)), "");
        assert!(found("a.rs", &long("//! A.", 601)).contains("got 601"));
        assert_eq!(found("a.rs", &long("// long because one table", 601)), "");
        assert!(
            found("a.rs", &long("// long because one table", 901)).contains("at most 900 lines, got 901")
        );
        assert_eq!(found("a.md", &long("#", 2000)), "");
    }

    #[test]
    fn some_text_may_stand_nowhere() {
        for (path, text, banned) in [
            ("a.rs", "#[allow(dead_code)]", true),
            ("a.rs", "#![allow(dead_code)]", true),
            ("a.md", "#[allow(dead_code)]", false),
            ("a.rs", "todo!()", true),
            ("a.md", "see /home/me/x", true),
            ("a.sh", "cd '/home/somebody/main'", true),
            ("a.md", "see src/home/mod.rs and ../home/x", false),
            ("a.rs", "format!(\"{base}/home/\")", false),
            ("a.md", "from crates.io", true),
            ("package-lock.json", "\"https://registry.npmjs.org/jose\"", true),
            ("Cargo.lock", "registry+https://github.com/rust-lang/crates.io-index", false),
        ] {
            assert_eq!(!found(path, text).is_empty(), banned, "{path}: {text}");
        }
    }

    #[test]
    fn a_finding_names_the_line() {
        let found = found("a.rs", "fn a() {}\nfn b() { todo!() }\n");
        assert!(found.starts_with("a.rs:2: `todo!` may not stand here: unfinished code"), "{found}");
    }
}
