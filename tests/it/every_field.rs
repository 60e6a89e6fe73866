//! Every field of every type can be compiled and executed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::seeded::registry;

const SCHEMA: &str = "{ __schema { types { kind name possibleTypes { name } fields { name
    args { name type { kind } }
    type { ...T } } } } }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// The arguments of root fields that require some.
const ARGUMENTS: [(&str, &str); 12] = [
    ("organization", "(by: { slug: \"pscc\" })"),
    ("person", "(by: { slug: \"eric-vivier\" })"),
    ("program", "(by: { slug: \"france-2030\" })"),
    ("event", "(by: { name: \"Creation of the Paris Saclay Cancer Cluster\" })"),
    ("source", "(by: { slug: \"upmc-canceropole\" })"),
    ("node", "(id: \"T3JnYW5pemF0aW9uOnBzY2M\")"),
    ("nodes", "(ids: [\"T3JnYW5pemF0aW9uOnBzY2M\"])"),
    ("commonAffiliates", "(of: [{ slug: \"unicancer\" }, { slug: \"inca\" }])"),
    ("search", "(query: \"cancer\", first: 2)"),
    ("network", "(around: { slug: \"pscc\" }, maxNodes: 5)"),
    ("path", "(from: { slug: \"sanofi\" }, to: { slug: \"inca\" }, limit: 2)"),
    ("changes", "(organization: { slug: \"pscc\" }, from: \"2007\", to: \"2023\")"),
];

/// The types of the schema by name.
struct Types(BTreeMap<String, Json>);

impl Types {
    fn read() -> Self {
        let data = registry().ask(SCHEMA);
        let types = data["__schema"]["types"].as_array().unwrap().clone();
        Self(types.into_iter().map(|ty| (ty["name"].as_str().unwrap().to_owned(), ty)).collect())
    }

    /// The fields of a type: name, and name of the type.
    fn fields(&self, ty: &str) -> Vec<(String, String)> {
        let fields = self.0[ty]["fields"].as_array().into_iter().flatten();
        fields
            .map(|field| (field["name"].as_str().unwrap().to_owned(), named(&field["type"])))
            .collect()
    }

    /// A selection of all fields of a type, with so many levels below them. Adds them to `asked`.
    fn select(&self, ty: &str, levels: usize, asked: &mut BTreeSet<String>) -> String {
        let one = |name: &str, inner: &str, asked: &mut BTreeSet<String>| {
            let below = if self.is_leaf(inner) {
                Some(String::new())
            } else if levels == 0 {
                None
            } else {
                Some(format!(" {{ {} }}", self.select(inner, levels - 1, asked)))
            };
            let below = below?;
            asked.insert(format!("{ty}.{name}"));
            Some(format!("{name}{}{below} ", arguments(ty, name)))
        };
        let fields: Vec<_> =
            self.fields(ty).iter().filter_map(|(name, inner)| one(name, inner, asked)).collect();
        let possible = self.0[ty]["possibleTypes"].as_array().into_iter().flatten();
        let fragments: Vec<_> = possible
            .filter(|_| levels > 0)
            .map(|it| {
                // Aliases: fields of the same name in two types may differ in nullability, and could not be merged.
                let ty = it["name"].as_str().unwrap();
                let fields = self.fields(ty);
                let leaves = fields.iter().filter(|(_, inner)| self.is_leaf(inner));
                let leaves: Vec<_> =
                    leaves.map(|(name, _)| format!("{ty}_{name}: {name} ")).collect();
                format!("... on {ty} {{ __typename {} }} ", leaves.concat())
            })
            .collect();
        format!("__typename {}{}", fields.concat(), fragments.concat())
    }

    fn is_leaf(&self, ty: &str) -> bool {
        ["SCALAR", "ENUM"].contains(&self.0[ty]["kind"].as_str().unwrap())
    }
}

fn named(ty: &Json) -> String {
    match ty["name"].as_str() {
        Some(name) => name.to_owned(),
        None => named(&ty["ofType"]),
    }
}

/// The arguments of a field: only some root fields require any.
fn arguments(ty: &str, field: &str) -> &'static str {
    let needed = ARGUMENTS.iter().find(|(name, _)| ty == "Query" && *name == field);
    needed.map_or("", |(_, arguments)| arguments)
}

/// The global id of one object of each type that has ids.
fn ids() -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    let lists = "{ organizations(first: 1) { nodes { ...N } } people(first: 1) { nodes { ...N } }
        programs(first: 1) { nodes { ...N } } events(first: 1) { nodes { ...N } }
        sources(first: 1) { nodes { ...N } } figures(first: 1) { nodes { ...N } }
        affiliations(first: 1) { nodes { ...N } } discrepancies(first: 1) { nodes { ...N } }
        a: people(first: 1) { nodes { positions(first: 1) { nodes { ...N } } } }
        b: events(first: 1) { nodes { participants(first: 1) { edges { participation { ...N } } } } } }
        fragment N on Node { __typename id }";
    collect(&registry().ask(lists), &mut ids);
    ids
}

fn collect(value: &Json, ids: &mut BTreeMap<String, String>) {
    if let (Some(ty), Some(id)) = (value["__typename"].as_str(), value["id"].as_str()) {
        ids.insert(ty.to_owned(), id.to_owned());
    }
    match value {
        Json::Object(fields) => fields.values().for_each(|value| collect(value, ids)),
        Json::Array(items) => items.iter().for_each(|value| collect(value, ids)),
        _ => {}
    }
}

#[test]
fn every_field_of_every_type_is_executed_without_errors() {
    let types = Types::read();
    let mut asked = BTreeSet::new();
    // One document for each field, so that none exceeds a limit.
    let mut ask = |ty: &str, wrap: &dyn Fn(&str) -> String| {
        for (name, inner) in types.fields(ty) {
            let below = if types.is_leaf(&inner) {
                String::new()
            } else {
                format!(" {{ {} }}", types.select(&inner, 2, &mut asked))
            };
            asked.insert(format!("{ty}.{name}"));
            registry().ask(&wrap(&format!("{name}{}{below}", arguments(ty, &name))));
        }
    };
    ask("Query", &|field| format!("{{ {field} }}"));
    let ids = ids();
    assert_eq!(ids.len(), 10, "{ids:?}");
    for (ty, id) in &ids {
        ask(ty, &|field| format!("{{ node(id: \"{id}\") {{ ... on {ty} {{ {field} }} }} }}"));
    }
    let all =
        types.0.keys().filter(|ty| !ty.starts_with("__")).flat_map(|ty| {
            types.fields(ty).into_iter().map(move |(name, _)| format!("{ty}.{name}"))
        });
    let missed: Vec<_> = all.filter(|field| !asked.contains(field)).collect();
    assert!(missed.is_empty(), "never selected: {missed:?}");
}
