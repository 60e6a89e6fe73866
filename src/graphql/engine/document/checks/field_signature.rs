//! The type and the arguments of every field that a document can select, those of introspection included.
//!
//! The schema definition has no introspection types, because async-graphql defines them; they are listed here.

use crate::graphql::engine::definition::{InputValue, SchemaDefinition, input};

/// The type and the arguments of a field.
#[derive(Clone, Copy)]
pub struct FieldSignature<'t> {
    /// The type in GraphQL's notation, such as `[Person!]!`.
    pub ty: &'t str,
    /// The arguments that it takes.
    pub args: &'t [InputValue],
}

/// An introspection type: its name, and its fields with their types.
type IntrospectionType = (&'static str, &'static [(&'static str, &'static str)]);

static INCLUDE_DEPRECATED_ARGUMENT: [InputValue; 1] = [input("includeDeprecated", "Boolean", "")];
static NAME_ARGUMENT: [InputValue; 1] = [input("name", "String!", "")];
/// The fields of introspection types that take `includeDeprecated`.
const FIELDS_WITH_DEPRECATED: [&str; 4] = ["fields", "enumValues", "inputFields", "args"];

static INTROSPECTION_TYPES: [IntrospectionType; 6] = [
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
    /// The field `name` of the object type, interface or union `parent`. None if there is no such field.
    pub(super) fn field_signature<'t>(
        &'t self,
        parent: &str,
        name: &str,
    ) -> Option<FieldSignature<'t>> {
        if name == "__typename" {
            return self
                .is_composite(parent)
                .then_some(FieldSignature { ty: "String!", args: &[] });
        }
        if let Some(object) = self.object(parent) {
            return match (object.field(name), name) {
                (Some(field), _) => Some(FieldSignature { ty: &field.ty, args: &field.args }),
                (None, "__schema") => Some(FieldSignature { ty: "__Schema!", args: &[] }),
                (None, "__type") => Some(FieldSignature { ty: "__Type", args: &NAME_ARGUMENT }),
                _ => None,
            };
        }
        if let Some(of) = self.abstract_type(parent) {
            let field = of.fields.iter().find(|(known, ..)| *known == name)?;
            return Some(FieldSignature { ty: field.1, args: &[] });
        }
        let (_, ty) = introspection_type(parent)?.1.iter().find(|(known, _)| *known == name)?;
        let args = if FIELDS_WITH_DEPRECATED.contains(&name) {
            &INCLUDE_DEPRECATED_ARGUMENT[..]
        } else {
            &[]
        };
        Some(FieldSignature { ty, args })
    }

    /// Whether fields of a type need a selection set.
    pub(super) fn is_composite(&self, name: &str) -> bool {
        self.is_object(name) || self.abstract_type(name).is_some()
    }

    /// Whether the type is an object type.
    pub(super) fn is_object(&self, name: &str) -> bool {
        self.object(name).is_some() || introspection_type(name).is_some()
    }
}

fn introspection_type(name: &str) -> Option<&'static IntrospectionType> {
    INTROSPECTION_TYPES.iter().find(|(known, _)| *known == name)
}
