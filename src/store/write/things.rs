//! Rows of things: sources, organizations, people, programs, events.

use rusqlite::params;

use super::{
    Error, Origin, Writer, absorb,
    bounds::{of_event, rank_of_event, span},
    contribution::{self, Contribution},
    item::Item,
    parts::{citations, display, names},
};
use crate::domain::{
    date::{ALWAYS, NEVER, PartialDate},
    entity::EntityType,
    record::{Event, Organization, Person, Program, Source},
    text::fold,
};

/// A date as it was written.
pub(super) fn text(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

pub(super) fn source(w: &Writer, item: &Item, id: i64, it: &Source) -> Result<(), Error> {
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
            item.rank,
            w.id(item, EntityType::Organization, &it.publisher)?,
            it.kind,
            it.language,
            it.earliest.to_string(),
            it.earliest.span().first,
            it.latest.to_string(),
            it.latest.span().end,
            it.dating,
            text(it.retrieved),
            it.url,
            it.note,
        ])?;
    Ok(())
}

/// An organization whose owner writes: its row with what its owner says of it, and its parts.
pub(super) fn organization(
    w: &Writer,
    item: &Item,
    id: i64,
    it: &Organization,
) -> Result<(), Error> {
    let (name, sort_name) = display(&it.names);
    w.connection
        .prepare_cached(
            "INSERT INTO organization (id, slug, name, sort_name, rank, description, note,
                 founded_from, founded_before, dissolved_from, dissolved_before)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?8, ?9)
             ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name,
                 sort_name = excluded.sort_name, rank = excluded.rank,
                 description = excluded.description, note = excluded.note",
        )?
        .execute(params![
            id,
            it.slug,
            name,
            sort_name,
            item.rank,
            it.description,
            it.note,
            ALWAYS,
            NEVER,
        ])?;
    parts_of_organization(w, item, id, it)?;
    if w.origin == Origin::SEED {
        let said = Contribution::of(it, item.key);
        contribution::put(w.connection, w.origin, &said, Some(id), 0)?;
        absorb::forget(w.connection, id)?;
        absorb::drop_repeated_names(w.connection, id)?;
        contribution::settle(w.connection, id)?;
    }
    Ok(())
}

/// What an organization has several of, whoever writes it.
pub(super) fn parts_of_organization(
    w: &Writer,
    item: &Item,
    id: i64,
    it: &Organization,
) -> Result<(), Error> {
    kinds(w, id, it)?;
    identifiers(w, item, id, it)?;
    let place = match &it.place.city {
        Some(city) => fold(city),
        None => shown_place(w, id)?,
    };
    names(w, id, &it.names, &place)?;
    citations(w, item, id, &it.cite)
}

/// The folded city that the organization shows so far.
fn shown_place(w: &Writer, id: i64) -> Result<String, Error> {
    let sql = "SELECT city FROM organization WHERE id = ?1";
    let city: Option<String> =
        w.connection.prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
    Ok(city.map_or_else(String::new, |city| fold(&city)))
}

/// A kind is written once. What an import wrote before gives way to the seed.
fn kinds(w: &Writer, id: i64, it: &Organization) -> Result<(), Error> {
    let otherwise = if w.origin == Origin::SEED { "REPLACE" } else { "IGNORE" };
    let mut insert = w.connection.prepare_cached(&format!(
        "INSERT OR {otherwise} INTO organization_kind (organization_id, rank, kind)
         VALUES (?1, ?2, ?3)"
    ))?;
    for (rank, kind) in w.origin.ranks().zip(&it.kinds) {
        insert.execute(params![id, rank, kind])?;
    }
    Ok(())
}

/// An identifier that an import brought under an organization of its own shows that the seed now knows
/// the same one: the two are joined.
fn identifiers(w: &Writer, item: &Item, id: i64, it: &Organization) -> Result<(), Error> {
    let seed = w.origin == Origin::SEED;
    let otherwise = if seed { "ABORT" } else { "IGNORE" };
    let mut insert = w.connection.prepare_cached(&format!(
        "INSERT OR {otherwise} INTO identifier (organization_id, rank, scheme, value)
         VALUES (?1, ?2, ?3, ?4)"
    ))?;
    for (rank, identifier) in w.origin.ranks().zip(&it.identifiers) {
        let (scheme, value) = (&identifier.scheme, &identifier.value);
        if seed {
            absorb::holders(w.connection, item, id, scheme, value)?;
        }
        insert.execute(params![id, rank, scheme, value])?;
    }
    Ok(())
}

pub(super) fn person(w: &Writer, item: &Item, id: i64, it: &Person) -> Result<(), Error> {
    let (name, sort_name) = display(&it.names);
    w.connection
        .prepare_cached(
            "INSERT INTO person (id, slug, name, sort_name, rank, description, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![id, it.slug, name, sort_name, item.rank, it.description, it.note])?;
    names(w, id, &it.names, "")?;
    citations(w, item, id, &it.cite)
}

pub(super) fn program(w: &Writer, item: &Item, id: i64, it: &Program) -> Result<(), Error> {
    let (name, sort_name) = display(&it.names);
    let (starts, ends) = (span(it.starts), span(it.ends));
    let whole =
        it.part_of.as_deref().map(|slug| w.id(item, EntityType::Program, slug)).transpose()?;
    w.connection
        .prepare_cached(
            "INSERT INTO program (id, slug, name, sort_name, rank, kind, description,
                 starts, starts_from, starts_before, ends, ends_from, ends_before,
                 part_of_id, website, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            id,
            it.slug,
            name,
            sort_name,
            item.rank,
            it.kind,
            it.description,
            text(it.starts),
            starts.first,
            starts.end,
            text(it.ends),
            ends.first,
            ends.end,
            whole,
            it.website,
            it.note,
        ])?;
    names(w, id, &it.names, "")?;
    citations(w, item, id, &it.cite)
}

pub(super) fn event(w: &Writer, item: &Item, id: i64, it: &Event) -> Result<(), Error> {
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
            item.rank,
            it.kind,
            it.status,
            text(it.date),
            text(it.until),
            days.first,
            days.end,
            rank_of_event(it),
            it.description,
            it.basis,
            it.note,
        ])?;
    names(w, id, &it.names, "")?;
    citations(w, item, id, &it.cite)
}
