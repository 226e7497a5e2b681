//! The share catalogue as a page: every data group of the annex, with what serves it.

use dinhdanh_sectors::catalogue::{CatalogueRow, Source, Status, share_catalogue};

use super::catalogue::GENERATED;

/// What the lists of the annex are for.
const LISTS: [(u8, &str); 3] = [
    (1, "For management, and the analysis of population and enterprises"),
    (2, "For administrative procedures and management"),
    (3, "Against crime"),
];

/// One section per list of the annex, one row per data group.
pub(crate) fn catalogue() -> String {
    let rows = share_catalogue();
    let mut page = format!(
        "{GENERATED}\n\n# Share catalogue\n\n\
         The annex of Decree 58/2026/ND-CP lists the groups of data that ministries and companies share with the national population database. \
         Each of its {} rows is here, with the dataset or attribute that serves it in this simulator, or the reason why none does.\n\n\
         | status | rows | meaning |\n|---|---|---|\n",
        rows.len()
    );
    for status in Status::ALL {
        let count = rows.iter().filter(|row| row.status == status).count();
        page += &format!("| {} | {count} | {} |\n", words(status), status.meaning());
    }
    for (list, purpose) in LISTS {
        page += &format!(
            "\n## List {list}\n\n{purpose}.\n\n| no. | owner | data group | status | served by | note |\n|---|---|---|---|---|---|\n"
        );
        for row in rows.iter().filter(|row| row.list == list) {
            page += &line(row);
        }
    }
    page
}

fn line(row: &CatalogueRow) -> String {
    let sources: Vec<String> = row
        .sources
        .iter()
        .map(|source| match source {
            Source::Dataset(name) => format!("`{name}`"),
            Source::Attribute(name) => format!("attribute `{name}`"),
        })
        .collect();
    let sources = if sources.is_empty() { "–".to_owned() } else { sources.join(", ") };
    format!(
        "| {} | {} | {} | {} | {sources} | {} |\n",
        row.item,
        row.owner,
        row.group,
        words(row.status),
        row.note
    )
}

fn words(status: Status) -> String {
    status.name().replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_data_group_has_a_row_of_six_cells() {
        let page = catalogue();
        let rows: Vec<&str> =
            page.lines().filter(|line| line.starts_with("| ") && line.matches(" | ").count() == 5).collect();
        // Three headers beside the rows.
        assert_eq!(rows.len(), 204 + 3);
        assert!(
            page.contains(
                "| 52 | Bộ Công an | Giấy chứng nhận đăng ký phương tiện | served | `vehicles` |  |"
            ),
            "{page}"
        );
    }
}
