//! A dump of ROR, if `ROR_SAMPLE` names one: responses are compared with the records of the file.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead, BufReader},
    path::PathBuf,
    sync::LazyLock,
};

use consortia::{domain::text::fold, import::Options, seed};
use serde_json::{Value as Json, json};

use super::import_file;
use crate::{
    store::{assert_whole, one, raw},
    support::TestApp,
};

/// One record in this many is compared.
const STEP: usize = 61;

/// The file; without it, says that the test is skipped.
pub fn sample() -> Option<PathBuf> {
    let path = std::env::var_os("ROR_SAMPLE").map(PathBuf::from);
    if path.is_none() {
        eprintln!("SKIPPED: set ROR_SAMPLE to a file of ROR records (.jsonl.gz) to run this test");
    }
    path
}

/// The seeded registry with the sample imported.
pub fn world() -> Option<&'static std::sync::Mutex<TestApp>> {
    static WORLD: LazyLock<Option<std::sync::Mutex<TestApp>>> = LazyLock::new(|| {
        let path = sample()?;
        let registry = seed::read(&seed::embedded()).unwrap();
        let mut app = TestApp::new(&registry);
        let options = Options { different: registry.different, ..Options::default() };
        import_file(&mut app.store, &path, &options).unwrap();
        Some(std::sync::Mutex::new(app))
    });
    WORLD.as_ref()
}

fn records() -> BTreeMap<String, Json> {
    let file =
        BufReader::new(flate2::read::MultiGzDecoder::new(File::open(sample().unwrap()).unwrap()));
    let record = |line: std::io::Result<String>| {
        let record: Json = serde_json::from_str(&line.unwrap()).unwrap();
        (record["id"].as_str().unwrap()["https://ror.org/".len()..].to_owned(), record)
    };
    file.lines().map(record).collect()
}

fn set(list: &Json, text: impl Fn(&Json) -> String) -> BTreeSet<String> {
    list.as_array().unwrap().iter().map(text).collect()
}

fn string(value: &Json) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

const QUERY: &str = "query ($ror: String!) { organization(by: { ror: $ror }) { slug kinds status foundedOn website
    names { value kind } identifiers { scheme value } location { city country { code } }
    alternativeValues { field value }
    parents(first: 100) { ...Ids } children(first: 100) { ...Ids } related(first: 100) { ...Ids }
    successors(first: 100) { ...Ids } predecessors(first: 100) { ...Ids } } }
    fragment Ids on RelatedOrganizationConnection { totalCount nodes { slug identifiers { scheme value } } }";

#[test]
fn responses_agree_with_the_records_of_the_file() {
    let Some(world) = world() else { return };
    let world = world.lock().unwrap();
    let records = records();
    let relations = relations_of(&records);
    for (id, record) in records.iter().step_by(STEP) {
        let it = world.data(QUERY, json!({ "ror": id }))["organization"].take();
        if record["status"] == "withdrawn" {
            assert_ne!(it["slug"], format!("ror-{id}"));
            continue;
        }
        compare(id, record, &it);
        for (ty, field) in [
            ("parent", "parents"),
            ("child", "children"),
            ("related", "related"),
            ("successor", "successors"),
            ("predecessor", "predecessors"),
        ] {
            let expected = relations.get(&(id.clone(), ty.to_owned())).cloned().unwrap_or_default();
            assert!(
                it[field]["totalCount"].as_u64().unwrap() >= expected.len() as u64,
                "{id} {field}"
            );
            if it[field]["totalCount"].as_u64().unwrap() <= 100 && it["slug"] == format!("ror-{id}")
            {
                let found = set(&it[field]["nodes"], |node| {
                    let keys = node["identifiers"].as_array().unwrap();
                    string(&keys.iter().find(|key| key["scheme"] == "ROR").unwrap()["value"])
                });
                assert_eq!(found, expected, "{id} {field}");
            }
        }
    }
}

/// The ids that each record is related to by a type of relation, stated by either of the two records.
type Relations = BTreeMap<(String, String), BTreeSet<String>>;

fn relations_of(records: &BTreeMap<String, Json>) -> Relations {
    let is_current = |id: &str| records.get(id).is_some_and(|it| it["status"] != "withdrawn");
    let mut relations = Relations::new();
    for (id, record) in records.iter().filter(|(id, _)| is_current(id)) {
        for relation in record["relationships"].as_array().unwrap() {
            let other = string(&relation["id"])["https://ror.org/".len()..].to_owned();
            if !is_current(&other) || other == *id {
                continue;
            }
            let ty = string(&relation["type"]);
            let inverse = match ty.as_str() {
                "parent" => "child",
                "child" => "parent",
                "successor" => "predecessor",
                "predecessor" => "successor",
                other => other,
            };
            relations.entry((other.clone(), inverse.to_owned())).or_default().insert(id.clone());
            relations.entry((id.clone(), ty)).or_default().insert(other);
        }
    }
    relations
}

