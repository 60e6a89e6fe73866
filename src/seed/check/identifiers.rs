//! Keys in other registries: each written as its registry does, its check digits right, and given once.

use std::collections::HashMap;

use crate::{
    domain::identifier::canonical,
    seed::{
        parsed::{Row, Tables},
        problem::Report,
    },
};

/// Notes keys that break the rule of their registry and keys that two organizations share.
pub(super) fn check(tables: &Tables, report: &mut Report<'_>) {
    let mut given = HashMap::new();
    for row in tables.of("organization") {
        for identifier in row.tables("identifiers") {
            form(identifier, report);
            once(identifier, row.text("slug"), &mut given, report);
        }
    }
    for row in tables.of("same_as") {
        form(row, report);
        if row.text("verdict") != Some("DIFFERENT") {
            once(row, row.text("organization"), &mut given, report);
        }
    }
    one_ror_each(tables, report);
}

fn form(row: &Row, report: &mut Report<'_>) {
    let (Some(scheme), Some(cell)) = (row.text("scheme"), row.cells.get("value")) else { return };
    let Some(value) = cell.text() else { return };
    match canonical(scheme, value) {
        Ok(kept) if kept == value => {}
        Ok(kept) => {
            let message = format!("The {scheme} `{value}` is not in its shortest form");
            report.add(cell.at, message, format!("write `{kept}`"));
        }
        Err(rule) => {
            let message = format!("`{value}` is no {scheme}: {rule}");
            report.add(cell.at, message, "copy it from the registry again");
        }
    }
}

type Given<'r> = HashMap<(&'r str, &'r str), &'r Row>;

fn once<'r>(row: &'r Row, owner: Option<&str>, given: &mut Given<'r>, report: &mut Report<'_>) {
    let (Some(scheme), Some(value), Some(_)) = (row.text("scheme"), row.text("value"), owner)
    else {
        return;
    };
    match given.get(&(scheme, value)) {
        Some(first) => {
            let place = report.place(first.at);
            let message = format!("The identifier {scheme} `{value}` is already given ({place})");
            report.add(row.at, message, "keep it where it belongs and remove the other");
        }
        None => {
            given.insert((scheme, value), row);
        }
    }
}

/// An organization is one record of ROR, so that what ROR says of it has one place.
fn one_ror_each(tables: &Tables, report: &mut Report<'_>) {
    let mut owned: HashMap<&str, &Row> = HashMap::new();
    let own = tables
        .of("organization")
        .iter()
        .flat_map(|row| row.tables("identifiers").filter_map(|it| Some((row.text("slug")?, it))));
    let settled =
        tables.of("same_as").iter().filter(|row| row.text("verdict") != Some("DIFFERENT"));
    let settled = settled.filter_map(|row| Some((row.text("organization")?, row)));
    for (slug, row) in own.chain(settled).filter(|(_, row)| row.text("scheme") == Some("ROR")) {
        match owned.get(slug) {
            Some(first) if first.text("value") != row.text("value") => {
                let place = report.place(first.at);
                let message = format!("`{slug}` already has a ROR id ({place})");
                report.add(
                    row.at,
                    message,
                    "keep the one that is the organization, or make two records",
                );
            }
            Some(_) => {}
            None => {
                owned.insert(slug, row);
            }
        }
    }
}
