//! Slugs and keys: each names one record of its table.

use std::collections::BTreeMap;

use crate::{
    domain::role::is_symmetric,
    seed::{
        format::field::{Field, with_article},
        parsed::{Row, Table, Tables, key_of},
        problem::{Report, Spot},
    },
};

/// The slugs or keys of each table, with the place of their record.
pub(super) struct Index(BTreeMap<&'static str, Entries>);

struct Entries {
    names: BTreeMap<String, Spot>,
    /// Whether the names are slugs.
    slugs: bool,
    /// Whether there is more than could be read.
    broken: bool,
}

impl Index {
    /// Whether the table holds the name. True where not all of its file could be read.
    pub(super) fn has(&self, table: &str, name: &str) -> bool {
        self.0.get(table).is_some_and(|entries| entries.broken || entries.names.contains_key(name))
    }

    /// The names a table holds.
    pub(super) fn names(&self, table: &str) -> impl Iterator<Item = &str> {
        self.0.get(table).into_iter().flat_map(|entries| entries.names.keys().map(String::as_str))
    }

    /// The table of a thing that has the slug.
    pub(super) fn thing_with(&self, slug: &str) -> Option<&'static str> {
        let things = self.0.iter().filter(|(_, entries)| entries.slugs);
        things
            .into_iter()
            .find(|(_, entries)| entries.names.contains_key(slug))
            .map(|(table, _)| *table)
    }
}

/// Lists every slug and key, and notes those used twice.
pub(super) fn index(tables: &Tables, report: &mut Report<'_>) -> Index {
    let entries = |table: &Table| (table.shape.table, table_entries(table, report));
    Index(tables.0.iter().map(entries).collect())
}

fn table_entries(table: &Table, report: &mut Report<'_>) -> Entries {
    let slugs = Field::find(table.shape.fields, "slug").is_some();
    let (mut names, mut broken) = (BTreeMap::new(), table.broken);
    for row in &table.rows {
        let name =
            if slugs { row.text("slug").map(str::to_owned) } else { key_of(table.shape, row) };
        let Some(name) = name else {
            broken = true;
            continue;
        };
        match names.get(&name) {
            Some(first) => twice(table, row, &name, *first, report),
            None => {
                names.insert(name, row.at);
            }
        }
    }
    Entries { names, slugs, broken }
}

fn twice(table: &Table, row: &Row, name: &str, first: Spot, report: &mut Report<'_>) {
    let (place, what) = (report.place(first), with_article(table.shape.table));
    let own = |key| row.cells.get(key).map(|cell| cell.at);
    match (own("slug"), own("key")) {
        (Some(at), _) => {
            let message = format!("The slug `{name}` already names {what} ({place})");
            report.add(at, message, "choose another, or remove one of the two records");
        }
        (None, Some(at)) => {
            let message = format!("The key `{name}` already names {what} ({place})");
            report.add(at, message, "choose another, or remove one of the two records");
        }
        (None, None) => {
            let message = format!("The fact `{name}` is already written ({place})");
            report.add(
                row.at,
                message,
                "give it a `key` of its own, or remove one of the two records",
            );
        }
    }
}

/// A symmetric affiliation is written from one end only.
pub(super) fn symmetric_once(tables: &Tables, report: &mut Report<'_>) {
    let mut seen = BTreeMap::new();
    for row in tables.of("affiliation") {
        let ends = (row.text("subject"), row.text("role"), row.text("object"));
        let (Some(subject), Some(role), Some(object)) = ends else { continue };
        if !is_symmetric(role) {
            continue;
        }
        if let Some(first) = seen.get(&(object, role, subject)).filter(|_| subject != object) {
            let place = report.place(*first);
            let message = format!(
                "{role} reads the same from both ends and is already written from `{object}` ({place})"
            );
            let cure = "remove one of the two, or write both from the same end, the second with a `key` of its own";
            report.add(row.at, message, cure);
        }
        seen.entry((subject, role, object)).or_insert(row.at);
    }
}
