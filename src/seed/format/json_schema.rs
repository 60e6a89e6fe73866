//! JSON Schemas (draft 2020-12) of the files, with which an editor completes and checks them.
//!
//! A schema describes one file. `consortia check` also checks the rules between files.

use serde_json::{Map, Value, json};

use super::{
    field::{Field, RecordFormat, ValueType},
    records::record_formats,
};
use crate::{
    domain::entity_type::{EntityType, Group},
    seed::file::OwnedFile,
};

const SLUG: &str = "[a-z0-9]+(-[a-z0-9]+)*";
const DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";
/// A date in EDTF: digits that are not known are `X`, and each part can have a qualifier before and after it.
const STATED_DATE: &str = "[?~%]?[0-9][0-9X]{3}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?){0,2}";

/// The schema of each file. That of `organizations.toml` is named `organizations.schema.json`.
#[must_use]
pub fn schemas() -> Vec<OwnedFile> {
    let file = |format: &RecordFormat| OwnedFile {
        name: format.file.replace(".toml", ".schema.json"),
        text: format!("{:#}\n", document(format)),
    };
    record_formats().map(file).collect()
}

fn document(format: &RecordFormat) -> Value {
    let mut record = table(format.fields, format.fields);
    record["description"] = json!(format.description);
    if !format.exactly_one_of.is_empty() {
        record["allOf"] = format.exactly_one_of.iter().map(|group| exactly_one(group)).collect();
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format.file,
        "description": format.description,
        "type": "object",
        "additionalProperties": false,
        "properties": { format.table: { "type": "array", "items": record } },
    })
}

fn exactly_one(group: &[&str]) -> Value {
    json!({ "oneOf": group.iter().map(|key| json!({ "required": [key] })).collect::<Vec<_>>() })
}

/// The schema of a table with these fields, in a record with the fields `record`.
fn table(fields: &[Field], record: &[Field]) -> Value {
    let property = |field: &Field| {
        let mut schema = value(&field.value_type, record);
        schema["description"] = json!(field.description);
        (field.name.to_owned(), schema)
    };
    let required = fields.iter().filter(|field| field.required).map(|field| field.name);
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required.collect::<Vec<_>>(),
        "properties": fields.iter().map(property).collect::<Map<_, _>>(),
    })
}

fn value(value_type: &ValueType, record: &[Field]) -> Value {
    match value_type {
        ValueType::Text => json!({ "type": "string", "pattern": "\\S" }),
        ValueType::Slug | ValueType::Reference(_) => pattern(&format!("^{SLUG}$")),
        ValueType::Key => pattern(&format!("^{SLUG}(\\.{SLUG})*$")),
        ValueType::PartialDate => pattern(&format!("^{DATE}$")),
        ValueType::Date => {
            let date = STATED_DATE;
            let set = format!("\\[(\\.\\.)?{date}((\\.\\.|, ?){date})*(\\.\\.)?\\]");
            let interval = format!("({date}|\\.\\.)?/({date}|\\.\\.)?");
            pattern(&format!("^({date}|{set}|{interval})$"))
        }
        ValueType::Language => pattern("^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"),
        ValueType::Country => pattern("^[A-Z]{2}$"),
        ValueType::Url => pattern("^https?://\\S+$"),
        ValueType::Unit => pattern("^\\S+$"),
        ValueType::Number => json!({ "type": "number" }),
        ValueType::Boolean => json!({ "type": "boolean" }),
        ValueType::Word(vocabulary) => {
            let word =
                |(word, meaning): &(&str, &str)| json!({ "const": word, "description": meaning });
            json!({ "oneOf": vocabulary.words.iter().map(word).collect::<Vec<_>>() })
        }
        ValueType::Fact => {
            let tables: Vec<_> =
                EntityType::of_group(Group::Disputable).map(EntityType::noun).collect();
            pattern(&format!("^({}):", tables.join("|")))
        }
        ValueType::FieldName => {
            json!({ "enum": record.iter().map(|field| field.name).collect::<Vec<_>>() })
        }
        ValueType::List(of) => {
            json!({ "type": "array", "minItems": 1, "items": value(of, record) })
        }
        ValueType::Table(fields) => table(fields, record),
    }
}

fn pattern(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}
