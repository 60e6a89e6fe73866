//! A whole registry as its curators write it, and a record of any of its types.

use std::fmt;

use super::{
    fact::{Affiliation, Discrepancy, Figure, Participation, Position},
    organization::Organization,
    parts::Identifier,
    thing::{Event, Person, Program, Source},
    topic::{Topic, TopicAssignment},
};
use crate::domain::{canonical_json::Object, entity_type::EntityType};

/// A record of any type.
#[derive(Clone, Copy, Debug)]
pub enum Record<'a> {
    /// A source.
    Source(&'a Source),
    /// An organization.
    Organization(&'a Organization),
    /// A person.
    Person(&'a Person),
    /// A program.
    Program(&'a Program),
    /// An event.
    Event(&'a Event),
    /// An affiliation.
    Affiliation(&'a Affiliation),
    /// A position.
    Position(&'a Position),
    /// A participation.
    Participation(&'a Participation),
    /// A figure.
    Figure(&'a Figure),
    /// A discrepancy.
    Discrepancy(&'a Discrepancy),
    /// A topic.
    Topic(&'a Topic),
    /// An assignment of a topic.
    TopicAssignment(&'a TopicAssignment),
}

impl<'a> Record<'a> {
    /// Its type.
    #[must_use]
    pub fn entity_type(self) -> EntityType {
        match self {
            Self::Source(_) => EntityType::Source,
            Self::Organization(_) => EntityType::Organization,
            Self::Person(_) => EntityType::Person,
            Self::Program(_) => EntityType::Program,
            Self::Event(_) => EntityType::Event,
            Self::Affiliation(_) => EntityType::Affiliation,
            Self::Position(_) => EntityType::Position,
            Self::Participation(_) => EntityType::Participation,
            Self::Figure(_) => EntityType::Figure,
            Self::Discrepancy(_) => EntityType::Discrepancy,
            Self::Topic(_) => EntityType::Topic,
            Self::TopicAssignment(_) => EntityType::TopicAssignment,
        }
    }

    /// Its public key: the slug, or the key of a fact.
    #[must_use]
    pub fn key(self) -> &'a str {
        match self {
            Self::Source(it) => &it.slug,
            Self::Organization(it) => &it.slug,
            Self::Person(it) => &it.slug,
            Self::Program(it) => &it.slug,
            Self::Event(it) => &it.slug,
            Self::Affiliation(it) => &it.key,
            Self::Position(it) => &it.key,
            Self::Participation(it) => &it.key,
            Self::Figure(it) => &it.key,
            Self::Discrepancy(it) => &it.slug,
            Self::Topic(it) => &it.slug,
            Self::TopicAssignment(it) => &it.key,
        }
    }

    /// The members of its canonical encoding, without those that all records have.
    pub(in crate::domain) fn members(self) -> Object {
        match self {
            Self::Source(it) => it.members(),
            Self::Organization(it) => it.members(),
            Self::Person(it) => it.members(),
            Self::Program(it) => it.members(),
            Self::Event(it) => it.members(),
            Self::Affiliation(it) => it.members(),
            Self::Position(it) => it.members(),
            Self::Participation(it) => it.members(),
            Self::Figure(it) => it.members(),
            Self::Discrepancy(it) => it.members(),
            Self::Topic(it) => it.members(),
            Self::TopicAssignment(it) => it.members(),
        }
    }
}

/// Everything a seed says, in the order it says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    /// Documents.
    pub sources: Vec<Source>,
    /// Anything that acts as one.
    pub organizations: Vec<Organization>,
    /// People that documents name.
    pub people: Vec<Person>,
    /// Work with a purpose and a frame.
    pub programs: Vec<Program>,
    /// What happened, was announced or is planned.
    pub events: Vec<Event>,
    /// The concepts of the thesaurus.
    pub topics: Vec<Topic>,
    /// Dated relations between organizations.
    pub affiliations: Vec<Affiliation>,
    /// What people are to organizations.
    pub positions: Vec<Position>,
    /// Who has which part in a program or event.
    pub participations: Vec<Participation>,
    /// Numbers somebody stated.
    pub figures: Vec<Figure>,
    /// What works on which topic.
    pub topic_assignments: Vec<TopicAssignment>,
    /// Facts that disagree.
    pub discrepancies: Vec<Discrepancy>,
    /// Organizations and keys of other registries that a curator found not to belong together. Those
    /// that do are among the identifiers of their organization.
    pub different: Vec<Different>,
}

impl Registry {
    /// Every record, type by type in the order of [`EntityType`].
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let things = self.sources.iter().map(Record::Source);
        let things = things.chain(self.organizations.iter().map(Record::Organization));
        let things = things.chain(self.people.iter().map(Record::Person));
        let things = things.chain(self.programs.iter().map(Record::Program));
        let things = things.chain(self.events.iter().map(Record::Event));
        let things = things.chain(self.topics.iter().map(Record::Topic));
        let facts = self.affiliations.iter().map(Record::Affiliation);
        let facts = facts.chain(self.positions.iter().map(Record::Position));
        let facts = facts.chain(self.participations.iter().map(Record::Participation));
        let facts = facts.chain(self.figures.iter().map(Record::Figure));
        let facts = facts.chain(self.topic_assignments.iter().map(Record::TopicAssignment));
        things.chain(facts).chain(self.discrepancies.iter().map(Record::Discrepancy))
    }
}

impl fmt::Display for Registry {
    /// How many of each there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} sources, {} organizations, {} people, {} programs, {} events, {} topics, \
             {} affiliations, {} positions, {} participations, {} figures, {} topic assignments, \
             {} discrepancies",
            self.sources.len(),
            self.organizations.len(),
            self.people.len(),
            self.programs.len(),
            self.events.len(),
            self.topics.len(),
            self.affiliations.len(),
            self.positions.len(),
            self.participations.len(),
            self.figures.len(),
            self.topic_assignments.len(),
            self.discrepancies.len(),
        )
    }
}

/// An organization and a record of another registry that are two, however alike their names.
#[derive(Clone, Debug, PartialEq)]
pub struct Different {
    /// Slug of the organization.
    pub organization: String,
    /// The key of the record.
    pub identifier: Identifier,
}
