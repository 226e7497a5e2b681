//! A household as a tree: couples, their children below them.

use dinhdanh_registry::HomeMember;
use jiff::civil::Date;

use super::terminal::{Style, Terminal, columns, cut};
use super::words;
use crate::locale::Locale;

/// The household, as lines; the citizen with `number` stands out.
pub(super) fn tree(
    home: &[HomeMember],
    number: &str,
    as_of: Date,
    locale: Locale,
    terminal: Terminal,
) -> Vec<String> {
    let mut drawing =
        Drawing { home, number, as_of, locale, terminal, drawn: vec![false; home.len()], lines: Vec::new() };
    // Whoever has no parent here begins a tree, the eldest generation first; nobody is left out, whatever the relations.
    for rooted in [true, false] {
        for at in 0..home.len() {
            if !drawing.drawn[at] && (!rooted || drawing.is_root(at)) {
                drawing.draw(at, "", "");
            }
        }
    }
    drawing.lines
}

struct Drawing<'a> {
    home: &'a [HomeMember],
    number: &'a str,
    as_of: Date,
    locale: Locale,
    terminal: Terminal,
    drawn: Vec<bool>,
    lines: Vec<String>,
}

impl Drawing<'_> {
    /// Neither the member nor the spouse hangs below somebody else.
    fn is_root(&self, at: usize) -> bool {
        let member = &self.home[at];
        let parent = |at: usize| self.home.get(at).and_then(|member| member.parent);
        member.parent.is_none() && member.spouse.and_then(parent).is_none()
    }

    fn draw(&mut self, at: usize, lead: &str, below: &str) {
        let Some(member) = self.home.get(at) else { return };
        if std::mem::replace(&mut self.drawn[at], true) {
            return;
        }
        let spouse = member.spouse.filter(|spouse| !self.drawn[*spouse]);
        self.line(at, lead);
        if let Some(spouse) = spouse {
            self.drawn[spouse] = true;
            self.line(spouse, &format!("{below}+ "));
        }
        let parents = [Some(at), spouse];
        let mut children: Vec<usize> = (0..self.home.len())
            .filter(|child| {
                !self.drawn[*child] && self.home[*child].parent.is_some_and(|p| parents.contains(&Some(p)))
            })
            .collect();
        children.sort_by_key(|child| self.home[*child].birthdate);
        let last = children.len();
        for (nth, child) in children.into_iter().enumerate() {
            let (branch, trunk) = if nth + 1 == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.draw(child, &format!("{below}{branch}"), &format!("{below}{trunk}"));
        }
    }

    fn line(&mut self, at: usize, lead: &str) {
        let member = &self.home[at];
        let here = member.number == self.number;
        let relation = words::relation(member.relation, self.locale);
        let about = format!(
            " · {relation} · {}",
            words::born(member.birthdate, words::age(member.birthdate.day(), self.as_of), self.locale)
        );
        let mark = if here { " ◄" } else { "" };
        let room = self.terminal.width.saturating_sub(columns(lead) + columns(mark));
        let name = cut(&member.name, room);
        let about = cut(&about, room.saturating_sub(columns(&name)));
        let name = if here { self.terminal.paint(Style::Strong, &name) } else { name };
        let lead = self.terminal.paint(Style::Faint, lead);
        self.lines.push(format!("{lead}{name}{about}{mark}"));
    }
}
