//! Records that several rows describe.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::row::Row;
use crate::import::place::Position;

/// The records that have been read, by a hash of their type and key.
#[derive(Default)]
pub struct Repeated {
    first: HashMap<u64, First>,
}

/// The first row that describes a record.
struct First {
    at: RowPlace,
    /// What it says, as a hash of each field.
    fields: Box<[u16]>,
}

/// Where a row stands, and which map of its table reads it.
#[derive(Clone, Copy)]
pub struct RowPlace {
    /// The number of the table.
    pub table: usize,
    /// The number of the map of the record, among those of the table.
    pub record: usize,
    /// The row.
    pub position: Position,
}

/// What a further row says of a record.
pub enum Repetition {
    /// It is the first.
    None,
    /// The same as the first row.
    Same,
    /// Something else: why it does not count.
    Different(String),
}

impl Repeated {
    /// Notes a row that describes a record with a key, and compares it with the first such row; `files` are the names of the
    /// files, if there are several.
    pub fn note(
        &mut self,
        key: &str,
        row: &Row<'_>,
        at: RowPlace,
        files: &[Option<String>],
    ) -> Repetition {
        let mut hasher = DefaultHasher::new();
        (row.record.ty.noun(), key).hash(&mut hasher);
        let Some(first) = self.first.get(&hasher.finish()) else {
            self.first.insert(hasher.finish(), First { at, fields: row.fingerprint() });
            return Repetition::None;
        };
        let is_comparable = (first.at.table, first.at.record) == (at.table, at.record);
        let differing =
            if is_comparable { row.differing_fields(&first.fields) } else { Vec::new() };
        if differing.is_empty() {
            return Repetition::Same;
        }
        let file = files.get(first.at.table).and_then(Option::as_ref);
        let file = file.map(|file| format!("{file}, ")).unwrap_or_default();
        let (noun, fields) = (row.record.ty.noun(), differing.join(", "));
        let position = first.at.position;
        Repetition::Different(format!(
            "the {noun} {key} differs from {file}{position} in {fields}; the first is kept"
        ))
    }
}
