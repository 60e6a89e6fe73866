//! Topics: research fields, diseases, technologies and sectors, and what works on them.

use super::parts::{Citation, Evidence, Name};
use crate::domain::canonical_json::Object;

/// A concept of the registry's thesaurus.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Stable public key.
    pub slug: String,
    /// At least one.
    pub names: Vec<Name>,
    /// Word of the vocabulary `TopicKind`.
    pub kind: String,
    /// Slug of the topic that includes it.
    pub broader: Option<String>,
    /// One or two sentences of the curator's.
    pub description: Option<String>,
    /// Remark of the curator.
    pub note: Option<String>,
    /// Where documents name it; at least one.
    pub cite: Vec<Citation>,
}

impl Topic {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        Object::new()
            .text("slug", &self.slug)
            .objects("names", self.names.iter().map(Name::members))
            .text("kind", &self.kind)
            .optional_text("broader", self.broader.as_deref())
            .optional_text("description", self.description.as_deref())
            .optional_text("note", self.note.as_deref())
            .objects("cite", self.cite.iter().map(Citation::members))
    }
}

/// A thing works on a topic, or is about it.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicAssignment {
    /// Unique among assignments.
    pub key: String,
    /// What has the topic.
    pub thing: Assigned,
    /// Slug of the topic.
    pub topic: String,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What has a topic.
#[derive(Clone, Debug, PartialEq)]
pub enum Assigned {
    /// Slug of an organization.
    Organization(String),
    /// Slug of a program.
    Program(String),
    /// Slug of an event.
    Event(String),
}

impl TopicAssignment {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new().text("key", &self.key);
        let object = match &self.thing {
            Assigned::Organization(slug) => object.text("organization", slug),
            Assigned::Program(slug) => object.text("program", slug),
            Assigned::Event(slug) => object.text("event", slug),
        };
        self.evidence.add_to(object.text("topic", &self.topic))
    }
}
