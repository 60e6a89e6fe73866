//! Positions: what people are to organizations.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            FieldSource::{Column, Join},
            ObjectType,
        },
        schema::{
            common,
            connection::{ConnectionType, facets},
            declare::{entity_type, field, join},
            evidence::evidence,
        },
    },
    store::sql::tables::{self, position},
};

/// The types about positions.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType {
        edge: common::certainty(),
        facets: join([
            facets::relations(&[], tables::label::POSITION_ROLE),
            facets::organizations(&[&position::ORGANIZATION]),
        ]),
        counts_omitted: true,
        ..ConnectionType::of_rows("Position", "a position of the person")
    };
    let mut types = vec![position_type()];
    types.extend(connection.types());
    types
}

fn position_type() -> ObjectType {
    entity_type(
        EntityType::Position,
        "The position of a person at an organization. Example: Eric Vivier, CHAIR, PSCC. Modelled \
         on org:Membership of the W3C Organization Ontology.",
        join([
            common::id(position::GLOBAL_ID),
            vec![
                field(
                    "person: Person!",
                    Join(&position::PERSON),
                    "The person who holds or held the position.",
                ),
                field(
                    "organization: Organization!",
                    Join(&position::ORGANIZATION),
                    "The organization at which the position is.",
                ),
                field(
                    "role: PositionRole!",
                    Column(tables::ROLE),
                    "What the person is or was to the organization.",
                ),
                field(
                    "title: String",
                    Column(position::TITLE),
                    "The title in the words of the source. Example: `Professor`.",
                ),
            ],
            common::period(),
            vec![field(
                "endedWith: Organization",
                Join(&position::ENDED_WITH),
                "The organization, if its end is the end of the position. `until` is then null, because \
                 no source gives the position an end of its own. Null for any other position. Example: \
                 Université Pierre et Marie Curie for its professors.",
            )],
            evidence(),
        ]),
    )
}
