//! Nothing is a part of itself, however many steps away.

use std::collections::HashMap;

use crate::seed::{
    parsed::{Row, Tables},
    problem::{Report, Spot},
};

/// From a part to its wholes, each with the place that says so.
type Wholes<'t> = HashMap<&'t str, Vec<(&'t str, Spot)>>;

/// Notes every circle of parents, among organizations and among programs.
pub(super) fn check(tables: &Tables, report: &mut Report<'_>) {
    let parents = tables.of("affiliation").iter().filter_map(|row| {
        let (parent, part) = (row.text("subject")?, row.text("object")?);
        let counts = row.text("role") == Some("PARENT") && parent != part;
        counts.then_some((part, parent, row.at))
    });
    circles(tables.of("organization"), parents, report);
    let programs = tables.of("program");
    let wholes = programs.iter().filter_map(|row| {
        Some((row.text("slug")?, row.text("part_of")?, row.cells.get("part_of")?.at))
    });
    circles(programs, wholes, report);
}

fn circles<'t>(
    things: &'t [Row],
    links: impl Iterator<Item = (&'t str, &'t str, Spot)>,
    report: &mut Report<'_>,
) {
    let mut wholes = Wholes::new();
    for (part, whole, at) in links {
        wholes.entry(part).or_default().push((whole, at));
    }
    // Whether everything above a thing has been seen; until then it is on the way up.
    let mut done = HashMap::new();
    for start in things.iter().filter_map(|row| row.text("slug")) {
        if !done.contains_key(start) {
            climb(start, &wholes, &mut done, report);
        }
    }
}

/// Goes up from `start`, depth first and without recursion; meeting its own way closes a circle.
fn climb<'t>(
    start: &'t str,
    wholes: &Wholes<'t>,
    done: &mut HashMap<&'t str, bool>,
    report: &mut Report<'_>,
) {
    let mut way = vec![(start, 0)];
    done.insert(start, false);
    while let Some((part, next)) = way.last_mut() {
        let Some(&(whole, at)) = wholes.get(part).and_then(|above| above.get(*next)) else {
            done.insert(part, true);
            way.pop();
            continue;
        };
        *next += 1;
        match done.get(whole) {
            None => {
                done.insert(whole, false);
                way.push((whole, 0));
            }
            Some(false) => {
                let circle =
                    way.iter().map(|(thing, _)| *thing).skip_while(|thing| *thing != whole);
                let circle: Vec<_> = circle.chain([whole]).collect();
                let message = format!("`{whole}` is a part of itself: {}", circle.join(" in "));
                report.add(at, message, "remove one of these relations");
            }
            Some(true) => {}
        }
    }
}
