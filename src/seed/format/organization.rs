//! The format of organizations. Their single-valued fields follow [`ORGANIZATION_FIELDS`].

use super::{
    field::{Field, RecordFormat, ValueType},
    shared::{
        CITE_FIELDS, DESCRIPTION, IDENTIFIER, NAMES, NOTE, SLUG, STAGE_OF_THING, optional, required,
    },
};
use crate::domain::{
    record::{Form, ORGANIZATION_FIELDS},
    vocabulary::ORGANIZATION_KIND,
};

pub static ORGANIZATION: RecordFormat = RecordFormat {
    table: "organization",
    file: "organizations.toml",
    embedded: include_str!("../../../seed/organizations.toml"),
    description: "A body that acts as one: an institution, a company, a network, a committee.",
    fields: &FIELDS,
    exactly_one_of: &[],
    date_order: &[("founded", "dissolved")],
    key_parts: &[],
};

const KINDS: Field = required(
    "kinds",
    ValueType::List(&KIND),
    "What kind of organization it is; the main kind first.",
);
static KIND: ValueType = ValueType::Word(&ORGANIZATION_KIND);

const PLACE: Field = optional("place", ValueType::Table(&PLACE_FIELDS), "Where it is.");
static PLACE_FIELDS: [Field; count(Part::Place)] = fields_of(Part::Place);

const IDENTIFIERS: Field =
    optional("identifiers", ValueType::List(&IDENTIFIER), "Its identifiers in other registries.");

const FIRST: [Field; 4] = [SLUG, NAMES, KINDS, DESCRIPTION];
const SINGLE_VALUED: [Field; count(Part::Record)] = fields_of(Part::Record);
const LAST: [Field; 5] = [PLACE, IDENTIFIERS, STAGE_OF_THING, NOTE, CITE_FIELDS];

/// All fields: the first, the single-valued and the last.
static FIELDS: [Field; FIRST.len() + SINGLE_VALUED.len() + LAST.len()] = {
    let mut fields = [SLUG; FIRST.len() + SINGLE_VALUED.len() + LAST.len()];
    let mut index = 0;
    while index < fields.len() {
        fields[index] = if index < FIRST.len() {
            FIRST[index]
        } else if index < FIRST.len() + SINGLE_VALUED.len() {
            SINGLE_VALUED[index - FIRST.len()]
        } else {
            LAST[index - FIRST.len() - SINGLE_VALUED.len()]
        };
        index += 1;
    }
    fields
};

/// The part of a record that holds a field.
#[derive(Clone, Copy)]
enum Part {
    /// The record itself.
    Record,
    /// The table `place`.
    Place,
}

impl Part {
    const fn has(self, group: Option<&str>) -> bool {
        matches!((self, group), (Self::Record, None) | (Self::Place, Some(_)))
    }
}

/// The number of single-valued fields in a part of the record.
const fn count(part: Part) -> usize {
    let (mut count, mut index) = (0, 0);
    while index < ORGANIZATION_FIELDS.len() {
        if part.has(ORGANIZATION_FIELDS[index].group) {
            count += 1;
        }
        index += 1;
    }
    count
}

/// The single-valued fields in a part of the record; there are `N`.
const fn fields_of<const N: usize>(part: Part) -> [Field; N] {
    let mut fields = [SLUG; N];
    let (mut count, mut index) = (0, 0);
    while index < ORGANIZATION_FIELDS.len() {
        let field = ORGANIZATION_FIELDS[index];
        if part.has(field.group) {
            let value_type = match field.form {
                Form::Text => ValueType::Text,
                Form::Date => ValueType::Date,
                Form::Url => ValueType::Url,
                Form::Country => ValueType::Country,
            };
            fields[count] = optional(field.name, value_type, field.doc);
            count += 1;
        }
        index += 1;
    }
    fields
}
