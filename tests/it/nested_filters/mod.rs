//! Nested lists take the filters of the root, and filters of their relations: each over the seed with random filters,
//! compared with what meets them of the list without filters.

mod quantified;
mod random;

use std::collections::BTreeMap;

use consortia::domain::role::ROLE_DIRECTIONS;
use serde_json::Value as Json;

use self::random::{
    AFFILIATION, ASSIGNMENT, EVENT, FIGURE, FilterType, ORGANIZATION, PARTICIPATION, PERSON,
    POSITION, PROGRAM, Random, TOPIC, affiliation, assignment, event, figure, list, organization,
    organization_affiliation, participation, person, position, program, topic,
};
use crate::seeded::registry;

const ANY_TIME: &str = ", history: true, stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]";

/// A nested list: the field, its other arguments, and what is selected of an item.
struct List {
    field: String,
    arguments: &'static str,
    select: String,
    /// Its filters: the argument, where in the item its subject is, and what the filter is made of.
    filters: Vec<(&'static str, &'static str, FilterType)>,
}

/// A list whose edges have a node and a relation.
fn relations(
    field: &str,
    (node, filter): (&str, FilterType),
    (relation, of_relation, relation_filter): (&'static str, &str, FilterType),
) -> List {
    List {
        field: field.to_owned(),
        arguments: ANY_TIME,
        select: format!("node {{ {node} }} {relation} {{ {of_relation} }}"),
        filters: vec![
            ("filter", "/node", filter),
            (relation, ["/", relation].concat().leak(), relation_filter),
        ],
    }
}

fn agents() -> (String, FilterType) {
    let select = format!(
        "__typename ... on Organization {{ {ORGANIZATION} }} ... on Person {{ slug names {{ value }} citations {{ source {{ slug }} }} }}"
    );
    let filter = FilterType::by_type(vec![
        ("Organization", "organization", organization()),
        ("Person", "person", person()),
    ]);
    (select, filter)
}

/// A list of participations.
fn participations(field: &str, node: (&str, FilterType)) -> List {
    relations(field, node, ("participation", PARTICIPATION, participation()))
}

/// The topics of a thing.
fn topics() -> List {
    List {
        field: "topics".to_owned(),
        arguments: "",
        select: format!("node {{ {TOPIC} }} assignment {{ {ASSIGNMENT} }}"),
        filters: vec![("filter", "/node", topic()), ("assignment", "/assignment", assignment())],
    }
}

/// The lists below an organization.
fn lists_of_organizations() -> Vec<List> {
    let mut of_organizations: Vec<_> = ROLE_DIRECTIONS
        .iter()
        .map(|direction| {
            let of_affiliation = ("affiliation", AFFILIATION, affiliation());
            relations(direction.field, (ORGANIZATION, organization()), of_affiliation)
        })
        .collect();
    of_organizations.extend([
        List {
            field: "affiliations".to_owned(),
            arguments: ANY_TIME,
            select: format!(
                "node {{ {AFFILIATION} }} direction otherOrganization {{ {ORGANIZATION} }}"
            ),
            filters: vec![
                ("filter", "", organization_affiliation()),
                ("otherOrganization", "/otherOrganization", organization()),
            ],
        },
        relations("people", (PERSON, person()), ("position", POSITION, position())),
        participations("programs", (PROGRAM, program())),
    ]);
    of_organizations.push(topics());
    of_organizations.push(List {
        field: "timeline".to_owned(),
        arguments: "",
        select: format!("node {{ {EVENT} }}"),
        filters: vec![("filter", "/node", event())],
    });
    of_organizations
}

/// The lists below the things of a list of the root.
fn lists() -> Vec<(&'static str, Vec<List>)> {
    let of_organizations = lists_of_organizations();
    let of_people = vec![
        List {
            field: "positions".to_owned(),
            arguments: ANY_TIME,
            select: format!("node {{ {POSITION} organization {{ {ORGANIZATION} }} }}"),
            filters: vec![
                ("filter", "/node", position()),
                ("organization", "/node/organization", organization()),
            ],
        },
        participations("programs", (PROGRAM, program())),
        participations("events", (EVENT, event())),
    ];
    let participants = || {
        let (select, filter) = agents();
        participations("participants", (&select, filter))
    };
    let affiliations = List {
        field: "affiliations".to_owned(),
        arguments: ANY_TIME,
        select: format!(
            "node {{ {AFFILIATION} from: subject {{ {ORGANIZATION} }} to: object {{ {ORGANIZATION} }} }}"
        ),
        filters: vec![
            ("filter", "/node", affiliation()),
            ("subject", "/node/from", organization()),
            ("object", "/node/to", organization()),
        ],
    };
    let things = || {
        FilterType::by_type(vec![
            ("Organization", "organization", organization()),
            ("Program", "program", program()),
            ("Event", "event", event()),
        ])
    };
    let assignments = List {
        field: "assignments".to_owned(),
        arguments: "",
        select: format!(
            "node {{ {ASSIGNMENT} thing {{ ... on Organization {{ {ORGANIZATION} }} ... on Program {{ {PROGRAM} }} \
             ... on Event {{ {EVENT} }} }} }}"
        ),
        filters: vec![("filter", "/node", assignment()), ("thing", "/node/thing", things())],
    };
    let facts = List {
        field: "facts".to_owned(),
        arguments: "",
        select: format!(
            "node {{ __typename ... on Affiliation {{ {AFFILIATION} }} ... on Person {{ {PERSON} }} \
             ... on Figure {{ id measureCode basis citations {{ source {{ slug }} }} }} }}"
        ),
        filters: vec![(
            "filter",
            "/node",
            FilterType::by_type(vec![
                ("Affiliation", "affiliation", affiliation()),
                ("Person", "person", person()),
                ("Figure", "figure", figure()),
            ]),
        )],
    };
    vec![
        ("organizations(first: 100)", of_organizations),
        ("people(first: 100)", of_people),
        ("programs(first: 100)", vec![participants(), affiliations, topics()]),
        ("events(first: 100)", vec![participants(), topics()]),
        ("topics(first: 100)", vec![assignments]),
        ("sources", vec![facts]),
    ]
}

/// The lists below each thing of `outer`, each of at most 100 items, with further arguments.
fn items(outer: &str, inner: &List, arguments: &str) -> Vec<Json> {
    let List { field, arguments: always, select, .. } = inner;
    let mut data = registry().ask(&format!(
        "{{ {outer} {{ nodes {{ list: {field}(first: 100{always}{arguments}) {{ totalCount edges {{ {select} }} }} }} }} }}"
    ));
    let outer = outer.split('(').next().unwrap();
    data[outer]["nodes"].as_array_mut().unwrap().iter_mut().map(|it| it["list"].take()).collect()
}

#[test]
fn nested_lists_have_what_meets_their_filters() {
    let mut random = Random::new(15);
    let mut kept: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (outer, lists) in lists() {
        for inner in &lists {
            let all = items(outer, inner, "");
            for round in 0..8 {
                let mut chosen: Vec<_> = inner.filters.iter().collect();
                if round % 3 != 0 {
                    chosen = vec![*random.one(&chosen)];
                }
                let filters: Vec<_> = chosen
                    .iter()
                    .map(|(argument, at, ty)| (*argument, *at, ty.random(&mut random)))
                    .collect();
                let literals = filters.iter().fold(String::new(), |all, (argument, _, it)| {
                    format!("{all}, {argument}: {}", it.literal())
                });
                let some = items(outer, inner, &literals);
                let holds = |item: &&Json| {
                    filters.iter().all(|(_, at, filter)| filter.holds(item.pointer(at).unwrap()))
                };
                for (all, some) in all.iter().zip(&some) {
                    let expected: Vec<_> = list(&all["edges"]).filter(holds).collect();
                    let found: Vec<_> = list(&some["edges"]).collect();
                    if all["totalCount"].as_u64() > Some(100) {
                        let found: Vec<_> = found.into_iter().take(expected.len()).collect();
                        assert_eq!(found, expected, "{outer} {}({literals})", inner.field);
                        continue;
                    }
                    assert_eq!(found, expected, "{outer} {}({literals})", inner.field);
                    assert_eq!(
                        some["totalCount"],
                        expected.len(),
                        "{outer} {}({literals})",
                        inner.field
                    );
                    let counts = kept.entry(format!("{outer} {}", inner.field)).or_default();
                    counts.0 += expected.len();
                    counts.1 += list(&all["edges"]).count() - expected.len();
                }
            }
        }
    }
    let telling = kept.values().filter(|(some, rest)| *some > 0 && *rest > 0).count();
    assert!(telling > 25, "{telling}: {kept:?}");
}

#[test]
fn figures_of_a_thing_can_be_filtered() {
    let filter_type = figure();
    let mut random = Random::new(3);
    for outer in ["organizations", "programs", "events", "people"] {
        for _ in 0..4 {
            let filter = filter_type.random(&mut random);
            let data = registry().ask(&format!(
                "{{ {outer}(first: 100) {{ nodes {{ all: figures {{ {FIGURE} }} some: figures(filter: {}) {{ {FIGURE} }} }} }} }}",
                filter.literal()
            ));
            for node in list(&data[outer]["nodes"]) {
                let expected: Vec<_> = list(&node["all"]).filter(|it| filter.holds(it)).collect();
                assert_eq!(
                    list(&node["some"]).collect::<Vec<_>>(),
                    expected,
                    "{}",
                    filter.literal()
                );
            }
        }
    }
}

#[test]
fn common_affiliates_and_affiliations_of_the_root_can_be_filtered() {
    let (organizations, mut random) = (organization(), Random::new(5));
    for _ in 0..12 {
        let filter = organizations.random(&mut random);
        let literal = filter.literal();
        let common = "of: [{ slug: \"pscc\" }, { slug: \"canceropole-ile-de-france\" }], history: true, first: 100";
        let ends = "first: 100, history: true, filter: { organization: { slug: \"pscc\" } }";
        let select =
            format!("nodes {{ subject {{ {ORGANIZATION} }} object {{ {ORGANIZATION} }} }}");
        let data = registry().ask(&format!(
            "{{ all: commonAffiliates({common}) {{ nodes {{ {ORGANIZATION} }} }}
               some: commonAffiliates({common}, filter: {literal}) {{ nodes {{ {ORGANIZATION} }} }}
               ends: affiliations({ends}) {{ {select} }}
               bySubject: affiliations({ends}, subject: {literal}) {{ {select} }}
               byObject: affiliations({ends}, object: {literal}) {{ {select} }} }}"
        ));
        let check = |all: &str, some: &str, at: &str| {
            let holds = |it: &&Json| filter.holds(it.pointer(at).unwrap());
            let expected: Vec<_> = list(&data[all]["nodes"]).filter(holds).collect();
            assert_eq!(
                list(&data[some]["nodes"]).collect::<Vec<_>>(),
                expected,
                "{some} {literal}"
            );
        };
        check("all", "some", "");
        check("ends", "bySubject", "/subject");
        check("ends", "byObject", "/object");
    }
}

