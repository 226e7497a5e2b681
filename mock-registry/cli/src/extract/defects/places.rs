//! Defects of addresses.

use dinhdanh_population::{REFORM_DATE, below};
use jiff::ToSpan;

use super::Cell;
use super::letters::if_changed;
use crate::address::line;

/// Where the person lived on the last day of the old division, in its terms.
pub(super) fn old_address(cell: &Cell<'_>) -> Option<String> {
    let subject = cell.subject;
    let last = REFORM_DATE.checked_sub(1.day()).ok()?;
    let home = subject.nation.permanent_residence(subject.person, last)?;
    if_changed(cell.text, line(&home)).filter(|_| subject.as_of >= REFORM_DATE)
}

/// Another commune of the province, in which somebody registered near the person lives.
pub(super) fn neighbour_commune(cell: &Cell<'_>) -> Option<String> {
    let (subject, home) = (cell.subject, &cell.subject.core()?.permanent_residence);
    let nation = subject.nation;
    let own = home.commune;
    let near = |i: u32| {
        let step = 1 + below(cell.word.rotate_left(7 * i), 1_000);
        let other = nation.person_at((nation.index(subject.person) + step) % nation.registered())?;
        let commune = nation.permanent_residence(other, subject.as_of)?;
        (commune.province == home.province && commune.commune.name != own.name)
            .then_some(commune.commune.name)
    };
    let commune = (0..8).find_map(near)?;
    if_changed(cell.text, cell.text.replacen(own.name, commune, 1))
}

/// What clerks write for kinds of places; the longer before the shorter.
const ABBREVIATIONS: [(&str, &str); 12] = [
    ("Thành phố ", "TP. "),
    ("Thị trấn ", "TT. "),
    ("Thị xã ", "TX. "),
    ("tổ dân phố ", "TDP "),
    ("khu phố ", "KP "),
    ("Số nhà ", "SN "),
    ("Phường ", "P. "),
    ("Quận ", "Q. "),
    ("Huyện ", "H. "),
    ("Tỉnh ", "T. "),
    ("Thôn ", "Th. "),
    ("Xã ", "X. "),
];

/// Kinds of places abbreviated.
pub(super) fn abbreviated(cell: &Cell<'_>) -> Option<String> {
    let short =
        ABBREVIATIONS.iter().fold(cell.text.to_owned(), |text, (long, short)| text.replace(long, short));
    if_changed(cell.text, short)
}
