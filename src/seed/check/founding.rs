//! An organization was founded before the last of its documents was written.

use std::collections::HashMap;

use crate::{
    domain::date::PartialDate,
    seed::{
        parsed::{ParsedFiles, ParsedRecord},
        problem::Problems,
    },
};

/// Reports organizations that were founded after every document that their records cite.
pub(super) fn check(files: &ParsedFiles, problems: &mut Problems<'_>) {
    let latest = latest_dates(files);
    for record in files.records("organization") {
        let (Some(founded), Some(position)) =
            (record.date("founded"), record.position_of("founded"))
        else {
            continue;
        };
        let cited = record.tables("cite").map(|citation| latest.get(&cited_text(citation)?));
        // A source that is missing or has no valid date has been reported.
        let Some(cited) = cited.collect::<Option<Vec<_>>>() else { continue };
        if let Some(last) = cited.into_iter().max_by_key(|date| date.span().end)
            && founded.unqualified().first >= last.span().end
        {
            let message = format!(
                "`founded` ({founded}) is later than the newest document that the record cites ({last})"
            );
            let help =
                "correct the date; a founding that is planned is an event with the status PLANNED";
            problems.add(position, message, help);
        }
    }
}

/// A source, and a part of it if only that is meant, by their slugs.
type Cited<'f> = (&'f str, Option<&'f str>);

fn cited_text(citation: &ParsedRecord) -> Option<Cited<'_>> {
    Some((citation.text("source")?, citation.text("part")))
}

/// The last date on which each source, and each part of one, can have been written.
fn latest_dates(files: &ParsedFiles) -> HashMap<Cited<'_>, PartialDate> {
    let mut latest = HashMap::new();
    for source in files.records("source") {
        let Some(slug) = source.text("slug") else { continue };
        let parts = source.tables("part").map(|part| (part.text("slug"), part));
        for (part, record) in std::iter::once((None, source)).chain(parts) {
            latest.extend(record.partial_date("latest").map(|date| ((slug, part), date)));
        }
    }
    latest
}
