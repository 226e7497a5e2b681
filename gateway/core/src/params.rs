//! Request parameters as OAuth defines them: each at most once, an empty one as good as absent (RFC 6749 section 3.1).

use std::collections::{BTreeMap, BTreeSet};

use dinhdanh_protocol::error::Reason;

use crate::Refusal;

/// Parameters of one request.
#[derive(Clone, Default)]
pub struct Params(BTreeMap<String, String>);

impl Params {
    /// Collects decoded pairs; a repeated name is refused, because two readers could pick different ones.
    pub fn collect(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self, Refusal> {
        let mut map = BTreeMap::new();
        for (name, value) in pairs {
            if map.contains_key(&name) {
                let shown: String = name.chars().filter(char::is_ascii_graphic).take(40).collect();
                return Err(Refusal::new(
                    Reason::ParameterRepeated,
                    format!("`{shown}` occurs more than once"),
                ));
            }
            map.insert(name, value);
        }
        map.retain(|_, value| !value.is_empty());
        Ok(Self(map))
    }

    /// A parameter's value, `None` if absent or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A parameter that must be there.
    pub fn require(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name)
            .ok_or_else(|| Refusal::new(Reason::ParameterMissing, format!("expected `{name}`, got none")))
    }

    /// A parameter, owned.
    pub fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// A parameter's blank-separated words, without repetition, in order.
    pub fn words(&self, name: &str) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let words = self.get(name).unwrap_or_default().split(' ').filter(|word| !word.is_empty());
        words.filter(|word| seen.insert(*word)).map(str::to_owned).collect()
    }
}

impl std::fmt::Debug for Params {
    /// Names only: values may be secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn a_repeated_parameter_is_refused_even_when_both_are_equal_or_empty() {
        for list in [[("a", "1"), ("a", "1")], [("a", ""), ("a", "")]] {
            let refusal = Params::collect(pairs(&list)).unwrap_err();
            assert_eq!(refusal.reason, Reason::ParameterRepeated);
        }
    }

    #[test]
    fn an_empty_parameter_is_absent() {
        let params = Params::collect(pairs(&[("a", ""), ("b", "x  y x")])).unwrap();
        assert_eq!(params.get("a"), None);
        assert_eq!(params.words("b"), ["x", "y"]);
        assert_eq!(params.require("a").unwrap_err().reason, Reason::ParameterMissing);
    }

    #[test]
    fn debug_shows_no_values() {
        let params = Params::collect(pairs(&[("client_secret", "hush")])).unwrap();
        assert!(!format!("{params:?}").contains("hush"));
    }
}
