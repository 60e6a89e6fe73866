//! Records that several rows describe.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{
    map::{Map, RecordMap},
    row::Row,
    values,
};
use crate::{
    domain::{entity_type::EntityType, text::fold},
    import::place::Position,
};

/// The records that have been read, by a hash of their type and key.
#[derive(Default)]
pub struct Repeated {
    first: HashMap<u64, First>,
}

/// The first row that describes a record.
struct First {
    at: RowPlace,
    /// What it says, as a hash of each field.
    fields: Box<[u64]>,
    /// A hash of the name without case, accents and punctuation.
    name: u64,
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
    /// It describes another record, whose key has the same slug: why it is refused.
    OtherRecord(String),
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
            let first = First { at, fields: fingerprint(row), name: name_hash(row) };
            self.first.insert(hasher.finish(), first);
            return Repetition::None;
        };
        let differing = first.differing_fields(row, at);
        if differing.is_empty() {
            return Repetition::Same;
        }
        let file = files.get(first.at.table).and_then(Option::as_ref);
        let file = file.map(|file| format!("{file}, ")).unwrap_or_default();
        let (noun, fields) = (row.record.ty.name_in_text(), differing.join(", "));
        let position = first.at.position;
        if first.is_of_another_key(row) && first.name != name_hash(row) {
            return Repetition::OtherRecord(format!(
                "the {noun} {key} is another one in {file}{position}: the keys differ only in case or punctuation, which \
                 slugs do not have; change one of the keys"
            ));
        }
        Repetition::Different(format!(
            "the {noun} {key} differs from {file}{position} in {fields}; the first is kept"
        ))
    }
}

impl First {
    /// Whether a row writes the key in another way.
    fn is_of_another_key(&self, row: &Row<'_>) -> bool {
        let Some(map) = self.at.record_map(row.map, row.record.ty) else { return false };
        let known = compared_fields(map).zip(&self.fields).find(|(field, _)| *field == "key");
        known.is_some_and(|(_, known)| *known != values::text_hash(row.read_text("key").as_deref()))
    }

    /// The fields in which another row says something else. A row that another map reads need not have the same fields: what it
    /// does not say is no difference.
    fn differing_fields<'r>(&self, row: &Row<'r>, at: RowPlace) -> Vec<&'r str> {
        let Some(map) = self.at.record_map(row.map, row.record.ty) else { return Vec::new() };
        let is_same_map = std::ptr::eq(map, row.record);
        // That the rows of the first of two maps of a table decide the role is what the maps say.
        let role_is_known = self.at.table == at.table;
        let known: HashMap<_, _> = compared_fields(map).zip(&self.fields).collect();
        let differs = |field: &&str| {
            let text = row.read_text(field);
            let is_said = text.is_some() && *field != "key" && !(*field == "role" && role_is_known);
            let first = known.get(field).copied().copied();
            let first = first.unwrap_or_else(|| values::text_hash(None));
            (is_same_map || is_said) && values::text_hash(text.as_deref()) != first
        };
        compared_fields(row.record).filter(differs).collect()
    }
}

impl RowPlace {
    /// The map of the record.
    fn record_map(self, map: &Map, ty: EntityType) -> Option<&RecordMap> {
        let table = map.tables.get(self.table)?;
        match ty {
            EntityType::Organization => table.organizations.get(self.record).map(|it| &it.record),
            _ => table.records.get(self.record),
        }
    }
}

/// What a row says of a record: a hash of the text of each field.
fn fingerprint(row: &Row<'_>) -> Box<[u64]> {
    let hash = |field| values::text_hash(row.read_text(field).as_deref());
    compared_fields(row.record).map(hash).collect()
}

fn name_hash(row: &Row<'_>) -> u64 {
    let name = row.read_text("name").map(|name| fold(&name));
    values::text_hash(name.as_deref())
}

/// The fields that say something of a record, in a fixed order.
fn compared_fields(map: &RecordMap) -> impl Iterator<Item = &str> {
    map.fields.keys().map(String::as_str).filter(|field| *field != "locator")
}
