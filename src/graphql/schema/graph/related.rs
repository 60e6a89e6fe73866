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
    "The items of this page, each with its cursor and what relates it to the organization.";
/// What a connection of this file says of its total.
const TOTAL_COUNT: &str = "Number of organizations in the whole list: exact up to {max_related}. If there are more, it is \
     {max_related}, `totalCountIsLowerBound` is true, and the pages end after that many.";

/// The types about related organizations.
pub fn types() -> Vec<ObjectType> {
    join([related(), co_participants(), vec![joint_unit(), shared_program()]])
}

/// The fields of an organization.
pub fn fields() -> Vec<FieldDefinition> {
    vec![
        field(
            "related: RelatedConnection!",
            Computed(&RelatedField),
            "Organizations that this one is related to, each once with everything that relates the two; by default sorted by how \
             much that is, then by name. Only relations that held on the date asked about count: what ended before, also with \
             an organization, relates nothing unless `history: true`. The fields of roles, such as `partners`, list each affiliation by itself. Example, the \
             institutions that CNRS has most joint units with: `organization(by: { slug: \"cnrs\" }) \
             { related(via: UNIT, first: 10) { totalCount edges { count node { name } units { organization { name } } } } }`.",
        )
        .with(related_arguments()),
        field(
            "coParticipants: CoParticipantConnection!",
            Computed(&CoParticipantsField),
            "Organizations that take part in the same programs as this one; by default sorted by the number of these programs, then \
             by the latest of them, then by name. Only participations that held on the date asked about count: with \
             `history: true` also those that ended before. Programs are those that one has a participation in, not those that they \
             are part of. Example: `organization(by: { slug: \"inserm\" }) { coParticipants(programKinds: [PROJECT], \
             first: 10) { edges { programCount first latest node { name } } } }`.",
        )
        .with(co_participants_arguments()),
    ]
}

fn within() -> Vec<InputValue> {
    vec![input(
        "within: WithinFilter",
        "Return only organizations that are this one or a part of it. Default: all of them.",
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
                "Use only affiliations with these roles. With `via: UNIT` these are the affiliations with the unit, and only \
                 FOUNDER, PARENT, PARTICIPANT and SUPERVISOR are allowed; with `via: PROGRAM` none are. An empty list uses \
                 none. Default: any role that is allowed.",
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
                "parts: Boolean = false",
                "Count participations of the parts of this organization as its own: sources often name a regional office and not \
                 the body. The parts of its parts do not count, and its parts are not in the list. Default: false.",
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
        name: "Related",
        item: "an organization that the organization is related to",
        node: "Organization",
        source: ComputedRow(related::ORGANIZATION),
        edge: vec![
            field(
                "count: Int!",
                ComputedColumn(related::COUNT),
                "How much relates the two: the number of affiliations between them, with `via: PROGRAM` of programs that \
                 both take part in, with `via: UNIT` of units that both belong to.",
            ),
            field(
                "affiliations: [Affiliation!]!",
                ComputedRows(related::AFFILIATIONS, related::AFFILIATION),
                "The affiliations between the two, in the order of their sources: with `via: AFFILIATION` those that count, \
                 otherwise those with any role. At most {max_listed}.",
            ),
            field(
                "programs: [SharedProgram!]!",
                ComputedList(related::PROGRAMS),
                "With `via: PROGRAM` the programs that both take part in, the latest first, at most {max_listed}. Otherwise \
                 empty. The filter `participant` of `programs`, used twice with `and`, finds all of them.",
            ),
            field(
                "units: [JointUnit!]!",
                ComputedList(related::UNITS),
                "With `via: UNIT` the units that both belong to, at most {max_listed}. Otherwise empty.",
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
                "first: PartialDate",
                ComputedColumn(co_participants::FIRST),
                "The earliest `since` of these programs, if it is known to the year, the month or the day; `firstStated` \
                 has every form. Null if no source gives a date.",
            ),
            field(
                "firstStated: EDTF",
                ComputedColumn(co_participants::FIRST_STATED),
                "The earliest `sinceStated` of these programs.",
            ),
            field(
                "latest: PartialDate",
                ComputedColumn(co_participants::LATEST),
                "The latest `since` of these programs, if it is known to the year, the month or the day; `latestStated` \
                 has every form. Null if no source gives a date.",
            ),
            field(
                "latestStated: EDTF",
                ComputedColumn(co_participants::LATEST_STATED),
                "The latest `sinceStated` of these programs.",
            ),
            field(
                "programs: [SharedProgram!]!",
                ComputedList(co_participants::PROGRAMS),
                "The programs that both take part in, the latest first, those without a date last; at most {max_listed}. The \
                 filter `participant` of `programs`, used twice with `and`, finds all of them.",
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
        "An organization that two others belong to as founders, wholes, supervisors or participating institutions.",
        vec![
            field("organization: Organization!", ComputedRow(related::UNIT), "The unit."),
            field(
                "affiliations: [Affiliation!]!",
                ComputedRows(related::UNIT_AFFILIATIONS, related::AFFILIATION),
                "The affiliations of the two with the unit: role, dates and sources. Those of the organization that has the \
                 field `related` come first. At most {max_parts}.",
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
                "Since when both take part: the later start of their participations or, if no source gives one, the start \
                 of the program. Null if that is not known to the year, the month or the day; `sinceStated` has every form.",
            ),
            field(
                "sinceStated: EDTF",
                ComputedColumn(co_participants::SINCE_STATED),
                "Since when both take part, as a source states it. Null if no source gives a date. Example: `[..2021]`.",
            ),
            field(
                "participations: [Participation!]!",
                ComputedRows(co_participants::PARTICIPATIONS, co_participants::PARTICIPATION),
                "The participations of the two in the program: role, dates and sources. Those of the organization that has \
                 the field come first. At most {max_parts}.",
            ),
        ],
    )
}
