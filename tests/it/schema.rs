//! The schema: the committed file is current, and every item of it has a description.

use std::fs;

use consortia::{
    graphql::registry_engine,
    limits::{Limits, memory::CacheSizes},
};

use crate::seeded::registry;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql");

#[test]
fn the_committed_schema_is_the_schema_of_the_code() {
    let sdl = registry_engine(Limits::default(), &CacheSizes::default()).unwrap().sdl();
    if std::env::var_os("BLESS").is_some() {
        fs::write(FILE, &sdl).unwrap();
    }
    let committed = fs::read_to_string(FILE).unwrap();
    assert!(
        committed == sdl,
        "schema.graphql is stale: run `BLESS=1 cargo test schema` and review the diff"
    );
}

/// What introspection shows of every item that can have a description.
const ITEMS: &str = "{ __schema { types { name description
    fields { name description args { name description } }
    inputFields { name description } enumValues { name description } } } }";

#[test]
fn every_item_of_the_schema_is_described() {
    let data = registry().ask(ITEMS);
    let mut undescribed = Vec::new();
    for ty in data["__schema"]["types"].as_array().unwrap() {
        let name = ty["name"].as_str().unwrap();
        if !name.starts_with("__") {
            collect_undescribed(ty, name, &mut undescribed);
        }
    }
    assert!(undescribed.is_empty(), "without a description: {undescribed:?}");
}

#[test]
fn introspection_returns_fields_in_the_order_of_the_query() {
    let query = "{ b: __type(name: \"Certainty\") { name kind enumValues { name isDeprecated } description } }";
    let text = registry().answer(query, serde_json::json!({})).body;
    let places: Vec<_> = ["\"name\"", "\"kind\"", "\"isDeprecated\"", "\"description\""]
        .iter()
        .map(|key| text.find(key).unwrap())
        .collect();
    assert!(places.is_sorted(), "{text}");
}

/// Deprecation is part of the evolution of the schema after its first release. Until then names just change.
#[test]
fn nothing_is_deprecated_before_the_first_release() {
    let data = registry().ask(DEPRECATABLE);
    let mut deprecated = Vec::new();
    for ty in data["__schema"]["types"].as_array().unwrap() {
        collect_deprecated(ty, ty["name"].as_str().unwrap(), &mut deprecated);
    }
    assert!(deprecated.is_empty(), "{deprecated:?}");
}

/// What introspection shows of every item that can be deprecated.
const DEPRECATABLE: &str = "{ __schema { types { name
    fields(includeDeprecated: true) { name isDeprecated
        args(includeDeprecated: true) { name isDeprecated } }
    inputFields(includeDeprecated: true) { name isDeprecated }
    enumValues(includeDeprecated: true) { name isDeprecated } } } }";

/// Adds the paths of the deprecated items below `item`.
fn collect_deprecated(item: &serde_json::Value, path: &str, deprecated: &mut Vec<String>) {
    for list in ["fields", "args", "inputFields", "enumValues"] {
        for inner in item[list].as_array().into_iter().flatten() {
            let path = format!("{path}.{}", inner["name"].as_str().unwrap());
            if inner["isDeprecated"] == true {
                deprecated.push(path.clone());
            }
            collect_deprecated(inner, &path, deprecated);
        }
    }
}

fn collect_undescribed(item: &serde_json::Value, path: &str, undescribed: &mut Vec<String>) {
    let description = item["description"].as_str().unwrap_or_default();
    let letters = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
    let name = path.rsplit('.').next().unwrap_or_default();
    let built_in = name == "ID";
    if !built_in && (description.len() < 4 || letters(description) == letters(name)) {
        undescribed.push(path.to_owned());
    }
    for list in ["fields", "args", "inputFields", "enumValues"] {
        for inner in item[list].as_array().into_iter().flatten() {
            collect_undescribed(
                inner,
                &format!("{path}.{}", inner["name"].as_str().unwrap()),
                undescribed,
            );
        }
    }
}
