//! Conditions on the relations of a thing: that some, none or every one of the items of a list meets a filter.
//!
//! Each condition has the name of the list, `some`, `none` and `every` have the type of its argument `filter`, and the other
//! fields are the arguments that choose among the relations.

use std::sync::LazyLock;

use super::relation;
use crate::domain::role::ROLE_DIRECTIONS;
use crate::{
    graphql::{
        engine::definition::{
            self, FilterTest, InputObjectType, InputValue, RelatedRows, RowCondition,
        },
        schema::{
            arguments,
            conditions::{RELATIONS, RELATIONS_OF_ENDS},
            declare::{input, join},
        },
    },
    store::sql::{
        Bind, Related,
        tables::{affiliation::end, organization, participation, position},
    },
};

/// The input types.
pub fn types() -> Vec<InputObjectType> {
    vec![
        list(
            "AffiliatedOrganizationListFilter",
            "A condition on a list of relations with organizations, such as `members`, on the date asked about.",
            "OrganizationFilter",
            (&RELATIONS_OF_ENDS, relation::affiliation(), time()),
        ),
        list(
            "OrganizationPersonListFilter",
            "A condition on the people with a position at an organization, on the date asked about.",
            "PersonFilter",
            (&RELATIONS, relation::position(), time()),
        ),
        list(
            "PositionListFilter",
            "A condition on the positions of a person, on the date asked about.",
            "PositionFilter",
            (
                &RELATIONS,
                relation::other_organization(
                    "organization: OrganizationFilter",
                    &position::ORGANIZATION,
                ),
                time(),
            ),
        ),
        list(
            "AgentProgramListFilter",
            "A condition on the programs that an organization or a person takes part in, on the date asked about.",
            "ProgramFilter",
            (&RELATIONS, relation::participation(), time()),
        ),
        list(
            "ProgramParticipantListFilter",
            "A condition on the participants of a program, on the date asked about.",
            "AgentFilter",
            (&RELATIONS, relation::participation(), time()),
        ),
        list(
            "EventParticipantListFilter",
            "A condition on the participants of an event: all of them by default, since an event has its own date.",
            "AgentFilter",
            (&RELATIONS, relation::participation(), at_any_time()),
        ),
    ]
}

