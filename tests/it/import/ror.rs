//! What an import of ROR writes, and what it does not touch.

use std::{fs, io::Write};

use consortia::{
    import::Options,
    store::{ImportOutcome, Store},
};
use serde_json::{Value as Json, json};

use super::{
    FIRST, NEXT, app, different, id, import as import_release, import_file, lines, record, records,
    relation, seed,
};
use crate::store::{assert_whole, dump, raw};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    writer.start_file("v2.9-2026-06-23-ror-data.csv", options).unwrap();
    writer.write_all(b"id,name\n").unwrap();
    writer.start_file(name, options).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

/// Every row of the database but for the settings, which contain random values.
pub fn data(store: &Store) -> Vec<String> {
    dump(&raw(store.path())).into_iter().filter(|row| !row.starts_with("setting:")).collect()
}

#[test]
fn every_file_format_gives_the_same_registry() {
    let folder = tempfile::tempdir().unwrap();
    let array = serde_json::to_vec_pretty(&records()).unwrap();
    let (_lines, path) = lines(&records());
    let lines = fs::read(path).unwrap();
    let forms: [(&str, Vec<u8>); 6] = [
        ("a.jsonl", lines.clone()),
        ("a.json", array.clone()),
        ("a.jsonl.gz", gzip(&lines)),
        ("a.json.gz", gzip(&array)),
        ("v2.9-2026-06-23-ror-data.zip", zip("v2.9-2026-06-23-ror-data_schema_v2.json", &array)),
        ("named-otherwise", array),
    ];
    let mut seen: Vec<Vec<String>> = Vec::new();
    for (name, bytes) in forms {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let mut app = app();
        let report = import_file(&mut app.store, &path, &Options::default()).unwrap();
        assert_eq!(report.records, 9, "{name}");
        assert_whole(&raw(app.store.path()));
        seen.push(data(&app.store));
    }
    assert!(seen.windows(2).all(|two| two[0] == two[1]));
}

#[test]
fn the_report_counts_records_and_lists_problems() {
    let mut app = app();
    let report = import_release(&mut app.store, &records(), FIRST);
    let text = report.to_string();
    assert_eq!(report.outcome.organizations.added, 3, "joined and withdrawn ones not: {text}");
    assert_eq!(report.outcome.withdrawn.added, 3, "{text}");
    assert_eq!(report.outcome.affiliations.added, 3, "{text}");
    assert_eq!(report.outcome.redirects, 2, "the third has no successor: {text}");
    assert_eq!(report.outcome.open_ends, 1, "{text}");
    assert_eq!((report.rejected, report.omitted), (1, 1), "{text}");
    let joined: Vec<_> = report.outcome.matched.iter().map(|it| (&*it.slug, &it.key)).collect();
    assert_eq!(joined, [("alpha", &"03xjwb503".to_owned()), ("gamma", &id(9))]);
    for part in [
        "line 8",
        "status \"asleep\"",
        "ISNI \"0000 0004 6066 7764\": the check digit",
        "alpha matches 03xjwb503 (Institut Alpha): ROR 03xjwb503",
        "(Gamma): name, country FR, city Paris, founded 1950",
        "written",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn a_second_run_changes_nothing_and_reports_that() {
    let mut app = app();
    import_release(&mut app.store, &records(), FIRST);
    let before = dump(&raw(app.store.path()));
    for version in [FIRST, FIRST] {
        let report = import_release(&mut app.store, &records(), version);
        assert!(report.to_string().ends_with("nothing changed"), "{report}");
        let ImportOutcome { organizations, withdrawn, .. } = report.outcome;
        assert_eq!((organizations.unchanged, withdrawn.unchanged), (5, 3));
        assert_eq!(report.outcome.affiliations.unchanged, 3);
    }
    assert_eq!(dump(&raw(app.store.path())), before);
}

#[test]
fn a_dry_run_reports_the_same_and_writes_nothing() {
    let mut app = app();
    let before = dump(&raw(app.store.path()));
    let (_folder, path) = lines(&records());
    let options = || Options { dry_run: true, ..Options::default() };
    let dry = import_file(&mut app.store, &path, &options()).unwrap();
    assert_eq!(dump(&raw(app.store.path())), before);
    let wet = import_file(&mut app.store, &path, &Options::default()).unwrap();
    assert_eq!(dry.outcome, wet.outcome);
    assert!(dry.to_string().ends_with("dry run: nothing was written"));
}

pub const EVERYTHING: &str = "query ($ror: String!) { organization(by: { ror: $ror }) { slug name kinds status foundedOn website
    names { value language kind citations { source { slug } locator } }
    identifiers { scheme value isPreferred citations { source { slug } } }
    location { city region country { code } }
    alternativeValues { field value source { slug } locator }
    citations { source { slug } locator fields }
    children { nodes { name } } parents { nodes { slug } edges { affiliation { citations { source { slug title } locator } } } }
    relatedTo { nodes { name } } predecessors { nodes { name } } successors { nodes { name } } } }";

