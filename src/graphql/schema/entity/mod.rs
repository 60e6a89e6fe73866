//! The types with an identity of their own: one file for each type of `domain::entity`.

pub mod affiliation;
pub mod discrepancy;
pub mod event;
pub mod figure;
pub mod organization;
mod organization_relations;
pub mod participation;
pub mod person;
pub mod position;
pub mod program;
pub mod source;

use crate::{domain::entity::EntityType, graphql::engine::definition::ObjectType};

/// The object types about an entity type: the type itself, its connection and what else only it has.
pub fn types_of(ty: EntityType) -> Vec<ObjectType> {
    match ty {
        EntityType::Source => source::types(),
        EntityType::Organization => organization::types(),
        EntityType::Person => person::types(),
        EntityType::Program => program::types(),
        EntityType::Event => event::types(),
        EntityType::Affiliation => affiliation::types(),
        EntityType::Position => position::types(),
        EntityType::Participation => participation::types(),
        EntityType::Figure => figure::types(),
        EntityType::Discrepancy => discrepancy::types(),
    }
}