/// A filter of a list, whose items have a filter of the type `of_item`.
fn list(
    name: &'static str,
    doc: &'static str,
    of_item: &'static str,
    (condition, of_relation, time): (&'static dyn RowCondition, Vec<InputValue>, Vec<InputValue>),
) -> InputObjectType {
    let some =
        "At least one item meets these conditions. `some: {}` means that the list is not empty.";
    let none = "No item meets these conditions. `none: {}` means that the list is empty.";
    let every = "All items meet these conditions. This is true of an empty list, too; add `some: {}` to leave out empty lists.";
    let quantifiers = vec![
        definition::input("some", of_item, some),
        definition::input("none", of_item, none),
        definition::input("every", of_item, every),
    ];
    InputObjectType {
        name,
        doc,
        one_of: false,
        any_field: false,
        shorthand: None,
        condition: Some(condition),
        fields: join([quantifiers, of_relation, time]),
    }
}

fn as_of() -> InputValue {
    input(
        "asOf: PartialDate",
        "The date asked about. Default: the date of the field or filter that has this filter. Example: \"2007\".",
    )
}

/// Which relations count.
fn time() -> Vec<InputValue> {
    let certainty = vec![
        as_of(),
        input(
            "certainty: Certainty = CERTAIN",
            "Which relations count: those that certainly held on the date, or also those that may have held. Default: \
             CERTAIN.",
        ),
        input(
            "history: Boolean = false",
            "Every recorded relation counts, whatever `asOf` and `certainty` say. Default: false.",
        ),
    ];
    [certainty, arguments::stages()].concat()
}

/// The same where all relations count by default.
fn at_any_time() -> Vec<InputValue> {
    vec![
        as_of(),
        input(
            "certainty: Certainty = CERTAIN",
            "With `history: false`: which participations count, those that certainly held on the date, or also those \
             that may have held. Default: CERTAIN.",
        ),
        input(
            "history: Boolean = true",
            "Every recorded participation counts. With false, only those that hold on the date of `asOf`. Default: true.",
        ),
        input(
            "stages: [Stage!] = [REALIZED, ANNOUNCED, PLANNED, CANCELLED]",
            "Which participations count by how far they have come. Default: all, since an event has its own `status`.",
        ),
    ]
}

/// The ends of affiliations of an organization in each direction of a role.
static IN_DIRECTIONS: LazyLock<Vec<RelatedRows>> = LazyLock::new(|| {
    let of = |code| Some((&end::IS_IN_DIRECTION, Bind::Int(code)));
    let rows = &organization::AFFILIATION_ENDS;
    let directions = ROLE_DIRECTIONS.iter();
    directions
        .map(|it| RelatedRows {
            rows,
            by: Some(&organization::ENDS),
            of: of(it.code),
            item: Some(&end::OTHER),
        })
        .collect()
});

/// The conditions on the relations of an organization.
pub fn of_organization() -> Vec<InputValue> {
    let directions = ROLE_DIRECTIONS.iter().zip(IN_DIRECTIONS.iter());
    let mut conditions: Vec<_> = directions
        .map(|(direction, rows)| {
            let doc = format!(
                "Condition on the organizations in `{}`. Example: {{ some: {{ kinds: {{ in: [UNIVERSITY] }} }} }}.",
                direction.field
            );
            let test = FilterTest::Quantified(rows);
            definition::test(direction.field, "AffiliatedOrganizationListFilter", test, doc.leak())
        })
        .collect();
    conditions.push(definition::test(
        "people",
        "OrganizationPersonListFilter",
        FilterTest::Quantified(&PEOPLE),
        "Condition on the people in `people`. Example: { some: {}, position: { roles: { in: [DIRECTOR] } } }.",
    ));
    conditions.push(programs(&PROGRAMS_OF_ORGANIZATION));
    conditions
}

fn programs(rows: &'static RelatedRows) -> InputValue {
    definition::test(
        "programs",
        "AgentProgramListFilter",
        FilterTest::Quantified(rows),
        "Condition on the programs in `programs`. Example: { some: { kinds: { in: [LABEL] } } }.",
    )
}

/// The conditions on the relations of a person.
pub fn of_person() -> Vec<InputValue> {
    let positions = definition::test(
        "positions",
        "PositionListFilter",
        FilterTest::Quantified(&POSITIONS),
        "Condition on the positions in `positions`. Example: { some: {}, organization: { kinds: { in: [UNIVERSITY] } } }.",
    );
    vec![positions, programs(&PROGRAMS_OF_PERSON)]
}

/// The condition on the participants of a program.
pub fn of_program() -> Vec<InputValue> {
    vec![definition::test(
        "participants",
        "ProgramParticipantListFilter",
        FilterTest::Quantified(&PARTICIPANTS_OF_PROGRAM),
        "Condition on the items of `participants`. Example: { none: { organization: { kinds: { in: [COMPANY] } } } }.",
    )]
}

/// The condition on the participants of an event.
pub fn of_event() -> Vec<InputValue> {
    vec![definition::test(
        "participants",
        "EventParticipantListFilter",
        FilterTest::Quantified(&PARTICIPANTS_OF_EVENT),
        "Condition on the items of `participants`. Example: { some: { person: {} } }.",
    )]
}

const fn rows(rows: &'static Related) -> RelatedRows {
    RelatedRows { rows, by: None, of: None, item: None }
}

static PEOPLE: RelatedRows =
    RelatedRows { item: Some(&position::PERSON), ..rows(&organization::POSITIONS) };
static POSITIONS: RelatedRows = rows(&position::OF_PEOPLE);
static PROGRAMS_OF_ORGANIZATION: RelatedRows =
    RelatedRows { item: Some(&participation::PROGRAM), ..rows(&organization::PARTICIPATIONS) };
static PROGRAMS_OF_PERSON: RelatedRows =
    RelatedRows { item: Some(&participation::PROGRAM), ..rows(&participation::OF_PEOPLE) };
static PARTICIPANTS_OF_PROGRAM: RelatedRows = rows(&participation::OF_PROGRAMS);
static PARTICIPANTS_OF_EVENT: RelatedRows = rows(&participation::OF_EVENTS);
