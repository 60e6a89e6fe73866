//! Declares object types, and their fields and arguments by their signature, in the notation of the schema definition
//! language: `"name: String!"`, `"hops: Int = 1"`.

use super::{descriptions::text, interfaces};
use crate::{
    domain::entity_type::EntityType,
    graphql::engine::definition::{
        self, FieldDefinition, FieldSource, FilterTest, InputValue, ObjectType,
    },
};

/// The object type of an entity type.
pub fn entity_type(ty: EntityType, doc: &str, fields: Vec<FieldDefinition>) -> ObjectType {
    ObjectType { implements: interfaces::implemented_by(ty), ..object(ty.name(), doc, fields) }
}

/// An object type without interfaces.
pub fn object(name: impl Into<String>, doc: &str, fields: Vec<FieldDefinition>) -> ObjectType {
    ObjectType { name: name.into(), doc: doc.to_owned(), implements: &[], fields }
}

/// A field of an object type.
pub fn field(signature: &'static str, source: FieldSource, doc: &'static str) -> FieldDefinition {
    let (name, ty) = name_and_type(signature);
    definition::field(name, ty, source, text(doc))
}

/// An argument or a field of an input type, with its default if the signature has one.
pub fn input(signature: &'static str, doc: &'static str) -> InputValue {
    let (name, ty) = name_and_type(signature);
    match ty.split_once(" = ") {
        Some((ty, default)) => {
            InputValue { default: Some(default), ..definition::input(name, ty, text(doc)) }
        }
        None => definition::input(name, ty, text(doc)),
    }
}

/// A field of a filter, with its condition on a row.
pub fn test(signature: &'static str, test: FilterTest, doc: &'static str) -> InputValue {
    let (name, ty) = name_and_type(signature);
    definition::test(name, ty, test, text(doc))
}

/// One list of several.
pub fn join<T, const N: usize>(lists: [Vec<T>; N]) -> Vec<T> {
    lists.into_iter().flatten().collect()
}

/// A signature without a type is taken as a name; the schema then does not build.
fn name_and_type(signature: &'static str) -> (&'static str, &'static str) {
    signature.split_once(": ").unwrap_or((signature, ""))
}
