//! Every table of data says where it comes from.

use super::finding::Finding;
use super::tree::Tree;

const NOTICE: &str = "NOTICE";
const DATA: &str = "mock-registry/population/data/";

/// Tables and their entries in `NOTICE`, both ways.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let notice = tree.get(NOTICE).unwrap_or_default();
    let named: Vec<&str> = notice.split_whitespace().filter(|word| word.ends_with(".csv")).collect();
    let tables: Vec<&str> = tree.ending(&["csv"]).filter_map(|(path, _)| path.strip_prefix(DATA)).collect();
    let without_entry = tables.iter().filter(|table| !named.contains(table)).map(|table| {
        let message = format!("`{NOTICE}` does not name it: write under its source there, with the licence");
        Finding::file(&format!("{DATA}{table}"), message)
    });
    let without_table = named.iter().filter(|name| !tables.contains(name)).map(|name| {
        let message = format!("names `{name}`, which is not in `{DATA}`: remove the entry");
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
        assert!(found.contains("NOTICE: names `old_surnames.csv`, which is not in"), "{found}");
    }
}
