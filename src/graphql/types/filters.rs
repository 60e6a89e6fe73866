//! Filters: what a list is narrowed by. Conditions side by side must all hold.

use crate::store::tables::{
    self,
    affiliation::{self, end},
    citation, event, figure, name, organization, participation, period, position, source,
};

use super::super::table::{Input, InputObject, Test, input, test};
use super::connection::as_of;

/// The input types of filters.
pub fn inputs() -> Vec<InputObject> {
    let mut inputs = shared();
    inputs.extend(organizations());
    inputs.extend(others());
    inputs
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
const SLUGS: Input =
    test("slug", "TextIn", Test::OneOf(&tables::SLUG_IN), "Its slug is, or is not, among these.");

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
        words("TextIn", "[String!]", "Among some texts, or not."),
        words(
            "OrganizationKindIn",
            "[OrganizationKind!]",
            "Among some kinds, or not; an organization of several kinds is in if one is.",
        ),
        words("AffiliationRoleIn", "[AffiliationRole!]", "Among some roles, or not."),
        words("ProgramKindIn", "[ProgramKind!]", "Among some kinds, or not."),
        words("EventKindIn", "[EventKind!]", "Among some kinds, or not."),
        words("EventStatusIn", "[EventStatus!]", "Among some, or not."),
        words("SourceKindIn", "[SourceKind!]", "Among some kinds, or not."),
        words("BasisIn", "[Basis!]", "Among some, or not."),
    ]
}

fn organizations() -> Vec<InputObject> {
    vec![
        InputObject {
            name: "OrganizationFilter",
            doc: "Which organizations. All conditions given must hold.",
            one_of: false,
            fields: [
                &[
                    SLUGS,
                    NAMED,
                    test(
                        "kinds",
                        "OrganizationKindIn",
                        Test::OneOf(&organization::KIND_IN),
                        "What it is.",
                    ),
                    test(
                        "countries",
                        "TextIn",
                        Test::OneOf(&organization::COUNTRY_IN),
                        "Its country, as ISO 3166-1 alpha-2 code. Example: { in: [\"FR\"] }.",
                    ),
                    test(
                        "city",
                        "String",
                        Test::Value(&organization::CITY_IS),
                        "Its city, ignoring ASCII case. Example: \"Villejuif\".",
                    ),
                    test(
                        "founded",
                        "DateRange",
                        Test::Between(&organization::FOUNDED_WITHIN),
                        "It was surely founded within.",
                    ),
                    test(
                        "affiliatedWith",
                        "AffiliatedWith",
                        Test::Exists(&organization::ENDS),
                        "It has an affiliation for which all of this holds.",
                    ),
                    CITED_BY,
                ][..],
                &junctions("[OrganizationFilter!]", "OrganizationFilter"),
            ]
            .concat(),
        },
        InputObject {
            name: "AffiliatedWith",
            doc: "One affiliation of an organization: all conditions hold for the same one, at the date asked about.",
            one_of: false,
            fields: vec![
                test(
                    "object",
                    "OrganizationKey",
                    Test::Key(&end::OBJECT_IS),
                    "Its object, the organization being the subject. With a symmetric role: the other end.",
                ),
                test(
                    "subject",
                    "OrganizationKey",
                    Test::Key(&end::SUBJECT_IS),
                    "Its subject, the organization being the object. With a symmetric role: the other end.",
                ),
                test(
                    "with",
                    "OrganizationKey",
                    Test::Key(&end::OTHER_IS),
                    "The organization at its other end, whichever that is.",
                ),
                test(
                    "roles",
                    "[AffiliationRole!]",
                    Test::OneOf(&end::ROLE_IN),
                    "Its role is one of these. Any unless given.",
                ),
                test(
                    "basis",
                    "BasisIn",
                    Test::OneOf(&end::BASIS_IN),
                    "Whether documents state or imply it.",
                ),
                test(
                    "since",
                    "DateRange",
                    Test::Between(&end::SINCE_WITHIN),
                    "It surely began within.",
                ),
                test(
                    "source",
                    "SourceKey",
                    Test::Key(&end::CITED_FROM),
                    "A citation of it points at this source.",
                ),
                as_of(),
                Input {
                    default: Some("CERTAIN"),
                    ..input(
                        "certainty",
                        "Certainty",
                        "Only if it surely held, or also if it may have.",
                    )
                },
                Input {
                    default: Some("false"),
                    ..input("history", "Boolean", "At any time, whatever `asOf` says.")
                },
            ],
        },
        InputObject {
            name: "OwnAffiliationFilter",
            doc: "Which affiliations of an organization. All conditions given must hold.",
            one_of: false,
            fields: [
                &[
                    test("roles", "AffiliationRoleIn", Test::OneOf(&end::ROLE_IN), "Its role."),
                    test(
                        "with",
                        "OrganizationKey",
                        Test::Key(&end::OTHER_IS),
                        "The organization at the other end.",
                    ),
                    test(
                        "since",
                        "DateRange",
                        Test::Between(&end::SINCE_WITHIN),
                        "It surely began within.",
                    ),
                    test(
                        "source",
                        "SourceKey",
                        Test::Key(&end::CITED_FROM),
                        "A citation of it points at this source.",
                    ),
                ][..],
                &junctions("[OwnAffiliationFilter!]", "OwnAffiliationFilter"),
            ]
            .concat(),
        },
        InputObject {
            name: "AffiliationFilter",
            doc: "Which affiliations. All conditions given must hold.",
            one_of: false,
            fields: [
                &[
                    test("roles", "AffiliationRoleIn", Test::OneOf(&tables::ROLE_IN), "Its role."),
                    test(
                        "subject",
                        "OrganizationKey",
                        Test::Key(&affiliation::SUBJECT_IS),
                        "Its subject.",
                    ),
                    test(
                        "object",
                        "OrganizationKey",
                        Test::Key(&affiliation::OBJECT_IS),
                        "Its object.",
                    ),
                    test(
                        "with",
                        "OrganizationKey",
                        Test::Key(&affiliation::TOUCHES),
                        "The organization at either end.",
                    ),
                    test(
                        "since",
                        "DateRange",
                        Test::Between(&period::SINCE_WITHIN),
                        "It surely began within.",
                    ),
                    test(
                        "until",
                        "DateRange",
                        Test::Between(&period::UNTIL_WITHIN),
                        "It surely ended within.",
                    ),
                    test(
                        "basis",
                        "BasisIn",
                        Test::OneOf(&tables::BASIS_IN),
                        "Whether documents state or imply it.",
                    ),
                    CITED_BY,
                ][..],
                &junctions("[AffiliationFilter!]", "AffiliationFilter"),
            ]
            .concat(),
        },
    ]
}

