//! Projects of the Programme d'investissements d'avenir: made-up rows with the oddities of the files, and the files themselves if
//! `ANR_PIA_PROJECTS` and `ANR_PIA_PARTNERS` name them.

use std::{fs, io::Write as _, path::PathBuf};

use consortia::import::{self, Error, Options, Report};
use flate2::{Compression, write::GzEncoder};
use serde_json::json;

use super::app;
use crate::{
    store::{assert_whole, dump, raw, world},
    support::TestApp,
};

const PROJECTS: &str = "Projet.Code_Decision_ANR,Projet.Date_debut,Action.Edition,Action.Titre.Francais,Projet.Acronyme,Projet.Titre.Francais,Projet.Aide_allouee\n\
    ANR-10-LABX-0001,2011-03-01,2010,LABX,ALPHABET,\"Lettres, et chiffres\",4849999.63\n\
    ANR-11-LABX-0002,,2011,LABX,BETISES,Bêtises de Cambrai,0\n\
    ANR-21-IDES-0003,2022-07-01,2021,IDES,FUTUR,Projet du futur,12\n";

const PARTNERS: &str = "Projet.Code_Decision_ANR,Action.Edition,Projet.Acronyme,Projet.Partenaire.Code_Decision_ANR,Projet.Partenaire.Est_coordinateur,Projet.Partenaire.Nom_organisme,Projet.Partenaire.Categorie_organisme,Projet.Partenaire.Adresse.Ville,Projet.Partenaire.Adresse.Region,Projet.Partenaire.Adresse.Pays\n\
    ANR-10-LABX-0001,2010,ALPHABET,ANR-10-LABX-0001-02,False,CNRS délégation Paris-Centre,Organismes de type EPST,Paris,Île-de-France,France\n\
    ANR-10-LABX-0001,2010,ALPHABET,ANR-10-LABX-0001-03,False,CNRS délégation Paris-Centre,Organismes de type EPST,Paris,Île-de-France,France\n\
    ANR-10-LABX-0001,2010,ALPHABET,ANR-10-LABX-0001-04,False,Université Alpha,\"Universités, INSA et INP\",Lille,Hauts de France,France\n\
    ANR-10-LABX-0001,2010,ALPHABET,ANR-10-LABX-0001-01,True,Université Alpha,\"Universités, INSA et INP\",Lille,Hauts de France,France\n\
    ANR-10-LABX-0001,2010,ALPHABET,ANR-10-LABX-0001-05,False,Freie Universität,Etranger,Berlin,Etranger,France\n\
    ANR-11-LABX-0002,2011,BETISES,ANR-11-LABX-0002-01,True,Non renseigné,Non renseigné,Non renseigné,Non renseigné,France\n\
    ANR-11-LABX-0002,2011,BETISES,ANR-11-LABX-0002-02,False,METEO-FRANCE,Organismes de Type EPIC,Toulouse,Occitanie,France\n\
    ANR-21-IDES-0003,2021,FUTUR,ANR-21-IDES-0003-01,True,Météo France,Organismes de Type EPIC,Toulouse,Occitanie,France\n";

/// Imports two files, compressed with gzip, of May 2022.
fn import(app: &mut TestApp, projects: &str, partners: &str) -> Result<Report, Error> {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| -> PathBuf {
        let path = folder.path().join(name);
        let mut packed = GzEncoder::new(fs::File::create(&path).unwrap(), Compression::fast());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap();
        path
    };
    let projects = write("anr-pia-2022-05-projects.csv.gz", projects);
    let partners = write("anr-pia-2022-05-partners.csv.gz", partners);
    let importer = import::anr_pia_importer(&projects, &partners, None)?;
    import::run(&mut app.store, &importer, &Options::default())
}

