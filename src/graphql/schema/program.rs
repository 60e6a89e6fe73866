//! Programs: work with a purpose and a frame.

use crate::store::tables::{self, participation, program};

use crate::graphql::{
    engine::definition::{Item, List, Object, Page, Read, field},
    schema::{
        affiliation::certainty,
        connection::{self, connection},
        orders,
        organization::{language, names},
    },
};

/// The types about programs.
pub fn objects() -> Vec<Object> {
    let mut objects = vec![program_type()];
    objects.extend(connection("Program", "a program", ("Program", Read::Itself), vec![], true));
    objects.push(connection::facets("Program", vec![("kinds", None, tables::KIND, "By kind.")]));
    objects.extend(connection(
        "Participant",
        "an organization or person with a part in it",
        ("Agent", Read::Any(participation::AGENT_TYPE, participation::AGENT_ID)),
        vec![field("participation", "Participation!", Read::Itself, "The part."), certainty()],
        false,
    ));
    objects
}

/// The page of who takes part.
pub fn participants(of: &'static crate::store::select::Condition) -> Read {
    Read::Page(Box::new(Page {
        of: Some((of, tables::ID, None)),
        dated: true,
        basis: Some(&tables::BASIS_IN),
        ..Page::over(participation::TABLE, &orders::PERIODS)
    }))
}

fn program_type() -> Object {
    Object {
        name: "Program".to_owned(),
        doc: "Work with a purpose and a frame: plan, label, call, study, European project, theme of a working group."
            .to_owned(),
        implements: &["Node", "Thing", "Fact"],
        fields: vec![
            field("id", "ID!", Read::Leaf(program::GLOBAL_ID), "Global id, opaque; the same in every database built from the same seed."),
            field("slug", "String!", Read::Leaf(tables::SLUG), "Stable public key in lower-case ASCII. Example: `france-2030`."),
            field("name", "String!", Read::With(tables::NAME, tables::name::IN_LANGUAGE, "language"), "Name to display.").with(vec![language()]),
            field("names", "[Name!]!", Read::List(names()), "All its names, the one to display first."),
            field("kind", "ProgramKind!", Read::Leaf(tables::KIND), "What sort of frame it has."),
            field("description", "String", Read::Leaf(tables::DESCRIPTION), "What it is for, in one or two sentences of the registry's own. English."),
            field("startsOn", "PartialDate", Read::Leaf(program::STARTS), "When it starts, as far as a document says."),
            field("endsOn", "PartialDate", Read::Leaf(program::ENDS), "When it ends, as far as a document says."),
            field("website", "String", Read::Leaf(tables::WEBSITE), "Its address on the web, where a document gives it."),
            field("partOf", "Program", Read::One(&program::PART_OF), "The program it belongs to."),
            field("parts", "[Program!]!", Read::List(List { table: program::TABLE, of: &program::PARTS_OF, parent: tables::ID, item: Item::Row, order: &[tables::RANK, tables::ID] }), "Programs that belong to it."),
            field("participants", "ParticipantConnection!", participants(&participation::IN_PROGRAM), "Who has which part in it.")
                .with(connection::paging())
                .with(connection::timing())
                .with(vec![connection::basis(), connection::order_by("[RelationOrder!]")]),
            field("figures", "[Figure!]!", Read::List(super::figure::figures()), "Numbers that documents state about it."),
            field("note", "String", Read::Leaf(tables::NOTE), "Remark of the registry's curator."),
            super::source::citations("The documents that its descriptive fields rest on."),
            super::source::discrepancies(),
        ],
    }
}
