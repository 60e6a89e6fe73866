//! Slugs and keys refer to records that exist.

use std::collections::HashSet;

use super::keys::Index;
use crate::{
    domain::entity_type::EntityType,
    seed::{
        format::{
            field::{ValueType, with_article},
            records::format_of,
        },
        parsed::{ParsedFiles, ParsedValue},
        problem::Problems,
    },
    suggestion::nearest,
};

/// Reports every reference to a record that does not exist.
///
/// The key of a fact can contain slugs that are wrong. Discrepancies refer to facts by their keys and come
/// last, so that references to tables with such facts can be skipped: the mistake has been reported.
pub(super) fn check(files: &ParsedFiles, index: &Index, problems: &mut Problems<'_>) {
    let mut tables_with_problems = HashSet::new();
    for (format, record) in files.iter() {
        record.walk(&mut |value| match (value.value_type, value.text()) {
            (ValueType::Reference(table), Some(slug)) if !index.has(table, slug) => {
                tables_with_problems.insert(format.table);
                report_unknown_slug(table, slug, value, index, problems);
            }
            (ValueType::Fact, Some(fact)) => {
                check_fact(fact, value, &tables_with_problems, index, problems);
            }
            _ => {}
        });
    }
}

fn report_unknown_slug(
    table: &str,
    slug: &str,
    value: &ParsedValue,
    index: &Index,
    problems: &mut Problems<'_>,
) {
    let nearest = nearest(slug, index.keys(table)).map(|nearest| format!("write `{nearest}`, or "));
    let help = format!("{}add the {table} to {}", nearest.unwrap_or_default(), file_of(table));
    let message = match index.table_with_slug(slug) {
        Some(other) => format!("`{slug}` is {}, not {}", with_article(other), with_article(table)),
        None => format!("No {table} has the slug `{slug}`"),
    };
    problems.add(value.position, message, help);
}

fn check_fact(
    fact: &str,
    value: &ParsedValue,
    tables_with_problems: &HashSet<&str>,
    index: &Index,
    problems: &mut Problems<'_>,
) {
    let Some((table, key)) = fact.split_once(':') else { return };
    if index.has(table, key) || tables_with_problems.contains(table) {
        return;
    }
    let key_column = EntityType::of_noun(table).map_or("key", EntityType::key_column);
    let help = match nearest(key, index.keys(table)) {
        Some(nearest) => format!("write `{table}:{nearest}`, or remove it"),
        None => format!("name {} of {}, or remove it", with_article(table), file_of(table)),
    };
    problems.add(value.position, format!("No {table} has the {key_column} `{key}`"), help);
}

fn file_of(table: &str) -> &'static str {
    format_of(table).map_or("the seed", |format| format.file)
}
