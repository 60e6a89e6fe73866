//! Tables: rows become organizations as the map says, and problems are reported with line and column.

use std::{fs, path::PathBuf};

use consortia::{
    domain::date::PartialDate,
    import::{self, Error, InvalidRecords, Options, Report, TableImporter},
};
use serde_json::json;

use super::app;
use crate::{
    store::{assert_whole, dump, raw},
    support::TestApp,
};

const MAP: &str = r#"list = "hospitals"
delimiter = ";"
[source]
slug = "hospitals-2025"
title = "Hospitals, 2025"
publisher = "alpha"
language = "fr"
date = "2025-03"
[columns]
key = "Code"
name = "Nom"
acronym = "Sigle"
city = "Ville"
founded = "Depuis"
siren = "SIREN"
[constants]
kinds = ["HOSPITAL"]
country = "FR"
language = "fr"
[[relation]]
role = "MEMBER"
organization = "beta"
[[relation]]
role = "PARENT"
column = "Tutelle"
reversed = true
"#;

const ROWS: &str = "Code;Nom;Sigle;Ville;Depuis;SIREN;Tutelle\n\
    h1;Hôpital Nord;HN;Lille;1901;732 829 320;\n\
    h2;\"Clinique \"\"du Lac\"\"; site 2\";;Annecy;;;h1\n\
    g;GAMMA;;Paris;1950;;\n";

struct Files {
    _folder: tempfile::TempDir,
    table: PathBuf,
    map: PathBuf,
}

fn files(rows: &str, map: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let (table, map_file) = (folder.path().join("a.csv"), folder.path().join("a.toml"));
    fs::write(&table, rows).unwrap();
    fs::write(&map_file, map).unwrap();
    Files { _folder: folder, table, map: map_file }
}

fn import(app: &mut TestApp, rows: &str, map: &str, skip_invalid: bool) -> Result<Report, Error> {
    let files = files(rows, map);
    let invalid = if skip_invalid { InvalidRecords::Skip } else { InvalidRecords::Fail };
    let importer = TableImporter::new(&files.table, &files.map, invalid)?;
    import::run(&mut app.store, &importer, &Options::default())
}

#[test]
fn rows_become_organizations_with_relations() {
    let mut app = app();
    let report = import(&mut app, ROWS, MAP, false).unwrap();
    assert_eq!(report.outcome.organizations.added, 2, "{report}");
    let [joined] = &report.outcome.matched[..] else { panic!("{report}") };
    assert_eq!((&*joined.key, &*joined.slug), ("g", "gamma"));
    let it = app.data(
        "{ organization(by: { slug: \"hospitals-h2\" }) { name location { city } parents { nodes { name identifiers { value } } }
           memberOf { nodes { slug } edges { affiliation { citations { source { slug } locator } } } } } }",
        json!({}),
    )["organization"].take();
    assert_eq!(it["name"], "Clinique \"du Lac\"; site 2");
    let parent = json!([{ "name": "Hôpital Nord", "identifiers": [{ "value": "732829320" }] }]);
    assert_eq!(it["parents"]["nodes"], parent);
    assert_eq!(it["memberOf"]["nodes"], json!([{ "slug": "beta" }]));
    let cited = &it["memberOf"]["edges"][0]["affiliation"]["citations"][0];
    assert_eq!(cited["source"]["slug"], "hospitals-2025");
    assert_whole(&raw(app.store.path()));
    let again = import(&mut app, ROWS, MAP, false).unwrap();
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
}

