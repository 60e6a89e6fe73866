//! Rules within one record: dates in order, ends that make sense, numbers that fit, citations.

use crate::{
    domain::{date::PartialDate, role::is_act},
    seed::{
        format::field::{Field, Shape},
        parsed::{Cell, Row},
        problem::Report,
        suggestion::nearest,
    },
};

/// Applies every rule to a record.
pub(super) fn check(shape: &Shape, row: &Row, report: &mut Report<'_>) {
    for (first, last) in shape.ordered {
        dates_in_order(row, first, last, report);
    }
    end(shape, row, report);
    own_affiliation(row, report);
    numbers(row, report);
    for citation in row.tables("cite") {
        for cell in citation.list("about") {
            about(shape, row, cell, report);
        }
    }
}

fn dates_in_order(row: &Row, first: &str, last: &str, report: &mut Report<'_>) {
    let (Some(start), Some(end)) = (row.date(first), row.date(last)) else { return };
    if is_after(start, end) {
        let message = format!("`{first}` ({start}) is after `{last}` ({end})");
        report.add(row.cells[first].at, message, "correct one of the two dates");
    }
}

/// Whether no day of `start` is as early as some day of `end`.
fn is_after(start: PartialDate, end: PartialDate) -> bool {
    start.span().first >= end.span().end
}

/// `until` and `ended` exclude each other, and an act has neither.
fn end(shape: &Shape, row: &Row, report: &mut Report<'_>) {
    let ended = row.cells.get("ended").filter(|_| row.flag("ended"));
    let act = row.text("role").filter(|role| shape.table == "affiliation" && is_act(role));
    if let Some(role) = act {
        let until = row.cells.get("until").map(|cell| ("until", cell));
        for (key, cell) in until.into_iter().chain(ended.map(|cell| ("ended", cell))) {
            let message = format!("{role} is an act that holds for good, so it has no `{key}`");
            report.add(cell.at, message, format!("remove `{key}`"));
        }
    } else if let Some(ended) = ended.filter(|_| row.has("until")) {
        let message =
            "`until` and `ended` exclude each other: `ended` is for an end without a date";
        report.add(ended.at, message, "remove `ended`");
    }
}

fn own_affiliation(row: &Row, report: &mut Report<'_>) {
    let (Some(subject), Some(object)) = (row.text("subject"), row.text("object")) else { return };
    if subject == object {
        let message = format!("`{subject}` is affiliated to itself");
        report.add(
            row.cells["object"].at,
            message,
            "name another organization as subject or object",
        );
    }
}

fn numbers(row: &Row, report: &mut Report<'_>) {
    if let (Some(value), Some(most)) = (row.number("value"), row.number("value_max"))
        && most < value
    {
        let message = format!("`value_max` ({most}) is less than `value` ({value})");
        report.add(
            row.cells["value_max"].at,
            message,
            "write the lower end of the range as `value`",
        );
    }
    if let Some(whole) = row.number("out_of").filter(|whole| *whole <= 0.0) {
        let message = format!("`out_of` ({whole}) is not more than zero");
        report.add(
            row.cells["out_of"].at,
            message,
            "write the whole of the ratio: 5 for \"1 in 5\"",
        );
    }
}

/// What a citation is about are keys that the record has.
fn about(shape: &Shape, row: &Row, cell: &Cell, report: &mut Report<'_>) {
    let Some(key) = cell.text().filter(|key| !row.has(key)) else { return };
    let table = shape.table;
    if Field::find(shape.fields, key).is_some() {
        let message = format!("`about` names `{key}`, which this {table} does not have");
        report.add(
            cell.at,
            message,
            format!("add `{key}` to the {table}, or remove it from `about`"),
        );
        return;
    }
    let cure = match nearest(key, row.cells.keys().copied()) {
        Some(near) => format!("write `{near}`, or remove it"),
        None => format!(
            "name keys of the record: {}",
            row.cells.keys().copied().collect::<Vec<_>>().join(", ")
        ),
    };
    report.add(cell.at, format!("`about` names `{key}`, which is no key of this {table}"), cure);
}
