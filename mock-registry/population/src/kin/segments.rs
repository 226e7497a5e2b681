//! How the births of a year are shared out among the women: national shares, the same for every seed and size.

use std::sync::LazyLock;

use super::bands::{Bands, Zone};
use crate::cell::Cell;
use crate::demography::{FIRST_YEAR, LAST_YEAR, MOTHER_AGES, YOUNGEST_MOTHER, mothers_by, national};
use crate::terms::Sex;

/// First year in which a registered mother can give birth.
const FIRST_MOTHERED: i32 = FIRST_YEAR + YOUNGEST_MOTHER;
/// Segments per year of the mother's age: even-or-odd classes, every-third-year classes, and the rest.
pub(super) const KINDS: usize = 3;
/// Starts of the segments of a year, by mother's age and kind; one more at the end. In fractions of 2^32.
pub(super) type Starts = [u32; MOTHER_AGES * KINDS + 1];
/// Births to women who never marry, relative to those of the others.
const NEVER_MARRIED_FERTILITY: f64 = 0.08;

/// Shares of births, and what is left of a circle of women from one age to the next.
pub(super) struct Segments {
    starts: Vec<Starts>,
    /// Where in a class the births of an age begin, as a fraction of 2^32. Women become mothers in the order of the class.
    turned: Vec<[[u32; KINDS]; MOTHER_AGES]>,
}

/// The shares of all years.
pub(super) fn segments() -> &'static Segments {
    static TABLE: LazyLock<Segments> = LazyLock::new(|| Segments {
        starts: (FIRST_MOTHERED..=LAST_YEAR).map(starts).collect(),
        turned: (FIRST_YEAR..=LAST_YEAR).map(turned).collect(),
    });
    &TABLE
}

impl Segments {
    /// Where the segments of a year of births begin; none before the first registered mother.
    pub(super) fn of_year(&self, year: i32) -> Option<&Starts> {
        self.starts.get(usize::try_from(year - FIRST_MOTHERED).ok()?)
    }

    /// See the field.
    pub(super) fn turned(&self, mother_year: i32, age: usize, kind: usize) -> u32 {
        self.turned[(mother_year - FIRST_YEAR) as usize][age][kind]
    }
}

/// A share of the births of a province and year, in whole births.
pub(super) fn share_of(births: u32, share: u32) -> u32 {
    ((u64::from(births) * u64::from(share) + (1 << 31)) >> 32) as u32
}

/// The zone of women of a year of birth who bear the children of a segment.
pub(super) fn segment_zone(mother_year: i32, age: i32, kind: usize) -> Zone {
    match kind {
        0 => Zone::Class((age % 2) as u32),
        1 => Zone::Class((2 + age % 3) as u32),
        _ if (mother_year + age) % 2 == 0 => Zone::Young,
        _ => Zone::Never,
    }
}

/// Births of a segment relative to `women × fertility`. A zone that may bear at one age in k bears k times as many then.
fn weight(zone: Zone) -> f64 {
    match zone {
        // Two of five classes share the births of all.
        Zone::Class(_) => 2.5,
        Zone::Young => 2.0,
        Zone::Never => 2.0 * NEVER_MARRIED_FERTILITY,
        Zone::Child => 0.0,
    }
}

/// One row of segments: the births of a year shared out among the women of all ages, in a nation a thousand times as
/// large as the real one, so that rounding does not count.
fn starts(year: i32) -> Starts {
    let size = |sex, year| Cell::new(0, sex, year).map(|cell| (cell, (cell.cohort().births * 1e3) as u32));
    let births: f64 =
        [Sex::Male, Sex::Female].iter().filter_map(|sex| size(*sex, year)).map(|(_, n)| f64::from(n)).sum();
    let pattern = national().fertility.pattern(year);
    let mut share = [0.0; MOTHER_AGES * KINDS];
    let mut room = [0.0; MOTHER_AGES * KINDS];
    for (i, (share, room)) in share.iter_mut().zip(&mut room).enumerate() {
        let age = YOUNGEST_MOTHER + (i / KINDS) as i32;
        // Women born before the tables begin have left no record: their children have no registered mother. They are
        // counted as if they were as many as in the first year.
        let registered = size(Sex::Female, year - age);
        let Some((cell, women)) = registered.or(size(Sex::Female, FIRST_YEAR)) else { continue };
        let zone = segment_zone(cell.year(), age, i % KINDS);
        let (_, women) = Bands::new(cell, women).range(zone, cell, age);
        *share = f64::from(women) * pattern[i / KINDS] * weight(zone);
        *room = if registered.is_some() { f64::from(women) } else { 0.0 };
    }
    let per_share = births / share.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let (mut due, mut placed) = (0.0, 0.0);
    let mut out = [0; MOTHER_AGES * KINDS + 1];
    for (i, (share, room)) in share.iter().zip(room).enumerate() {
        out[i] = (placed / births * 4_294_967_295.0) as u32;
        if room > 0.0 {
            // What does not fit for lack of women falls to the next segment.
            due += share * per_share;
            placed += (due - placed).min(room);
        }
    }
    // All births but those of unregistered mothers are placed: what is missing is rounding.
    out[MOTHER_AGES * KINDS] = (placed / births * 4_294_967_295.0 + 0.5) as u32;
    out
}

/// See [`Segments::turned`].
fn turned(year: i32) -> [[u32; KINDS]; MOTHER_AGES] {
    std::array::from_fn(|age| {
        std::array::from_fn(|kind| {
            let zone = segment_zone(year, YOUNGEST_MOTHER + age as i32, kind);
            let births = national().fertility.rate(year, age) * weight(zone);
            // The births of an age go to those who have begun last, newcomers among them.
            let start = mothers_by(year, YOUNGEST_MOTHER + age as i32) - births;
            (start.max(0.0) * 4_294_967_295.0) as u32
        })
    })
}