#[test]
fn values_of_ror_are_kept_beside_those_of_the_seed() {
    let mut app = app();
    import_release(&mut app.store, &records(), FIRST);
    let it =
        app.data(EVERYTHING, json!({ "ror": "https://ror.org/03xjwb503" }))["organization"].take();
    assert_eq!((&it["slug"], &it["name"]), (&json!("alpha"), &json!("Institut alpha")));
    assert_eq!(it["foundedOn"], "2005", "the value of the seed");
    let claim = json!({ "field": "foundedOn", "value": "1999", "source": { "slug": "ror-v2-9" },
        "locator": "https://ror.org/03xjwb503" });
    assert_eq!(it["alternativeValues"], json!([claim]));
    assert_eq!(it["website"], "https://alpha.example", "the seed has none");
    assert_eq!(
        it["location"],
        json!({ "city": "Gif-sur-Yvette", "region": "Region", "country": { "code": "FR" } })
    );
    let names = it["names"].as_array().unwrap();
    let rors = names.iter().find(|name| name["value"] == "Institut Alpha").unwrap();
    assert_eq!(rors["citations"][0]["source"]["slug"], "ror-v2-9");
    assert_eq!(names[0]["citations"][0]["source"]["slug"], "old");
    let keys: Vec<_> =
        it["identifiers"].as_array().unwrap().iter().map(|it| &it["value"]).collect();
    assert_eq!(keys, ["03xjwb503", "Q42", "Q7"], "each once, the preferred first");
    let preferred: Vec<_> =
        it["identifiers"].as_array().unwrap().iter().map(|it| &it["isPreferred"]).collect();
    assert_eq!(preferred, [false, true, false]);
    assert_eq!(it["children"]["nodes"], json!([{ "name": "Laboratoire Bêta" }]));
    let cited = it["citations"].as_array().unwrap().last().unwrap();
    assert_eq!(
        cited["fields"],
        json!(["names", "kinds", "identifiers", "website", "location", "locations"])
    );
}

#[test]
fn relations_of_ror_become_affiliations() {
    let mut app = app();
    import_release(&mut app.store, &records(), FIRST);
    let it = app.data(EVERYTHING, json!({ "ror": id(2) }))["organization"].take();
    assert_eq!(it["slug"], format!("ror-{}", id(2)));
    assert_eq!(it["kinds"], json!(["FACILITY", "FUNDER"]));
    assert_eq!(it["status"], "ACTIVE");
    assert_eq!(it["parents"]["nodes"], json!([{ "slug": "alpha" }]));
    let cited = &it["parents"]["edges"][0]["affiliation"]["citations"];
    let locator = format!("https://ror.org/{}, relationships", id(2));
    assert_eq!(cited[0]["locator"], locator);
    assert_eq!(cited[0]["source"]["title"], "Research Organization Registry, release v2.9");
    assert_eq!(it["relatedTo"]["nodes"], json!([{ "name": "สำนักงาน" }]));
    let it = app.data(EVERYTHING, json!({ "ror": id(3) }))["organization"].take();
    assert_eq!(
        it["relatedTo"]["nodes"],
        json!([{ "name": "Laboratoire Bêta" }]),
        "stated by both records, but only one affiliation"
    );
    assert_eq!(it["predecessors"]["nodes"], json!([{ "name": "Former Office" }]));
}

