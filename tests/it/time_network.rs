//! The network in memory and the SQL statements answer questions about dates alike: over random registries, and over the seed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use consortia::domain::{
    date::PartialDate,
    record::{Affiliation, Organization, Period, Registry},
    stage::Stage,
};
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, for_random_cases},
};

/// The number of organizations in a random registry.
const SIZE: usize = 5;

fn date() -> impl Strategy<Value = &'static str> {
    const DATES: &[&str] = &[
        "2001",
        "2003-05",
        "2003-05-20",
        "2004",
        "2006",
        "[2002..2004]",
        "[..2003]",
        "[2004..]",
        "[2002,2005]",
        "2003~",
        "2003-05-~20",
        "2004-25",
        "200X",
    ];
    select(DATES)
}

fn organization(number: usize) -> impl Strategy<Value = Organization> {
    let date = || prop::option::weighted(0.3, date());
    (date(), date()).prop_map(move |(founded, dissolved)| Organization {
        founded: founded.and_then(|date| date.parse().ok()),
        dissolved: dissolved.and_then(|date| date.parse().ok()),
        ..world::organization(&format!("n{number}"))
    })
}

fn period() -> impl Strategy<Value = Period> {
    let since = prop::option::weighted(0.6, date());
    let until = prop_oneof![3 => Just(None), 1 => date().prop_map(Some)];
    let stage = prop_oneof![
        4 => Just(Stage::Realized),
        1 => select(vec![Stage::Announced, Stage::Planned, Stage::Cancelled]),
    ];
    (since, until, prop::bool::weighted(0.2), stage).prop_map(|(since, until, ended, stage)| {
        Period {
            stage,
            since: since.and_then(|date| date.parse().ok()),
            until: until.and_then(|date| date.parse().ok()),
            ended,
        }
    })
}

fn affiliation() -> impl Strategy<Value = Affiliation> {
    let role = select(&["MEMBER", "PARTNER", "FOUNDER", "SUCCESSOR", "PARENT"][..]);
    let basis = select(&["STATED", "STATED", "IMPLIED"][..]);
    let sources = select(vec![vec!["old"], vec!["new"], vec!["new", "old"]]);
    let ends = (0..SIZE, 0..SIZE).prop_filter("no loops", |(from, to)| from != to);
    (ends, role, period(), basis, sources).prop_map(|((from, to), role, period, basis, sources)| {
        let (from, to) = (format!("n{from}"), format!("n{to}"));
        let mut affiliation = world::affiliation(&from, role, &to, period);
        affiliation.evidence = world::evidence(&sources);
        basis.clone_into(&mut affiliation.evidence.basis);
        affiliation
    })
}

fn registry() -> impl Strategy<Value = Registry> {
    let organizations: Vec<_> = (0..SIZE).map(organization).collect();
    (organizations, prop::collection::vec(affiliation(), 1..16)).prop_map(
        |(mut organizations, mut affiliations)| {
            organizations.push(world::organization("alpha"));
            for (number, affiliation) in affiliations.iter_mut().enumerate() {
                affiliation.key = format!("a{number}");
            }
            let sources = vec![world::source("old", "2003-05-15"), world::source("new", "2005")];
            Registry { sources, organizations, affiliations, ..Registry::default() }
        },
    )
}

/// What a question asks for, apart from the organization: the day it is asked on, and its arguments.
#[derive(Clone, Debug)]
struct Question {
    today: &'static str,
    as_of: &'static str,
    certainty: &'static str,
    history: bool,
    basis: Option<&'static str>,
    stages: &'static [&'static str],
}

/// The default of `stages`.
const REALIZED: &[&str] = &["REALIZED"];

fn question() -> impl Strategy<Value = Question> {
    let days = select(&["2003-05-20", "2004-12-31", "2006-06-01", "2030-01-01"][..]);
    let dates = select(
        &["2001", "2003", "2003-05", "2003-05-20", "2003-05-21", "2004", "2005", "2006", "2031"][..],
    );
    let basis = select(&[None, None, Some("STATED"), Some("IMPLIED")][..]);
    let stages = select(vec![
        REALIZED,
        REALIZED,
        &["PLANNED", "REALIZED"],
        &["ANNOUNCED", "CANCELLED"],
        &[],
    ]);
    (days, dates, 0..3, basis, stages).prop_map(|(today, as_of, kind, basis, stages)| Question {
        today,
        as_of,
        stages,
        certainty: if kind == 1 { "POSSIBLE" } else { "CERTAIN" },
        history: kind == 2,
        basis,
    })
}

