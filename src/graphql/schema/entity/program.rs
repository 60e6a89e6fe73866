//! Programs: plans, labels, calls, studies and projects.

use crate::{
    domain::entity::EntityType,
    graphql::{
        engine::definition::{
            FieldSource::{Column, Join, Rows},
            ListItem, ObjectType, RowList,
        },
        schema::{
            arguments::relations,
            common,
            connection::{ConnectionType, facet},
            declare::{field, join},
            entity::participation,
            evidence::{citations, discrepancies},
            object::entity_type,
        },
    },
    store::sql::tables::{self, participation::IN_PROGRAM, program},
};

/// The types about programs.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType {
        facets: vec![field(
            "kinds: [Facet!]!",
            facet(None, tables::KIND),
            "Number of programs of each kind.",
        )],
        ..ConnectionType::of_rows("Program", "a program")
    };
    let mut types = vec![program_type()];
    types.extend(connection.types());
    types
}

fn program_type() -> ObjectType {
    let parts = RowList {
        table: program::TABLE,
        of: &program::IS_PART_OF,
        parent: tables::ID,
        item: ListItem::Row,
        order: &[tables::RANK, tables::ID],
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
                    "When the program starts, as precisely as a source says.",
                ),
                field(
                    "endsOn: PartialDate",
                    Column(program::ENDS),
                    "When the program ends, as precisely as a source says.",
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
                    Rows(parts),
                    "The programs that are a part of this one.",
                ),
                field(
                    "participants: ParticipantConnection!",
                    participation::page(&IN_PROGRAM),
                    "Organizations and people that take part in the program, with their roles.",
                )
                .with(relations("[RelationOrder!]")),
            ],
            common::figures(),
            common::note(),
            citations(),
            discrepancies(),
        ]),
    )
}
