//! The two ways to place a tone mark on oa, oe, uy: hòa and hoà.

use unicode_normalization::UnicodeNormalization;

use super::Cell;
use super::letters::if_changed;

/// Grave, acute, tilde, hook, dot below.
pub(super) const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
const PAIRS: [[char; 2]; 3] = [['o', 'a'], ['o', 'e'], ['u', 'y']];

/// The tone mark of every word that ends in such a pair, on the other vowel.
pub(super) fn moved(cell: &Cell<'_>) -> Option<String> {
    let words: Vec<String> = cell.text.split(' ').map(word).collect();
    if_changed(cell.text, words.join(" "))
}

fn word(text: &str) -> String {
    let (letters, comma) = match text.strip_suffix(',') {
        Some(letters) => (letters, ","),
        None => (text, ""),
    };
    let apart: Vec<char> = letters.nfd().collect();
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let swapped = match apart.as_slice() {
        [start @ .., a, tone, b] if TONES.contains(tone) => Some((start, *a, *b, [*a, *b, *tone])),
        [start @ .., a, b, tone] if TONES.contains(tone) => Some((start, *a, *b, [*a, *tone, *b])),
        _ => None,
    };
    match swapped {
        // In "quý" the u belongs to the consonant.
        Some((start, a, b, end))
            if PAIRS.contains(&[lower(a), lower(b)]) && start.last().is_none_or(|c| lower(*c) != 'q') =>
        {
            start.iter().copied().chain(end).nfc().chain(comma.chars()).collect()
        }
        _ => text.to_owned(),
    }
}
