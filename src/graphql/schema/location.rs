//! Where organizations are.

use super::declare::{field, object};
use crate::{
    graphql::engine::definition::{
        FieldSource::{Column, SameRowIf},
        ObjectType,
    },
    store::sql::tables::organization,
};

/// The types about places.
pub fn types() -> Vec<ObjectType> {
    vec![location(), country()]
}

fn location() -> ObjectType {
    object(
        "Location",
        "The place of an organization, as far as its sources give it.",
        vec![
            field(
                "address: String",
                Column(organization::ADDRESS),
                "Street and number. Example: `114, rue Édouard-Vaillant`.",
            ),
            field(
                "postcode: String",
                Column(organization::POSTCODE),
                "Postal code as printed. Example: `94805`.",
            ),
            field("city: String", Column(organization::CITY), "City. Example: `Villejuif`."),
            field(
                "region: String",
                Column(organization::REGION),
                "Region. Example: `Île-de-France`.",
            ),
            field(
                "country: Country",
                SameRowIf(organization::COUNTRY),
                "Country. Null if no source gives it.",
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
                Column(organization::COUNTRY),
                "ISO 3166-1 alpha-2 code. Example: `FR`.",
            ),
            field(
                "name: String!",
                Column(organization::COUNTRY_NAME),
                "English short name, or the code if the registry does not know the name. Example: \
                 `France`.",
            ),
        ],
    )
}
