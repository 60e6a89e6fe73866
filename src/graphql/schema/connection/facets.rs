//! Facets of lists: counts by one value.

use crate::{
    graphql::{
        engine::definition::{FieldDefinition, FieldSource, InputValue},
        schema::{
            declare::{field, input},
            parameters::read,
        },
    },
    store::sql::{
        Column, Join, Label,
        tables::{
            self, label,
            organization::{self, kind},
            place, topic,
        },
    },
};

/// The source of a facet: counts by the values of a column, on the row that the path leads to.
pub fn facet(path: &[&'static Join], column: Column, label: Label) -> FieldSource {
    FieldSource::Facet(path.to_vec(), column, label)
}

/// The arguments and the source of labels.
pub fn value_label() -> (Vec<InputValue>, FieldSource) {
    let language = input(
        "language: String",
        "Language of the label: a BCP 47 tag, upper or lower case. Words and countries have labels in English and in \
         French; every other language gives the English one. Default: English. Example: \"fr\".",
    );
    (vec![language], FieldSource::ValueLabel("language", read::language))
}

/// The facets of organizations, on the way that leads to them from an item.
pub fn organizations(path: &[&'static Join]) -> Vec<FieldDefinition> {
    vec![
        field(
            "kinds: [Facet!]!",
            facet(&[path, &[&kind::KINDS]].concat(), kind::KIND, label::ORGANIZATION_KIND),
            "Number of items for each kind of organization. An organization with several kinds counts once for \
             each.",
        ),
        field(
            "countries: [Facet!]!",
            facet(path, organization::COUNTRY, label::COUNTRY),
            "Number of items for each country of the organization, by ISO 3166-1 alpha-2 code. Organizations without a \
             known country are not counted.",
        ),
        field(
            "regions: [Facet!]!",
            facet(&[path, &[&place::DISPLAYED]].concat(), place::REGION_NAME, label::ITSELF),
            "Number of items for each region of the organization. Different names of one region are counted together. An \
             organization counts in the region of its `location`, whereas the filter `region` also finds those of \
             which another place is there. Organizations without a known region are not counted.",
        ),
        topics(path),
    ]
}

/// The facet of topics of organizations, programs or events, on the way that leads to them.
pub fn topics(path: &[&'static Join]) -> FieldDefinition {
    field(
        "topics: [Facet!]!",
        facet(&[path, &[&topic::OF_THING]].concat(), topic::OF_THING_SLUG, label::TOPIC),
        "Number of items on each topic, by its slug. An item counts for each of its topics and for the \
         topics that include these, as the filter `topic` finds it.",
    )
}

/// The facet of kinds, in tables with one kind for each row.
pub fn kinds(path: &[&'static Join], label: Label) -> FieldDefinition {
    field("kinds: [Facet!]!", facet(path, tables::KIND, label), "Number of items of each kind.")
}

/// The facets of relations, on the way that leads to them.
pub fn relations(path: &[&'static Join], role: Label) -> Vec<FieldDefinition> {
    vec![
        field(
            "roles: [Facet!]!",
            facet(path, tables::ROLE, role),
            "Number of items with each role.",
        ),
        stages(path),
    ]
}

/// The facet of stages.
pub fn stages(path: &[&'static Join]) -> FieldDefinition {
    field(
        "stages: [Facet!]!",
        facet(path, tables::STAGE, label::STAGE),
        "Number of items in each stage, among those that `stages` asks for.",
    )
}
