//! Events: what happened, was announced or is planned.

use crate::store::sql::tables::{self, event, participation};

use crate::graphql::{
    engine::definition::{FieldSource, ObjectType, field},
    schema::{
        affiliation::certainty,
        connection::{self, connection},
        organization::{language, names},
        program::participants,
    },
};

/// The types about events.
pub fn objects() -> Vec<ObjectType> {
    let mut objects = vec![event_type()];
    objects.extend(connection("Event", "an event", ("Event", FieldSource::SameRow), vec![], true));
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
        ("Event", FieldSource::Join(&participation::EVENT)),
        vec![
            field("participation", "Participation!", FieldSource::SameRow, "The part."),
            certainty(),
        ],
        false,
    ));
    objects
}

fn event_type() -> ObjectType {
    ObjectType {
        name: "Event".to_owned(),
        doc: "Something that happened, was announced or is planned, at a date known to some precision or not at all. After \
              org:ChangeEvent of the W3C Organization Ontology and Event of schema.org."
            .to_owned(),
        implements: &["Node", "Thing", "Fact"],
        fields: vec![
            field("id", "ID!", FieldSource::Column(event::GLOBAL_ID), "Global id, opaque; the same in every database built from the same seed."),
            field("slug", "String!", FieldSource::Column(tables::SLUG), "Stable public key in lower-case ASCII."),
            field("name", "String!", FieldSource::ColumnWithArgument(tables::NAME, tables::name::IN_LANGUAGE, "language"), "Name to display.").with(vec![language()]),
            field("names", "[Name!]!", FieldSource::Rows(names()), "All its names, the one to display first."),
            field("kind", "EventKind!", FieldSource::Column(tables::KIND), "What sort of thing it was."),
            field("status", "EventStatus!", FieldSource::Column(event::STATUS), "Whether it took place, as its document speaks of it."),
            field("date", "PartialDate", FieldSource::Column(event::DATE), "When, as far as a document says; null for an undated milestone. Its first date where it lasted."),
            field("until", "PartialDate", FieldSource::Column(event::UNTIL), "Its last date, where it lasted or where its document gives a window."),
            field("rank", "Int!", FieldSource::Column(event::PLACE), "Its place in the order in which its documents list events; what undated milestones keep."),
            field("description", "String", FieldSource::Column(tables::DESCRIPTION), "What happened, in one or two sentences of the registry's own. English."),
            field("participants", "ParticipantConnection!", participants(&participation::IN_EVENT), "Who has which part in it, at any time: an event has its own date.")
                .with(connection::paging())
                .with(vec![
                    crate::graphql::engine::definition::InputValue { default: Some("true"), ..crate::graphql::engine::definition::input("history", "Boolean", "Every part, whatever `asOf` says; false for those that hold at `asOf` only.") },
                    connection::as_of(),
                    crate::graphql::engine::definition::InputValue { default: Some("CERTAIN"), ..crate::graphql::engine::definition::input("certainty", "Certainty", "With `history: false`: only parts that surely held, or also those that may have.") },
                    connection::basis(),
                    connection::order_by("[RelationOrder!]"),
                ]),
            field("figures", "[Figure!]!", FieldSource::Rows(super::figure::figures()), "Numbers that documents state about it."),
            field("basis", "Basis!", FieldSource::Column(tables::BASIS), "Whether a document states it or implies it."),
            field("note", "String", FieldSource::Column(tables::NOTE), "Remark of the registry's curator."),
            super::source::citations("The documents that say it, and where."),
            super::source::discrepancies(),
        ],
    }
}
