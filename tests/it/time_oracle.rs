//! Compares the registry's rules for dates with a simple model that enumerates moments.
//!
//! The model has no date arithmetic. It lists the days of a few years as texts, two moments for each day; a
//! date means the moments whose text starts with it. A relation can have started and ended at any two moments
//! that no document rules out. An answer is certain if it is true for all such pairs, and possible if it is
//! true for one.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use consortia::domain::{
    date::PartialDate,
    record::{Period, Registry},
};
use proptest::{prelude::*, sample::select};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, for_random_cases},
};

/// The days of the model: two years, and two days before and after for open ends.
static CALENDAR: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut days = vec!["2019-12-30".to_owned(), "2019-12-31".to_owned()];
    for (year, february) in [(2020, 29), (2021, 28)] {
        let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for (month, length) in (1..).zip(lengths) {
            days.extend((1..=length).map(|day| format!("{year}-{month:02}-{day:02}")));
        }
    }
    days.extend(["2022-01-01".to_owned(), "2022-01-02".to_owned()]);
    days
});

/// An index of half days in the calendar. The number of moments means some moment after the calendar.
type Moment = usize;

fn moments() -> Range<Moment> {
    0..2 * CALENDAR.len()
}

/// The moments that a date can mean. Without a last date that includes a moment after the calendar.
fn moments_of(date: &str) -> Range<Moment> {
    if let Some((first, last)) = date.trim_matches(['[', ']']).split_once("..") {
        let start = if first.is_empty() { 0 } else { moments_of(first).start };
        return start..if last.is_empty() { moments().end + 1 } else { moments_of(last).end };
    }
    let first = moments().find(|moment| CALENDAR[moment / 2].starts_with(date)).unwrap();
    let last = moments().rfind(|moment| CALENDAR[moment / 2].starts_with(date)).unwrap();
    first..last + 1
}

#[derive(Clone, Debug)]
enum End {
    Open,
    At(String),
    Past,
}

/// A relation as documents state it. `written` has the latest date of each document.
#[derive(Clone, Debug)]
struct Relation {
    role: &'static str,
    since: Option<String>,
    end: End,
    written: Vec<String>,
}

/// A possible start and end of a relation.
type Pair = (Moment, Moment);

impl Relation {
    /// The starts that no document rules out: a relation had started by the last moment of the document that
    /// states it, unless it is dated later.
    fn starts(&self) -> Vec<Moment> {
        let mut starts: Vec<_> =
            self.since.as_ref().map_or(moments(), |since| moments_of(since)).collect();
        for date in &self.written {
            let last = moments_of(date).max().unwrap();
            if starts.iter().any(|start| *start <= last) {
                starts.retain(|start| *start <= last);
            }
        }
        starts
    }

    /// The ends that no document rules out: a relation that a document calls ended was over by its last moment.
    fn ends(&self) -> Vec<Moment> {
        let never = vec![moments().end + 1];
        match &self.end {
            _ if ["FOUNDER", "SUCCESSOR"].contains(&self.role) => never,
            End::Open => never,
            End::At(date) => moments_of(date).collect(),
            End::Past if self.written.is_empty() => moments().collect(),
            End::Past => {
                let lasts = self.written.iter().map(|date| moments_of(date).max().unwrap());
                let lasts: Vec<_> = lasts.collect();
                moments().filter(|end| lasts.iter().any(|last| end <= last)).collect()
            }
        }
    }

    /// Every start with every later end.
    fn pairs(&self) -> impl Iterator<Item = Pair> {
        let (starts, ends) = (self.starts(), self.ends());
        starts.into_iter().flat_map(move |start| {
            let ends = ends.clone().into_iter().filter(move |end| start < *end);
            ends.map(move |end| (start, end))
        })
    }