#[test]
fn a_search_has_what_meets_its_filter_in_the_same_order() {
    let things = FilterType::by_type(vec![
        ("Organization", "organization", organization()),
        ("Program", "program", program()),
        ("Event", "event", event()),
    ]);
    let (mut random, mut kept, mut dropped) = (Random::new(21), 0, 0);
    let select = format!(
        "totalCount totalCountIsLowerBound edges {{ score matchedName node {{ __typename ... on Organization {{ {ORGANIZATION} }} \
         ... on Program {{ {PROGRAM} }} ... on Event {{ {EVENT} }} }} }}"
    );
    for query in ["institut", "hopital", "paris", "sorbonne", "plan cancer", "2018"] {
        for _ in 0..10 {
            let filter = things.random(&mut random);
            let literal = filter.literal();
            let data = registry().ask(&format!(
                "{{ all: search(query: \"{query}\", first: 100) {{ {select} }}
                   some: search(query: \"{query}\", first: 100, filter: {literal}) {{ {select} }} }}"
            ));
            assert!(data["all"]["totalCount"].as_u64() <= Some(100), "{query}");
            let holds = |edge: &&Json| filter.holds(&edge["node"]);
            let expected: Vec<_> = list(&data["all"]["edges"]).filter(holds).collect();
            let found: Vec<_> = list(&data["some"]["edges"]).collect();
            assert_eq!(found, expected, "{query} {literal}");
            assert_eq!(data["some"]["totalCount"], expected.len(), "{query} {literal}");
            assert_eq!(data["some"]["totalCountIsLowerBound"], false, "{query} {literal}");
            kept += expected.len();
            dropped += list(&data["all"]["edges"]).count() - expected.len();
        }
    }
    assert!(kept > 50 && dropped > 50, "{kept} {dropped}");
}

#[test]
fn the_filter_of_a_search_takes_one_statement() {
    let statements = |filter: &str| {
        let query = format!("{{ search(query: \"cancer\", first: 100{filter}) {{ totalCount }} }}");
        registry().answer(&query, serde_json::json!({})).statements
    };
    let french =
        ", filter: { organization: { countries: { in: [\"FR\"] } }, program: {}, event: {} }";
    assert_eq!(statements(french), statements("") + 1);
}
