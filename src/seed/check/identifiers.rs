//! Identifiers in other registries are valid, in canonical form, and belong to one organization.

use std::collections::HashMap;

use crate::{
    domain::identifier::{canonical, is_placeholder},
    seed::{
        parsed::{ParsedFiles, ParsedRecord},
        problem::Problems,
    },
};

/// Reports identifiers that are not valid, that two organizations share, and second ROR ids.
pub(super) fn check(files: &ParsedFiles, problems: &mut Problems<'_>) {
    let mut seen = HashMap::new();
    for record in files.records("organization") {
        for identifier in record.tables("identifiers") {
            check_form(identifier, problems);
            check_unique(identifier, record.text("slug"), &mut seen, problems);
        }
    }
    for decision in files.records("same_as") {
        check_form(decision, problems);
        if is_same(decision) {
            check_unique(decision, decision.text("organization"), &mut seen, problems);
        }
    }
    check_one_ror_id_each(files, problems);
}

/// Whether a record of the table `same_as` says that both are the same.
fn is_same(decision: &ParsedRecord) -> bool {
    decision.text("verdict") != Some("DIFFERENT")
}

fn check_form(record: &ParsedRecord, problems: &mut Problems<'_>) {
    let (Some(scheme), Some(value), Some(position)) =
        (record.text("scheme"), record.text("value"), record.position_of("value"))
    else {
        return;
    };
    if is_placeholder(scheme, value) {
        let message = format!("`{value}` is a placeholder, not an identifier");
        problems.add(position, message, "remove the identifier");
        return;
    }
    match canonical(scheme, value) {
        Ok(canonical) if canonical == value => {}
        Ok(canonical) => {
            let message = format!("The {scheme} identifier `{value}` is not in canonical form");
            problems.add(position, message, format!("write `{canonical}`"));
        }
        Err(rule) => {
            let message = format!("`{value}` is no {scheme} identifier: {rule}");
            problems.add(position, message, "copy it from the registry again");
        }
    }
}

/// Scheme and value of each identifier, and the record that has it.
type Seen<'r> = HashMap<(&'r str, &'r str), &'r ParsedRecord>;

fn check_unique<'r>(
    record: &'r ParsedRecord,
    owner: Option<&str>,
    seen: &mut Seen<'r>,
    problems: &mut Problems<'_>,
) {
    let (Some(scheme), Some(value), Some(_)) = (record.text("scheme"), record.text("value"), owner)
    else {
        return;
    };
    if let Some(first) = seen.get(&(scheme, value)) {
        let place = problems.file_and_line(first.position);
        let message = format!("The {scheme} identifier `{value}` is already used ({place})");
        let help = "keep it on the organization that it identifies, and remove the other one";
        problems.add(record.position, message, help);
    } else {
        seen.insert((scheme, value), record);
    }
}

/// An import joins one record of ROR with an organization, so that an organization has one ROR id.
fn check_one_ror_id_each(files: &ParsedFiles, problems: &mut Problems<'_>) {
    let own = files.records("organization").iter().flat_map(|record| {
        record.tables("identifiers").filter_map(|it| Some((record.text("slug")?, it)))
    });
    let decided = files.records("same_as").iter().filter(|decision| is_same(decision));
    let decided = decided.filter_map(|decision| Some((decision.text("organization")?, decision)));
    let mut first_ids: HashMap<&str, &ParsedRecord> = HashMap::new();
    for (slug, record) in own.chain(decided).filter(|(_, it)| it.text("scheme") == Some("ROR")) {
        let first = *first_ids.entry(slug).or_insert(record);
        if first.text("value") != record.text("value") {
            let place = problems.file_and_line(first.position);
            let message = format!("`{slug}` already has a ROR id ({place})");
            let help = "keep the id of this organization, or split the record into two";
            problems.add(record.position, message, help);
        }
    }
}