    /// How certain it is that the relation held at some moment of a date.
    fn certainty_at(&self, date: &str) -> Option<&'static str> {
        let asked = moments_of(date);
        if self.pairs().all(|pair| held(pair, &asked)) {
            Some("CERTAIN")
        } else if self.pairs().any(|pair| held(pair, &asked)) {
            Some("POSSIBLE")
        } else {
            None
        }
    }

    /// The list of `changes` that the relation is in.
    fn change(&self, from: &str, to: &str) -> Option<&'static str> {
        let (from, to) = (moments_of(from), moments_of(to));
        let always = |then: bool, now: bool| {
            self.pairs().all(|pair| held(pair, &from) == then && held(pair, &to) == now)
        };
        match () {
            () if always(false, false) => None,
            () if always(false, true) => Some("joined"),
            () if always(true, false) => Some("left"),
            () if always(true, true) => Some("stayed"),
            () => Some("undetermined"),
        }
    }

    fn period(&self) -> Period {
        let since = self.since.as_ref().map(|date| date.parse().unwrap());
        match &self.end {
            End::Open => Period { since, until: None, ended: false },
            End::At(date) => Period { since, until: Some(date.parse().unwrap()), ended: false },
            End::Past => Period { since, until: None, ended: true },
        }
    }
}

/// Whether a relation with this start and end held at one of the moments.
fn held((start, end): Pair, moments: &Range<Moment>) -> bool {
    !(start.max(moments.start)..end.min(moments.end)).is_empty()
}

/// Dates around the same few days, so that they often overlap, touch or exclude each other.
fn date() -> impl Strategy<Value = String> {
    const YEARS: &[&str] = &["2020", "2021"];
    const MONTHS: &[&str] = &["2020-02", "2020-03", "2020-12", "2021-01", "2021-03"];
    const DAYS: &[&str] =
        &["2020-02-28", "2020-02-29", "2020-03-01", "2020-12-31", "2021-01-01", "2021-03-01"];
    prop_oneof![2 => select(YEARS), 3 => select(MONTHS), 4 => select(DAYS)]
        .prop_map(ToOwned::to_owned)
}

/// A date, or bounds.
fn stated_date() -> impl Strategy<Value = String> {
    let in_order = |(one, other): (String, String)| {
        let is_in_order = moments_of(&one).start < moments_of(&other).end;
        if is_in_order { (one, other) } else { (other, one) }
    };
    let between = move |pair| {
        let (first, last) = in_order(pair);
        format!("[{first}..{last}]")
    };
    prop_oneof![
        4 => date(),
        1 => date().prop_map(|last| format!("[..{last}]")),
        1 => date().prop_map(|first| format!("[{first}..]")),
        1 => (date(), date()).prop_map(between),
    ]
}

fn relation() -> impl Strategy<Value = Relation> {
    let end = prop_oneof![Just(End::Open), stated_date().prop_map(End::At), Just(End::Past)];
    let role = prop_oneof![3 => Just("MEMBER"), 1 => Just("FOUNDER"), 1 => Just("SUCCESSOR"), 1 => Just("PARTNER")];
    (role, prop::option::weighted(0.7, stated_date()), end, prop::collection::vec(date(), 0..=2))
        .prop_map(|(role, since, end, written)| Relation { role, since, end, written })
        .prop_filter("the start is after the end", |relation| relation.pairs().next().is_some())
}

/// A registry in which each relation is between an organization of its own and alpha.
fn registry(relations: &[Relation]) -> Registry {
    let mut registry = Registry {
        sources: vec![world::source("old", "2050")],
        organizations: vec![world::organization("alpha")],
        ..Registry::default()
    };
    for (number, relation) in relations.iter().enumerate() {
        let slug = format!("r{number}");
        let document = |at: usize| format!("by-{slug}-{at}");
        let documents: Vec<_> = (0..relation.written.len()).map(document).collect();
        let written = documents.iter().zip(&relation.written);
        registry.sources.extend(written.map(|(source, latest)| world::source(source, latest)));
        let mut affiliation = world::affiliation(&slug, relation.role, "alpha", relation.period());
        let documents: Vec<_> = documents.iter().map(String::as_str).collect();
        affiliation.evidence = world::evidence(&documents);
        registry.organizations.push(world::organization(&slug));
        registry.affiliations.push(affiliation);
    }
    registry
}

