//! Every document of `queries/` and `tests/queries/`, run as written; answers and the number of SQL
//! statements stand in snapshots, so that a change of either is a line in a diff.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value as Json, json};

use crate::seeded::Registry;

fn documents(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "graphql")).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn check(folder: &str, reviewed: &str) {
    // Of its own, and with the network in memory: else who comes first pays a statement for all.
    let registry = Registry::with(|_| {});
    // It is kept from the second reading on, since the first makes the file that changes show in.
    for _ in 0..2 {
        registry.ask(r#"{ network(around: { name: "PSCC" }) { truncated } }"#);
    }
    for file in documents(folder) {
        let query = fs::read_to_string(&file).unwrap();
        let variables = fs::read_to_string(file.with_extension("variables.json"));
        let variables = variables.map_or(json!({}), |text| serde_json::from_str(&text).unwrap());
        let answer = registry.answer(&query, variables);
        let body: Json = serde_json::from_str(&answer.body).unwrap();
        let text = format!("statements: {}\n{body:#}", answer.statements);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("../snapshots/{reviewed}"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
}

#[test]
fn published_queries_answer_as_reviewed() {
    check("queries", "published");
}

#[test]
fn further_queries_answer_as_reviewed() {
    check("tests/queries", "further");
}

#[test]
fn the_operations_of_the_design_are_among_the_published_queries() {
    let names = [
        "FoundersAndTheirPartners",
        "Membership",
        "Dossier",
        "HowConnected",
        "Network",
        "Find",
        "Changes",
    ];
    let all: String =
        documents("queries").iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    for name in names {
        assert!(all.contains(&format!("query {name}")), "{name}");
    }
}
