//! Dates in every form of EDTF: the tables of `docs/time.md`, and what the registry answers about such dates.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use consortia::domain::{
    date::{ALWAYS, NEVER, PartialDate, Span, StatedDate},
    record::{About, Figure, Organization, Period, Registry},
};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, texts},
};

/// The cells of the rows of the tables whose headings have these words.
fn rows(columns: &[&str]) -> Vec<Vec<&'static str>> {
    let mut rows = Vec::new();
    let mut heading: Option<Vec<&str>> = None;
    for line in include_str!("../../docs/time.md").lines() {
        let Some(inner) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else {
            heading = None;
            continue;
        };
        let cells: Vec<_> = inner.split('|').map(str::trim).collect();
        match &heading {
            None => heading = Some(cells),
            Some(heading) if columns.iter().all(|column| heading.contains(column)) => {
                rows.extend((!cells[0].starts_with("---")).then_some(cells));
            }
            Some(_) => {}
        }
    }
    rows
}

/// The texts in backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn the_table_of_forms_has_the_days_of_each() {
    let rows = rows(&["text", "first day", "last day", "level"]);
    let day =
        |text: &str| (!text.is_empty()).then(|| text.parse::<PartialDate>().unwrap().span().first);
    for row in &rows {
        let text = quoted(row[0]).next().unwrap();
        let date: StatedDate = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        let days = Span {
            first: day(row[2]).unwrap_or(ALWAYS),
            end: day(row[3]).map_or(NEVER, |day| day + 1),
        };
        assert_eq!(date.span(), days, "{text}");
        assert_eq!(date.to_string(), text);
        for read_as in quoted(row[1]).filter(|text| text.starts_with('[')) {
            assert_eq!(read_as.parse::<StatedDate>().unwrap().span(), days, "{text}");
        }
    }
    let levels: BTreeSet<_> = rows.iter().map(|row| row[4]).collect();
    assert_eq!(levels, BTreeSet::from(["0", "1", "2"]));
}

#[test]
fn the_table_of_refused_forms_has_refused_forms() {
    let rows = rows(&["text", "why"]);
    let texts: Vec<_> = rows.iter().flat_map(|row| quoted(row[0])).collect();
    assert!(texts.contains(&"-0043") && texts.contains(&"{..1984}"), "{texts:?}");
    for text in texts {
        let error = text.parse::<StatedDate>().unwrap_err();
        assert!(error.to_string().len() > 20, "{text}: {error}");
    }
}

/// Members of alpha since, in this order; undated documents state them.
const SINCE: [&str; 8] =
    ["2007", "2007~", "[2005,2009]", "200X", "2007-33", "2007-XX", "2006-12-~31", ""];

fn members() -> Registry {
    let mut registry = Registry {
        sources: vec![world::source("old", "2050")],
        organizations: vec![world::organization("alpha")],
        ..Registry::default()
    };
    for (number, since) in SINCE.iter().enumerate() {
        let slug = format!("m{number}");
        let period = world::period(since, "");
        registry.affiliations.push(world::affiliation(&slug, "MEMBER", "alpha", period));
        let founded = (!since.is_empty()).then(|| since.parse().unwrap());
        registry.organizations.push(Organization { founded, ..world::organization(&slug) });
    }
    registry
}

