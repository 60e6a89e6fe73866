//! The root: entry points of every type, search, and questions about the network.

use super::{
    arguments::{as_of, basis, certainty, page, stages, time},
    computations::{
        changes::ChangesField,
        network::NetworkField,
        nodes::{NodeField, NodesField},
        path::PathField,
        search::SearchField,
    },
    conditions::{CHOSEN, MayExist, affiliated_with_all},
    connection::listed,
    declare::{field, input, join, object},
    entity::{self, source},
    entry_points::{filtered, list},
    filters::{by_type, relation},
    graph::{
        hierarchy::within,
        network::{self, roles},
    },
    orders,
};
use crate::{
    graphql::engine::definition::{
        ArgumentCondition, Connection, FieldDefinition, FieldSource::Computed, InputValue,
        ObjectType,
    },
    store::sql::tables::{self, affiliation, citation::discrepancy, figure, organization},
};

/// The type `Query`.
pub fn query() -> ObjectType {
    let things = entity::things().map(|it| (it.lookup, it.list));
    let (mut lookups, mut lists): (Vec<_>, Vec<_>) = things.unzip();
    let sources = source::entry_points();
    lookups.push(sources.lookup);
    lookups.extend(nodes());
    lists.push(figures());
    lists.push(sources.list);
    lists.extend(other_lists());
    object(
        "Query",
        "A registry of a research ecosystem, made of facts with sources. Relations have a start and \
         an end if a source gives them; every fact cites its sources. Each field is nullable, so one that fails leaves \
         the others their data: for instance because a name among its arguments is ambiguous (code AMBIGUOUS), or because \
         no record has a key in its filter (code NOT_FOUND).",
        join([lookups, lists, network_questions()]),
    )
}

fn nodes() -> Vec<FieldDefinition> {
    let id = vec![input("id: ID!", "Global ID, from a field `id`.")];
    let ids = join([
        vec![input("ids: [ID!]!", "Global IDs, from fields `id`. At most {max_ids}.")],
        as_of(),
    ]);
    vec![
        // Relay's compiler allows no argument besides `id`. Fields below can set a date of their own.
        field(
            "node: Node",
            Computed(&NodeField),
            "Any object with a global ID. Null if no object has it. A text that is not a global ID is null with an \
             error.",
        )
        .with(id),
        field(
            "nodes: [Node]",
            Computed(&NodesField),
            "Several objects by their global IDs, in the order given. Null for an ID that no \
             object has. A text that is not a global ID is null with an error; the other objects are returned.",
        )
        .with(ids),
    ]
}

/// Figures that may be about the date asked about.
static OF_DATE: MayExist = MayExist(&figure::MAY_EXIST);

fn figures() -> FieldDefinition {
    list(
        "figures: FigureConnection",
        Connection {
            conditions: vec![ArgumentCondition::Schema(&OF_DATE)],
            ..Connection::over(figure::TABLE, &orders::FIGURES)
        },
        "FigureFilter",
        "[FigureOrder!]",
        "Figures about things in the registry and about topics. With `asOf`, without those of a later \
         date; of figures without a date, those whose documents are all newer are left out.",
    )
}

fn other_lists() -> Vec<FieldDefinition> {
    let affiliations = Connection {
        conditions: vec![ArgumentCondition::Choice(&CHOSEN)],
        filter: Some("AffiliationFilter"),
        ..Connection::over(affiliation::TABLE, &orders::AFFILIATIONS)
    };
    let common = Connection {
        conditions: vec![ArgumentCondition::Schema(&affiliated_with_all)],
        filter: Some("OrganizationFilter"),
        ..Connection::over(organization::TABLE, &entity::organization::ORDERS)
    };
    let common_arguments = join([
        vec![input("of: [OrganizationKey!]!", "The organizations: 2 to {max_common_affiliates}.")],
        [filtered("OrganizationFilter", "[OrganizationOrder!]"), certainty(), basis()].concat(),
        within(
            &organization::WITHIN,
            "Return only organizations that are this one or a part of it. Default: all of them.",
        ),
    ]);
    let discrepancies = join([
        page(),
        vec![input(
            "filter: DiscrepancyFilter",
            "Conditions that the items must meet. Default: none.",
        )],
    ]);
    vec![
        field(
            "affiliations: AffiliationConnection",
            listed(affiliations),
            "Affiliations that hold on the date asked about.",
        )
        .with(
            [filtered("AffiliationFilter", "[AffiliationOrder!]"), certainty(), stages()].concat(),
        )
        .with(relation::ends()),
        field(
            "commonAffiliates: CommonAffiliateConnection",
            listed(common),
            "Organizations that have an affiliation with every one of the given organizations, \
             with any role.",
        )
        .with(common_arguments),
        field(
            "discrepancies: DiscrepancyConnection",
            listed(Connection {
                filter: Some("DiscrepancyFilter"),
                ..Connection::over(discrepancy::TABLE, &orders::DISCREPANCIES)
            }),
            "Facts that contradict each other, grouped by the question on which their sources \
             disagree. Those that curators found come first, then those that the software found.",
        )
        .with(discrepancies),
    ]
}

