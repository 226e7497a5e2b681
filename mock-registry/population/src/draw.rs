//! Choices for whoever builds on the nation: the same seed, other streams.

pub use crate::data::pick::Pick;
pub use crate::mix::{below, chance};

use crate::mix::Key;
use crate::nation::{Nation, Person};
use crate::perm::Perm;

/// A stream of uniform words under a name: a new name changes nothing of the others.
#[derive(Clone, Copy)]
pub struct Stream(Key);

/// A bijection on `0..n` that looks random and can be undone: how an invented number leads back to who has it.
#[derive(Clone, Copy)]
pub struct Permutation(Perm);

impl Nation {
    /// The stream of a name, for example `health.visit`. A name that is used once is never used for another purpose.
    pub fn stream(&self, name: &str) -> Stream {
        // FNV-1a: the name is hashed once per stream, and mixed with the seed by the key.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Stream(self.named_key(hash))
    }
}

impl Stream {
    /// The uniform word of an item.
    pub fn word(&self, item: u64) -> u64 {
        self.0.word(item)
    }

    /// The uniform word of a person.
    pub fn of(&self, nation: &Nation, person: Person) -> u64 {
        self.0.word(nation.index(person))
    }

    /// A stream that belongs to one item of this one.
    pub fn child(&self, item: u64) -> Stream {
        Stream(self.0.child(item))
    }

    /// A permutation of `0..n`.
    pub fn permutation(&self, n: u32) -> Permutation {
        Permutation(Perm::new(n, self.0))
    }
}

impl Permutation {
    /// Where `x` goes; `x` is below `n`.
    pub fn forward(&self, x: u32) -> u32 {
        self.0.forward(x)
    }

    /// What goes to `y`; `y` is below `n`.
    pub fn inverse(&self, y: u32) -> u32 {
        self.0.inverse(y)
    }
}