#[test]
fn relations_have_the_bounds_of_their_dates() {
    let app = TestApp::new(&members());
    let members = |arguments: &str| {
        let query = format!(
            "{{ organization(by: {{ slug: \"alpha\" }}) {{ members({arguments}) {{ edges {{
                 certainty node {{ slug }} affiliation {{ since sinceStated }} }} }} }} }}"
        );
        app.data(&query, json!({}))["organization"]["members"]["edges"].take()
    };
    // In 2007, only those certainly held that began within a day of it.
    let edges = members("asOf: \"2007\", certainty: POSSIBLE");
    let of = |word: &str| -> Vec<String> {
        let edges = edges.as_array().unwrap().iter().filter(|edge| edge["certainty"] == word);
        edges.map(|edge| edge["node"]["slug"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of("CERTAIN"), ["m0", "m4", "m5", "m6"]);
    assert_eq!(of("POSSIBLE"), ["m1", "m2", "m3", "m7"]);
    // No year, but the month of the last one.
    assert_eq!(
        texts(&members("asOf: \"2006-11\", certainty: POSSIBLE"), "/node/slug"),
        ["m1", "m2", "m3", "m7"]
    );
    let dates = |pointer: &str| -> Vec<Json> {
        let edges = edges.as_array().unwrap();
        let of = |slug: &str| edges.iter().find(|edge| edge["node"]["slug"] == slug).unwrap();
        ["m0", "m1", "m2", "m3", "m4", "m5", "m6"]
            .iter()
            .map(|slug| of(slug).pointer(pointer).unwrap().clone())
            .collect()
    };
    let mut since = vec![Json::Null; 7];
    since[0] = json!("2007");
    assert_eq!(dates("/affiliation/since"), since);
    assert_eq!(
        dates("/affiliation/sinceStated"),
        SINCE[..7].iter().map(|it| json!(it)).collect::<Vec<_>>()
    );
    assert_eq!(texts(&members("asOf: \"1900\", certainty: POSSIBLE"), "/node/slug"), ["m1", "m7"]);
}

#[test]
fn lists_sort_and_filter_by_the_days() {
    let app = TestApp::new(&members());
    let sorted = ["m3", "m2", "m6", "m0", "m1", "m5", "m4", "m7"];
    let found = app.data(
        "{ affiliations(history: true, orderBy: { field: SINCE }) { nodes { subject { slug } } }
           organizations(orderBy: { field: FOUNDED_ON }) { nodes { slug } } }",
        json!({}),
    );
    assert_eq!(texts(&found["affiliations"]["nodes"], "/subject/slug"), sorted);
    let mut organizations = texts(&found["organizations"]["nodes"], "/slug");
    organizations.retain(|slug| slug != "alpha");
    assert_eq!(organizations, sorted);

    let query = "query ($from: PartialDate, $to: PartialDate) {
        affiliations(history: true, filter: { since: { from: $from, to: $to } }) { nodes { subject { slug } } }
        organizations(filter: { foundedOn: { from: $from, to: $to } }) { nodes { slug } } }";
    for (from, to, expected) in [
        ("2007", "2007", &["m0", "m4", "m5"][..]),
        ("2005", "2009", &["m0", "m2", "m4", "m5", "m6"]),
        ("2000", "2009", &["m0", "m2", "m3", "m4", "m5", "m6"]),
        ("2007-01", "2007-03", &["m4"]),
        ("2006-12", "2006-12", &["m6"]),
    ] {
        let found = app.data(query, json!({ "from": from, "to": to }));
        assert_eq!(
            texts(&found["affiliations"]["nodes"], "/subject/slug"),
            expected,
            "{from} {to}"
        );
        assert_eq!(texts(&found["organizations"]["nodes"], "/slug"), expected, "{from} {to}");
    }
    // What is certainly in a year or a decade is in its group.
    let groups = app.data(
        "{ affiliations(history: true) { years: groups(by: [YEAR]) { value(of: YEAR) count }
           decades: groups(by: [DECADE]) { value(of: DECADE) count } } }",
        json!({}),
    )["affiliations"]
        .take();
    let counts = |list: &Json| -> BTreeSet<String> {
        let groups = list.as_array().unwrap().iter();
        groups.map(|it| format!("{} {}", it["value"], it["count"])).collect()
    };
    assert_eq!(counts(&groups["years"]), strings(&["\"2007\" 3", "\"2006\" 1", "null 4"]));
    assert_eq!(counts(&groups["decades"]), strings(&["\"2000s\" 6", "null 2"]));
}

fn strings(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn an_estimate_of_an_end_is_an_end_if_a_document_calls_it_past() {
    let mut registry = members();
    registry.sources.push(world::source("page", "2010-06-30"));
    for (slug, ended) in [("m0", false), ("m1", true)] {
        let affiliation = registry.affiliations.iter_mut().find(|it| it.subject == slug).unwrap();
        affiliation.period = Period { ended, ..world::period("2001", "2007~") };
        affiliation.evidence = world::evidence(&["page"]);
    }
    registry.affiliations.truncate(2);
    let app = TestApp::new(&registry);
    let query = "query ($asOf: PartialDate!) { affiliations(asOf: $asOf, certainty: POSSIBLE) {
        edges { certainty node { subject { slug } until untilStated isCurrent } } } }";
    let found = |as_of: &str| {
        let mut data = app.data(query, json!({ "asOf": as_of }));
        data["affiliations"]["edges"].take()
    };
    let both = found("2009");
    assert_eq!(texts(&both, "/node/subject/slug"), ["m0", "m1"]);
    assert_eq!(texts(&both, "/certainty"), ["POSSIBLE", "POSSIBLE"]);
    assert_eq!(texts(&both, "/node/untilStated"), ["2007~", "2007~"]);
    assert_eq!(
        (&both[0]["node"]["until"], &both[0]["node"]["isCurrent"]),
        (&Json::Null, &json!(false))
    );
    assert_eq!(texts(&found("2010-07"), "/node/subject/slug"), ["m0"]);
}

#[test]
fn figures_of_an_estimated_time_contradict_nothing() {
    let figures = |one: &str, other: &str| {
        let mut registry = members();
        registry.sources.push(world::source("new", "2023"));
        let alpha = About::Organization("alpha".to_owned());
        for (key, value, date) in [("a", 1200.0, one), ("b", 1300.0, other)] {
            registry.figures.push(Figure {
                value,
                value_max: None,
                qualifier: "EXACT".to_owned(),
                date: Some(date.parse().unwrap()),
                ..world::figure(key, alpha.clone())
            });
        }
        let app = TestApp::new(&registry);
        app.data("{ discrepancies { totalCount } }", json!({}))["discrepancies"]["totalCount"]
            .take()
    };
    assert_eq!(figures("2007", "2007-33"), 1);
    assert_eq!(figures("2007-33", "2007-34"), 0);
    assert_eq!(figures("2007~", "2007"), 0);
}
