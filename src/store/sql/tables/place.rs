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

/// Of an organization: a place is within the chord `$4` of the point `$1`, `$2`, `$3` on the unit sphere.
pub static IS_NEAR: Condition = Condition {
    sql: "{}.id IN (SELECT p.organization_id FROM place_tree AS t CROSS JOIN place AS p ON p.id = t.id \
          WHERE t.max_x >= $1 - $4 AND t.min_x <= $1 + $4 \
          AND t.max_y >= $2 - $4 AND t.min_y <= $2 + $4 \
          AND t.max_z >= $3 - $4 AND t.min_z <= $3 + $4 \
          AND (t.min_x - $1) * (t.min_x - $1) + (t.min_y - $2) * (t.min_y - $2) \
          + (t.min_z - $3) * (t.min_z - $3) <= $4 * $4)",
};
/// Of an organization: a place is in a region with the folded name `$1`.
pub static IS_IN_REGION: Condition = Condition {
    sql: "{}.id IN (SELECT organization_id FROM place WHERE region_key IN \
          (SELECT region_key FROM region_name WHERE folded = $1))",
};
