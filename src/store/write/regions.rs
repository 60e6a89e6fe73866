//! Gives every place the key of its region, so that a region is found under each of its names.
//!
//! A place has the ISO 3166-2 code that its record states. Without one it has the code that other places with the same id
//! in `GeoNames` have, or the one region of its country with that name. Without a country, only the names that the program
//! knows and codes lead to a region. If that fails, its country and the name are the key.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::rows::filter_keys;
use crate::{
    domain::{region::REGIONS, text::fold},
    store::error::Error,
};

/// Works out the keys of all regions and their names from the places in the database.
pub(super) fn assign(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(
        "DELETE FROM region_name;
         DELETE FROM region;
         INSERT INTO region_name (folded, region_key)
             SELECT DISTINCT folded, key FROM (
                 SELECT fold(region) AS folded, key
                 FROM (SELECT DISTINCT region, subdivision AS key FROM place WHERE subdivision IS NOT NULL))
             WHERE folded <> '';",
    )?;
    add_known_names(connection)?;
    connection.execute_batch(CODES)?;
    let moved: BTreeSet<i64> =
        connection.prepare(KEYS)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for organization in moved {
        filter_keys::refresh_place_set(connection, organization)?;
    }
    filter_keys::delete_unused(connection)?;
    connection.execute_batch(NAMES)?;
    Ok(())
}

fn add_known_names(connection: &Connection) -> Result<(), Error> {
    let mut name = connection
        .prepare_cached("INSERT OR IGNORE INTO region_name (folded, region_key) VALUES (?1, ?2)")?;
    let mut display =
        connection.prepare_cached("INSERT INTO region (code, name) VALUES (?1, ?2)")?;
    for (code, names) in REGIONS {
        for it in names {
            name.execute(params![fold(it), code])?;
        }
        display.execute([code, names[0]])?;
    }
    Ok(())
}

/// The codes of regions, which are names, too, and the codes that places with the same id in `GeoNames` state, if they
/// agree. `region` has the codes of the known regions so far.
const CODES: &str = "
    INSERT OR IGNORE INTO region_name (folded, region_key) SELECT fold(code), code FROM region;
    INSERT OR IGNORE INTO region_name (folded, region_key)
        SELECT fold(code), code FROM (SELECT DISTINCT subdivision AS code FROM place WHERE subdivision IS NOT NULL);
    CREATE TEMP TABLE IF NOT EXISTS subdivision_of (geonames INTEGER PRIMARY KEY, code TEXT NOT NULL);
    DELETE FROM temp.subdivision_of;
    INSERT INTO temp.subdivision_of
        SELECT geonames, min(subdivision) FROM place
        WHERE geonames IS NOT NULL AND subdivision IS NOT NULL
        GROUP BY geonames HAVING count(DISTINCT subdivision) = 1;";

/// The keys of places whose records state no code. `region_name` has the names of regions with a code so far, and `region`
/// the known regions. Returns the organizations whose places get another key.
const KEYS: &str = "
    UPDATE place SET region_key = found.key FROM (
        SELECT p.id, coalesce(
            (SELECT code FROM temp.subdivision_of WHERE geonames = p.geonames),
            (SELECT iif(count(*) = 1 AND (p.country IS NOT NULL OR n.folded = fold(n.region_key)
                    OR n.region_key IN (SELECT code FROM region)), n.region_key, NULL)
             FROM region_name AS n WHERE n.folded = fold(p.region)
             AND (p.country IS NULL OR substr(n.region_key, 1, 3) = p.country || '-')),
            ifnull(p.country, '') || ':' || nullif(fold(p.region), '')) AS key
        FROM place AS p
        WHERE p.subdivision IS NULL AND (p.region IS NOT NULL OR p.geonames IS NOT NULL)) AS found
    WHERE found.id = place.id AND place.region_key IS NOT found.key
    RETURNING organization_id";

