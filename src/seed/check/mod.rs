//! The rules between values: within a record, between records and between files.
//!
//! Each rule looks at what was read and notes what it finds; none depends on another. Values that were
//! refused before are skipped, so that one slip is one problem.

use super::{parsed::Tables, problem::Report};

mod cycles;
mod identifiers;
mod keys;
mod names;
mod record;
mod references;

/// Applies every rule.
pub(super) fn all(tables: &Tables, report: &mut Report<'_>) {
    for (shape, row) in tables.rows() {
        record::check(shape, row, report);
    }
    let index = keys::index(tables, report);
    references::check(tables, &index, report);
    keys::symmetric_once(tables, report);
    names::check(tables, report);
    identifiers::check(tables, report);
    cycles::check(tables, report);
}
