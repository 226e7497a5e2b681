//! The partner's SDK: log a citizen in, query verified attributes.
