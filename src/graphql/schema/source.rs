//! Sources, citations, and the facts that rest on them or disagree.

use crate::{
    domain::vocabulary::Vocabulary,
    store::{
        sql::tables::{
            self,
            citation::{self, discrepancy, node},
            source,
        },
        sql::{Bind, Column, Condition},
    },
};

use crate::graphql::{
    engine::definition::{
        ArgumentCondition, Connection, FieldDefinition, FieldSource, ListItem, ObjectType, RowList,
        field, input,
    },
    schema::{
        connection::{self, connection},
        orders,
    },
};

/// Types of facts, as an argument.
pub static FACT_TYPE: Vocabulary = Vocabulary {
    name: "FactType",
    doc: "What sort of fact rests on a document.",
    words: &[
        ("ORGANIZATION", "Descriptive fields of an organization."),
        ("PERSON", "Descriptive fields of a person."),
        ("PROGRAM", "Descriptive fields of a program."),
        ("EVENT", "An event."),
        ("AFFILIATION", "A relation between two organizations."),
        ("POSITION", "What a person is to an organization."),
        ("PARTICIPATION", "A part in a program or event."),
        ("FIGURE", "A number."),
    ],
};

/// The field that every fact has.
pub fn citations(doc: &str) -> FieldDefinition {
    let list = RowList {
        table: citation::TABLE,
        of: &citation::OF,
        parent: tables::ID,
        item: ListItem::Row,
        order: &[tables::RANK],
    };
    field("citations", "[Citation!]!", FieldSource::Rows(list), doc)
}

/// As [`citations`], of what is no fact of its own but part of one.
pub fn cited_by(of: &'static Condition, parent: Column, doc: &str) -> FieldDefinition {
    let list =
        RowList { table: citation::TABLE, of, parent, item: ListItem::Row, order: &[tables::RANK] };
    field("citations", "[Citation!]!", FieldSource::Rows(list), doc)
}

/// The field that says whether anything disagrees.
pub fn discrepancies() -> FieldDefinition {
    let list = RowList {
        table: discrepancy::FACTS,
        of: &discrepancy::OF_FACT,
        parent: tables::ID,
        item: ListItem::Joined(&discrepancy::DISCREPANCY),
        order: &[discrepancy::DISCREPANCY_RANK],
    };
    field(
        "discrepancies",
        "[Discrepancy!]!",
        FieldSource::Rows(list),
        "Disagreements it is a side of; empty where nothing disagrees.",
    )
}

/// The types about sources.
pub fn objects() -> Vec<ObjectType> {
    let mut objects = vec![source_type(), date_estimate(), citation_type(), discrepancy_type()];
    objects.extend(connection(
        "Source",
        "a source",
        ("Source", FieldSource::SameRow),
        vec![],
        false,
    ));
    objects.extend(connection(
        "Fact",
        "a fact",
        ("Fact", FieldSource::AnyType(node::TYPE, tables::ID)),
        vec![],
        false,
    ));
    objects.extend(connection(
        "Discrepancy",
        "a disagreement",
        ("Discrepancy", FieldSource::SameRow),
        vec![],
        false,
    ));
    objects
}

