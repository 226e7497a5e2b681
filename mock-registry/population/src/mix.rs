//! Keyed hashing: one stream per field, so that a new field changes no other.

/// The streams. A discriminant is part of every golden record: never renumber, never reuse (10, 22 and 34 are spent).
#[derive(Clone, Copy)]
#[repr(u64)]
pub(crate) enum Field {
    Serial = 1,
    CellOrder = 2,
    BirthOrder = 3,
    BirthDay = 4,
    DeathOrder = 5,
    BirthSpacing = 6,
    WifeOrder = 7,
    HusbandOrder = 8,
    WeddingAge = 9,
    Divorce = 11,
    Surname = 12,
    Ethnicity = 13,
    Religion = 14,
    Given = 15,
    Middle = 16,
    NameLength = 17,
    Blood = 18,
    Hometown = 19,
    BirthWard = 20,
    HomeWard = 21,
    Leaving = 23,
    Stem = 24,
    Move = 25,
    Stay = 26,
    Card = 27,
    ChildCard = 28,
    Account = 29,
    Lock = 30,
    PhoneOrder = 31,
    PhoneSerial = 32,
    PhoneDay = 33,
    OldNumberSerial = 35,
    WardSplit = 36,
    OtherName = 37,
    ResidenceFile = 38,
    Joining = 39,
    TwinOrder = 40,
    Calendar = 41,
    NewName = 42,
    /// Parent of the streams with names.
    Named = 63,
}

/// One more than the greatest discriminant of [`Field`].
const FIELDS: usize = 64;

/// The streams of one nation, ready to use.
#[derive(Clone)]
pub(crate) struct Keys([Key; FIELDS]);

impl Keys {
    /// All streams of the nation grown from `seed`.
    pub(crate) fn new(seed: u64) -> Keys {
        Keys(std::array::from_fn(|field| Key::new(seed, field as u64)))
    }

    /// The stream of one field.
    pub(crate) fn of(&self, field: Field) -> Key {
        self.0[field as usize]
    }
}

/// A stream of pseudo-random words of one field of one nation.
#[derive(Clone, Copy)]
pub(crate) struct Key(u64);

impl Key {
    fn new(seed: u64, field: u64) -> Key {
        Key(finish(finish(seed ^ 0x9e37_79b9_7f4a_7c15).wrapping_add(field << 32 | 0x5bd1_e995)))
    }

    /// The word of one item; equal items give equal words.
    pub(crate) fn word(self, item: u64) -> u64 {
        finish(self.0 ^ item.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    /// A stream that belongs to one item of this stream.
    pub(crate) fn child(self, item: u64) -> Key {
        Key(self.word(item))
    }

    /// The key itself, for a permutation.
    pub(crate) fn raw(self) -> u64 {
        self.0
    }
}

/// A number in `0..n`, uniform when `word` is. `n` may not exceed 2^32 for an even spread.
pub fn below(word: u64, n: u64) -> u64 {
    ((u128::from(word) * u128::from(n)) >> 64) as u64
}

/// True for `per_mille` words of a thousand.
pub fn chance(word: u64, per_mille: u64) -> bool {
    below(word, 1000) < per_mille
}

/// The finaliser of SplitMix64: every input bit reaches every output bit.
fn finish(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_pinned() {
        // If this fails every nation has changed: that is a new major version, not a new expectation.
        let key = Keys::new(2026).of(Field::Serial);
        assert_eq!([key.word(0), key.word(1)], PINNED);
    }
    const PINNED: [u64; 2] = [17_062_068_865_566_548_278, 3_466_070_101_397_956_591];

    #[test]
    fn streams_of_two_fields_differ() {
        assert_ne!(Keys::new(1).of(Field::Serial).word(7), Keys::new(1).of(Field::CellOrder).word(7));
        assert_ne!(Keys::new(1).of(Field::Serial).word(7), Keys::new(2).of(Field::Serial).word(7));
    }

    #[test]
    fn chance_keeps_its_rate() {
        let key = Keys::new(3).of(Field::Card);
        let hits = (0..100_000).filter(|&i| chance(key.word(i), 250)).count();
        assert!((24_000..26_000).contains(&hits), "{hits} of 100,000");
    }
}
