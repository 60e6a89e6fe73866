//! The report of an import, for the person who runs it.

use std::{collections::BTreeMap, fmt};

use super::place::Place;
use crate::store::{Count, Outcome};

/// How many problems a report lists; it counts the others.
const LISTED_PROBLEMS: usize = 200;

/// A record, or a part of one, that was not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordProblem {
    /// Where the record stands: its line or index, and its id.
    pub place: String,
    /// Which part is meant, if not the whole record, and which rule it breaks.
    pub reason: String,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The release, such as `ROR v2.9-2026-06-23`.
    pub title: String,
    /// The number of records in the file.
    pub records: u64,
    /// The number of records that break a rule and were not imported.
    pub rejected: u64,
    /// The number of parts that were left out of imported records, such as an invalid identifier.
    pub omitted: u64,
    /// Values that this registry does not store: what they are, and how many.
    pub unsupported: BTreeMap<&'static str, u64>,
    /// The first rejected records and omitted parts.
    pub problems: Vec<RecordProblem>,
    /// What the store did with the imported records.
    pub outcome: Outcome,
    /// Whether this was a dry run, so that nothing was written.
    pub dry_run: bool,
}

impl Report {
    /// Adds a problem to the list, unless the list is full.
    pub(super) fn add_problem(&mut self, place: Place<'_>, reason: String) {
        if self.problems.len() < LISTED_PROBLEMS {
            self.problems.push(RecordProblem { place: place.to_string(), reason });
        }
    }

    /// The listed problems, one a line.
    pub(super) fn problem_list(&self, indent: &str) -> String {
        let line = |it: &RecordProblem| format!("{indent}{}: {}", it.place, it.reason);
        self.problems.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn withdrawn(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let led_on = &self.outcome.led_on;
        counts(f, "withdrawn records, which only lead to what took their place", led_on)?;
        match self.outcome.withdrawn - (led_on.added + led_on.changed + led_on.unchanged) {
            0 => Ok(()),
            stay => writeln!(
                f,
                "  {stay} withdrawn records were taken in before and stay, with status WITHDRAWN"
            ),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { outcome, problems, .. } = self;
        writeln!(f, "{}: {} records read", self.title, self.records)?;
        counts(f, "organizations", &outcome.organizations)?;
        for changed in &outcome.changed {
            writeln!(f, "    changed: {changed}")?;
        }
        let unlisted = outcome.organizations.changed - outcome.changed.len() as u64;
        if unlisted > 0 {
            writeln!(f, "    and {unlisted} more")?;
        }
        writeln!(
            f,
            "  {} records joined with an organization that was there before",
            outcome.joined.len()
        )?;
        for (key, slug) in &outcome.joined {
            writeln!(f, "    {slug} = {key}")?;
        }
        self.withdrawn(f)?;
        counts(f, "affiliations", &outcome.affiliations)?;
        let open = outcome.open_ends;
        writeln!(f, "  {open} relations wait for a record that is not here")?;
        writeln!(
            f,
            "  {} records refused, {} parts of others left out",
            self.rejected, self.omitted
        )?;
        for problem in problems {
            writeln!(f, "    {}: {}", problem.place, problem.reason)?;
        }
        let listed = u64::try_from(problems.len()).unwrap_or(u64::MAX);
        if self.rejected + self.omitted > listed {
            writeln!(f, "    and {} more", self.rejected + self.omitted - listed)?;
        }
        if !self.unsupported.is_empty() {
            let counts = self.unsupported.iter().map(|(what, count)| format!("{count} {what}"));
            let counts = counts.collect::<Vec<_>>().join(", ");
            writeln!(f, "  no place here for: {counts}")?;
        }
        if !outcome.doubts.is_empty() {
            let doubts = outcome.doubts.len();
            writeln!(f, "  {doubts} pairs may be the same; settle them in seed/same-as.toml")?;
        }
        for doubt in &outcome.doubts {
            writeln!(f, "    {} ? {} ({}): {}", doubt.slug, doubt.key, doubt.name, doubt.reason)?;
        }
        f.write_str(match (self.dry_run, outcome.any()) {
            (true, _) => "dry run: nothing was written",
            (false, true) => "written",
            (false, false) => "nothing changed",
        })
    }
}

fn counts(f: &mut fmt::Formatter<'_>, what: &str, count: &Count) -> fmt::Result {
    let Count { added, changed, removed, unchanged, .. } = count;
    write!(f, "  {what}: {added} added, {changed} changed, {unchanged} unchanged")?;
    if *removed > 0 {
        write!(f, ", {removed} removed")?;
    }
    writeln!(f)
}
