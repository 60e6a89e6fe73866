//! The filter of organizations.

use super::common::{filter, identity, source};
use crate::graphql::schema::entity::topic_assignment;
use crate::graphql::schema::parameters::{dates::InDateRange, read, text::IsFolded};
use crate::{
    graphql::{
        engine::definition::{FilterTest, InputObjectType},
        schema::{
            declare::{join, test},
            graph::hierarchy::within,
        },
    },
    store::sql::tables::organization,
};

/// The input types.
pub fn types() -> Vec<InputObjectType> {
    vec![filter(
        "OrganizationFilter",
        "[OrganizationFilter!]",
        "Conditions on organizations. All of them must be met.",
        join([
            identity(),
            vec![
                test(
                    "kinds: OrganizationKindFilter",
                    FilterTest::In(&organization::KIND_IN),
                    "Condition on the kinds.",
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
            topic_assignment::topic_test(),
            source(),
            within(&organization::WITHIN, "The organization is this one or a part of it."),
        ]),
    )]
}
