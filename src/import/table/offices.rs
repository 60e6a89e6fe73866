//! Regional offices of French research bodies become parts of their bodies.

use std::collections::BTreeMap;

use super::{findings::Findings, row::Row};
use crate::{
    domain::{
        entity_type::EntityType,
        matching::{ResearchBody, body_named, office_of},
        record::{ImportedRecord, Name, Organization, Place, Relation, RelationEnd},
    },
    import::place::Position,
};

/// The bodies whose offices the tables name.
#[derive(Default)]
pub struct Offices {
    /// The keys of the bodies that have a row, by their acronyms.
    keys: BTreeMap<&'static str, String>,
    /// The other bodies, each with its first office.
    named: BTreeMap<&'static str, Named>,
}

/// A body that has no row of its own.
pub struct Named {
    body: &'static ResearchBody,
    /// The number of the table of its first office, and the row.
    pub at: (usize, Position),
    /// The name of that office.
    office: String,
}

impl Offices {
    /// Notes a row of a body itself. All rows are noted before the first office is read.
    pub fn note_body(&mut self, row: &Row<'_>) {
        let mut found = Findings::default();
        let Some(name) = row.value("name", &mut found) else { return };
        let Some(body) = body_named(&name) else { return };
        let key = row.key(&mut found);
        if found.is_valid() {
            self.keys.entry(body.acronym).or_insert_with(|| row.map.stored_key(&key));
        }
    }

    /// Gives an organization that is an office the relation to its body.
    pub fn add_parent(&mut self, record: &mut ImportedRecord, at: (usize, Position)) {
        let organization = &record.organization;
        let Some(name) = organization.names.first().map(|name| &name.value) else { return };
        let city = organization.place.city.as_deref();
        let Some(body) = office_of(name, city) else { return };
        let key = if let Some(key) = self.keys.get(body.acronym) {
            key.clone()
        } else {
            let office = name.clone();
            self.named.entry(body.acronym).or_insert(Named { body, at, office });
            body.acronym.to_lowercase()
        };
        record.relations.push(Relation::new("PARENT", RelationEnd::Record(key), false));
    }

    /// The bodies that have offices and no row of their own.
    pub fn into_named(self) -> impl Iterator<Item = Named> {
        self.named.into_values()
    }
}

impl Named {
    /// The body as a record.
    #[must_use]
    pub fn record(&self, slug_of: impl Fn(EntityType, &str) -> String) -> ImportedRecord {
        let Self { body, office, .. } = self;
        let key = body.acronym.to_lowercase();
        let french = || Some("fr".to_owned());
        let mut names = vec![Name::new(body.name, french(), "LABEL")];
        if body.acronym != body.name {
            names.push(Name::new(body.acronym, None, "ACRONYM"));
        }
        ImportedRecord {
            rank: super::organization::rank(&key),
            locator: format!("part of the name {office:?}"),
            organization: Organization {
                names,
                kinds: vec!["RESEARCH_ORGANIZATION".to_owned()],
                place: Place { country: Some("FR".to_owned()), ..Place::default() },
                ..Organization::new(slug_of(EntityType::Organization, &key))
            },
            key,
            is_institution: true,
            ..ImportedRecord::default()
        }
    }
}
