//! Numbers that lead back to a person.

use dinhdanh_population::{Nation, Person, Stream};

/// A number space of `digits` decimal digits: everybody has one number of it, scattered, and it leads back.
pub(crate) struct Digits {
    stream: Stream,
    space: u32,
}

impl Digits {
    /// The space `0..space` under a name; it must have room for everybody registered.
    pub(crate) fn new(nation: &Nation, name: &str, space: u32) -> Digits {
        Digits { stream: nation.stream(name), space }
    }

    /// The number of a person.
    pub(crate) fn of(&self, nation: &Nation, person: Person) -> u32 {
        self.stream.permutation(self.space).forward(nation.index(person) as u32)
    }

    /// The person with a number.
    pub(crate) fn person(&self, nation: &Nation, number: u64) -> Option<Person> {
        let number = u32::try_from(number).ok().filter(|number| *number < self.space)?;
        nation.person_at(u64::from(self.stream.permutation(self.space).inverse(number)))
    }
}

/// Place of a person among those before in the order of indices who are the same in some way.
///
/// People who are the same must be neighbours: of one province, or of one province, sex and year of birth.
pub(crate) fn index_in(nation: &Nation, person: Person, same: impl Fn(Person) -> bool) -> u64 {
    let index = nation.index(person);
    // Twice as far at each step until somebody differs, then halves: few looks when the place is near the front.
    let (mut low, mut high) = (index, index);
    let mut step = 1024;
    while low > 0 {
        low = index.saturating_sub(step);
        match nation.person_at(low) {
            Some(other) if same(other) => high = low,
            _ => break,
        }
        step *= 2;
    }
    // `high` is the same; everything before `low` is not.
    while low < high {
        let middle = low + (high - low) / 2;
        match nation.person_at(middle).is_some_and(&same) {
            true => high = middle,
            false => low = middle + 1,
        }
    }
    index - high
}
