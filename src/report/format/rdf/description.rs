//! A resource with its classes and statements, before it is written in a syntax.

use std::{borrow::Cow, fmt::Write as _};

use super::{
    resources::{Resource, Value},
    vocabulary::{NAME_VALUE, classes},
};
use crate::{
    domain::{date::PartialDate, stage::Stage, web_address},
    graphql::global_id,
    report::cell::Cell,
};

/// A resource and what is stated about it.
pub(super) struct Description {
    /// The IRI of the resource, or the label of a blank node (`_:...`).
    pub subject: String,
    pub classes: Vec<String>,
    pub statements: Vec<Statement>,
}

/// A statement about a resource.
pub(super) struct Statement {
    /// The property, as a prefixed name.
    pub property: String,
    pub object: Object,
}

/// The object of a statement.
pub(super) enum Object {
    /// A resource, by its IRI or the label of a blank node.
    Resource(String),
    /// A string.
    Text(String),
    /// A string in a language, with the tag of BCP 47.
    InLanguage(String, String),
    /// A literal with a data type.
    Typed(String, &'static str),
}

/// The name of a resource, and its type in the schema.
pub(super) struct Subject {
    pub name: String,
    pub type_name: String,
}

impl Resource {
    /// The name of the resource in a row, if the row has its key. `item` is its position in a joined list.
    pub fn subject(&self, cells: &[Cell<'_>], item: usize) -> Option<Subject> {
        let name = |type_name: &str, key: &str| urn(type_name, key);
        let id = self.id.and_then(|column| text(cells, column, item));
        if let Some((type_name, key)) = id.and_then(|id| global_id::decode(&id)) {
            return Some(Subject { name: name(&type_name, &key), type_name });
        }
        let key = self.slug.and_then(|column| text(cells, column, item))?;
        let type_name = self.type_name.and_then(|column| text(cells, column, item));
        let type_name = type_name.map_or_else(|| self.type_in_schema.clone(), Cow::into_owned);
        Some(Subject { name: name(&type_name, &key), type_name })
    }

    /// Whether a row says that the resource is a plan, not a fact.
    pub fn is_plan(&self, cells: &[Cell<'_>], item: usize) -> bool {
        let stage = self.stage.and_then(|column| text(cells, column, item));
        stage.is_some_and(|stage| Stage::of_word(&stage).is_some_and(|it| !it.is_realized()))
    }

    /// Whether it is described by the registry's own properties, because it is a plan and those of the vocabularies are of
    /// facts. A planned organization or program has its name and kind as any other.
    pub fn is_planned_fact(&self, cells: &[Cell<'_>], item: usize) -> bool {
        if !self.is_plan(cells, item) {
            return false;
        }
        let subject = self.subject(cells, item);
        let type_name = subject.map_or_else(|| self.type_in_schema.clone(), |it| it.type_name);
        !["Organization", "Program"].contains(&type_name.as_str())
    }

    /// Whether a row says that the relation certainly holds today.
    pub fn is_current(&self, cells: &[Cell<'_>], item: usize) -> bool {
        let is_current = self.is_current.and_then(|column| text(cells, column, item));
        is_current.is_some_and(|it| it == "true")
    }

    /// Whether a row has any value of the resource that the document selects.
    pub fn has_values(&self, cells: &[Cell<'_>], item: usize) -> bool {
        let mut selected = self.values.iter().filter(|value| !value.is_added);
        selected.any(|value| text(cells, value.column, item).is_some())
    }

    /// The statements that the values of a row make about the resource.
    pub fn statements(&self, cells: &[Cell<'_>], item: usize) -> Vec<Statement> {
        let language = self.language.and_then(|column| text(cells, column, item));
        let is_planned = self.is_planned_fact(cells, item);
        let mut statements: Vec<Statement> = Vec::new();
        let (selected, added): (Vec<_>, Vec<_>) = self.values.iter().partition(|it| !it.is_added);
        for value in selected.into_iter().chain(added) {
            let property = if is_planned { &value.own_property } else { &value.property };
            if value.is_added && statements.iter().any(|it| it.property == *property) {
                continue;
            }
            statements.extend(value_statements(cells, value, property, item));
        }
        let Some(language) = language else { return statements };
        let tagged = statements.into_iter().map(|it| match it {
            // Of a name, only the value is in its language.
            Statement { property, object: Object::Text(text) } if property == NAME_VALUE => {
                Statement { property, object: Object::InLanguage(text, language.to_string()) }
            }
            other => other,
        });
        tagged.collect()
    }

    /// How many of these resources a row has: one, or as many as its joined list has items.
    pub fn item_count(&self, cells: &[Cell<'_>]) -> usize {
        if !self.is_joined {
            return 1;
        }
        let own = self.values.iter().map(|value| value.column).chain(self.id).chain(self.slug);
        let all = own.chain(self.columns_below.iter().copied());
        let count = |column: usize| match &cells[column] {
            Cell::Joined(values, _) => values.len(),
            _ => 0,
        };
        all.map(count).max().unwrap_or_default()
    }
}

/// The name of a thing of the registry. Characters that have no place in a URN are percent-encoded (RFC 8141).
fn urn(type_name: &str, key: &str) -> String {
    let mut name = format!("urn:consortia:{type_name}:");
    for letter in key.chars() {
        let is_allowed = letter.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(letter);
        if is_allowed || !letter.is_ascii() && letter.is_alphanumeric() {
            name.push(letter);
            continue;
        }
        for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
            // Writing to a String cannot fail.
            let _ = write!(name, "%{byte:02X}");
        }
    }
    name
}

/// The RDF classes of a type of the schema. A plan has none of the vocabularies' classes: those are of facts.
pub(super) fn rdf_classes(type_name: &str, is_plan: bool) -> Vec<String> {
    match classes(type_name) {
        _ if is_plan => vec![format!("c:{type_name}")],
        [] => vec![format!("c:{type_name}")],
        classes => classes.iter().map(|class| (*class).to_owned()).collect(),
    }
}

/// The text of a cell or, if it joins a list, of one item.
fn text<'c>(cells: &'c [Cell<'_>], column: usize, item: usize) -> Option<Cow<'c, str>> {
    match &cells[column] {
        Cell::Null => None,
        Cell::Joined(values, _) => {
            values.get(item).and_then(|value| value.as_deref().map(Cow::Borrowed))
        }
        cell => Some(cell.text()),
    }
}

fn value_statements(
    cells: &[Cell<'_>],
    value: &Value,
    property: &str,
    item: usize,
) -> Vec<Statement> {
    let cell = &cells[value.column];
    let texts: Vec<_> = match cell {
        Cell::Null => Vec::new(),
        // A list of values of one resource: a statement for each.
        Cell::Joined(values, _) if !value.is_joined => {
            values.iter().flatten().map(|text| Cow::Borrowed(&**text)).collect()
        }
        _ => text(cells, value.column, item).into_iter().collect(),
    };
    let statement = |text: Cow<'_, str>| Statement {
        property: property.to_owned(),
        object: object(cell, value, text.into_owned()),
    };
    texts.into_iter().map(statement).collect()
}

fn object(cell: &Cell<'_>, value: &Value, text: String) -> Object {
    match cell {
        Cell::Integer(_) => Object::Typed(text, "xsd:integer"),
        Cell::Number(_) => Object::Typed(text, "xsd:double"),
        Cell::Boolean(_) => Object::Typed(text, "xsd:boolean"),
        _ if value.is_enum => Object::Resource(urn("word", &text)),
        // An address that is no IRI cannot name a resource. The reader gets it as it is.
        _ if value.is_address && web_address::parse(&text).as_deref() == Ok(&*text) => {
            Object::Resource(text)
        }
        _ if value.is_date => {
            let data_type = match text.len() {
                _ if text.parse::<PartialDate>().is_err() => "edtf:EDTF",
                4 => "xsd:gYear",
                7 => "xsd:gYearMonth",
                _ => "xsd:date",
            };
            Object::Typed(text, data_type)
        }
        _ => Object::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object_of_address(text: &str) -> Object {
        let value = Value {
            column: 0,
            property: "schema:url".to_owned(),
            own_property: "c:url".to_owned(),
            is_added: false,
            is_address: true,
            is_enum: false,
            is_date: false,
            is_joined: false,
        };
        object(&Cell::Text(text.into()), &value, text.to_owned())
    }

    #[test]
    fn only_addresses_that_are_iris_name_resources() {
        for address in ["https://example.org", "http://www.example.org/é?b=c#d"] {
            assert!(
                matches!(object_of_address(address), Object::Resource(iri) if iri == address),
                "{address}"
            );
        }
        for text in [
            "https://example.org https://example.com",
            "https://example.org/<x>",
            "https://example.org/a\"b",
            "https://example.org/%zz",
            "https://example.org/\u{7}",
            "https:///",
            "www.example.org",
            "N/A",
        ] {
            assert!(
                matches!(object_of_address(text), Object::Text(kept) if kept == text),
                "{text}"
            );
        }
    }

    #[test]
    fn the_names_of_things_are_iris_whatever_their_key() {
        for (key, name) in [
            ("ror:02feahw73.parent", "urn:consortia:T:ror:02feahw73.parent"),
            ("a b<c>\"\\\u{1}%", "urn:consortia:T:a%20b%3Cc%3E%22%5C%01%25"),
            ("é#?[]", "urn:consortia:T:é%23%3F%5B%5D"),
        ] {
            assert_eq!(urn("T", key), name);
            assert!(oxiri::Iri::parse(urn("T", key)).is_ok(), "{key}");
        }
    }
}
