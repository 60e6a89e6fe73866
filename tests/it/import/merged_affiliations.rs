//! A relation that the seed and ROR both state is one affiliation with two citations.

use consortia::domain::{
    record::{Discrepancy, Identifier, Period, Registry},
    stage::Stage,
};
use serde_json::{Value as Json, json};

use super::{FIRST, id, import, record, relation, seed};
use crate::{
    store::{all, assert_whole, raw, world},
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

/// The discrepancies that the program finds: the question, and of each fact its ends, role and number of citations.
fn found(app: &TestApp) -> Json {
    let data = app.data(
        "{ discrepancies(filter: { origin: { in: [SOFTWARE] } }) { nodes { slug question facts {
             ... on Affiliation { subject { slug } role object { slug } citations { source { slug } } } } } } }",
        json!({}),
    );
    let nodes = data["discrepancies"]["nodes"].as_array().unwrap().iter();
    json!(
        nodes
            .map(|it| {
                let facts = it["facts"].as_array().unwrap().iter();
                let facts = facts.map(|it| {
                    let cited = it["citations"].as_array().unwrap().len();
                    json!([it["subject"]["slug"], it["role"], it["object"]["slug"], cited])
                });
                json!([it["slug"], it["question"], facts.collect::<Vec<_>>()])
            })
            .collect::<Vec<_>>()
    )
}

/// The relation of the record of beta to alpha that ROR calls `ty`.
fn to_alpha(ty: &str) -> Json {
    let mut relation = relation(ty, 1);
    relation["id"] = "https://ror.org/03xjwb503".into();
    json!([relation])
}

#[test]
fn a_relation_that_seed_and_import_state_in_opposite_directions_is_a_discrepancy() {
    for (role, same, opposite) in
        [("PARENT", "parent", "child"), ("SUCCESSOR", "predecessor", "successor")]
    {
        let mut seed = registry();
        let (subject, object) =
            if role == "PARENT" { ("alpha", "beta") } else { ("beta", "alpha") };
        let last = seed.affiliations.last_mut().unwrap();
        *last = world::affiliation(subject, role, object, Period::default());
        let key = last.key.replace('.', "-");
        let mut app = TestApp::new(&seed);
        import(&mut app.store, &records(&to_alpha(same)), FIRST);
        assert_eq!(found(&app), json!([]), "{role}: both say the same");

        import(&mut app.store, &records(&to_alpha(opposite)), FIRST);
        let (of_seed, of_import) = ([subject, role, object], [object, role, subject]);
        let fact = |it: [&str; 3]| json!([it[0], it[1], it[2], 1]);
        let name = |slug: &str| {
            app.data(
                "query ($slug: String!) { organization(by: { slug: $slug }) { name } }",
                json!({ "slug": slug }),
            )
        };
        let [one, other] = [subject, object]
            .map(|slug| name(slug)["organization"]["name"].as_str().unwrap().to_owned());
        let question = format!("Which way does the relation {role} between {one} and {other} go?");
        let expected =
            json!([[format!("found-{key}"), question, [fact(of_seed), fact(of_import)]]]);
        assert_eq!(found(&app), expected, "{role}");
        let again = import(&mut app.store, &records(&to_alpha(opposite)), FIRST);
        assert!(again.to_string().ends_with("nothing changed"), "{again}");
        assert_eq!(found(&app), expected, "{role}");
        assert_whole(&raw(app.store.path()));

        // Once the seed agrees, nothing differs; neither does a plan.
        let mut agrees = seed.clone();
        let last = agrees.affiliations.last_mut().unwrap();
        *last = world::affiliation(object, role, subject, Period::default());
        app.apply(&agrees);
        assert_eq!(found(&app), json!([]), "{role}: the seed was corrected");
        app.apply(&seed);
        assert_eq!(found(&app), expected, "{role}");
        let mut plans = seed.clone();
        plans.affiliations.last_mut().unwrap().period.stage = Stage::Planned;
        app.apply(&plans);
        assert_eq!(found(&app), json!([]), "{role}: a plan");
        app.apply(&seed);

        // A curator takes the two over.
        let import_key = all::<String>(
            &raw(app.store.path()),
            "SELECT key FROM affiliation JOIN node USING (id) WHERE origin = 'ror'",
        );
        let mut curated = seed.clone();
        curated.discrepancies.push(Discrepancy {
            slug: "direction".to_owned(),
            question: "Which is a part of which?".to_owned(),
            facts: vec![("affiliation".to_owned(), seed.affiliations.last().unwrap().key.clone())],
            note: "Both stand.".to_owned(),
        });
        assert_eq!(import_key.len(), 1);
        app.apply(&curated);
        assert_eq!(found(&app), expected, "{role}: the discrepancy has only one of the two");
        assert_whole(&raw(app.store.path()));

        // The import takes its statement back.
        import(&mut app.store, &records(&json!([])), "v2.10-2026-07-01");
        assert_eq!(found(&app), json!([]), "{role}");
        assert_whole(&raw(app.store.path()));
    }
}

/// Organizations may fund each other, and a whole may have been a part before.
#[test]
fn opposite_directions_that_can_both_be_true_are_no_discrepancy() {
    let pair = |role: &str, one: Period, other: Period| {
        let mut seed = seed();
        seed.affiliations = vec![
            world::affiliation("alpha", role, "beta", one),
            world::affiliation("beta", role, "alpha", other),
        ];
        found(&TestApp::new(&seed)).as_array().unwrap().len()
    };
    let ever = Period::default;
    assert_eq!(pair("PARENT", ever(), ever()), 1);
    assert_eq!(pair("FUNDER", ever(), ever()), 0);
    let (before, after) = (world::period("1990", "2000"), world::period("2001", ""));
    assert_eq!(pair("PARENT", before.clone(), after.clone()), 0);
    assert_eq!(pair("PARENT", before, world::period("2000", "")), 1);
    assert_eq!(pair("SUCCESSOR", world::period("1990", ""), world::period("2001", "")), 1);
}
