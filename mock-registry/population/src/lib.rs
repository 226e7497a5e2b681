//! The nation as a pure function of seed, person and date: no I/O.