fn network_questions() -> Vec<FieldDefinition> {
    vec![
        field(
            "search: SearchConnection",
            Computed(&SearchField),
            "Things that the query names, that work on a topic which it names, or whose description has its words. \
             The best match comes first; of equal matches, the thing \
             with more affiliations. A name matches if it contains every word of the query, or words that \
             start with them; its city, region and country, and other names of the same thing, may \
             stand beside it. Case, accents, ligatures, punctuation and articles are ignored, `st` also \
             finds `saint`, `7` finds `VII`, and `Århus` finds `Aarhus`. If no name has every word, \
             misspelled words are corrected; then words are left out, and `ignoredWords` lists them. \
             `matchedField` says what matched. The \
             query may also be or hold a key: a slug, an identifier such as a ROR ID or its URL, or a \
             global ID.",
        )
        .with(search_arguments()),
        field(
            "network: Network",
            Computed(&NetworkField::AroundKeys),
            "Organizations around one or several centers, with the affiliations between them, nearest \
             first. The field is null if no organization has a key of `around`; if there are several keys, that is \
             also an error with the code NOT_FOUND. To get the network of an organization that a \
             query has reached already, use `Organization.network`. Example: `network(around: [{ slug: \"ap-hp\" }, { slug: \"inserm\" }], roles: [PARTNER])`.",
        )
        .with(network_arguments()),
        field(
            "path: Path",
            Computed(&PathField),
            "A shortest path of affiliations between two organizations. The same path is \
             returned every time. Null if there is none of at most {max_path_length} affiliations. A key that no \
             organization has is an error with the code NOT_FOUND.",
        )
        .with(path_arguments()),
        field(
            "changes: Changes",
            Computed(&ChangesField),
            "The affiliations of an organization at two dates, compared. Null if \
             the organization does not exist.",
        )
        .with(changes_arguments()),
    ]
}

fn search_arguments() -> Vec<InputValue> {
    join([
        vec![
            input(
                "query: String!",
                "A name, its words or their beginnings, a topic, words of a description, or a key; at most \
                 {max_text_chars} characters. Examples: \"canceropole ile de france\", \"Institut Curie, \
                 France\", \"genomics\", \
                 \"https://ror.org/02feahw73\".",
            ),
            input("types: [ThingType!]", "Types of things to search. Default: all types."),
        ],
        by_type::found_things(),
        within(
            &tables::within::NODE,
            "Return only this organization and its parts, programs and events that one of them takes part in, and \
             people who hold or held a position at one. It selects from the first {max_results} matches, as `filter` \
             does. Default: everything.",
        ),
        as_of(),
        page(),
    ])
}

fn network_arguments() -> Vec<InputValue> {
    join([
        vec![input(
            "around: [OrganizationKey!]!",
            "Keys of the organizations in the center, 1 to {max_centers}. A single key needs no brackets.",
        )],
        network::arguments(),
    ])
}

fn path_arguments() -> Vec<InputValue> {
    join([
        vec![
            input("from: OrganizationKey!", "The organization at which the path starts."),
            input("to: OrganizationKey!", "The organization at which the path ends."),
            input(
                "limit: Int = 1",
                "Largest number of paths of the shortest length to return, 1 to {max_paths}. All \
                 but the first are in `alternatives`. Default: 1.",
            ),
        ],
        roles(),
        basis(),
        time(),
        stages(),
    ])
}

fn changes_arguments() -> Vec<InputValue> {
    join([
        vec![
            input("organization: OrganizationKey!", "The organization."),
            input("from: PartialDate!", "The earlier date. Example: \"2007\"."),
            input(
                "to: PartialDate!",
                "The later date. Nothing is certain on a date after today, so what continues up \
                 to such a date is undetermined. Example: \"2023\".",
            ),
        ],
        roles(),
        basis(),
    ])
}
