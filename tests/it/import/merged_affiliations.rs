//! A relation that the seed and ROR both state is one affiliation with two citations.

use consortia::domain::record::{Identifier, Period, Registry};
use serde_json::{Value as Json, json};

use super::{FIRST, id, import, record, relation, seed};
use crate::{
    store::{assert_whole, raw, world},
    support::TestApp,
};

/// The seed, with a part of alpha that has a ROR id.
fn registry() -> Registry {
    let mut registry = seed();
    registry.organizations[1].identifiers = vec![Identifier::new("ROR", id(2))];
    let part = world::affiliation("alpha", "PARENT", "beta", Period::default());
    registry.affiliations.push(part);
    registry
}

fn records(relations: &Json) -> Vec<Json> {
    let mut alpha = record(1, "Institut alpha");
    alpha["id"] = "https://ror.org/03xjwb503".into();
    let mut beta = record(2, "Institut beta");
    beta["relationships"] = relations.clone();
    vec![alpha, beta]
}

fn parent() -> Json {
    let mut parent = relation("parent", 1);
    parent["id"] = "https://ror.org/03xjwb503".into();
    json!([parent])
}

/// The parents of beta: the source of each citation of each.
fn parents(app: &TestApp) -> Json {
    let data = app.data(
        "{ organization(by: { slug: \"beta\" }) { parents(history: true) { edges { affiliation { citations { source { slug } } } } } } }",
        json!({}),
    );
    let edges = data["organization"]["parents"]["edges"].as_array().unwrap().iter();
    let sources = |edge: &Json| {
        let cited = edge["affiliation"]["citations"].as_array().unwrap().iter();
        cited.map(|it| it["source"]["slug"].clone()).collect::<Vec<_>>()
    };
    json!(edges.map(sources).collect::<Vec<_>>())
}

#[test]
fn a_relation_that_seed_and_import_state_is_one_affiliation() {
    let mut app = TestApp::new(&registry());
    import(&mut app.store, &records(&parent()), FIRST);
    let both = parents(&app);
    assert_eq!((both.as_array().unwrap().len(), both[0].as_array().unwrap().len()), (1, 2));
    assert_eq!(both[0][0], "old");
    let again = import(&mut app.store, &records(&parent()), FIRST);
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
    assert_eq!(parents(&app), both);

    // Without the seed the import still states it.
    app.apply(&seed_without());
    assert_eq!(parents(&app), json!([[both[0][1]]]));
    import(&mut app.store, &records(&parent()), FIRST);
    assert_eq!(parents(&app), json!([[both[0][1]]]));
    app.apply(&registry());
    assert_eq!(parents(&app), both);

    // Without the import the seed does.
    import(&mut app.store, &records(&json!([])), "v2.10-2026-07-01");
    assert_eq!(parents(&app), json!([["old"]]));
    assert_whole(&raw(app.store.path()));
}

fn seed_without() -> Registry {
    let mut registry = registry();
    registry.affiliations.pop();
    registry
}
