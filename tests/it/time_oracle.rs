//! Compares the registry's rules for dates with a simple model that enumerates moments.
//!
//! The model has no date arithmetic. It lists the days of a few years as texts, two moments for each day; a
//! date means the moments whose text starts with it. A relation can have started and ended at any two moments
//! that no document rules out, while both organizations existed, or an organization and the program that it takes part in.
//! Nothing is known of the moments after today. An answer is certain if it is true for all such pairs at moments that are
//! known, and possible if it is true for one.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use consortia::domain::{
    date::PartialDate,
    record::{Activity, Agent, Organization, Program, Registry},
};
use proptest::{prelude::*, sample::select};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, for_random_cases},
    time_dates::{date, stated_date},
    time_model::{Alpha, End, Life, Relation},
    time_moments::{Pair, Question, change, moments_of},
};

fn life() -> impl Strategy<Value = Life> {
    (prop::option::weighted(0.2, stated_date()), prop::option::weighted(0.3, stated_date()))
        .prop_map(|(founded, dissolved)| Life { founded, dissolved })
}

fn relation() -> impl Strategy<Value = Relation> {
    let end = prop_oneof![
        Just(End::Open),
        stated_date().prop_map(End::At),
        stated_date().prop_map(End::PastAt),
        Just(End::Past)
    ];
    let role = prop_oneof![3 => Just("MEMBER"), 1 => Just("FOUNDER"), 1 => Just("SUCCESSOR"), 1 => Just("PARTNER")];
    (
        role,
        prop::option::weighted(0.7, stated_date()),
        end,
        prop::collection::vec(date(), 0..=2),
        life(),
    )
        .prop_map(|(role, since, end, written, subject)| Relation {
            role,
            since,
            end,
            written,
            subject,
        })
        .prop_filter("the start is after the end", |relation| {
            let nothing = Alpha { births: Vec::new(), ends: Vec::new() };
            let undated = Relation { subject: Life::default(), ..relation.clone() };
            !undated.pairs(&nothing).is_empty()
        })
}

/// A registry in which each relation is between an organization of its own and alpha. The organization also takes part in
/// the program alpha, which has the same life, with the same dates.
fn registry(relations: &[Relation], alpha: &Life) -> Registry {
    let mut registry =
        Registry { sources: vec![world::source("old", "2050")], ..Registry::default() };
    registry.organizations.push(organization("alpha", alpha));
    let date = |text: &Option<String>| text.as_ref().map(|date| date.parse().unwrap());
    let (starts, ends) = (date(&alpha.founded), date(&alpha.dissolved));
    registry.programs.push(Program {
        starts,
        ends,
        cite: world::cite(&["old"]),
        ..world::program("alpha", None)
    });
    for (number, relation) in relations.iter().enumerate() {
        let slug = format!("r{number}");
        let document = |at: usize| format!("by-{slug}-{at}");
        let documents: Vec<_> = (0..relation.written.len()).map(document).collect();
        let written = documents.iter().zip(&relation.written);
        registry.sources.extend(written.map(|(source, latest)| world::source(source, latest)));
        let mut affiliation = world::affiliation(&slug, relation.role, "alpha", relation.period());
        let documents: Vec<_> = documents.iter().map(String::as_str).collect();
        affiliation.evidence = world::evidence(&documents);
        if !relation.is_act() {
            let agent = Agent::Organization(slug.clone());
            let activity = Activity::Program("alpha".to_owned());
            let mut part = world::participation(&slug, agent, activity);
            part.evidence = affiliation.evidence.clone();
            part.period = relation.period();
            registry.participations.push(part);
        }
        registry.organizations.push(organization(&slug, &relation.subject));
        registry.affiliations.push(affiliation);
    }
    registry
}

fn organization(slug: &str, life: &Life) -> Organization {
    let date = |text: &Option<String>| text.as_ref().map(|date| date.parse().unwrap());
    Organization {
        founded: date(&life.founded),
        dissolved: date(&life.dissolved),
        ..world::organization(slug)
    }
}

