//! What an import of tables has read up to now.

use std::collections::HashSet;

use super::repeated::Repeated;
use crate::domain::{record::ImportedFact, stage::Stage};

/// What has been read of records other than organizations.
#[derive(Default)]
pub struct State {
    pub repeated: Repeated,
    /// How many rows of the map that is being read repeat a record.
    pub repetitions: u64,
    /// The slugs of the programs that are only planned.
    pub plans: HashSet<String>,
}

/// The slug of a program that is only planned.
#[must_use]
pub fn plan(fact: &ImportedFact) -> Option<String> {
    match fact {
        ImportedFact::Program(program) if program.stage != Stage::Realized => {
            Some(program.slug.clone())
        }
        _ => None,
    }
}
