//! Defects of numbers.

use dinhdanh_population::below;

use super::Cell;
use super::letters::if_changed;

/// The old number of the person, if there is one.
pub(super) fn old_number(cell: &Cell<'_>) -> Option<String> {
    let subject = cell.subject;
    Some(subject.nation.old_number(subject.person, subject.as_of)?.digits())
}

/// The mobile number of somebody anywhere in the nation.
pub(super) fn anothers_phone(cell: &Cell<'_>) -> Option<String> {
    let subject = cell.subject;
    let nation = subject.nation;
    // Most people have a number: a dozen tries find one all but always.
    (0..12).find_map(|i| {
        let other = nation.person_at(below(cell.word.rotate_left(5 * i), nation.registered()))?;
        let phone = nation.phone(other, subject.as_of).filter(|_| other != subject.person)?;
        if_changed(cell.text, phone.digits())
    })
}

/// One digit replaced by another.
pub(super) fn wrong_digit(cell: &Cell<'_>) -> Option<String> {
    let mut digits = cell.text.as_bytes().to_vec();
    let at = below(cell.word, digits.len() as u64) as usize;
    let digit = digits.get_mut(at).filter(|digit| digit.is_ascii_digit())?;
    *digit = b'0' + (*digit - b'0' + 1 + below(cell.word.rotate_left(24), 9) as u8) % 10;
    String::from_utf8(digits).ok()
}

/// Two neighbouring digits exchanged: the first pair that differs, from somewhere on.
pub(super) fn swapped_digits(cell: &Cell<'_>) -> Option<String> {
    let mut digits = cell.text.as_bytes().to_vec();
    let pairs = digits.len().saturating_sub(1);
    let from = below(cell.word, pairs as u64) as usize;
    let at = (0..pairs).map(|i| (from + i) % pairs).find(|i| digits[*i] != digits[i + 1])?;
    digits.swap(at, at + 1);
    String::from_utf8(digits).ok()
}

/// Without the zeros in front.
pub(super) fn leading_zero_lost(cell: &Cell<'_>) -> Option<String> {
    let rest = cell.text.trim_start_matches('0');
    (!rest.is_empty() && rest.len() < cell.text.len()).then(|| rest.to_owned())
}