const ASK: &str = "query ($slug: String!, $asOf: PartialDate!, $to: PartialDate!) {
    affiliations(asOf: $asOf, certainty: POSSIBLE, first: 100) { edges { certainty node { subject { slug } } } }
    certain: affiliations(asOf: $asOf, first: 100) { totalCount omitted { possible ended notStarted } }
    organization(by: { slug: $slug }) {
        affiliations(asOf: $asOf, certainty: POSSIBLE, first: 100) { edges { certainty otherOrganization { slug } } }
        members(asOf: $asOf, certainty: POSSIBLE) { edges { certainty node { slug } } }
        founders(asOf: $asOf, certainty: POSSIBLE) { edges { certainty node { slug } } }
        certain: affiliations(asOf: $asOf) { totalCount omitted { possible ended notStarted } }
        history: affiliations(asOf: $asOf, history: true, first: 100) {
            edges { certainty otherOrganization { slug } node { isCurrent endedWith { slug } } } }
    }
    program(by: { slug: $slug }) {
        certain: participants(asOf: $asOf) { totalCount omitted { possible ended notStarted } }
        participants(asOf: $asOf, history: true, first: 100) {
            edges { certainty node { slug } participation { isCurrent endedWith { __typename slug } } } }
    }
    network(around: { slug: $slug }, asOf: $asOf) { nodes { organization { slug } } }
    possible: network(around: { slug: $slug }, asOf: $asOf, certainty: POSSIBLE) { nodes { organization { slug } } }
    ever: network(around: { slug: $slug }, asOf: $asOf, history: true) { nodes { organization { slug } } }
    changes(organization: { slug: $slug }, from: $asOf, to: $to) {
        joined { organization { slug } } left { organization { slug } }
        stayed { organization { slug } } undetermined { organization { slug } }
    }
}";

/// Slug and certainty of each edge that has a certainty.
fn certainties(edges: &Json, slug: &str) -> BTreeMap<String, String> {
    let edges = edges["edges"].as_array().unwrap().iter();
    let certain = edges.filter(|edge| !edge["certainty"].is_null());
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    certain.map(|edge| (text(edge.pointer(slug).unwrap()), text(&edge["certainty"]))).collect()
}

fn slugs(list: &Json) -> Vec<&str> {
    let items = list.as_array().unwrap().iter();
    items.map(|item| item["organization"]["slug"].as_str().unwrap()).collect()
}

/// The organizations of a network around alpha, without alpha.
fn around(network: &Json) -> Vec<&str> {
    let mut slugs = slugs(&network["nodes"]);
    slugs.retain(|slug| *slug != "alpha");
    slugs.sort_unstable();
    slugs
}

/// A role and every start and end that the relation can have, and with what the relation ended.
type Known = (&'static str, Vec<Pair>, Option<String>);

/// The participations in the program alpha, by the numbers of their organizations.
type Parts = Vec<(usize, Known)>;

/// Asks on the day `today` about the date `as_of`, and what changed from then to `to`.
fn check(
    app: &TestApp,
    (relations, parts): (&[Known], &Parts),
    today: &str,
    as_of: &str,
    to: &str,
) -> Result<(), TestCaseError> {
    let day = today.parse::<PartialDate>().unwrap().span().first;
    let response = app.ask_on(day, ASK, json!({ "slug": "alpha", "asOf": as_of, "to": to }));
    prop_assert!(response.get("errors").is_none(), "{}", response);
    let data = &response["data"];
    let (then, later) = (Question::new(as_of, today), Question::new(to, today));
    let answers: Vec<_> =
        relations.iter().map(|(role, pairs, _)| (*role, then.certainty(pairs))).collect();
    let expected = |roles: &[&str]| -> BTreeMap<String, String> {
        let asked = answers.iter().enumerate().filter(|(_, (role, _))| roles.contains(role));
        let present = asked.filter_map(|(number, (_, answer))| Some((number, (*answer)?)));
        present.map(|(number, answer)| (format!("r{number}"), answer.to_owned())).collect()
    };
    let all = expected(&["MEMBER", "FOUNDER", "SUCCESSOR", "PARTNER"]);
    let organization = &data["organization"];
    prop_assert_eq!(&certainties(&data["affiliations"], "/node/subject/slug"), &all);
    prop_assert_eq!(&certainties(&organization["affiliations"], "/otherOrganization/slug"), &all);
    prop_assert_eq!(&certainties(&organization["history"], "/otherOrganization/slug"), &all);
    prop_assert_eq!(certainties(&organization["members"], "/node/slug"), expected(&["MEMBER"]));
    prop_assert_eq!(certainties(&organization["founders"], "/node/slug"), expected(&["FOUNDER"]));
    let now = Question::new(today, today);
    let current = relations.iter().map(|(_, pairs, _)| now.certainty(pairs) == Some("CERTAIN"));
    let history = organization["history"]["edges"].as_array().unwrap().iter();
    let stated: Vec<_> = history.map(|it| it["node"]["isCurrent"].as_bool().unwrap()).collect();
    prop_assert_eq!(stated, current.collect::<Vec<_>>());
    let history = organization["history"]["edges"].as_array().unwrap().iter();
    let stated: Vec<_> = history.map(|it| it["node"]["endedWith"]["slug"].as_str()).collect();
    prop_assert_eq!(stated, relations.iter().map(|it| it.2.as_deref()).collect::<Vec<_>>());
    check_participations(&data["program"]["participants"], parts, &then, &now)?;

    let certain: Vec<_> =
        all.iter().filter(|(_, word)| *word == "CERTAIN").map(|it| it.0).collect();
    prop_assert_eq!(data["certain"]["totalCount"].as_u64(), u64::try_from(certain.len()).ok());
    prop_assert_eq!(around(&data["network"]), certain);
    let counts = counts(&then, relations.iter().map(|(_, pairs, _)| pairs.as_slice()));
    prop_assert_eq!(&data["certain"], &counts);
    prop_assert_eq!(&organization["certain"], &counts);
    check_omitted_participants(&data["program"]["certain"], parts, &then)?;
    prop_assert_eq!(around(&data["possible"]), all.keys().collect::<Vec<_>>());
    prop_assert_eq!(around(&data["ever"]).len(), relations.len());

    let changed: Vec<_> =
        relations.iter().map(|(_, pairs, _)| change(pairs, &then, &later)).collect();
    for list in ["joined", "left", "stayed", "undetermined"] {
        let expected = (0..relations.len()).filter(|number| changed[*number] == Some(list));
        let expected: Vec<_> = expected.map(|number| format!("r{number}")).collect();
        prop_assert_eq!(slugs(&data["changes"][list]), expected, "{}", list);
    }
    Ok(())
}

/// How many relations hold certainly, and how many others there are.
fn counts<'p>(then: &Question, relations: impl Iterator<Item = &'p [Pair]>) -> Json {
    let (mut certain, mut possible, mut ended, mut not_started) = (0, 0, 0, 0);
    for pairs in relations {
        *match then.certainty(pairs) {
            Some("CERTAIN") => &mut certain,
            Some(_) => &mut possible,
            None if then.had_ended(pairs) => &mut ended,
            None => &mut not_started,
        } += 1;
    }
    let omitted = json!({ "possible": possible, "ended": ended, "notStarted": not_started });
    json!({ "totalCount": certain, "omitted": omitted })
}

