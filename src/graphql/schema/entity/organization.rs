//! Organizations and their own fields; `organization_relations` has those that follow relations.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            ArgumentCondition, Connection, FieldDefinition,
            FieldSource::{self, Column, Rows, SameRowIf},
            InputObjectType, ListItem, ObjectType, OrderEnum, RowList, order,
        },
        schema::{
            arguments::stages_of_things,
            common,
            conditions::{CHOSEN_ORGANIZATIONS, Listed},
            connection::{ConnectionType, facets},
            declare::{entity_type, field, input, join},
            entity::{organization_relations as relations, topic_assignment},
            entry_points::{EntryPoints, list, lookup},
            evidence::{citations, discrepancies},
            keys::{self, key},
            orders::{BY_RANK_AND_ROW, NAME, SOURCE_ORDER, order_by, own},
            parameters::keys::ByKey,
        },
    },
    store::sql::{
        self, Condition,
        tables::{
            self, organization,
            organization::{alternative_value, identifier, link},
            place, source_record,
        },
    },
};

/// The types about organizations.
pub fn types() -> Vec<ObjectType> {
    let organizations = ConnectionType {
        facets: join([facets::organizations(&[]), vec![facets::stages(&[])]]),
        counts_omitted: true,
        ..ConnectionType::of_rows("Organization", "an organization")
    };
    let mut types = vec![entity_type(
        EntityType::Organization,
        "Anything that acts as one body: an institute, hospital group, university, cluster, \
         company, funder, network or working group. Modelled on org:Organization of the W3C \
         Organization Ontology.",
        [own_fields(), relations::fields()].into_iter().flatten().collect(),
    )];
    types.extend(organizations.types());
    types.extend(relations::types());
    types
}

/// The entry points of organizations.
pub fn entry_points() -> EntryPoints {
    EntryPoints {
        lookup: lookup(
            "organization: Organization",
            "OrganizationKey!",
            &ByKey(EntityType::Organization),
            "An organization by its key. Null if no organization has the key.",
        ),
        list: list(
            "organizations: OrganizationConnection",
            Connection {
                conditions: vec![
                    ArgumentCondition::Choice(&CHOSEN_ORGANIZATIONS),
                    ArgumentCondition::Schema(&Listed),
                ],
                ..Connection::over(organization::TABLE, &ORDERS)
            },
            "OrganizationFilter",
            "[OrganizationOrder!]",
            "Organizations, with filters, facets and sort keys. Those that only a withdrawn record describes \
             are left out, unless `filter` names the status WITHDRAWN. With `asOf`, so are those that \
             were certainly founded later or dissolved earlier.",
        )
        .with(stages_of_things()),
        inputs: vec![
            organization_key(),
            order_by("OrganizationOrder", "OrganizationOrderField!", "How to sort organizations."),
        ],
        orders: &ORDERS,
    }
}

/// Orders of organizations.
pub static ORDERS: OrderEnum = OrderEnum {
    tie_break: BY_RANK_AND_ROW,
    name: "OrganizationOrderField",
    doc: "Sort keys of organizations.",
    values: &[
        SOURCE_ORDER,
        NAME,
        order(
            "FOUNDED_ON",
            "Founding date. Organizations without one come last.",
            &[own(organization::FOUNDED_ORDER)],
        ),
        order(
            "AFFILIATION_COUNT",
            "Number of recorded affiliations, at any time.",
            &[own(organization::AFFILIATION_COUNT)],
        ),
    ],
};

fn organization_key() -> InputObjectType {
    let others = vec![
        input(
            "ror: String",
            "ROR ID, with or without the address. The ID of a withdrawn record finds its successor, with a \
             warning, or without one the withdrawn organization itself. `withdrawnRecords` of the successor and \
             the global ID lead to the withdrawn record in either case. Example: \"03xjwb503\".",
        ),
        input(
            "identifier: IdentifierKey",
            "Identifier in one of the registries of `IdentifierScheme`.",
        ),
    ];
    key(
        "OrganizationKey",
        "Identifies an organization.",
        join([keys::slug_and_id(), keys::name(), others]),
    )
}

fn own_fields() -> Vec<FieldDefinition> {
    join([
        common::id(organization::GLOBAL_ID),
        common::slug(),
        common::names(),
        what_it_is(),
        where_it_is(),
        in_registries(),
        vec![topic_assignment::topics_of_thing()],
        common::figures(),
        common::note(),
        citations(),
        discrepancies(),
    ])
}

