//! Turtle (W3C).

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use super::{
    description::{Description, Object},
    vocabulary::PREFIXES,
};

/// Writes the prefixes.
pub(super) fn write_start(out: &mut dyn Write) -> io::Result<()> {
    for (prefix, iri) in PREFIXES {
        writeln!(out, "@prefix {prefix}: <{iri}> .")?;
    }
    Ok(())
}

/// Writes a resource.
pub(super) fn write_description(out: &mut dyn Write, description: &Description) -> io::Result<()> {
    let mut parts = Vec::new();
    if !description.classes.is_empty() {
        parts.push(format!("a {}", description.classes.join(", ")));
    }
    for statement in &description.statements {
        let mut part = format!("{} ", statement.property);
        match &statement.object {
            Object::Resource(name) => push_resource(name, &mut part),
            Object::Text(text) => push_string(text, &mut part),
            Object::InLanguage(text, tag) => {
                push_string(text, &mut part);
                part.push('@');
                part.push_str(tag);
            }
            Object::Typed(text, data_type) => {
                push_string(text, &mut part);
                part.push_str("^^");
                part.push_str(data_type);
            }
        }
        parts.push(part);
    }
    let mut subject = String::new();
    push_resource(&description.subject, &mut subject);
    writeln!(out, "\n{subject} {} .", parts.join(" ;\n    "))
}

/// An IRI in angle brackets; a blank node as it is. Descriptions have valid IRIs only.
fn push_resource(name: &str, out: &mut String) {
    if name.starts_with("_:") {
        out.push_str(name);
        return;
    }
    out.push('<');
    out.push_str(name);
    out.push('>');
}

fn push_string(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}
