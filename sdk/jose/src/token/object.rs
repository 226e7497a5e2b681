//! A JSON object whose member names are unique (RFC 7515 section 4, RFC 7519 section 4).
//!
//! Parsers disagree on which of two equal names counts, so a token with a duplicate can mean different things to two readers.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// Members by name, values still as text.
pub(super) struct Object<'a>(BTreeMap<String, &'a RawValue>);

impl<'a> Object<'a> {
    /// `None` for anything but an object, and for duplicate names. Nested objects are not looked into.
    pub(super) fn parse(json: &'a [u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// `None` when the member is absent, `Some(Err(()))` when it is of another type; `null` is another type.
    pub(super) fn get<T: DeserializeOwned>(&self, name: &str) -> Option<Result<T, ()>> {
        Some(serde_json::from_str(self.0.get(name)?.get()).map_err(|_| ()))
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Unique;

        impl<'de> Visitor<'de> for Unique {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = BTreeMap::new();
                while let Some((name, value)) = map.next_entry()? {
                    if members.insert(name, value).is_some() {
                        return Err(A::Error::custom("duplicate member"));
                    }
                }
                Ok(Object(members))
            }
        }

        deserializer.deserialize_map(Unique)
    }
}
