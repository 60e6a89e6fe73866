//! The published file of the French register of research structures, if `RNSR` names it: the database is compared with its rows.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    path::PathBuf,
};

use consortia::{
    import::{self, Options, RnsrImporter},
    seed,
};
use serde_json::{Value as Json, json};

use super::rnsr_files::remarks;
use crate::{
    store::{assert_whole, one, raw},
    support::TestApp,
};

/// A row of the file: columns and their cells.
type Row = BTreeMap<String, String>;

/// How many structures are compared field by field.
const COMPARED: usize = 60;

/// The file; without it, says that the test is skipped.
fn file() -> Option<PathBuf> {
    let path = std::env::var_os("RNSR").map(PathBuf::from);
    if path.is_none() {
        eprintln!(
            "SKIPPED: set RNSR to the file of the register (rnsr-2022-02.csv.gz) to run this test"
        );
    }
    path
}

fn rows(path: &PathBuf) -> Vec<Row> {
    let text = flate2::read::MultiGzDecoder::new(File::open(path).unwrap());
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
    reader.deserialize().map(Result::unwrap).collect()
}

fn list<'r>(row: &'r Row, title: &str) -> Vec<&'r str> {
    let cell = row[title].trim();
    if cell.is_empty() { Vec::new() } else { cell.split(';').map(str::trim).collect() }
}

fn slug(number: &str) -> String {
    format!("rnsr-{}", number.to_lowercase())
}

fn texts(list: &Json, field: &str) -> BTreeSet<String> {
    let text = |it: &Json| it[field].as_str().unwrap_or_default().to_owned();
    list.as_array().unwrap().iter().map(text).collect()
}

/// Compares what the registry says of a structure with its row.
fn compare(app: &TestApp, row: &Row) {
    let number = &row["numero_national_de_structure"];
    let fields = "names { value kind } kinds foundedOn website identifiers { scheme value }
        location { address postcode city } topics(first: 100) { nodes { slug } }
        supervisors(first: 100) { nodes { identifiers { value } names { value } } }
        participatingInstitutions(first: 100) { nodes { names { value } } }";
    let query = format!("{{ organization(by: {{ slug: \"{}\" }}) {{ {fields} }} }}", slug(number));
    let it = app.data(&query, json!({}))["organization"].take();
    let names = texts(&it["names"], "value");
    let labels = list(row, "label_numero").into_iter().filter(|it| !it.is_empty());
    let acronym = Some(row["sigle"].trim()).filter(|it| !it.is_empty());
    for name in labels.chain(acronym).chain([row["libelle"].trim()]) {
        assert!(names.contains(name), "{number}: {name:?} in {names:?}");
    }
    assert_eq!(it["foundedOn"], row["annee_de_creation"], "{number}");
    assert_eq!(it["identifiers"][0], json!({ "scheme": "RNSR", "value": number }));
    let place = &it["location"];
    for (field, title) in [("address", "adresse"), ("postcode", "code_postal")] {
        let expected = row[title].trim().replace(['\n', '\t'], " ");
        assert_eq!(place[field].as_str().unwrap_or_default(), expected, "{number} {field}");
    }
    let city = place["city"].as_str().unwrap_or_default();
    let stated = row["commune"].split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(stated.starts_with(city), "{number}: {city} of {stated}");
    let topics = texts(&it["topics"]["nodes"], "slug");
    for (title, key) in [("code_domaine_scientifique", "domain"), ("code_panel_erc", "erc")] {
        for code in list(row, title) {
            let slug = format!("rnsr-{key}-{}", code.to_lowercase());
            assert!(topics.contains(&slug), "{number} {slug}");
        }
    }
    let roles = list(row, "code_de_type_de_tutelle");
    for (code, field) in [("TUTE", "supervisors"), ("PART", "participatingInstitutions")] {
        let named =
            list(row, "tutelles").into_iter().zip(&roles).filter(|(_, role)| **role == code);
        let named: Vec<_> = named.map(|(name, _)| name).collect();
        let found = it[field]["nodes"].as_array().unwrap();
        assert_eq!(found.len(), named.len(), "{number} {field}");
        for name in named {
            let is_known = |it: &Json| texts(&it["names"], "value").contains(name);
            assert!(found.iter().any(is_known), "{number} {field}: {name}");
        }
    }
}

