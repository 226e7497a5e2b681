//! The events of a life, one below another.

use dinhdanh_registry::{Happening, LifeEvent};
use jiff::civil::Date;

use super::terminal::{Style, Terminal, wrapped};
use super::words;
use crate::locale::Locale;

/// The events of a life, as lines: date, age, what happened.
pub(super) fn timeline(
    born: Option<Date>,
    events: &[LifeEvent],
    locale: Locale,
    terminal: Terminal,
) -> Vec<String> {
    let mut lines = Vec::new();
    for event in events {
        let age = born.map_or(0, |born| words::age(born, event.date));
        let head = format!("{}  {age:>3}  ", event.date);
        let sad = matches!(
            event.what,
            Happening::Death
                | Happening::DeclaredMissing
                | Happening::Departed
                | Happening::AccountChanged { locked: true, .. }
        );
        let text = words::happening(&event.what, locale);
        for (at, line) in wrapped(&text, terminal.width.saturating_sub(head.len())).into_iter().enumerate() {
            let head = if at == 0 { head.clone() } else { " ".repeat(head.len()) };
            let line = if sad { terminal.paint(Style::Warning, &line) } else { line };
            lines.push(format!("{}{line}", terminal.paint(Style::Faint, &head)));
        }
    }
    lines
}