fn source_type() -> ObjectType {
    let leaf = |name, ty, column, doc| field(name, ty, FieldSource::Column(column), doc);
    let facts = Connection {
        of: Some((&node::CITED_FROM, tables::ID, None::<Bind>)),
        conditions: vec![ArgumentCondition::List("types", &node::TYPE_IN)],
        ..Connection::over(node::TABLE, &orders::FACTS)
    };
    ObjectType {
        name: "Source".to_owned(),
        doc: "A document that facts are taken from.".to_owned(),
        implements: &["Node"],
        fields: vec![
            leaf(
                "id",
                "ID!",
                source::GLOBAL_ID,
                "Global id, opaque; the same in every database built from the same seed.",
            ),
            leaf("slug", "String!", tables::SLUG, "Stable public key in lower-case ASCII."),
            leaf("title", "String!", source::TITLE, "Its title."),
            leaf(
                "publisher",
                "String!",
                source::PUBLISHER_NAME,
                "Name of the organization that published it.",
            ),
            field(
                "publishedBy",
                "Organization!",
                FieldSource::Join(&source::PUBLISHER),
                "The organization that published it.",
            ),
            leaf("kind", "SourceKind!", tables::KIND, "What sort of document it is."),
            leaf(
                "language",
                "String!",
                source::LANGUAGE,
                "ISO 639-1 code of its language. Example: `en`.",
            ),
            field(
                "dated",
                "DateEstimate!",
                FieldSource::SameRow,
                "When it was written, as far as can be said.",
            ),
            leaf("retrievedOn", "PartialDate", source::RETRIEVED, "When its text was at hand."),
            leaf("url", "String", source::URL, "Its address, where it has one."),
            leaf("note", "String", tables::NOTE, "Remark of the registry's curator."),
            leaf(
                "citationCount",
                "Int!",
                source::CITATION_COUNT,
                "How many citations point at it.",
            ),
            field(
                "facts",
                "FactConnection!",
                FieldSource::Connection(Box::new(facts)),
                "Everything that rests on it.",
            )
            .with(connection::paging())
            .with(vec![
                input("types", "[FactType!]", "Only facts of these sorts. All unless given."),
                connection::order_by("[FactOrder!]"),
            ]),
        ],
    }
}

fn date_estimate() -> ObjectType {
    ObjectType {
        name: "DateEstimate".to_owned(),
        doc: "The span in which a document was written.".to_owned(),
        implements: &[],
        fields: vec![
            field(
                "earliest",
                "PartialDate!",
                FieldSource::Column(source::EARLIEST),
                "It cannot be older than this.",
            ),
            field(
                "latest",
                "PartialDate!",
                FieldSource::Column(source::LATEST),
                "It cannot be newer than this. What it states had begun by then.",
            ),
            field("reason", "String!", FieldSource::Column(source::DATING), "Why it is dated so."),
        ],
    }
}

fn citation_type() -> ObjectType {
    ObjectType {
        name: "Citation".to_owned(),
        doc: "Which document says something, and where in it. The registry copies no sentence: look there.".to_owned(),
        implements: &[],
        fields: vec![
            field("source", "Source!", FieldSource::Join(&citation::SOURCE), "The document."),
            field("locator", "String!", FieldSource::Column(citation::LOCATOR), "Heading and line in the text at hand. Example: `Our members: Sorbonne Université (line 11)`."),
            field("fields", "[String!]!", FieldSource::Column(citation::FIELDS), "Names of the fields that it supports; empty where it supports all of them. Example: `foundedOn`."),
        ],
    }
}

fn discrepancy_type() -> ObjectType {
    let facts = RowList {
        table: discrepancy::FACTS,
        of: &discrepancy::OF,
        parent: tables::ID,
        item: ListItem::AnyType(&discrepancy::FACT, node::TYPE, tables::ID),
        order: &[tables::RANK],
    };
    ObjectType {
        name: "Discrepancy".to_owned(),
        doc: "Facts that disagree, side by side, each with its own source. None of them is taken back.".to_owned(),
        implements: &["Node"],
        fields: vec![
            field("id", "ID!", FieldSource::Column(discrepancy::GLOBAL_ID), "Global id, opaque; the same in every database built from the same seed."),
            field("slug", "String!", FieldSource::Column(tables::SLUG), "Stable public key in lower-case ASCII."),
            field("question", "String!", FieldSource::Column(discrepancy::QUESTION), "What they disagree about."),
            field("facts", "[Fact!]!", FieldSource::Rows(facts), "The facts."),
            field("note", "String!", FieldSource::Column(tables::NOTE), "How the registry holds it."),
        ],
    }
}
