//! Where organizations are.

use crate::graphql::engine::definition::{FieldSource, ObjectType, field};
use crate::store::sql::tables::organization;

/// The type `Location`.
pub fn location() -> ObjectType {
    ObjectType {
        name: "Location".to_owned(),
        doc: "Where an organization is, as far as a document says.".to_owned(),
        implements: &[],
        fields: vec![
            field(
                "address",
                "String",
                FieldSource::Column(organization::ADDRESS),
                "Street and number. Example: `114, rue Édouard-Vaillant`.",
            ),
            field(
                "postcode",
                "String",
                FieldSource::Column(organization::POSTCODE),
                "Postal code as printed.",
            ),
            field(
                "city",
                "String",
                FieldSource::Column(organization::CITY),
                "City. Example: `Villejuif`.",
            ),
            field(
                "region",
                "String",
                FieldSource::Column(organization::REGION),
                "Region. Example: `Île-de-France`.",
            ),
            field(
                "country",
                "Country",
                FieldSource::SameRowIf(organization::COUNTRY),
                "The country it is in, where a document says so.",
            ),
        ],
    }
}

/// The type `Country`.
pub fn country() -> ObjectType {
    ObjectType {
        name: "Country".to_owned(),
        doc: "A country by its ISO 3166-1 code.".to_owned(),
        implements: &[],
        fields: vec![
            field(
                "code",
                "String!",
                FieldSource::Column(organization::COUNTRY),
                "ISO 3166-1 alpha-2 code. Example: `FR`.",
            ),
            field(
                "name",
                "String!",
                FieldSource::Column(organization::COUNTRY_NAME),
                "English short name; the code where the registry has no name for it. Example: `France`.",
            ),
        ],
    }
}