#[test]
fn the_id_of_a_withdrawn_record_redirects_with_a_warning() {
    let mut app = app();
    import_release(&mut app.store, &records(), FIRST);
    let ask = |key: &str, value: &str| {
        let query = format!("{{ organization(by: {{ {key}: \"{value}\" }}) {{ name }} }}");
        app.ask(&query, json!({}))
    };
    for number in [4, 5] {
        let answer = ask("ror", &id(number));
        assert_eq!(answer["data"]["organization"]["name"], "Laboratoire Bêta");
        let warning = &answer["extensions"]["warnings"][0];
        assert_eq!(warning["code"], "REDIRECTED");
        assert_eq!(warning["successors"], json!([format!("ror-{}", id(2))]));
        assert!(warning["message"].as_str().unwrap().contains("withdrawn"), "{warning}");
    }
    let answer = ask("ror", &id(7));
    assert_eq!(answer["data"]["organization"]["name"], "Never There", "it has no successor");
    assert_eq!(answer["extensions"]["warnings"][0]["code"], "WITHDRAWN");
    let answer = ask("ror", &id(6));
    assert_eq!(
        answer["data"]["organization"]["name"], "Former Office",
        "an inactive organization is not its successor"
    );
    assert_eq!(answer["extensions"]["warnings"][0]["code"], "INACTIVE");
    let answer = ask("slug", &format!("ror-{}", id(9)));
    assert_eq!(
        answer["data"]["organization"]["name"], "Institut gamma",
        "joined by name and country"
    );
    assert!(ask("ror", &id(2)).get("extensions").is_none());
    assert_eq!(ask("ror", &id(1234))["data"]["organization"], Json::Null);
}

