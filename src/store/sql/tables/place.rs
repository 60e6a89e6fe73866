//! Places of organizations. The columns also fit `organization`, which has the place to display.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "place";
/// 1 if any part of the address is known, else null.
pub const IS_KNOWN: Column = Column::number(
    "iif(coalesce({}.address, {}.postcode, {}.city, {}.region, {}.country) IS NULL, NULL, 1)",
);
/// The street and number.
pub const ADDRESS: Column = Column::text("{}.address");
/// The postal code.
pub const POSTCODE: Column = Column::text("{}.postcode");
/// The city.
pub const CITY: Column = Column::text("{}.city");
/// The region, as the source calls it.
pub const REGION: Column = Column::text("{}.region");
/// The ISO 3166-2 code of the region, whatever the source calls it.
pub const SUBDIVISION: Column = Column::text(
    "(SELECT iif(instr(region_key, ':') = 0, region_key, NULL) FROM place WHERE id = {}.place_id)",
);
/// The name of the region with that code.
pub const SUBDIVISION_NAME: Column = Column::text(
    "(SELECT ifnull((SELECT name FROM region WHERE code = p.region_key), p.region_key) \
     FROM place AS p WHERE p.id = {}.place_id)",
);
/// The country, as an ISO 3166-1 alpha-2 code.
pub const COUNTRY: Column = Column::text("{}.country");
/// The English short name of the country; its code if ISO 3166 has no name for it.
pub const COUNTRY_NAME: Column =
    Column::text("ifnull((SELECT name FROM country WHERE code = {}.country), {}.country)");
/// The word of the continent.
pub const CONTINENT: Column = Column::text("(SELECT continent FROM place WHERE id = {}.place_id)");
/// The id in `GeoNames`.
pub const GEONAMES: Column = Column::number("(SELECT geonames FROM place WHERE id = {}.place_id)");
/// The latitude.
pub const LAT: Column = Column::number("(SELECT lat FROM place WHERE id = {}.place_id)");
/// The longitude.
pub const LON: Column = Column::number("(SELECT lon FROM place WHERE id = {}.place_id)");

/// It is a place of the organization `$1`, and no source says more of the same city.
pub static OF: Condition = Condition {
    sql: "{}.organization_id = $1 AND NOT ({}.geonames IS NULL AND {}.address IS NULL \
          AND {}.postcode IS NULL AND EXISTS (SELECT 1 FROM place AS fuller \
          WHERE fuller.organization_id = $1 AND fuller.geonames IS NOT NULL \
          AND fuller.city_folded IS {}.city_folded AND fuller.country IS {}.country))",
};

/// From an organization to the stated place that it displays.
pub static DISPLAYED: Join = Join { table: "place", on: "{}.id = @.place_id" };
/// The name of its region, the same for all names of one region.
pub const REGION_NAME: Column =
    Column::text("ifnull((SELECT name FROM region WHERE code = {}.region_key), {}.region)");

// Few organizations share a set of places, whereas a country or a kind can have most of them. `likelihood` makes SQLite start
// with the places, whose index has all that conditions on kinds and countries read.

/// Of an organization: a place is within the chord `$4` of the point `$1`, `$2`, `$3` on the unit sphere.
pub static IS_NEAR: Condition = Condition {
    sql: "likelihood({}.place_set_id IN (SELECT m.place_set_id \
          FROM place_set_tree AS t CROSS JOIN place_set_member AS m ON m.id = t.id \
          WHERE t.max_x >= $1 - $4 AND t.min_x <= $1 + $4 \
          AND t.max_y >= $2 - $4 AND t.min_y <= $2 + $4 \
          AND t.max_z >= $3 - $4 AND t.min_z <= $3 + $4 \
          AND (t.min_x - $1) * (t.min_x - $1) + (t.min_y - $2) * (t.min_y - $2) \
          + (t.min_z - $3) * (t.min_z - $3) <= $4 * $4), 0.00001)",
};
/// Of an organization: a place is in a region with the folded name `$1`.
pub static IS_IN_REGION: Condition = Condition {
    sql: "likelihood({}.place_set_id IN (SELECT place_set_id FROM place_set_member WHERE region_key IN \
          (SELECT region_key FROM region_name WHERE folded = $1)), 0.00001)",
};

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::store::{
        file::migrate::migrate,
        sql::{
            Bind, Predicate, Select, Sort,
            tables::{self, organization},
        },
    };

    /// How SQLite goes about a statement.
    fn plan(connection: &Connection, select: Select) -> String {
        let sql = format!("EXPLAIN QUERY PLAN {}", select.finish().sql);
        let mut plan = connection.prepare(&sql).unwrap();
        let steps = plan.raw_query().mapped(|row| row.get::<_, String>(3));
        steps.map(Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    /// 360,000 organizations in 10 ms depends on this: neither a page nor a count reads the row of each organization there.
    #[test]
    fn organizations_in_a_place_are_one_range_of_an_index_for_each_set_of_places() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let point = (0..4).map(Bind::Parameter).collect::<Vec<_>>();
        let is = |condition, binds: &[Bind]| Predicate::Is(condition, binds.to_vec());
        // A list of one word is bound as the word.
        for (place, width, words) in [
            (&IS_NEAR, 4, Bind::List(4)),
            (&IS_NEAR, 4, Bind::Parameter(4)),
            (&IS_IN_REGION, 1, Bind::List(4)),
            (&IS_IN_REGION, 1, Bind::Parameter(4)),
        ] {
            for others in [
                vec![],
                vec![&organization::KIND_IN],
                vec![&organization::COUNTRY_IN],
                vec![&organization::KIND_IN, &organization::COUNTRY_IN],
            ] {
                let listed = || {
                    let (mut select, alias) = Select::from(organization::TABLE, 0);
                    for other in &others {
                        select.filter(alias, &is(other, &[words]));
                    }
                    select.filter(alias, &is(place, &point[..width]));
                    select.filter(alias, &is(&tables::REALIZED, &[]));
                    select.filter(alias, &is(&organization::IS_LISTED, &[]));
                    (select, alias)
                };
                let (mut count, _) = listed();
                count.count();
                let count = plan(&connection, count);
                let covering =
                    "SEARCH t0_0 USING COVERING INDEX organization_by_place_set (place_set_id=?";
                assert!(count.starts_with(covering), "{count}");
                let (mut page, alias) = listed();
                page.column(alias, tables::SLUG, &[]);
                let keys = [tables::RANK, tables::ID];
                page.order(&keys.map(|column| Sort { alias, column, descending: false }));
                page.limit(Bind::Int(21));
                let page = plan(&connection, page);
                let index = "SEARCH t0_0 USING INDEX organization_by_place_set (place_set_id=?";
                assert!(page.starts_with(index), "{page}");
            }
        }
    }
}
