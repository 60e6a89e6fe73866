//! Everything that a record of ROR says beyond its names and relations: places, links, domains, dates.

use serde_json::{Value as Json, json};

use super::{FIRST, app, id, import, record, relation};
use crate::{
    store::{all, assert_whole, raw},
    support::TestApp,
};

/// A location as ROR writes it: `GeoNames` id, city, part of the ISO 3166-2 code, region, latitude, longitude.
fn location(id: u32, city: &str, code: &str, region: &str, lat: f64, lon: f64) -> Json {
    json!({ "geonames_id": id, "geonames_details": {
        "name": city, "country_code": "FR", "country_name": "France", "country_subdivision_code": code,
        "country_subdivision_name": region, "continent_code": "EU", "continent_name": "Europe",
        "lat": lat, "lng": lon,
    } })
}

fn paris() -> Json {
    location(2_988_507, "Paris", "IDF", "Île-de-France", 48.85341, 2.3488)
}

/// A place of an older record: the same city, without region and continent.
fn old(mut location: Json) -> Json {
    let details = location["geonames_details"].as_object_mut().unwrap();
    details.retain(|key, _| !key.starts_with("country_sub") && !key.starts_with("continent"));
    location
}

fn records() -> Vec<Json> {
    let mut full = record(20, "Full");
    full["locations"] = json!([
        paris(),
        location(2_996_944, "Lyon", "ARA", "Auvergne-Rhône-Alpes", 45.74846, 4.84671)
    ]);
    full["links"] = json!([
        { "type": "wikipedia", "value": "https://fr.wikipedia.org/wiki/Full" },
        { "type": "website", "value": "https://full.example" },
        { "type": "website", "value": "https://full.example/en" },
        { "type": "wikipedia", "value": "https://en.wikipedia.org/wiki/Full" },
    ]);
    full["domains"] = json!(["full.example", "Mail.Full.example"]);
    full["admin"] = json!({
        "created": { "date": "2018-11-14", "schema_version": "1.0" },
        "last_modified": { "date": "2026-06-23", "schema_version": "2.1" },
    });
    full["relationships"] = json!([relation("parent", 21), relation("related", 99)]);
    let mut old_record = record(21, "Old");
    old_record["locations"] = json!([old(paris())]);
    let mut bare = record(22, "Bare");
    bare["locations"] = json!([]);
    vec![full, old_record, bare]
}

fn imported() -> TestApp {
    let mut app = app();
    let report = import(&mut app.store, &records(), FIRST);
    assert!(!report.to_string().contains("not stored"), "{report}");
    assert_eq!((report.omitted, report.rejected), (0, 0), "{report}");
    app
}

fn slugs(app: &TestApp, filter: &str) -> Json {
    let query = format!("{{ organizations(filter: {filter}) {{ nodes {{ name }} }} }}");
    let nodes = app.data(&query, json!({}))["organizations"]["nodes"].take();
    nodes.as_array().unwrap().iter().map(|node| node["name"].clone()).collect()
}

