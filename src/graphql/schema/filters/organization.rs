//! The filter of organizations.

use super::{
    common::{filter, identity, source},
    related,
};
use crate::graphql::schema::entity::topic_assignment;
use crate::graphql::schema::parameters::{
    dates::InDateRange,
    near::IsNear,
    read,
    text::{IsDomain, IsFolded},
};
use crate::{
    graphql::{
        engine::definition::{FilterTest, InputObjectType},
        schema::{
            declare::{input, join, test},
            graph::hierarchy::within,
        },
    },
    store::sql::tables::{organization, place},
};

/// The input types.
pub fn types() -> Vec<InputObjectType> {
    vec![near(), organization_filter()]
}

fn near() -> InputObjectType {
    InputObjectType {
        name: "NearFilter",
        doc: "A circle on the Earth.",
        one_of: false,
        any_field: false,
        shorthand: None,
        condition: None,
        fields: vec![
            input("lat: Float!", "Latitude of its centre in degrees (WGS 84), -90 to 90."),
            input("lon: Float!", "Longitude of its centre in degrees (WGS 84), -180 to 180."),
            input(
                "km: Float!",
                "Its radius in kilometres, 0 to {max_distance_km}. Distances are computed on a sphere and can \
                 differ from the true distance by up to 0.5 %.",
            ),
        ],
    }
}

fn organization_filter() -> InputObjectType {
    filter(
        "OrganizationFilter",
        "[OrganizationFilter!]",
        "Conditions on organizations. All of them must be met.",
        join([
            identity(),
            vec![
                test(
                    "kinds: OrganizationKindFilter",
                    FilterTest::Filter,
                    "Condition on the kinds. Example: { in: [EDUCATION], narrower: true } finds universities and schools, whoever recorded them.",
                ),
                test(
                    "countries: StringFilter",
                    FilterTest::TextIn(&organization::COUNTRY_IN, read::country),
                    "Condition on the country, as ISO 3166-1 alpha-2 code in any case. Example: { \
                     in: [\"FR\"] }.",
                ),
                test(
                    "city: String",
                    FilterTest::Parameter(&organization::CITY_IS, &IsFolded),
                    "The city. Case, accents and punctuation are ignored. Example: \"Villejuif\".",
                ),
                test(
                    "region: String",
                    FilterTest::Parameter(&place::IS_IN_REGION, &IsFolded),
                    "One of its places is in this region, under any name that a source gives the region, or by \
                     its ISO 3166-2 code. Case, accents and punctuation are ignored. Examples: \"Île-de-France\", \
                     \"Paris region\", \"FR-IDF\".",
                ),
                test(
                    "near: NearFilter",
                    FilterTest::Parameter(&place::IS_NEAR, &IsNear),
                    "One of its places is in this circle. Organizations without coordinates are in none. Example: { \
                     lat: 48.79, lon: 2.36, km: 10 }.",
                ),
                test(
                    "statuses: OrganizationStatusFilter",
                    FilterTest::In(&organization::STATUS_IN),
                    "Condition on the status. An organization without a status meets only `notIn`.",
                ),
                test(
                    "domain: String",
                    FilterTest::Parameter(&organization::HAS_DOMAIN, &IsDomain),
                    "One of its internet domains, in any case. Example: \"curie.fr\".",
                ),
                test(
                    "foundedOn: DateRange",
                    FilterTest::Parameter(&organization::FOUNDED_WITHIN, &InDateRange),
                    "The organization was certainly founded in this period.",
                ),
                test(
                    "affiliatedWith: AffiliatedWithFilter",
                    FilterTest::Exists(&organization::AFFILIATION_ENDS),
                    "The organization has an affiliation that meets all of these conditions.",
                ),
            ],
            related::of_organization(),
            topic_assignment::topic_test(),
            source(),
            within(&organization::WITHIN, "The organization is this one or a part of it."),
        ]),
    )
}
