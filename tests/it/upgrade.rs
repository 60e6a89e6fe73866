//! A database file that the program of schema version 8 wrote, opened by the program of today. `tests/upgrade/README.md` says what it
//! has.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    path::{Path, PathBuf},
};

use consortia::{
    import::{self, InvalidRecords, Options, RorImporter, TableImporter},
    seed,
};
use serde_json::{Value as Json, json};

use crate::{
    import::import_file,
    store::{all, assert_whole, raw},
    support::{TODAY, TestApp},
};

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Unpacks the old file to a path.
pub fn unpack_old_file(path: &Path) {
    let packed = File::open(repository("tests/upgrade/schema-8.db.gz")).unwrap();
    let mut file = File::create(path).unwrap();
    std::io::copy(&mut flate2::read::GzDecoder::new(packed), &mut file).unwrap();
}

/// The old file, unpacked into a folder.
fn old_file(folder: &Path) -> PathBuf {
    let path = folder.join("registry.db");
    unpack_old_file(&path);
    path
}

/// Applies the seed of today, as every start of the program does.
fn apply_seed(app: &mut TestApp) {
    app.apply(&seed::read(&seed::embedded()).unwrap());
}

/// Imports the files from which the old file was made.
fn import_again(app: &mut TestApp) {
    let registry = seed::read(&seed::embedded()).unwrap();
    let options = Options { different: registry.different, ..Options::default() };
    import_file(&mut app.store, &repository("tests/upgrade/records.jsonl"), &options).unwrap();
    let (table, map) =
        (repository("tests/upgrade/list.csv"), repository("tests/upgrade/list.toml"));
    let importer =
        TableImporter::new(std::slice::from_ref(&table), &map, InvalidRecords::Fail, None).unwrap();
    import::run(&mut app.store, &importer, &Options::default()).unwrap();
}

fn upgraded() -> TestApp {
    let folder = tempfile::tempdir().unwrap();
    old_file(folder.path());
    let mut app = TestApp::over(folder);
    apply_seed(&mut app);
    app
}

/// Every published document and every document of the tests, with its variables.
fn documents() -> Vec<(String, Json)> {
    let mut documents = Vec::new();
    for folder in ["queries", "tests/queries"] {
        for entry in fs::read_dir(repository(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "graphql") {
                let variables = fs::read_to_string(path.with_extension("variables.json"));
                let variables =
                    variables.map_or(json!({}), |text| serde_json::from_str(&text).unwrap());
                documents.push((fs::read_to_string(path).unwrap(), variables));
            }
        }
    }
    assert!(documents.len() > 20);
    documents
}

/// A response without its cursors: they have row ids, which say when a row was written.
fn without_cursors(mut response: Json) -> Json {
    match &mut response {
        Json::Object(members) => {
            members.retain(|name, _| !name.to_lowercase().contains("cursor"));
            members.values_mut().for_each(|it| *it = without_cursors(it.take()));
        }
        Json::Array(items) => items.iter_mut().for_each(|it| *it = without_cursors(it.take())),
        _ => {}
    }
    response
}

/// What the imports say of one organization.
const IMPORTED: &str = "query ($slug: String!) { organization(by: { slug: $slug }) {
    slug name kinds status foundedOn dissolvedOn website description
    names { value language kind } identifiers { scheme value }
    location { city region country { code } } alternativeValues { field value source { slug } locator }
    citations { source { slug } locator fields }
    affiliations(history: true, first: 100) { nodes { id role since until isCurrent subject { slug } object { slug }
        citations { source { slug } locator } } } } }";

#[test]
fn an_upgraded_file_answers_as_a_new_one() {
    let mut old = upgraded();
    import_again(&mut old);
    assert_whole(&raw(old.store.path()));
    let mut new = TestApp::over(tempfile::tempdir().unwrap());
    apply_seed(&mut new);
    import_again(&mut new);
    for (query, variables) in documents() {
        let [before, after] = [&old, &new].map(|app| {
            let body = app.answer_on(TODAY, &query, variables.clone()).body;
            without_cursors(serde_json::from_str(&body).unwrap())
        });
        assert_eq!(before, after, "{query}");
    }
    let slugs: Vec<String> = all(&raw(new.store.path()), "SELECT slug FROM organization");
    for slug in slugs {
        let [before, after] = [&old, &new].map(|app| app.data(IMPORTED, json!({ "slug": slug })));
        assert_eq!(before, after, "{slug}");
    }
}

/// The report of an import of records in the form of ROR into an upgraded file.
fn report_of(app: &mut TestApp, release: &str, change: impl Fn(&mut Json)) -> String {
    let text = fs::read_to_string(repository("tests/upgrade/records.jsonl")).unwrap();
    let mut records: Vec<Json> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    records.iter_mut().for_each(change);
    let registry = seed::read(&seed::embedded()).unwrap();
    let options = Options { different: registry.different, ..Options::default() };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{release}-ror-data.json"));
    fs::write(&path, json!(records).to_string()).unwrap();
    let importer = RorImporter::new(&path, None).unwrap();
    import::run(&mut app.store, &importer, &options).unwrap().to_string()
}

