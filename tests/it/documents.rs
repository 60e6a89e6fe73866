//! The five documents of the seed, if `DOCUMENTS` names their folder: every citation points at lines that its document has,
//! and every name is in the lines that it cites.
//!
//! The files of the folder, sorted by name, are the sources of `seed/sources.toml` that are no datasets, in that order.

use std::{collections::HashMap, fs, path::PathBuf};

use consortia::{domain::text::fold, seed};
use serde_json::Value as Json;

use crate::seeded;

/// The lines of each document, by the slug of its source.
type Documents = HashMap<String, Vec<String>>;

/// Names that a document has in another form: an acronym in the plural, two people who share a surname.
const OTHER_FORMS: [(&str, &str); 2] = [("AG", "AGs"), ("Pierre Curie", "Pierre and Marie Curie")];

fn documents() -> Option<Documents> {
    let Some(folder) = std::env::var_os("DOCUMENTS").map(PathBuf::from) else {
        eprintln!("SKIPPED: set DOCUMENTS to the folder of the documents to run this test");
        return None;
    };
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    files.sort();
    let registry = seed::read(&seed::embedded()).unwrap();
    let sources: Vec<_> = registry.sources.iter().filter(|it| it.kind != "DATASET").collect();
    assert_eq!(files.len(), sources.len(), "{}", folder.display());
    let document = |(file, slug): (&PathBuf, &str)| {
        let text = fs::read_to_string(file).unwrap();
        (slug.to_owned(), text.lines().map(str::to_owned).collect())
    };
    Some(files.iter().zip(sources.iter().map(|it| &*it.slug)).map(document).collect())
}

/// The line numbers at the end of a locator: `heading (lines 12, 14)`.
fn lines_of(locator: &str) -> Vec<usize> {
    let numbers = locator.rsplit_once("(line").and_then(|(_, end)| end.strip_suffix(')'));
    let numbers = numbers.unwrap_or_else(|| panic!("{locator} has no lines"));
    numbers.trim_start_matches('s').split(',').map(|it| it.trim().parse().unwrap()).collect()
}

/// The text of the lines that a citation points at; None if its source is no document.
fn cited(documents: &Documents, citation: &Json) -> Option<String> {
    let document = documents.get(citation["source"]["slug"].as_str()?)?;
    let locator = citation["locator"].as_str()?;
    let line = |number: usize| {
        let line = document.get(number - 1).filter(|line| !line.trim().is_empty());
        line.unwrap_or_else(|| panic!("{locator} is no line of the document")).as_str()
    };
    Some(lines_of(locator).into_iter().map(line).collect::<Vec<_>>().join(" "))
}

/// Every item of a list at the root, page by page.
fn all(list: &str, fields: &str) -> Vec<Json> {
    let (mut items, mut after) = (Vec::new(), String::new());
    loop {
        let query = format!(
            "{{ {list}(first: 100{after}) {{ pageInfo {{ hasNextPage endCursor }} nodes {{ {fields} }} }} }}"
        );
        let response = seeded::registry().ask(&query);
        let name = list.split('(').next().unwrap();
        items.extend(response[name]["nodes"].as_array().unwrap().iter().cloned());
        if response[name]["pageInfo"]["hasNextPage"] == false {
            return items;
        }
        after = format!(", after: {}", response[name]["pageInfo"]["endCursor"]);
    }
}

#[test]
fn every_name_is_in_the_lines_that_it_cites() {
    let Some(documents) = documents() else { return };
    let fields =
        "slug names { value kind citations { source { slug } locator } } citations { locator }";
    let mut checked = 0;
    for list in ["organizations", "people", "programs", "events", "topics"] {
        for thing in all(list, fields) {
            for name in thing["names"].as_array().unwrap() {
                let value = name["value"].as_str().unwrap();
                let other = OTHER_FORMS.iter().find(|(name, _)| *name == value);
                let folded = fold(other.map_or(value, |(_, form)| form));
                let citations = name["citations"].as_array().unwrap();
                assert_eq!(
                    citations.is_empty(),
                    name["kind"] == "CURATOR",
                    "{value}: only a label by a curator has no citation"
                );
                for citation in citations {
                    let Some(text) = cited(&documents, citation) else { continue };
                    let text = format!(" {} ", fold(&text));
                    let place = &citation["locator"];
                    assert!(text.contains(&format!(" {folded} ")), "{value} is not at {place}");
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 400, "{checked}");
}

#[test]
fn every_label_by_a_curator_is_in_no_document() {
    let Some(documents) = documents() else { return };
    let text: Vec<_> = documents.values().flatten().map(|line| fold(line)).collect();
    for list in ["organizations", "people", "programs", "events"] {
        for thing in all(list, "names { value kind }") {
            for name in thing["names"].as_array().unwrap() {
                let folded = fold(name["value"].as_str().unwrap());
                let is_stated =
                    text.iter().any(|line| format!(" {line} ").contains(&format!(" {folded} ")));
                assert!(name["kind"] != "CURATOR" || !is_stated, "{name} is in a document");
            }
        }
    }
}

#[test]
fn every_citation_points_at_lines_of_its_document() {
    let Some(documents) = documents() else { return };
    let fields = "__typename citations { source { slug } locator }";
    let registry = seeded::registry();
    let mut checked = 0;
    for slug in documents.keys() {
        let mut after = String::new();
        loop {
            let query = format!(
                "{{ source(by: {{ slug: \"{slug}\" }}) {{ facts(first: 100{after}) {{ \
                 pageInfo {{ hasNextPage endCursor }} nodes {{ {fields} }} }} }} }}"
            );
            let facts = registry.ask(&query)["source"]["facts"].take();
            for fact in facts["nodes"].as_array().unwrap() {
                let citations = fact["citations"].as_array().unwrap();
                checked += citations.iter().filter_map(|it| cited(&documents, it)).count();
            }
            if facts["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = format!(", after: {}", facts["pageInfo"]["endCursor"]);
        }
    }
    assert!(checked > 1_000, "{checked}");
}
