//! Programs: work with a purpose and a frame.

use crate::store::sql::tables::{self, participation, program};

use crate::graphql::{
    engine::definition::{Connection, FieldSource, ListItem, ObjectType, RowList, field},
    schema::{
        affiliation::certainty,
        connection::{self, connection},
        orders,
        organization::{language, names},
    },
};

/// The types about programs.
pub fn objects() -> Vec<ObjectType> {
    let mut objects = vec![program_type()];
    objects.extend(connection(
        "Program",
        "a program",
        ("Program", FieldSource::SameRow),
        vec![],
        true,
    ));
    objects.push(connection::facets("Program", vec![("kinds", None, tables::KIND, "By kind.")]));
    objects.extend(connection(
        "Participant",
        "an organization or person with a part in it",
        ("Agent", FieldSource::AnyType(participation::AGENT_TYPE, participation::AGENT_ID)),
        vec![
            field("participation", "Participation!", FieldSource::SameRow, "The part."),
            certainty(),
        ],
        false,
    ));
    objects
}

/// The page of who takes part.
pub fn participants(of: &'static crate::store::sql::Condition) -> FieldSource {
    FieldSource::Connection(Box::new(Connection {
        of: Some((of, tables::ID, None)),
        conditions: connection::dated(&tables::BASIS_IN),
        ..Connection::over(participation::TABLE, &orders::PERIODS)
    }))
}

fn program_type() -> ObjectType {
    ObjectType {
        name: "Program".to_owned(),
        doc: "Work with a purpose and a frame: plan, label, call, study, European project, theme of a working group."
            .to_owned(),
        implements: &["Node", "Thing", "Fact"],
        fields: vec![
            field("id", "ID!", FieldSource::Column(program::GLOBAL_ID), "Global id, opaque; the same in every database built from the same seed."),
            field("slug", "String!", FieldSource::Column(tables::SLUG), "Stable public key in lower-case ASCII. Example: `france-2030`."),
            field("name", "String!", FieldSource::ColumnWithArgument(tables::NAME, tables::name::IN_LANGUAGE, "language"), "Name to display.").with(vec![language()]),
            field("names", "[Name!]!", FieldSource::Rows(names()), "All its names, the one to display first."),
            field("kind", "ProgramKind!", FieldSource::Column(tables::KIND), "What sort of frame it has."),
            field("description", "String", FieldSource::Column(tables::DESCRIPTION), "What it is for, in one or two sentences of the registry's own. English."),
            field("startsOn", "PartialDate", FieldSource::Column(program::STARTS), "When it starts, as far as a document says."),
            field("endsOn", "PartialDate", FieldSource::Column(program::ENDS), "When it ends, as far as a document says."),
            field("website", "String", FieldSource::Column(tables::WEBSITE), "Its address on the web, where a document gives it."),
            field("partOf", "Program", FieldSource::Join(&program::PART_OF), "The program it belongs to."),
            field("parts", "[Program!]!", FieldSource::Rows(RowList { table: program::TABLE, of: &program::PARTS_OF, parent: tables::ID, item: ListItem::Row, order: &[tables::RANK, tables::ID] }), "Programs that belong to it."),
            field("participants", "ParticipantConnection!", participants(&participation::IN_PROGRAM), "Who has which part in it.")
                .with(connection::paging())
                .with(connection::timing())
                .with(vec![connection::basis(), connection::order_by("[RelationOrder!]")]),
            field("figures", "[Figure!]!", FieldSource::Rows(super::figure::figures()), "Numbers that documents state about it."),
            field("note", "String", FieldSource::Column(tables::NOTE), "Remark of the registry's curator."),
            super::source::citations("The documents that its descriptive fields rest on."),
            super::source::discrepancies(),
        ],
    }
}
