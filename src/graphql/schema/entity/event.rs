//! Events: what happened, was announced or is planned.

use crate::{
    domain::entity::EntityType,
    graphql::{
        engine::definition::{FieldSource::Column, InputValue, ObjectType},
        schema::{
            arguments, common,
            connection::{ConnectionType, facet},
            declare::{field, input, join},
            entity::participation,
            evidence::evidence,
            object::entity_type,
        },
    },
    store::sql::tables::{self, event, participation::IN_EVENT},
};

/// The types about events.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType {
        facets: vec![
            field("kinds: [Facet!]!", facet(None, tables::KIND), "Number of events of each kind."),
            field(
                "statuses: [Facet!]!",
                facet(None, event::STATUS),
                "Number of events with each status.",
            ),
        ],
        ..ConnectionType::of_rows("Event", "an event")
    };
    let mut types = vec![event_type()];
    types.extend(connection.types());
    types
}

fn event_type() -> ObjectType {
    entity_type(
        EntityType::Event,
        "Something that happened, was announced or is planned. Its date may be known to the year, \
         month or day, or not at all. Modelled on org:ChangeEvent of the W3C Organization Ontology \
         and on Event of schema.org.",
        join([
            common::id(event::GLOBAL_ID),
            common::slug(),
            common::names(),
            vec![
                field("kind: EventKind!", Column(tables::KIND), "What sort of event it is."),
                field(
                    "status: EventStatus!",
                    Column(event::STATUS),
                    "Whether the event took place, according to its source.",
                ),
                field(
                    "date: PartialDate",
                    Column(event::DATE),
                    "When the event took or will take place, as precisely as a source says; its \
                     first date if it lasted. Null if no source gives a date.",
                ),
                field(
                    "until: PartialDate",
                    Column(event::UNTIL),
                    "The last date of an event that lasted, or the end of the period that its \
                     source gives.",
                ),
                field(
                    "sourceOrder: Int!",
                    Column(event::PLACE),
                    "Position of the event in the order of its source, starting at 0. Undated \
                     events sort by it.",
                ),
                field(
                    "description: String",
                    Column(tables::DESCRIPTION),
                    "What happened, in one or two sentences by the registry's curator. English.",
                ),
                field(
                    "participants: ParticipantConnection!",
                    participation::page(&IN_EVENT),
                    "Organizations and people that take part in the event, with their roles. All \
                     of them by default, since an event has its own date.",
                )
                .with(participants_arguments()),
            ],
            common::figures(),
            evidence(),
        ]),
    )
}

/// As for other relations, but all participations are returned unless `history` is false.
fn participants_arguments() -> Vec<InputValue> {
    let time = join([
        vec![input(
            "history: Boolean = true",
            "Return every recorded participation. With false, only those that hold on the date of \
             `asOf`. Default: true.",
        )],
        arguments::as_of(),
        vec![input(
            "certainty: Certainty = CERTAIN",
            "With `history: false`: which participations to return, those that certainly held on \
             the date, or also those that may have held. Default: CERTAIN.",
        )],
    ]);
    [arguments::page(), time, arguments::basis(), arguments::order_by("[RelationOrder!]")].concat()
}
