//! Rows of things: sources, organizations, people, programs, events.

use rusqlite::params;

use super::{
    Error, Kind, Writer,
    bounds::{of_event, rank_of_event, span},
    item::Item,
    parts::{citations, display, names},
};
use crate::domain::{
    date::PartialDate,
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
            w.id(item, Kind::Organization, &it.publisher)?,
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

pub(super) fn organization(
    w: &Writer,
    item: &Item,
    id: i64,
    it: &Organization,
) -> Result<(), Error> {
    let (name, sort_name) = display(&it.names);
    let (founded, dissolved) = (span(it.founded), span(it.dissolved));
    w.connection
        .prepare_cached(
            "INSERT INTO organization (id, slug, name, sort_name, rank, description,
                 founded, founded_from, founded_before, dissolved, dissolved_from, dissolved_before,
                 website, telephone, address, postcode, city, region, country, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 ?18, ?19, ?20)",
        )?
        .execute(params![
            id,
            it.slug,
            name,
            sort_name,
            item.rank,
            it.description,
            text(it.founded),
            founded.first,
            founded.end,
            text(it.dissolved),
            dissolved.first,
            dissolved.end,
            it.website,
            it.telephone,
            it.place.address,
            it.place.postcode,
            it.place.city,
            it.place.region,
            it.place.country,
            it.note,
        ])?;
    kinds(w, id, it)?;
    identifiers(w, item, id, it)?;
    names(w, id, &it.names)?;
    citations(w, item, id, &it.cite)
}

fn kinds(w: &Writer, id: i64, it: &Organization) -> Result<(), Error> {
    let mut insert = w.connection.prepare_cached(
        "INSERT INTO organization_kind (organization_id, rank, kind) VALUES (?1, ?2, ?3)",
    )?;
    for (rank, kind) in (0_i64..).zip(&it.kinds) {
        insert.execute(params![id, rank, kind])?;
    }
    Ok(())
}

/// One identifier names one organization, so what an import brought under it stands in the way.
fn identifiers(w: &Writer, item: &Item, id: i64, it: &Organization) -> Result<(), Error> {
    let mut holder = w.connection.prepare_cached(
        "SELECT node.origin FROM identifier JOIN node ON node.id = identifier.organization_id
         WHERE identifier.scheme = ?1 AND identifier.value = ?2",
    )?;
    let mut insert = w.connection.prepare_cached(
        "INSERT INTO identifier (organization_id, rank, scheme, value) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (rank, identifier) in (0_i64..).zip(&it.identifiers) {
        let (scheme, value) = (&identifier.scheme, &identifier.value);
        if let Some(row) = holder.query([scheme, value])?.next()? {
            return Err(item.taken(format!("{scheme} {value}"), row.get(0)?));
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
    names(w, id, &it.names)?;
    citations(w, item, id, &it.cite)
}

pub(super) fn program(w: &Writer, item: &Item, id: i64, it: &Program) -> Result<(), Error> {
    let (name, sort_name) = display(&it.names);
    let (starts, ends) = (span(it.starts), span(it.ends));
    let whole = it.part_of.as_deref().map(|slug| w.id(item, Kind::Program, slug)).transpose()?;
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
    names(w, id, &it.names)?;
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
    names(w, id, &it.names)?;
    citations(w, item, id, &it.cite)
}
