//! What a search must find, and what it must not: one case for each kind of text that people search for.

use std::{collections::HashSet, sync::PoisonError};

use serde_json::{Value as Json, json};

use crate::{import::sample, seeded, support::TestApp};

const SEARCH: &str =
    "query ($q: String!) { search(query: $q, first: 5) { totalCount totalCountIsLowerBound edges {
    score matchedName ignoredWords node { slug } } } }";

fn search(app: &TestApp, text: &str) -> Json {
    app.data(SEARCH, json!({ "q": text }))["search"].take()
}

/// The slug of the best hit, and its score.
fn first(app: &TestApp, text: &str) -> (String, f64) {
    let found = search(app, text);
    let hit = &found["edges"][0];
    assert!(hit.is_object(), "nothing is found for {text:?}");
    (hit["node"]["slug"].as_str().unwrap().to_owned(), hit["score"].as_f64().unwrap())
}

#[test]
fn texts_find_what_they_name_in_the_seed() {
    seeded::registry().with_app(|app| {
        for (text, slug) in [
            ("institut-curie", "institut-curie"),
            (
                "https://example.org/registry/o/institut-curie?asOf=2007&view=table",
                "institut-curie",
            ),
            ("/o/institut-curie", "institut-curie"),
            ("Institut Curie, France", "institut-curie"),
            ("Institut Curie (FR)", "institut-curie"),
            ("INSTITUT   CURIE – PARIS – FRANCE", "institut-curie"),
            ("Institut Curie, PSL Research University, Paris, France", "institut-curie"),
            ("Insti\u{ad}tut Cu\u{200b}rie", "institut-curie"),
            ("\u{202b}Institut Curie\u{202c}", "institut-curie"),
            ("Ｉｎｓｔｉｔｕｔ　Ｃｕｒｉｅ", "institut-curie"),
            ("“Institut Curie”", "institut-curie"),
            ("Institut AND Curie", "institut-curie"),
            ("Institut NOT (Curie) *", "institut-curie"),
            ("Instiut Curie, France", "institut-curie"),
            ("🏥 Institut Curie 🎗", "institut-curie"),
            ("C.N.R.S.", "cnrs"),
            ("C.N.R.S. Paris", "cnrs"),
            ("CancéropôleÎledeFrance", "canceropole-ile-de-france"),
            ("Canceropole IledeFrance", "canceropole-ile-de-france"),
        ] {
            assert_eq!(first(app, text).0, slug, "{text:?}");
        }
    });
}

#[test]
fn a_global_id_finds_its_thing() {
    seeded::registry().with_app(|app| {
        let id = &app.data("{ organization(by: { slug: \"institut-curie\" }) { id } }", json!({}))
            ["organization"]["id"];
        let found = app.data(SEARCH, json!({ "q": id }));
        assert_eq!(found["search"]["edges"][0]["node"]["slug"], "institut-curie");
        assert_eq!(found["search"]["totalCount"], 1);
    });
}

#[test]
fn words_that_are_left_out_are_listed_as_written() {
    seeded::registry().with_app(|app| {
        let ignored = |text: &str| search(app, text)["edges"][0]["ignoredWords"].clone();
        assert_eq!(ignored("Institut Curie"), json!([]));
        assert_eq!(ignored("Institut Curie, France"), json!([]));
        assert_eq!(ignored("Institut Curie, Zqxwv of the Moon"), json!(["Zqxwv", "Moon"]));
        let long = format!("Institut Curie {}", "mot ".repeat(200));
        assert_eq!(ignored(&long), json!(["mot"]));
    });
}

#[test]
fn texts_without_words_find_nothing_and_are_no_error() {
    seeded::registry().with_app(|app| {
        for text in ["", " ", "…!?", "🏥", "\u{ad}\u{200b}", "\"", "()", "*"] {
            assert_eq!(search(app, text)["totalCount"], 0, "{text:?}");
        }
        assert!(search(app, "de la")["totalCount"].as_u64() > Some(0));
    });
}

#[test]
fn a_number_that_does_not_fit_is_not_ignored() {
    seeded::registry().with_app(|app| {
        for text in
            ["Université Paris 99", "Paris 99", "Sorbonne Université 12", "Institut Curie 77"]
        {
            let found = search(app, text);
            let score = found["edges"][0]["score"].as_f64().unwrap_or_default();
            assert!(score < 0.4, "{text:?}: {found}");
        }
    });
}

