//! Checks every row of the truth tables in `docs/time.md` against the domain and against the registry.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use consortia::domain::{
    certainty::{AskedDate, Bounds, Certainty, End},
    date::{ALWAYS, Day, NEVER, PartialDate, StatedDate},
    record::{Organization, Period, Registry},
};
use serde_json::json;

use crate::{store::world, support::TestApp};

/// The day on which tables without a column "asked on" ask: all their dates are past.
const LONG_AFTER: &str = "2050-12-31";

/// A row: a relation, and for each date of the heading whether it held then.
struct Row {
    /// The day on which the questions are asked.
    today: Day,
    since: Option<StatedDate>,
    written: Option<PartialDate>,
    until: Option<StatedDate>,
    ended: bool,
    /// When the member was founded and dissolved.
    founded: Option<StatedDate>,
    dissolved: Option<StatedDate>,
    answers: Vec<(PartialDate, Option<Certainty>)>,
    line: String,
}

/// Every row of every table that has the columns of a relation.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut heading: Option<Vec<&str>> = None;
    for line in include_str!("../../docs/time.md").lines() {
        let Some(inner) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else {
            heading = None;
            continue;
        };
        let cells: Vec<_> = inner.split('|').map(str::trim).collect();
        match &heading {
            _ if cells.contains(&"written by") => heading = Some(cells),
            Some(heading) if !cells[0].ends_with("---") => {
                rows.push(parse_row(heading, &cells, line));
            }
            _ => {}
        }
    }
    rows
}

fn parse_row(heading: &[&str], cells: &[&str], line: &str) -> Row {
    assert_eq!(cells.len(), heading.len(), "{line}");
    let columns: BTreeMap<_, _> = heading.iter().copied().zip(cells.iter().copied()).collect();
    // A table leaves out the columns that would say the same in each of its rows.
    let date = |column: &str| -> Option<StatedDate> {
        let cell = columns.get(column).copied().unwrap_or("unknown");
        let parse = || cell.parse().unwrap_or_else(|rule| panic!("{line}: {rule}"));
        (!["unknown", "open", "ended", "no"].contains(&cell)).then(parse)
    };
    let answers = columns.iter().filter_map(|(name, answer)| {
        let answer = match *answer {
            "C" => Some(Certainty::Certain),
            "P" => Some(Certainty::Possible),
            _ => None,
        };
        Some((name.parse::<PartialDate>().ok()?, answer))
    });
    let today = columns.get("asked on").copied().unwrap_or(LONG_AFTER);
    Row {
        today: today.parse::<PartialDate>().unwrap().span().first,
        since: date("since"),
        written: date("written by").map(|date| date.partial().unwrap()),
        until: date("until"),
        ended: columns["until"] == "ended",
        founded: date("founded"),
        dissolved: date("dissolved"),
        answers: answers.collect(),
        line: line.to_owned(),
    }
}

impl Row {
    fn bounds(&self) -> Bounds {
        let written: Option<Day> = self.written.map(|date| date.span().end - 1);
        let end = match &self.until {
            Some(date) => End::At(date.span()),
            None if self.ended => End::Past(written),
            None => End::Open,
        };
        let ends: Vec<_> = self.dissolved.as_ref().map(StatedDate::span).into_iter().collect();
        let founded = self.founded.as_ref().map_or(ALWAYS, |date| date.span().first);
        Bounds::new(self.since.as_ref(), end, written, &ends).not_before(founded)
    }
}

