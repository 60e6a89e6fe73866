//! An organization was founded before the last of its documents was written.

use std::collections::HashMap;

use crate::{
    domain::date::PartialDate,
    seed::{parsed::ParsedFiles, problem::Problems},
};

/// Reports organizations that were founded after every document that their records cite.
pub(super) fn check(files: &ParsedFiles, problems: &mut Problems<'_>) {
    let sources = files.records("source").iter();
    let latest: HashMap<&str, PartialDate> = sources
        .filter_map(|source| Some((source.text("slug")?, source.partial_date("latest")?)))
        .collect();
    for record in files.records("organization") {
        let (Some(founded), Some(position)) =
            (record.date("founded"), record.position_of("founded"))
        else {
            continue;
        };
        let cited = record.tables("cite").map(|citation| latest.get(citation.text("source")?));
        // A source that is missing or has no valid date has been reported.
        let Some(cited) = cited.collect::<Option<Vec<_>>>() else { continue };
        if let Some(last) = cited.into_iter().max_by_key(|date| date.span().end)
            && founded.span().first >= last.span().end
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
