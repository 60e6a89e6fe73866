//! The types that a document can speak of: those of the tables, and those of introspection, which the
//! tables leave to the framework.

use crate::graphql::engine::definition::{InputValue, SchemaDefinition, input};

/// A field that can be selected.
#[derive(Clone, Copy)]
pub struct Known<'t> {
    /// Its type in the schema's notation.
    pub ty: &'t str,
    /// Its arguments.
    pub args: &'t [InputValue],
}

/// A type of introspection: its name, and its fields with their types.
type Meta = (&'static str, &'static [(&'static str, &'static str)]);

static DEPRECATED: [InputValue; 1] = [input("includeDeprecated", "Boolean", "")];
static NAME: [InputValue; 1] = [input("name", "String!", "")];
/// The fields of introspection that take `includeDeprecated`.
const WITH_DEPRECATED: [&str; 4] = ["fields", "enumValues", "inputFields", "args"];

static META: [Meta; 6] = [
    (
        "__Schema",
        &[
            ("description", "String"),
            ("types", "[__Type!]!"),
            ("queryType", "__Type!"),
            ("mutationType", "__Type"),
            ("subscriptionType", "__Type"),
            ("directives", "[__Directive!]!"),
        ],
    ),
    (
        "__Type",
        &[
            ("kind", "__TypeKind!"),
            ("name", "String"),
            ("description", "String"),
            ("specifiedByURL", "String"),
            ("fields", "[__Field!]"),
            ("interfaces", "[__Type!]"),
            ("possibleTypes", "[__Type!]"),
            ("enumValues", "[__EnumValue!]"),
            ("inputFields", "[__InputValue!]"),
            ("ofType", "__Type"),
            ("isOneOf", "Boolean"),
        ],
    ),
    (
        "__Field",
        &[
            ("name", "String!"),
            ("description", "String"),
            ("args", "[__InputValue!]!"),
            ("type", "__Type!"),
            ("isDeprecated", "Boolean!"),
            ("deprecationReason", "String"),
        ],
    ),
    (
        "__InputValue",
        &[
            ("name", "String!"),
            ("description", "String"),
            ("type", "__Type!"),
            ("defaultValue", "String"),
            ("isDeprecated", "Boolean!"),
            ("deprecationReason", "String"),
        ],
    ),
    (
        "__EnumValue",
        &[
            ("name", "String!"),
            ("description", "String"),
            ("isDeprecated", "Boolean!"),
            ("deprecationReason", "String"),
        ],
    ),
    (
        "__Directive",
        &[
            ("name", "String!"),
            ("description", "String"),
            ("locations", "[__DirectiveLocation!]!"),
            ("args", "[__InputValue!]!"),
            ("isRepeatable", "Boolean!"),
        ],
    ),
];

impl SchemaDefinition {
    /// The field `name` of a type that has fields.
    pub(super) fn known<'t>(&'t self, parent: &str, name: &str) -> Option<Known<'t>> {
        if name == "__typename" {
            return self.is_composite(parent).then_some(Known { ty: "String!", args: &[] });
        }
        if let Some(object) = self.object(parent) {
            return match (object.field(name), name) {
                (Some(field), _) => Some(Known { ty: &field.ty, args: &field.args }),
                (None, "__schema") => Some(Known { ty: "__Schema!", args: &[] }),
                (None, "__type") => Some(Known { ty: "__Type", args: &NAME }),
                _ => None,
            };
        }
        if let Some(of) = self.abstract_type(parent) {
            let field = of.fields.iter().find(|(known, ..)| *known == name)?;
            return Some(Known { ty: field.1, args: &[] });
        }
        let (_, ty) = meta(parent)?.1.iter().find(|(known, _)| *known == name)?;
        let args = if WITH_DEPRECATED.contains(&name) { &DEPRECATED[..] } else { &[] };
        Some(Known { ty, args })
    }

    /// Whether values of a type are selected from.
    pub(super) fn is_composite(&self, name: &str) -> bool {
        self.is_object(name) || self.abstract_type(name).is_some()
    }

    /// Whether every value of a type has that type and no other.
    pub(super) fn is_object(&self, name: &str) -> bool {
        self.object(name).is_some() || meta(name).is_some()
    }
}

fn meta(name: &str) -> Option<&'static Meta> {
    META.iter().find(|(known, _)| *known == name)
}
