//! The formats of topics, and of what works on them.

use super::{
    field::{RecordFormat, ValueType},
    shared::{BASIS_FIELD, CITE_FIELDS, DESCRIPTION, NAMES, NOTE, SLUG, optional, required},
};
use crate::domain::vocabulary::TOPIC_KIND;

pub static TOPIC: RecordFormat = RecordFormat {
    table: "topic",
    file: "topics.toml",
    embedded: include_str!("../../../seed/topics.toml"),
    description: "A concept of the thesaurus: a research field, a disease, a technology, a sector.",
    fields: &[
        SLUG,
        NAMES,
        required("kind", ValueType::Word(&TOPIC_KIND), "What kind of topic it is."),
        optional(
            "broader",
            ValueType::Reference("topic"),
            "Slug of the topic that includes this one.",
        ),
        DESCRIPTION,
        NOTE,
        CITE_FIELDS,
    ],
    exactly_one_of: &[],
    date_order: &[],
    key_parts: &[],
};

pub static TOPIC_ASSIGNMENT: RecordFormat = RecordFormat {
    table: "topic_assignment",
    file: "topic-assignments.toml",
    embedded: include_str!("../../../seed/topic-assignments.toml"),
    description: "An organization works on a topic, or a program or an event is about it.",
    fields: &[
        optional("organization", ValueType::Reference("organization"), "Slug of the organization."),
        optional("program", ValueType::Reference("program"), "Slug of the program."),
        optional("event", ValueType::Reference("event"), "Slug of the event."),
        required(
            "topic",
            ValueType::Reference("topic"),
            "Slug of the most specific topic that the document names.",
        ),
        BASIS_FIELD,
        NOTE,
        CITE_FIELDS,
    ],
    exactly_one_of: &[&["organization", "program", "event"]],
    date_order: &[],
    key_parts: &["organization", "program", "event", "topic"],
};
