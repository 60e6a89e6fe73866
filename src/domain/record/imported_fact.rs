//! What an import says besides its organizations: records of other types.

use super::{
    fact::{About, Activity, Affiliation, Agent, Figure, Participation, Position},
    parts::Citation,
    registry::Record,
    thing::{Event, Person, Program},
    topic::{Assigned, Topic, TopicAssignment},
};
use crate::domain::entity_type::EntityType;

/// A record of an import that is no organization. It names other records by their slugs; the slug of an organization of the
/// same import is valid whichever organization that was joined with.
///
/// An importer leaves its citations empty: the import cites the release.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportedFact {
    /// A person.
    Person(Person),
    /// A program.
    Program(Program),
    /// An event.
    Event(Event),
    /// A topic.
    Topic(Topic),
    /// An affiliation.
    Affiliation(Affiliation),
    /// A position.
    Position(Position),
    /// A participation.
    Participation(Participation),
    /// A figure.
    Figure(Figure),
    /// An assignment of a topic.
    TopicAssignment(TopicAssignment),
}

impl ImportedFact {
    /// The record.
    #[must_use]
    pub fn record(&self) -> Record<'_> {
        match self {
            Self::Person(it) => Record::Person(it),
            Self::Program(it) => Record::Program(it),
            Self::Event(it) => Record::Event(it),
            Self::Topic(it) => Record::Topic(it),
            Self::Affiliation(it) => Record::Affiliation(it),
            Self::Position(it) => Record::Position(it),
            Self::Participation(it) => Record::Participation(it),
            Self::Figure(it) => Record::Figure(it),
            Self::TopicAssignment(it) => Record::TopicAssignment(it),
        }
    }

    /// The same record with these citations.
    #[must_use]
    pub fn cited(mut self, cite: Vec<Citation>) -> Self {
        match &mut self {
            Self::Person(it) => it.cite = cite,
            Self::Program(it) => it.cite = cite,
            Self::Event(it) => it.cite = cite,
            Self::Topic(it) => it.cite = cite,
            Self::Affiliation(it) => it.evidence.cite = cite,
            Self::Position(it) => it.evidence.cite = cite,
            Self::Participation(it) => it.evidence.cite = cite,
            Self::Figure(it) => it.evidence.cite = cite,
            Self::TopicAssignment(it) => it.evidence.cite = cite,
        }
        self
    }

    /// The records that it refers to: their types and slugs.
    #[must_use]
    pub fn references(&self) -> Vec<(EntityType, &str)> {
        match self {
            Self::Person(_) | Self::Event(_) => Vec::new(),
            Self::Program(it) => program(it.part_of.as_deref()).into_iter().collect(),
            Self::Topic(it) => it.broader.iter().map(|slug| (EntityType::Topic, &**slug)).collect(),
            Self::Affiliation(it) => {
                let ends =
                    [&it.subject, &it.object].map(|slug| (EntityType::Organization, &**slug));
                ends.into_iter().chain(program(it.program.as_deref())).collect()
            }
            Self::Position(it) => vec![
                (EntityType::Person, &*it.person),
                (EntityType::Organization, &*it.organization),
            ],
            Self::Participation(it) => vec![agent(&it.agent), activity(&it.activity)],
            Self::Figure(it) => about(&it.about).into_iter().collect(),
            Self::TopicAssignment(it) => {
                vec![assigned(&it.thing), (EntityType::Topic, &*it.topic)]
            }
        }
    }
}

fn program(slug: Option<&str>) -> Option<(EntityType, &str)> {
    slug.map(|slug| (EntityType::Program, slug))
}

fn agent(agent: &Agent) -> (EntityType, &str) {
    match agent {
        Agent::Organization(slug) => (EntityType::Organization, slug),
        Agent::Person(slug) => (EntityType::Person, slug),
    }
}

fn activity(activity: &Activity) -> (EntityType, &str) {
    match activity {
        Activity::Program(slug) => (EntityType::Program, slug),
        Activity::Event(slug) => (EntityType::Event, slug),
    }
}

fn about(about: &About) -> Option<(EntityType, &str)> {
    match about {
        About::Organization(slug) => Some((EntityType::Organization, slug)),
        About::Person(slug) => Some((EntityType::Person, slug)),
        About::Program(slug) => Some((EntityType::Program, slug)),
        About::Event(slug) => Some((EntityType::Event, slug)),
        About::Text(_) => None,
    }
}

fn assigned(thing: &Assigned) -> (EntityType, &str) {
    match thing {
        Assigned::Organization(slug) => (EntityType::Organization, slug),
        Assigned::Program(slug) => (EntityType::Program, slug),
        Assigned::Event(slug) => (EntityType::Event, slug),
    }
}
