//! Writes the rows of an organization.

use rusqlite::params;

use super::{
    contribution::{self, Contribution},
    merge,
    origin::Origin,
    parts::{citations_of_thing, date_text, description, display, names},
    places::{domains, links, places},
    ranked::RankedRecord,
    writer::Writer,
};
use crate::{
    domain::{
        date::{ALWAYS, NEVER},
        record::Organization,
        text::fold,
    },
    store::error::Error,
};

/// The row of an organization, written by its owner, with what the owner says of it, and its parts.
pub fn organization(
    w: &Writer,
    record: &RankedRecord,
    id: i64,
    it: &Organization,
) -> Result<(), Error> {
    let (name, sort_name) = display(&it.names);
    w.connection
        .prepare_cached(
            "INSERT INTO organization (id, slug, name, sort_name, rank, description, note,
                 founded_from, founded_before, dissolved_from, dissolved_before, stage)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?8, ?9, ?10)
             ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name,
                 sort_name = excluded.sort_name, rank = excluded.rank,
                 description = excluded.description, note = excluded.note, stage = excluded.stage",
        )?
        .execute(params![
            id,
            it.slug,
            name,
            sort_name,
            record.rank,
            it.description,
            it.note,
            ALWAYS,
            NEVER,
            it.stage.word(),
        ])?;
    parts(w, record, id, it)?;
    description(w, id, it.description.as_deref())?;
    if w.origin == Origin::SEED {
        let contribution = Contribution::new(it, record.key());
        contribution::put(w.connection, w.origin, &contribution, id, 0)?;
        merge::delete_repeated_names(w.connection, id)?;
        contribution::refresh_displayed_fields(w.connection, id)?;
    }
    Ok(())
}

/// The parts of an organization that one origin states: kinds, identifiers, names, places, links, domains, citations.
pub fn parts(w: &Writer, record: &RankedRecord, id: i64, it: &Organization) -> Result<(), Error> {
    kinds(w, id, it)?;
    identifiers(w, record, id, it)?;
    let city = match &it.place.city {
        Some(city) => fold(city),
        None => displayed_city(w, id)?,
    };
    names(w, id, &it.names, &city)?;
    places(w, id, it)?;
    links(w, id, &it.links)?;
    domains(w, id, &it.domains)?;
    citations_of_thing(w, record, id, &it.cite, &it.names, &it.identifiers)
}

/// The city that the organization shows so far, folded.
fn displayed_city(w: &Writer, id: i64) -> Result<String, Error> {
    let sql = "SELECT city FROM organization WHERE id = ?1";
    let city: Option<String> =
        w.connection.prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
    Ok(city.map_or_else(String::new, |city| fold(&city)))
}

/// An organization has each kind once. A kind of the seed replaces the same kind of an import.
fn kinds(w: &Writer, id: i64, it: &Organization) -> Result<(), Error> {
    let conflict = if w.origin == Origin::SEED { "REPLACE" } else { "IGNORE" };
    let mut insert = w.connection.prepare_cached(&format!(
        "INSERT OR {conflict} INTO organization_kind (organization_id, rank, kind)
         VALUES (?1, ?2, ?3)"
    ))?;
    for (rank, kind) in w.origin.part_ranks().zip(&it.kinds) {
        insert.execute(params![id, rank, kind])?;
    }
    Ok(())
}

/// If an imported organization has an identifier that the seed gives to this one, they are the same organization and are
/// merged.
fn identifiers(w: &Writer, record: &RankedRecord, id: i64, it: &Organization) -> Result<(), Error> {
    let is_seed = w.origin == Origin::SEED;
    let conflict = if is_seed { "ABORT" } else { "IGNORE" };
    let mut insert = w.connection.prepare_cached(&format!(
        "INSERT OR {conflict} INTO identifier (organization_id, rank, scheme, value, since, until, is_preferred)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
    ))?;
    for (rank, identifier) in w.origin.part_ranks().zip(&it.identifiers) {
        let (scheme, value) = (&identifier.scheme, &identifier.value);
        if is_seed {
            merge::merge_owners(w.connection, record, id, scheme, value)?;
        }
        let validity = &identifier.validity;
        let (since, until) =
            (date_text(validity.since.as_ref()), date_text(validity.until.as_ref()));
        insert.execute(params![id, rank, scheme, value, since, until, identifier.is_preferred])?;
    }
    Ok(())
}