/// The rows of a table that belong to an organization, in the order of their sources.
fn rows(table: &'static str, of: &'static Condition, order: &'static [sql::Column]) -> FieldSource {
    Rows(RowList { table, of, parent: tables::ID, item: ListItem::Row, order })
}

fn what_it_is() -> Vec<FieldDefinition> {
    vec![
        field(
            "kinds: [OrganizationKind!]!",
            Column(organization::KINDS),
            "What the organization is, the main kind first. Never empty.",
        ),
        field(
            "description: String",
            Column(tables::DESCRIPTION),
            "What the organization is and does, in one or two sentences by the registry's \
             curator. English.",
        ),
        field(
            "foundedOn: PartialDate",
            Column(organization::FOUNDED),
            "When the organization was founded, if a source says it to the year, the month or \
             the day; `foundedOnStated` has every form. Example: `1909`.",
        ),
        field(
            "foundedOnStated: EDTF",
            Column(organization::FOUNDED_STATED),
            "When the organization was founded, as a source states it, also if that is no more \
             than bounds. Example: `[..1909]`, by the end of 1909.",
        ),
        field(
            "dissolvedOn: PartialDate",
            Column(organization::DISSOLVED),
            "When the organization was dissolved, if a source says it to the year, the month or \
             the day; `dissolvedOnStated` has every form. Example: `2018-01-01`.",
        ),
        field(
            "dissolvedOnStated: EDTF",
            Column(organization::DISSOLVED_STATED),
            "When the organization was dissolved, as a source states it, also if that is no \
             more than bounds. Example: `[2017..2018]`, in 2017 or 2018.",
        ),
    ]
}

fn where_it_is() -> Vec<FieldDefinition> {
    vec![
        field("website: String", Column(tables::WEBSITE), "Web address, if a source gives it."),
        field(
            "links: [Link!]!",
            rows(link::TABLE, &link::OF, &[tables::RANK]),
            "Articles about the organization, and its websites besides `website`.",
        ),
        field(
            "domains: [String!]!",
            Column(organization::DOMAINS),
            "Internet domains of the organization, as in e-mail addresses. Example: `[\"curie.fr\"]`.",
        ),
        field(
            "telephone: String",
            Column(organization::TELEPHONE),
            "Telephone number as printed. Example: `+33 (0)1 42 11 42 11`.",
        ),
        field(
            "location: Location",
            SameRowIf(place::IS_KNOWN),
            "Where the organization is, mainly. Null if no source says.",
        ),
        field(
            "locations: [Location!]!",
            rows(place::TABLE, &place::OF, &[tables::RANK]),
            "Every place that a source gives, the main one of each source first.",
        ),
    ]
}

fn in_registries() -> Vec<FieldDefinition> {
    vec![
        field(
            "status: OrganizationStatus",
            Column(organization::STATUS),
            "Whether the organization is active, according to ROR. Null if it is not in an \
             imported ROR release. Organizations with the status WITHDRAWN have no affiliations of ROR, \
             and lists and `search` leave them out.",
        ),
        common::stage(
            "Whether the organization exists or existed, or is only announced or planned. \
             Independent of `status`, which is what ROR says of an organization that exists.",
        ),
        field(
            "identifiers: [Identifier!]!",
            rows(identifier::TABLE, &identifier::OF, &[tables::RANK]),
            "Identifiers of the organization in other registries.",
        ),
        field(
            "alternativeValues: [AlternativeValue!]!",
            rows(alternative_value::table(), &alternative_value::OF, &[tables::RANK]),
            "Values from imports that differ from the value shown, each with its field.",
        ),
        field(
            "sourceRecords: [SourceRecord!]!",
            rows(source_record::TABLE, &source_record::OF, &[source_record::ORIGIN]),
            "The records of imported registries that describe the organization.",
        ),
        field(
            "withdrawnRecords: [Organization!]!",
            rows(organization::TABLE, &organization::REDIRECTS_TO, &[tables::RANK, tables::ID]),
            "Withdrawn records whose keys lead to this organization, because their registry names it as their \
             successor. Each has the status WITHDRAWN and the names and fields that it had. Example: \
             `organization(by: { ror: \"00yzkzh74\" }) { slug withdrawnRecords { id slug name } }`.",
        ),
    ]
}
