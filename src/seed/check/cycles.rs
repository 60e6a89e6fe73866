//! Nothing is a part of itself, directly or through others.

use std::collections::HashMap;

use crate::seed::{
    parsed::{ParsedFiles, ParsedRecord},
    problem::{Position, Problems},
};

/// The wholes that each thing is a part of, each with the position that says so.
type Wholes<'f> = HashMap<&'f str, Vec<(&'f str, Position)>>;

/// Reports every cycle of parents among organizations and among programs.
pub(super) fn check(files: &ParsedFiles, problems: &mut Problems<'_>) {
    let parents = files.records("affiliation").iter().filter_map(|record| {
        let (parent, part) = (record.text("subject")?, record.text("object")?);
        let is_part = record.text("role") == Some("PARENT") && parent != part;
        is_part.then_some((part, parent, record.position))
    });
    find_cycles(files.records("organization"), parents, problems);
    let programs = files.records("program");
    let wholes = programs.iter().filter_map(|record| {
        Some((record.text("slug")?, record.text("part_of")?, record.position_of("part_of")?))
    });
    find_cycles(programs, wholes, problems);
}

/// Whether a depth-first search has left a thing, or is still above it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    InProgress,
    Done,
}

fn find_cycles<'f>(
    things: &'f [ParsedRecord],
    edges: impl Iterator<Item = (&'f str, &'f str, Position)>,
    problems: &mut Problems<'_>,
) {
    let mut wholes = Wholes::new();
    for (part, whole, position) in edges {
        wholes.entry(part).or_default().push((whole, position));
    }
    let mut visits = HashMap::new();
    for start in things.iter().filter_map(|record| record.text("slug")) {
        if !visits.contains_key(start) {
            search_from(start, &wholes, &mut visits, problems);
        }
    }
}

/// Searches upwards from `start`, depth first and without recursion. An edge to a thing on the current path
/// closes a cycle.
fn search_from<'f>(
    start: &'f str,
    wholes: &Wholes<'f>,
    visits: &mut HashMap<&'f str, Visit>,
    problems: &mut Problems<'_>,
) {
    let mut path = vec![(start, 0)];
    visits.insert(start, Visit::InProgress);
    while let Some((part, next)) = path.last_mut() {
        let Some(&(whole, position)) = wholes.get(part).and_then(|wholes| wholes.get(*next)) else {
            visits.insert(part, Visit::Done);
            path.pop();
            continue;
        };
        *next += 1;
        match visits.get(whole) {
            None => {
                visits.insert(whole, Visit::InProgress);
                path.push((whole, 0));
            }
            Some(Visit::InProgress) => {
                let cycle = path.iter().map(|(thing, _)| *thing);
                let cycle: Vec<_> =
                    cycle.skip_while(|thing| *thing != whole).chain([whole]).collect();
                let message = format!("`{whole}` is a part of itself: {}", cycle.join(" in "));
                problems.add(position, message, "remove one of these relations");
            }
            Some(Visit::Done) => {}
        }
    }
}