const CITED_BY: Input = test(
    "source",
    "SourceKey",
    Test::Key(&citation::node::CITED_FROM),
    "A citation of it points at this source.",
);

fn others() -> Vec<InputObject> {
    let filter = |name, doc, own: &[Input], list, one| InputObject {
        name,
        doc,
        one_of: false,
        fields: [own, &junctions(list, one)].concat(),
    };
    vec![
        filter(
            "PersonFilter",
            "Which people. All conditions given must hold.",
            &[
                SLUGS,
                NAMED,
                test(
                    "organization",
                    "OrganizationKey",
                    Test::Key(&position::AT_ORGANIZATION),
                    "Holds or held a position there.",
                ),
                CITED_BY,
            ],
            "[PersonFilter!]",
            "PersonFilter",
        ),
        filter(
            "ProgramFilter",
            "Which programs. All conditions given must hold.",
            &[
                SLUGS,
                NAMED,
                test(
                    "kinds",
                    "ProgramKindIn",
                    Test::OneOf(&tables::KIND_IN),
                    "What sort of frame it has.",
                ),
                test(
                    "participant",
                    "OrganizationKey",
                    Test::Key(&participation::PROGRAM_WITH),
                    "This organization has a part in it.",
                ),
                CITED_BY,
            ],
            "[ProgramFilter!]",
            "ProgramFilter",
        ),
        filter(
            "EventFilter",
            "Which events. All conditions given must hold.",
            &[
                SLUGS,
                NAMED,
                test(
                    "date",
                    "DateRange",
                    Test::Between(&event::WITHIN),
                    "It surely took place within; an undated event does not.",
                ),
                test(
                    "kinds",
                    "EventKindIn",
                    Test::OneOf(&tables::KIND_IN),
                    "What sort of thing it was.",
                ),
                test(
                    "statuses",
                    "EventStatusIn",
                    Test::OneOf(&event::STATUS_IN),
                    "Whether it took place.",
                ),
                test(
                    "participant",
                    "OrganizationKey",
                    Test::Key(&event::WITH_ORGANIZATION),
                    "This organization has a part in it.",
                ),
                CITED_BY,
            ],
            "[EventFilter!]",
            "EventFilter",
        ),
        filter(
            "FigureFilter",
            "Which figures. All conditions given must hold.",
            &[
                test(
                    "organization",
                    "OrganizationKey",
                    Test::Key(&figure::OF),
                    "About this organization.",
                ),
                test("program", "ProgramKey", Test::Key(&figure::OF), "About this program."),
                test(
                    "mentions",
                    "String",
                    Test::Value(&figure::MENTIONS),
                    "Topic, measure or unit contain this text. Example: \"survival\".",
                ),
                test(
                    "forecast",
                    "Boolean",
                    Test::Value(&figure::FORECAST_IS),
                    "Whether it is an expectation.",
                ),
                test(
                    "onTopic",
                    "Boolean",
                    Test::Value(&figure::ON_TOPIC),
                    "Whether it is about a topic rather than a thing of the registry.",
                ),
                CITED_BY,
            ],
            "[FigureFilter!]",
            "FigureFilter",
        ),
        filter(
            "SourceFilter",
            "Which sources. All conditions given must hold.",
            &[
                SLUGS,
                test(
                    "kinds",
                    "SourceKindIn",
                    Test::OneOf(&tables::KIND_IN),
                    "What sort of document it is.",
                ),
                test(
                    "publisher",
                    "OrganizationKey",
                    Test::Key(&source::PUBLISHED_BY),
                    "Published by this organization.",
                ),
            ],
            "[SourceFilter!]",
            "SourceFilter",
        ),
    ]
}
