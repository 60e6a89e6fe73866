//! The report of an import, for the person who runs it.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use super::place::{Place, Positions};
use crate::{
    domain::{entity_type::EntityType, text::without_middle},
    limits::imports::{
        MAX_LISTED_CANDIDATES, MAX_LISTED_CHANGES, MAX_LISTED_PROBLEMS, MAX_MESSAGE_BYTES,
    },
    store::{Count, ImportOutcome, Match},
};

/// A record or a part of one that was not imported, or that contradicts another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordProblem {
    /// Where the record stands: its line or index, and its id.
    pub place: String,
    /// Which part is meant, if not the whole record, and what is wrong with it.
    pub reason: String,
}

/// Statements of one sort that contradict others, or that wait for a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// How many there are.
    pub count: u64,
    /// The first of them.
    pub listed: Vec<RecordProblem>,
}

impl Remarks {
    fn add(&mut self, place: Place<'_>, detail: &str) {
        self.count += 1;
        if self.listed.len() < MAX_LISTED_CHANGES {
            let reason = without_middle(detail, MAX_MESSAGE_BYTES).into_owned();
            self.listed.push(RecordProblem { place: place.to_string(), reason });
        }
    }
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
    /// The positions of those records.
    pub rejected_at: Positions,
    /// The rows without any text, which count as no records.
    pub blank: Positions,
    /// The number of parts that were left out of imported records, such as an invalid identifier.
    pub omitted: u64,
    /// Values that this registry does not store: what they are, and how many.
    pub unsupported: BTreeMap<Cow<'static, str>, u64>,
    /// Statements that contradict others and were imported as they are, by their sort.
    pub remarks: BTreeMap<&'static str, Remarks>,
    /// What records refer to and has no record, by its sort.
    pub waiting: BTreeMap<&'static str, Remarks>,
    /// Parts of the file as a whole that are left out, such as columns that the map does not name.
    pub notes: Vec<String>,
    /// The first rejected records and omitted parts.
    pub problems: Vec<RecordProblem>,
    /// What the store did with the imported records.
    pub outcome: ImportOutcome,
    /// Whether this was a dry run, so that nothing was written.
    pub dry_run: bool,
}

impl Report {
    /// Adds a problem to the list, unless the list is full.
    pub(super) fn add_problem(&mut self, place: Place<'_>, reason: String) {
        if self.problems.len() < MAX_LISTED_PROBLEMS {
            let short = |text: String| without_middle(&text, MAX_MESSAGE_BYTES).into_owned();
            let (place, reason) = (short(place.to_string()), short(reason));
            self.problems.push(RecordProblem { place, reason });
        }
    }

    /// Adds a statement that contradicts another one to those of its sort.
    pub(super) fn add_remark(&mut self, place: Place<'_>, what: &'static str, detail: &str) {
        self.remarks.entry(what).or_default().add(place, detail);
    }

    /// Adds something that records refer to and that has no record to those of its sort.
    pub(super) fn add_waiting(&mut self, place: Place<'_>, what: &'static str, detail: &str) {
        self.waiting.entry(what).or_default().add(place, detail);
    }

