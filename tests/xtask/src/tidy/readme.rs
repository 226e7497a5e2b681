//! Both readmes give the same commands, and the tests' command is the one that CI runs.

use super::finding::Finding;
use super::tree::Tree;
use crate::ci::TEST_COMMAND;

const ENGLISH: &str = "README.md";
const VIETNAMESE: &str = "README.vi.md";
const SHELLS: [&str; 4] = ["bash", "console", "sh", "shell"];

/// The rule over the two readmes.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut commands_of = |path: &str| {
        let Some(text) = tree.get(path) else {
            findings.push(Finding::file(
                path,
                "is missing: newcomers read it first, in either language; write it",
            ));
            return None;
        };
        let commands = commands(text);
        if !commands.contains(&TEST_COMMAND) {
            let message = format!(
                "expected `{TEST_COMMAND}` as a line of a `sh` block: it is the command that CI runs, and readers should run no other"
            );
            findings.push(Finding::file(path, message));
        }
        Some(commands)
    };
    let (english, vietnamese) = (commands_of(ENGLISH), commands_of(VIETNAMESE));
    if let (Some(english), Some(vietnamese)) = (english, vietnamese) {
        let differing =
            (0..english.len().max(vietnamese.len())).find(|at| english.get(*at) != vietnamese.get(*at));
        if let Some(at) = differing {
            let [expected, got] =
                [&english, &vietnamese].map(|commands| commands.get(at).copied().unwrap_or("nothing"));
            let message = format!(
                "expected command {} to be `{expected}` as in `{ENGLISH}`, got `{got}`: keep both readmes in step",
                at + 1
            );
            findings.push(Finding::file(VIETNAMESE, message));
        }
    }
    findings
}

/// The lines of every shell block, without comments, which are translated.
fn commands(markdown: &str) -> Vec<&str> {
    let mut commands = Vec::new();
    let mut fence: Option<&str> = None;
    for line in markdown.lines().map(str::trim) {
        match (line.strip_prefix("```"), fence) {
            (Some(language), None) => fence = Some(language),
            (Some(_), Some(_)) => fence = None,
            (None, Some(language)) if SHELLS.contains(&language) => {
                let command = if line.starts_with('#') {
                    ""
                } else {
                    line.split(" # ").next().unwrap_or(line).trim_end()
                };
                commands.extend((!command.is_empty()).then_some(command));
            }
            (None, _) => {}
        }
    }
    commands
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::finding::shown;
    use super::*;

    const BLOCK: &str =
        "# Tests\n```sh\n# everything\ncargo test --workspace --all-features   # five minutes\n```\n";

    #[test]
    fn comments_may_be_translated() {
        let translated = BLOCK.replace("everything", "tất cả").replace("five minutes", "năm phút");
        assert_eq!(check(&Tree::planted(&[(ENGLISH, BLOCK), (VIETNAMESE, &translated)])), []);
    }

    #[test]
    fn commands_are_the_same_and_the_tests_are_cis() {
        let other = "```sh\ncargo test\n```\n```text\ncargo test --workspace --all-features\n```\n";
        assert_snapshot!(
            "commands_differ",
            shown(&check(&Tree::planted(&[(ENGLISH, BLOCK), (VIETNAMESE, other)])))
        );
        let longer = format!("{BLOCK}```sh\ncargo run\n```\n");
        assert_snapshot!(
            "command_is_missing",
            shown(&check(&Tree::planted(&[(ENGLISH, &longer), (VIETNAMESE, BLOCK)])))
        );
        assert_snapshot!("readme_is_missing", shown(&check(&Tree::planted(&[(ENGLISH, BLOCK)]))));
    }
}
