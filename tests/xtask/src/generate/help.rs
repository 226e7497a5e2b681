//! Documents that the binary itself prints.

use super::catalogue::GENERATED;
use crate::workspace;

/// The schema of the configuration file.
pub(crate) fn config_schema(binary: &str) -> anyhow::Result<String> {
    Ok(printed(binary, &["config", "schema"])? + "\n")
}

/// The help of the command and of every command below it.
pub(crate) fn commands(binary: &str) -> anyhow::Result<String> {
    let mut page = format!("{GENERATED}\n\n# Command line\n");
    let mut waiting = vec![Vec::<String>::new()];
    while let Some(words) = waiting.pop() {
        let args: Vec<&str> = words.iter().map(String::as_str).chain(["--help"]).collect();
        let help = printed(binary, &args)?;
        let title =
            ["dinhdanh"].into_iter().chain(words.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
        page += &format!("\n## `{title}`\n\n```text\n{help}\n```\n");
        let below = subcommands(&help).into_iter().rev();
        waiting.extend(below.map(|name| [words.as_slice(), &[name.to_owned()]].concat()));
    }
    Ok(page)
}

/// The names below `Commands:`, without `help`, which says nothing of its own.
fn subcommands(help: &str) -> Vec<&str> {
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let list = list.take_while(|line| !line.is_empty());
    // Names are indented by two; what is indented by more continues a description.
    let names = list.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect()
}

/// What the binary prints without an environment: help shows the values of variables, and wraps at the terminal's width.
fn printed(binary: &str, args: &[&str]) -> anyhow::Result<String> {
    let mut command = workspace::command(binary, args)?;
    command.env_clear();
    let text = workspace::output(command)?;
    Ok(text.trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subcommands_are_read_from_the_help() {
        let help = "A gateway\n\nUsage: dinhdanh <COMMAND>\n\nCommands:\n  serve   Serves\n            for long\n  config  Shows\n  help    Helps\n\n\
                    Options:\n  -h, --help  Print help\n";
        assert_eq!(subcommands(help), ["serve", "config"]);
        assert_eq!(subcommands("Usage: dinhdanh serve\n\nOptions:\n  -h  Help\n"), Vec::<&str>::new());
    }
}
