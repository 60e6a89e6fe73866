//! Where organizations are.

use super::declare::{field, object};
use crate::{
    graphql::engine::definition::{
        FieldSource::{Column, SameRowIf},
        ObjectType,
    },
    store::sql::tables::place,
};

/// The types about places.
pub fn types() -> Vec<ObjectType> {
    vec![location(), subdivision(), country()]
}

fn location() -> ObjectType {
    object(
        "Location",
        "The place of an organization, as far as its sources give it.",
        vec![
            field(
                "address: String",
                Column(place::ADDRESS),
                "Street and number. Example: `114, rue Édouard-Vaillant`.",
            ),
            field(
                "postcode: String",
                Column(place::POSTCODE),
                "Postal code as printed. Example: `94805`.",
            ),
            field("city: String", Column(place::CITY), "City. Example: `Villejuif`."),
            field(
                "region: String",
                Column(place::REGION),
                "Region, as its source calls it. Example: `Paris region`.",
            ),
            field(
                "subdivision: Subdivision",
                SameRowIf(place::SUBDIVISION),
                "The region as ISO 3166-2 has it, whatever the source calls it. It follows from the code, the \
                 GeoNames ID or the name that a source gives. Null if none of them is known.",
            ),
            field(
                "country: Country",
                SameRowIf(place::COUNTRY),
                "Country. Null if no source gives it.",
            ),
            field(
                "continent: Continent",
                Column(place::CONTINENT),
                "Continent. Null if no source gives it.",
            ),
            field(
                "geonamesId: Int",
                Column(place::GEONAMES),
                "ID of the city in GeoNames. Example: `2988507`, which is \
                 https://www.geonames.org/2988507.",
            ),
            field(
                "lat: Float",
                Column(place::LAT),
                "Latitude of the city in degrees (WGS 84), positive in the north. Example: \
                 `48.85341`.",
            ),
            field(
                "lon: Float",
                Column(place::LON),
                "Longitude of the city in degrees (WGS 84), positive in the east. Example: `2.3488`.",
            ),
        ],
    )
}

fn subdivision() -> ObjectType {
    object(
        "Subdivision",
        "A region, state or province of ISO 3166-2.",
        vec![
            field(
                "code: String!",
                Column(place::SUBDIVISION),
                "ISO 3166-2 code. Example: `FR-IDF`.",
            ),
            field(
                "name: String!",
                Column(place::SUBDIVISION_NAME),
                "Name: one for all places of the region. Example: `Île-de-France`.",
            ),
        ],
    )
}

fn country() -> ObjectType {
    object(
        "Country",
        "A country of ISO 3166-1.",
        vec![
            field(
                "code: String!",
                Column(place::COUNTRY),
                "ISO 3166-1 alpha-2 code. Example: `FR`.",
            ),
            field(
                "name: String!",
                Column(place::COUNTRY_NAME),
                "English short name, or the code if the registry does not know the name. Example: \
                 `France`.",
            ),
        ],
    )
}
