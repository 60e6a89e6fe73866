//! Citations name parts that their sources have, and parts are dated within the dates of their sources.

use std::collections::HashMap;

use crate::{
    domain::date::PartialDate,
    seed::{
        parsed::{ParsedFiles, ParsedRecord},
        problem::Problems,
    },
    suggestion::nearest,
};

/// Reports parts that share a slug, parts with dates that do not fit, and citations of unknown parts.
pub(super) fn check(files: &ParsedFiles, problems: &mut Problems<'_>) {
    let mut parts: HashMap<&str, Vec<&str>> = HashMap::new();
    for source in files.records("source") {
        check_parts(source, problems);
        let slugs = source.tables("part").filter_map(|part| part.text("slug"));
        parts.entry(source.text("slug").unwrap_or_default()).or_default().extend(slugs);
    }
    for (_, record) in files.iter() {
        for citation in record.tables("cite") {
            check_citation(citation, &parts, problems);
        }
    }
}

fn check_parts(source: &ParsedRecord, problems: &mut Problems<'_>) {
    let mut seen = Vec::new();
    for part in source.tables("part") {
        let Some(slug) = part.text("slug") else { continue };
        if seen.contains(&slug) {
            let message = format!("This source has two parts with the slug `{slug}`");
            problems.add(part.position, message, "choose another slug for one of them");
        }
        seen.push(slug);
        check_dates(source, part, problems);
    }
}

fn check_dates(source: &ParsedRecord, part: &ParsedRecord, problems: &mut Problems<'_>) {
    let dates = |record: &ParsedRecord| {
        Some((record.partial_date("earliest")?, record.partial_date("latest")?))
    };
    let (Some(whole), Some(own)) = (dates(source), dates(part)) else { return };
    let is_reversed =
        |(earliest, latest): (PartialDate, PartialDate)| earliest.span().first >= latest.span().end;
    let (key, message, help) = if is_reversed(own) {
        let message = format!("`earliest` ({}) is after `latest` ({})", own.0, own.1);
        ("earliest", message, "correct one of the two dates")
    } else if is_reversed(whole) {
        return;
    } else if own.0.span().first < whole.0.span().first {
        let message = format!("`earliest` ({}) is before that of the source ({})", own.0, whole.0);
        ("earliest", message, "date the source so that it includes all of its parts")
    } else if own.1.span().end > whole.1.span().end {
        let message = format!("`latest` ({}) is after that of the source ({})", own.1, whole.1);
        ("latest", message, "date the source so that it includes all of its parts")
    } else {
        return;
    };
    problems.add(part.values[key].position, message, help);
}

fn check_citation(
    citation: &ParsedRecord,
    parts: &HashMap<&str, Vec<&str>>,
    problems: &mut Problems<'_>,
) {
    let (Some(source), Some(part)) = (citation.text("source"), citation.text("part")) else {
        return;
    };
    // A source that does not exist has been reported.
    let Some(known) = parts.get(source).filter(|known| !known.contains(&part)) else { return };
    let help = match nearest(part, known.iter().copied()) {
        Some(nearest) => format!("write `{nearest}`, or remove it"),
        None => format!("add the part to `{source}` in sources.toml, or remove it"),
    };
    let message = format!("The source `{source}` has no part `{part}`");
    problems.add(citation.values["part"].position, message, help);
}
