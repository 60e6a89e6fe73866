//! People whom documents name.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::{
            definition::{
                Connection, FieldSource::Column, FilterTest, InputObjectType, InputValue,
                ObjectType, OrderEnum, PlanArguments,
            },
            error::Error,
        },
        schema::{
            arguments::relations,
            common,
            conditions::{CHOSEN, dated},
            connection::{ConnectionType, listed},
            declare::{entity_type, field, join, test},
            entity::participation,
            entry_points::{EntryPoints, list, lookup},
            evidence::{citations, discrepancies},
            filters::{
                common::{filter, identity, source as cited_source},
                related, relation,
            },
            graph::hierarchy::within,
            keys::named,
            orders::{self, BY_RANK_AND_ROW, NAME, SOURCE_ORDER, order_by},
            parameters::keys::{ByKey, add_checked_key},
        },
    },
    store::sql::{
        Bind,
        tables::{self, participation as columns, person, position},
    },
};

/// The types about people.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType::of_rows("Person", "a person");
    let mut types = vec![person_type()];
    types.extend(connection.types());
    types
}

/// The entry points of people.
pub fn entry_points() -> EntryPoints {
    EntryPoints {
        lookup: lookup(
            "person: Person",
            "PersonKey!",
            &ByKey(EntityType::Person),
            "A person by a key. Null if no person has the key.",
        ),
        list: list(
            "people: PersonConnection",
            Connection::over(person::TABLE, &ORDERS),
            "PersonFilter",
            "[PersonOrder!]",
            "People, with filters and sort keys.",
        ),
        inputs: vec![
            named("PersonKey", "Identifies a person."),
            person_filter(),
            order_by("PersonOrder", "PersonOrderField!", "How to sort people."),
        ],
        orders: &ORDERS,
    }
}

/// Orders of people.
pub static ORDERS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "PersonOrderField",
    doc: "Sort keys of people.",
    values: &[SOURCE_ORDER, NAME],
};

fn person_filter() -> InputObjectType {
    filter(
        "PersonFilter",
        "[PersonFilter!]",
        "Conditions on people. All of them must be met.",
        join([
            identity(),
            vec![test(
                "organization: OrganizationKey",
                FilterTest::Computed(&position::AT_ORGANIZATION, position_at),
                "The person holds or held a position at this organization. If the query gives a date, with `asOf` of the \
                 list, of a field above or of a filter around this one: a position that certainly held on that date. \
                 `positions` has more conditions, such as possible positions. Example: \
                 `people(asOf: \"2018\", filter: { organization: { slug: \"pscc\" } })`.",
            )],
            related::of_person(),
            cited_source(),
            within(
                &position::WITHIN,
                "The person holds or held a position at this organization or at a part of it.",
            ),
        ]),
    )
}

/// The organization with a key, and the date of its positions if the query gives one.
fn position_at(arguments: &mut PlanArguments<'_>, path: &str) -> Result<Vec<Bind>, Error> {
    let key = arguments.all();
    let organization = add_checked_key(arguments, EntityType::Organization, key, path)?;
    let at_any_time = Bind::Int(i64::from(!arguments.is_inherited_given()));
    Ok([vec![organization.bind(), at_any_time], arguments.inherited()].concat())
}

fn positions_filter() -> Vec<InputValue> {
    vec![test(
        "filter: PositionFilter",
        FilterTest::Filter,
        "Conditions that the positions must meet. Default: none. Example: { roles: { in: [DIRECTOR] } }.",
    )]
}

fn person_type() -> ObjectType {
    let positions = Connection {
        of: Some((&position::OF_PERSON, tables::ID, None)),
        conditions: dated(&CHOSEN, &tables::BASIS_IN),
        ..Connection::over(position::TABLE, &orders::POSITIONS)
    };
    entity_type(
        EntityType::Person,
        "A person whom a document names.",
        join([
            common::id(person::GLOBAL_ID),
            common::slug(),
            common::names(),
            vec![field(
                "description: String",
                Column(tables::DESCRIPTION),
                "Who the person is, in one or two sentences by the registry's curator. English.",
            )],
            common::note(),
            vec![
                field(
                    "positions: PositionConnection!",
                    listed(positions),
                    "Positions that the person holds or held at organizations.",
                )
                .with(relations("[RelationOrder!]"))
                .with(positions_filter())
                .with(relation::other_organization(
                    "organization: OrganizationFilter",
                    &position::ORGANIZATION,
                ))
                .with(within(
                    &tables::within::ITS_ORGANIZATION,
                    "Return only positions at this organization or a part of it. Default: all of them.",
                )),
                field(
                    "programs: AgentProgramConnection!",
                    participation::page(&columns::OF_PERSON_IN_PROGRAMS, &orders::PROGRAMS),
                    "Programs that the person takes part in.",
                )
                .with(relations("[RelationOrder!]"))
                .with(participation::program_filters()),
                field(
                    "events: PersonEventConnection!",
                    participation::page(&columns::OF_PERSON_IN_EVENTS, &orders::EVENTS),
                    "Events that the person takes part in. The dates are those of the \
                     participation.",
                )
                .with(relations("[RelationOrder!]"))
                .with(participation::event_filters()),
            ],
            common::figures(),
            citations(),
            discrepancies(),
        ]),
    )
}
