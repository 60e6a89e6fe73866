//! Sources exist when a curator takes facts from them.

use crate::{
    domain::date::{Day, PartialDate},
    seed::{
        parsed::{ParsedFiles, ParsedRecord},
        problem::Problems,
    },
};

/// Reports sources, and parts of them, that are dated after tomorrow. Tomorrow has already begun in some time zones.
pub(in crate::seed) fn check_sources_on(
    files: &ParsedFiles,
    today: Day,
    problems: &mut Problems<'_>,
) {
    for source in files.records("source") {
        for record in std::iter::once(source).chain(source.tables("part")) {
            check_source(record, today, problems);
        }
    }
}

fn check_source(record: &ParsedRecord, today: Day, problems: &mut Problems<'_>) {
    let tomorrow = today + 1;
    for key in ["earliest", "latest", "retrieved"] {
        let Some(date) = record.partial_date(key) else { continue };
        let day = if key == "latest" { date.span().end - 1 } else { date.span().first };
        if day > tomorrow {
            let today = PartialDate::of_day(today);
            let message = format!("`{key}` ({date}) is after today ({today})");
            let help = match key {
                "retrieved" => "write the day on which the source was retrieved",
                _ => "a source that can be read has been written; write a date up to today",
            };
            problems.add(record.values[key].position, message, help);
        }
    }
}
