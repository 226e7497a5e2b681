//! Text in one of the two old Vietnamese encodings, read as Windows-1252: what TCVN3 (ABC) and VNI fonts leave behind.

use dinhdanh_population::below;
use unicode_normalization::UnicodeNormalization;

use super::Cell;
use super::letters::if_changed;

/// Letters and what their TCVN3 byte is in Windows-1252 (TCVN 5712:1993, third code table). Capitals with a tone have no
/// byte: a font of capitals shows the small ones, so that the small ones stand in the file.
const TCVN3: [(&str, &str); 2] = [
    (
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ",
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u{ad}õö÷øùúûüýþ",
    ),
    ("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§"),
];
/// Letters with a byte of their own in VNI for Windows.
const VNI_LETTERS: [(&str, &str); 2] = [("ơưđíìỉĩịỵ", "ôöñíìæóòî"), ("ƠƯĐÍÌỈĨỊỴ", "ÔÖÑÍÌÆÓÒÎ")];
/// Marks in VNI: a byte after the letter, by mark of the vowel and tone: none, acute, grave, hook, tilde, dot.
const VNI_MARKS: [(Option<char>, [&str; 6]); 3] = [
    (None, ["", "ù", "ø", "û", "õ", "ï"]),
    (Some('\u{302}'), ["â", "á", "à", "å", "ã", "ä"]),
    (Some('\u{306}'), ["ê", "é", "è", "ú", "ü", "ë"]),
];
const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

/// The text in one of the two, misread.
pub(super) fn damaged(cell: &Cell<'_>) -> Option<String> {
    let composed = cell.text.nfc();
    let damaged = match below(cell.word, 2) {
        0 => composed.map(tcvn3).collect(),
        _ => composed.map(vni).collect::<Vec<_>>().concat(),
    };
    if_changed(cell.text, damaged)
}

fn in_tables(tables: &[(&str, &str)], letter: char) -> Option<char> {
    tables
        .iter()
        .find_map(|(letters, bytes)| letters.chars().zip(bytes.chars()).find(|(l, _)| *l == letter))
        .map(|(_, byte)| byte)
}

fn tcvn3(letter: char) -> char {
    let small = || letter.to_lowercase().next().and_then(|small| in_tables(&TCVN3, small));
    in_tables(&TCVN3, letter).or_else(small).unwrap_or(letter)
}

fn vni(letter: char) -> String {
    if let Some(byte) = in_tables(&VNI_LETTERS, letter) {
        return byte.to_string();
    }
    let mut base = String::new();
    let (mut shape, mut tone) = (None, 0);
    for c in std::iter::once(letter).nfd() {
        match TONES.iter().position(|mark| *mark == c) {
            Some(at) => tone = at + 1,
            None if matches!(c, '\u{302}' | '\u{306}') => shape = Some(c),
            None => base.push(c),
        }
    }
    let base: String = base.nfc().map(|c| in_tables(&VNI_LETTERS, c).unwrap_or(c)).collect();
    let mark = VNI_MARKS.iter().find(|(of, _)| *of == shape).map_or("", |(_, marks)| marks[tone]);
    if letter.is_uppercase() { base + &mark.to_uppercase() } else { base + mark }
}
