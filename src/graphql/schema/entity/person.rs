//! People whom documents name.

use crate::{
    domain::entity::EntityType,
    graphql::{
        engine::definition::{Connection, FieldSource::Column, ObjectType},
        schema::{
            arguments::relations,
            common,
            conditions::dated,
            connection::{ConnectionType, listed},
            declare::{field, join},
            entity::participation,
            evidence::{citations, discrepancies},
            object::entity_type,
            orders,
        },
    },
    store::sql::tables::{self, participation as columns, person, position},
};

/// The types about people.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType::of_rows("Person", "a person");
    let mut types = vec![person_type()];
    types.extend(connection.types());
    types
}

fn person_type() -> ObjectType {
    let positions = Connection {
        of: Some((&position::OF_PERSON, tables::ID, None)),
        conditions: dated(&tables::BASIS_IN),
        ..Connection::over(position::TABLE, &orders::RELATIONS)
    };
    entity_type(
        EntityType::Person,
        "A person whom a document names.",
        join([
            common::id(person::GLOBAL_ID),
            common::slug(),
            common::names(),
            vec![field(
                "description: String",
                Column(tables::DESCRIPTION),
                "Who the person is, in one or two sentences by the registry's curator. English.",
            )],
            common::note(),
            vec![
                field(
                    "positions: PositionConnection!",
                    listed(positions),
                    "Positions that the person holds or held at organizations.",
                )
                .with(relations("[RelationOrder!]")),
                field(
                    "programs: AgentProgramConnection!",
                    participation::page(&columns::OF_PERSON_IN_PROGRAMS),
                    "Programs that the person takes part in.",
                )
                .with(relations("[RelationOrder!]")),
                field(
                    "events: PersonEventConnection!",
                    participation::page(&columns::OF_PERSON_IN_EVENTS),
                    "Events that the person takes part in. The dates are those of the \
                     participation.",
                )
                .with(relations("[RelationOrder!]")),
            ],
            common::figures(),
            citations(),
            discrepancies(),
        ]),
    )
}
