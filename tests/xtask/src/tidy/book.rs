//! The book: its table of contents, its links, and the map of crates.

use super::finding::Finding;
use super::manifest::members;
use super::tree::Tree;

const ARCHITECTURE: &str = "docs/src/architecture.md";
/// Crates of this workspace begin so; the tool's own does not.
const PREFIX: &str = "dinhdanh-";

/// The rule over documents.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    [contents(tree), links(tree), architecture(tree)].concat()
}

/// Every page of a book is in its `SUMMARY.md`. Entries without a page are found among the links.
fn contents(tree: &Tree) -> Vec<Finding> {
    let books = tree.paths().filter_map(|path| path.strip_suffix("SUMMARY.md"));
    books
        .flat_map(|book| {
            let summary = format!("{book}SUMMARY.md");
            let entries: Vec<String> = tree
                .get(&summary)
                .into_iter()
                .flat_map(targets)
                .filter_map(|(_, target)| resolve(&summary, target))
                .collect();
            let pages = tree
                .ending(&["md"])
                .map(|(path, _)| path)
                .filter(|path| path.starts_with(book) && *path != summary);
            let missing = pages.filter(|page| !entries.iter().any(|entry| entry == page));
            missing
                .map(|page| {
                    Finding::file(
                        page,
                        format!("is not in `{summary}`: readers cannot reach it; add it there, or remove it"),
                    )
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Relative links lead somewhere.
fn links(tree: &Tree) -> Vec<Finding> {
    let links = tree
        .ending(&["md"])
        .flat_map(|(path, text)| targets(text).map(move |(line, target)| (path, line, target)));
    links
        .filter(|(path, _, target)| resolve(path, target).is_some_and(|to| !tree.has(&to)))
        .map(|(path, line, target)| {
            Finding::line(path, line, format!("`{target}` leads nowhere: expected a file or folder of this repository, relative to this one"))
        })
        .collect()
}

/// The map names every crate, and no crate that is not there.
fn architecture(tree: &Tree) -> Vec<Finding> {
    let Some(text) = tree.get(ARCHITECTURE) else {
        return vec![Finding::file(
            ARCHITECTURE,
            "is missing: it is the map that newcomers start from; write it",
        )];
    };
    let manifests = members(tree);
    let crates: Vec<&str> = manifests.iter().map(|member| member.name.as_str()).collect();
    let named: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
    let unnamed = crates.iter().filter(|name| !named.contains(name));
    let unnamed = unnamed.map(|name| {
        Finding::file(ARCHITECTURE, format!("does not name the crate `{name}`: say what it is for"))
    });
    let unknown = text.lines().enumerate().flat_map(|(at, line)| {
        let words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        words.filter(|word| word.starts_with(PREFIX) && !crates.contains(word)).map(move |word| {
            Finding::line(
                ARCHITECTURE,
                at + 1,
                format!("names `{word}`, which is no crate of the workspace: correct the name, or remove it"),
            )
        })
    });
    unnamed.chain(unknown).collect()
}

/// Line (from 1) and target of each inline link and image outside code.
fn targets(markdown: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    let prose = markdown.lines().enumerate().filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    });
    prose.flat_map(|(at, line)| {
        // Between backticks brackets are code.
        line.split('`').step_by(2).flat_map(|prose| prose.split("](").skip(1)).filter_map(move |rest| {
            let target = rest.split_once(')')?.0.split_whitespace().next()?;
            Some((at + 1, target))
        })
    })
}

/// The path that a relative link in `from` leads to; nothing for links to other sites and within the page.
fn resolve(from: &str, target: &str) -> Option<String> {
    let target = target.split(['#', '?']).next().filter(|target| !target.is_empty())?;
    if target.contains(':') {
        return None;
    }
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return Some(target.to_owned()),
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::finding::shown;
    use super::*;

    const MANIFESTS: [(&str, &str); 2] = [
        ("Cargo.toml", "[workspace]\nmembers = [\"a\"]"),
        ("a/Cargo.toml", "[package]\nname = \"dinhdanh-a\""),
    ];

    fn found(files: &[(&str, &str)]) -> String {
        shown(&check(&Tree::planted(&[&MANIFESTS, files].concat())))
    }

    #[test]
    fn a_tidy_book_passes() {
        let book = [
            ("docs/src/SUMMARY.md", "- [Map](architecture.md)\n- [How](how/to.md)"),
            (
                "docs/src/architecture.md",
                "`dinhdanh-a` does it; see [how](./how/to.md#steps \"steps\"), [a](../../a).",
            ),
            (
                "docs/src/how/to.md",
                "[map](../architecture.md) [rfc](https://www.rfc-editor.org) [here](#x) `[x](y)`\n```md\n[x](y.md)\n```",
            ),
        ];
        assert_eq!(found(&book), "");
    }

    #[test]
    fn pages_links_and_crates_are_checked() {
        let book = [
            ("docs/src/SUMMARY.md", "- [Map](architecture.md)\n- [Gone](gone.md)"),
            ("docs/src/architecture.md", "`dinhdanh-b` does it.\n![x](../x.png)"),
            ("docs/src/lost.md", "[out](../../../out.md)"),
        ];
        assert_snapshot!(found(&book));
    }

    #[test]
    fn there_must_be_a_map() {
        assert!(found(&[]).contains("docs/src/architecture.md: is missing"));
    }
}
