//! Licences of everything a build or a test pulls in.

use super::closure::Closure;
use super::finding::Finding;

/// Licences that ask for no more than a notice. Weak and strong copyleft are absent on purpose: the binary is one static file.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Every licence expression must be satisfiable with allowed licences alone.
pub(crate) fn check(closure: &Closure) -> Vec<Finding> {
    let refused = closure.iter().filter(|(_, expression)| !satisfiable(expression));
    refused
        .map(|(name, expression)| {
            let message = format!(
                "`{name}` has the licence `{expression}`: expected one that the list in `tests/xtask/src/tidy/licence.rs` allows; replace the crate, \
                 or add the licence after reading it"
            );
            Finding::file("Cargo.lock", message)
        })
        .collect()
}

/// Reads an SPDX expression (annex D): `AND` binds more tightly than `OR`; the old spelling of `OR` is a slash.
fn satisfiable(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest) == Some(true) && rest.is_empty()
}

fn either(rest: &mut &[&str]) -> Option<bool> {
    let mut allowed = both(rest)?;
    while let Some((&"OR", tail)) = rest.split_first() {
        *rest = tail;
        allowed |= both(rest)?;
    }
    Some(allowed)
}

fn both(rest: &mut &[&str]) -> Option<bool> {
    let mut allowed = one(rest)?;
    while let Some((&"AND", tail)) = rest.split_first() {
        *rest = tail;
        allowed &= one(rest)?;
    }
    Some(allowed)
}

fn one(rest: &mut &[&str]) -> Option<bool> {
    let (first, tail) = rest.split_first()?;
    *rest = tail;
    if *first == "(" {
        let allowed = either(rest)?;
        let (close, tail) = rest.split_first()?;
        *rest = tail;
        return (*close == ")").then_some(allowed);
    }
    if let Some((exception, tail)) = rest.strip_prefix(&["WITH"]).and_then(<[&str]>::split_first) {
        *rest = tail;
        return Some(ALLOWED.contains(&format!("{first} WITH {exception}").as_str()));
    }
    Some(ALLOWED.contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        for (expression, allowed) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("Apache-2.0 / MIT", true),
            ("GPL-3.0-or-later", false),
            ("MPL-2.0", false),
            ("GPL-3.0-or-later OR MIT", true),
            ("MIT AND GPL-3.0-or-later", false),
            ("MIT OR Apache-2.0 AND GPL-2.0-only", true),
            ("(MIT OR Apache-2.0) AND GPL-2.0-only", false),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("ISC AND (Apache-2.0 OR ISC) AND (Apache-2.0 OR ISC OR MIT-0)", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("GPL-2.0-only WITH Classpath-exception-2.0", false),
            ("", false),
            ("MIT OR", false),
            ("(MIT", false),
            ("MIT MIT", false),
        ] {
            assert_eq!(satisfiable(expression), allowed, "{expression}");
        }
    }

    #[test]
    fn a_refusal_names_crate_and_licence() {
        let closure = Closure::from([
            ("left".to_owned(), "AGPL-3.0".to_owned()),
            ("right".to_owned(), "MIT".to_owned()),
        ]);
        let found = super::super::finding::shown(&check(&closure));
        assert!(found.contains("`left` has the licence `AGPL-3.0`") && !found.contains("right"), "{found}");
    }
}