const ASK: &str = "query ($slug: String!, $other: String!, $asOf: PartialDate!, $certainty: Certainty!, $history: Boolean!, $basis: Basis, $stages: [Stage!]!) {
    network(around: { slug: $slug }, asOf: $asOf, certainty: $certainty, history: $history, basis: $basis, stages: $stages, maxNodes: 500) {
        nodes { organization { slug } hops } links { id subject { slug } object { slug } }
    }
    organization(by: { slug: $slug }) {
        affiliations(asOf: $asOf, certainty: $certainty, history: $history, basis: $basis, stages: $stages, first: 100) {
            nodes { id } edges { otherOrganization { slug } } }
    }
    path(from: { slug: $slug }, to: { slug: $other }, asOf: $asOf, certainty: $certainty, history: $history, basis: $basis, stages: $stages) { length }
    commonAffiliates(of: [{ slug: $slug }, { slug: $other }], asOf: $asOf, certainty: $certainty, history: $history, basis: $basis, first: 100) {
        nodes { slug } }
    others: network(around: { slug: $other }, asOf: $asOf, certainty: $certainty, history: $history, basis: $basis, stages: $stages, maxNodes: 500) {
        nodes { organization { slug } hops } }
    changes(organization: { slug: $slug }, from: $asOf, to: $asOf, basis: $basis) {
        stayed { affiliation { id } } undetermined { affiliation { id } } joined { affiliation { id } } left { affiliation { id } } }
}";

fn set(list: &Json, pointer: &str) -> BTreeSet<String> {
    let text = |item: &Json| item.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(text).collect()
}

/// The organizations next to the center of a network.
fn neighbours(network: &Json) -> BTreeSet<String> {
    let nodes = network["nodes"].as_array().unwrap().iter().filter(|node| node["hops"] == 1);
    nodes.map(|node| node["organization"]["slug"].as_str().unwrap().to_owned()).collect()
}

/// Asks about two organizations and compares what is read from the tables with what is read from memory.
fn check(app: &TestApp, slug: &str, other: &str, question: &Question) -> Result<(), TestCaseError> {
    let Question { today, as_of, certainty, history, basis, stages } = question;
    let day = today.parse::<PartialDate>().unwrap().span().first;
    let variables = json!({ "slug": slug, "other": other, "asOf": as_of, "certainty": certainty,
        "history": history, "basis": basis, "stages": stages });
    let response = app.ask_on(day, ASK, variables);
    prop_assert!(response.get("errors").is_none(), "{}", response);
    let data = &response["data"];
    let affiliations = &data["organization"]["affiliations"];
    let links = data["network"]["links"].as_array().unwrap().iter();
    let own: Json = links
        .filter(|it| it["subject"]["slug"] == slug || it["object"]["slug"] == slug)
        .cloned()
        .collect();
    let stored = set(&affiliations["nodes"], "/id");
    prop_assert_eq!(&set(&own, "/id"), &stored, "{} {:?}", slug, question);
    let next = neighbours(&data["network"]);
    prop_assert_eq!(&set(&affiliations["edges"], "/otherOrganization/slug"), &next);
    prop_assert_eq!(data["path"]["length"] == 1, next.contains(other));
    if *stages != REALIZED {
        // The other fields do not know plans.
        return Ok(());
    }
    let common = next.intersection(&neighbours(&data["others"])).cloned().collect();
    prop_assert_eq!(set(&data["commonAffiliates"]["nodes"], "/slug"), common);

    // What certainly or possibly held on the date is in `changes` from it to itself.
    let list = |name: &str| set(&data["changes"][name], "/affiliation/id");
    prop_assert!(list("joined").is_empty() && list("left").is_empty());
    match (*history, *certainty) {
        (true, _) => {
            prop_assert!(list("stayed").union(&list("undetermined")).all(|id| stored.contains(id)));
        }
        (_, "CERTAIN") => prop_assert_eq!(list("stayed"), stored),
        _ => prop_assert_eq!(
            list("stayed").union(&list("undetermined")).cloned().collect::<BTreeSet<_>>(),
            stored
        ),
    }
    Ok(())
}

#[test]
fn the_network_in_memory_agrees_with_the_tables() {
    let questions = prop::collection::vec((0..SIZE, 1..SIZE, question()), 6);
    for_random_cases(40, &(registry(), questions), |app, (registry, questions)| {
        app.apply(&registry);
        for (number, distance, question) in questions {
            let other = (number + distance) % SIZE;
            check(app, &format!("n{number}"), &format!("n{other}"), &question)?;
        }
        Ok(())
    });
}

#[test]
fn the_network_of_the_seed_agrees_with_its_tables() {
    crate::seeded::registry().with_app(|app| {
        // One page has all affiliations of these.
        let query = "{ organizations(first: 100) { nodes { slug affiliations(history: true) { totalCount } } } }";
        let organizations = app.data(query, json!({}));
        let organizations = organizations["organizations"]["nodes"].as_array().unwrap().iter();
        let few = organizations.filter(|it| it["affiliations"]["totalCount"].as_u64() <= Some(100));
        let slugs: Vec<_> = few.map(|it| it["slug"].as_str().unwrap().to_owned()).collect();
        let dates = [
            "1950",
            "2006",
            "2007",
            "2007-06",
            "2017",
            "2018-01-01",
            "2018",
            "2023",
            "2026-11-21",
            "2027",
            "2099",
        ];
        let cases = (select(slugs.clone()), select(slugs), select(dates.to_vec()), question());
        let cases = cases.prop_filter("two organizations", |(one, other, ..)| one != other);
        let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
        TestRunner::new(config)
            .run(&cases, |(slug, other, as_of, question)| {
                check(app, &slug, &other, &Question { as_of, today: "2026-11-21", ..question })
            })
            .unwrap();
    });
}
