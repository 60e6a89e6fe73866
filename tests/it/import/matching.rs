//! Which rows of a table are joined with organizations that existed before, and which are listed for a curator.

use std::{fs, path::PathBuf};

use consortia::{
    domain::record::{Identifier, Registry},
    import::{self, Error, InvalidRecords, Options, Report, TableImporter},
};

use super::sample::sample;
use crate::{
    store::{assert_whole, dump, raw, world},
    support::TestApp,
};

const MAP: &str = r#"list = "units"
[source]
slug = "units-2025"
title = "Units, 2025"
publisher = "alpha"
language = "fr"
date = "2025-03"
[columns]
key = "key"
name = "name"
city = "city"
founded = "year"
ror = "ror"
siren = "siren"
[constants]
kinds = ["RESEARCH_UNIT"]
country = "FR"
"#;

/// Four organizations that the rows may be.
fn seed() -> Registry {
    let mut registry = world::small();
    let mut add = |slug: &str, name: &str, city: &str, year: &str, key: Option<(&str, &str)>| {
        let mut it = world::organization(slug);
        name.clone_into(&mut it.names[0].value);
        it.place.country = Some("FR".to_owned());
        it.place.city = Some(city.to_owned());
        it.founded = Some(year.parse().unwrap());
        it.identifiers.extend(key.map(|(scheme, value)| Identifier::new(scheme, value)));
        registry.organizations.push(it);
    };
    add("renaissance", "Formes et idées de la Renaissance aux Lumières", "Paris", "1985", None);
    add("physics", "Laboratoire de physique", "Lyon", "1970", None);
    add("tenon", "Hôpital Tenon", "Paris", "1878", Some(("ROR", "05h5v3c50")));
    add("lille", "Université de Lille", "Lille", "2018", Some(("SIREN", "130023583")));
    registry
}

fn import(app: &mut TestApp, rows: &[&str], dry_run: bool) -> Report {
    import_with(app, rows, MAP, dry_run).unwrap()
}

fn import_with(
    app: &mut TestApp,
    rows: &[&str],
    map_text: &str,
    dry_run: bool,
) -> Result<Report, Error> {
    let folder = tempfile::tempdir().unwrap();
    let (table, map) = (folder.path().join("a.csv"), folder.path().join("a.toml"));
    fs::write(&table, format!("key,name,city,year,ror,siren\n{}\n", rows.join("\n"))).unwrap();
    fs::write(&map, map_text).unwrap();
    let importer =
        TableImporter::new(std::slice::from_ref(&table), &map, InvalidRecords::Fail, None)?;
    import::run(&mut app.store, &importer, &Options { dry_run, ..Options::default() })
}

fn joined(report: &Report) -> Vec<(&str, &str)> {
    report.outcome.matched.iter().map(|it| (&*it.key, &*it.slug)).collect()
}

#[test]
fn rows_are_joined_by_what_agrees_and_the_report_says_it() {
    let mut app = TestApp::new(&seed());
    let rows = [
        "a,FORMES ET IDEES DE LA RENAISSANCE AUX LUMIERES,PARIS CEDEX 05,1992,,",
        "b,Laboratoire de physique,Lyon,1970,,",
        "c,Tenon,Paris,,https://ror.org/05h5v3c50,",
        "d,Université de Lille,Lille,,,130 023 583",
    ];
    let report = import(&mut app, &rows, false);
    let expected = [("d", "lille"), ("b", "physics"), ("a", "renaissance"), ("c", "tenon")];
    assert_eq!(joined(&report), expected, "{report}");
    for part in [
        "renaissance matches a (FORMES ET IDEES DE LA RENAISSANCE AUX LUMIERES): name, country FR, city PARIS CEDEX 05\n",
        "physics matches b (Laboratoire de physique): name, country FR, city Lyon, founded 1970\n",
        "tenon matches c (Tenon): ROR 05h5v3c50\n",
        "lille matches d (Université de Lille): name, country FR, city Lille, SIREN 130023583\n",
    ] {
        assert!(report.to_string().contains(part), "{part}\n{report}");
    }
    assert_whole(&raw(app.store.path()));
    assert!(import(&mut app, &rows, false).to_string().ends_with("nothing changed"));
}

