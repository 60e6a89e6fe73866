//! Sources, citations, and the facts that rest on them or disagree.

use crate::{
    domain::vocabulary::Vocabulary,
    store::{
        select::{Bind, Column, Condition},
        tables::{
            self,
            citation::{self, discrepancy, node},
            source,
        },
    },
};

use crate::graphql::{
    engine::definition::{Field, Item, List, Object, Page, Read, field, input},
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
pub fn citations(doc: &str) -> Field {
    let list = List {
        table: citation::TABLE,
        of: &citation::OF,
        parent: tables::ID,
        item: Item::Row,
        order: &[tables::RANK],
    };
    field("citations", "[Citation!]!", Read::List(list), doc)
}

/// As [`citations`], of what is no fact of its own but part of one.
pub fn cited_by(of: &'static Condition, parent: Column, doc: &str) -> Field {
    let list = List { table: citation::TABLE, of, parent, item: Item::Row, order: &[tables::RANK] };
    field("citations", "[Citation!]!", Read::List(list), doc)
}

/// The field that says whether anything disagrees.
pub fn discrepancies() -> Field {
    let list = List {
        table: discrepancy::FACTS,
        of: &discrepancy::OF_FACT,
        parent: tables::ID,
        item: Item::Joined(&discrepancy::DISCREPANCY),
        order: &[discrepancy::DISCREPANCY_RANK],
    };
    field(
        "discrepancies",
        "[Discrepancy!]!",
        Read::List(list),
        "Disagreements it is a side of; empty where nothing disagrees.",
    )
}

/// The types about sources.
pub fn objects() -> Vec<Object> {
    let mut objects = vec![source_type(), date_estimate(), citation_type(), discrepancy_type()];
    objects.extend(connection("Source", "a source", ("Source", Read::Itself), vec![], false));
    objects.extend(connection(
        "Fact",
        "a fact",
        ("Fact", Read::Any(node::TYPE, tables::ID)),
        vec![],
        false,
    ));
    objects.extend(connection(
        "Discrepancy",
        "a disagreement",
        ("Discrepancy", Read::Itself),
        vec![],
        false,
    ));
    objects
}

fn source_type() -> Object {
    let leaf = |name, ty, column, doc| field(name, ty, Read::Leaf(column), doc);
    let facts = Page {
        of: Some((&node::CITED_FROM, tables::ID, None::<Bind>)),
        types: Some(&node::TYPE_IN),
        ..Page::over(node::TABLE, &orders::FACTS)
    };
    Object {
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
                Read::One(&source::PUBLISHER),
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
                Read::Group,
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
                Read::Page(Box::new(facts)),
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

fn date_estimate() -> Object {
    Object {
        name: "DateEstimate".to_owned(),
        doc: "The span in which a document was written.".to_owned(),
        implements: &[],
        fields: vec![
            field(
                "earliest",
                "PartialDate!",
                Read::Leaf(source::EARLIEST),
                "It cannot be older than this.",
            ),
            field(
                "latest",
                "PartialDate!",
                Read::Leaf(source::LATEST),
                "It cannot be newer than this. What it states had begun by then.",
            ),
            field("reason", "String!", Read::Leaf(source::DATING), "Why it is dated so."),
        ],
    }
}

fn citation_type() -> Object {
    Object {
        name: "Citation".to_owned(),
        doc: "Which document says something, and where in it. The registry copies no sentence: look there.".to_owned(),
        implements: &[],
        fields: vec![
            field("source", "Source!", Read::One(&citation::SOURCE), "The document."),
            field("locator", "String!", Read::Leaf(citation::LOCATOR), "Heading and line in the text at hand. Example: `Our members: Sorbonne Université (line 11)`."),
            field("fields", "[String!]!", Read::Leaf(citation::FIELDS), "Names of the fields that it supports; empty where it supports all of them. Example: `foundedOn`."),
        ],
    }
}

fn discrepancy_type() -> Object {
    let facts = List {
        table: discrepancy::FACTS,
        of: &discrepancy::OF,
        parent: tables::ID,
        item: Item::AnyOf(&discrepancy::FACT, node::TYPE, tables::ID),
        order: &[tables::RANK],
    };
    Object {
        name: "Discrepancy".to_owned(),
        doc: "Facts that disagree, side by side, each with its own source. None of them is taken back.".to_owned(),
        implements: &["Node"],
        fields: vec![
            field("id", "ID!", Read::Leaf(discrepancy::GLOBAL_ID), "Global id, opaque; the same in every database built from the same seed."),
            field("slug", "String!", Read::Leaf(tables::SLUG), "Stable public key in lower-case ASCII."),
            field("question", "String!", Read::Leaf(discrepancy::QUESTION), "What they disagree about."),
            field("facts", "[Fact!]!", Read::List(facts), "The facts."),
            field("note", "String!", Read::Leaf(tables::NOTE), "How the registry holds it."),
        ],
    }
}