#[test]
fn structures_agree_with_their_rows() {
    let Some(path) = file() else { return };
    let mut app = TestApp::new(&seed::read(&seed::embedded()).unwrap());
    let importer = RnsrImporter::new(&path, None).unwrap();
    let report = import::run(&mut app.store, &importer, &Options::default()).unwrap();
    assert_eq!(report.rejected, 0, "{report}");
    let rows = rows(&path);
    let step = rows.len() / COMPARED;
    for row in rows.iter().step_by(step) {
        compare(&app, row);
    }
    compare_successions(&app, &rows);
    assert_eq!(remarks(&report, "successions with several types"), 17);
    assert_eq!(remarks(&report, "successions before the creation of their result"), 35);
    let connection = raw(app.store.path());
    assert_whole(&connection);
    let labels = "SELECT count(DISTINCT value) FROM name WHERE kind = 'ALIAS' AND value GLOB '*[A-Z] [0-9]*'";
    assert!(one::<i64>(&connection, labels) > 3_000);
    let again = import::run(&mut app.store, &importer, &Options::default()).unwrap();
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
}

/// Compares every succession with the events and affiliations.
fn compare_successions(app: &TestApp, rows: &[Row]) {
    let connection = raw(app.store.path());
    let mut stated = BTreeSet::new();
    for row in rows {
        let result = slug(&row["numero_national_de_structure"]);
        let codes = list(row, "code_de_type_de_succession");
        let years = list(row, "annee_d_effet_historique");
        for (index, original) in list(row, "numero_de_structure_historique").iter().enumerate() {
            let kind = match codes[index] {
                "F" | "EF" => "MERGER",
                "E" => "SPLIT",
                "S" | "SF" => "SPIN_OFF",
                "I" => "INTEGRATION",
                "R" => "RENEWAL",
                other => panic!("{other}"),
            };
            stated.insert((
                result.clone(),
                slug(original),
                kind.to_owned(),
                years[index].to_owned(),
            ));
        }
    }
    let sql = "SELECT r.slug, o.slug, e.kind, e.date FROM event AS e
        JOIN participation AS one ON one.event_id = e.id AND one.role = 'RESULT'
        JOIN participation AS two ON two.event_id = e.id AND two.role = 'PREDECESSOR'
        JOIN organization AS r ON r.id = one.organization_id
        JOIN organization AS o ON o.id = two.organization_id
        WHERE e.slug LIKE 'rnsr-%'";
    let mut select = connection.prepare(sql).unwrap();
    let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let found: BTreeSet<(String, String, String, String)> =
        select.query_map([], read).unwrap().map(Result::unwrap).collect();
    let missing: Vec<_> = stated.difference(&found).filter(|it| is_kept(&connection, it)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(stated.len() > 1_400, "{}", stated.len());
    let affiliations =
        "SELECT count(*) FROM affiliation WHERE role = 'SUCCESSOR' AND key LIKE 'rnsr-%'";
    let pairs: BTreeSet<_> =
        stated.iter().map(|(result, original, ..)| (result, original)).collect();
    assert_eq!(usize::try_from(one::<i64>(&connection, affiliations)).unwrap(), pairs.len());
}

/// Whether both structures of a succession kept their slugs: those that are of the seed, too, have its slugs.
fn is_kept(connection: &rusqlite::Connection, it: &(String, String, String, String)) -> bool {
    let has = |slug: &str| {
        one::<i64>(connection, &format!("SELECT count(*) FROM organization WHERE slug = '{slug}'"))
            == 1
    };
    has(&it.0) && has(&it.1)
}
