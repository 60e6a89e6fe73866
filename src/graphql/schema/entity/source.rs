//! Sources: the documents that facts are taken from.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            ArgumentCondition, Connection,
            FieldSource::{AnyType, Column, Join, Rows, SameRow},
            FilterTest, InputObjectType, InputValue, ListItem, ObjectType, OrderEnum, RowList,
            order,
        },
        schema::{
            arguments, common,
            conditions::MayExist,
            connection::{ConnectionType, facets, listed},
            declare::{entity_type, field, input, join, object, test},
            entry_points::{EntryPoints, list, lookup},
            filters::{
                by_type,
                common::{filter, slug},
            },
            graph::hierarchy::within,
            keys::{key, slug_and_id},
            orders::{self, BY_RANK_AND_ROW, order_by, own},
            parameters::keys::{ByKey, HasKey},
        },
    },
    store::sql::tables::{self, citation::node, source, source_part},
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
        counts_omitted: false,
    };
    let sources = ConnectionType {
        facets: vec![facets::kinds(&[], tables::label::SOURCE_KIND)],
        ..connection("Source", "a source", SameRow)
    };
    let facts = ConnectionType {
        facets: vec![field(
            "types: [Facet!]!",
            facets::facet(&[], node::TYPE_WORD, tables::label::TYPE),
            "Number of facts of each type, as `types` names it.",
        )],
        ..connection("Fact", "a fact", AnyType(node::TYPE, tables::ID))
    };
    let mut types = vec![source_type(), source_part(), date_estimate()];
    types.extend(sources.types());
    types.extend(facts.types());
    types
}

/// Those that may have existed on the date asked about.
static OF_DATE: MayExist = MayExist(&source::MAY_EXIST);

/// The entry points of sources.
pub fn entry_points() -> EntryPoints {
    EntryPoints {
        lookup: lookup(
            "source: Source",
            "SourceKey!",
            &ByKey(EntityType::Source),
            "A source by a key. Null if no source has the key.",
        ),
        list: list(
            "sources: SourceConnection",
            Connection {
                conditions: vec![ArgumentCondition::Schema(&OF_DATE)],
                ..Connection::over(source::TABLE, &ORDERS)
            },
            "SourceFilter",
            "[SourceOrder!]",
            "Documents that facts are taken from. With `asOf`, without those that were certainly written \
             later.",
        ),
        inputs: vec![
            key("SourceKey", "Identifies a source.", slug_and_id()),
            source_filter(),
            order_by("SourceOrder", "SourceOrderField!", "How to sort sources."),
        ],
        orders: &ORDERS,
    }
}

/// Orders of sources.
pub static ORDERS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "SourceOrderField",
    doc: "Sort keys of sources.",
    values: &[
        order(
            "SOURCE_ORDER",
            "The order in which the registry lists its sources.",
            &[own(tables::RANK)],
        ),
        order(
            "NAME",
            "Title. Case, accents and punctuation are ignored.",
            &[own(tables::SORT_NAME)],
        ),
        order(
            "DATE",
            "The latest day on which the source can have been written.",
            &[own(source::LATEST_DAY)],
        ),
    ],
};

fn source_filter() -> InputObjectType {
    filter(
        "SourceFilter",
        "[SourceFilter!]",
        "Conditions on sources. All of them must be met.",
        join([
            slug(),
            vec![
                test(
                    "kinds: SourceKindFilter",
                    FilterTest::In(&tables::KIND_IN),
                    "Condition on the kind.",
                ),
                test(
                    "publisher: OrganizationKey",
                    FilterTest::Parameter(&source::PUBLISHED_BY, &HasKey(EntityType::Organization)),
                    "The source was published by this organization.",
                ),
            ],
            within(
                &source::PUBLISHED_WITHIN,
                "The source was published by this organization or a part of it.",
            ),
        ]),
    )
}

fn source_type() -> ObjectType {
    let facts = Connection {
        of: Some((&node::CITES_SOURCE, tables::ID, None)),
        conditions: vec![
            ArgumentCondition::List("types", &node::TYPE_IN),
            ArgumentCondition::List("stages", &node::STAGE_IN),
        ],
        ..Connection::over(node::TABLE, &orders::FACTS)
    };
    let parts = RowList {
        table: source_part::TABLE,
        of: &source_part::OF,
        parent: tables::ID,
        item: ListItem::Row,
        order: &[tables::RANK],
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
                    "Language of the document, as a BCP 47 tag. Example: `en`.",
                ),
                field(
                    "dated: DateEstimate!",
                    SameRow,
                    "When the document was written, as far as that is known. Includes the dates of its \
                     parts.",
                ),
                field(
                    "parts: [SourcePart!]!",
                    Rows(parts),
                    "Parts that were written at other times than the rest. Empty if no part is known to \
                     be.",
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
    join([
        arguments::page(),
        types,
        arguments::stages_of_facts(),
        by_type::facts(),
        within(
            &tables::within::NODE,
            "Return only this organization, its parts and facts about them: their affiliations, positions, \
             participations and figures, the programs and events that they take part in, the topics of all these, and \
             people who hold or held a position there. Default: all facts.",
        ),
        arguments::order_by("[FactOrder!]"),
    ])
}

fn source_part() -> ObjectType {
    object(
        "SourcePart",
        "A part of a document that was written at another time than the rest.",
        vec![
            field(
                "slug: String!",
                Column(tables::SLUG),
                "Identifies the part within its document. Example: `frame`.",
            ),
            field("title: String!", Column(source_part::TITLE), "What part it is. English."),
            field(
                "dated: DateEstimate!",
                SameRow,
                "When the part was written, as far as that is known.",
            ),
        ],
    )
}

fn date_estimate() -> ObjectType {
    object(
        "DateEstimate",
        "The period in which a document, or a part of one, was written.",
        vec![
            field(
                "earliest: PartialDate!",
                Column(source::EARLIEST),
                "The document cannot be older than this.",
            ),
            field(
                "latest: PartialDate!",
                Column(source::LATEST),
                "The document cannot be newer than this. Relations that it states as facts had begun by \
                 then.",
            ),
            field(
                "reason: String!",
                Column(source::DATING),
                "Why the curator dates the document so. English.",
            ),
        ],
    )
}