fn compare(id: &str, record: &Json, it: &Json) {
    let names = set(&it["names"], |name| string(&name["value"]));
    for name in record["names"].as_array().unwrap() {
        assert!(names.contains(string(&name["value"]).trim()), "{id}: {name}");
    }
    let status = string(&record["status"]).to_uppercase();
    assert_eq!(it["status"], status, "{id}");
    let kinds = set(&it["kinds"], string);
    for ty in record["types"].as_array().unwrap() {
        assert!(kinds.contains(&string(ty).to_uppercase()), "{id}: {ty}");
    }
    let assert_stated = |field: &str, value: &Json, shown: &Json| {
        let claimed = || {
            it["alternativeValues"]
                .as_array()
                .unwrap()
                .iter()
                .any(|claim| claim["field"] == field && claim["value"] == *value)
        };
        assert!(value.is_null() || shown == value || claimed(), "{id}: {field} {value} {it}");
    };
    let year =
        record["established"].as_i64().map_or(Json::Null, |year| format!("{year:04}").into());
    assert_stated("foundedOn", &year, &it["foundedOn"]);
    let place = &record["locations"][0]["geonames_details"];
    assert_stated("city", &place["name"], &it["location"]["city"]);
    assert_stated("country", &place["country_code"], &it["location"]["country"]["code"]);
    let links = record["links"].as_array().unwrap().iter();
    let website = links.filter(|link| link["type"] == "website").map(|link| &link["value"]).next();
    assert_stated("website", website.unwrap_or(&Json::Null), &it["website"]);
    let keys = set(&it["identifiers"], |key| {
        format!("{} {}", string(&key["scheme"]), string(&key["value"]))
    });
    assert!(keys.contains(&format!("ROR {id}")));
    for external in record["external_ids"].as_array().unwrap() {
        let scheme = string(&external["type"]).to_uppercase();
        for value in external["all"].as_array().unwrap() {
            // The importer omits identifiers with a wrong check digit.
            if let Ok(value) =
                consortia::domain::identifier::canonical(&scheme, value.as_str().unwrap())
            {
                assert!(keys.contains(&format!("{scheme} {value}")), "{id}: {scheme} {value}");
            }
        }
    }
}

#[test]
fn counts_agree_with_the_file_and_a_second_run_changes_nothing() {
    let Some(world) = world() else { return };
    let mut world = world.lock().unwrap();
    let records = records();
    let connection = raw(world.store.path());
    let current = records.values().filter(|it| it["status"] != "withdrawn").count();
    let count =
        "SELECT count(*) FROM contribution WHERE origin = 1 AND organization_id IS NOT NULL";
    assert_eq!(usize::try_from(one::<i64>(&connection, count)), Ok(current));
    let path = sample().unwrap();
    let different = seed::read(&seed::embedded()).unwrap().different;
    let options = Options { different, ..Options::default() };
    let report = import_file(&mut world.store, &path, &options).unwrap();
    assert!(report.to_string().ends_with("nothing changed"), "{report}");
    assert_whole(&connection);
}

#[test]
fn cities_and_countries_are_found_in_any_form() {
    let Some(world) = world() else { return };
    let world = world.lock().unwrap();
    let connection = raw(world.store.path());
    let mut rows =
        connection.prepare("SELECT city FROM organization WHERE city IS NOT NULL").unwrap();
    let cities = rows.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    let mut forms: BTreeMap<String, (usize, BTreeSet<String>)> = BTreeMap::new();
    for city in cities {
        let (count, written) = forms.entry(fold(&city)).or_default();
        *count += 1;
        written.extend([city.to_uppercase(), fold(&city), city]);
    }
    let count = |filter: Json| {
        let query = "query ($f: OrganizationFilter) { organizations(filter: $f) { totalCount } }";
        world.data(query, json!({ "f": filter }))["organizations"]["totalCount"].clone()
    };
    let accented = forms.iter().filter(|(_, (count, written))| *count > 4 && written.len() > 2);
    let mut compared = 0;
    for (_, (expected, written)) in accented {
        for city in written {
            assert_eq!(count(json!({ "city": city })), *expected, "{city}");
            compared += 1;
        }
    }
    assert!(compared > 300, "{compared}");
    assert_eq!(count(json!({ "city": "SÃO PAULO" })), forms["sao paulo"].0);
    let french = one::<i64>(&connection, "SELECT count(*) FROM organization WHERE country = 'FR'");
    assert_eq!(count(json!({ "countries": { "in": ["fr"] } })), french);
}