const ASK: &str = "query ($slug: String!, $asOf: PartialDate!, $to: PartialDate!) {
    affiliations(asOf: $asOf, certainty: POSSIBLE, first: 100) { edges { certainty node { subject { slug } } } }
    certain: affiliations(asOf: $asOf, first: 100) { totalCount }
    organization(by: { slug: $slug }) {
        affiliations(asOf: $asOf, certainty: POSSIBLE, first: 100) { edges { certainty otherOrganization { slug } } }
        members(asOf: $asOf, certainty: POSSIBLE) { edges { certainty node { slug } } }
        founders(asOf: $asOf, certainty: POSSIBLE) { edges { certainty node { slug } } }
        history: affiliations(asOf: $asOf, history: true, first: 100) { edges { certainty otherOrganization { slug } } }
    }
    network(around: { slug: $slug }, asOf: $asOf) { nodes { organization { slug } } }
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

fn check(
    app: &TestApp,
    relations: &[Relation],
    as_of: &str,
    to: &str,
) -> Result<(), TestCaseError> {
    let data = app.data(ASK, json!({ "slug": "alpha", "asOf": as_of, "to": to }));
    let answers: Vec<_> = relations.iter().map(|it| (it.role, it.certainty_at(as_of))).collect();
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
    prop_assert_eq!(organization["history"]["edges"].as_array().unwrap().len(), relations.len());
    prop_assert_eq!(certainties(&organization["members"], "/node/slug"), expected(&["MEMBER"]));
    prop_assert_eq!(certainties(&organization["founders"], "/node/slug"), expected(&["FOUNDER"]));

    let certain: Vec<_> =
        all.iter().filter(|(_, word)| *word == "CERTAIN").map(|it| it.0).collect();
    prop_assert_eq!(data["certain"]["totalCount"].as_u64(), u64::try_from(certain.len()).ok());
    let mut around = slugs(&data["network"]["nodes"]);
    around.retain(|slug| *slug != "alpha");
    around.sort_unstable();
    prop_assert_eq!(around, certain);

    let changed: Vec<_> = relations.iter().map(|it| it.change(as_of, to)).collect();
    for list in ["joined", "left", "stayed", "undetermined"] {
        let expected = (0..relations.len()).filter(|number| changed[*number] == Some(list));
        let expected: Vec<_> = expected.map(|number| format!("r{number}")).collect();
        prop_assert_eq!(slugs(&data["changes"][list]), expected, "{}", list);
    }
    Ok(())
}

#[test]
fn the_registry_agrees_with_the_model() {
    let asked = prop::collection::vec((date(), date()), 2);
    let cases = (prop::collection::vec(relation(), 1..6), asked);
    for_random_cases(32, &cases, |app, (relations, asked)| {
        app.apply(&registry(&relations));
        for (one, other) in asked {
            // `changes` requires the earlier date first.
            let in_order = moments_of(&one).start < moments_of(&other).end;
            let (from, to) = if in_order { (one, other) } else { (other, one) };
            check(app, &relations, &from, &to)?;
        }
        Ok(())
    });
}

#[test]
fn the_model_and_the_domain_have_the_same_calendar() {
    let first = |date: &str| date.parse::<PartialDate>().unwrap().span();
    let origin = first(&CALENDAR[0]).first;
    for date in ["2020", "2021", "2020-02", "2021-02", "2020-12", "2020-02-29", "2021-12-31"] {
        let moments = moments_of(date);
        let days =
            [moments.start / 2, moments.end / 2].map(|day| origin + i64::try_from(day).unwrap());
        assert_eq!(days, [first(date).first, first(date).end], "{date}");
    }
}
