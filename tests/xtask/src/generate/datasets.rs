//! The sector datasets as a page: who keeps each, by which law, and what a record holds.

use dinhdanh_sectors::{Dataset, FieldType, Sensitivity, datasets};

use super::catalogue::GENERATED;

/// One section per dataset, one row per field.
pub(crate) fn page() -> String {
    let mut page = format!(
        "{GENERATED}\n\n# Sector datasets\n\n\
         What {} registers hold about a person as of a date. Each is an [attribute](attributes.md) of the same name, whose value is the array of its records, oldest first: it can be queried under an agreement that names it. \
         Nothing is told before its day, history only grows, and fields without a value are left out. Nested fields about people have `number`, `name` and what the label says; those of land, credit and electricity are described \
         [beside their numbers](datasets-things.md).\n",
        datasets().len()
    );
    datasets().iter().for_each(|dataset| page += &section(dataset));
    page
}

fn section(dataset: &Dataset) -> String {
    let Dataset { name, agency, label_en, label_vi, legal_source, fields, .. } = dataset;
    let class = match dataset.sensitivity {
        Sensitivity::Basic => "basic",
        Sensitivity::Sensitive => "sensitive",
    };
    let rows = fields.iter().map(|field| {
        format!(
            "| `{}` | {} | {} | {} |\n",
            field.name,
            shape(field.field_type),
            field.label_en,
            field.label_vi
        )
    });
    format!(
        "\n## `{name}`\n\n{label_en} ({label_vi}), kept by `{agency}`; {class} personal data. {legal_source}.\n\n\
         | field | shape | English | tiếng Việt |\n|---|---|---|---|\n{}",
        rows.collect::<String>()
    )
}

const fn shape(of: FieldType) -> &'static str {
    match of {
        FieldType::Text => "text",
        FieldType::Date => "`YYYY-MM-DD`",
        FieldType::BirthDate => "`YYYY-MM-DD`, or `YYYY`",
        FieldType::Code => "code",
        FieldType::Flag => "true or false",
        FieldType::Number => "whole number; money in dong",
        FieldType::TextList => "array of texts",
        FieldType::Nested => "object or array of objects",
    }
}
