//! People that documents name, and what they are to organizations.

use crate::store::sql::tables::{self, participation, person, position};

use crate::graphql::{
    engine::definition::{Connection, FieldSource, ObjectType, field},
    schema::{
        affiliation::{certainty, evidence_fields, period_fields},
        connection::{self, connection},
        orders,
        organization::{language, names},
    },
};

/// The types about people.
pub fn objects() -> Vec<ObjectType> {
    let mut objects = vec![person_type(), position_type()];
    objects.extend(connection(
        "Person",
        "a person",
        ("Person", FieldSource::SameRow),
        vec![],
        false,
    ));
    objects.extend(connection(
        "Position",
        "a position",
        ("Position", FieldSource::SameRow),
        vec![certainty()],
        false,
    ));
    objects
}

fn person_type() -> ObjectType {
    let page = |of, table, orders| {
        FieldSource::Connection(Box::new(Connection {
            of: Some((of, tables::ID, None)),
            conditions: connection::dated(&tables::BASIS_IN),
            ..Connection::over(table, orders)
        }))
    };
    let dated = |name, ty, read, doc| {
        field(name, ty, read, doc)
            .with(connection::paging())
            .with(connection::timing())
            .with(vec![connection::basis(), connection::order_by("[RelationOrder!]")])
    };
    ObjectType {
        name: "Person".to_owned(),
        doc: "Someone a document names.".to_owned(),
        implements: &["Node", "Thing", "Agent", "Fact"],
        fields: vec![
            field(
                "id",
                "ID!",
                FieldSource::Column(person::GLOBAL_ID),
                "Global id, opaque; the same in every database built from the same seed.",
            ),
            field(
                "slug",
                "String!",
                FieldSource::Column(tables::SLUG),
                "Stable public key in lower-case ASCII. Example: `eric-vivier`.",
            ),
            field(
                "name",
                "String!",
                FieldSource::ColumnWithArgument(
                    tables::NAME,
                    tables::name::IN_LANGUAGE,
                    "language",
                ),
                "Name to display.",
            )
            .with(vec![language()]),
            field(
                "names",
                "[Name!]!",
                FieldSource::Rows(names()),
                "All names under which documents speak of the person, the one to display first.",
            ),
            field(
                "description",
                "String",
                FieldSource::Column(tables::DESCRIPTION),
                "Who it is, in one or two sentences of the registry's own. English.",
            ),
            field(
                "note",
                "String",
                FieldSource::Column(tables::NOTE),
                "Remark of the registry's curator.",
            ),
            dated(
                "positions",
                "PositionConnection!",
                page(&position::OF_PERSON, position::TABLE, &orders::PERIODS),
                "What the person is or was to organizations.",
            ),
            dated(
                "programs",
                "AgentProgramConnection!",
                page(&participation::OF_PERSON_IN_PROGRAMS, participation::TABLE, &orders::PERIODS),
                "Programs the person has a part in.",
            ),
            dated(
                "events",
                "PersonEventConnection!",
                page(&participation::OF_PERSON_IN_EVENTS, participation::TABLE, &orders::PERIODS),
                "Events the person has a part in.",
            ),
            field(
                "figures",
                "[Figure!]!",
                FieldSource::Rows(super::figure::figures()),
                "Numbers that documents state about the person.",
            ),
            super::source::citations("The documents that name the person."),
            super::source::discrepancies(),
        ],
    }
}

fn position_type() -> ObjectType {
    let mut fields = vec![
        field(
            "id",
            "ID!",
            FieldSource::Column(position::GLOBAL_ID),
            "Global id, opaque; the same in every database built from the same seed.",
        ),
        field("person", "Person!", FieldSource::Join(&position::PERSON), "Who."),
        field(
            "organization",
            "Organization!",
            FieldSource::Join(&position::ORGANIZATION),
            "Where.",
        ),
        field(
            "role",
            "PositionRole!",
            FieldSource::Column(tables::ROLE),
            "What the person is or was there.",
        ),
        field(
            "title",
            "String",
            FieldSource::Column(position::TITLE),
            "The title as the document has it. Example: `Professor`.",
        ),
    ];
    fields.extend(period_fields());
    fields.extend(evidence_fields());
    ObjectType {
        name: "Position".to_owned(),
        doc: "What a person is or was to an organization. Example: Eric Vivier, CHAIR, PSCC. After org:Membership of the \
              W3C Organization Ontology."
            .to_owned(),
        implements: &["Node", "Fact"],
        fields,
    }
}
