//! Datasets and search over the nation, in the protocol's terms.
