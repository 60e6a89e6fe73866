//! Sources: the documents that facts are taken from.

use crate::{
    domain::entity::EntityType,
    graphql::{
        engine::definition::{
            ArgumentCondition, Connection,
            FieldSource::{AnyType, Column, Join, SameRow},
            InputValue, ObjectType,
        },
        schema::{
            arguments, common,
            connection::{ConnectionType, listed},
            declare::{field, input, join},
            object::entity_type,
            object::object,
            orders,
        },
    },
    store::sql::tables::{self, citation::node, source},
};

/// The types about sources.
pub fn types() -> Vec<ObjectType> {
    let connection = |name, item, source| ConnectionType {
        name,
        item,
        node: name,
        source,
        edge: Vec::new(),
        facets: Vec::new(),
    };
    let sources = connection("Source", "a source", SameRow);
    let facts = connection("Fact", "a fact", AnyType(node::TYPE, tables::ID));
    let mut types = vec![source_type(), date_estimate()];
    types.extend(sources.types());
    types.extend(facts.types());
    types
}

fn source_type() -> ObjectType {
    let facts = Connection {
        of: Some((&node::CITES_SOURCE, tables::ID, None)),
        conditions: vec![ArgumentCondition::List("types", &node::TYPE_IN)],
        ..Connection::over(node::TABLE, &orders::FACTS)
    };
    entity_type(
        EntityType::Source,
        "A document that facts are taken from.",
        join([
            common::id(source::GLOBAL_ID),
            common::slug(),
            vec![
                field("title: String!", Column(source::TITLE), "Title of the document."),
                field(
                    "publisher: String!",
                    Column(source::PUBLISHER_NAME),
                    "Name of the organization that published the document.",
                ),
                field(
                    "publishedBy: Organization!",
                    Join(&source::PUBLISHER),
                    "The organization that published the document.",
                ),
                field("kind: SourceKind!", Column(tables::KIND), "What sort of document it is."),
                field(
                    "language: String!",
                    Column(source::LANGUAGE),
                    "Language of the document, as ISO 639-1 code. Example: `en`.",
                ),
                field(
                    "dated: DateEstimate!",
                    SameRow,
                    "When the document was written, as far as that is known.",
                ),
                field(
                    "retrievedOn: PartialDate",
                    Column(source::RETRIEVED),
                    "When the text of the document was retrieved.",
                ),
                field(
                    "url: String",
                    Column(source::URL),
                    "Web address of the document, if it has one.",
                ),
            ],
            common::note(),
            vec![
                field(
                    "citationCount: Int!",
                    Column(source::CITATION_COUNT),
                    "Number of citations of the document.",
                ),
                field("facts: FactConnection!", listed(facts), "Facts that cite the document.")
                    .with(facts_arguments()),
            ],
        ]),
    )
}

fn facts_arguments() -> Vec<InputValue> {
    let types = vec![input(
        "types: [FactType!]",
        "Return only facts of these types. Default: facts of any type.",
    )];
    [arguments::page(), types, arguments::order_by("[FactOrder!]")].concat()
}

fn date_estimate() -> ObjectType {
    object(
        "DateEstimate",
        "The period in which a document was written.",
        vec![
            field(
                "earliest: PartialDate!",
                Column(source::EARLIEST),
                "The document cannot be older than this.",
            ),
            field(
                "latest: PartialDate!",
                Column(source::LATEST),
                "The document cannot be newer than this. What it states had begun by then.",
            ),
            field(
                "reason: String!",
                Column(source::DATING),
                "Why the curator dates the document so. English.",
            ),
        ],
    )
}
