//! The quality of search, measured with a gold standard: queries as people type them, and what each means.
//!
//! `tests/search/seed.tsv` is searched in the seed. `tests/search/gold.tsv` is searched in the seed with the
//! records of the file that `ROR_SAMPLE` names, and skipped without it.

mod cases;
mod strings;

use std::{
    sync::PoisonError,
    time::{Duration, Instant},
};

use serde_json::{Value as Json, json};

use crate::{import::sample, seeded};

const SEARCH: &str =
    "query ($q: String!) { search(query: $q, types: [ORGANIZATION], first: 5) { nodes {
    ... on Organization { slug identifiers { scheme value } } } } }";

/// The lines of a gold standard: query, the organization that is meant, what makes the query hard.
fn gold_standard(text: &'static str) -> Vec<[&'static str; 3]> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap()).collect()
}

/// The position of the organization that is meant among the first five hits; `meant` is a slug or ROR id.
fn position(response: &Json, meant: &str) -> Option<usize> {
    response["search"]["nodes"].as_array().unwrap().iter().position(|node| {
        let keys = node["identifiers"].as_array().unwrap();
        node["slug"] == meant
            || keys.iter().any(|key| key["scheme"] == "ROR" && key["value"] == meant)
    })
}

/// Checks that at least 95 % of the organizations meant come first, and all among the first five.
fn assert_quality(queries: &[[&str; 3]], mut ask: impl FnMut(&str) -> Json) {
    let (mut first, mut misses) = (0, Vec::new());
    for [query, meant, hard] in queries {
        match position(&ask(query), meant) {
            Some(0) => first += 1,
            position => misses.push(format!("{query:?} ({hard}): {meant} at {position:?}")),
        }
    }
    let lost = misses.iter().filter(|miss| miss.ends_with("None")).count();
    eprintln!("top 1: {first} of {}, not among 5: {lost}\n{}", queries.len(), misses.join("\n"));
    assert!(first * 100 >= queries.len() * 95, "{misses:#?}");
    assert_eq!(lost, 0, "{misses:#?}");
}

#[test]
fn search_of_the_seed_finds_what_is_meant() {
    assert_quality(&gold_standard(include_str!("../../search/seed.tsv")), |query| {
        let answer = seeded::registry().answer(SEARCH, json!({ "q": query }));
        serde_json::from_str::<Json>(&answer.body).unwrap()["data"].take()
    });
}

#[test]
fn search_of_imported_records_finds_what_is_meant() {
    let Some(world) = sample::world() else { return };
    let world = world.lock().unwrap_or_else(PoisonError::into_inner);
    let queries = gold_standard(include_str!("../../search/gold.tsv"));
    assert!(queries.len() >= 120);
    let mut times = Vec::new();
    assert_quality(&queries, |query| {
        let start = Instant::now();
        let answer = world.data(SEARCH, json!({ "q": query }));
        times.push(start.elapsed());
        answer
    });
    times.sort_unstable();
    let p95 = times[times.len() * 95 / 100];
    eprintln!("p95 {p95:?}, slowest {:?}", times[times.len() - 1]);
    // The speed of a debug build does not count.
    assert!(cfg!(debug_assertions) || p95 < Duration::from_millis(20), "{p95:?}");
}
