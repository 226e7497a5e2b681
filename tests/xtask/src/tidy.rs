//! Rules of this repository that no compiler knows, each with a message that says what to do.

mod book;
mod closure;
mod finding;
mod hosts;
mod layers;
mod letters;
mod licence;
mod manifest;
mod notice;
mod readme;
mod source;
mod tree;

use anyhow::bail;
use finding::Finding;
use tree::Tree;

/// A rule over the repository's text.
type Check = fn(&Tree) -> Vec<Finding>;

/// Where the rules' own examples stand, which break them.
const OWN: &str = "tests/xtask/src/tidy/";

/// Every rule over text. A rule is a pure function, so that its test plants an example in memory.
const CHECKS: &[Check] = &[
    layers::check,
    manifest::check,
    source::check,
    hosts::check,
    letters::check,
    book::check,
    readme::check,
    notice::check,
];

/// Applies every rule and prints what does not fit.
pub(crate) fn run() -> anyhow::Result<()> {
    let tree = Tree::read()?;
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    findings.extend(closure::check()?);
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        count => bail!("{count} findings; each line above says what to do"),
    }
}
