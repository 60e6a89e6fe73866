//! Events: what happened, was announced or is planned.

use crate::store::tables::{self, event, participation};

use crate::graphql::{
    engine::definition::{Object, Read, field},
    schema::{
        affiliation::certainty,
        connection::{self, connection},
        organization::{language, names},
        program::participants,
    },
};

/// The types about events.
pub fn objects() -> Vec<Object> {
    let mut objects = vec![event_type()];
    objects.extend(connection("Event", "an event", ("Event", Read::Itself), vec![], true));
    objects.push(connection::facets(
        "Event",
        vec![
            ("kinds", None, tables::KIND, "By kind."),
            ("statuses", None, event::STATUS, "By status."),
        ],
    ));
    objects.extend(connection(
        "PersonEvent",
        "an event with a part for the person",
        ("Event", Read::One(&participation::EVENT)),
        vec![field("participation", "Participation!", Read::Itself, "The part."), certainty()],
        false,
    ));
    objects
}

fn event_type() -> Object {
    Object {
        name: "Event".to_owned(),
        doc: "Something that happened, was announced or is planned, at a date known to some precision or not at all. After \
              org:ChangeEvent of the W3C Organization Ontology and Event of schema.org."
            .to_owned(),
        implements: &["Node", "Thing", "Fact"],
        fields: vec![
            field("id", "ID!", Read::Leaf(event::GLOBAL_ID), "Global id, opaque; the same in every database built from the same seed."),
            field("slug", "String!", Read::Leaf(tables::SLUG), "Stable public key in lower-case ASCII."),
            field("name", "String!", Read::With(tables::NAME, tables::name::IN_LANGUAGE, "language"), "Name to display.").with(vec![language()]),
            field("names", "[Name!]!", Read::List(names()), "All its names, the one to display first."),
            field("kind", "EventKind!", Read::Leaf(tables::KIND), "What sort of thing it was."),
            field("status", "EventStatus!", Read::Leaf(event::STATUS), "Whether it took place, as its document speaks of it."),
            field("date", "PartialDate", Read::Leaf(event::DATE), "When, as far as a document says; null for an undated milestone. Its first date where it lasted."),
            field("until", "PartialDate", Read::Leaf(event::UNTIL), "Its last date, where it lasted or where its document gives a window."),
            field("rank", "Int!", Read::Leaf(event::PLACE), "Its place in the order in which its documents list events; what undated milestones keep."),
            field("description", "String", Read::Leaf(tables::DESCRIPTION), "What happened, in one or two sentences of the registry's own. English."),
            field("participants", "ParticipantConnection!", participants(&participation::IN_EVENT), "Who has which part in it, at any time: an event has its own date.")
                .with(connection::paging())
                .with(vec![
                    crate::graphql::engine::definition::Input { default: Some("true"), ..crate::graphql::engine::definition::input("history", "Boolean", "Every part, whatever `asOf` says; false for those that hold at `asOf` only.") },
                    connection::as_of(),
                    crate::graphql::engine::definition::Input { default: Some("CERTAIN"), ..crate::graphql::engine::definition::input("certainty", "Certainty", "With `history: false`: only parts that surely held, or also those that may have.") },
                    connection::basis(),
                    connection::order_by("[RelationOrder!]"),
                ]),
            field("figures", "[Figure!]!", Read::List(super::figure::figures()), "Numbers that documents state about it."),
            field("basis", "Basis!", Read::Leaf(tables::BASIS), "Whether a document states it or implies it."),
            field("note", "String", Read::Leaf(tables::NOTE), "Remark of the registry's curator."),
            super::source::citations("The documents that say it, and where."),
            super::source::discrepancies(),
        ],
    }
}
