//! A record of any type.

use super::{
    fact::{Affiliation, Discrepancy, Figure, Participation, Position},
    organization::Organization,
    thing::{Event, Person, Program, Source},
};
use crate::domain::entity::EntityType;

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
        }
    }
}
