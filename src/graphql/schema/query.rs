//! The root: what can be asked for, by key, by filter, by search.

use crate::domain::entity::EntityType;
use crate::store::sql::tables::{
    affiliation, citation::discrepancy, event, figure, organization, person, program, source,
};

use crate::graphql::{
    engine::definition::{
        ArgumentCondition, Connection, FieldDefinition, FieldSource, InputValue, ObjectType, field,
        input,
    },
    schema::{
        computations::{
            changes::ChangesField,
            network::NetworkField,
            nodes::{NodeField, NodesField},
            path::PathField,
            search::SearchField,
        },
        conditions::{affiliated_with_all, holds},
        connection, orders,
        parameters::keys::ByKey,
    },
};

/// The type `Query`.
pub fn query() -> ObjectType {
    let mut fields = by_key();
    fields.extend(lists());
    fields.extend(searches());
    ObjectType {
        name: "Query".to_owned(),
        doc: "A registry of a research ecosystem: dated, sourced facts. Whatever it says can be asked three more \
              questions: since when, until when, and says who."
            .to_owned(),
        implements: &[],
        fields,
    }
}

fn by_key() -> Vec<FieldDefinition> {
    let one = |name, ty, by_key: &'static ByKey, key, doc| {
        field(name, ty, FieldSource::Lookup(by_key), doc)
            .with(vec![input("by", key, "How it is named; exactly one key."), connection::as_of()])
    };
    vec![
        one("organization", "Organization", &ByKey(EntityType::Organization), "OrganizationKey!", "One organization; null where none has that key."),
        one("person", "Person", &ByKey(EntityType::Person), "PersonKey!", "One person; null where none has that key."),
        one("program", "Program", &ByKey(EntityType::Program), "ProgramKey!", "One program; null where none has that key."),
        one("event", "Event", &ByKey(EntityType::Event), "EventKey!", "One event; null where none has that key."),
        one("source", "Source", &ByKey(EntityType::Source), "SourceKey!", "One source; null where none has that key."),
        // Relay's compiler takes no other argument here; fields below it can name a date of their own.
        field("node", "Node", FieldSource::Computed(&NodeField), "Anything by its global id; null where nothing has it.")
            .with(vec![input("id", "ID!", "Global id, from an `id` field.")]),
        field("nodes", "[Node]!", FieldSource::Computed(&NodesField), "Several things by their global ids, in the order given; null for each that nothing has.")
            .with(vec![input("ids", "[ID!]!", "Global ids, 100 at most."), connection::as_of()]),
    ]
}

fn lists() -> Vec<FieldDefinition> {
    let list = |name, ty, page: Connection, filter, order, doc| {
        let mut args = connection::paging();
        args.push(connection::as_of());
        args.push(input("filter", filter, "Which of them. All unless given."));
        args.push(connection::order_by(order));
        let page = Connection { filter: Some(filter), ..page };
        field(name, ty, FieldSource::Connection(Box::new(page)), doc).with(args)
    };
    let common = Connection {
        conditions: vec![ArgumentCondition::Schema(&affiliated_with_all)],
        ..Connection::over(organization::TABLE, &orders::ORGANIZATIONS)
    };
    let affiliations = Connection {
        conditions: vec![ArgumentCondition::Schema(&holds)],
        ..Connection::over(affiliation::TABLE, &orders::AFFILIATIONS)
    };
    vec![
        list("organizations", "OrganizationConnection!", Connection::over(organization::TABLE, &orders::ORGANIZATIONS), "OrganizationFilter", "[OrganizationOrder!]", "Organizations, all or those that a filter keeps."),
        list("people", "PersonConnection!", Connection::over(person::TABLE, &orders::PEOPLE), "PersonFilter", "[PersonOrder!]", "People, all or those that a filter keeps."),
        list("programs", "ProgramConnection!", Connection::over(program::TABLE, &orders::PROGRAMS), "ProgramFilter", "[ProgramOrder!]", "Programs, all or those that a filter keeps."),
        list("events", "EventConnection!", Connection::over(event::TABLE, &orders::EVENTS), "EventFilter", "[EventOrder!]", "Events, by date unless asked otherwise; undated ones last."),
        list("figures", "FigureConnection!", Connection::over(figure::TABLE, &orders::FIGURES), "FigureFilter", "[FigureOrder!]", "Figures, those about topics among them."),
        list("sources", "SourceConnection!", Connection::over(source::TABLE, &orders::SOURCES), "SourceFilter", "[SourceOrder!]", "Documents that facts are taken from."),
        list("affiliations", "AffiliationConnection!", affiliations, "AffiliationFilter", "[AffiliationOrder!]", "Affiliations at the date asked about.")
            .with(connection::timing().into_iter().filter(|arg| arg.name != "asOf").collect()),
        field("commonAffiliates", "CommonAffiliateConnection!", FieldSource::Connection(Box::new(common)), "Organizations that are tied to all of those given, whatever the roles: who stands between them.")
            .with(vec![input("of", "[OrganizationKey!]!", "Two organizations or more.")])
            .with(connection::paging())
            .with(connection::timing())
            .with(vec![connection::order_by("[OrganizationOrder!]")]),
        field("discrepancies", "DiscrepancyConnection!", FieldSource::Connection(Box::new(Connection::over(discrepancy::TABLE, &orders::DISCREPANCIES))), "Facts that disagree, each disagreement once.")
            .with(connection::paging()),
    ]
}

fn searches() -> Vec<FieldDefinition> {
    let roles = || {
        input(
            "roles",
            "[AffiliationRole!]",
            "Only affiliations with these roles. Any unless given.",
        )
    };
    let key = |name, doc| input(name, "OrganizationKey!", doc);
    vec![
        field("search", "SearchConnection!", FieldSource::Computed(&SearchField), "Things with a name that has all words of the query, or words that begin so; best match first, and of two that match alike the one with more ties. `st` is `saint`, and `7` is `VII`. Case, accents, ligatures, punctuation and articles do not count.")
            .with(vec![
                input("query", "String!", "Words of a name. Example: \"canceropole ile de france\"."),
                input("types", "[ThingType!]", "Sorts of things to search among. All unless given."),
                connection::as_of(),
            ])
            .with(connection::paging()),
        field("network", "Network", FieldSource::Computed(&NetworkField), "Organizations and affiliations around one organization, nearest first; null where there is no such organization.")
            .with(vec![
                key("around", "The organization in the middle."),
                default("1", input("hops", "Int", "How many affiliations away to go, 1 to 4.")),
                roles(),
                default("150", input("maxNodes", "Int", "How many organizations at most, 1 to 1000; `truncated` says whether that cut anything.")),
            ])
            .with(connection::timing()),
        field("path", "Path", FieldSource::Computed(&PathField), "How two organizations are connected: a shortest chain of affiliations, the same every time; null where there is none of 12 steps or fewer, and where there is no such organization.")
            .with(vec![
                key("from", "Where the chain starts."),
                key("to", "Where it ends."),
                default("1", input("limit", "Int", "How many chains of that length to give, 1 to 20; the others are `alternatives`.")),
                roles(),
            ])
            .with(connection::timing()),
        field("changes", "Changes", FieldSource::Computed(&ChangesField), "What changed between two dates among the affiliations of an organization; null where there is no such organization.")
            .with(vec![
                key("organization", "The organization."),
                input("from", "PartialDate!", "The earlier date. Example: \"2007\"."),
                input("to", "PartialDate!", "The later date. Example: \"2023\"."),
                roles(),
            ]),
    ]
}

fn default(value: &'static str, input: InputValue) -> InputValue {
    InputValue { default: Some(value), ..input }
}
