//! Rules within one record: the order of dates, ends of periods, ranges, the subjects of citations.

use crate::{
    domain::{
        date::{NEVER, StatedDate},
        role::is_act,
    },
    seed::{
        format::field::{Field, RecordFormat, with_article},
        parsed::{ParsedRecord, ParsedValue},
        problem::Problems,
    },
    suggestion::nearest,
};

/// Applies every rule to a record.
pub(super) fn check(format: &RecordFormat, record: &ParsedRecord, problems: &mut Problems<'_>) {
    for (first, last) in format.date_order {
        check_date_order(record, first, last, problems);
    }
    for part in record.tables("names").chain(record.tables("identifiers")) {
        check_date_order(part, "since", "until", problems);
        check_label_by_curator(part, problems);
    }
    check_end(format, record, problems);
    check_different_organizations(record, problems);
    if format.table == "figure" {
        check_one_time(record, problems);
    }
    check_numbers(record, problems);
    for citation in record.tables("cite") {
        for key in citation.list("about") {
            check_cited_key(format, record, key, problems);
        }
    }
}

fn check_date_order(record: &ParsedRecord, first: &str, last: &str, problems: &mut Problems<'_>) {
    let (Some(start), Some(end)) = (record.date(first), record.date(last)) else { return };
    if is_after(&start, &end) {
        let message = format!("`{first}` ({start}) is after `{last}` ({end})");
        problems.add(record.values[first].position, message, "correct one of the two dates");
    }
}

/// No document has a label that the curator made.
fn check_label_by_curator(name: &ParsedRecord, problems: &mut Problems<'_>) {
    if let Some(position) =
        name.position_of("cite").filter(|_| name.text("kind") == Some("CURATOR"))
    {
        let message = "A name of the kind CURATOR is in no document, so it cannot have citations";
        problems.add(position, message, "remove `cite`, or change `kind`");
    }
}

/// Whether every day of `start` is after every day of `end`.
fn is_after(start: &StatedDate, end: &StatedDate) -> bool {
    start.span().first >= end.span().end
}

/// Whether a date bounds no end, such as `2007~`.
fn has_no_last_day(date: Option<StatedDate>) -> bool {
    date.is_some_and(|date| date.span().end == NEVER)
}

/// An act has no end. Other facts have `until` or `ended`, and both only if `until` has no last day.
fn check_end(format: &RecordFormat, record: &ParsedRecord, problems: &mut Problems<'_>) {
    let ended = record.position_of("ended").filter(|_| record.is_true("ended"));
    let until = record.position_of("until");
    let act = record.text("role").filter(|role| format.table == "affiliation" && is_act(role));
    if let Some(role) = act {
        let ends = [("until", until), ("ended", ended)];
        for (key, position) in ends.into_iter().filter_map(|(key, it)| Some((key, it?))) {
            let message = format!("{role} is an act, which has no end, so `{key}` does not apply");
            problems.add(position, message, format!("remove `{key}`"));
        }
    } else if let Some(position) =
        ended.filter(|_| until.is_some() && !has_no_last_day(record.date("until")))
    {
        let message = "`until` says when it was over, so `ended`, which is for an unknown last day, adds nothing";
        problems.add(position, message, "remove `ended`");
    }
}

fn check_different_organizations(record: &ParsedRecord, problems: &mut Problems<'_>) {
    let (Some(subject), Some(object)) = (record.text("subject"), record.text("object")) else {
        return;
    };
    if subject == object {
        let message = format!("`{subject}` is both subject and object");
        let help = "name another organization as subject or object";
        problems.add(record.values["object"].position, message, help);
    }
}

/// The number of a figure holds on a date or in a period.
fn check_one_time(record: &ParsedRecord, problems: &mut Problems<'_>) {
    let period = record.position_of("from").or_else(|| record.position_of("until"));
    if let Some(position) = period.filter(|_| record.has("date")) {
        let message = "`date` and a period exclude each other";
        let help = "write `date` for a number of one date, `from` and `until` for one of a period";
        problems.add(position, message, help);
    }
}

fn check_numbers(record: &ParsedRecord, problems: &mut Problems<'_>) {
    if let (Some(value), Some(max)) = (record.number("value"), record.number("value_max"))
        && max < value
    {
        let message = format!("`value_max` ({max}) is less than `value` ({value})");
        let help = "write the lower end of the range as `value`";
        problems.add(record.values["value_max"].position, message, help);
    }
    if let Some(whole) = record.number("out_of").filter(|whole| *whole <= 0.0) {
        let message = format!("`out_of` ({whole}) is not greater than zero");
        let help = "write the whole of the ratio: 5 for \"1 in 5\"";
        problems.add(record.values["out_of"].position, message, help);
    }
}

/// A citation can only support keys that the record has.
fn check_cited_key(
    format: &RecordFormat,
    record: &ParsedRecord,
    value: &ParsedValue,
    problems: &mut Problems<'_>,
) {
    let Some(key) = value.text().filter(|key| !record.has(key)) else { return };
    let table = format.table;
    let (message, help) = if Field::find(format.fields, key).is_some() {
        (
            format!("`about` names `{key}`, which this {table} does not have"),
            format!("add `{key}` to the {table}, or remove it from `about`"),
        )
    } else {
        let keys = || record.values.keys().copied();
        let help = match nearest(key, keys()) {
            Some(nearest) => format!("write `{nearest}`, or remove it"),
            None => {
                format!("use keys of this record: {}", keys().collect::<Vec<_>>().join(", "))
            }
        };
        (format!("`about` names `{key}`, which is not a key of {}", with_article(table)), help)
    };
    problems.add(value.position, message, help);
}
