//! The types of records that a row can describe, with their fields. The fields have the names that they have in the seed.

use crate::domain::{
    entity_type::EntityType,
    vocabulary::{
        AFFILIATION_DEGREE, AFFILIATION_ROLE, EVENT_KIND, EVENT_STATUS, MEASURE,
        PARTICIPATION_ROLE, POSITION_ROLE, PROGRAM_KIND, QUALIFIER, STAGE, TOPIC_KIND, Vocabulary,
    },
};

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum FieldType {
    /// A text, a date, a number or an address: only the value itself can be checked.
    Text,
    /// `true` or `false`, in several words.
    Flag,
    /// A word of a vocabulary.
    Word(&'static Vocabulary),
    /// The key of a row that describes a record of this type, or the slug of a record of the database.
    Reference(EntityType),
}

/// A type of records.
#[derive(Debug)]
pub struct RecordType {
    /// The type; its noun is the name of the table in the map.
    pub ty: EntityType,
    /// The fields.
    pub fields: &'static [(&'static str, FieldType)],
    /// Those that a map must have.
    pub required: &'static [&'static str],
    /// Of each list, a map must have exactly one.
    pub one_of: &'static [&'static [&'static str]],
}

use EntityType::{Event, Organization, Person, Program, Topic};
use FieldType::{Flag, Reference, Text, Word};

/// The types of records besides organizations, in the order in which they are read: each after those that it refers to.
pub static RECORD_TYPES: [RecordType; 9] = [
    RecordType {
        ty: Topic,
        fields: &[
            ("key", Text),
            ("name", Text),
            ("acronym", Text),
            ("alias", Text),
            ("language", Text),
            ("kind", Word(&TOPIC_KIND)),
            ("broader", Reference(Topic)),
            ("description", Text),
            ("note", Text),
            ("locator", Text),
        ],
        required: &["key", "name", "kind"],
        one_of: &[],
    },
    RecordType {
        ty: Program,
        fields: &[
            ("key", Text),
            ("name", Text),
            ("acronym", Text),
            ("alias", Text),
            ("former", Text),
            ("language", Text),
            ("kind", Word(&PROGRAM_KIND)),
            ("description", Text),
            ("starts", Text),
            ("ends", Text),
            ("stage", Word(&STAGE)),
            ("part_of", Reference(Program)),
            ("website", Text),
            ("note", Text),
            ("locator", Text),
        ],
        required: &["key", "name", "kind"],
        one_of: &[],
    },
    RecordType {
        ty: Event,
        fields: &[
            ("key", Text),
            ("name", Text),
            ("acronym", Text),
            ("alias", Text),
            ("language", Text),
            ("kind", Word(&EVENT_KIND)),
            ("status", Word(&EVENT_STATUS)),
            ("date", Text),
            ("until", Text),
            ("description", Text),
            ("note", Text),
            ("locator", Text),
        ],
        required: &["key", "name", "kind"],
        one_of: &[],
    },
    RecordType {
        ty: Person,
        fields: &[
            ("key", Text),
            ("name", Text),
            ("alias", Text),
            ("former", Text),
            ("description", Text),
            ("note", Text),
            ("locator", Text),
        ],
        required: &["key", "name"],
        one_of: &[],
    },
    RecordType {
        ty: EntityType::Affiliation,
        fields: &[
            ("key", Text),
            ("subject", Reference(Organization)),
            ("role", Word(&AFFILIATION_ROLE)),
            ("object", Reference(Organization)),
            ("program", Reference(Program)),
            ("degree", Word(&AFFILIATION_DEGREE)),
            ("since", Text),
            ("until", Text),
            ("ended", Flag),
            ("stage", Word(&STAGE)),
            ("note", Text),
            ("locator", Text),
        ],
        required: &["subject", "role", "object"],
        one_of: &[],
    },
    RecordType {
        ty: EntityType::Position,
        fields: &[
            ("key", Text),
            ("person", Reference(Person)),
            ("organization", Reference(Organization)),
            ("role", Word(&POSITION_ROLE)),
            ("title", Text),
            ("since", Text),
            ("until", Text),
            ("ended", Flag),
            ("stage", Word(&STAGE)),
            ("note", Text),
            ("locator", Text),
        ],
        required: &["person", "organization", "role"],
        one_of: &[],
    },
    RecordType {
        ty: EntityType::Participation,
        fields: &[
            ("key", Text),
            ("organization", Reference(Organization)),
            ("person", Reference(Person)),
            ("role", Word(&PARTICIPATION_ROLE)),
            ("program", Reference(Program)),
            ("event", Reference(Event)),
            ("since", Text),
            ("until", Text),
            ("ended", Flag),
            ("stage", Word(&STAGE)),
            ("note", Text),
            ("locator", Text),
        ],
        required: &["role"],
        one_of: &[&["organization", "person"], &["program", "event"]],
    },
    RecordType {
        ty: EntityType::Figure,
        fields: &[
            ("key", Text),
            ("organization", Reference(Organization)),
            ("person", Reference(Person)),
            ("program", Reference(Program)),
            ("event", Reference(Event)),
            ("measure", Text),
            ("measure_code", Word(&MEASURE)),
            ("population", Text),
            ("value", Text),
            ("value_max", Text),
            ("out_of", Text),
            ("unit", Text),
            ("unit_code", Text),
            ("qualifier", Word(&QUALIFIER)),
            ("date", Text),
            ("from", Text),
            ("until", Text),
            ("forecast", Flag),
            ("note", Text),
            ("locator", Text),
        ],
        required: &["measure", "value", "unit"],
        one_of: &[&["organization", "person", "program", "event"]],
    },
    RecordType {
        ty: EntityType::TopicAssignment,
        fields: &[
            ("key", Text),
            ("organization", Reference(Organization)),
            ("program", Reference(Program)),
            ("event", Reference(Event)),
            ("topic", Reference(Topic)),
            ("note", Text),
            ("locator", Text),
        ],
        required: &["topic"],
        one_of: &[&["organization", "program", "event"]],
    },
];

impl RecordType {
    /// What a field holds, if the type has it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<FieldType> {
        self.fields.iter().find(|(known, _)| *known == name).map(|(_, ty)| *ty)
    }

    /// The names of the fields, separated by commas.
    #[must_use]
    pub fn field_names(&self) -> String {
        let names: Vec<_> = self.fields.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }

    /// Whether a record of this type needs the field.
    #[must_use]
    pub fn needs(&self, name: &str) -> bool {
        self.required.contains(&name) || self.one_of.iter().any(|names| names.contains(&name))
    }
}