#[test]
fn an_identifier_is_found_in_every_notation_and_a_wrong_check_digit_is_an_error() {
    let mut app = app();
    import_release(&mut app.store, &records(), FIRST);
    let ask = |scheme: &str, value: &str| {
        let by = format!("{{ identifier: {{ scheme: {scheme}, value: \"{value}\" }} }}");
        app.ask(&format!("{{ organization(by: {by}) {{ name }} }}"), json!({}))
    };
    for (scheme, value) in [
        ("ISNI", "0000 0004 6066 7763"),
        ("ISNI", "0000000460667763"),
        ("GRID", "GRID.509120.F"),
        ("ROR", &format!("https://ror.org/{}", id(2))),
    ] {
        assert_eq!(
            ask(scheme, value)["data"]["organization"]["name"],
            "Laboratoire Bêta",
            "{value}"
        );
    }
    assert_eq!(
        ask("WIKIDATA", "http://www.wikidata.org/entity/Q7")["data"]["organization"]["name"],
        "Institut alpha"
    );
    let refused = ask("ISNI", "0000 0004 6066 7764");
    let message = refused["errors"][0]["message"].as_str().unwrap();
    assert!(message.contains("check digit"), "{refused}");
    assert_eq!(refused["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
}

#[test]
fn possible_matches_are_listed_until_a_curator_decides() {
    let mut registry = seed();
    registry.organizations[2].place.country = None;
    let mut app = crate::support::TestApp::new(&registry);
    for _ in 0..2 {
        let report = import_release(&mut app.store, &records(), FIRST);
        let [doubt] = &report.outcome.uncertain[..] else { panic!("{report}") };
        assert_eq!((doubt.slug.as_str(), &doubt.key), ("gamma", &id(9)));
        assert!(report.to_string().contains("a country is not known"), "{report}");
    }
    let (_folder, path) = lines(&records());
    let options = Options { different: vec![different("gamma", 9)], ..Options::default() };
    let report = import_file(&mut app.store, &path, &options).unwrap();
    assert!(report.outcome.uncertain.is_empty(), "{report}");
    registry.organizations[2].identifiers.push(different("gamma", 9).identifier);
    app.apply(&registry);
    let answer = app.ask(EVERYTHING, json!({ "ror": id(9) }));
    assert_eq!(answer["data"]["organization"]["slug"], "gamma");
    assert_whole(&raw(app.store.path()));
    let report = import_release(&mut app.store, &records(), FIRST);
    assert!(report.outcome.uncertain.is_empty(), "{report}");
}

#[test]
fn two_records_of_one_name_and_country_are_possible_matches() {
    let mut app = app();
    let mut twice = records();
    twice.push(twice[8].clone());
    twice[9]["id"] = format!("https://ror.org/{}", id(11)).into();
    let report = import_release(&mut app.store, &twice, FIRST);
    assert_eq!(report.outcome.uncertain.len(), 2, "{report}");
    assert!(report.to_string().contains("city Paris, founded 1950, but so do others"), "{report}");
    twice[9]["locations"][0]["geonames_details"]["name"] = "Nice".into();
    let report = import_release(&mut crate::import::app().store, &twice, FIRST);
    assert!(report.outcome.matched.iter().any(|it| it.key == id(9)), "{report}");
    assert!(report.outcome.uncertain.is_empty(), "{report}");
}

#[test]
fn a_warning_names_successors_that_are_not_in_the_registry() {
    let mut app = app();
    let mut named = records();
    let absent = |number| json!([relation("successor", number)]);
    for (number, status) in [(13, "withdrawn"), (14, "inactive")] {
        let mut record = record(number, "Elsewhere continued");
        record["status"] = status.into();
        record["relationships"] = absent(number + 10);
        named.push(record);
    }
    // Imported while it was active, then withdrawn.
    named.push(record(15, "Withdrawn later"));
    import_release(&mut app.store, &named, FIRST);
    let last = named.len() - 1;
    named[last]["status"] = "withdrawn".into();
    let report = import_release(&mut app.store, &named[last..], NEXT);
    assert_eq!(report.outcome.changed, [format!("Withdrawn later ({})", id(15))]);
    assert!(
        report.to_string().contains(&format!("changed: Withdrawn later ({})", id(15))),
        "{report}"
    );
    for (number, code, says) in [
        (13, "WITHDRAWN", format!("names as successor: ROR {} (not in this registry)", id(23))),
        (14, "INACTIVE", format!("names as successor: ROR {} (not in this registry)", id(24))),
        (
            15,
            "WITHDRAWN",
            "was withdrawn by its registry. Its registry names no successor".to_owned(),
        ),
        (7, "WITHDRAWN", "names no successor".to_owned()),
    ] {
        let query = format!("{{ organization(by: {{ ror: \"{}\" }}) {{ name }} }}", id(number));
        let warning = &app.ask(&query, json!({}))["extensions"]["warnings"][0];
        assert_eq!(warning["code"], code, "{warning}");
        assert!(warning["message"].as_str().unwrap().contains(&says), "{warning}");
    }
}

#[test]
fn a_name_finds_the_organization_of_the_seed_before_imported_ones() {
    let mut app = app();
    let mut named = records();
    named.push(record(12, "Zeta"));
    let ours = seed().organizations.remove(2);
    named.last_mut().unwrap()["names"][0]["value"] = ours.names[0].value.clone().into();
    named.last_mut().unwrap()["locations"][0]["geonames_details"]["country_code"] = "BR".into();
    import_release(&mut app.store, &named, FIRST);
    let query = "query($name: String!) { organization(by: { name: $name }) { slug } }";
    let answer = app.ask(query, json!({ "name": ours.names[0].value }));
    assert_eq!(answer["data"]["organization"]["slug"], ours.slug.as_str(), "{answer}");
    let warning = &answer["extensions"]["warnings"][0];
    assert_eq!(warning["code"], "AMBIGUOUS", "{answer}");
    assert_eq!(warning["candidates"], json!([format!("ror-{}", id(12))]));
}

#[test]
fn the_slug_of_a_joined_record_finds_the_organization_of_the_seed() {
    let mut app = app();
    import_release(&mut app.store, &records(), FIRST);
    let query = "query($slug: String!) { organization(by: { slug: $slug }) { slug } }";
    let found = app.data(query, json!({ "slug": "ror-03xjwb503" }))["organization"].take();
    assert_eq!(found["slug"], seed().organizations[0].slug.as_str());
    assert_eq!(app.data(query, json!({ "slug": "ror-nothing" }))["organization"], Json::Null);
}
