//! The shape of every record: its keys, what each says, and what has to hold between them.
//!
//! This is the single description of the format. The reader, the checks, the messages and the JSON Schema
//! for editors are all made from it.

use super::field::{Field, Kind, Shape};
use crate::domain::{
    record::{Form, ORGANIZATION_FIELDS},
    vocabulary::{
        AFFILIATION_ROLE, BASIS, EVENT_KIND, EVENT_STATUS, IDENTIFIER_SCHEME, NAME_KIND,
        ORGANIZATION_KIND, PARTICIPATION_ROLE, POSITION_ROLE, PROGRAM_KIND, QUALIFIER, SOURCE_KIND,
        VERDICT,
    },
};

const fn required(name: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { name, kind, required: true, doc }
}

const fn optional(name: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { name, kind, required: false, doc }
}

const SLUG: Field = required("slug", Kind::Slug, "Stable public key.");
const NAMES: Field =
    required("names", Kind::List(&NAME), "Its names; the first is the one to display.");
const DESCRIPTION: Field =
    optional("description", Kind::Text, "One or two sentences of the curator's, in own words.");
const WEBSITE: Field = optional("website", Kind::Url, "Address on the web.");
const NOTE: Field = optional("note", Kind::Text, "Remark of the curator's, in own words.");
const CITE: Field = required("cite", Kind::List(&CITATION), "Where documents say so.");
const CITE_ABOUT: Field = required("cite", Kind::List(&CITATION_ABOUT), "Where documents say so.");
const BASIS_OF: Field = optional(
    "basis",
    Kind::Word(&BASIS),
    "Whether the document says it or only lets it be concluded; left out, it says it.",
);
const SINCE: Field = optional("since", Kind::Date, "When it began.");
const UNTIL: Field = optional("until", Kind::Date, "When it ended.");
const ENDED: Field =
    optional("ended", Kind::Flag, "True if it is known to be over although no day is known.");
const KEY: Field =
    optional("key", Kind::Key, "Name of the fact; left out, it is made of the fact's parts.");
const SOURCE: Field = required("source", Kind::Reference("source"), "Slug of the document.");
const AT: Field = required("at", Kind::Text, "Heading and line.");

static NAME: Kind = Kind::Table(&[
    required("value", Kind::Text, "The name as written."),
    optional("language", Kind::Language, "Language of the name, where it belongs to one."),
    required("kind", Kind::Word(&NAME_KIND), "What the name is to the thing."),
]);
static CITATION: Kind = Kind::Table(&[SOURCE, AT]);
static CITATION_ABOUT: Kind = Kind::Table(&[
    SOURCE,
    AT,
    optional(
        "about",
        Kind::List(&Kind::FieldName),
        "Keys of the record it supports; left out, all of them.",
    ),
]);
static IDENTIFIER: Kind = Kind::Table(&[
    required("scheme", Kind::Word(&IDENTIFIER_SCHEME), "The registry that gave it."),
    required("value", Kind::Text, "The key as that registry writes it."),
]);
/// The keys of an organization, and of the table with its place, that follow from [`ORGANIZATION_FIELDS`].
static PLACE: [Field; count(true)] = organization_fields(true);
const OWN_FIELDS: [Field; count(false)] = organization_fields(false);
static ORGANIZATION: [Field; OWN_FIELDS.len() + 8] = {
    let before = [SLUG, NAMES, KINDS, DESCRIPTION];
    let after = [PLACE_OF, IDENTIFIERS, NOTE, CITE_ABOUT];
    let mut all = [SLUG; OWN_FIELDS.len() + 8];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < before.len() {
            before[at]
        } else if at < before.len() + OWN_FIELDS.len() {
            OWN_FIELDS[at - before.len()]
        } else {
            after[at - before.len() - OWN_FIELDS.len()]
        };
        at += 1;
    }
    all
};
static KIND: Kind = Kind::Word(&ORGANIZATION_KIND);
const KINDS: Field =
    required("kinds", Kind::List(&KIND), "What it is; the first is its main kind.");
const PLACE_OF: Field = optional("place", Kind::Table(&PLACE), "Where it is.");
const IDENTIFIERS: Field =
    optional("identifiers", Kind::List(&IDENTIFIER), "Keys under which other registries know it.");

/// How many fields of an organization are in a table of their own, or are not.
const fn count(in_group: bool) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < ORGANIZATION_FIELDS.len() {
        count += (ORGANIZATION_FIELDS[at].group.is_some() == in_group) as usize;
        at += 1;
    }
    count
}

