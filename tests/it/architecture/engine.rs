//! The GraphQL engine knows no domain: it could be a crate of its own.

use super::{code, sources};

/// Modules of this crate that the engine may use, by the start of their path.
const ALLOWED: [&str; 11] = [
    "crate::allocator",
    "crate::cache::",
    "crate::limits::",
    "crate::suggestion::",
    "crate::graphql::engine",
    "crate::graphql::viewer::",
    "crate::store::Snapshot",
    "crate::store::Error",
    "crate::store::sql::",
    "crate::store::{",
    "crate::store;",
];

/// What it may not use of those modules, and names of this registry's schema.
const FORBIDDEN: [&str; 12] = [
    "sql::tables",
    "read::",
    "domain",
    "graphql::schema",
    "\"Organization",
    "\"Person",
    "\"Query\"",
    "PartialDate",
    "\"asOf\"",
    "\"certainty\"",
    "\"history\"",
    "\"slug\"",
];

#[test]
fn the_engine_knows_no_domain_and_no_name_of_the_schema() {
    let mut files = 0;
    for file in sources() {
        let path = &file.path;
        if !path.starts_with("graphql/engine") || path.starts_with("graphql/engine/tests") {
            continue;
        }
        files += 1;
        let code = code(&file).replace(char::is_whitespace, "");
        for (at, _) in code.match_indices("crate::") {
            let path: String = code[at..].chars().take(60).collect();
            let allowed = ALLOWED.iter().any(|start| path.starts_with(start));
            assert!(allowed, "{} must not use {path}", file.path.display());
        }
        for word in FORBIDDEN {
            assert!(!code.contains(word), "{} must not name {word}", file.path.display());
        }
    }
    assert!(files > 40, "the engine is in graphql/engine");
}
