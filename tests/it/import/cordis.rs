//! The map of CORDIS in `docs/maps`, over made-up rows of the form in which CORDIS publishes its files.

use std::fs;

use consortia::import::{self, InvalidRecords, Options, Report, TableImporter};
use serde_json::json;

use super::app;
use crate::{
    store::{assert_whole, raw, world},
    support::TestApp,
};

const PROJECTS: &str = r#""id";"acronym";"status";"title";"startDate";"endDate";"totalCost";"ecMaxContribution";"legalBasis";"topics";"ecSignatureDate";"frameworkProgramme";"masterCall";"subCall";"fundingScheme";"nature";"objective";"contentUpdateDate";"rcn";"grantDoi"
"101000001";"LIGHT";"SIGNED";"Light for all; again";"2022-06-01";"2027-05-31";"2999625,5";"2999625";"HORIZON.2.4";"HORIZON-CL4-2021-01";"2022-05-01";"HORIZON";"HORIZON-CL4-2021";"HORIZON-CL4-2021-01";"HORIZON-RIA";"";"A ""bright"" objective.";"2022-05-20 11:00:00";"240001";"10.3030/101000001"
"101000002";"DARK";"CLOSED";"Dark matters";"2021-01-01";"2028-12-31";"";"150000.25";"HORIZON.1.1";"ERC-2021-STG";"2020-12-01";"HORIZON";"ERC-2021-STG";"ERC-2021-STG";"HORIZON-ERC";"";"Objective.";"2024-01-10 11:00:00";"240002";"10.3030/101000002"
"#;

const ORGANIZATIONS: &str = r#""projectID";"projectAcronym";"organisationID";"vatNumber";"name";"shortName";"SME";"activityType";"street";"postCode";"city";"country";"nutsCode";"geolocation";"organizationURL";"contactForm";"contentUpdateDate";"rcn";"order";"role";"ecContribution";"netEcContribution";"totalCost";"endOfParticipation";"active"
"101000001";"LIGHT";"900000001";"EL000000001";"PANEPISTIMIO ALFA";"UA";"false";"HES";"ODOS 1";"105 61";"ATHINA";"EL";"EL303";"37.9,23.7";"http://www.alfa.example";"https://ec.europa.eu/form/1";"2022-05-20 11:00:00";"1";"1";"coordinator";"2000000";"2000000";"2000000";"false";""
"101000001";"LIGHT";"900000002";"";"BETA GMBH";"";"true";"PRC";"WEG 2";"10115";"BERLIN";"DE";"DE300";"52.5,13.4";"";"https://ec.europa.eu/form/2";"2022-05-20 11:00:00";"2";"2";"participant";"999625";"999625,5";"999625,5";"true";""
"101000002";"DARK";"900000001";"EL000000001";"PANEPISTIMIO ALFA";"UA";"false";"HES";"ODOS 1";"105 61";"ATHINA";"EL";"EL303";"37.9,23.7";"http://www.alfa.example";"https://ec.europa.eu/form/3";"2024-01-10 11:00:00";"1";"3";"associatedPartner";"";"0";"0";"false";""
"#;

fn import(app: &mut TestApp) -> Report {
    import_files(app, PROJECTS, ORGANIZATIONS)
}

fn import_files(app: &mut TestApp, projects: &str, organizations: &str) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let files = [("project.csv", projects), ("organization.csv", organizations)];
    let files = files.map(|(name, text)| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    });
    let map = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/maps/cordis.toml");
    let importer = TableImporter::new(&files, map.as_ref(), InvalidRecords::Fail, None).unwrap();
    import::run(&mut app.store, &importer, &Options::default()).unwrap()
}

#[test]
fn the_map_reads_projects_and_organizations() {
    let mut app = app();
    app.apply(&{
        let mut registry = super::seed();
        registry.organizations.push(world::organization("european-union"));
        registry
    });
    let report = import(&mut app);
    assert_eq!((report.rejected, report.outcome.organizations.added), (0, 2), "{report}");
    let query = "{ organization(by: { slug: \"cordis-horizon-900000001\" }) {
        name kinds website location { country { code } }
        programs { edges { participation { role } node { ... on Program { slug name startsOn endsOn
            partOf { name } figures { value measureCode from until } } } } } } }";
    let it = app.data(query, json!({}))["organization"].take();
    assert_eq!((&it["name"], &it["kinds"]), (&json!("PANEPISTIMIO ALFA"), &json!(["EDUCATION"])));
    assert_eq!(it["location"]["country"]["code"], "GR");
    let edges = it["programs"]["edges"].as_array().unwrap();
    let mut roles: Vec<_> =
        edges.iter().filter_map(|edge| edge["participation"]["role"].as_str()).collect();
    roles.sort_unstable();
    assert_eq!(roles, ["COORDINATOR", "PARTNER"], "{it}");
    let light = json!({ "slug": "cordis-horizon-101000001", "name": "Light for all; again",
        "startsOn": "2022-06-01", "endsOn": "2027-05-31", "partOf": { "name": "Horizon Europe" },
        "figures": [
            { "value": 2_999_625, "measureCode": "FUNDING", "from": "2022-06-01", "until": "2027-05-31" },
            { "value": 2_999_625.5, "measureCode": "BUDGET", "from": "2022-06-01", "until": "2027-05-31" },
        ] });
    assert!(edges.iter().any(|edge| edge["node"] == light), "{it}");
    let again = import(&mut app).to_string();
    assert!(again.ends_with("nothing changed"), "{again}");
    assert_whole(&raw(app.store.path()));
}

#[test]
fn a_wrong_value_is_left_out_and_its_organization_still_takes_part() {
    let mut app = app();
    app.apply(&{
        let mut registry = super::seed();
        registry.organizations.push(world::organization("european-union"));
        registry
    });
    let organizations = ORGANIZATIONS
        .replace("http://www.alfa.example", "www.alfa.example")
        .replace("\"EL\"", "\"ZZ\"")
        .replace("\"PRC\"", "\"NEW\"");
    let projects = PROJECTS.replace("2022-06-01", "2022-06-31");
    let report = import_files(&mut app, &projects, &organizations);
    let said = report.to_string();
    assert_eq!((report.rejected, report.outcome.organizations.added), (0, 2), "{said}");
    for part in [
        "organization.csv, line 2: organization: column 15 (organizationURL): \"www.alfa.example\": not a web address",
        "(country): \"ZZ\": not a country code",
        "(activityType): \"NEW\"",
        "project.csv, line 2: program: column 5 (startDate): \"2022-06-31\"",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let query = "{ organization(by: { slug: \"cordis-horizon-900000001\" }) { website location { country { code } }
        programs(history: true) { edges { node { ... on Program { slug startsOn endsOn } } } } } }";
    let it = app.data(query, json!({}))["organization"].take();
    assert_eq!((&it["website"], &it["location"]["country"]["code"]), (&json!(null), &json!(null)));
    let light =
        json!({ "slug": "cordis-horizon-101000001", "startsOn": null, "endsOn": "2027-05-31" });
    let edges = it["programs"]["edges"].as_array().unwrap();
    assert!(edges.iter().any(|edge| edge["node"] == light), "{it}");
}
