//! The organizations that another is related to, and those that take part in the same programs.

use crate::graphql::{
    engine::definition::{
        FieldDefinition,
        FieldSource::{Computed, ComputedColumn, ComputedList, ComputedRow, ComputedRows},
        InputValue, ObjectType,
    },
    schema::{
        arguments::{basis, page, stages, time},
        computations::{
            co_participants::{self, CoParticipantsField},
            related::{self, RelatedField},
        },
        connection::ConnectionType,
        declare::{field, input, join, object},
        graph::hierarchy,
    },
};

/// What a connection of this file says of its edges.
const EDGES: &str =
    "The items of this page, each with its cursor and what it has in common with the organization.";
/// What a connection of this file says of its total.
const TOTAL_COUNT: &str = "Number of organizations in the whole list, at most {max_related}. If there are more, \
     `totalCountIsLowerBound` is true, and the pages end after {max_related}.";

/// The types about related organizations.
pub fn types() -> Vec<ObjectType> {
    join([related(), co_participants(), vec![joint_unit(), shared_program()]])
}

/// The fields of an organization.
pub fn fields() -> Vec<FieldDefinition> {
    vec![
        field(
            "related: RelatedOrganizationConnection!",
            Computed(&RelatedField),
            "Organizations related to this one. Each is listed once, with all the affiliations, programs or units that relate \
             the two; `via` says which of these count. By default, the highest `count` comes first, then the name decides. Only \
             relations that held on the date asked about count; with `history: true`, all of them. The fields \
             of roles, such as `partners`, instead have an edge for each affiliation. Example: the institutions with which \
             CNRS has the most joint units: `organization(by: { slug: \"cnrs\" }) { related(via: UNIT, first: 10) \
             { totalCount edges { count node { name } units { organization { name } } } } }`.",
        )
        .with(related_arguments()),
        field(
            "coParticipants: CoParticipantConnection!",
            Computed(&CoParticipantsField),
            "Organizations that take part in the same programs as this one. By default, the highest `programCount` comes first, then the \
             `latestSince`, then the name decides. Only participations that held on the date asked about count; with \
             `history: true`, all of them. Two organizations have a program in common if both have a participation \
             in it: participations in two parts of one program do not count. Example: `organization(by: \
             { slug: \"inserm\" }) { coParticipants(programKinds: [PROJECT], first: 10) { edges { programCount \
             earliestSince latestSince node { name } } } }`.",
        )
        .with(co_participants_arguments()),
    ]
}

fn within() -> Vec<InputValue> {
    vec![input(
        "within: WithinFilter",
        "Return only organizations in this hierarchy. Default: all organizations.",
    )]
}

fn related_arguments() -> Vec<InputValue> {
    join([
        page(),
        vec![
            input(
                "via: RelatedVia = AFFILIATION",
                "What relates the organizations. Default: AFFILIATION.",
            ),
            input(
                "roles: [AffiliationRole!]",
                "Use only affiliations with these roles. With `via: UNIT` they are the roles in the unit: FOUNDER, PARENT, \
                 PARTICIPANT or SUPERVISOR; any other is an error. With `via: PROGRAM` every role is an error. An empty list \
                 uses no affiliation. Default: any role.",
            ),
        ],
        basis(),
        time(),
        stages(),
        hierarchy::result_filter("Example, universities: { kinds: { in: [UNIVERSITY] } }."),
        within(),
        vec![input(
            "orderBy: RelatedOrder = COUNT",
            "How to sort the organizations. Default: COUNT.",
        )],
    ])
}

fn co_participants_arguments() -> Vec<InputValue> {
    join([
        page(),
        vec![
            input(
                "programKinds: [ProgramKind!]",
                "Use only programs of these kinds. An empty list uses none. Default: any kind.",
            ),
            input(
                "roles: [ParticipationRole!]",
                "Use only participations of the other organizations with these roles. An empty list uses none. Default: any \
                 role. Example: [COORDINATOR].",
            ),
            input(
                "ownRoles: [ParticipationRole!]",
                "Use only participations of this organization with these roles. An empty list uses none. Default: any role.",
            ),
            input(
                "includeParts: Boolean = false",
                "Whether participations of this organization's direct parts (its `children`) count as its own, because sources \
                 often name a regional office instead of the whole body. With `true`, these parts are not in the list, and \
                 parts of parts do not count. Default: false.",
            ),
        ],
        basis(),
        time(),
        stages(),
        hierarchy::result_filter("Example, companies: { kinds: { in: [COMPANY] } }."),
        within(),
        vec![input(
            "orderBy: CoParticipantOrder = PROGRAM_COUNT",
            "How to sort the organizations. Default: PROGRAM_COUNT.",
        )],
    ])
}

