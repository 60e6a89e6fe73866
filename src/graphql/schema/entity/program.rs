//! Programs: plans, labels, calls, studies and projects.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            ArgumentCondition, Connection,
            FieldSource::{Column, Join, RowsIn},
            FilterTest, InputObjectType, ListItem, ObjectType, OrderEnum, RowList, order,
        },
        schema::{
            arguments::{relations, stages_of_things},
            common,
            conditions::{CHOSEN, CHOSEN_PROGRAMS, dated},
            connection::{ConnectionType, facets, listed},
            declare::{entity_type, field, join, test},
            entity::{participation as participations, topic_assignment},
            entry_points::{EntryPoints, list, lookup},
            evidence::{citations, discrepancies},
            filters::{
                common::{filter, identity, source as cited_source},
                related, relation,
            },
            graph::hierarchy::within,
            keys::named,
            orders::{self, BY_RANK_AND_ROW, NAME, SOURCE_ORDER, order_by, own},
            parameters::keys::{ByKey, HasKey},
        },
    },
    store::sql::tables::{self, affiliation, participation, participation::IN_PROGRAM, program},
};

/// The types about programs.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType {
        facets: vec![
            facets::kinds(&[], tables::label::PROGRAM_KIND),
            facets::stages(&[]),
            facets::topics(&[]),
        ],
        counts_omitted: true,
        ..ConnectionType::of_rows("Program", "a program")
    };
    let mut types = vec![program_type()];
    types.extend(connection.types());
    types
}

/// The entry points of programs.
pub fn entry_points() -> EntryPoints {
    EntryPoints {
        lookup: lookup(
            "program: Program",
            "ProgramKey!",
            &ByKey(EntityType::Program),
            "A program by a key. Null if no program has the key.",
        ),
        list: list(
            "programs: ProgramConnection",
            Connection {
                conditions: vec![ArgumentCondition::Choice(&CHOSEN_PROGRAMS)],
                ..Connection::over(program::TABLE, &ORDERS)
            },
            "ProgramFilter",
            "[ProgramOrder!]",
            "Programs, with filters, facets and sort keys. With `asOf`, without those that certainly \
             started later or ended earlier.",
        )
        .with(stages_of_things()),
        inputs: vec![
            named("ProgramKey", "Identifies a program."),
            program_filter(),
            order_by("ProgramOrder", "ProgramOrderField!", "How to sort programs."),
        ],
        orders: &ORDERS,
    }
}

/// Orders of programs.
pub static ORDERS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "ProgramOrderField",
    doc: "Sort keys of programs.",
    values: &[
        SOURCE_ORDER,
        NAME,
        order(
            "STARTS_ON",
            "Start date. Programs without one come last.",
            &[own(program::STARTS_ORDER)],
        ),
    ],
};

fn program_filter() -> InputObjectType {
    filter(
        "ProgramFilter",
        "[ProgramFilter!]",
        "Conditions on programs. All of them must be met.",
        join([
            identity(),
            vec![
                test(
                    "kinds: ProgramKindFilter",
                    FilterTest::In(&tables::KIND_IN),
                    "Condition on the kind.",
                ),
                test(
                    "participant: OrganizationKey",
                    FilterTest::Parameter(
                        &participation::PROGRAM_WITH_ORGANIZATION,
                        &HasKey(EntityType::Organization),
                    ),
                    "This organization takes part in the program.",
                ),
            ],
            related::of_program(),
            topic_assignment::topic_test(),
            cited_source(),
            within(
                &participation::PROGRAM_WITHIN,
                "This organization or a part of it takes part in the program.",
            ),
        ]),
    )
}

fn program_type() -> ObjectType {
    let parts = RowList {
        table: program::TABLE,
        of: &program::IS_PART_OF,
        parent: tables::ID,
        item: ListItem::Row,
        order: &[tables::RANK, tables::ID],
    };
    let affiliations = Connection {
        of: Some((&affiliation::ABOUT_PROGRAM, tables::ID, None)),
        conditions: dated(&CHOSEN, &tables::BASIS_IN),
        ..Connection::over(affiliation::TABLE, &orders::AFFILIATIONS)
    };
    entity_type(
        EntityType::Program,
        "Work with a common purpose: a plan, label, call, study, European project, or theme of a \
         working group.",
        join([
            common::id(program::GLOBAL_ID),
            common::slug(),
            common::names(),
            vec![
                field("kind: ProgramKind!", Column(tables::KIND), "What sort of program it is."),
                field(
                    "description: String",
                    Column(tables::DESCRIPTION),
                    "What the program is for, in one or two sentences by the registry's curator. \
                     English.",
                ),
                field(
                    "startsOn: PartialDate",
                    Column(program::STARTS),
                    "When the program starts, if a source says it to the year, the month or the \
                     day; `startsOnStated` has every form. Example: `2023`.",
                ),
                field(
                    "startsOnStated: EDTF",
                    Column(program::STARTS_STATED),
                    "When the program starts, as a source states it, also if that is no more than \
                     bounds. Example: `[2023..2024]`, in 2023 or 2024.",
                ),
                field(
                    "endsOn: PartialDate",
                    Column(program::ENDS),
                    "When the program ends, if a source says it to the year, the month or the day; \
                     `endsOnStated` has every form. Example: `2027`.",
                ),
                field(
                    "endsOnStated: EDTF",
                    Column(program::ENDS_STATED),
                    "When the program ends, as a source states it, also if that is no more than \
                     bounds. Example: `[..2031]`, by the end of 2031.",
                ),
                common::stage(
                    "Whether the program exists or existed, or is only announced or planned. Its \
                     dates are then those of the plan.",
                ),
                field(
                    "website: String",
                    Column(tables::WEBSITE),
                    "Web address, if a source gives it.",
                ),
                field(
                    "partOf: Program",
                    Join(&program::PART_OF),
                    "The program that this one is a part of.",
                ),
                field(
                    "parts: [Program!]!",
                    RowsIn(parts, "stages"),
                    "The programs that are a part of this one.",
                )
                .with(stages_of_things()),
                field(
                    "participants: ParticipantConnection!",
                    participations::page(&IN_PROGRAM, &orders::PARTICIPANTS),
                    "Organizations and people that take part in the program, with their roles.",
                )
                .with(relations("[RelationOrder!]"))
                .with(participations::participant_filters()),
                field(
                    "affiliations: AffiliationConnection!",
                    listed(affiliations),
                    "Affiliations that are about the program. Example: of a label, the organizations \
                     that hold it, each with the one that awards it.",
                )
                .with(relations("[AffiliationOrder!]"))
                .with(relation::affiliations())
                .with(within(
                    &affiliation::WITHIN,
                    "Return only affiliations whose subject or object is this organization or a part of it. Default: \
                     all of them.",
                )),
            ],
            vec![topic_assignment::topics_of_thing()],
            common::figures(),
            common::note(),
            citations(),
            discrepancies(),
        ]),
    )
}
