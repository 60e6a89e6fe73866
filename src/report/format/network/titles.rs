//! The titles of the attributes of nodes and edges.

use std::collections::HashSet;

use crate::report::layout::Table;

/// Names that formats or programs reserve. An attribute with such a title would hide the program's own attribute, or be
/// hidden by it.
const RESERVED: [&str; 21] = [
    "id",
    "label",
    "name",
    "key",
    "source",
    "target",
    "type",
    "kind",
    "directed",
    "symmetric",
    "weight",
    "start",
    "end",
    "timestamp",
    "timeset",
    "interval",
    "spells",
    "slices",
    "pid",
    "parents",
    "viz",
];

/// The titles of the columns of a table: their names, unless a name is reserved. Of a row that is an `affiliation`,
/// `id` becomes `affiliation`, and `label` becomes `affiliation.label`.
pub(super) fn titles(table: &Table, row: &str) -> Vec<String> {
    let names: HashSet<_> = table.columns.iter().map(|column| column.name.to_lowercase()).collect();
    let mut titles = Vec::new();
    // Programs compare titles without case.
    let mut taken = HashSet::new();
    for column in &table.columns {
        let name = column.name.as_str();
        let is_reserved = RESERVED.iter().any(|word| word.eq_ignore_ascii_case(name));
        let mut title = match name {
            "id" => row.to_owned(),
            name if is_reserved => format!("{row}.{name}"),
            name => name.to_owned(),
        };
        while taken.contains(&title.to_lowercase())
            || (title != name && names.contains(&title.to_lowercase()))
        {
            title.push('_');
        }
        taken.insert(title.to_lowercase());
        titles.push(title);
    }
    titles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{CellType, Column, options::EmptyLists};

    fn table(names: &[&str]) -> Table {
        let column = |name: &&str| Column {
            name: (*name).to_owned(),
            cell_type: CellType::Text,
            description: String::new(),
            path: Vec::new(),
            bound: None,
            is_enum: false,
            is_date: false,
            joined_at: None,
        };
        Table {
            columns: names.iter().map(column).collect(),
            rows: String::new(),
            row_keys: Vec::new(),
            row_list_count: 0,
            limited: Vec::new(),
            exploded: Vec::new(),
            empty_lists: EmptyLists::Keep,
            parts: Vec::new(),
        }
    }

    #[test]
    fn reserved_names_get_another_title() {
        for (names, expected) in [
            (&["id", "role", "subject.name"][..], &["affiliation", "role", "subject.name"][..]),
            (
                &["label", "Weight", "END"],
                &["affiliation.label", "affiliation.Weight", "affiliation.END"],
            ),
            (&["id", "affiliation"], &["affiliation_", "affiliation"]),
            (&["affiliation", "Id"], &["affiliation", "affiliation.Id"]),
            (&["role", "Role"], &["role", "Role_"]),
        ] {
            assert_eq!(titles(&table(names), "affiliation"), expected);
        }
    }
}
