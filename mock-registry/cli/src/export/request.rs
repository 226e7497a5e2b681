//! What an export is of, apart from the file: what must be the same for it to be continued.

use std::path::Path;

use anyhow::Result;
use dinhdanh_population::{Nation, ProvinceCode};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::Arguments;
use super::choice;
use super::columns::Field;
use super::slice::Slice;
use crate::dates::Years;
use crate::nation::fingerprint;
use crate::table::{About, Format};

/// A checked request.
pub(super) struct Request {
    pub(super) format: Format,
    pub(super) slice: Slice,
    pub(super) as_of: Date,
    pub(super) alive: bool,
    pub(super) resident_in: Option<ProvinceCode>,
    pub(super) columns: Vec<&'static Field>,
    pub(super) limit: u64,
    /// Rows of a chunk.
    pub(super) chunk: u64,
}

/// Rows of a chunk: what an interruption can cost, and a row group of Parquet.
const CHUNK: u64 = 1 << 18;

impl Request {
    pub(super) fn new(arguments: &Arguments) -> Result<Request> {
        let Years { first, last } = arguments.born.unwrap_or(Years::ALL);
        // Whoever is not born on the day is no part of the nation then: those years need no look.
        let born = Years { first, last: last.min(arguments.as_of.year()) };
        anyhow::ensure!(
            born.first <= born.last,
            "nobody born from {first} on is there as of {}; ask for earlier years, or a later day",
            arguments.as_of
        );
        Ok(Request {
            format: match (arguments.format, is_stdout(&arguments.to)) {
                (None | Some(Format::Csv), true) => Format::Csv,
                (Some(_), true) => {
                    anyhow::bail!("standard output takes CSV only; name a file for other formats")
                }
                (Some(format), false) => format,
                (None, false) => Format::of(&arguments.to)?,
            },
            slice: Slice { province: arguments.province, sex: arguments.sex, born },
            as_of: arguments.as_of,
            alive: arguments.alive,
            resident_in: arguments.resident_in,
            columns: choice::chosen(&arguments.columns)?,
            limit: arguments.limit.unwrap_or(u64::MAX),
            chunk: CHUNK,
        })
    }

    /// Names and values, for the journal and for the file itself.
    pub(super) fn facts(&self, nation: &Nation) -> Result<Map<String, Value>> {
        let spec = nation.spec();
        let code = |province: Option<ProvinceCode>| province.map(ProvinceCode::digits);
        let Years { first, last } = self.slice.born;
        let facts = json!({
            "format": self.format,
            "seed": spec.seed,
            "population": spec.living,
            "id_space": spec.id_space,
            "nation_digest": fingerprint(nation)?,
            "as_of": self.as_of,
            "province": code(self.slice.province),
            "resident_in": code(self.resident_in),
            "born": format!("{first}..{last}"),
            "sex": self.slice.sex,
            "alive": self.alive,
            "columns": self.columns.iter().map(|field| field.column.name).collect::<Vec<_>>().join(","),
            "limit": (self.limit < u64::MAX).then_some(self.limit),
        });
        match facts {
            Value::Object(facts) => Ok(facts),
            _ => Ok(Map::new()),
        }
    }

    /// What the file says of itself.
    pub(super) fn about(&self, facts: &Map<String, Value>) -> About {
        const SAID: [(&str, &str); 8] = [
            ("seed", "seed"),
            ("population", "population"),
            ("id_space", "id_space"),
            ("as_of", "as_of"),
            ("province", "province"),
            ("resident_in", "resident_in"),
            ("born", "born"),
            ("alive", "alive"),
        ];
        SAID.iter().filter_map(|(name, key)| Some((*name, facts.get(*key)?))).fold(
            About::new(),
            |about, (name, value)| match value {
                Value::Null => about,
                Value::String(text) => about.with(name, text),
                other => about.with(name, other.to_string()),
            },
        )
    }
}

/// Whether a name stands for standard output.
pub(super) fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}
