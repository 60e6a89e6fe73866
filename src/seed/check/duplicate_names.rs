//! Two records of a table with the same name are probably the same thing recorded twice.

use std::collections::HashMap;

use crate::{
    domain::{
        entity_type::{EntityType, Group},
        text::fold,
    },
    seed::{
        parsed::{ParsedFiles, ParsedRecord},
        problem::{Position, Problems},
    },
};

/// Reports names that two records share.
pub(super) fn check(files: &ParsedFiles, problems: &mut Problems<'_>) {
    // Events may share a name.
    let types = EntityType::of_group(Group::Thing).filter(|ty| *ty != EntityType::Event);
    for table in types.map(EntityType::table) {
        check_table(table, files.records(table), problems);
    }
}

/// A use of a name.
struct NameUse {
    /// The index of the record.
    record: usize,
    position: Position,
    is_acronym: bool,
}

fn check_table(table: &str, records: &[ParsedRecord], problems: &mut Problems<'_>) {
    let mut uses: HashMap<String, Vec<NameUse>> = HashMap::new();
    for (index, record) in records.iter().enumerate() {
        for name in record.tables("names") {
            let (Some(text), Some(position)) = (name.text("value"), name.position_of("value"))
            else {
                continue;
            };
            let folded = fold(text);
            if folded.is_empty() {
                let message = format!("The name `{text}` has no letter or digit");
                problems.add(position, message, "write the name in full");
                continue;
            }
            let is_acronym = name.text("kind") == Some("ACRONYM");
            let earlier = uses.entry(folded).or_default();
            // Different organizations can have the same acronym.
            let conflict = earlier
                .iter()
                .find(|other| other.record != index && !(is_acronym && other.is_acronym));
            if let Some(other) = conflict {
                let place = problems.file_and_line(other.position);
                let message = format!("Another {table} already has the name `{text}` ({place})");
                let help = "if both are the same, merge the records; if not, make the names differ";
                problems.add(position, message, help);
            }
            earlier.push(NameUse { record: index, position, is_acronym });
        }
    }
}
