//! Filters: what a list is narrowed by. Conditions side by side must all hold.

mod organization;
mod things;

use super::parameters::{keys::HasKey, text::IsFolded};
use crate::domain::entity::EntityType;
use crate::store::sql::tables::{self, citation, name};

use crate::graphql::engine::definition::{FilterTest, InputObjectType, InputValue, input, test};

/// The input types of filters.
pub fn inputs() -> Vec<InputObjectType> {
    [shared(), organization::inputs(), things::inputs()].concat()
}

/// A filter type: conditions of its own, and `and`, `or`, `not`.
fn filter(
    name: &'static str,
    doc: &'static str,
    own: &[InputValue],
    junctions: &[InputValue; 3],
) -> InputObjectType {
    InputObjectType { name, doc, one_of: false, condition: None, fields: [own, junctions].concat() }
}

/// `and`, `or`, `not` of a filter type.
fn junctions(list: &'static str, one: &'static str) -> [InputValue; 3] {
    [
        test("and", list, FilterTest::And, "All of these hold."),
        test(
            "or",
            list,
            FilterTest::Or,
            "At least one of these holds; none does of an empty list.",
        ),
        test("not", one, FilterTest::Not, "This does not hold."),
    ]
}

const NAMED: InputValue =
    test("name", "NameFilter", FilterTest::Filter, "What one of its names is like.");
const SLUGS: InputValue = test(
    "slug",
    "StringFilter",
    FilterTest::In(&tables::SLUG_IN),
    "Its slug is, or is not, among these.",
);

const CITED_BY: InputValue = test(
    "source",
    "SourceKey",
    FilterTest::Parameter(&citation::node::CITED_FROM, &HasKey(EntityType::Source)),
    "A citation of it points at this source.",
);

fn shared() -> Vec<InputObjectType> {
    let plain =
        |name, doc, fields| InputObjectType { name, doc, one_of: false, condition: None, fields };
    let words = |name, list, doc| {
        plain(
            name,
            doc,
            vec![
                input("in", list, "It is one of these."),
                input("notIn", list, "It is none of these."),
            ],
        )
    };
    vec![
        plain(
            "NameFilter",
            "What a name is like, ignoring case, accents and punctuation.",
            vec![
                test(
                    "equals",
                    "String",
                    FilterTest::Parameter(&name::EQUALS, &IsFolded),
                    "One of the names is this.",
                ),
                test(
                    "contains",
                    "String",
                    FilterTest::Parameter(&name::CONTAINS, &IsFolded),
                    "One of the names contains this.",
                ),
                test(
                    "startsWith",
                    "String",
                    FilterTest::Parameter(&name::STARTS_WITH, &IsFolded),
                    "One of the names begins with this.",
                ),
            ],
        ),
        plain(
            "DateRange",
            "From one date to another, both included as far as each is known.",
            vec![
                input("from", "PartialDate", "Not before this date. No bound unless given."),
                input("to", "PartialDate", "Not after this date. No bound unless given."),
            ],
        ),
        words("StringFilter", "[String!]", "Among some texts, or not."),
        words(
            "OrganizationKindFilter",
            "[OrganizationKind!]",
            "Among some kinds, or not; an organization of several kinds is in if one is.",
        ),
        words("AffiliationRoleFilter", "[AffiliationRole!]", "Among some roles, or not."),
        words("ProgramKindFilter", "[ProgramKind!]", "Among some kinds, or not."),
        words("EventKindFilter", "[EventKind!]", "Among some kinds, or not."),
        words("EventStatusFilter", "[EventStatus!]", "Among some, or not."),
        words("SourceKindFilter", "[SourceKind!]", "Among some kinds, or not."),
        words("BasisFilter", "[Basis!]", "Among some, or not."),
    ]
}
