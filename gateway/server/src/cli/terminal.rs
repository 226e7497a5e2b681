//! What is printed on: how wide it is, and whether it shows colours.

use std::io::IsTerminal as _;

use clap::{Args, ValueEnum};

/// Columns where nothing says how many there are.
const USUAL: usize = 80;
/// Narrower is unreadable, wider is hard to follow.
const LIMITS: (usize, usize) = (40, 120);

#[derive(Debug, Clone, Args)]
pub(super) struct TerminalArgs {
    /// When to colour [possible values: auto, always, never]; `NO_COLOR` is honoured
    #[arg(long, value_enum, default_value_t = When::Auto, hide_possible_values = true, value_name = "WHEN")]
    color: When,
    /// Columns to fill [default: those of the terminal]
    #[arg(long, env = "COLUMNS", hide_env = true, value_name = "COLUMNS")]
    width: Option<usize>,
    /// Any text turns colours off: the NO_COLOR convention
    #[arg(long, env = "NO_COLOR", hide = true)]
    no_color: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

/// What is printed on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    pub(super) width: usize,
    colour: bool,
}

/// How a piece of text stands out.
#[derive(Clone, Copy)]
pub(super) enum Style {
    Strong,
    Faint,
    Warning,
}

impl Terminal {
    pub(super) fn of(args: &TerminalArgs) -> Self {
        let stdout = std::io::stdout();
        let told = || terminal_size::terminal_size_of(&stdout).map(|(width, _)| usize::from(width.0));
        let width = args.width.or_else(told).unwrap_or(USUAL);
        let unwanted = args.no_color.as_deref().is_some_and(|text| !text.is_empty());
        let colour = match args.color {
            When::Always => true,
            When::Never => false,
            When::Auto => stdout.is_terminal() && !unwanted,
        };
        Self::new(width, colour)
    }

    pub(super) fn new(width: usize, colour: bool) -> Self {
        Self { width: width.clamp(LIMITS.0, LIMITS.1), colour }
    }

    /// Text in a style, if colours are shown. Its width does not change.
    pub(super) fn paint(self, style: Style, text: &str) -> String {
        let code = match style {
            Style::Strong => "1",
            Style::Faint => "2",
            Style::Warning => "31",
        };
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// Columns of a text. Everything printed here is in Unicode normalization form C and of letters one column wide.
pub(super) fn columns(text: &str) -> usize {
    text.chars().count()
}

/// A text padded with blanks to a width.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// A text cut to a width, with an ellipsis where something is missing.
pub(super) fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A text in lines no wider than a width, broken between words; a word wider than that is broken too.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split_whitespace() {
        let used = columns(&line);
        if used > 0 && used + 1 + columns(word) > width {
            lines.push(std::mem::take(&mut line));
        } else if used > 0 {
            line.push(' ');
        }
        for letter in word.chars() {
            if columns(&line) == width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    lines.push(line);
    lines
}

/// Labels and values in two columns, long values broken and indented.
pub(super) fn rows(
    terminal: Terminal,
    rows: &[(String, String)],
    indent: usize,
    width: usize,
) -> Vec<String> {
    let label = rows.iter().map(|(label, _)| columns(label)).max().unwrap_or_default().min(width * 2 / 5);
    let room = width.saturating_sub(indent + label + 2);
    let mut lines = Vec::new();
    for (name, value) in rows {
        for (at, line) in wrapped(value, room).into_iter().enumerate() {
            let name = if at == 0 { cut(name, label) } else { String::new() };
            let name = terminal.paint(Style::Faint, &padded(&name, label));
            lines.push(format!("{}{name}  {line}", " ".repeat(indent)));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words() {
        let check = |text: &str, width, expect: &[&str]| assert_eq!(wrapped(text, width), expect, "{text}");
        check("", 5, &[""]);
        check("một hai ba", 7, &["một hai", "ba"]);
        check("một hai ba", 80, &["một hai ba"]);
        check("a bbbbbbbb c", 4, &["a", "bbbb", "bbbb", "c"]);
    }

    #[test]
    fn a_text_too_wide_is_cut_where_it_shows() {
        assert_eq!(cut("Nguyễn Văn An", 13), "Nguyễn Văn An");
        assert_eq!(cut("Nguyễn Văn An", 12), "Nguyễn Văn…");
        assert_eq!(padded("An", 4), "An  ");
    }

    #[test]
    fn colours_change_no_width_and_can_be_off() {
        assert_eq!(Terminal::new(80, false).paint(Style::Strong, "An"), "An");
        assert_eq!(Terminal::new(80, true).paint(Style::Strong, "An"), "\x1b[1mAn\x1b[0m");
        assert_eq!([Terminal::new(3, false).width, Terminal::new(999, false).width], [40, 120]);
    }

    #[test]
    fn no_color_rules_unless_colours_are_asked_for() {
        let args = |color, no_color: Option<&str>| TerminalArgs {
            color,
            width: Some(80),
            no_color: no_color.map(str::to_owned),
        };
        assert!(Terminal::of(&args(When::Always, Some("1"))).colour);
        assert!(!Terminal::of(&args(When::Never, None)).colour);
        assert!(!Terminal::of(&args(When::Auto, Some("1"))).colour);
    }
}
