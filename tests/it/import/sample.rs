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

/// Holds for organizations that are not withdrawn.
const LISTED: &str = "rank < 687194767360";

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

/// Everything that a record of ROR says.
const FIELDS: &str = "slug kinds status foundedOn website domains links { kind url }
    names { value language kind isPreferred } identifiers { scheme value isPreferred }
    locations { city region subdivision { code } country { code } continent geonamesId lat lon }
    sourceRecords { key status createdOn createdInSchema modifiedOn modifiedInSchema
        relations { role isSubject key label } }
    alternativeValues { field value }
    parents(first: 100, history: true) { ...Ids } children(first: 100, history: true) { ...Ids } relatedTo(first: 100, history: true) { ...Ids }
    successors(first: 100, history: true) { ...Ids } predecessors(first: 100, history: true) { ...Ids } } }
    fragment Ids on AffiliatedOrganizationConnection { totalCount nodes { slug identifiers { scheme value } } }";

/// What the registry has of a record. A withdrawn one may redirect to another, so it is found by its global ID.
fn stored(world: &TestApp, id: &str, record: &Json) -> Json {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let key = if record["status"] == "withdrawn" {
        let global = URL_SAFE_NO_PAD.encode(format!("Organization:ror-{id}"));
        format!("id: \"{global}\"")
    } else {
        format!("ror: \"{id}\"")
    };
    let query = format!("{{ organization(by: {{ {key} }}) {{ {FIELDS}");
    world.data(&query, json!({}))["organization"].take()
}

/// Whether a record has something that few records have.
fn is_odd(record: &Json) -> bool {
    let count = |field: &str| record[field].as_array().unwrap().len();
    let links =
        |ty| record["links"].as_array().unwrap().iter().filter(|it| it["type"] == ty).count();
    let names = record["names"].as_array().unwrap();
    let types = |name: &Json| {
        name["types"].as_array().unwrap().iter().filter(|ty| *ty != "ror_display").count()
    };
    record["status"] == "withdrawn"
        || count("locations") > 1
        || count("domains") > 2
        || links("website") > 1
        || links("wikipedia") > 1
        || names.iter().any(|name| types(name) != 1)
}

