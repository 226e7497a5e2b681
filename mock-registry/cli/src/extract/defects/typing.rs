//! What stays of a word when the input method was off: keys of Telex (`Nguyeenx`) or VNI (`Nguye6n4`).

use dinhdanh_population::below;
use unicode_normalization::UnicodeNormalization;

use super::Cell;
use super::letters::if_changed;

/// Telex and VNI keys of a tone: pressed at the end of the word.
const TONES: [(char, [char; 2]); 5] = [
    ('\u{301}', ['s', '1']),
    ('\u{300}', ['f', '2']),
    ('\u{309}', ['r', '3']),
    ('\u{303}', ['x', '4']),
    ('\u{323}', ['j', '5']),
];
/// Keys of the breve and the horn; the key of the hat is the letter itself in Telex.
const SHAPES: [(char, [char; 2]); 2] = [('\u{306}', ['w', '8']), ('\u{31b}', ['w', '7'])];
const HAT: char = '\u{302}';
const STROKES: [(char, char); 2] = [('\u{111}', 'd'), ('\u{110}', 'D')];

/// One word with a mark, as keys.
pub(super) fn slip(cell: &Cell<'_>) -> Option<String> {
    let method = below(cell.word, 2) as usize;
    let words: Vec<&str> = cell.text.split(' ').collect();
    let from = below(cell.word.rotate_left(20), words.len() as u64) as usize;
    let (at, typed) = (0..words.len()).map(|i| (from + i) % words.len()).find_map(|at| {
        let typed = keys(words[at], method);
        (typed != words[at]).then_some((at, typed))
    })?;
    let text: Vec<&str> =
        words.iter().enumerate().map(|(i, word)| if i == at { &typed } else { *word }).collect();
    if_changed(cell.text, text.join(" "))
}

fn keys(word: &str, method: usize) -> String {
    let (letters, comma) = word.strip_suffix(',').map_or((word, ""), |letters| (letters, ","));
    let mut typed = String::new();
    let mut tone = None;
    let mut base = ' ';
    for c in letters.nfd() {
        if let Some((_, keys)) = TONES.iter().find(|(mark, _)| *mark == c) {
            tone = Some(keys[method]);
        } else if let Some((_, keys)) = SHAPES.iter().find(|(mark, _)| *mark == c) {
            typed.push(keys[method]);
        } else if c == HAT {
            typed.push(if method == 0 { base } else { '6' });
        } else if let Some((_, letter)) = STROKES.iter().find(|(stroke, _)| *stroke == c) {
            typed.push(*letter);
            typed.push(if method == 0 { *letter } else { '9' });
        } else {
            base = c.to_lowercase().next().unwrap_or(c);
            typed.push(c);
        }
    }
    typed.extend(tone);
    typed + comma
}
