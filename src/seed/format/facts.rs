//! The formats of facts about things, of discrepancies and of decisions about identity.

use super::{
    field::{RecordFormat, ValueType},
    shared::{
        BASIS_FIELD, CITE, CITE_FIELDS, ENDED, KEY, NOTE, PERIOD_ORDER, SINCE, SLUG,
        STAGE_OF_RELATION, UNTIL, optional, required,
    },
    topics::TOPIC_ASSIGNMENT,
};
use crate::domain::vocabulary::{
    AFFILIATION_DEGREE, AFFILIATION_ROLE, IDENTIFIER_SCHEME, MEASURE, PARTICIPATION_ROLE,
    POSITION_ROLE, QUALIFIER, VERDICT,
};

/// The formats of facts, in the order of their types, and of the decisions of curators.
pub static FACTS: &[&RecordFormat] =
    &[&AFFILIATION, &POSITION, &PARTICIPATION, &FIGURE, &TOPIC_ASSIGNMENT, &DISCREPANCY, &SAME_AS];

static AFFILIATION: RecordFormat = RecordFormat {
    table: "affiliation",
    file: "affiliations.toml",
    embedded: include_str!("../../../seed/affiliations.toml"),
    description: "A dated relation between two organizations. It reads as a sentence: subject, role, object.",
    fields: &[
        required(
            "subject",
            ValueType::Reference("organization"),
            "Slug of the organization that is the subject of the sentence.",
        ),
        required("role", ValueType::Word(&AFFILIATION_ROLE), "What the subject is to the object."),
        required(
            "object",
            ValueType::Reference("organization"),
            "Slug of the organization that is the object of the sentence.",
        ),
        optional(
            "program",
            ValueType::Reference("program"),
            "Slug of the label, charter, contract or other program that it is about.",
        ),
        optional(
            "degree",
            ValueType::Word(&AFFILIATION_DEGREE),
            "A word with which the document qualifies the role: MAIN for \"main funder\".",
        ),
        SINCE,
        UNTIL,
        ENDED,
        STAGE_OF_RELATION,
        BASIS_FIELD,
        KEY,
        NOTE,
        CITE_FIELDS,
    ],
    exactly_one_of: &[],
    date_order: PERIOD_ORDER,
    key_parts: &["subject", "role", "object"],
};

static POSITION: RecordFormat = RecordFormat {
    table: "position",
    file: "positions.toml",
    embedded: include_str!("../../../seed/positions.toml"),
    description: "What a person is or was to an organization.",
    fields: &[
        required("person", ValueType::Reference("person"), "Slug of the person."),
        required("organization", ValueType::Reference("organization"), "Slug of the organization."),
        required(
            "role",
            ValueType::Word(&POSITION_ROLE),
            "What the person is to the organization.",
        ),
        optional("title", ValueType::Text, "The title as the document has it, without additions."),
        SINCE,
        UNTIL,
        ENDED,
        STAGE_OF_RELATION,
        BASIS_FIELD,
        KEY,
        NOTE,
        CITE_FIELDS,
    ],
    exactly_one_of: &[],
    date_order: PERIOD_ORDER,
    key_parts: &["person", "role", "organization"],
};

static PARTICIPATION: RecordFormat = RecordFormat {
    table: "participation",
    file: "participations.toml",
    embedded: include_str!("../../../seed/participations.toml"),
    description: "The part that an organization or a person has in a program or an event.",
    fields: &[
        optional(
            "organization",
            ValueType::Reference("organization"),
            "Slug of the organization that takes part.",
        ),
        optional("person", ValueType::Reference("person"), "Slug of the person who takes part."),
        optional("program", ValueType::Reference("program"), "Slug of the program."),
        optional("event", ValueType::Reference("event"), "Slug of the event."),
        required("role", ValueType::Word(&PARTICIPATION_ROLE), "The part that it takes."),
        SINCE,
        UNTIL,
        ENDED,
        STAGE_OF_RELATION,
        BASIS_FIELD,
        KEY,
        NOTE,
        CITE_FIELDS,
    ],
    exactly_one_of: &[&["organization", "person"], &["program", "event"]],
    date_order: PERIOD_ORDER,
    key_parts: &["organization", "person", "role", "program", "event"],
};

