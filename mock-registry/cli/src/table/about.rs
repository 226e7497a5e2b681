//! What a file says of itself.

/// Names and values that say where a table comes from: a table of a database, key-value metadata of Parquet.
///
/// CSV and NDJSON have no place for them; there, every row has a column `synthetic`.
#[derive(Clone, Debug)]
pub(crate) struct About(Vec<(&'static str, String)>);

impl About {
    /// What every file says first.
    pub(crate) fn new() -> About {
        About(vec![
            ("synthetic", "true".to_owned()),
            ("notice", "Nobody in this file exists; every person is computed.".to_owned()),
            ("program", concat!("mock-registry ", env!("CARGO_PKG_VERSION")).to_owned()),
        ])
    }

    /// Adds a line.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> About {
        self.0.push((name, value.into()));
        self
    }

    /// All of it.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }
}
