//! Which columns: sets of them, and names on the command line.

use anyhow::Result;

use super::columns::{FIELDS, Field};

/// Sets of columns. `basic` holds what is found without a look at anybody's home, and is fast.
const SETS: &[(&str, &str, &[&str])] = &[
    ("basic", "fast", &["number", "full_name", "sex", "date_of_birth", "birth_province", "date_of_death"]),
    (
        "core",
        "with origin and residence; about half as fast",
        &[
            "number",
            "full_name",
            "sex",
            "date_of_birth",
            "birth_province",
            "date_of_death",
            "ethnicity",
            "religion",
            "place_of_birth",
            "hometown",
            "residence",
            "residence_province",
            "residence_commune",
        ],
    ),
];
const ALL: &str = "all";

/// The columns that names and sets stand for, each once.
///
/// # Errors
/// If a name is unknown.
pub(super) fn chosen(names: &[String]) -> Result<Vec<&'static Field>> {
    let mut fields: Vec<&'static Field> = Vec::new();
    for name in names {
        let set = SETS.iter().find(|(set, ..)| set == name).map(|(.., names)| *names);
        let named = |field: &&Field| match set {
            _ if name == ALL => true,
            Some(set) => set.contains(&field.column.name),
            None => field.column.name == name,
        };
        let before = fields.len();
        let more: Vec<_> = FIELDS.iter().filter(named).collect();
        anyhow::ensure!(
            !more.is_empty(),
            "expected a column or set of columns, got `{name}`; there are {}",
            known()
        );
        fields.extend(more);
        let kept: Vec<&str> = fields[..before].iter().map(|field| field.column.name).collect();
        let mut at = 0;
        fields.retain(|field| {
            at += 1;
            at <= before || !kept.contains(&field.column.name)
        });
    }
    Ok(fields)
}

fn known() -> String {
    let sets = SETS.iter().map(|(name, ..)| *name).chain([ALL]);
    let names: Vec<String> =
        sets.chain(FIELDS.iter().map(|field| field.column.name)).map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The end of `--help`.
pub(super) fn help() -> String {
    let mut text = "Columns:\n".to_owned();
    for Field { column, about, .. } in FIELDS {
        text.push_str(&format!("  {:<20} {about}\n", column.name));
    }
    text.push_str("\nSets of columns:\n");
    for (name, about, columns) in SETS {
        text.push_str(&format!("  {name:<20} {about}: {}\n", columns.join(", ")));
    }
    text.push_str(&format!("  {ALL:<20} every column\n"));
    text.push_str(
        "\nExample: mock-registry export --to hue.sqlite --province 46 --alive --columns core,phone",
    );
    text
}
