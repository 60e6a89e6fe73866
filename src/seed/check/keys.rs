//! Slugs and keys identify one record of their table.

use std::collections::BTreeMap;

use crate::{
    domain::role::is_symmetric,
    seed::{
        format::field::{Field, with_article},
        parsed::{ParsedFile, ParsedFiles, ParsedRecord, key_of},
        problem::{Position, Problems},
    },
};

/// The slugs or keys of each table.
pub(super) struct Index(BTreeMap<&'static str, TableIndex>);

struct TableIndex {
    /// Slug or key, and the position of its record.
    keys: BTreeMap<String, Position>,
    /// Whether the keys are slugs.
    has_slugs: bool,
    /// Whether some records or keys could not be read.
    incomplete: bool,
}

impl Index {
    /// Whether the table has the slug or key. True if some of its records could not be read.
    pub(super) fn has(&self, table: &str, key: &str) -> bool {
        self.0.get(table).is_some_and(|index| index.incomplete || index.keys.contains_key(key))
    }

    /// The slugs or keys of a table.
    pub(super) fn keys(&self, table: &str) -> impl Iterator<Item = &str> {
        self.0.get(table).into_iter().flat_map(|index| index.keys.keys().map(String::as_str))
    }

    /// The table that has a record with this slug.
    pub(super) fn table_with_slug(&self, slug: &str) -> Option<&'static str> {
        let mut tables = self.0.iter().filter(|(_, index)| index.has_slugs);
        tables.find(|(_, index)| index.keys.contains_key(slug)).map(|(table, _)| *table)
    }
}

/// Collects all slugs and keys, and reports those that two records of a table have.
pub(super) fn index(files: &ParsedFiles, problems: &mut Problems<'_>) -> Index {
    let entry = |file: &ParsedFile| (file.format.table, index_table(file, problems));
    Index(files.0.iter().map(entry).collect())
}

fn index_table(file: &ParsedFile, problems: &mut Problems<'_>) -> TableIndex {
    let has_slugs = Field::find(file.format.fields, "slug").is_some();
    let (mut keys, mut incomplete) = (BTreeMap::new(), file.incomplete);
    for record in &file.records {
        let key = if has_slugs {
            record.text("slug").map(str::to_owned)
        } else {
            key_of(file.format, record)
        };
        let Some(key) = key else {
            incomplete = true;
            continue;
        };
        if let Some(first) = keys.get(&key) {
            report_duplicate(file, record, &key, *first, problems);
        } else {
            keys.insert(key, record.position);
        }
    }
    TableIndex { keys, has_slugs, incomplete }
}

fn report_duplicate(
    file: &ParsedFile,
    record: &ParsedRecord,
    key: &str,
    first: Position,
    problems: &mut Problems<'_>,
) {
    let (place, noun) = (problems.file_and_line(first), with_article(file.format.table));
    let choose_another = "choose another one, or remove one of the two records";
    let (position, message, help) = match (record.position_of("slug"), record.position_of("key")) {
        (Some(position), _) => (
            position,
            format!("The slug `{key}` already belongs to {noun} ({place})"),
            choose_another,
        ),
        (None, Some(position)) => (
            position,
            format!("The key `{key}` already belongs to {noun} ({place})"),
            choose_another,
        ),
        (None, None) => (
            record.position,
            format!("The fact `{key}` is already recorded ({place})"),
            "remove one of the two records, or give this one a `key` of its own",
        ),
    };
    problems.add(position, message, help);
}

/// Reports symmetric affiliations that are recorded in both directions.
pub(super) fn check_symmetric_affiliations(files: &ParsedFiles, problems: &mut Problems<'_>) {
    let mut seen = BTreeMap::new();
    for record in files.records("affiliation") {
        let (Some(subject), Some(role), Some(object)) =
            (record.text("subject"), record.text("role"), record.text("object"))
        else {
            continue;
        };
        if !is_symmetric(role) {
            continue;
        }
        let reverse = seen.get(&(object, role, subject)).filter(|_| subject != object);
        if let Some(reverse) = reverse {
            let place = problems.file_and_line(*reverse);
            let message = format!(
                "{role} is symmetric, and this affiliation is already recorded with the subject `{object}` ({place})"
            );
            let help = "remove one of the two, or give both the same subject and the second one a `key` of its own";
            problems.add(record.position, message, help);
        }
        seen.entry((subject, role, object)).or_insert(record.position);
    }
}
