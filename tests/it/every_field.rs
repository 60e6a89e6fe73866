//! Every field of every type can be compiled and executed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use consortia::{domain::entity_type::EntityType, seed};
use serde_json::Value as Json;

use crate::seeded::registry;

const SCHEMA: &str = "{ __schema { types { kind name possibleTypes { name } fields { name
    args { name type { kind } }
    type { ...T } } } } }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// The arguments of root fields that require some; those that look up a record by its key apart.
const ARGUMENTS: [(&str, &str); 7] = [
    ("node", "(id: \"T3JnYW5pemF0aW9uOnBzY2M\")"),
    ("nodes", "(ids: [\"T3JnYW5pemF0aW9uOnBzY2M\"])"),
    ("commonAffiliates", "(of: [{ slug: \"unicancer\" }, { slug: \"inca\" }])"),
    ("search", "(query: \"cancer\", first: 2)"),
    ("network", "(around: { slug: \"pscc\" }, maxNodes: 5)"),
    ("path", "(from: { slug: \"sanofi\" }, to: { slug: \"inca\" }, limit: 2)"),
    ("changes", "(organization: { slug: \"pscc\" }, from: \"2007\", to: \"2023\")"),
];

/// Types that are deeper below the fields of an entity than the selections of the test, each with a query for all its fields.
const DEEP: [(&str, &str); 2] = [
    (
        "JointUnit",
        "{ organization(by: { slug: \"inserm\" }) { related(via: UNIT, history: true) { edges {
            units { organization { slug } affiliations { id } } } } } }",
    ),
    (
        "SharedProgram",
        "{ organization(by: { slug: \"pscc\" }) { coParticipants(history: true) { edges {
            programs { program { slug } since sinceStated participations { id } } } } } }",
    ),
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

/// The key of the first record of each type in the seed.
static FIRST_KEYS: LazyLock<BTreeMap<EntityType, String>> = LazyLock::new(|| {
    let registry = seed::read(&seed::embedded()).unwrap();
    let mut keys = BTreeMap::new();
    for record in registry.records() {
        keys.entry(record.entity_type()).or_insert_with(|| record.key().to_owned());
    }
    keys
});

/// The key of the first record of a type in the seed.
fn first_key(ty: EntityType) -> &'static str {
    FIRST_KEYS.get(&ty).unwrap_or_else(|| panic!("no record of the seed is read as {ty}"))
}

/// The arguments of a field: only some root fields require any.
fn arguments(ty: &str, field: &str) -> String {
    match (ty, field) {
        ("FactConnection" | "TopicAssignmentConnection", "groups") => {
            return "(by: [TYPE])".to_owned();
        }
        ("AffiliationConnection" | "OrganizationPersonConnection", "groups") => {
            return "(by: [ROLE])".to_owned();
        }
        ("DiscrepancyConnection", "groups") => return "(by: [ORIGIN])".to_owned(),
        (_, "groups") => return "(by: [KIND])".to_owned(),
        ("Query", _) => {}
        _ => return String::new(),
    }
    if let Some(ty) = EntityType::of_noun(field) {
        return format!("(by: {{ slug: \"{}\" }})", first_key(ty));
    }
    let needed = ARGUMENTS.iter().find(|(name, _)| *name == field);
    needed.map_or_else(String::new, |(_, arguments)| (*arguments).to_owned())
}

fn global_id(ty: EntityType) -> String {
    URL_SAFE_NO_PAD.encode(format!("{ty}:{}", first_key(ty)))
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
    for ty in EntityType::ALL {
        let id = global_id(ty);
        ask(ty.name(), &|field| {
            format!("{{ node(id: \"{id}\") {{ ... on {ty} {{ {field} }} }} }}")
        });
    }
    // What is further below than a selection reaches.
    for (name, query) in DEEP {
        registry().ask(query);
        asked.extend(types.fields(name).into_iter().map(|(field, _)| format!("{name}.{field}")));
    }
    let all =
        types.0.keys().filter(|ty| !ty.starts_with("__")).flat_map(|ty| {
            types.fields(ty).into_iter().map(move |(name, _)| format!("{ty}.{name}"))
        });
    let missed: Vec<_> = all.filter(|field| !asked.contains(field)).collect();
    assert!(missed.is_empty(), "never selected: {missed:?}");
}
