//! Rules between values: within a record, between records and between files.
//!
//! No rule depends on another one. Rules skip invalid values, so that one mistake is one problem.

mod ahead;
mod cycles;
mod documents;
mod duplicate_names;
mod figures;
mod identifiers;
mod keys;
mod record;
mod references;
mod source_parts;
mod stages;

pub(super) use ahead::check_sources_on;

use super::{parsed::ParsedFiles, problem::Problems, stages::Stages};

/// Applies every rule.
pub(super) fn check(files: &ParsedFiles, problems: &mut Problems<'_>) {
    for (format, record) in files.iter() {
        record::check(format, record, problems);
    }
    let index = keys::index(files, problems);
    references::check(files, &index, problems);
    keys::check_symmetric_affiliations(files, problems);
    duplicate_names::check(files, problems);
    identifiers::check(files, problems);
    cycles::check(files, problems);
    documents::check(files, problems);
    figures::check(files, problems);
    stages::check(files, &Stages::new(files), problems);
    source_parts::check(files, problems);
}