#[test]
fn rows_of_other_cities_are_listed_and_not_joined() {
    let mut app = TestApp::new(&seed());
    let rows = [
        "a,Laboratoire de physique,Nice,1970,,",
        "b,Laboratoire de physique,Brest,1998,,",
        "c,Formes et idées de la Renaissance aux Lumières,Nice,1992,,",
        "d,Laboratoire de physique,Lyon,,,",
    ];
    let report = import(&mut app, &rows, false);
    assert_eq!(joined(&report), [], "{report}");
    assert_eq!((report.outcome.organizations.added, report.outcome.uncertain.len()), (4, 4));
    for part in [
        "physics may match a (Laboratoire de physique): both are called \"Laboratoire de physique\", but several organizations in this country have this name; agreeing: founded 1970; differing: city (Nice, Lyon)",
        "physics may match b (Laboratoire de physique): both",
        "differing: city (Brest, Lyon), founding year (1998, 1970)",
        "renaissance may match c",
        "but nothing else agrees; differing: city (Nice, Paris), founding year (1992, 1985)",
    ] {
        assert!(report.to_string().contains(part), "{part}\n{report}");
    }
}

#[test]
fn an_identifier_that_is_typed_wrong_or_copied_joins_nothing() {
    let mut app = TestApp::new(&seed());
    let rows = [
        "typo,Centre de géosciences,Fontainebleau,,05h5v3c50,",
        "part-1,Laboratoire de chimie,Lille,,,130023583",
        "part-2,Laboratoire de physique,Lille,,,130023583",
    ];
    let report = import(&mut app, &rows, false);
    assert_eq!(joined(&report), [], "{report}");
    assert_eq!(report.outcome.shared_company_numbers, 2, "{report}");
    for part in [
        "tenon may match typo (Centre de géosciences): they share ROR 05h5v3c50, but their names have no word in common",
        "2 pairs share only a SIREN or SIRET: not matched (the parts of an organization often share one)",
    ] {
        assert!(report.to_string().contains(part), "{part}\n{report}");
    }
    // Two rows with one ROR id: which of them is the hospital is for a curator.
    let mut app = TestApp::new(&seed());
    let rows = ["a,Tenon cardiologie,Paris,,05h5v3c50,", "b,Tenon urologie,Paris,,05h5v3c50,"];
    let report = import(&mut app, &rows, false);
    assert_eq!(joined(&report), [], "{report}");
    assert_eq!(report.outcome.uncertain.len(), 2, "{report}");
    assert!(report.to_string().contains("ROR 05h5v3c50, but other records have it, too"));
    // Of two, the one of the same name.
    let mut app = TestApp::new(&seed());
    let rows = ["a,Tenon cardiologie,Paris,,05h5v3c50,", "b,Hôpital Tenon,Paris,,05h5v3c50,"];
    assert_eq!(joined(&import(&mut app, &rows, false)), [("b", "tenon")]);
}

#[test]
fn a_curator_decides_in_the_map() {
    let mut app = TestApp::new(&seed());
    let rows = [
        "a,Laboratoire de physique,Nice,1970,,",
        "b,Formes et idées de la Renaissance aux Lumières,Paris,1985,,",
        "c,Autre,Brest,,,",
    ];
    let decision = |key: &str, slug: &str, verdict: &str| {
        format!("[[same_as]]\nkey = {key:?}\norganization = {slug:?}\nverdict = {verdict:?}\n")
    };
    let decisions = [
        decision("a", "physics", "SAME"),
        decision("b", "renaissance", "DIFFERENT"),
        decision("z", "tenon", "SAME"),
        decision("c", "nobody", "SAME"),
    ];
    let map = MAP.to_owned() + &decisions.concat();
    let report = import_with(&mut app, &rows, &map, false).unwrap();
    assert_eq!(joined(&report), [("a", "physics")], "{report}");
    assert_eq!(report.outcome.organizations.added, 2, "{report}");
    for part in [
        "physics matches a (Laboratoire de physique): decided by the map",
        "tenon may match z (decision): the map decides on this pair, but no record has this key",
        "nobody may match c (decision): the map decides on this pair, but no organization has this slug",
    ] {
        assert!(report.to_string().contains(part), "{part}\n{report}");
    }
    assert_eq!(report.outcome.uncertain.len(), 2, "{report}");
    assert_whole(&raw(app.store.path()));
    let again = import_with(&mut app, &rows, &map, false).unwrap();
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
    for (wrong, rule) in [
        (decision("a", "A B", "SAME"), "is not the slug"),
        (decision("a", "physics", "PERHAPS"), "unknown variant `PERHAPS`"),
        (decision("a", "tenon", "SAME").repeat(2), "two decisions about the row \"a\""),
    ] {
        let error = import_with(&mut app, &rows, &(MAP.to_owned() + &wrong), false).unwrap_err();
        assert!(error.to_string().contains(rule), "{rule}: {error}");
    }
}

