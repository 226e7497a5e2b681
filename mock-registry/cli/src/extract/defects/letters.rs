//! Defects of letters, case and blanks.

use dinhdanh_population::below;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Cell;

/// A changed text, if it is changed.
pub(super) fn if_changed(before: &str, after: String) -> Option<String> {
    (after != before).then_some(after)
}

/// Letters without marks; the stroke of đ is no combining mark.
pub(super) fn missing_diacritics(cell: &Cell<'_>) -> Option<String> {
    let bare = cell.text.nfd().filter(|c| !is_combining_mark(*c)).map(|c| match c {
        '\u{111}' => 'd',
        '\u{110}' => 'D',
        other => other,
    });
    if_changed(cell.text, bare.collect())
}

/// Normalization form D.
pub(super) fn nfd(cell: &Cell<'_>) -> Option<String> {
    if_changed(cell.text, cell.text.nfd().collect())
}

/// Capitals.
pub(super) fn upper_case(cell: &Cell<'_>) -> Option<String> {
    if_changed(cell.text, cell.text.to_uppercase())
}

/// The given name first, the surname second or last.
pub(super) fn swapped_name_order(cell: &Cell<'_>) -> Option<String> {
    let words: Vec<&str> = cell.text.split(' ').collect();
    let (surname, rest) = words.split_first()?;
    let (given, middle) = rest.split_last()?;
    let order = match below(cell.word, 2) {
        0 => [&[*given], &[*surname], middle].concat(),
        _ => [&[*given], middle, &[*surname]].concat(),
    };
    if_changed(cell.text, order.join(" "))
}

/// A blank too many: before, after, or two for one.
pub(super) fn extra_blanks(cell: &Cell<'_>) -> Option<String> {
    let text = cell.text;
    if text.is_empty() {
        return None;
    }
    Some(match below(cell.word, 3) {
        0 => format!(" {text}"),
        1 => format!("{text}  "),
        _ if text.contains(' ') => text.replacen(' ', "  ", 1 + below(cell.word.rotate_left(16), 3) as usize),
        _ => format!("{text} "),
    })
}