/// The names of all regions: those that places have, and the codes. A region without a known name shows its most common
/// one.
const NAMES: &str = "
    INSERT OR IGNORE INTO region_name (folded, region_key)
        SELECT folded, key FROM (
            SELECT fold(region) AS folded, key
            FROM (SELECT DISTINCT region, region_key AS key FROM place WHERE region_key IS NOT NULL))
        WHERE folded <> '';
    INSERT OR IGNORE INTO region_name (folded, region_key)
        SELECT fold(key), key FROM (SELECT DISTINCT region_key AS key FROM place WHERE instr(region_key, ':') = 0);
    INSERT OR IGNORE INTO region (code, name)
        SELECT key, region FROM (
            SELECT region_key AS key, region,
                row_number() OVER (PARTITION BY region_key ORDER BY count(*) DESC, region) AS place
            FROM place WHERE region IS NOT NULL AND instr(region_key, ':') = 0 GROUP BY region_key, region)
        WHERE place = 1;";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::file::migrate::migrate;

    /// Places as rows of a database: region, country, subdivision, `GeoNames` id.
    fn keys(places: &[[&str; 4]]) -> Vec<Option<String>> {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        for (rank, [region, country, subdivision, geonames]) in (0..).zip(places) {
            connection
                .execute(
                    "INSERT INTO place (organization_id, rank, region, country, subdivision, region_key, geonames)
                     VALUES (1, ?1, nullif(?2, ''), nullif(?3, ''), nullif(?4, ''), nullif(?4, ''),
                         CAST(nullif(?5, '') AS INTEGER))",
                    params![rank, region, country, subdivision, geonames],
                )
                .unwrap();
        }
        assign(&connection).unwrap();
        assign(&connection).unwrap();
        let mut keys = connection.prepare("SELECT region_key FROM place ORDER BY rank").unwrap();
        keys.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn a_region_has_one_key_under_every_name() {
        let found = keys(&[
            ["Île-de-France", "FR", "FR-IDF", "1"],
            ["Paris region", "", "", ""],
            ["ILE DE FRANCE", "FR", "", ""],
            ["", "FR", "", "1"],
            ["Île-de-France", "BE", "", ""],
            ["Brittany", "FR", "", ""],
            ["FR-IDF", "FR", "", ""],
            ["FR-IDF", "", "", ""],
        ]);
        let found: Vec<_> = found.iter().map(Option::as_deref).collect();
        let paris = Some("FR-IDF");
        assert_eq!(found[..4], [paris; 4]);
        assert_eq!(found[4..6], [Some("BE:ile de france"), Some("FR-BRE")]);
        assert_eq!(found[6..], [paris; 2], "a code is a name of its region");
    }

    #[test]
    fn a_place_without_a_country_gets_none_from_another_record() {
        let found = keys(&[
            ["Victoria", "AU", "AU-VIC", "1"],
            ["Victoria", "", "", ""],
            ["Victoria", "AU", "", ""],
            ["AU-VIC", "", "", ""],
        ]);
        let found: Vec<_> = found.iter().map(Option::as_deref).collect();
        let victoria = Some("AU-VIC");
        assert_eq!(found, [victoria, Some(":victoria"), victoria, victoria]);
    }

    #[test]
    fn what_is_ambiguous_or_unknown_gets_no_code() {
        let found = keys(&[
            ["Limburg", "NL", "NL-LI", "1"],
            ["Limburg", "BE", "BE-VLI", "2"],
            ["Limburg", "", "", ""],
            ["Limburg", "NL", "", ""],
            ["Hanoi", "VN", "VN-HN", "3"],
            ["An Giang", "VN", "VN-44", "3"],
            ["", "VN", "", "3"],
            ["--", "VN", "", ""],
        ]);
        let found: Vec<_> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found[2..4], [Some(":limburg"), Some("NL-LI")]);
        assert_eq!(found[6..], [None, None]);
    }
}
