//! Nothing is a part of itself, directly or through others.

use std::collections::HashMap;

use crate::{
    domain::graph::cycles,
    seed::{
        parsed::{ParsedFiles, ParsedRecord},
        problem::{Position, Problems},
    },
};

/// A thing, the whole that it is a part of, and the position that says so.
type Edge<'f> = (&'f str, &'f str, Position);

/// Reports every cycle of parents among organizations, of wholes among programs, and of broader topics.
pub(super) fn check(files: &ParsedFiles, problems: &mut Problems<'_>) {
    let parents = files.records("affiliation").iter().filter_map(|record| {
        let (parent, part) = (record.text("subject")?, record.text("object")?);
        let is_part = record.text("role") == Some("PARENT") && parent != part;
        is_part.then_some((part, parent, record.position))
    });
    report_cycles(parents.collect(), problems);
    report_cycles(wholes(files, "program", "part_of"), problems);
    report_cycles(wholes(files, "topic", "broader"), problems);
}

/// The records of a table with the record that a key of each names.
fn wholes<'f>(files: &'f ParsedFiles, table: &str, key: &str) -> Vec<Edge<'f>> {
    let edge = |record: &'f ParsedRecord| {
        Some((record.text("slug")?, record.text(key)?, record.position_of(key)?))
    };
    files.records(table).iter().filter_map(edge).collect()
}

fn report_cycles(edges: Vec<Edge<'_>>, problems: &mut Problems<'_>) {
    let pairs: Vec<_> = edges.iter().map(|(part, whole, _)| (*part, *whole)).collect();
    let positions: HashMap<_, _> =
        edges.into_iter().rev().map(|(part, whole, position)| ((part, whole), position)).collect();
    for cycle in cycles(&pairs) {
        let [.., part, whole] = cycle[..] else { continue };
        let Some(position) = positions.get(&(part, whole)) else { continue };
        let message = format!("`{whole}` is a part of itself: {}", cycle.join(" in "));
        problems.add(*position, message, "remove one of these relations");
    }
}