#[test]
fn projects_are_programs_with_an_action_a_funding_and_participants() {
    let mut app = app();
    let report = import(&mut app, PROJECTS, PARTNERS).unwrap();
    let query = "{ program(by: { slug: \"anr-10-labx-0001\" }) {
        name names { value kind } kind startsOn description partOf { slug name kind }
        figures { value unitCode measureCode from }
        participants { edges { participation { role citations { source { slug } locator } } node { name } } } } }";
    let it = app.data(query, json!({}))["program"].take();
    assert_eq!(it["name"], "Lettres, et chiffres", "{report}");
    assert_eq!(it["names"][1], json!({ "value": "ALPHABET", "kind": "ACRONYM" }));
    assert_eq!((&it["kind"], &it["startsOn"]), (&json!("PROJECT"), &json!("2011-03-01")));
    let action = json!({ "slug": "anr-pia-labx", "name": "LABX", "kind": "CALL" });
    assert_eq!(it["partOf"], action);
    let edition = "Action LABX du Programme d'investissements d'avenir, édition 2010.";
    assert_eq!(it["description"], edition);
    let funding = json!([{ "value": 4_849_999.63, "unitCode": "EUR", "measureCode": "FUNDING", "from": "2011-03-01" }]);
    assert_eq!(it["figures"], funding);
    let parts = it["participants"]["edges"].as_array().unwrap();
    let mut parts: Vec<_> = parts
        .iter()
        .map(|edge| {
            let part = &edge["participation"];
            let cited = &part["citations"][0];
            assert_eq!(cited["source"]["slug"], "anr-pia-2022-05");
            let texts = [&edge["node"]["name"], &part["role"], &cited["locator"]];
            texts.map(|it| it.as_str().unwrap().to_owned())
        })
        .collect();
    parts.sort();
    let expected = [
        ["CNRS délégation Paris-Centre", "PARTICIPANT", "row \"ANR-10-LABX-0001-02\""],
        ["Freie Universität", "PARTICIPANT", "row \"ANR-10-LABX-0001-05\""],
        ["Université Alpha", "COORDINATOR", "row \"ANR-10-LABX-0001-01\""],
    ];
    assert_eq!(parts, expected, "{report}");
    assert_whole(&raw(app.store.path()));
}

