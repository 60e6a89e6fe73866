//! The documentation agrees with the program: example queries, tables, and versions that stand in two files.

use std::{fs, path::Path};

use consortia::{
    domain::{quantity::number_range::NumberRange, vocabulary::QUALIFIER},
    graphql::Code,
    limits::{Limits, memory::MemoryPlan},
    web::{STATUSES, StatusRow},
};

use crate::{seeded::registry, server::consortia};

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let blocks = text.split(&fence).skip(1);
    blocks.map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn queries_in_the_readme_return_data() {
    let queries = blocks(&file("README.md"), "graphql");
    assert!(queries.len() >= 4);
    for query in queries.into_iter().chain(blocks(&file("docs/figures.md"), "graphql")) {
        let data = registry().ask(&query);
        for (field, value) in data.as_object().unwrap() {
            assert!(!value.is_null(), "{field} is null:\n{query}");
        }
    }
}

#[test]
fn the_first_query_in_the_readme_returns_the_response_below_it() {
    let readme = file("README.md");
    let query = &blocks(&readme, "graphql")[0];
    let printed: serde_json::Value = serde_json::from_str(&blocks(&readme, "json")[0]).unwrap();
    assert_eq!(printed["data"], registry().ask(query));
}

#[test]
fn the_numbers_that_a_qualifier_allows_are_documented() {
    let document = file("docs/figures.md");
    let rows = document.split("| qualifier | numbers that fit 100 |").nth(1).unwrap();
    let rows: Vec<_> = rows.lines().filter(|line| line.starts_with("| `")).collect();
    let expected: Vec<_> = QUALIFIER
        .words
        .iter()
        .map(|(word, _)| {
            let NumberRange { low, high } = NumberRange::new(100.0, None, word);
            let numbers = match (low.is_finite(), high.is_finite()) {
                (true, true) if low < high => format!("{low} to {high}"),
                (true, true) => format!("{low}"),
                (true, false) => format!("{low} and more"),
                _ => format!("{high} and less"),
            };
            format!("| `{word}` | {} |", numbers.replace("1000", "1,000"))
        })
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn the_limits_are_documented_with_their_defaults() {
    let document = file("docs/limits.md");
    let section = document.split("## All limits").nth(1).unwrap().split("## ").next().unwrap();
    let rows: Vec<_> = section.lines().filter(|line| line.starts_with("| `")).collect();
    let limits = Limits::default().table();
    assert_eq!(rows.len(), limits.len());
    for ((name, default), row) in limits.iter().zip(rows) {
        assert!(row.starts_with(&format!("| `{name}` | {default} |")), "{name}: {default}\n{row}");
    }
}

#[test]
fn the_memory_plan_is_documented() {
    let document = file("docs/limits.md");
    let section = document.split("## Memory").nth(1).unwrap().split("## ").next().unwrap();
    let rows: Vec<_> = section.lines().filter(|line| line.starts_with("| `")).collect();
    let (small, huge) = (MemoryPlan::for_size(32 << 20), MemoryPlan::for_size(1 << 50));
    assert_eq!(rows.len(), small.parts().len());
    for (((name, share), (_, most)), row) in small.parts().iter().zip(huge.parts()).zip(rows) {
        let most = if *name == "fixed" { "the rest".into() } else { format!("{} MiB", most >> 20) };
        let start = format!("| `{name}` | {}/32 | {most} |", share >> 20);
        assert!(row.starts_with(&start), "{start}\n{row}");
    }
}

#[test]
fn the_http_statuses_are_documented() {
    let document = file("docs/http.md");
    for StatusRow { graphql_response, json, when, .. } in STATUSES {
        let row = format!("| {} | {} | {when} |", graphql_response.as_u16(), json.as_u16());
        assert!(document.contains(&row), "docs/http.md lacks: {row}");
    }
}

#[test]
fn every_error_code_is_documented_with_its_meaning() {
    let document = file("docs/errors.md");
    for (code, meaning) in Code::ALL {
        let row = format!("| `{}` | {meaning} |", code.word());
        assert!(document.contains(&row), "docs/errors.md lacks: {row}");
    }
}

#[test]
fn every_command_is_documented() {
    let help = consortia(Path::new("unused.db")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.split("Commands:").nth(1).unwrap().split("\n\n").next().unwrap();
    let document = file("docs/commands.md");
    for command in commands.lines().filter_map(|line| line.split_whitespace().next()) {
        let listed = document.contains(&format!("`consortia {command}"))
            || document.contains(&format!("`consortia [{command}]"))
            || command == "help";
        assert!(listed, "docs/commands.md lacks the command {command}");
    }
}

#[test]
fn every_published_query_has_a_title_and_a_description() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_some_and(|end| end == "graphql") {
            let text = fs::read_to_string(&path).unwrap();
            let words = text.lines().take_while(|line| line.starts_with("# ")).count();
            assert!(words >= 2, "{} needs a comment with a title and a sentence", path.display());
        }
    }
}

#[test]
fn the_container_is_built_with_the_versions_of_the_project() {
    let dockerfile = file("Dockerfile");
    let toolchain = file("rust-toolchain.toml");
    let rust = toolchain.split("channel = \"").nth(1).unwrap().split('"').next().unwrap();
    assert!(dockerfile.contains(&format!("rust:{rust}")), "Dockerfile needs Rust {rust}");
    let package = file("Cargo.toml");
    let version = package.split("version = \"").nth(1).unwrap().split('"').next().unwrap();
    assert!(dockerfile.contains(&format!("image.version=\"{version}\"")), "Dockerfile: {version}");
    let node = dockerfile.split("library/node:").nth(1).unwrap().split('-').next().unwrap();
    let node: u32 = node.parse().unwrap();
    assert!(node == 20 || node >= 22, "the pages need Node 20 or at least 22, not {node}");
    let least = package.split("rust-version = \"").nth(1).unwrap().split('"').next().unwrap();
    assert!(rust.starts_with(least), "rust-version {least} and toolchain {rust} differ");
}

#[test]
fn every_dependency_has_a_comment_that_says_why() {
    let package = file("Cargo.toml");
    let mut before = "";
    let mut section = "";
    for line in package.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.contains("dependencies") && line.contains(" = ") {
            let family = line.split(['-', ' ']).next().unwrap();
            let reasoned = before.starts_with("# ") || before.starts_with(family);
            assert!(reasoned, "no comment above: {line}");
        }
        before = line;
    }
}
