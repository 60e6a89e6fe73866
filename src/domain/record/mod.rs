//! The records of the registry: what a seed holds and an import adds.
//!
//! Records refer to each other by slug or key. These types only guarantee well-formed dates. That every
//! reference leads to a record is checked by the reader of the seed, and by the database for imports.

mod fact;
mod field_name;
mod imported;
mod imported_fact;
mod organization;
mod parts;
mod place;
mod registry;
mod succession;
mod thing;
mod topic;

pub use self::{
    fact::*,
    field_name::public_field_name,
    imported::{
        Decision, History, ImportedRecord, Relation, RelationEnd, Release, Revision, Status,
    },
    imported_fact::ImportedFact,
    organization::{Access, Form, Link, ORGANIZATION_FIELDS, Organization, OrganizationField},
    parts::{Citation, Evidence, Identifier, Name, Period, Validity},
    place::Place,
    registry::{Different, Record, Registry},
    succession::{Transfer, successions, transfers},
    thing::*,
    topic::{Assigned, Topic, TopicAssignment},
};
