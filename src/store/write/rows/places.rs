//! Writes where organizations are, and their links and domains.

use std::iter::once;

use rusqlite::params;

use super::writer::Writer;
use crate::{
    domain::{
        geography::Coordinates,
        record::{Link, Organization, Place},
        text::fold,
    },
    store::error::Error,
};

/// The places of an organization, the main one first.
pub fn places(w: &Writer, organization: i64, it: &Organization) -> Result<(), Error> {
    let places = once(&it.place).filter(|place| !place.is_empty()).chain(&it.further_places);
    let mut insert = w.connection.prepare_cached(
        "INSERT INTO place (organization_id, rank, address, postcode, city, city_folded, region, country,
             subdivision, region_key, continent, geonames, lat, lon)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11, ?12, ?13)",
    )?;
    for (rank, place) in w.origin.part_ranks().zip(places) {
        let Place { address, postcode, city, region, country, .. } = place;
        insert.execute(params![
            organization,
            rank,
            address,
            postcode,
            city,
            city.as_deref().map(fold),
            region,
            country,
            place.subdivision,
            place.continent,
            place.geonames,
            place.coordinates.map(Coordinates::lat),
            place.coordinates.map(Coordinates::lon),
        ])?;
    }
    Ok(())
}

/// The links of an organization.
pub fn links(w: &Writer, organization: i64, links: &[Link]) -> Result<(), Error> {
    let mut insert = w.connection.prepare_cached(
        "INSERT INTO link (organization_id, rank, kind, url) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (rank, Link { kind, url }) in w.origin.part_ranks().zip(links) {
        insert.execute(params![organization, rank, kind, url])?;
    }
    Ok(())
}

/// The internet domains of an organization.
pub fn domains(w: &Writer, organization: i64, domains: &[String]) -> Result<(), Error> {
    let mut insert = w
        .connection
        .prepare_cached("INSERT INTO domain (organization_id, rank, name) VALUES (?1, ?2, ?3)")?;
    for (rank, name) in w.origin.part_ranks().zip(domains) {
        insert.execute(params![organization, rank, name])?;
    }
    Ok(())
}
