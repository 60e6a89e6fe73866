//! The types with an identity of their own: one file for each type of `domain::entity_type`, and what has a part for each
//! of them.

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
pub mod topic;
pub mod topic_assignment;

use super::entry_points::EntryPoints;
use crate::{
    domain::{
        entity_type::{EntityType, Group},
        vocabulary::Vocabulary,
    },
    graphql::engine::definition::ObjectType,
};

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
        EntityType::Topic => topic::types(),
        EntityType::TopicAssignment => topic_assignment::types(),
    }
}

/// The entry points of every type of thing.
pub fn things() -> impl Iterator<Item = EntryPoints> {
    EntityType::of_group(Group::Thing).filter_map(entry_points_of)
}

/// The entry points of an entity type. Facts have none of this kind.
fn entry_points_of(ty: EntityType) -> Option<EntryPoints> {
    match ty {
        EntityType::Source => Some(source::entry_points()),
        EntityType::Organization => Some(organization::entry_points()),
        EntityType::Person => Some(person::entry_points()),
        EntityType::Program => Some(program::entry_points()),
        EntityType::Event => Some(event::entry_points()),
        EntityType::Topic => Some(topic::entry_points()),
        EntityType::Affiliation
        | EntityType::Position
        | EntityType::Participation
        | EntityType::Figure
        | EntityType::TopicAssignment
        | EntityType::Discrepancy => None,
    }
}

/// Types of things, as an argument.
pub static THING_TYPE: Vocabulary = Vocabulary {
    name: "ThingType",
    doc: "A type of thing.",
    words: &[
        ("ORGANIZATION", "Organizations."),
        ("PERSON", "People."),
        ("PROGRAM", "Programs."),
        ("EVENT", "Events."),
        ("TOPIC", "Topics."),
    ],
};

/// Types of facts, as an argument.
pub static FACT_TYPE: Vocabulary = Vocabulary {
    name: "FactType",
    doc: "A type of fact.",
    words: &[
        ("ORGANIZATION", "Descriptions of organizations."),
        ("PERSON", "Descriptions of people."),
        ("PROGRAM", "Descriptions of programs."),
        ("EVENT", "Events."),
        ("TOPIC", "Descriptions of topics."),
        ("AFFILIATION", "Affiliations between two organizations."),
        ("POSITION", "Positions of people at organizations."),
        ("PARTICIPATION", "Participations in programs and events."),
        ("FIGURE", "Figures."),
        ("TOPIC_ASSIGNMENT", "What works on a topic or is about it."),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_enums_of_types_have_every_type_of_their_group() {
        for (vocabulary, group) in [(&THING_TYPE, Group::Thing), (&FACT_TYPE, Group::Fact)] {
            let words: Vec<_> = vocabulary.words.iter().map(|(word, _)| *word).collect();
            let types = EntityType::of_group(group).map(EntityType::word);
            assert_eq!(words, types.collect::<Vec<_>>());
        }
    }
}