#[test]
fn everything_that_a_record_says_is_kept() {
    let app = imported();
    let query = "query ($ror: String!) { organization(by: { ror: $ror }) {
        website domains links { kind url }
        location { ...L } locations { ...L }
        sourceRecords { key locator status createdOn createdInSchema modifiedOn modifiedInSchema source { slug }
            relations { role isSubject key label organization { name } } } } }
        fragment L on Location { city region subdivision { code name } country { code } continent geonamesId lat lon }";
    let it = app.data(query, json!({ "ror": id(20) }))["organization"].take();
    assert_eq!(it["website"], "https://full.example");
    assert_eq!(it["domains"], json!(["full.example", "mail.full.example"]));
    assert_eq!(
        it["links"],
        json!([
            { "kind": "WIKIPEDIA", "url": "https://fr.wikipedia.org/wiki/Full" },
            { "kind": "WEBSITE", "url": "https://full.example/en" },
            { "kind": "WIKIPEDIA", "url": "https://en.wikipedia.org/wiki/Full" },
        ])
    );
    let paris = json!({ "city": "Paris", "region": "Île-de-France",
        "subdivision": { "code": "FR-IDF", "name": "Île-de-France" }, "country": { "code": "FR" },
        "continent": "EUROPE", "geonamesId": 2_988_507, "lat": 48.85341, "lon": 2.3488 });
    assert_eq!((&it["location"], &it["locations"][0]), (&paris, &paris));
    assert_eq!(it["locations"][1]["subdivision"]["code"], "FR-ARA");
    assert_eq!(it["locations"].as_array().unwrap().len(), 2);
    let ror = json!([{
        "key": id(20), "locator": format!("https://ror.org/{}", id(20)), "status": "ACTIVE",
        "createdOn": "2018-11-14", "createdInSchema": "1.0", "modifiedOn": "2026-06-23", "modifiedInSchema": "2.1",
        "source": { "slug": "ror-v2-9" },
        "relations": [
            { "role": "PARENT", "isSubject": false, "key": id(21), "label": "L", "organization": { "name": "Old" } },
            { "role": "RELATED", "isSubject": true, "key": id(99), "label": "L", "organization": null },
        ],
    }]);
    assert_eq!(it["sourceRecords"], ror);
    let it = app.data(query, json!({ "ror": id(21) }))["organization"].take();
    assert_eq!(it["location"]["subdivision"]["code"], "FR-IDF", "that of its GeoNames id");
    assert_eq!(it["location"]["region"], Json::Null, "the record names none");
    let it = app.data(query, json!({ "ror": id(22) }))["organization"].take();
    assert_eq!((&it["location"], &it["locations"]), (&Json::Null, &json!([])));
}

#[test]
fn a_region_is_found_under_each_of_its_names() {
    let app = imported();
    for name in ["Île-de-France", "ile de france", "Paris region", "FR-IDF", "fr-idf"] {
        assert_eq!(
            slugs(&app, &format!("{{ region: \"{name}\" }}")),
            json!(["Full", "Old"]),
            "{name}"
        );
    }
    assert_eq!(
        slugs(&app, "{ region: \"Auvergne-Rhône-Alpes\" }"),
        json!(["Full"]),
        "its second place"
    );
    assert_eq!(slugs(&app, "{ region: \"Nowhere\" }"), json!([]));
    let facets = app.data(
        "{ organizations(filter: { region: \"Paris region\" }) { facets { regions { value count } } } }",
        json!({}),
    );
    let facets = &facets["organizations"]["facets"]["regions"];
    assert_eq!(*facets, json!([{ "value": "Île-de-France", "count": 2 }]));
}

#[test]
fn organizations_are_found_near_a_point() {
    let mut app = imported();
    let near = |app: &TestApp, lat: f64, lon: f64, km: f64| {
        slugs(app, &format!("{{ near: {{ lat: {lat}, lon: {lon}, km: {km} }} }}"))
    };
    // Villejuif is 6.6 km from the centre of Paris.
    assert_eq!(near(&app, 48.7939, 2.35992, 6.7), json!(["Full", "Old"]));
    assert_eq!(near(&app, 48.7939, 2.35992, 6.5), json!([]));
    assert_eq!(near(&app, 45.76, 4.84, 5.0), json!(["Full"]), "its second place");
    assert_eq!(near(&app, 48.85341, 2.3488, 0.0), json!(["Full", "Old"]));
    assert_eq!(near(&app, -48.0, -178.0, 20_000.0), json!(["Full", "Old"]));
    // Across the seam at 180 degrees, and around a pole.
    let mut there = record(20, "Full");
    there["locations"] =
        json!([location(1, "A", "X", "X", -17.0, 179.9), location(2, "B", "X", "X", 89.9, 10.0)]);
    import(&mut app.store, &[there], FIRST);
    assert_eq!(near(&app, -17.0, -179.9, 25.0), json!(["Full"]));
    assert_eq!(near(&app, 89.9, -170.0, 25.0), json!(["Full"]));
    assert_eq!(near(&app, 48.85341, 2.3488, 1.0), json!(["Old"]), "it has moved");
    let sets =
        "SELECT places FROM place_set WHERE id NOT IN (SELECT place_set_id FROM organization)";
    assert!(all::<String>(&raw(app.store.path()), sets).is_empty(), "the set before is gone");
    assert_whole(&raw(app.store.path()));
    for (circle, rule) in [
        ("lat: 91, lon: 0, km: 1", "a latitude is from -90 to 90"),
        ("lat: 0, lon: -181, km: 1", "a longitude from -180 to 180"),
        ("lat: 0, lon: 0, km: -1", "give a distance of 0 to 20000 km"),
        ("lat: 0, lon: 0, km: 20001", "give a distance of 0 to 20000 km"),
    ] {
        let query =
            format!("{{ organizations(filter: {{ near: {{ {circle} }} }}) {{ totalCount }} }}");
        let answer = app.ask(&query, json!({}));
        assert!(
            answer["errors"][0]["message"].as_str().unwrap().contains(rule),
            "{circle}: {answer}"
        );
    }
}