    /// What was imported, in one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let organizations = &self.outcome.organizations;
        let mut counts = vec![
            format!("{} organizations", organizations.added + organizations.changed),
            format!("{} joined with known ones", self.outcome.matched.len()),
            format!("{} affiliations", self.outcome.affiliations.added),
        ];
        let facts = self.outcome.facts.iter().filter(|(_, count)| count.added > 0);
        counts.extend(facts.map(|(ty, count)| format!("{} {}", count.added, ty.plural())));
        format!("{}: {} added", self.title, counts.join(", "))
    }

    /// The listed problems, one a line.
    pub(super) fn problem_list(&self, indent: &str) -> String {
        list(&self.problems, indent)
    }

    fn write_organizations(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ImportOutcome { organizations, changed, matched, .. } = &self.outcome;
        write_count(f, "organizations", organizations)?;
        for name in changed {
            writeln!(f, "    changed: {name}")?;
        }
        write_unlisted(f, organizations.changed, changed.len())?;
        writeln!(
            f,
            "  {} records matched with an organization that existed before",
            matched.len()
        )?;
        for Match { slug, key, name, evidence } in matched {
            writeln!(f, "    {slug} matches {key} ({name}): {evidence}")?;
        }
        let again = self.outcome.import_again.join(", ");
        if !again.is_empty() {
            writeln!(
                f,
                "  imported before: {again}; import the files that name institutions again, so that they are joined with these organizations"
            )?;
        }
        Ok(())
    }

    fn write_withdrawn(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_count(f, "withdrawn organizations", &self.outcome.withdrawn)?;
        let redirects = self.outcome.redirects;
        writeln!(f, "  {redirects} keys of withdrawn records redirect to their successors")
    }

    fn write_facts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (ty, count) in &self.outcome.facts {
            let of_facts = if *ty == EntityType::Affiliation {
                " with dates or keys of their own"
            } else {
                ""
            };
            write_count(f, &format!("{}{of_facts}", ty.plural()), count)?;
        }
        let older = self.outcome.only_in_older_releases.iter();
        let older: Vec<_> = older.map(|(ty, count)| format!("{count} {}", ty.plural())).collect();
        if !older.is_empty() {
            let older = older.join(", ");
            writeln!(f, "  only in an older release, kept as it states them: {older}")?;
        }
        Ok(())
    }

    fn write_problems(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rejected, omitted, problems, blank, .. } = self;
        let at = |positions: &Positions| match positions.count() {
            0 => String::new(),
            _ => format!(" ({positions})"),
        };
        let rejected_at = at(&self.rejected_at);
        writeln!(
            f,
            "  {rejected} records rejected{rejected_at}, {omitted} parts of other records omitted"
        )?;
        if !problems.is_empty() {
            writeln!(f, "{}", self.problem_list("    "))?;
        }
        write_unlisted(f, rejected + omitted, problems.len())?;
        if blank.count() > 0 {
            writeln!(f, "  {} blank rows skipped ({blank})", blank.count())?;
        }
        for note in &self.notes {
            writeln!(f, "  {note}")?;
        }
        if !self.unsupported.is_empty() {
            let counts = self.unsupported.iter().map(|(what, count)| format!("{count} {what}"));
            let counts = counts.collect::<Vec<_>>().join(", ");
            writeln!(f, "  not stored, since the registry has no field for them: {counts}")?;
        }
        Ok(())
    }

    fn write_remarks(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let remarks = self.remarks.iter().map(|it| (it, ", imported as the file states them"));
        let waiting = self.waiting.iter().map(|it| (it, ""));
        for ((what, Remarks { count, listed }), outcome) in remarks.chain(waiting) {
            writeln!(f, "  {count} {what}{outcome}")?;
            writeln!(f, "{}", list(listed, "    "))?;
            write_unlisted(f, *count, listed.len())?;
        }
        Ok(())
    }

    fn write_possible_matches(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ImportOutcome { uncertain: pairs, shared_acronyms, shared_company_numbers, .. } =
            &self.outcome;
        if !pairs.is_empty() {
            let count = pairs.len();
            writeln!(f, "  {count} possible matches to decide on (see docs/import.md)")?;
        }
        for pair in pairs.iter().take(MAX_LISTED_CANDIDATES) {
            writeln!(
                f,
                "    {} may match {} ({}): {}",
                pair.slug, pair.key, pair.name, pair.reason
            )?;
        }
        if pairs.len() > MAX_LISTED_CANDIDATES {
            let more = pairs.len() - MAX_LISTED_CANDIDATES;
            writeln!(f, "    and {more} more: `consortia candidates` lists all")?;
        }
        if *shared_acronyms > 0 {
            let what = "pairs share an acronym and nothing else: not matched";
            writeln!(f, "  {shared_acronyms} {what}")?;
        }
        if *shared_company_numbers > 0 {
            let what = "pairs share only a SIREN or SIRET: not matched (the parts of an organization often share one)";
            writeln!(f, "  {shared_company_numbers} {what}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} records read", self.title, self.records)?;
        self.write_organizations(f)?;
        self.write_withdrawn(f)?;
        write_count(f, "affiliations", &self.outcome.affiliations)?;
        for removed in &self.outcome.removed {
            writeln!(f, "    removed, since no record states it any more: {removed}")?;
        }
        if !self.outcome.removed.is_empty() {
            write_unlisted(f, self.outcome.affiliations.removed, self.outcome.removed.len())?;
        }
        let open = self.outcome.open_ends;
        writeln!(f, "  {open} relations to records that have not been imported")?;
        if self.outcome.to_itself > 0 {
            let what = "relations left out because both ends are now the same organization";
            writeln!(f, "  {} {what}", self.outcome.to_itself)?;
        }
        for cycle in &self.outcome.cycles {
            writeln!(f, "  cycle of parents, imported as the records state it: {cycle}")?;
        }
        self.write_facts(f)?;
        self.write_problems(f)?;
        self.write_remarks(f)?;
        self.write_possible_matches(f)?;
        f.write_str(match (self.dry_run, self.outcome.any()) {
            (true, _) => "dry run: nothing was written",
            (false, true) => "written",
            (false, false) => "nothing changed",
        })
    }
}

/// Problems or remarks, one a line.
fn list(items: &[RecordProblem], indent: &str) -> String {
    let line = |it: &RecordProblem| format!("{indent}{}: {}", it.place, it.reason);
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn write_count(f: &mut fmt::Formatter<'_>, what: &str, count: &Count) -> fmt::Result {
    let Count { added, changed, removed, unchanged, read_anew, .. } = count;
    write!(f, "  {what}: {added} added, {changed} changed, {unchanged} unchanged")?;
    if *read_anew > 0 {
        write!(f, ", {read_anew} read anew by this version of the program")?;
    }
    if *removed > 0 {
        write!(f, ", {removed} removed")?;
    }
    writeln!(f)
}

/// Says how many of `all` are not in the list, if any.
fn write_unlisted(f: &mut fmt::Formatter<'_>, all: u64, listed: usize) -> fmt::Result {
    match all.saturating_sub(listed as u64) {
        0 => Ok(()),
        more => writeln!(f, "    and {more} more"),
    }
}
