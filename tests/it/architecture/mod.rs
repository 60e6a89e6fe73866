//! The structure, held to what ARCHITECTURE.md says: who may know whom, and how large anything may grow.
//!
//! A new edge between modules, or a new place that knows an outside crate, is an edit of these tables.

mod circles;
mod engine;
mod limits;
mod sources;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Module and what of ours it may use.
const EDGES: &[(&str, &[&str])] = &[
    ("cache", &[]),
    ("digest", &[]),
    ("leftovers", &[]),
    ("limits", &[]),
    ("progress", &[]),
    ("suggestion", &["limits"]),
    ("domain", &[]),
    ("store", &["digest", "domain", "leftovers", "limits"]),
    ("seed", &["digest", "domain", "suggestion"]),
    ("import", &["digest", "limits", "progress", "store", "domain"]),
    ("graphql", &["cache", "digest", "store", "domain", "limits", "suggestion"]),
    ("report", &["digest", "graphql", "limits", "store", "domain", "suggestion"]),
    (
        "web",
        &[
            "cache",
            "clock",
            "digest",
            "domain",
            "graphql",
            "leftovers",
            "limits",
            "report",
            "store",
        ],
    ),
    ("clock", &["domain"]),
    (
        "cli",
        &[
            "clock",
            "domain",
            "graphql",
            "import",
            "leftovers",
            "limits",
            "progress",
            "report",
            "seed",
            "store",
            "suggestion",
            "web",
        ],
    ),
];

/// Outside crate and where alone it may be named.
const OWNERS: &[(&str, &[&str])] = &[
    ("hyper", &["web"]),
    ("tower_http", &["web"]),
    ("prometheus_client", &["web"]),
    ("sha2", &["digest"]),
    ("rusqlite", &["store"]),
    ("rustix", &["leftovers", "store", "web"]),
    ("celes", &["store"]),
    ("async_graphql", &["graphql"]),
    ("async_graphql_value", &["graphql"]),
    ("axum", &["web"]),
    ("clap", &["cli", "main"]),
    ("toml", &["seed", "import"]),
    ("flate2", &["import", "web"]),
    ("zip", &["import"]),
    ("csv", &["import", "report"]),
    ("indicatif", &["progress"]),
    ("strsim", &["suggestion"]),
    ("tempfile", &["cli", "leftovers", "seed", "web"]),
    ("tokio", &["web", "cli"]),
    ("tracing_subscriber", &["cli"]),
    ("futures_util", &["graphql", "web"]),
    ("form_urlencoded", &["web"]),
    ("parquet", &["report"]),
    ("quick_xml", &["report"]),
    ("rust_xlsxwriter", &["report"]),
];

const LONGEST_FILE: usize = 400;
const FILES_IN_A_FOLDER: usize = 18;

struct File {
    path: PathBuf,
    module: String,
    text: String,
}

fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let inside = path.strip_prefix(root).unwrap().to_path_buf();
            let first = inside.iter().next().unwrap().to_string_lossy();
            let module = first.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            files.push(File { path: inside, module, text });
        }
    }
}

/// The code of a file without its tests and comments.
fn code(file: &File) -> String {
    if file.path.iter().any(|part| part == "tests" || part == "tests.rs") {
        return String::new();
    }
    let code = file.text.split("#[cfg(test)]").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Whether `word` stands in `text` as a path's first segment.
fn names(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = &text[at + word.len()..];
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
            && (after.starts_with("::") || after.starts_with(';'))
    })
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let modules: Vec<_> = EDGES.iter().map(|(module, _)| *module).collect();
    for file in sources() {
        let Some((_, allowed)) = EDGES.iter().find(|(module, _)| *module == file.module) else {
            continue;
        };
        let code = code(&file).replace(char::is_whitespace, "");
        for other in &modules {
            let used = code.contains(&format!("crate::{other}::"))
                || code.contains(&format!("crate::{{{other}"))
                || code.split("usecrate::{").skip(1).any(|list| {
                    let list = list.split(';').next().unwrap_or_default();
                    top_level(list).iter().any(|name| name == other)
                });
            let fine = *other == file.module || allowed.contains(other);
            assert!(fine || !used, "{} must not use {other}", file.path.display());
        }
    }
}

/// The first segments in `a::{b, c}, d::e}` at its outermost level: a, d.
fn top_level(list: &str) -> Vec<String> {
    let (mut depth, mut names, mut name) = (0, Vec::new(), String::new());
    for letter in list.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(std::mem::take(&mut name)),
            _ if depth == 0 => name.push(letter),
            _ => {}
        }
    }
    names.push(name);
    names.iter().map(|name| name.split("::").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn outside_crates_are_known_in_one_place() {
    for file in sources() {
        let code = code(&file);
        for (name, owners) in OWNERS {
            let fine = owners.contains(&file.module.as_str());
            assert!(fine || !names(&code, name), "{} must not name {name}", file.path.display());
        }
        if file.module == "domain" {
            assert!(
                !names(&code, "serde") && !names(&code, "serde_json"),
                "{}",
                file.path.display()
            );
        }
    }
}

#[test]
fn sql_is_written_in_the_store_alone() {
    for file in sources().iter().filter(|file| file.module != "store") {
        let code = code(file);
        for word in ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "PRAGMA "] {
            assert!(!code.contains(word), "{} holds SQL: {word}", file.path.display());
        }
    }
}

#[test]
fn files_say_what_they_are_for_and_stay_small() {
    let mut folders = std::collections::BTreeMap::<PathBuf, usize>::new();
    for file in sources() {
        let path = file.path.display();
        assert!(file.text.starts_with("//! "), "{path} says nothing of itself");
        let lines = file.text.lines().count();
        assert!(lines <= LONGEST_FILE, "{path} has {lines} lines");
        for word in ["todo!", "unimplemented!", "macro_rules!", "dbg!"] {
            assert!(!code(&file).contains(word), "{path} has {word}");
        }
        *folders.entry(file.path.parent().unwrap().to_path_buf()).or_default() += 1;
    }
    for (folder, files) in folders {
        assert!(files <= FILES_IN_A_FOLDER, "{} has {files} files", folder.display());
    }
}
