//! The keys by which filters find organizations: the set of its places, and the list of its kinds. Many organizations have the
//! same ones.

use rusqlite::{Connection, OptionalExtension, params};

use crate::{domain::geography::Coordinates, store::error::Error};

/// A place as a filter sees it.
struct Place {
    /// The key of its region, its latitude and its longitude as a JSON array.
    text: String,
    region_key: Option<String>,
    coordinates: Option<Coordinates>,
}

/// The id of the set of places that an organization has; None if no place has a region or coordinates.
pub fn place_set(connection: &Connection, organization: i64) -> Result<Option<i64>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT json_array(region_key, lat, lon), region_key, lat, lon FROM place
         WHERE organization_id = ?1 AND (region_key IS NOT NULL OR lat IS NOT NULL)",
    )?;
    let places = select.query_map([organization], |row| {
        let (lat, lon): (Option<f64>, Option<f64>) = (row.get(2)?, row.get(3)?);
        let coordinates = lat.zip(lon).and_then(|(lat, lon)| Coordinates::new(lat, lon).ok());
        Ok(Place { text: row.get(0)?, region_key: row.get(1)?, coordinates })
    })?;
    // SQLite would make a table to sort them in, which takes longer than all else here.
    let mut places: Vec<Place> = places.collect::<Result<_, _>>()?;
    places.sort_unstable_by(|one, other| one.text.cmp(&other.text));
    places.dedup_by(|one, other| one.text == other.text);
    if places.is_empty() {
        return Ok(None);
    }
    let texts: Vec<_> = places.iter().map(|place| place.text.as_str()).collect();
    let text = format!("[{}]", texts.join(","));
    let known = connection
        .prepare_cached("SELECT id FROM place_set WHERE places = ?1")?
        .query_row([&text], |row| row.get(0))
        .optional()?;
    match known {
        Some(set) => Ok(Some(set)),
        None => insert_place_set(connection, &text, &places).map(Some),
    }
}

/// Inserts a set of places, those with coordinates into the R*Tree, too.
fn insert_place_set(connection: &Connection, text: &str, places: &[Place]) -> Result<i64, Error> {
    connection.prepare_cached("INSERT INTO place_set (places) VALUES (?1)")?.execute([text])?;
    let set = connection.last_insert_rowid();
    for Place { region_key, coordinates, .. } in places {
        let (lat, lon) = coordinates.map(|it| (it.lat(), it.lon())).unzip();
        connection
            .prepare_cached(
                "INSERT INTO place_set_member (place_set_id, region_key, lat, lon) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![set, region_key, lat, lon])?;
        if let Some(point) = coordinates {
            let member = connection.last_insert_rowid();
            let [x, y, z] = point.on_unit_sphere();
            connection
                .prepare_cached("INSERT INTO place_set_tree VALUES (?1, ?2, ?2, ?3, ?3, ?4, ?4)")?
                .execute(params![member, x, y, z])?;
        }
    }
    Ok(set)
}

/// The id of the list of kinds that an organization has; None if it has none.
pub fn kind_list(connection: &Connection, organization: i64) -> Result<Option<i64>, Error> {
    let kinds: String = connection
        .prepare_cached(
            "SELECT json_group_array(kind) FROM (
                 SELECT kind FROM organization_kind WHERE organization_id = ?1 ORDER BY rank)",
        )?
        .query_row([organization], |row| row.get(0))?;
    if kinds == "[]" {
        return Ok(None);
    }
    let known = connection
        .prepare_cached("SELECT id FROM kind_list WHERE kinds = ?1")?
        .query_row([&kinds], |row| row.get(0))
        .optional()?;
    if known.is_some() {
        return Ok(known);
    }
    connection.prepare_cached("INSERT INTO kind_list (kinds) VALUES (?1)")?.execute([&kinds])?;
    let list = connection.last_insert_rowid();
    connection
        .prepare_cached(
            "INSERT INTO kind_list_member (kind, kind_list_id) SELECT value, ?1 FROM json_each(?2)",
        )?
        .execute(params![list, kinds])?;
    Ok(Some(list))
}

/// Updates the set of places of an organization whose places have other regions than before.
pub fn refresh_place_set(connection: &Connection, organization: i64) -> Result<(), Error> {
    let set = place_set(connection, organization)?;
    connection
        .prepare_cached("UPDATE organization SET place_set_id = ?2 WHERE id = ?1")?
        .execute(params![organization, set])?;
    Ok(())
}

/// Deletes the sets and lists that no organization has any more.
pub fn delete_unused(connection: &Connection) -> Result<(), Error> {
    for (table, column) in [("place_set", "place_set_id"), ("kind_list", "kind_list_id")] {
        let sql = format!(
            "DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM organization WHERE {column} = {table}.id)"
        );
        connection.prepare_cached(&sql)?.execute([])?;
    }
    Ok(())
}
