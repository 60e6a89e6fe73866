//! Slugs and keys that refer to another record: the record is there.

use std::collections::HashSet;

use super::keys::Index;
use crate::{
    domain::entity::EntityType,
    seed::{
        format::field::{Kind, with_article},
        format::records::shape,
        parsed::{Cell, Tables},
        problem::Report,
        suggestion::nearest,
    },
};

/// Notes every reference that leads nowhere.
///
/// A fact whose parts are not there has no key to go by. Discrepancies come last, so that a table with such a
/// fact is known by then and not asked for keys it may well hold.
pub(super) fn check(tables: &Tables, index: &Index, report: &mut Report<'_>) {
    let mut loose = HashSet::new();
    for (shape, row) in tables.rows() {
        row.walk(&mut |cell| match (cell.kind, cell.text()) {
            (Kind::Reference(table), Some(slug)) if !index.has(table, slug) => {
                loose.insert(shape.table);
                leads_nowhere(table, slug, cell, index, report);
            }
            (Kind::Fact, Some(fact)) => fact_reference(fact, cell, &loose, index, report),
            _ => {}
        });
    }
}

fn leads_nowhere(table: &str, slug: &str, cell: &Cell, index: &Index, report: &mut Report<'_>) {
    let near = nearest(slug, index.names(table)).map(|near| format!("write `{near}`, or "));
    let cure = format!("{}add the {table} to {}", near.unwrap_or_default(), file_of(table));
    let message = match index.thing_with(slug) {
        Some(other) => format!("`{slug}` is {}, not {}", with_article(other), with_article(table)),
        None => format!("No {table} has the slug `{slug}`"),
    };
    report.add(cell.at, message, cure);
}

fn fact_reference(
    fact: &str,
    cell: &Cell,
    loose: &HashSet<&str>,
    index: &Index,
    report: &mut Report<'_>,
) {
    let Some((table, name)) = fact.split_once(':') else { return };
    if index.has(table, name) || loose.contains(table) {
        return;
    }
    let word = EntityType::of_noun(table).map_or("key", EntityType::key_column);
    let cure = match nearest(name, index.names(table)) {
        Some(near) => format!("write `{table}:{near}`, or remove it"),
        None => format!("name {} of {}, or remove it", with_article(table), file_of(table)),
    };
    report.add(cell.at, format!("No {table} has the {word} `{name}`"), cure);
}

fn file_of(table: &str) -> &'static str {
    shape(table).map_or("the seed", |shape| shape.file)
}