/// The keys of the fields of an organization that are in a table of their own, or are not.
const fn organization_fields<const N: usize>(in_group: bool) -> [Field; N] {
    let mut fields = [SLUG; N];
    let (mut count, mut at) = (0, 0);
    while at < ORGANIZATION_FIELDS.len() {
        let field = ORGANIZATION_FIELDS[at];
        if field.group.is_some() == in_group {
            let kind = match field.form {
                Form::Text => Kind::Text,
                Form::Date => Kind::Date,
                Form::Url => Kind::Url,
                Form::Country => Kind::Country,
            };
            fields[count] = optional(field.name, kind, field.doc);
            count += 1;
        }
        at += 1;
    }
    fields
}

const PERIOD: &[(&str, &str)] = &[("since", "until")];

/// The shape of the records of a table.
pub fn shape(table: &str) -> Option<&'static Shape> {
    SHAPES.iter().find(|shape| shape.table == table)
}

/// Every kind of record, things before the facts that refer to them.
pub static SHAPES: [Shape; 11] = [
    Shape {
        table: "source",
        file: "sources.toml",
        doc: "A document facts are taken from.",
        fields: &[
            SLUG,
            required("title", Kind::Text, "Title as the document has it."),
            required(
                "publisher",
                Kind::Reference("organization"),
                "Slug of the organization that published it.",
            ),
            required("kind", Kind::Word(&SOURCE_KIND), "What sort of document it is."),
            required("language", Kind::Language, "Language it is written in."),
            required("earliest", Kind::Date, "Earliest date at which it can have been written."),
            required("latest", Kind::Date, "Latest date at which it can have been written."),
            required("dating", Kind::Text, "Why it is dated so."),
            optional("retrieved", Kind::Date, "When it was at hand."),
            optional("url", Kind::Url, "Address, where it has one."),
            NOTE,
        ],
        one_of: &[],
        ordered: &[("earliest", "latest")],
        parts: &[],
    },
    Shape {
        table: "organization",
        file: "organizations.toml",
        doc: "Anything that acts as one.",
        fields: &ORGANIZATION,
        one_of: &[],
        ordered: &[("founded", "dissolved")],
        parts: &[],
    },
    Shape {
        table: "person",
        file: "people.toml",
        doc: "Someone a document names.",
        fields: &[SLUG, NAMES, DESCRIPTION, NOTE, CITE_ABOUT],
        one_of: &[],
        ordered: &[],
        parts: &[],
    },
    Shape {
        table: "program",
        file: "programs.toml",
        doc: "Work with a purpose and a frame.",
        fields: &[
            SLUG,
            NAMES,
            required("kind", Kind::Word(&PROGRAM_KIND), "What sort of frame the work has."),
            DESCRIPTION,
            optional("starts", Kind::Date, "When it starts."),
            optional("ends", Kind::Date, "When it ends."),
            optional("part_of", Kind::Reference("program"), "Slug of the program it belongs to."),
            WEBSITE,
            NOTE,
            CITE_ABOUT,
        ],
        one_of: &[],
        ordered: &[("starts", "ends")],
        parts: &[],
    },
    Shape {
        table: "event",
        file: "events.toml",
        doc: "Something that happened, was announced or is planned.",
        fields: &[
            SLUG,
            NAMES,
            required("kind", Kind::Word(&EVENT_KIND), "What sort of thing happened."),
            required(
                "status",
                Kind::Word(&EVENT_STATUS),
                "Whether it took place, as its document speaks of it.",
            ),
            optional("date", Kind::Date, "When, as far as known."),
            optional("until", Kind::Date, "Last date, where it lasted."),
            DESCRIPTION,
            BASIS_OF,
            NOTE,
            CITE_ABOUT,
        ],
        one_of: &[],
        ordered: &[("date", "until")],
        parts: &[],
    },
    Shape {
        table: "affiliation",
        file: "affiliations.toml",
        doc: "A dated relation between two organizations, read as a sentence: subject, role, object.",
        fields: &[
            required(
                "subject",
                Kind::Reference("organization"),
                "Slug of the organization the sentence starts with.",
            ),
            required("role", Kind::Word(&AFFILIATION_ROLE), "What the subject is to the object."),
            required(
                "object",
                Kind::Reference("organization"),
                "Slug of the organization the sentence ends with.",
            ),
            SINCE,
            UNTIL,
            ENDED,
            BASIS_OF,
            KEY,
            NOTE,
            CITE,
        ],
        one_of: &[],
        ordered: PERIOD,
        parts: &["subject", "role", "object"],
    },
    Shape {
        table: "position",
        file: "positions.toml",
        doc: "What a person is or was to an organization.",
        fields: &[
            required("person", Kind::Reference("person"), "Slug of the person."),
            required("organization", Kind::Reference("organization"), "Slug of the organization."),
            required("role", Kind::Word(&POSITION_ROLE), "What the person is to the organization."),
            optional("title", Kind::Text, "Title as the document has it, short."),
            SINCE,
            UNTIL,
            ENDED,
            BASIS_OF,
            KEY,
            NOTE,
            CITE,
        ],
        one_of: &[],
        ordered: PERIOD,
        parts: &["person", "role", "organization"],
    },
    Shape {
        table: "participation",
        file: "participations.toml",
        doc: "The part an organization or person has in a program or event.",
        fields: &[
            optional(
                "organization",
                Kind::Reference("organization"),
                "Slug of the organization that takes part.",
            ),
            optional("person", Kind::Reference("person"), "Slug of the person who takes part."),
            optional("program", Kind::Reference("program"), "Slug of the program."),
            optional("event", Kind::Reference("event"), "Slug of the event."),
            required("role", Kind::Word(&PARTICIPATION_ROLE), "The part taken."),
            SINCE,
            UNTIL,
            ENDED,
            BASIS_OF,
            KEY,
            NOTE,
            CITE,
        ],
        one_of: &[&["organization", "person"], &["program", "event"]],
        ordered: PERIOD,
        parts: &["organization", "person", "role", "program", "event"],
    },
    Shape {
        table: "figure",
        file: "figures.toml",
        doc: "A number somebody stated.",
        fields: &[
            optional(
                "organization",
                Kind::Reference("organization"),
                "Slug of the organization it is about.",
            ),
            optional("person", Kind::Reference("person"), "Slug of the person it is about."),
            optional("program", Kind::Reference("program"), "Slug of the program it is about."),
            optional("event", Kind::Reference("event"), "Slug of the event it is about."),
            optional(
                "topic",
                Kind::Text,
                "What it is about, where that is no thing of the registry.",
            ),
            required("measure", Kind::Text, "What is counted, in own words."),
            required("value", Kind::Number, "The number, or the lower end of a range."),
            optional("value_max", Kind::Number, "The upper end of a range."),
            optional("out_of", Kind::Number, "The whole of a ratio: 5 in \"1 in 5\"."),
            required("unit", Kind::Text, "What the number counts."),
            optional(
                "qualifier",
                Kind::Word(&QUALIFIER),
                "How the document hedges it; left out, it does not.",
            ),
            optional("date", Kind::Date, "When it held or will hold."),
            optional("forecast", Kind::Flag, "True if it is an expectation."),
            BASIS_OF,
            required("key", Kind::Key, "Name of the fact."),
            NOTE,
            CITE,
        ],
        one_of: &[&["organization", "person", "program", "event", "topic"]],
        ordered: &[],
        parts: &[],
    },
    Shape {
        table: "discrepancy",
        file: "discrepancies.toml",
        doc: "Facts that disagree, side by side.",
        fields: &[
            SLUG,
            required("question", Kind::Text, "What the facts disagree about."),
            required(
                "facts",
                Kind::List(&Kind::Fact),
                "The facts, such as \"figure:KEY\" or \"event:SLUG\".",
            ),
            required("note", Kind::Text, "How the registry holds it."),
        ],
        one_of: &[],
        ordered: &[],
        parts: &[],
    },
    Shape {
        table: "same_as",
        file: "same-as.toml",
        doc: "What a curator found about an organization of the seed and a record of another registry.",
        fields: &[
            required(
                "organization",
                Kind::Reference("organization"),
                "Slug of the organization of the seed.",
            ),
            required("scheme", Kind::Word(&IDENTIFIER_SCHEME), "The registry."),
            required("value", Kind::Text, "The key of the record in it."),
            optional(
                "verdict",
                Kind::Word(&VERDICT),
                "Whether they are one organization; left out, they are.",
            ),
            NOTE,
            CITE,
        ],
        one_of: &[],
        ordered: &[],
        parts: &["organization", "scheme", "value"],
    },
];
