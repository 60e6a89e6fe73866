//! What an import did, for the person who ran it.

use std::{collections::BTreeMap, fmt};

use crate::store::{Count, Outcome};

/// Refusals listed at most; the others are counted.
const LISTED: usize = 200;

/// Something of the file that was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where it stands: line, record, column.
    pub place: String,
    /// What it is and which rule it breaks.
    pub why: String,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was imported, such as `ROR v2.9-2026-06-23`.
    pub title: String,
    /// Records in the file.
    pub records: u64,
    /// Records refused as a whole.
    pub refused: u64,
    /// Parts of records left out, such as an identifier with a slip.
    pub left_out: u64,
    /// What its schema has and this registry has no place for, and how often.
    pub no_place: BTreeMap<&'static str, u64>,
    /// The first refusals of either sort.
    pub refusals: Vec<Refusal>,
    /// What became of the others.
    pub outcome: Outcome,
    /// Whether nothing was written because nobody wanted it to.
    pub dry_run: bool,
}

impl Report {
    pub(super) fn refuse(&mut self, place: String, why: String, whole: bool) {
        if whole {
            self.refused += 1;
        } else {
            self.left_out += 1;
        }
        if self.refusals.len() < LISTED {
            self.refusals.push(Refusal { place, why });
        }
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
        let Self { outcome, refusals, .. } = self;
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
            self.refused, self.left_out
        )?;
        for refusal in refusals {
            writeln!(f, "    {}: {}", refusal.place, refusal.why)?;
        }
        let listed = u64::try_from(refusals.len()).unwrap_or(u64::MAX);
        if self.refused + self.left_out > listed {
            writeln!(f, "    and {} more", self.refused + self.left_out - listed)?;
        }
        if !self.no_place.is_empty() {
            let counts = self.no_place.iter().map(|(what, count)| format!("{count} {what}"));
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
