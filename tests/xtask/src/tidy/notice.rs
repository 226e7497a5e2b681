//! Every table of data says where it comes from.

use super::finding::Finding;
use super::tree::Tree;

const NOTICE: &str = "NOTICE";
const DATA: &[&str] = &["mock-registry/population/data/", "mock-registry/sectors/data/"];

/// Tables and their entries in `NOTICE`, both ways.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let notice = tree.get(NOTICE).unwrap_or_default();
    let named: Vec<&str> = notice.split_whitespace().filter(|word| word.ends_with(".csv")).collect();
    let name_of = |path: &'_ str| DATA.iter().find_map(|data| path.strip_prefix(data)).map(str::to_owned);
    let tables: Vec<(&str, String)> =
        tree.ending(&["csv"]).filter_map(|(path, _)| Some((path, name_of(path)?))).collect();
    let without_entry =
        tables.iter().filter(|(_, table)| !named.contains(&table.as_str())).map(|(path, _)| {
            let message =
                format!("`{NOTICE}` does not name it: write under its source there, with the licence");
            Finding::file(path, message)
        });
    let without_table =
        named.iter().filter(|name| !tables.iter().any(|(_, table)| table == *name)).map(|name| {
            let message = format!("names `{name}`, which is in none of {DATA:?}: remove the entry");
            Finding::file(NOTICE, message)
        });
    without_entry.chain(without_table).collect()
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    #[test]
    fn tables_and_entries_agree() {
        let tree =
            |notice| Tree::planted(&[("NOTICE", notice), ("mock-registry/population/data/surnames.csv", "")]);
        assert_eq!(check(&tree("1. A source.\n     surnames.csv (from memory)\n")), []);
        let found = shown(&check(&tree("old_surnames.csv")));
        assert!(found.contains("data/surnames.csv: `NOTICE` does not name it"), "{found}");
        assert!(found.contains("NOTICE: names `old_surnames.csv`, which is in none of"), "{found}");
    }
}
