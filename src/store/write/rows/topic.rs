//! Writes the rows of topics, and of what works on them.

use rusqlite::params;

use super::{
    parts::{citations, display, parts_of_thing},
    ranked::RankedRecord,
    writer::Writer,
};
use crate::{
    domain::{
        entity_type::EntityType,
        record::{Assigned, Topic, TopicAssignment},
    },
    store::error::Error,
};

pub fn topic(w: &Writer, record: &RankedRecord, id: i64, it: &Topic) -> Result<(), Error> {
    let (name, sort_name) = display(&it.names);
    let broader =
        it.broader.as_deref().map(|slug| w.id(record, EntityType::Topic, slug)).transpose()?;
    w.connection
        .prepare_cached(
            "INSERT INTO topic (id, slug, name, sort_name, rank, kind, broader_id, description, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            id,
            it.slug,
            name,
            sort_name,
            record.rank,
            it.kind,
            broader,
            it.description,
            it.note,
        ])?;
    parts_of_thing(w, record, id, &it.names, it.description.as_deref(), &it.cite)
}

pub fn topic_assignment(
    w: &Writer,
    record: &RankedRecord,
    id: i64,
    it: &TopicAssignment,
) -> Result<(), Error> {
    let thing = match &it.thing {
        Assigned::Organization(slug) => w.id(record, EntityType::Organization, slug)?,
        Assigned::Program(slug) => w.id(record, EntityType::Program, slug)?,
        Assigned::Event(slug) => w.id(record, EntityType::Event, slug)?,
    };
    let topic = w.id(record, EntityType::Topic, &it.topic)?;
    w.connection
        .prepare_cached(
            "INSERT INTO topic_assignment (id, key, rank, thing_id, topic_id, basis, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            id,
            it.key,
            record.rank,
            thing,
            topic,
            it.evidence.basis,
            it.evidence.note,
        ])?;
    citations(w, record, id, &it.evidence.cite)
}
