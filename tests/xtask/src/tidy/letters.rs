//! Vietnamese stands in tables and locales, not in logic: text that people read is found in one place, and identifiers can be typed anywhere.

use super::finding::Finding;
use super::tree::Tree;

/// Rust files that may hold Vietnamese outside their comments and tests. One that no longer does must go: the list may only shrink.
const TABLES: &[&str] = &[
    "gateway/core/src/seed.rs",
    "gateway/core/src/seed/partners.rs",
    "gateway/server/src/cli/citizen/words.rs",
    "gateway/server/src/cli/organisation/words.rs",
    "gateway/server/src/locale/vi.rs",
    "gateway/server/src/pages/samples.rs",
    "mock-registry/cli/src/calibrate/tables.rs",
    "mock-registry/cli/src/extract/columns.rs",
    "mock-registry/cli/src/extract/defects/legacy.rs",
    "mock-registry/cli/src/extract/defects/places.rs",
    "mock-registry/population/src/data/names.rs",
    "mock-registry/population/src/data/wards.rs",
    "mock-registry/population/src/fold.rs",
    "mock-registry/population/src/home/address.rs",
    "mock-registry/population/src/organisations/title.rs",
    "mock-registry/population/src/papers/card.rs",
    "mock-registry/population/src/papers/print/qr.rs",
    "mock-registry/population/src/person/name.rs",
    "mock-registry/population/src/occupation/table.rs",
    "mock-registry/registry/examples/measure-search.rs",
    "mock-registry/registry/src/identifier.rs",
    "mock-registry/registry/src/personas/gallery.rs",
    "mock-registry/registry/src/traits/vocabulary.rs",
    "mock-registry/sectors/src/associations/dataset.rs",
    "mock-registry/sectors/src/benefits/schema.rs",
    "mock-registry/sectors/src/business/dataset.rs",
    "mock-registry/sectors/src/civil_status/schema.rs",
    "mock-registry/sectors/src/civil_status/table.rs",
    "mock-registry/sectors/src/common_people/places.rs",
    "mock-registry/sectors/src/credit/dataset.rs",
    "mock-registry/sectors/src/education/schema.rs",
    "mock-registry/sectors/src/education/table.rs",
    "mock-registry/sectors/src/electricity/dataset.rs",
    "mock-registry/sectors/src/health/diagnosis.rs",
    "mock-registry/sectors/src/health/programme.rs",
    "mock-registry/sectors/src/health/schema.rs",
    "mock-registry/sectors/src/judicial/dataset.rs",
    "mock-registry/sectors/src/land/dataset.rs",
    "mock-registry/sectors/src/social_insurance/schema.rs",
    "mock-registry/sectors/src/social_insurance/table.rs",
    "mock-registry/sectors/src/telecom/dataset.rs",
    "mock-registry/sectors/src/vehicles/dataset.rs",
    "sdk/protocol/src/attribute/table.rs",
    "sdk/protocol/src/error/table.rs",
    "tests/xtask/src/generate/datasets.rs",
];

/// The rule over Rust files.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    scan(tree, TABLES)
}

fn scan(tree: &Tree, tables: &[&str]) -> Vec<Finding> {
    let sources =
        tree.ending(&["rs"]).filter(|(path, _)| !path.contains("/tests/") && !path.ends_with("/tests.rs"));
    let mut findings = Vec::new();
    for (path, text) in sources {
        match (first(text), tables.contains(&path)) {
            (Some((line, letter)), false) => findings.push(Finding::line(
                path,
                line,
                format!("`{letter}` is no ASCII letter: Vietnamese stands in locale and table files; move the text there, or add the file to `tests/xtask/src/tidy/letters.rs`"),
            )),
            (None, true) => {
                findings.push(Finding::file(path, "holds no Vietnamese any more: remove it from the list in `tests/xtask/src/tidy/letters.rs`"));
            }
            _ => {}
        }
    }
    let gone = tables.iter().filter(|table| tree.get(table).is_none());
    findings.extend(gone.map(|table| {
        Finding::file(table, "does not exist: remove it from the list in `tests/xtask/src/tidy/letters.rs`")
    }));
    findings
}

/// Line and letter of the first one before the tests, comments left out.
fn first(text: &str) -> Option<(usize, char)> {
    let code = text.lines().enumerate().take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
    code.filter(|(_, line)| !line.trim_start().starts_with("//"))
        .find_map(|(at, line)| Some((at + 1, line.chars().find(|c| is_vietnamese(*c))?)))
}

/// Latin letters beyond ASCII, and combining marks; not the micro sign, Greek or arithmetic.
fn is_vietnamese(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}')
        && !matches!(c, '×' | '÷')
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    #[test]
    fn vietnamese_stands_in_tables() {
        for (path, text, found) in [
            ("a/src/lib.rs", "let ho = \"Nguyễn\";", true),
            ("a/src/lib.rs", "let h\u{1ECD} = 1;", true),
            ("a/src/lib.rs", "let d = \"e\u{301}\";", true),
            ("a/src/lib.rs", "// Nguyễn\n/// Trần\n    //! Lê", false),
            ("a/src/lib.rs", "let x = \"2 × 3 µs ≤ √n\";", false),
            ("a/src/lib.rs", "fn f() {}\n#[cfg(test)]\nmod tests { const X: &str = \"Nguyễn\"; }", false),
            ("a/tests/it/main.rs", "let x = \"Nguyễn\";", false),
            ("a/src/pages/tests.rs", "let x = \"Nguyễn\";", false),
        ] {
            assert_eq!(!scan(&Tree::planted(&[(path, text)]), &[]).is_empty(), found, "{path}: {text}");
        }
    }

    #[test]
    fn the_list_may_only_shrink() {
        let tree = Tree::planted(&[("vi.rs", "\"Nguyễn\""), ("en.rs", "\"Smith\"")]);
        assert_eq!(scan(&tree, &["vi.rs"]), []);
        let found = shown(&scan(&tree, &["vi.rs", "en.rs", "old.rs"]));
        assert!(
            found.contains("en.rs: holds no Vietnamese") && found.contains("old.rs: does not exist"),
            "{found}"
        );
    }
}