#[test]
fn texts_find_what_they_name_in_imported_records() {
    let Some(world) = sample::world() else { return };
    let world = world.lock().unwrap_or_else(PoisonError::into_inner);
    for (text, slug) in [
        ("02feahw73", "cnrs"),
        ("https://ror.org/02feahw73", "cnrs"),
        ("https://www.ror.org/02FEAHW73/", "cnrs"),
        ("ROR ID: 02feahw73", "cnrs"),
        ("grid.4444.0", "cnrs"),
        ("https://www.grid.ac/institutes/grid.4444.0", "cnrs"),
        ("0000 0001 2259 7504", "cnrs"),
        ("isni:0000000122597504", "cnrs"),
        ("Q280413", "cnrs"),
        ("http://www.wikidata.org/entity/Q280413", "cnrs"),
        ("https://doi.org/10.13039/501100004794", "cnrs"),
        ("501100004794", "cnrs"),
        ("Some words that stand beside it (ror.org/02feahw73)", "cnrs"),
        ("Assistance Publique – Hôpitaux de Paris (AP-HP)", "ap-hp"),
        ("Curie Institute (France)", "institut-curie"),
        ("Institut Curie, Île-de-France", "institut-curie"),
        ("Institut Curie, PSL Research University, Paris, France", "institut-curie"),
        ("CNRS UMR 8104", "ror-051sk4035"),
        ("INSERM U1016", "ror-051sk4035"),
        ("INSERM U1016, Institut Cochin, Paris", "ror-051sk4035"),
        ("Université Paris VII", "universite-paris-diderot"),
        ("Århus", "ror-01aj84f44"),
        ("Århus Universitet", "ror-01aj84f44"),
        ("Aarhus University, Danmark", "ror-01aj84f44"),
    ] {
        let (found, score) = first(&world, text);
        assert_eq!(found, slug, "{text:?}");
        assert!(score >= 0.6, "{text:?}: {score}");
    }
    for text in ["Université Paris 99", "Paris 99", "CNRS UMR 99999", "Lyon 31"] {
        assert!(first(&world, text).1 < 0.5, "{text:?}");
    }
}

#[test]
fn keys_that_were_withdrawn_lead_to_what_replaced_them() {
    let Some(world) = sample::world() else { return };
    let world = world.lock().unwrap_or_else(PoisonError::into_inner);
    let database = crate::store::raw(world.store.path());
    let mut redirects = database
        .prepare(
            "SELECT r.value, o.slug FROM redirect AS r JOIN organization AS o ON o.id = r.organization_id
             WHERE r.scheme = 'ROR' OR r.scheme = 'SLUG' LIMIT 40",
        )
        .unwrap();
    let redirects = redirects.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    for (value, slug) in redirects.map(Result::unwrap) {
        let (value, slug): (String, String) = (value, slug);
        let (found, score) = first(&world, &value);
        assert_eq!((found, score > 0.999), (slug, true), "{value}");
    }
}

#[test]
fn every_hit_that_is_counted_can_be_reached() {
    let Some(world) = sample::world() else { return };
    let world = world.lock().unwrap_or_else(PoisonError::into_inner);
    let page = "query ($q: String!, $after: String) { search(query: $q, first: 100, after: $after) { totalCount
        totalCountIsLowerBound pageInfo { hasNextPage endCursor } nodes { id } } }";
    let (mut ids, mut after, mut pages) = (HashSet::new(), Json::Null, 0);
    let total = loop {
        let found = world.data(page, json!({ "q": "university", "after": after }))["search"].take();
        assert_eq!(found["totalCountIsLowerBound"], false);
        ids.extend(found["nodes"].as_array().unwrap().iter().map(|node| node["id"].to_string()));
        after = found["pageInfo"]["endCursor"].clone();
        pages += 1;
        if found["pageInfo"]["hasNextPage"] == false {
            break found["totalCount"].as_u64().unwrap();
        }
    };
    assert!((6_300..6_600).contains(&total), "{total}");
    assert_eq!((ids.len() as u64, pages), (total, total.div_ceil(100)));
    let many = search(&world, "u");
    assert_eq!(
        (&many["totalCount"], &many["totalCountIsLowerBound"]),
        (&json!(10_000), &json!(true))
    );
    // What a filter selects from was cut, so there may be more that meet it.
    let filtered =
        "{ search(query: \"u\", filter: { organization: { countries: { in: [\"FR\"] } } }) {
        totalCount totalCountIsLowerBound } }";
    let filtered = world.data(filtered, json!({}))["search"].take();
    assert!((1..10_000).contains(&filtered["totalCount"].as_u64().unwrap()), "{filtered}");
    assert_eq!(filtered["totalCountIsLowerBound"], true);
}