fn related() -> Vec<ObjectType> {
    let connection = ConnectionType {
        name: "RelatedOrganization",
        item: "an organization that the organization is related to",
        node: "Organization",
        source: ComputedRow(related::ORGANIZATION),
        edge: vec![
            field(
                "count: Int!",
                ComputedColumn(related::COUNT),
                "Number of affiliations between the two; with `via: PROGRAM`, of programs that both take part in; with \
                 `via: UNIT`, of their joint units.",
            ),
            field(
                "affiliations: [Affiliation!]!",
                ComputedRows(related::AFFILIATIONS, related::AFFILIATION),
                "The affiliations between the two, in the order of their sources, at most {max_listed}. With \
                 `via: AFFILIATION` they are those that `roles` allows, otherwise those with any role.",
            ),
            field(
                "programs: [SharedProgram!]!",
                ComputedList(related::PROGRAMS),
                "The programs that both take part in, the latest first, at most {max_listed}. Empty unless `via` is PROGRAM. To \
                 find all of them, use the filter `participant` of `programs` twice, with `and`.",
            ),
            field(
                "units: [JointUnit!]!",
                ComputedList(related::UNITS),
                "The joint units of the two, at most {max_listed}. Empty unless `via` is UNIT.",
            ),
        ],
        facets: Vec::new(),
        counts_omitted: false,
    };
    connection.types_of_bounded_list(EDGES, TOTAL_COUNT)
}

fn co_participants() -> Vec<ObjectType> {
    let connection = ConnectionType {
        name: "CoParticipant",
        item: "an organization that takes part in the same programs as the organization",
        node: "Organization",
        source: ComputedRow(co_participants::ORGANIZATION),
        edge: vec![
            field(
                "programCount: Int!",
                ComputedColumn(co_participants::COUNT),
                "Number of programs that both take part in.",
            ),
            field(
                "earliestSince: PartialDate",
                ComputedColumn(co_participants::EARLIEST_SINCE),
                "Since when the two take part in the earliest of their common programs: the earliest `since` in `programs`. \
                 Null if no source gives a date, or the date is not a year, a month or a day; `earliestSinceStated` has \
                 every form.",
            ),
            field(
                "earliestSinceStated: EDTF",
                ComputedColumn(co_participants::EARLIEST_SINCE_STATED),
                "The earliest `sinceStated` in `programs`.",
            ),
            field(
                "latestSince: PartialDate",
                ComputedColumn(co_participants::LATEST_SINCE),
                "Since when the two take part in the latest of their common programs: the latest `since` in `programs`. \
                 Null if no source gives a date, or the date is not a year, a month or a day; `latestSinceStated` has every \
                 form.",
            ),
            field(
                "latestSinceStated: EDTF",
                ComputedColumn(co_participants::LATEST_SINCE_STATED),
                "The latest `sinceStated` in `programs`.",
            ),
            field(
                "programs: [SharedProgram!]!",
                ComputedList(co_participants::PROGRAMS),
                "The programs that both take part in, the latest first, those without a date last; at most {max_listed}. To \
                 find all of them, use the filter `participant` of `programs` twice, with `and`.",
            ),
        ],
        facets: Vec::new(),
        counts_omitted: false,
    };
    connection.types_of_bounded_list(EDGES, TOTAL_COUNT)
}

fn joint_unit() -> ObjectType {
    object(
        "JointUnit",
        "A joint unit: an organization that two others founded, supervise, have as a part or take part in.",
        vec![
            field("organization: Organization!", ComputedRow(related::UNIT), "The unit."),
            field(
                "affiliations: [Affiliation!]!",
                ComputedRows(related::UNIT_AFFILIATIONS, related::AFFILIATION),
                "The affiliations of the two with the unit, at most {max_parts}. Those of the organization whose field \
                 `related` this is come first.",
            ),
        ],
    )
}

fn shared_program() -> ObjectType {
    object(
        "SharedProgram",
        "A program that two organizations take part in.",
        vec![
            field("program: Program!", ComputedRow(co_participants::PROGRAM), "The program."),
            field(
                "since: PartialDate",
                ComputedColumn(co_participants::SINCE),
                "Since when both take part: the later of the starts of their participations or, if no source gives one, the \
                 start of the program. Null if no source gives a date, or the date is not a year, a month or a day; \
                 `sinceStated` has every form.",
            ),
            field(
                "sinceStated: EDTF",
                ComputedColumn(co_participants::SINCE_STATED),
                "Since when both take part, as a source states it. Null if no source gives a date. Example: `[..2021]`.",
            ),
            field(
                "participations: [Participation!]!",
                ComputedRows(co_participants::PARTICIPATIONS, co_participants::PARTICIPATION),
                "The participations of the two in the program, at most {max_parts}. Those of the organization whose field \
                 `coParticipants` or `related` this is come first.",
            ),
        ],
    )
}