#[test]
fn invalid_rows_are_reported_with_line_and_column_and_skipped_only_on_request() {
    let rows =
        ROWS.to_owned() + "h4;Sans date;;;19O1;732829321;\nh1;Twice;;;;;\nh5;x\n;No key;;;;;\n";
    let mut app = app();
    let before = dump(&raw(app.store.path()));
    let error = import(&mut app, &rows, MAP, false).unwrap_err();
    let message = error.to_string();
    for part in [
        "4 of its rows",
        "--skip-invalid-rows",
        "line 5: column 5 (Depuis): \"19O1\"",
        "column 6 (SIREN)",
        "(Luhn)",
        "line 6: duplicate of line 2: both have the slug hospitals-h1",
        "line 7: 2 cells, but the header has 7 columns",
        "line 8: column 1 (Code)",
    ] {
        assert!(message.contains(part), "{part}\n{message}");
    }
    assert_eq!(dump(&raw(app.store.path())), before);
    let report = import(&mut app, &rows, MAP, true).unwrap();
    assert_eq!((report.rejected, report.outcome.organizations.added), (4, 2), "{report}");
}

#[test]
fn a_second_row_with_the_same_slug_is_rejected() {
    let mut app = app();
    app.apply(&{
        let mut registry = super::seed();
        registry.organizations.push(crate::store::world::organization("hospitals-x"));
        registry
    });
    let rows = ROWS.to_owned() + "H 1;Other;;;;;\nh-1;Another;;;;;\nX;Seeded;;;;;\n";
    let message = import(&mut app, &rows, MAP, false).unwrap_err().to_string();
    for part in [
        "line 6: duplicate of line 5: both have the slug hospitals-h-1",
        "line 7: the slug hospitals-x already belongs to a record of seed",
    ] {
        assert!(message.contains(part), "{part}\n{message}");
    }
    let report = import(&mut app, &rows, MAP, true).unwrap();
    assert_eq!((report.rejected, report.outcome.organizations.added), (2, 3), "{report}");
    let again = import(&mut app, &rows, MAP, true).unwrap();
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
    let later = ROWS.to_owned() + "h-1;Another;;;;;\n";
    let message = import(&mut app, &later, MAP, false).unwrap_err().to_string();
    assert!(message.contains("already belongs to a record of hospitals"), "{message}");
}

#[test]
fn a_name_without_letters_and_a_future_date_are_rejected() {
    let mut app = app();
    let rows = ROWS.to_owned() + "h4;Bad\u{1}Bell;;;;;\nh5;   ;;;;;\nh6;Good;--;;;;\n";
    let message = import(&mut app, &rows, MAP, false).unwrap_err().to_string();
    for part in [
        "line 5: column 2 (Nom): \"Bad\\u{1}Bell\" has control characters",
        "line 6: column 2 (Nom): the name is missing",
        "line 7: column 3 (Sigle): \"--\" is not a name",
    ] {
        assert!(message.contains(part), "{part}\n{message}");
    }
    let files = files(ROWS, &MAP.replace("2025-03", "2025-03-03"));
    let mut on = |today: &str| {
        let today = Some(today.parse::<PartialDate>().unwrap().span().first);
        let options = Options { today, dry_run: true, ..Options::default() };
        let importer = TableImporter::new(&files.table, &files.map, InvalidRecords::Fail)?;
        import::run(&mut app.store, &importer, &options)
    };
    assert!(on("2025-03-02").is_ok(), "tomorrow has begun in some time zones");
    let message = on("2025-03-01").unwrap_err().to_string();
    assert!(message.contains("is dated 2025-03-03, which is in the future"), "{message}");
}

#[test]
fn the_error_of_a_map_names_the_part_that_is_wrong() {
    let mut app = app();
    let mut error = |from: &str, to: &str| {
        import(&mut app, ROWS, &MAP.replacen(from, to, 1), false).unwrap_err().to_string()
    };
    assert!(error("delimiter = \";\"\n", "").contains("there is no column"));
    assert!(error("key = \"Code\"\n", "").contains("`key` is missing"));
    assert!(error("Ville", "City").contains("there is no column \"City\""));
    assert!(error("city =", "town =").contains("there is no field `town`"));
    assert!(error("\"MEMBER\"", "\"OWNER\"").contains("\"OWNER\" is not a role"));
    assert!(error("list =", "lst =").contains("line 1"));
    assert!(error("\"2025-03\"", "\"2025-13\"").contains("source"));
    assert!(error("\"alpha\"", "\"nobody\"").contains("nobody"));
}
