//! Compares the registry's rules for dates with a simple model that enumerates moments.
//!
//! The model has no date arithmetic. It lists the days of a few years as texts, two moments for each day; a
//! date means the moments whose text starts with it. A relation can have started and ended at any two moments
//! that no document rules out, while both organizations existed. Nothing is known of the moments after today. An
//! answer is certain if it is true for all such pairs at moments that are known, and possible if it is true for one.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use consortia::domain::{
    date::PartialDate,
    record::{Organization, Period, Registry},
};
use proptest::{prelude::*, sample::select};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, for_random_cases},
    time_dates::{date, stated_date},
    time_moments::{Moment, Pair, Question, change, moments, moments_of, unqualified},
};

#[derive(Clone, Debug)]
enum End {
    Open,
    At(String),
    /// A document calls it past, and gives this date.
    PastAt(String),
    Past,
}

/// What documents say of the life of an organization.
#[derive(Clone, Debug, Default)]
struct Life {
    founded: Option<String>,
    dissolved: Option<String>,
}

/// A relation as documents state it. `written` has the latest date of each document.
#[derive(Clone, Debug)]
struct Relation {
    role: &'static str,
    since: Option<String>,
    end: End,
    written: Vec<String>,
    /// The life of its subject; its object is alpha.
    subject: Life,
}

/// The moments at which alpha can have come into being and at which it can have ended. Empty: no document says it.
struct Alpha {
    births: Vec<Moment>,
    ends: Vec<Moment>,
}

impl Alpha {
    /// If no document says when alpha was dissolved, it ended with the first succession of it.
    fn new(life: &Life, relations: &[Relation]) -> Self {
        let days = |date: &Option<String>| {
            date.as_ref().map_or(Vec::new(), |date| moments_of(date).collect())
        };
        let successions = relations.iter().filter(|it| it.role == "SUCCESSOR");
        let successions: Vec<_> =
            successions.filter_map(|it| it.since.as_ref()).map(|date| moments_of(date)).collect();
        let ends = match (&life.dissolved, successions.iter().map(|it| it.end).min()) {
            (None, Some(end)) => {
                (successions.iter().map(|it| it.start).min().unwrap()..end).collect()
            }
            _ => days(&life.dissolved),
        };
        Self { births: days(&life.founded), ends }
    }
}

impl Relation {
    fn is_act(&self) -> bool {
        ["FOUNDER", "SUCCESSOR"].contains(&self.role)
    }

    /// The starts that no document rules out: a relation had started by the last moment of the document that
    /// states it, unless it is dated later, be it by an estimate.
    fn starts(&self) -> Vec<Moment> {
        let mut starts: Vec<_> =
            self.since.as_ref().map_or(moments(), |since| moments_of(since)).collect();
        let expected: Vec<_> = self
            .since
            .as_ref()
            .map_or(moments(), |since| moments_of(&unqualified(since)))
            .collect();
        for date in &self.written {
            let last = moments_of(date).max().unwrap();
            if expected.iter().any(|start| *start <= last) {
                starts.retain(|start| *start <= last);
            }
        }
        starts
    }

    /// The ends that no document rules out: a relation that a document calls ended was over by its last moment.
    fn ends(&self) -> Vec<Moment> {
        let never = vec![moments().end + 1];
        match &self.end {
            _ if self.is_act() => never,
            End::Open => never,
            End::At(date) => moments_of(date).collect(),
            End::PastAt(date) => {
                let mut ends: Vec<_> = moments_of(date).collect();
                let lasts = self.written.iter().map(|date| moments_of(date).max().unwrap());
                let last = lasts.max().unwrap_or(Moment::MAX);
                retain_unless_empty(&mut ends, |end| *end <= last);
                ends
            }
            End::Past if self.written.is_empty() => moments().collect(),
            End::Past => {
                let lasts = self.written.iter().map(|date| moments_of(date).max().unwrap());
                let lasts: Vec<_> = lasts.collect();
                moments().filter(|end| lasts.iter().any(|last| end <= last)).collect()
            }
        }
    }

    /// Every start with every later end. What an organization rules out counts unless it rules out every pair: then
    /// documents contradict each other, and the dates of the relation count.
    fn pairs(&self, alpha: &Alpha) -> Vec<Pair> {
        let (starts, mut ends) = (self.starts(), self.ends());
        let died: Vec<Moment> =
            self.subject.dissolved.as_ref().map_or(Vec::new(), |date| moments_of(date).collect());
        let mut pairs = Vec::new();
        let combine = |ends: &[Moment]| {
            let pairs = starts.iter().flat_map(|start| ends.iter().map(|end| (*start, *end)));
            pairs.filter(|(start, end)| start < end).collect::<Vec<_>>()
        };
        if self.is_act() {
            pairs.extend(combine(&ends));
            retain_unless_empty(&mut pairs, |(start, _)| {
                died.iter().any(|end| start < end) || died.is_empty()
            });
        } else {
            // An organization that ended before the relation could start, or before the end that documents give the
            // relation, contradicts it.
            let is_open = matches!(self.end, End::Open);
            let outlived = |died: &[Moment]| {
                let own = if is_open { died } else { &ends };
                !combine(own).iter().any(|(_, end)| died.iter().any(|dead| end <= dead))
            };
            let known: Vec<_> = [&died, &alpha.ends]
                .into_iter()
                .filter(|it| !it.is_empty() && !outlived(it))
                .collect();
            for died in known {
                let last = *died.iter().max().unwrap();
                if is_open && ends == self.ends() {
                    ends.clone_from(died);
                } else if is_open {
                    let earliest = (*ends.iter().min().unwrap()).min(died[0]);
                    let latest = (*ends.iter().max().unwrap()).min(last);
                    ends = (earliest..=latest).collect();
                } else {
                    ends.retain(|end| *end <= last);
                }
            }
            pairs.extend(combine(&ends));
        }
        let born: Vec<Moment> =
            self.subject.founded.as_ref().map_or(Vec::new(), |date| moments_of(date).collect());
        let births = if self.is_act() { vec![&born] } else { vec![&born, &alpha.births] };
        for born in births {
            retain_unless_empty(&mut pairs, |(start, _)| {
                born.iter().any(|birth| birth <= start) || born.is_empty()
            });
        }
        pairs
    }

