//! What documents report as a fact lies before the last of them was written.

use std::collections::HashMap;

use crate::{
    domain::date::PartialDate,
    seed::{
        parsed::{ParsedFiles, ParsedRecord},
        problem::Problems,
    },
};

/// A date of something that a document reports as a fact.
struct Reported {
    key: &'static str,
    /// What the document reports, as the subject of a sentence.
    fact: &'static str,
    help: &'static str,
}

const FOUNDED: Reported = Reported {
    key: "founded",
    fact: "a founding",
    help: "correct the date; a founding that is planned is an event with the status PLANNED",
};
const HAPPENED: Reported = Reported {
    key: "date",
    fact: "an event that HAPPENED",
    help: "correct the date, or give the event the status ANNOUNCED or PLANNED",
};
const COUNTED: Reported = Reported {
    key: "date",
    fact: "a number that is no forecast",
    help: "correct the date, or add `forecast = true`",
};
const COUNTED_FROM: Reported = Reported { key: "from", ..COUNTED };
const ENDED: Reported = Reported {
    key: "since",
    fact: "the start of what has ended",
    help: "correct the date, or remove `ended`",
};

/// Reports foundings, events, figures and relations with an end that are dated after every document that their records
/// cite.
pub(super) fn check(files: &ParsedFiles, problems: &mut Problems<'_>) {
    let latest = latest_dates(files);
    for (format, record) in files.iter() {
        let reported: &[Reported] = match format.table {
            "organization" => &[FOUNDED],
            "event" if record.text("status") == Some("HAPPENED") => &[HAPPENED],
            "figure" if !record.is_true("forecast") => &[COUNTED, COUNTED_FROM],
            _ if format.is_relation() && record.is_true("ended") => &[ENDED],
            _ => continue,
        };
        for reported in reported {
            check_date(record, reported, &latest, problems);
        }
    }
}

fn check_date(
    record: &ParsedRecord,
    reported: &Reported,
    latest: &HashMap<Cited<'_>, PartialDate>,
    problems: &mut Problems<'_>,
) {
    let Reported { key, fact, help } = *reported;
    let (Some(date), Some(position)) = (record.date(key), record.position_of(key)) else { return };
    let cited = record.tables("cite").map(|citation| latest.get(&cited_text(citation)?));
    // A source that is missing or has no valid date has been reported.
    let Some(cited) = cited.collect::<Option<Vec<_>>>() else { return };
    if let Some(last) = cited.into_iter().max_by_key(|date| date.span().end)
        && date.unqualified().first >= last.span().end
    {
        let message = format!(
            "`{key}` ({date}) is later than the newest document that the record cites ({last}), which cannot report {fact} then"
        );
        problems.add(position, message, help);
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
