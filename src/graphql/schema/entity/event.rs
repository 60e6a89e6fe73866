//! Events: what happened, was announced or is planned.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            ArgumentCondition, Connection, FieldSource::Column, FilterTest, InputObjectType,
            InputValue, ObjectType, OrderEnum, order,
        },
        schema::{
            arguments, common,
            conditions::MayExist,
            connection::{ConnectionType, facets},
            declare::{entity_type, field, input, join, test},
            entity::{participation, topic_assignment},
            entry_points::{EntryPoints, list, lookup},
            evidence::evidence,
            filters::{
                common::{filter, identity, source as cited_source},
                related,
            },
            graph::hierarchy::within,
            keys::named,
            orders::{self, BY_RANK_AND_ROW, NAME, SOURCE_ORDER, order_by, own},
            parameters::{
                dates::InDateRange,
                keys::{ByKey, HasKey},
            },
        },
    },
    store::sql::tables::{
        self, event,
        participation::{EVENT_WITHIN, IN_EVENT},
        period,
    },
};

/// The types about events.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType {
        facets: vec![
            facets::kinds(&[], tables::label::EVENT_KIND),
            field(
                "statuses: [Facet!]!",
                facets::facet(&[], event::STATUS, tables::label::EVENT_STATUS),
                "Number of events with each status.",
            ),
            facets::topics(&[]),
        ],
        ..ConnectionType::of_rows("Event", "an event")
    };
    let mut types = vec![event_type()];
    types.extend(connection.types());
    types
}

/// Those that may have existed on the date asked about.
static OF_DATE: MayExist = MayExist(&event::MAY_EXIST);

/// The entry points of events.
pub fn entry_points() -> EntryPoints {
    EntryPoints {
        lookup: lookup(
            "event: Event",
            "EventKey!",
            &ByKey(EntityType::Event),
            "An event by a key. Null if no event has the key.",
        ),
        list: list(
            "events: EventConnection",
            Connection {
                conditions: vec![ArgumentCondition::Schema(&OF_DATE)],
                ..Connection::over(event::TABLE, &ORDERS)
            },
            "EventFilter",
            "[EventOrder!]",
            "Events, by date. Undated events come last. With `asOf`, without those that certainly take \
             place later.",
        ),
        inputs: vec![
            named("EventKey", "Identifies an event."),
            event_filter(),
            order_by("EventOrder", "EventOrderField!", "How to sort events."),
        ],
        orders: &ORDERS,
    }
}

/// Orders of events: by date by default.
pub static ORDERS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "EventOrderField",
    doc: "Sort keys of events.",
    values: &[
        order(
            "DATE",
            "First day of the date. Undated events come last, in the order of their sources.",
            &[own(event::DATE_ORDER)],
        ),
        SOURCE_ORDER,
        NAME,
    ],
};

fn event_filter() -> InputObjectType {
    filter(
        "EventFilter",
        "[EventFilter!]",
        "Conditions on events. All of them must be met.",
        join([
            identity(),
            vec![
                test(
                    "date: DateRange",
                    FilterTest::Parameter(&event::WITHIN, &InDateRange),
                    "The event certainly took place in this period. An undated event never \
                     matches.",
                ),
                test(
                    "kinds: EventKindFilter",
                    FilterTest::In(&tables::KIND_IN),
                    "Condition on the kind.",
                ),
                test(
                    "statuses: EventStatusFilter",
                    FilterTest::In(&event::STATUS_IN),
                    "Condition on the status.",
                ),
                test(
                    "participant: OrganizationKey",
                    FilterTest::Parameter(
                        &event::WITH_ORGANIZATION,
                        &HasKey(EntityType::Organization),
                    ),
                    "This organization takes part in the event.",
                ),
            ],
            related::of_event(),
            topic_assignment::topic_test(),
            cited_source(),
            within(&EVENT_WITHIN, "This organization or a part of it takes part in the event."),
        ]),
    )
}

fn event_type() -> ObjectType {
    entity_type(
        EntityType::Event,
        "Something that happened, was announced, is planned or was cancelled. Its date may be known \
         to the year, month or day, or not at all. Modelled on org:ChangeEvent of the W3C Organization Ontology \
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
                    "When the event took or will take place, if a source says it to the year, the \
                     month or the day; its first date if it lasted. `dateStated` has every form. \
                     Null if no source gives a date.",
                ),
                field(
                    "dateStated: EDTF",
                    Column(event::DATE_STATED),
                    "When the event took or will take place, as a source states it, also if that \
                     is no more than bounds. Null if no source gives a date. Example: `[..2021]`, \
                     by the end of 2021.",
                ),
                field(
                    "until: PartialDate",
                    Column(period::UNTIL),
                    "The last date of an event that lasted, or the end of the period that its \
                     source gives, if it is known to the year, the month or the day.",
                ),
                field(
                    "untilStated: EDTF",
                    Column(period::UNTIL_STATED),
                    "The last date of an event that lasted, as a source states it, also if that is \
                     no more than bounds. Example: `[2026..]`, in 2026 or later.",
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
                    participation::page(&IN_EVENT, &orders::PARTICIPANTS),
                    "Organizations and people that take part in the event, with their roles. All \
                     of them by default, since an event has its own date.",
                )
                .with(participants_arguments())
                .with(participation::participant_filters()),
            ],
            vec![topic_assignment::topics_of_thing()],
            common::figures(),
            evidence(),
        ]),
    )
}

/// As for other relations, but all participations are returned, plans too, unless the arguments say otherwise.
fn participants_arguments() -> Vec<InputValue> {
    let time = join([
        vec![input(
            "history: Boolean = true",
            "Return every recorded participation. With false, only those that hold on the date of \
             `asOf`. Default: true.",
        )],
        arguments::as_of(),
        vec![
            input(
                "certainty: Certainty = CERTAIN",
                "With `history: false`: which participations to return, those that certainly held on \
             the date, or also those that may have held. Default: CERTAIN.",
            ),
            input(
                "stages: [Stage!] = [REALIZED, ANNOUNCED, PLANNED, CANCELLED]",
                "Which participations to return by how far they have come. Default: all, since an \
                 event has its own `status`.",
            ),
        ],
    ]);
    [arguments::page(), time, arguments::basis(), arguments::order_by("[RelationOrder!]")].concat()
}
