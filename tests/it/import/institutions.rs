//! Institutions are joined by their full names, however these are spelled.

use std::fs;

use consortia::{
    domain::record::{Name, Registry},
    import::{self, InvalidRecords, Options, Report, TableImporter},
};

use crate::{
    store::{assert_whole, raw, world},
    support::TestApp,
};

pub const MAP: &str = r#"list = "partners"
institutions = true
[source]
slug = "partners-2022"
title = "Partners, 2022"
publisher = "alpha"
language = "fr"
date = "2022-05"
[columns]
key = "key"
name = "name"
city = "city"
[constants]
kinds = ["UNIVERSITY"]
country = "FR"
"#;

/// Five institutions that the rows may be.
pub fn seed() -> Registry {
    let mut registry = world::small();
    let mut add = |slug: &str, names: &[&str], city: &str, year: &str| {
        let mut it = world::organization(slug);
        it.names = names.iter().map(|name| Name::new(*name, None, "LABEL")).collect();
        it.place.country = Some("FR".to_owned());
        it.place.city = Some(city.to_owned());
        it.founded = Some(year.parse().unwrap());
        registry.organizations.push(it);
    };
    add(
        "paris-8",
        &["Université Paris 8", "Université Paris 8 Vincennes - Saint-Denis"],
        "Paris",
        "1969",
    );
    add("polytechnique", &["École Polytechnique"], "Palaiseau", "1794");
    add("joseph-lyon", &["Hôpital Saint-Joseph"], "Lyon", "1950");
    add("nord-1", &["Université du Nord"], "Lille", "1970");
    add("nord-2", &["Université Nord"], "Amiens", "1990");
    add("later", &["Université des Alpes du Sud"], "Gap", "2025");
    registry
}

pub fn import(app: &mut TestApp, rows: &[&str]) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let (table, map) = (folder.path().join("a.csv"), folder.path().join("a.toml"));
    fs::write(&table, format!("key,name,city\n{}\n", rows.join("\n"))).unwrap();
    fs::write(&map, MAP).unwrap();
    let importer =
        TableImporter::new(std::slice::from_ref(&table), &map, InvalidRecords::Fail, None).unwrap();
    import::run(&mut app.store, &importer, &Options::default()).unwrap()
}

fn joined(report: &Report) -> Vec<(&str, &str)> {
    report.outcome.matched.iter().map(|it| (&*it.key, &*it.slug)).collect()
}

#[test]
fn institutions_are_joined_by_the_words_of_their_names() {
    let mut app = TestApp::new(&seed());
    let rows = [
        "a,Université Vincennes-Saint Denis Paris 8,",
        "b,Ecole Polytechnique Palaiseau,Palaiseau Cedex",
    ];
    let report = import(&mut app, &rows);
    assert_eq!(joined(&report), [("a", "paris-8"), ("b", "polytechnique")], "{report}");
    let evidence = "paris-8 matches a (Université Vincennes-Saint Denis Paris 8): words of the name \"Université Paris 8 Vincennes - Saint-Denis\", country FR";
    assert!(report.to_string().contains(evidence), "{report}");
    assert_whole(&raw(app.store.path()));
    assert!(import(&mut app, &rows).to_string().ends_with("nothing changed"));
}

#[test]
fn names_of_several_and_of_other_cities_and_times_are_listed() {
    let mut app = TestApp::new(&seed());
    let rows = [
        "several,L'Université du Nord (EPE),",
        "elsewhere,Hôpital Saint-Joseph,Marseille",
        "before,Université Alpes Sud,Gap",
    ];
    let report = import(&mut app, &rows);
    assert_eq!(joined(&report), [], "{report}");
    for part in [
        "nord-1 may match several (L'Université du Nord (EPE)): agreeing: words of the name",
        "nord-2 may match several",
        "but several organizations of this country have such a name",
        "joseph-lyon may match elsewhere (Hôpital Saint-Joseph): agreeing: name; but the cities differ (Marseille, Lyon)",
    ] {
        assert!(report.to_string().contains(part), "{part}\n{report}");
    }
    assert!(
        !report.to_string().contains("later may match before (Université Alpes Sud): agreeing")
    );
}

#[test]
fn of_two_spellings_the_stronger_is_joined() {
    let mut app = TestApp::new(&seed());
    let rows = ["a,Ecole Polytechnique Palaiseau,Palaiseau", "b,Ecole polytechnique,Palaiseau"];
    let report = import(&mut app, &rows);
    assert_eq!(joined(&report), [("b", "polytechnique")], "{report}");
    assert!(import(&mut app, &rows).to_string().ends_with("nothing changed"));
}

#[test]
fn a_number_or_a_letter_makes_another_institution_of_any_but_a_university() {
    let mut app = TestApp::new(&seed());
    let rows = ["two,École Polytechnique 2,Palaiseau", "e,École Polytechnique E,Palaiseau"];
    let report = import(&mut app, &rows);
    assert_eq!(joined(&report), [], "{report}");
    let listed = "polytechnique may match two (École Polytechnique 2)";
    assert!(report.to_string().contains(listed), "{report}");
}

#[test]
fn a_joined_record_whose_names_now_share_no_word_is_listed() {
    let mut app = TestApp::new(&seed());
    import(&mut app, &["1,École Polytechnique,Palaiseau", "2,Université Paris 8,Paris"]);
    let rows = ["1,Université Paris 8,Paris", "2,École Polytechnique,Palaiseau"];
    let report = import(&mut app, &rows).to_string();
    for part in [
        "polytechnique may match 1 (Université Paris 8): possible wrong join: 1 was joined with \"École Polytechnique\"; its name is now \"Université Paris 8\"",
        "paris-8 may match 2 (École Polytechnique): possible wrong join: 2 was joined with \"Université Paris 8\"",
    ] {
        assert!(report.contains(part), "{part}\n{report}");
    }
}

#[test]
fn old_names_of_universities_are_joined_by_number_and_by_two_names() {
    let mut registry = seed();
    for (slug, names, city) in [
        ("paris-nord", ["Université Zeta Paris Nord", "Paris 13 University"], "Villetaneuse"),
        ("perpignan", ["Université de Perpignan", "Universitat Via Domitia"], "Perpignan"),
    ] {
        let mut it = world::organization(slug);
        it.names = names.iter().map(|name| Name::new(*name, None, "LABEL")).collect();
        it.place.country = Some("FR".to_owned());
        it.place.city = Some(city.to_owned());
        registry.organizations.push(it);
    }
    let mut app = TestApp::new(&registry);
    let rows = [
        "old,Université Nord Paris 13,",
        "other,Université Nord Paris 12,",
        "two,Université Perpignan Via Domitia,",
        "elsewhere,Université Perpignan Via Domitia Zeta,",
    ];
    let report = import(&mut app, &rows);
    assert_eq!(joined(&report), [("old", "paris-nord"), ("two", "perpignan")], "{report}");
    assert!(import(&mut app, &rows).to_string().ends_with("nothing changed"));
}
