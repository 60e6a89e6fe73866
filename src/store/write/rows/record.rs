//! Writes the rows of a record of any type. Organizations and facts have files of their own.

use rusqlite::params;

use super::{
    bounds::{date_order, of_event, span},
    facts, organization,
    parts::{date_text, display, parts_of_thing},
    ranked::RankedRecord,
    topic,
    writer::Writer,
};
use crate::{
    domain::{
        entity_type::EntityType,
        record::{Event, Person, Program, Record, Source},
        text::fold,
    },
    store::error::Error,
};

/// Writes the rows of a record whose node has this id. Earlier rows of the same origin must be gone.
pub fn write(w: &Writer, record: &RankedRecord, id: i64) -> Result<(), Error> {
    match record.record {
        Record::Source(it) => source(w, record, id, it),
        Record::Organization(it) => organization::organization(w, record, id, it),
        Record::Person(it) => person(w, record, id, it),
        Record::Program(it) => program(w, record, id, it),
        Record::Event(it) => event(w, record, id, it),
        Record::Affiliation(it) => facts::affiliation(w, record, id, it),
        Record::Position(it) => facts::position(w, record, id, it),
        Record::Participation(it) => facts::participation(w, record, id, it),
        Record::Figure(it) => facts::figure(w, record, id, it),
        Record::Discrepancy(it) => facts::discrepancy(w, record, id, it),
        Record::Topic(it) => topic::topic(w, record, id, it),
        Record::TopicAssignment(it) => topic::topic_assignment(w, record, id, it),
    }
}

fn source(w: &Writer, record: &RankedRecord, id: i64, it: &Source) -> Result<(), Error> {
    w.connection
        .prepare_cached(
            "INSERT INTO source (id, slug, title, sort_name, rank, publisher_id, kind, language,
                 earliest, earliest_from, latest, latest_before, dating, retrieved, url, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            id,
            it.slug,
            it.title,
            fold(&it.title),
            record.rank,
            w.id(record, EntityType::Organization, &it.publisher)?,
            it.kind,
            it.language,
            it.earliest.to_string(),
            it.earliest.span().first,
            it.latest.to_string(),
            it.latest.span().end,
            it.dating,
            it.retrieved.map(|date| date.to_string()),
            it.url,
            it.note,
        ])?;
    let mut insert = w.connection.prepare_cached(
        "INSERT INTO source_part (source_id, slug, rank, title, earliest, earliest_from, latest,
             latest_before, dating)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (rank, part) in (0_i64..).zip(&it.parts) {
        insert.execute(params![
            id,
            part.slug,
            rank,
            part.title,
            part.earliest.to_string(),
            part.earliest.span().first,
            part.latest.to_string(),
            part.latest.span().end,
            part.dating,
        ])?;
    }
    Ok(())
}

fn person(w: &Writer, record: &RankedRecord, id: i64, it: &Person) -> Result<(), Error> {
    let (name, sort_name) = display(&it.names);
    w.connection
        .prepare_cached(
            "INSERT INTO person (id, slug, name, sort_name, rank, description, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![id, it.slug, name, sort_name, record.rank, it.description, it.note])?;
    parts_of_thing(w, record, id, &it.names, it.description.as_deref(), &it.cite)
}

fn program(w: &Writer, record: &RankedRecord, id: i64, it: &Program) -> Result<(), Error> {
    let (name, sort_name) = display(&it.names);
    let (starts, ends) = (span(it.starts.as_ref()), span(it.ends.as_ref()));
    let part_of =
        it.part_of.as_deref().map(|slug| w.id(record, EntityType::Program, slug)).transpose()?;
    w.connection
        .prepare_cached(
            "INSERT INTO program (id, slug, name, sort_name, rank, kind, description,
                 starts, starts_from, starts_before, ends, ends_from, ends_before,
                 part_of_id, website, note, stage)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )?
        .execute(params![
            id,
            it.slug,
            name,
            sort_name,
            record.rank,
            it.kind,
            it.description,
            date_text(it.starts.as_ref()),
            starts.first,
            starts.end,
            date_text(it.ends.as_ref()),
            ends.first,
            ends.end,
            part_of,
            it.website,
            it.note,
            it.stage.word(),
        ])?;
    parts_of_thing(w, record, id, &it.names, it.description.as_deref(), &it.cite)
}

fn event(w: &Writer, record: &RankedRecord, id: i64, it: &Event) -> Result<(), Error> {
    let (name, sort_name) = display(&it.names);
    let days = of_event(it);
    w.connection
        .prepare_cached(
            "INSERT INTO event (id, slug, name, sort_name, rank, kind, status, date, until,
                 date_from, date_before, date_rank, description, basis, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            id,
            it.slug,
            name,
            sort_name,
            record.rank,
            it.kind,
            it.status,
            date_text(it.date.as_ref()),
            date_text(it.until.as_ref()),
            days.first,
            days.end,
            date_order(it.date.as_ref()),
            it.description,
            it.basis,
            it.note,
        ])?;
    parts_of_thing(w, record, id, &it.names, it.description.as_deref(), &it.cite)
}