#[test]
fn a_company_number_that_the_seed_comes_to_know_joins_nothing_either() {
    let mut registry = seed();
    let lille = registry.organizations.last_mut().unwrap();
    let siren = std::mem::take(&mut lille.identifiers);
    let mut app = TestApp::new(&registry);
    let report = import(&mut app, &["part,Laboratoire de chimie,Lille,,,130023583"], false);
    assert_eq!((joined(&report), report.outcome.organizations.added), (vec![], 1), "{report}");
    registry.organizations.last_mut().unwrap().identifiers = siren;
    app.apply(&registry);
    let query = "{ organization(by: { slug: \"units-part\" }) { slug } }";
    let found = app.data(query, serde_json::json!({}));
    assert_eq!(found["organization"]["slug"], "units-part", "it is not the university");
    assert_whole(&raw(app.store.path()));
}

#[test]
fn the_order_of_rows_a_dry_run_and_a_second_run_change_nothing() {
    let rows = [
        "a,Laboratoire de physique,Lyon,1970,,",
        "b,Laboratoire de physique,Nice,1970,,",
        "c,Hôpital Tenon,Paris,1878,,",
        "d,Tenon,Paris,,05h5v3c50,",
        "e,Formes et idées de la Renaissance aux Lumières,Paris,1985,,",
        "f,Formes et idées de la Renaissance aux Lumières,Nice,1985,,",
    ];
    let mut backwards = rows;
    backwards.reverse();
    let (mut one, mut other) = (TestApp::new(&seed()), TestApp::new(&seed()));
    let before = dump(&raw(one.store.path()));
    let dry = import(&mut one, &rows, true);
    assert_eq!(dump(&raw(one.store.path())), before);
    let report = import(&mut one, &rows, false);
    assert_eq!(dry.outcome, report.outcome);
    assert_eq!(import(&mut other, &backwards, false).outcome, report.outcome);
    // Both c, by its name, and d, by its identifier, may be the hospital.
    assert_eq!(joined(&report), [("a", "physics"), ("e", "renaissance")]);
    let again = import(&mut one, &rows, false);
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
}

/// The register of French research structures, as a table: key, name, acronym, city, year.
fn rnsr() -> Option<PathBuf> {
    let path = std::env::var_os("RNSR").map(PathBuf::from);
    if path.is_none() {
        eprintln!("SKIPPED: set RNSR to the register of research structures (.csv.gz) to run this");
    }
    path
}

const RNSR_MAP: &str = r#"list = "structures"
delimiter = ";"
[source]
slug = "rnsr-2022-02"
title = "RNSR, February 2022"
publisher = "cnrs"
language = "fr"
date = "2022-02"
[columns]
key = "numero_national_de_structure"
name = "libelle"
acronym = "sigle"
city = "commune"
founded = "annee_de_creation"
[constants]
kinds = ["RESEARCH_UNIT"]
country = "FR"
"#;

#[test]
fn units_of_one_name_in_other_cities_are_not_joined() {
    let (Some(rnsr), Some(ror)) = (rnsr(), sample()) else { return };
    let registry = consortia::seed::read(&consortia::seed::embedded()).unwrap();
    let mut app = TestApp::new(&registry);
    super::import_file(&mut app.store, &ror, &Options::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (table, map) = (folder.path().join("a.csv"), folder.path().join("a.toml"));
    let packed = fs::File::open(rnsr).unwrap();
    let text = std::io::read_to_string(flate2::read::MultiGzDecoder::new(packed)).unwrap();
    fs::write(&table, text).unwrap();
    fs::write(&map, RNSR_MAP).unwrap();
    let importer =
        TableImporter::new(std::slice::from_ref(&table), &map, InvalidRecords::Skip, None).unwrap();
    let report = import::run(&mut app.store, &importer, &Options::default()).unwrap();
    for wrong in ["199113592T", "199213454N", "201119558R"] {
        assert!(!report.outcome.matched.iter().any(|it| it.key == wrong), "{wrong}");
        assert!(report.outcome.uncertain.iter().any(|it| it.key == wrong), "{wrong}");
    }
    // Most rows with the name of a French organization of ROR are that organization.
    assert!(report.outcome.matched.len() > 1_200, "{}", report.outcome.matched.len());
    let again = import::run(&mut app.store, &importer, &Options::default()).unwrap();
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
    assert_eq!(again.outcome.uncertain, report.outcome.uncertain);
}