#[test]
fn the_tables_cover_every_combination_of_dates() {
    let rows = rows();
    let has_bounds =
        |date: &Option<StatedDate>| date.as_ref().is_some_and(|date| date.partial().is_none());
    let is_alone = |row: &&Row| row.founded.is_none() && row.dissolved.is_none();
    let (bounded, exact): (Vec<_>, Vec<_>) = rows
        .iter()
        .filter(is_alone)
        .partition(|row| has_bounds(&row.since) || has_bounds(&row.until));
    let seen: BTreeSet<_> = exact
        .iter()
        .map(|row| {
            let length =
                |date: &Option<StatedDate>| date.as_ref().map_or(0, |date| date.to_string().len());
            (length(&row.since), row.written.is_some(), length(&row.until), row.ended)
        })
        .collect();
    // The start is unknown or has one of three precisions; the document is dated or not; the end is open, has
    // one of three precisions, or is past.
    assert_eq!(seen.len(), 4 * 2 * 5);
    let is_announced = |row: &Row| {
        let first = row.since.as_ref().map(|since| since.span().first);
        first.zip(row.written).is_some_and(|(first, written)| first >= written.span().end)
    };
    assert!(rows.iter().any(is_announced), "no row is about an announced relation");
    // Bounds can lack the first date, the last date, or neither, at the start and at the end.
    let open = |date: &Option<StatedDate>| {
        date.as_ref().map(StatedDate::span).map(|it| (it.first == ALWAYS, it.end == NEVER))
    };
    let seen: BTreeSet<_> =
        bounded.iter().flat_map(|row| [(0, open(&row.since)), (1, open(&row.until))]).collect();
    let missing = [(true, false), (false, true), (false, false)]
        .into_iter()
        .flat_map(|it| [(0, Some(it)), (1, Some(it))]);
    assert!(missing.into_iter().all(|it| seen.contains(&it)), "{seen:?}");
}

#[test]
fn the_domain_agrees_with_the_tables() {
    for row in rows() {
        for (date, answer) in &row.answers {
            let asked = AskedDate::new(date.span(), row.today);
            assert_eq!(row.bounds().certainty_at(asked), *answer, "{} at {date}", row.line);
        }
    }
}

#[test]
fn the_registry_agrees_with_the_tables() {
    let rows = rows();
    let app = TestApp::new(&registry(&rows));
    let query = "query ($asOf: PartialDate!) { organization(by: { slug: \"alpha\" }) {
        certain: members(asOf: $asOf, first: 100) { edges { certainty node { slug } } }
        possible: members(asOf: $asOf, first: 100, certainty: POSSIBLE) {
            edges { certainty node { slug } } } } }";
    let questions: BTreeSet<_> = rows
        .iter()
        .flat_map(|row| row.answers.iter().map(|(date, _)| (row.today, *date)))
        .collect();
    for (today, date) in questions {
        let response = app.ask_on(today, query, json!({ "asOf": date.to_string() }));
        let data = &response["data"];
        let found = |list: &str| -> BTreeMap<String, String> {
            let edges = data["organization"][list]["edges"].as_array().unwrap().iter();
            let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            edges.map(|it| (text(&it["node"]["slug"]), text(&it["certainty"]))).collect()
        };
        let (certain, possible) = (found("certain"), found("possible"));
        for (number, row) in rows.iter().enumerate() {
            let mut answers = row.answers.iter().filter(|_| row.today == today);
            let Some((_, answer)) = answers.find(|(asked, _)| *asked == date) else {
                continue;
            };
            let slug = format!("row-{number}");
            let word = answer.map(|it| match it {
                Certainty::Certain => "CERTAIN",
                Certainty::Possible => "POSSIBLE",
            });
            assert_eq!(possible.get(&slug).map(String::as_str), word, "{} at {date}", row.line);
            let word = word.filter(|word| *word == "CERTAIN");
            assert_eq!(certain.get(&slug).map(String::as_str), word, "{} at {date}", row.line);
        }
    }
}

/// A registry in which each row is a member of alpha and cites a source of the row's date, if it has one.
fn registry(rows: &[Row]) -> Registry {
    let mut registry = Registry {
        sources: vec![world::source("old", "2050")],
        organizations: vec![world::organization("alpha")],
        ..Registry::default()
    };
    for (number, row) in rows.iter().enumerate() {
        let slug = format!("row-{number}");
        let period = Period {
            since: row.since.clone(),
            until: row.until.clone(),
            ended: row.ended,
            ..Period::default()
        };
        let mut affiliation = world::affiliation(&slug, "MEMBER", "alpha", period);
        affiliation.evidence.cite.clear();
        if let Some(written) = row.written {
            registry.sources.push(world::source(&format!("by-{slug}"), &written.to_string()));
            affiliation.evidence = world::evidence(&[&format!("by-{slug}")]);
        }
        registry.organizations.push(Organization {
            founded: row.founded.clone(),
            dissolved: row.dissolved.clone(),
            ..world::organization(&slug)
        });
        registry.affiliations.push(affiliation);
    }
    registry
}
