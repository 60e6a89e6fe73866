//! Fields that records of several types have.

use super::field::{Field, ValueType};
use crate::domain::vocabulary::{BASIS, IDENTIFIER_SCHEME, NAME_KIND, STAGE};

/// A field that every record needs.
pub const fn required(
    name: &'static str,
    value_type: ValueType,
    description: &'static str,
) -> Field {
    Field { name, value_type, required: true, description }
}

/// A field that a record may have.
pub const fn optional(
    name: &'static str,
    value_type: ValueType,
    description: &'static str,
) -> Field {
    Field { name, value_type, required: false, description }
}

/// The public key of a thing.
pub const SLUG: Field = required(
    "slug",
    ValueType::Slug,
    "Stable public key: lower-case letters, digits and hyphens, such as `ap-hp`.",
);
/// The names of a thing.
pub const NAMES: Field =
    required("names", ValueType::List(&NAME), "The names; the first one is displayed.");
/// A description.
pub const DESCRIPTION: Field = optional(
    "description",
    ValueType::Text,
    "One or two sentences in the curator's own words, not copied from a document.",
);
/// A website.
pub const WEBSITE: Field = optional("website", ValueType::Url, "Web address.");
/// A note.
pub const NOTE: Field = optional("note", ValueType::Text, "A remark by the curator.");
/// The citations of a decision.
pub const CITE: Field =
    required("cite", ValueType::List(&CITATION), "The documents that the decision rests on.");
/// The citations of a thing or a fact.
pub const CITE_FIELDS: Field = required(
    "cite",
    ValueType::List(&CITATION_OF_FIELDS),
    "The documents that state this record or some of its fields.",
);
/// The basis of a fact.
pub const BASIS_FIELD: Field = optional(
    "basis",
    ValueType::Word(&BASIS),
    "Whether the document states the fact or implies it. Default: STATED.",
);
/// The beginning of a period.
pub const SINCE: Field = optional("since", ValueType::Date, "When it began.");
/// The end of a period.
pub const UNTIL: Field = optional("until", ValueType::Date, "When it ended.");
/// Whether a period is over.
pub const ENDED: Field =
    optional("ended", ValueType::Boolean, "True if it is over although no last day is known.");
/// The stage of a thing.
pub const STAGE_OF_THING: Field = optional(
    "stage",
    ValueType::Word(&STAGE),
    "Whether it exists or existed, or is only announced or planned. Default: REALIZED.",
);
/// The stage of a relation.
pub const STAGE_OF_RELATION: Field = optional(
    "stage",
    ValueType::Word(&STAGE),
    "Whether it is a fact, or only announced or planned. Default: that of the things that it relates; REALIZED if they all are.",
);
/// The key of a fact.
pub const KEY: Field = optional(
    "key",
    ValueType::Key,
    "Key of the fact. Default: made of its parts, such as `sanofi.founder.pscc`.",
);
/// The dates of a period in order.
pub const PERIOD_ORDER: &[(&str, &str)] = &[("since", "until")];

const CITED_SOURCE: Field =
    required("source", ValueType::Reference("source"), "Slug of the document.");
const CITED_PART: Field = optional(
    "part",
    ValueType::Slug,
    "Slug of the part of the document, if that part has dates of its own.",
);
const CITED_PLACE: Field = required(
    "at",
    ValueType::Text,
    "Where the document says so, usually a heading and a line: `Our members (line 11)`.",
);

static NAME: ValueType = ValueType::Table(&[
    required("value", ValueType::Text, "The name as the document writes it."),
    optional(
        "language",
        ValueType::Language,
        "Language tag (BCP 47) of its language, such as `fr`, if it has one.",
    ),
    required("kind", ValueType::Word(&NAME_KIND), "What kind of name it is."),
    USED_SINCE,
    USED_UNTIL,
    CITE_PART,
]);

const USED_SINCE: Field = optional("since", ValueType::Date, "Since when it has been in use.");
const USED_UNTIL: Field = optional("until", ValueType::Date, "Until when it was in use.");
const CITE_PART: Field = optional(
    "cite",
    ValueType::List(&CITATION),
    "The documents that have it. Default: those that the record cites for it.",
);

static CITATION: ValueType = ValueType::Table(&[CITED_SOURCE, CITED_PART, CITED_PLACE]);

static CITATION_OF_FIELDS: ValueType = ValueType::Table(&[
    CITED_SOURCE,
    CITED_PART,
    CITED_PLACE,
    optional(
        "about",
        ValueType::List(&ValueType::FieldName),
        "The keys of the record that the document supports. Default: all of them.",
    ),
]);

/// An identifier in another registry.
pub static IDENTIFIER: ValueType = ValueType::Table(&[
    required("scheme", ValueType::Word(&IDENTIFIER_SCHEME), "The registry."),
    required("value", ValueType::Text, "The identifier in the registry's canonical form."),
    USED_SINCE,
    USED_UNTIL,
    CITE_PART,
]);