    fn period(&self) -> Period {
        let since = self.since.as_ref().map(|date| date.parse().unwrap());
        match &self.end {
            End::Open => Period { since, ..Period::default() },
            End::At(date) => {
                Period { since, until: Some(date.parse().unwrap()), ..Period::default() }
            }
            End::PastAt(date) => Period {
                since,
                until: Some(date.parse().unwrap()),
                ended: true,
                ..Period::default()
            },
            End::Past => Period { since, ended: true, ..Period::default() },
        }
    }
}

/// Keeps the values for which the condition holds, if there are any.
fn retain_unless_empty<T>(all: &mut Vec<T>, condition: impl Fn(&T) -> bool) {
    if all.iter().any(&condition) {
        all.retain(condition);
    }
}

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

/// A registry in which each relation is between an organization of its own and alpha.
fn registry(relations: &[Relation], alpha: &Life) -> Registry {
    let mut registry =
        Registry { sources: vec![world::source("old", "2050")], ..Registry::default() };
    registry.organizations.push(organization("alpha", alpha));
    for (number, relation) in relations.iter().enumerate() {
        let slug = format!("r{number}");
        let document = |at: usize| format!("by-{slug}-{at}");
        let documents: Vec<_> = (0..relation.written.len()).map(document).collect();
        let written = documents.iter().zip(&relation.written);
        registry.sources.extend(written.map(|(source, latest)| world::source(source, latest)));
        let mut affiliation = world::affiliation(&slug, relation.role, "alpha", relation.period());
        let documents: Vec<_> = documents.iter().map(String::as_str).collect();
        affiliation.evidence = world::evidence(&documents);
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
    certain: affiliations(asOf: $asOf, first: 100) { totalCount }
    organization(by: { slug: $slug }) {
        affiliations(asOf: $asOf, certainty: POSSIBLE, first: 100) { edges { certainty otherOrganization { slug } } }
        members(asOf: $asOf, certainty: POSSIBLE) { edges { certainty node { slug } } }
        founders(asOf: $asOf, certainty: POSSIBLE) { edges { certainty node { slug } } }
        history: affiliations(asOf: $asOf, history: true, first: 100) {
            edges { certainty otherOrganization { slug } node { isCurrent } } }
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

/// A role and every start and end that the relation can have.
type Known = (&'static str, Vec<Pair>);

/// Asks on the day `today` about the date `as_of`, and what changed from then to `to`.
fn check(
    app: &TestApp,
    relations: &[Known],
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
        relations.iter().map(|(role, pairs)| (*role, then.certainty(pairs))).collect();
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
    let current = relations.iter().map(|(_, pairs)| now.certainty(pairs) == Some("CERTAIN"));
    let history = organization["history"]["edges"].as_array().unwrap().iter();
    let stated: Vec<_> = history.map(|it| it["node"]["isCurrent"].as_bool().unwrap()).collect();
    prop_assert_eq!(stated, current.collect::<Vec<_>>());

    let certain: Vec<_> =
        all.iter().filter(|(_, word)| *word == "CERTAIN").map(|it| it.0).collect();
    prop_assert_eq!(data["certain"]["totalCount"].as_u64(), u64::try_from(certain.len()).ok());
    prop_assert_eq!(around(&data["network"]), certain);
    prop_assert_eq!(around(&data["possible"]), all.keys().collect::<Vec<_>>());
    prop_assert_eq!(around(&data["ever"]).len(), relations.len());

    let changed: Vec<_> = relations.iter().map(|(_, pairs)| change(pairs, &then, &later)).collect();
    for list in ["joined", "left", "stayed", "undetermined"] {
        let expected = (0..relations.len()).filter(|number| changed[*number] == Some(list));
        let expected: Vec<_> = expected.map(|number| format!("r{number}")).collect();
        prop_assert_eq!(slugs(&data["changes"][list]), expected, "{}", list);
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
        let alpha = Alpha::new(&alpha, &relations);
        let known: Vec<_> = relations.iter().map(|it| (it.role, it.pairs(&alpha))).collect();
        for (one, other, today) in asked {
            // `changes` requires the earlier date first.
            let in_order = moments_of(&one).start < moments_of(&other).end;
            let (from, to) = if in_order { (one, other) } else { (other, one) };
            check(app, &known, &today, &from, &to)?;
        }
        Ok(())
    });
}