#[test]
fn an_organization_is_found_by_its_domain() {
    let app = imported();
    assert_eq!(slugs(&app, "{ domain: \"MAIL.full.example\" }"), json!(["Full"]));
    assert_eq!(slugs(&app, "{ domain: \"example.org\" }"), json!([]));
    let answer =
        app.ask("{ organizations(filter: { domain: \"full\" }) { totalCount } }", json!({}));
    let message = answer["errors"][0]["message"].as_str().unwrap();
    assert!(message.contains("`full` is not an internet domain"), "{message}");
}

#[test]
fn the_place_of_a_curator_gains_what_ror_says_of_the_same_city() {
    let mut app = app();
    let mut same = record(9, "Gamma");
    same["established"] = 1950.into();
    same["locations"] = json!([paris()]);
    let mut other = record(23, "Institut Alpha");
    other["id"] = "https://ror.org/03xjwb503".into();
    other["locations"] = json!([paris()]);
    import(&mut app.store, &[same, other], FIRST);
    let query = "query ($slug: String!) { organization(by: { slug: $slug }) {
        location { city lat } locations { city lat } } }";
    let paris = json!({ "city": "Paris", "lat": 48.85341 });
    let it = app.data(query, json!({ "slug": "gamma" }))["organization"].take();
    assert_eq!(it, json!({ "location": paris, "locations": [paris] }), "one place, stated twice");
    // The seed says no more of alpha than its country.
    let it = app.data(query, json!({ "slug": "alpha" }))["organization"].take();
    assert_eq!(it["location"], paris);
}

#[test]
fn invalid_parts_are_left_out_and_reported() {
    let mut app = app();
    let mut odd = record(20, "Odd");
    odd["locations"] =
        json!([location(0, "Paris", "île", "Île-de-France", 91.0, 2.0), paris(), paris()]);
    odd["locations"][0]["geonames_details"]["continent_code"] = "XX".into();
    odd["links"] = json!([
        { "type": "website", "value": "none" },
        { "type": "website", "value": "https://odd.example" },
        { "type": "website", "value": "https://odd.example" },
        { "type": "blog", "value": "https://odd.example/blog" },
    ]);
    odd["domains"] = json!(["odd.example", "ODD.example", "odd"]);
    odd["admin"] = json!({ "created": { "date": "yesterday" } });
    let text = import(&mut app.store, &[odd], FIRST).to_string();
    for part in [
        "GeoNames id 0: an id is a positive number",
        "country_subdivision_code \"île\": not a part of an ISO 3166-2 code",
        "continent_code \"XX\": not a code of GeoNames",
        "coordinates 91, 2: a latitude is from -90 to 90 degrees",
        "location Some(\"Paris\"): duplicate value",
        "website \"none\": not a web address",
        "website \"https://odd.example\": duplicate value",
        "link of type \"blog\"",
        "domain \"ODD.example\": duplicate value",
        "domain \"odd\": not an internet domain",
        "date \"yesterday\" of created:",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let it = app.data("{ organizations { nodes { website } } }", json!({}));
    let websites = it["organizations"]["nodes"].as_array().unwrap();
    assert!(
        websites.iter().any(|it| it["website"] == "https://odd.example"),
        "the first valid one"
    );
}
