//! The records of a registry in one list, each with what they all have in common.

use super::Error;
use crate::domain::{
    entity::EntityType,
    record::{
        Affiliation, Discrepancy, Event, Figure, Organization, Participation, Person, Position,
        Program, Registry, Source,
    },
};

/// A record of any kind.
#[derive(Clone, Copy, Debug)]
pub(super) enum Record<'a> {
    Source(&'a Source),
    Organization(&'a Organization),
    Person(&'a Person),
    Program(&'a Program),
    Event(&'a Event),
    Affiliation(&'a Affiliation),
    Position(&'a Position),
    Participation(&'a Participation),
    Figure(&'a Figure),
    Discrepancy(&'a Discrepancy),
}

/// A record with the name it is known by and its rank among its kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a> {
    pub(super) ty: EntityType,
    pub(super) key: &'a str,
    pub(super) rank: i64,
    pub(super) record: Record<'a>,
}

impl Item<'_> {
    /// The error for what this record wants for itself and an import holds.
    pub(super) fn taken(&self, what: String, origin: String) -> Error {
        Error::Taken { kind: self.ty.noun(), key: self.key.to_owned(), what, origin }
    }
}

/// All records, kind by kind in the order of the registry. Their ranks count from 0.
pub(super) fn items(registry: &Registry) -> Vec<Item<'_>> {
    let mut list = Vec::new();
    extend(&mut list, EntityType::Source, &registry.sources, |it| (&it.slug, Record::Source(it)));
    extend(&mut list, EntityType::Organization, &registry.organizations, |it| {
        (&it.slug, Record::Organization(it))
    });
    extend(&mut list, EntityType::Person, &registry.people, |it| (&it.slug, Record::Person(it)));
    extend(&mut list, EntityType::Program, &registry.programs, |it| {
        (&it.slug, Record::Program(it))
    });
    extend(&mut list, EntityType::Event, &registry.events, |it| (&it.slug, Record::Event(it)));
    extend(&mut list, EntityType::Affiliation, &registry.affiliations, |it| {
        (&it.key, Record::Affiliation(it))
    });
    extend(&mut list, EntityType::Position, &registry.positions, |it| {
        (&it.key, Record::Position(it))
    });
    extend(&mut list, EntityType::Participation, &registry.participations, |it| {
        (&it.key, Record::Participation(it))
    });
    extend(&mut list, EntityType::Figure, &registry.figures, |it| (&it.key, Record::Figure(it)));
    extend(&mut list, EntityType::Discrepancy, &registry.discrepancies, |it| {
        (&it.slug, Record::Discrepancy(it))
    });
    list
}

fn extend<'a, T>(
    list: &mut Vec<Item<'a>>,
    ty: EntityType,
    records: &'a [T],
    view: impl Fn(&'a T) -> (&'a String, Record<'a>),
) {
    list.extend((0_i64..).zip(records).map(|(rank, record)| {
        let (key, record) = view(record);
        Item { ty, key, rank, record }
    }));
}
