//! The shapes as JSON Schema (draft 2020-12), so that an editor completes and checks while one types.
//!
//! A schema knows what can be said of one file alone; `consortia check` knows the rest.

use serde_json::{Map, Value, json};

use super::{
    field::{Field, Kind, Shape},
    records::SHAPES,
};
use crate::{
    domain::entity::{EntityType, Group},
    seed::file::OwnedFile,
};

const SLUG: &str = "[a-z0-9]+(-[a-z0-9]+)*";
const DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

/// The schema of each file, named `organizations.schema.json` for `organizations.toml`.
#[must_use]
pub fn schemas() -> Vec<OwnedFile> {
    let file = |shape: &Shape| OwnedFile {
        name: shape.file.replace(".toml", ".schema.json"),
        text: format!("{:#}\n", document(shape)),
    };
    SHAPES.iter().map(file).collect()
}

fn document(shape: &Shape) -> Value {
    let mut record = table(shape.fields, shape.fields);
    record["description"] = json!(shape.doc);
    if !shape.one_of.is_empty() {
        record["allOf"] = shape.one_of.iter().map(|group| exactly_one(group)).collect();
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": shape.file,
        "description": shape.doc,
        "type": "object",
        "additionalProperties": false,
        "properties": { shape.table: { "type": "array", "items": record } },
    })
}

fn exactly_one(group: &[&str]) -> Value {
    json!({ "oneOf": group.iter().map(|key| json!({ "required": [key] })).collect::<Vec<_>>() })
}

/// A table of `fields` within a record of the fields `record`.
fn table(fields: &[Field], record: &[Field]) -> Value {
    let property = |field: &Field| {
        let mut rule = rule(&field.kind, record);
        rule["description"] = json!(field.doc);
        (field.name.to_owned(), rule)
    };
    let required = fields.iter().filter(|field| field.required).map(|field| field.name);
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required.collect::<Vec<_>>(),
        "properties": fields.iter().map(property).collect::<Map<_, _>>(),
    })
}

fn rule(kind: &Kind, record: &[Field]) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string", "pattern": "\\S" }),
        Kind::Slug | Kind::Reference(_) => pattern(&format!("^{SLUG}$")),
        Kind::Key => pattern(&format!("^{SLUG}(\\.{SLUG})*$")),
        Kind::Date => pattern(DATE),
        Kind::Language => pattern("^[a-z]{2}$"),
        Kind::Country => pattern("^[A-Z]{2}$"),
        Kind::Url => pattern("^https?://\\S+$"),
        Kind::Number => json!({ "type": "number" }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Word(vocabulary) => {
            let word = |(word, doc): &(&str, &str)| json!({ "const": word, "description": doc });
            json!({ "oneOf": vocabulary.words.iter().map(word).collect::<Vec<_>>() })
        }
        Kind::Fact => {
            let tables: Vec<_> =
                EntityType::of_group(Group::Disputable).map(EntityType::noun).collect();
            pattern(&format!("^({}):", tables.join("|")))
        }
        Kind::FieldName => json!({ "enum": record.iter().map(|f| f.name).collect::<Vec<_>>() }),
        Kind::List(of) => json!({ "type": "array", "minItems": 1, "items": rule(of, record) }),
        Kind::Table(fields) => table(fields, record),
    }
}

fn pattern(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}
