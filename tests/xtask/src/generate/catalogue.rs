//! Documents made from the wire contract's tables.

use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::ready::ReadyFile;
use serde::Serialize;

/// First line of a derived page, for whoever opens it to edit it.
pub(super) const GENERATED: &str =
    "<!-- Derived from code by `cargo xtask generate`; edit the code instead. -->";

/// The error catalogue: one section per reason, so that each has an address.
pub(crate) fn errors() -> String {
    let mut page = format!(
        "{GENERATED}\n\n# Error catalogue\n\n\
         Every refusal carries one of these codes. The title and the remedy come in English and Vietnamese on the wire too.\n"
    );
    for reason in Reason::ALL {
        let info = reason.info();
        page += &format!(
            "\n## {code}\n\n{title}. *{title_vi}.*\n\n\
             - What to do: {remedy}. *{remedy_vi}.*\n- Rule: {rule}\n- Class: `{class}`; OAuth error: `{oauth}`\n",
            code = info.code,
            title = sentence(info.title_en),
            title_vi = sentence(info.title_vi),
            remedy = info.remedy_en,
            remedy_vi = sentence(info.remedy_vi),
            rule = info.rule,
            class = name(&info.class),
            oauth = name(&info.oauth),
        );
    }
    page
}

/// The attribute catalogue: one row per attribute.
pub(crate) fn attributes() -> String {
    let mut page = format!(
        "{GENERATED}\n\n# Attribute catalogue\n\n\
         | name | label | label in Vietnamese | type | class | scope | where the law lists it |\n|---|---|---|---|---|---|---|\n"
    );
    for attribute in Attribute::ALL {
        let info = attribute.info();
        page += &format!(
            "| `{}` | {} | {} | {} | {} | {} | {} |\n",
            info.name,
            info.label_en,
            info.label_vi,
            name(&info.value_type),
            name(&info.sensitivity),
            info.scope.map_or_else(|| "–".to_owned(), |scope| format!("`{scope}`")),
            info.legal_source,
        );
    }
    page
}

/// The schema of the ready-file.
pub(crate) fn ready_file() -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&schemars::schema_for!(ReadyFile))? + "\n")
}

/// The name that a value of an enum has on the wire.
fn name(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).ok();
    value.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_section_with_its_names() {
        let page = errors();
        for reason in Reason::ALL {
            assert!(page.contains(&format!("\n## {}\n", reason.code())), "{}", reason.code());
        }
        assert!(page.contains("\n- Class: `bad-request`; OAuth error: `invalid_request`\n"), "{page}");
        assert!(page.contains("A required parameter is missing. *Thiếu tham số bắt buộc.*"), "{page}");
        assert!(!page.contains("``"), "a name is empty");
    }

    #[test]
    fn every_attribute_has_a_row_of_seven_cells() {
        let page = attributes();
        let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
        assert_eq!(rows.len(), Attribute::ALL.len());
        for row in rows {
            assert_eq!(row.matches(" | ").count(), 6, "{row}");
        }
    }

    #[test]
    fn the_ready_files_schema_names_its_members() -> anyhow::Result<()> {
        let schema: serde_json::Value = serde_json::from_str(&ready_file()?)?;
        assert_eq!(schema["title"], "dinhdanh ready-file");
        assert!(schema["properties"]["clients"].is_object());
        Ok(())
    }
}
