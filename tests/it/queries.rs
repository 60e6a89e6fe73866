//! Runs every document of `queries/` and `tests/queries/` and compares its response, and the number of SQL
//! statements that it took, with a snapshot.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use consortia::digest;
use serde_json::json;

use crate::{response_text::Ordered, seeded::Registry};

/// Lines of a snapshot, unless a response with one item of each list has more.
const MAX_LINES: usize = 120;

/// The files of a folder of the repository with the extension given, sorted by name.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == extension)).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn documents(folder: &str) -> Vec<PathBuf> {
    files(folder, "graphql")
}

/// The text of a snapshot. A long response is shortened: its lists are cut after the largest number of
/// items that keeps the text within [`MAX_LINES`], and a digest of the whole response is added.
fn snapshot(statements: u64, body: &str) -> String {
    let response = Ordered::parse(body);
    let header = format!("statements: {statements}\n");
    let whole = response.print(usize::MAX);
    if whole.lines().count() < MAX_LINES {
        return header + &whole;
    }
    let cut = |most| response.print(most);
    let mut numbers = (2..=MAX_LINES).rev();
    // At least one item of each list, even if the text is longer then.
    let most = numbers.find(|most| cut(*most).lines().count() + 4 <= MAX_LINES).unwrap_or(1);
    let text = cut(most);
    let digest = digest::sha256_hex(body.as_bytes());
    format!("{header}sha256: {digest}\nlists: the first {most} items of each\n{text}")
}

fn compare_with_snapshots(folder: &str, snapshots: &str) {
    // A registry of its own, with the network already in memory: otherwise the first document would
    // pay the statements that load it.
    let registry = Registry::with(|_| {});
    // The network is cached from the second read on: the first one creates the connection that
    // notices changes of the file.
    for _ in 0..2 {
        registry.ask(r#"{ network(around: { name: "PSCC" }) { truncated } }"#);
    }
    for file in documents(folder) {
        let query = fs::read_to_string(&file).unwrap();
        let variables = fs::read_to_string(file.with_extension("variables.json"));
        let variables = variables.map_or(json!({}), |text| serde_json::from_str(&text).unwrap());
        let answer = registry.answer(&query, variables);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("../snapshots/{snapshots}"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let text = snapshot(answer.statements, &answer.body);
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
}

#[test]
fn published_queries_return_the_reviewed_responses() {
    compare_with_snapshots("queries", "published");
}

#[test]
fn further_queries_return_the_reviewed_responses() {
    compare_with_snapshots("tests/queries", "further");
}

#[test]
fn every_snapshot_belongs_to_a_query() {
    let names = |files: Vec<PathBuf>| -> BTreeSet<_> {
        files.iter().map(|file| file.file_stem().unwrap().to_owned()).collect()
    };
    for (folder, snapshots) in [("queries", "published"), ("tests/queries", "further")] {
        let kept = names(files(&format!("tests/snapshots/{snapshots}"), "snap"));
        let unused: Vec<_> = kept.difference(&names(documents(folder))).cloned().collect();
        assert!(unused.is_empty(), "delete these snapshots of {snapshots}: {unused:?}");
    }
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
