//! Releases of ROR one after another, and an import after the seed has changed.

use std::fs;

use consortia::{
    import::{self, Options, RorImporter},
    store::Store,
};
use serde_json::json;

use super::{
    FIRST, NEXT, app, id, import as import_release, import_file, lines, record, records, relation,
    ror::{EVERYTHING, data},
    seed,
};
use crate::{
    store::{all, assert_whole, one, raw},
    support::TestApp,
};

#[test]
fn a_newer_release_updates_changed_records_and_keeps_the_seed() {
    let mut app = app();
    import_release(&mut app.store, &records(), FIRST);
    let ids = |store: &Store| -> Vec<(String, i64)> {
        let connection = raw(store.path());
        let slugs: Vec<String> = all(&connection, "SELECT slug FROM organization ORDER BY slug");
        slugs
            .into_iter()
            .map(|slug| {
                let row =
                    one(&connection, &format!("SELECT id FROM organization WHERE slug = '{slug}'"));
                (slug, row)
            })
            .collect()
    };
    let before = ids(&app.store);
    let mut newer = records();
    newer[0]["established"] = 1998.into();
    newer[1]["names"][0]["value"] = "Laboratoire Bêta renommé".into();
    newer[1]["relationships"] = json!([relation("child", 10)]);
    newer[2]["relationships"] = json!([]);
    newer.push(record(10, "Nouveau"));
    let report = import_release(&mut app.store, &newer, NEXT);
    assert_eq!(report.outcome.organizations.changed, 3, "{report}");
    assert_eq!(report.outcome.organizations.added, 1);
    assert_eq!(report.outcome.affiliations.removed, 2, "parent and related: {report}");
    assert_eq!(report.outcome.affiliations.added, 1);
    let after = ids(&app.store);
    assert!(before.iter().all(|row| after.contains(row)), "rows keep their ids");
    assert_whole(&raw(app.store.path()));
    let it = app.data(EVERYTHING, json!({ "ror": "03xjwb503" }))["organization"].take();
    assert_eq!(
        (&it["foundedOn"], &it["alternativeValues"][0]["value"]),
        (&json!("2005"), &json!("1998"))
    );
    let it = app.data(EVERYTHING, json!({ "ror": id(2) }))["organization"].take();
    assert_eq!(it["name"], "Laboratoire Bêta renommé");
    assert_eq!(it["citations"][0]["source"]["slug"], "ror-v2-10");
    assert_eq!(it["children"]["nodes"], json!([{ "name": "Nouveau" }]));
    let it = app.data(EVERYTHING, json!({ "ror": id(6) }))["organization"].take();
    assert_eq!(it["citations"][0]["source"]["slug"], "ror-v2-9", "unchanged since");
    assert_eq!(
        it["successors"]["nodes"],
        json!([{ "name": "สำนักงาน" }]),
        "one of the two records still states the relation"
    );
}

#[test]
fn a_changed_seed_keeps_the_values_of_ror() {
    let mut app = app();
    import_release(&mut app.store, &records(), FIRST);
    let mut registry = seed();
    registry.organizations[0].note = Some("edited".to_owned());
    registry.organizations[0].founded = None;
    app.apply(&registry);
    let it = app.data(EVERYTHING, json!({ "ror": "03xjwb503" }))["organization"].take();
    assert_eq!(it["foundedOn"], "1999");
    assert_eq!(it["alternativeValues"], json!([]));
    assert_eq!(it["names"].as_array().unwrap().len(), 3);
    assert_eq!(it["children"]["nodes"], json!([{ "name": "Laboratoire Bêta" }]));
    assert_whole(&raw(app.store.path()));
    import_release(&mut app.store, &records(), FIRST);
    let report = import_release(&mut app.store, &records(), FIRST);
    assert!(report.to_string().ends_with("nothing changed"), "{report}");
}

#[test]
fn a_file_without_a_release_is_refused() {
    let (_folder, path) = lines(&records());
    let mut app = app();
    let error = RorImporter::new(&path, None).unwrap_err();
    assert!(error.to_string().contains("--release v2.9-2026-06-23"), "{error}");
    let named = path.with_file_name("v2.9-2026-06-23-ror-data.json");
    fs::rename(&path, &named).unwrap();
    let importer = RorImporter::new(&named, None).unwrap();
    import::run(&mut app.store, &importer, &Options::default()).unwrap();
}

#[test]
fn an_older_release_is_refused_after_a_newer_one() {
    let mut app = app();
    import_release(&mut app.store, &records(), NEXT);
    let before = data(&app.store);
    let (_folder, path) = lines(&records());
    let error = import_file(&mut app.store, &path, &Options::default()).unwrap_err().to_string();
    assert!(error.contains("release v2.10") && error.contains("is newer"), "{error}");
    assert_eq!(data(&app.store), before);
}

#[test]
fn relations_of_an_inactive_organization_ended_by_its_release() {
    let mut app = app();
    let mut parent = record(20, "Former Institute");
    parent["status"] = "inactive".into();
    parent["established"] = 1990.into();
    parent["relationships"] = json!([relation("child", 21)]);
    import_release(&mut app.store, &[parent.clone(), record(21, "Laboratory")], FIRST);
    let ask = |app: &TestApp, as_of: &str, certainty: &str| {
        let query = "query ($slug: String!, $asOf: PartialDate, $certainty: Certainty) {
            organization(by: { slug: $slug }) { children(asOf: $asOf, certainty: $certainty) {
                edges { certainty affiliation { isCurrent } } } } }";
        let slug = format!("ror-{}", id(20));
        let variables = json!({ "slug": slug, "asOf": as_of, "certainty": certainty });
        app.data(query, variables)["organization"]["children"]["edges"].clone()
    };
    let possible = json!([{ "certainty": "POSSIBLE", "affiliation": { "isCurrent": false } }]);
    assert_eq!(ask(&app, "2026-06-23", "POSSIBLE"), possible, "it ended on an unknown day");
    assert_eq!(ask(&app, "2026-06-23", "CERTAIN"), json!([]));
    assert_eq!(ask(&app, "2026-06-24", "POSSIBLE"), json!([]), "the day after the release");
    assert_eq!(ask(&app, "1989", "POSSIBLE"), json!([]), "before it was founded");
    // The next release calls it active again.
    parent["status"] = "active".into();
    import_release(&mut app.store, &[parent, record(21, "Laboratory")], NEXT);
    let certain = json!([{ "certainty": "CERTAIN", "affiliation": { "isCurrent": true } }]);
    assert_eq!(ask(&app, "2026-08-01", "CERTAIN"), certain);
}