/// Compares the counts of the participants of the program alpha with the model.
fn check_omitted_participants(
    participants: &Json,
    parts: &Parts,
    then: &Question,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(participants, &counts(then, parts.iter().map(|it| it.1.1.as_slice())));
    Ok(())
}

/// Compares the participants of the program alpha with the model.
fn check_participations(
    participants: &Json,
    parts: &Parts,
    then: &Question,
    now: &Question,
) -> Result<(), TestCaseError> {
    let edges = participants["edges"].as_array().unwrap();
    prop_assert_eq!(edges.len(), parts.len());
    for (edge, (number, (_, pairs, end))) in edges.iter().zip(parts) {
        let part = &edge["participation"];
        prop_assert_eq!(&edge["node"]["slug"], &json!(format!("r{number}")));
        prop_assert_eq!(edge["certainty"].as_str(), then.certainty(pairs), "{}", number);
        prop_assert_eq!(&part["isCurrent"], now.certainty(pairs) == Some("CERTAIN"));
        let stated = part["endedWith"]["slug"].as_str().map(ToOwned::to_owned);
        prop_assert_eq!(&stated, end, "{}", number);
        let is_program = part["endedWith"]["__typename"] == "Program";
        prop_assert_eq!(is_program, end.as_deref() == Some("alpha"));
    }
    Ok(())
}

/// The day on which a question is asked: often one of those that the relations are about, else one after all of them.
fn today() -> impl Strategy<Value = String> {
    let days = ["2020-02-28", "2020-02-29", "2020-12-31", "2021-01-01", "2021-03-01"];
    prop_oneof![2 => Just("2021-12-31"), 3 => select(days.to_vec())].prop_map(ToOwned::to_owned)
}

#[test]
fn the_registry_agrees_with_the_model() {
    let asked = prop::collection::vec((date(), date(), today()), 3);
    let cases = (prop::collection::vec(relation(), 1..6), life(), asked);
    for_random_cases(48, &cases, |app, (relations, alpha, asked)| {
        app.apply(&registry(&relations, &alpha));
        let program = Alpha::program(&alpha);
        let alpha = Alpha::new(&alpha, &relations);
        let known = |number: usize, it: &Relation, alpha: &Alpha| {
            let end = it.ended_with(alpha, [&format!("r{number}"), "alpha"]).map(ToOwned::to_owned);
            (it.role, it.pairs(alpha), end)
        };
        let all = || relations.iter().enumerate();
        let affiliations: Vec<_> = all().map(|(at, it)| known(at, it, &alpha)).collect();
        let parts = all().filter(|(_, it)| !it.is_act());
        let parts = parts.map(|(at, it)| (at, known(at, it, &program))).collect();
        for (one, other, today) in asked {
            // `changes` requires the earlier date first.
            let in_order = moments_of(&one).start < moments_of(&other).end;
            let (from, to) = if in_order { (one, other) } else { (other, one) };
            check(app, (&affiliations, &parts), &today, &from, &to)?;
        }
        Ok(())
    });
}