#[test]
fn what_is_odd_in_the_files_is_handled_and_reported() {
    let mut app = app();
    let report = import(&mut app, PROJECTS, PARTNERS).unwrap().to_string();
    let partners = "anr-pia-2022-05-partners.csv.gz: ";
    for part in [
        // Nobody is called "Non renseigné".
        &format!(
            "{partners}cells \"Non renseigné\" of the column \"Projet.Partenaire.Nom_organisme\" that give no `organization`, as the map says: 1"
        ),
        // A foreign partner of which the file says that it is in France.
        &format!(
            "{partners}cells \"Etranger\" of the column \"Projet.Partenaire.Categorie_organisme\" that give no `country`, as the map says: 1"
        ),
        &format!("{partners}rows that repeat the participation of an earlier row, read once: 2"),
        "the organization anr-pia-meteo-france differs from anr-pia-2022-05-partners.csv.gz, line 8 in key, name; the first is kept",
        "anr-pia-2022-05-projects.csv.gz, line 4: program: column 2 (Projet.Date_debut): \"2022-07-01\": later than the date of the table (2022-05): the program is planned",
        "cells \"0\" of the column \"Projet.Aide_allouee\" that give no `value`, as the map says: 1",
    ] {
        assert!(report.contains(part), "{part}\n{report}");
    }
    let it = app.data(
        "{ foreign: organization(by: { slug: \"anr-pia-freie-universitat\" }) { location { city region country { code } } kinds }
           nobody: organization(by: { slug: \"anr-pia-non-renseigne\" }) { slug }
           project: program(by: { slug: \"anr-11-labx-0002\" }) { startsOn figures { value } participants { nodes { ... on Organization { name } } } }
           plan: program(by: { slug: \"anr-21-ides-0003\" }) { stage participants { totalCount } planned: participants(stages: [PLANNED]) { totalCount } } }",
        json!({}),
    );
    assert_eq!(it["foreign"]["location"]["country"], json!(null), "{it}");
    assert_eq!(it["foreign"]["location"]["region"], json!(null), "{it}");
    assert_eq!(it["nobody"], json!(null));
    let project = json!({ "startsOn": null, "figures": [],
        "participants": { "nodes": [{ "name": "METEO-FRANCE" }] } });
    assert_eq!(it["project"], project);
    let plan = json!({ "stage": "PLANNED", "participants": { "totalCount": 0 }, "planned": { "totalCount": 1 } });
    assert_eq!(it["plan"], plan);
}

#[test]
fn a_regional_office_is_a_part_of_its_body() {
    let mut app = app();
    // The body is in the database already.
    app.apply(&{
        let mut registry = super::seed();
        let mut body = world::organization("cnrs");
        body.names[0].value = "Centre national de la recherche scientifique".to_owned();
        body.place.country = Some("FR".to_owned());
        registry.organizations.push(body);
        registry
    });
    let report = import(&mut app, PROJECTS, PARTNERS).unwrap();
    let query = "{ organization(by: { slug: \"anr-pia-cnrs-delegation-paris-centre\" }) {
        name parents { nodes { slug } } } }";
    let it = app.data(query, json!({}))["organization"].take();
    assert_eq!(it["parents"]["nodes"], json!([{ "slug": "cnrs" }]), "{report}");
}

#[test]
fn an_office_that_is_known_as_a_part_of_its_body_is_joined_and_no_other_office() {
    let partners = PARTNERS.replace("délégation Paris-Centre", "délégation Lac Nord");
    for (parent, slug) in [("cnrs", "office"), ("alpha", "anr-pia-cnrs-delegation-lac-nord")] {
        let mut registry = super::seed();
        for (slug, name) in [
            ("cnrs", "Centre national de la recherche scientifique"),
            ("office", "Délégation du Lac Nord"),
        ] {
            let mut it = world::organization(slug);
            it.names.truncate(1);
            it.names[0].value = name.to_owned();
            it.place.country = Some("FR".to_owned());
            it.place.city = Some("Paris".to_owned());
            registry.organizations.push(it);
        }
        let period = world::period("", "");
        registry.affiliations.push(world::affiliation(parent, "PARENT", "office", period));
        let mut app = TestApp::new(&registry);
        let report = import(&mut app, PROJECTS, &partners).unwrap();
        let query = "{ program(by: { slug: \"anr-10-labx-0001\" }) {
            participants { nodes { ... on Organization { slug } } } } }";
        let program = app.data(query, json!({}))["program"].take();
        let participants = program["participants"]["nodes"].as_array().unwrap();
        assert!(participants.contains(&json!({ "slug": slug })), "{participants:?} {report}");
    }
}

#[test]
fn a_second_import_of_the_same_files_changes_nothing() {
    let mut app = app();
    import(&mut app, PROJECTS, PARTNERS).unwrap();
    let before = dump(&raw(app.store.path()));
    let again = import(&mut app, PROJECTS, PARTNERS).unwrap();
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
    assert_eq!(dump(&raw(app.store.path())), before);
}

#[test]
fn files_without_a_date_need_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("projets.csv");
    fs::write(&path, PROJECTS).unwrap();
    let error = import::anr_pia_importer(&path, &path, None).unwrap_err().to_string();
    assert!(error.contains("--date"), "{error}");
    assert!(import::anr_pia_importer(&path, &path, "2022-05".parse().ok()).is_ok());
}

#[test]
fn the_published_files_are_read_whole() {
    let path = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let (Some(projects), Some(partners)) = (path("ANR_PIA_PROJECTS"), path("ANR_PIA_PARTNERS"))
    else {
        eprintln!("SKIPPED: set ANR_PIA_PROJECTS and ANR_PIA_PARTNERS to run this test");
        return;
    };
    let mut app = app();
    let importer = import::anr_pia_importer(&projects, &partners, None).unwrap();
    let report = import::run(&mut app.store, &importer, &Options::default()).unwrap();
    let counts: Vec<_> =
        report.outcome.facts.iter().map(|(ty, count)| (ty.noun(), count.added)).collect();
    // 1,379 projects and 52 actions; of 7,581 rows of partners, 187 repeat one of another row and 19 name nobody.
    assert_eq!(counts, [("program", 1431), ("participation", 7375), ("figure", 1268)], "{report}");
    assert_eq!(report.rejected, 0, "{report}");
    let again = import::run(&mut app.store, &importer, &Options::default()).unwrap();
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
    assert_whole(&raw(app.store.path()));
}