static FIGURE: RecordFormat = RecordFormat {
    table: "figure",
    file: "figures.toml",
    embedded: include_str!("../../../seed/figures.toml"),
    description: "A number that a document states.",
    fields: &[
        optional(
            "organization",
            ValueType::Reference("organization"),
            "Slug of the organization that it is about.",
        ),
        optional("person", ValueType::Reference("person"), "Slug of the person that it is about."),
        optional(
            "program",
            ValueType::Reference("program"),
            "Slug of the program that it is about.",
        ),
        optional("event", ValueType::Reference("event"), "Slug of the event that it is about."),
        optional(
            "about_text",
            ValueType::Text,
            "What it is about, in words, if the registry has no record of that.",
        ),
        required("measure", ValueType::Text, "What is counted, in the curator's own words."),
        optional(
            "measure_code",
            ValueType::Word(&MEASURE),
            "What is counted, as one of a few values, so that figures of different documents can be compared. Default: OTHER.",
        ),
        optional(
            "population",
            ValueType::Text,
            "Which people or things are counted; of a share, the whole. Default: all that the measure counts.",
        ),
        required("value", ValueType::Number, "The number, or the lower end of a range."),
        optional("value_max", ValueType::Number, "The upper end of a range."),
        optional("out_of", ValueType::Number, "The whole of a ratio: 5 for \"1 in 5\"."),
        required("unit", ValueType::Text, "The unit in words, such as `members` or `euros`."),
        optional(
            "unit_code",
            ValueType::Unit,
            "The code of the unit in UCUM or ISO 4217: `1` for people and things, `%`, `a` for years, `EUR`.",
        ),
        optional(
            "qualifier",
            ValueType::Word(&QUALIFIER),
            "How exact the document says the number is. Default: EXACT.",
        ),
        optional("date", ValueType::Date, "The date for which the number holds."),
        optional("from", ValueType::Date, "When the period begins for which the number holds."),
        optional("until", ValueType::Date, "When that period ends."),
        optional(
            "forecast",
            ValueType::Boolean,
            "True if the number is expected for the future. Default: false.",
        ),
        BASIS_FIELD,
        required("key", ValueType::Key, "Key of the fact."),
        NOTE,
        CITE_FIELDS,
    ],
    exactly_one_of: &[&["organization", "person", "program", "event", "about_text"]],
    date_order: &[("from", "until")],
    key_parts: &[],
};

static DISCREPANCY: RecordFormat = RecordFormat {
    table: "discrepancy",
    file: "discrepancies.toml",
    embedded: include_str!("../../../seed/discrepancies.toml"),
    description: "Facts that contradict each other.",
    fields: &[
        SLUG,
        required("question", ValueType::Text, "What the facts disagree about, as a question."),
        required(
            "facts",
            ValueType::List(&ValueType::Fact),
            "The facts, such as `figure:KEY` or `event:SLUG`.",
        ),
        required("note", ValueType::Text, "How the registry treats the contradiction."),
    ],
    exactly_one_of: &[],
    date_order: &[],
    key_parts: &[],
};

static SAME_AS: RecordFormat = RecordFormat {
    table: "same_as",
    file: "same-as.toml",
    embedded: include_str!("../../../seed/same-as.toml"),
    description: "A curator's decision whether an organization and a record of another registry are the same.",
    fields: &[
        required(
            "organization",
            ValueType::Reference("organization"),
            "Slug of an organization of the seed.",
        ),
        required("scheme", ValueType::Word(&IDENTIFIER_SCHEME), "The other registry."),
        required("value", ValueType::Text, "The identifier of the record in that registry."),
        optional(
            "verdict",
            ValueType::Word(&VERDICT),
            "Whether they are the same organization. Default: SAME.",
        ),
        NOTE,
        CITE,
    ],
    exactly_one_of: &[],
    date_order: &[],
    key_parts: &["organization", "scheme", "value"],
};
