//! The formats of things: documents, people, programs and events. Organizations have a file of their own.

use super::{
    field::{Field, RecordFormat, ValueType},
    organization::ORGANIZATION,
    shared::{
        BASIS_FIELD, CITE_FIELDS, DESCRIPTION, NAMES, NOTE, SLUG, STAGE_OF_THING, WEBSITE,
        optional, required,
    },
    topics::TOPIC,
};
use crate::domain::vocabulary::{EVENT_KIND, EVENT_STATUS, PROGRAM_KIND, SOURCE_KIND};

/// The formats of things and of the documents about them, in the order of their types.
pub static THINGS: &[&RecordFormat] = &[&SOURCE, &ORGANIZATION, &PERSON, &PROGRAM, &EVENT, &TOPIC];

static SOURCE: RecordFormat = RecordFormat {
    table: "source",
    file: "sources.toml",
    embedded: include_str!("../../../seed/sources.toml"),
    description: "A document that facts are taken from.",
    fields: &[
        SLUG,
        required("title", ValueType::Text, "The title as the document has it."),
        required(
            "publisher",
            ValueType::Reference("organization"),
            "Slug of the organization that published it.",
        ),
        required("kind", ValueType::Word(&SOURCE_KIND), "What kind of document it is."),
        required(
            "language",
            ValueType::Language,
            "Language tag (BCP 47) of its language, such as `fr`.",
        ),
        EARLIEST,
        LATEST,
        DATING,
        optional("retrieved", ValueType::PartialDate, "When the curator retrieved it."),
        optional("url", ValueType::Url, "Web address."),
        NOTE,
        optional(
            "part",
            ValueType::List(&PART),
            "Parts that were written at other times than the rest, such as the frame of a web page. \
             A citation that names a part has the dates of the part.",
        ),
    ],
    exactly_one_of: &[],
    date_order: &[("earliest", "latest")],
    key_parts: &[],
};

static PART: ValueType = ValueType::Table(&[
    required("slug", ValueType::Slug, "Identifies the part within its source, such as `frame`."),
    required("title", ValueType::Text, "What part it is, in the curator's own words."),
    EARLIEST,
    LATEST,
    DATING,
]);

const EARLIEST: Field = required(
    "earliest",
    ValueType::PartialDate,
    "Earliest date on which it can have been written.",
);
const LATEST: Field =
    required("latest", ValueType::PartialDate, "Latest date on which it can have been written.");
const DATING: Field = required("dating", ValueType::Text, "How these two dates are known.");

static PERSON: RecordFormat = RecordFormat {
    table: "person",
    file: "people.toml",
    embedded: include_str!("../../../seed/people.toml"),
    description: "A person whom a document names.",
    fields: &[SLUG, NAMES, DESCRIPTION, NOTE, CITE_FIELDS],
    exactly_one_of: &[],
    date_order: &[],
    key_parts: &[],
};

static PROGRAM: RecordFormat = RecordFormat {
    table: "program",
    file: "programs.toml",
    embedded: include_str!("../../../seed/programs.toml"),
    description: "Work with a purpose: a project, a plan, a call, a study.",
    fields: &[
        SLUG,
        NAMES,
        required("kind", ValueType::Word(&PROGRAM_KIND), "What kind of program it is."),
        DESCRIPTION,
        optional("starts", ValueType::Date, "When it starts."),
        optional("ends", ValueType::Date, "When it ends."),
        STAGE_OF_THING,
        optional(
            "part_of",
            ValueType::Reference("program"),
            "Slug of the program that this one is a part of.",
        ),
        WEBSITE,
        NOTE,
        CITE_FIELDS,
    ],
    exactly_one_of: &[],
    date_order: &[("starts", "ends")],
    key_parts: &[],
};

static EVENT: RecordFormat = RecordFormat {
    table: "event",
    file: "events.toml",
    embedded: include_str!("../../../seed/events.toml"),
    description: "Something that happened, was announced or is planned.",
    fields: &[
        SLUG,
        NAMES,
        required("kind", ValueType::Word(&EVENT_KIND), "What kind of event it is."),
        required(
            "status",
            ValueType::Word(&EVENT_STATUS),
            "Whether the document says that it happened, was announced, is planned or was cancelled.",
        ),
        optional("date", ValueType::Date, "When it happens, or the first day."),
        optional("until", ValueType::Date, "The last day, if it lasts longer than one."),
        DESCRIPTION,
        BASIS_FIELD,
        NOTE,
        CITE_FIELDS,
    ],
    exactly_one_of: &[],
    date_order: &[("date", "until")],
    key_parts: &[],
};