#[test]
fn responses_agree_with_the_records_of_the_file() {
    let Some(world) = world() else { return };
    let world = world.lock().unwrap();
    let records = records();
    let relations = relations_of(&records);
    let odd = records.iter().filter(|(_, record)| is_odd(record));
    let compared: Vec<_> = records.iter().step_by(STEP).chain(odd).collect();
    assert!(compared.len() > 1_000, "{}", compared.len());
    for (id, record) in compared {
        let it = stored(&world, id, record);
        compare(id, record, &it);
        for (ty, field) in [
            ("parent", "parents"),
            ("child", "children"),
            ("related", "relatedTo"),
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
    let status = string(&record["status"]).to_uppercase();
    assert_eq!(it["status"], status, "{id}");
    let kinds = set(&it["kinds"], string);
    for ty in record["types"].as_array().unwrap() {
        assert!(kinds.contains(&string(ty).to_uppercase()), "{id}: {ty}");
    }
    let year =
        record["established"].as_i64().map_or(Json::Null, |year| format!("{year:04}").into());
    assert_stated(id, it, "foundedOn", &year, &it["foundedOn"]);
    compare_names(id, record, it);
    compare_links(id, record, it);
    compare_places(id, record, it);
    compare_identifiers(id, record, it);
    compare_history(id, record, it);
}

/// The value is shown, or is one of those that another value hides.
fn assert_stated(id: &str, it: &Json, field: &str, value: &Json, shown: &Json) {
    let claimed = || {
        it["alternativeValues"]
            .as_array()
            .unwrap()
            .iter()
            .any(|claim| claim["field"] == field && claim["value"] == *value)
    };
    assert!(value.is_null() || shown == value || claimed(), "{id}: {field} {value} {it}");
}

/// Whether the organization of a record is its own, and not joined with another.
fn is_own(id: &str, it: &Json) -> bool {
    it["slug"] == format!("ror-{id}")
}

fn compare_names(id: &str, record: &Json, it: &Json) {
    let stored = it["names"].as_array().unwrap();
    for name in record["names"].as_array().unwrap() {
        let types = set(&name["types"], |ty| string(ty).to_uppercase());
        let language = consortia::domain::language::parse(name["lang"].as_str().unwrap_or(""));
        let is_same = |it: &&Json| {
            it["value"] == string(&name["value"]).trim()
                && it["language"].as_str() == language.as_deref().ok()
        };
        let found: Vec<_> = stored.iter().filter(is_same).collect();
        for ty in types.iter().filter(|ty| *ty != "ROR_DISPLAY") {
            assert!(found.iter().any(|it| it["kind"] == **ty), "{id}: {name} {it}");
        }
        if types.contains("ROR_DISPLAY") && is_own(id, it) {
            assert!(found.iter().any(|it| it["isPreferred"] == true), "{id}: {name} {it}");
        }
    }
}

fn compare_links(id: &str, record: &Json, it: &Json) {
    let links =
        set(&it["links"], |link| format!("{} {}", string(&link["kind"]), string(&link["url"])));
    let valid =
        |link: &&Json| consortia::domain::web_address::parse(&string(&link["value"])).is_ok();
    let mut website = &Json::Null;
    for link in record["links"].as_array().unwrap().iter().filter(valid) {
        if link["type"] == "website" && website.is_null() {
            website = &link["value"];
            continue;
        }
        let text = format!("{} {}", string(&link["type"]).to_uppercase(), string(&link["value"]));
        assert!(links.contains(&text), "{id}: {text}");
    }
    assert_stated(id, it, "website", website, &it["website"]);
    let domains = set(&it["domains"], string);
    for domain in record["domains"].as_array().unwrap() {
        assert!(domains.contains(&string(domain)), "{id}: {domain}");
    }
}

fn compare_places(id: &str, record: &Json, it: &Json) {
    let stored = it["locations"].as_array().unwrap();
    for location in record["locations"].as_array().unwrap() {
        let details = &location["geonames_details"];
        let number = |value: &Json, name: &str| {
            value[name].as_f64() == details[if name == "lon" { "lng" } else { name }].as_f64()
        };
        let subdivision = |it: &Json| match details["country_subdivision_code"].as_str() {
            Some(code) => {
                it["subdivision"]["code"] == format!("{}-{code}", string(&details["country_code"]))
            }
            None => true,
        };
        let continent = |it: &Json| match details["continent_name"].as_str() {
            Some(name) => it["continent"] == name.to_uppercase().replace(' ', "_"),
            None => it["continent"].is_null(),
        };
        let is_same = |it: &&Json| {
            it["geonamesId"] == location["geonames_id"]
                && it["city"] == details["name"]
                && it["region"] == details["country_subdivision_name"]
                && it["country"]["code"] == details["country_code"]
                && number(it, "lat")
                && number(it, "lon")
                && subdivision(it)
                && continent(it)
        };
        assert!(stored.iter().any(|it| is_same(&it)), "{id}: {location} {it}");
    }
}

fn compare_identifiers(id: &str, record: &Json, it: &Json) {
    let keys = set(&it["identifiers"], |key| {
        format!("{} {} {}", string(&key["scheme"]), string(&key["value"]), key["isPreferred"])
    });
    // Of an identifier that the seed states, too, the seed's word is shown.
    let has = |scheme: &str, value: &str, is_preferred: bool| {
        let of = |is_preferred| keys.contains(&format!("{scheme} {value} {is_preferred}"));
        of(is_preferred) || !is_own(id, it) && of(false)
    };
    assert!(has("ROR", id, false), "{id}");
    for external in record["external_ids"].as_array().unwrap() {
        let scheme = string(&external["type"]).to_uppercase();
        for text in external["all"].as_array().unwrap() {
            // The importer omits identifiers with a wrong check digit.
            if let Ok(value) =
                consortia::domain::identifier::canonical(&scheme, text.as_str().unwrap())
            {
                let is_preferred = external["preferred"] == *text;
                assert!(has(&scheme, &value, is_preferred), "{id}: {scheme} {value}");
            }
        }
    }
}

fn compare_history(id: &str, record: &Json, it: &Json) {
    let records = it["sourceRecords"].as_array().unwrap();
    let stored = records.iter().find(|it| it["key"] == id).unwrap();
    assert_eq!(stored["status"], string(&record["status"]).to_uppercase(), "{id}");
    let admin = &record["admin"];
    for (date, schema, field) in [
        ("createdOn", "createdInSchema", "created"),
        ("modifiedOn", "modifiedInSchema", "last_modified"),
    ] {
        assert_eq!(stored[date], admin[field]["date"], "{id}");
        assert_eq!(stored[schema], admin[field]["schema_version"], "{id}");
    }
    let relations = set(&stored["relations"], |it| {
        format!("{} {} {} {}", it["role"], it["isSubject"], it["key"], it["label"])
    });
    for relation in record["relationships"].as_array().unwrap() {
        let (role, is_subject) = match relation["type"].as_str().unwrap() {
            "parent" => ("PARENT", false),
            "child" => ("PARENT", true),
            "successor" => ("SUCCESSOR", false),
            "predecessor" => ("SUCCESSOR", true),
            _ => ("RELATED", false),
        };
        let key = &string(&relation["id"])["https://ror.org/".len()..];
        // A symmetric relation has one form: the lesser key is the subject.
        let is_subject = is_subject || role == "RELATED" && id < key;
        let label = Json::from(string(&relation["label"]).trim());
        let text = format!("\"{role}\" {is_subject} \"{key}\" {label}");
        assert!(key == id || relations.contains(&text), "{id}: {text} {relations:?}");
    }
}

#[test]
fn counts_agree_with_the_file_and_a_second_run_changes_nothing() {
    let Some(world) = world() else { return };
    let mut world = world.lock().unwrap();
    let records = records();
    let connection = raw(world.store.path());
    let count =
        "SELECT count(*) FROM contribution WHERE origin = 1 AND organization_id IS NOT NULL";
    assert_eq!(usize::try_from(one::<i64>(&connection, count)), Ok(records.len()));
    let withdrawn = records.values().filter(|it| it["status"] == "withdrawn").count();
    let listed = "{ all: organizations(filter: { statuses: { in: [WITHDRAWN] } }) { totalCount } }";
    assert_eq!(world.data(listed, json!({}))["all"]["totalCount"], withdrawn);
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
    let mut rows = connection
        .prepare(&format!("SELECT city FROM organization WHERE city IS NOT NULL AND {LISTED}"))
        .unwrap();
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
    let french = one::<i64>(
        &connection,
        &format!("SELECT count(*) FROM organization WHERE country = 'FR' AND {LISTED}"),
    );
    assert_eq!(count(json!({ "countries": { "in": ["fr"] } })), french);
}
