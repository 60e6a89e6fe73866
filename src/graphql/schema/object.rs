//! Object types, with the interfaces that follow from their entity type.

use super::interfaces;
use crate::{
    domain::entity::EntityType,
    graphql::engine::definition::{FieldDefinition, ObjectType},
};

/// The object type of an entity type.
pub fn entity_type(ty: EntityType, doc: &str, fields: Vec<FieldDefinition>) -> ObjectType {
    ObjectType { implements: interfaces::implemented_by(ty), ..object(ty.name(), doc, fields) }
}

/// An object type without interfaces.
pub fn object(name: impl Into<String>, doc: &str, fields: Vec<FieldDefinition>) -> ObjectType {
    ObjectType { name: name.into(), doc: doc.to_owned(), implements: &[], fields }
}
