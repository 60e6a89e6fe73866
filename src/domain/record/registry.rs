//! A whole registry as its curators write it: the records of a seed.

use std::fmt;

use super::{
    any::Record,
    fact::{Affiliation, Discrepancy, Figure, Participation, Position},
    organization::Organization,
    parts::Identifier,
    thing::{Event, Person, Program, Source},
};

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
    /// Dated relations between organizations.
    pub affiliations: Vec<Affiliation>,
    /// What people are to organizations.
    pub positions: Vec<Position>,
    /// Who has which part in a program or event.
    pub participations: Vec<Participation>,
    /// Numbers somebody stated.
    pub figures: Vec<Figure>,
    /// Facts that disagree.
    pub discrepancies: Vec<Discrepancy>,
    /// Organizations and keys of other registries that a curator found not to belong together. Those
    /// that do are among the identifiers of their organization.
    pub different: Vec<Different>,
}

impl Registry {
    /// Every record, type by type in the order of [`EntityType`](crate::domain::entity::EntityType).
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let things = self.sources.iter().map(Record::Source);
        let things = things.chain(self.organizations.iter().map(Record::Organization));
        let things = things.chain(self.people.iter().map(Record::Person));
        let things = things.chain(self.programs.iter().map(Record::Program));
        let things = things.chain(self.events.iter().map(Record::Event));
        let facts = self.affiliations.iter().map(Record::Affiliation);
        let facts = facts.chain(self.positions.iter().map(Record::Position));
        let facts = facts.chain(self.participations.iter().map(Record::Participation));
        let facts = facts.chain(self.figures.iter().map(Record::Figure));
        things.chain(facts).chain(self.discrepancies.iter().map(Record::Discrepancy))
    }
}

impl fmt::Display for Registry {
    /// How many of each there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} sources, {} organizations, {} people, {} programs, {} events, {} affiliations, \
             {} positions, {} participations, {} figures, {} discrepancies",
            self.sources.len(),
            self.organizations.len(),
            self.people.len(),
            self.programs.len(),
            self.events.len(),
            self.affiliations.len(),
            self.positions.len(),
            self.participations.len(),
            self.figures.len(),
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
