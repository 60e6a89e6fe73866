//! JSON-LD (W3C).

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::{
    description::{Description, Object},
    vocabulary::PREFIXES,
};

/// Writes the context, and the start of the array of resources.
pub(super) fn write_start(out: &mut dyn Write) -> io::Result<()> {
    let context = PREFIXES.iter().map(|(prefix, iri)| ((*prefix).to_owned(), json!(iri)));
    let context: Map<_, _> = context.collect();
    write!(out, "{{\"@context\":{},\"@graph\":[", Json::Object(context))
}

/// Writes a resource.
pub(super) fn write_description(
    out: &mut dyn Write,
    description: &Description,
    is_first: bool,
) -> io::Result<()> {
    let mut node = Map::new();
    node.insert("@id".to_owned(), description.subject.as_str().into());
    if !description.classes.is_empty() {
        node.insert("@type".to_owned(), description.classes.clone().into());
    }
    for statement in &description.statements {
        let value = match &statement.object {
            Object::Resource(name) => json!({ "@id": name }),
            Object::Text(text) => json!(text),
            Object::InLanguage(text, tag) => json!({ "@value": text, "@language": tag }),
            Object::Typed(text, data_type) => json!({ "@value": text, "@type": data_type }),
        };
        let values = node.entry(statement.property.clone()).or_insert_with(|| json!([]));
        if let Json::Array(values) = values {
            values.push(value);
        }
    }
    let comma = if is_first { "" } else { "," };
    write!(out, "{comma}\n{}", Json::Object(node))
}

/// Writes what follows the last resource.
pub(super) fn write_end(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"\n]}\n")
}