/// The lines of a report that count records.
fn counts(report: &str) -> Vec<&str> {
    report
        .lines()
        .filter(|line| line.contains(" added, ") || line.contains("  changed: "))
        .collect()
}

#[test]
fn the_report_of_an_import_into_an_upgraded_file_lists_what_the_registry_changed() {
    let same = |_: &mut Json| {};
    let report = report_of(&mut upgraded(), "v2.9-2026-06-23", same);
    let expected = [
        "  organizations: 0 added, 0 changed, 0 unchanged, 5 read anew by this version of the program",
        "  withdrawn organizations: 0 added, 0 changed, 0 unchanged, 2 read anew by this version of the program",
        "  affiliations: 0 added, 0 changed, 2 unchanged, 2 read anew by this version of the program",
    ];
    assert_eq!(counts(&report), expected, "{report}");
    assert!(report.ends_with("written"), "{report}");

    // A newer release in which one record has changed.
    let change = |record: &mut Json| {
        if record["id"] == "https://ror.org/00000za02" {
            record["established"] = 1901.into();
            record["admin"]["last_modified"]["date"] = "2026-07-02".into();
        }
    };
    let mut app = upgraded();
    let report = report_of(&mut app, "v2.10-2026-07-09", change);
    let counted = counts(&report);
    assert_eq!(
        counted[..2],
        [
            "  organizations: 0 added, 1 changed, 0 unchanged, 4 read anew by this version of the program",
            "    changed: Example Hospital (00000za02)",
        ],
        "{report}"
    );
    assert_eq!(counted[2], expected[1], "{report}");
    let report = report_of(&mut app, "v2.10-2026-07-09", change);
    assert!(report.ends_with("nothing changed"), "{report}");
    // The file has the program's own dates now.
    let report = report_of(&mut app, "v2.10-2026-07-09", same);
    assert!(report.contains("organizations: 0 added, 1 changed, 4 unchanged\n"), "{report}");
}

/// The old file has no coordinates. Whoever asks for what is near learns that, until ROR is imported again.
#[test]
fn a_file_without_coordinates_says_so() {
    let near =
        "{ organizations(filter: { near: { lat: 48.85, lon: 2.35, km: 20000 } }) { totalCount } }";
    let found = |app: &TestApp| {
        let answer = app.ask(near, json!({}));
        let count = answer["data"]["organizations"]["totalCount"].as_i64().unwrap();
        (count, answer["extensions"]["warnings"].clone())
    };
    let mut app = upgraded();
    let (count, warnings) = found(&app);
    assert_eq!((count, &warnings[0]["code"]), (0, &json!("NO_COORDINATES")));
    assert_eq!(warnings[0]["argument"], "filter.near");
    let message = warnings[0]["message"].as_str().unwrap();
    assert!(message.contains("consortia import ror FILE"), "{message}");
    let check = |app: &TestApp| consortia::store::check(app.store.path()).unwrap().to_string();
    assert!(check(&app).contains(message), "{}", check(&app));
    assert!(app.store.lacks_coordinates().unwrap());
    import_again(&mut app);
    let (count, warnings) = found(&app);
    assert!(count > 0 && warnings.is_null(), "{count} {warnings}");
    assert!(!check(&app).contains("coordinates"));
    assert!(!app.store.lacks_coordinates().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let old = consortia::store::check(&old_file(folder.path())).unwrap();
    assert!(old.lacks_coordinates, "before the upgrade, too");
    let mut seeded = TestApp::over(tempfile::tempdir().unwrap());
    apply_seed(&mut seeded);
    assert_eq!(found(&seeded), (0, Json::Null), "it has no import");
}

/// Imports may come much later, or never: until then the file has everything that it had, but for what the seed of today says
/// otherwise.
#[test]
fn an_upgrade_loses_nothing_that_was_imported() {
    let rows = |path: &Path| -> BTreeSet<String> {
        let imported = "SELECT id FROM node WHERE origin <> 'seed'";
        let connection = raw(path);
        [
            format!("SELECT 'organization ' || slug || ' ' || name FROM organization WHERE id IN ({imported})"),
            format!("SELECT 'affiliation ' || key FROM affiliation WHERE id IN ({imported})"),
            format!("SELECT 'citation ' || fact_id || locator FROM citation WHERE fact_id IN ({imported})"),
            format!("SELECT 'name ' || owner_id || value || kind FROM name WHERE owner_id IN ({imported})"),
            format!("SELECT 'identifier ' || scheme || value FROM identifier WHERE organization_id IN ({imported})"),
            "SELECT 'redirect ' || scheme || value FROM redirect".to_owned(),
            "SELECT 'contribution ' || origin || key || ifnull(founded, '') || ifnull(city, '') FROM contribution
             WHERE origin <> 0".to_owned(),
        ]
        .iter()
        .flat_map(|sql| all::<String>(&connection, sql))
        .collect()
    };
    let folder = tempfile::tempdir().unwrap();
    let before = rows(&old_file(folder.path()));
    assert!(before.len() > 50, "{before:?}");
    let app = upgraded();
    let after = rows(app.store.path());
    assert_whole(&raw(app.store.path()));
    let lost: Vec<_> = before.difference(&after).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}
