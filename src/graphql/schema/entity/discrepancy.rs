//! Discrepancies: facts that contradict each other.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            FieldSource::{Column, Rows},
            ListItem, ObjectType, RowList,
        },
        schema::{
            common,
            connection::{ConnectionType, facets},
            declare::{entity_type, field, join},
        },
    },
    store::sql::tables::{
        self,
        citation::{discrepancy, node},
    },
};

/// The types about discrepancies.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType {
        facets: vec![field(
            "origins: [Facet!]!",
            facets::facet(&[], discrepancy::ORIGIN, tables::label::ORIGIN),
            "Number of discrepancies that a curator or the software found.",
        )],
        ..ConnectionType::of_rows("Discrepancy", "a discrepancy")
    };
    let mut types = vec![discrepancy_type()];
    types.extend(connection.types());
    types
}

fn discrepancy_type() -> ObjectType {
    let facts = RowList {
        table: discrepancy::FACTS,
        of: &discrepancy::OF,
        parent: tables::ID,
        item: ListItem::AnyType(&discrepancy::FACT, node::TYPE, tables::ID),
        order: &[tables::RANK],
    };
    entity_type(
        EntityType::Discrepancy,
        "Facts that contradict each other. The registry keeps all of them, each with its own \
         source.",
        join([
            common::id(discrepancy::GLOBAL_ID),
            common::slug(),
            vec![
                field(
                    "question: String!",
                    Column(discrepancy::QUESTION),
                    "The question on which the sources disagree.",
                ),
                field(
                    "origin: DiscrepancyOrigin!",
                    Column(discrepancy::ORIGIN),
                    "Who found it: a curator, or the software, which compares figures and the directions of \
                     affiliations.",
                ),
                field("facts: [Fact!]!", Rows(facts), "The facts that contradict each other."),
                field(
                    "note: String!",
                    Column(tables::NOTE),
                    "How the registry records the facts: by its curator, or, where the software found \
                     them, what it compared. English.",
                ),
            ],
        ]),
    )
}
