//! Filters: what a list is narrowed by. Conditions side by side must all hold.

mod organization;
mod things;

use crate::store::tables::{self, citation, name};

use crate::graphql::engine::definition::{Input, InputObject, Test, input, test};

/// The input types of filters.
pub fn inputs() -> Vec<InputObject> {
    [shared(), organization::inputs(), things::inputs()].concat()
}

/// A filter type: conditions of its own, and `and`, `or`, `not`.
fn filter(
    name: &'static str,
    doc: &'static str,
    own: &[Input],
    junctions: [Input; 3],
) -> InputObject {
    InputObject { name, doc, one_of: false, fields: [own, &junctions].concat() }
}

/// `and`, `or`, `not` of a filter type.
fn junctions(list: &'static str, one: &'static str) -> [Input; 3] {
    [
        test("and", list, Test::And, "All of these hold."),
        test("or", list, Test::Or, "At least one of these holds; none does of an empty list."),
        test("not", one, Test::Not, "This does not hold."),
    ]
}

const NAMED: Input = test("name", "NameFilter", Test::Nested, "What one of its names is like.");
const SLUGS: Input = test(
    "slug",
    "StringFilter",
    Test::OneOf(&tables::SLUG_IN),
    "Its slug is, or is not, among these.",
);

const CITED_BY: Input = test(
    "source",
    "SourceKey",
    Test::Key(&citation::node::CITED_FROM),
    "A citation of it points at this source.",
);

fn shared() -> Vec<InputObject> {
    let plain = |name, doc, fields| InputObject { name, doc, one_of: false, fields };
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
                test("equals", "String", Test::Folded(&name::EQUALS), "One of the names is this."),
                test(
                    "contains",
                    "String",
                    Test::Folded(&name::CONTAINS),
                    "One of the names contains this.",
                ),
                test(
                    "startsWith",
                    "String",
                    Test::Folded(&name::STARTS_WITH),
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
