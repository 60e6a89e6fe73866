//! One thing is one record: no two of a table share a name.

use std::collections::HashMap;

use crate::{
    domain::text::fold,
    seed::{
        parsed::{Row, Tables},
        problem::{Report, Spot},
    },
};

/// Tables whose names tell things apart. Events may well share theirs.
const NAMED: [&str; 3] = ["organization", "person", "program"];

/// Notes names that two records share.
pub(super) fn check(tables: &Tables, report: &mut Report<'_>) {
    for table in NAMED {
        names(table, tables.of(table), report);
    }
}

/// The first use of a name: by which record, where, and whether as an acronym.
struct Use {
    row: usize,
    at: Spot,
    acronym: bool,
}

fn names(table: &str, rows: &[Row], report: &mut Report<'_>) {
    let mut uses: HashMap<String, Vec<Use>> = HashMap::new();
    for (row, record) in rows.iter().enumerate() {
        for name in record.tables("names") {
            let Some(cell) = name.cells.get("value") else { continue };
            let Some(text) = cell.text() else { continue };
            let acronym = name.text("kind") == Some("ACRONYM");
            let folded = fold(text);
            if folded.is_empty() {
                report.add(
                    cell.at,
                    format!("The name `{text}` has no letter or digit"),
                    "write the name in full",
                );
                continue;
            }
            let before = uses.entry(folded).or_default();
            // Two acronyms may be the same; anything else is taken for the same thing written twice.
            let same = before.iter().find(|u| u.row != row && !(acronym && u.acronym));
            if let Some(first) = same {
                let place = report.place(first.at);
                let message = format!("Another {table} already has the name `{text}` ({place})");
                let cure =
                    "if they are one, make them one record; if not, make the names tell them apart";
                report.add(cell.at, message, cure);
            }
            before.push(Use { row, at: cell.at, acronym });
        }
    }
}
