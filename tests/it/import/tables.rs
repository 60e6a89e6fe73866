//! Several tables that refer to each other: dated relations, programs, participations, events, people, figures, topics.

use std::{fs, path::PathBuf};

use consortia::import::{self, Error, InvalidRecords, Options, Report, TableImporter};
use serde_json::json;

use super::app;
use crate::{
    store::{assert_whole, dump, raw},
    support::TestApp,
};

const MAP: &str = r#"list = "alliance"
delimiter = ";"
placeholders = ["inconnu"]
[source]
slug = "alliance-2025"
title = "Alliance, 2025"
publisher = "alpha"
language = "fr"
date = "2025-03"

[[table]]
file = "members.csv"
[[table.organization]]
key = "Membre"
name = "Nom"
city = "Ville"
kind = { column = "Type", values = { U = "UNIVERSITY", E = "COMPANY", X = "" } }
country = { value = "FR" }
[[table.affiliation]]
subject = "Membre"
role = { value = "MEMBER" }
object = { slug = "beta" }
since = { column = "Depuis", date = "DD/MM/YYYY" }
until = { column = "Fin", date = "DD/MM/YYYY" }
[[table.person]]
key = "Contact"
name = "Contact"
optional = true
[[table.position]]
person = "Contact"
organization = "Membre"
role = { value = "DIRECTOR" }
title = "Titre"
optional = true

[[table]]
file = "projects.csv"
delimiter = ","
[[table.topic]]
key = "theme"
name = "theme"
kind = { value = "RESEARCH_FIELD" }
optional = true
[[table.program]]
key = "call"
name = { column = "call", values = { A = "Call A", B = "Call B" } }
kind = { value = "CALL" }
[[table.program]]
key = ["call", "number"]
name = "title"
acronym = "short"
kind = { value = "PROJECT" }
starts = "start"
part_of = "call"
[[table.event]]
key = "kickoff"
name = "kickoff"
kind = { value = "LAUNCH" }
date = "start"
optional = true
[[table.participation]]
key = ["call", "number", "partner"]
organization = "partner"
program = ["call", "number"]
role = { value = "COORDINATOR" }
only = { coordinates = "yes" }
locator = "line"
[[table.participation]]
key = ["call", "number", "partner"]
organization = "partner"
program = ["call", "number"]
role = { value = "PARTICIPANT" }
only = { coordinates = ["no", ""] }
locator = "line"
[[table.figure]]
program = ["call", "number"]
measure = { value = "grant" }
measure_code = { value = "FUNDING" }
value = { column = "grant", decimal = ",", placeholders = ["0"] }
unit = { value = "euros" }
unit_code = { value = "EUR" }
from = "start"
[[table.topic_assignment]]
program = ["call", "number"]
topic = "theme"
optional = true
"#;

const MEMBERS: &str = "Membre;Nom;Ville;Type;Depuis;Fin;Contact;Titre\n\
    m1;Université Une;Lille;U;01/02/2010;;Ada Un;Directrice\n\
    m2;Entreprise Deux;Nice;E;15/06/2012;31/12/2020;;\n\
    m3;Société Trois;inconnu;X;;;;\n";

const PROJECTS: &str = "line,call,number,title,short,start,partner,coordinates,grant,theme,kickoff\n\
    1,A,1,First project,ONE,2015-04-01,m1,yes,\"1 200 000,50\",Optics,Opening of ONE\n\
    2,A,1,First project,ONE,2015-04-01,m2,no,\"1 200 000,50\",Optics,Opening of ONE\n\
    3,A,1,First project,ONE,2015-04-01,m1,no,\"1 200 000,50\",Optics,Opening of ONE\n\
    4,B,2,Second project,TWO,2026-01-01,M2,yes,0,,\n\
    5,B,2,Second project,TWO,2026-01-01,m3,no,0,,\n";

/// Imports the two tables.
fn import_tables(
    app: &mut TestApp,
    members: &str,
    projects: &str,
    map: &str,
    invalid: InvalidRecords,
) -> Result<Report, Error> {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| -> PathBuf {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    // The names of the files say which is which.
    let files = [write("projects.csv", projects), write("members.csv", members)];
    let importer = TableImporter::new(&files, &write("map.toml", map), invalid, None)?;
    import::run(&mut app.store, &importer, &Options::default())
}

fn import(app: &mut TestApp, members: &str, projects: &str) -> Result<Report, Error> {
    import_tables(app, members, projects, MAP, InvalidRecords::Fail)
}

#[test]
fn rows_become_records_of_every_type() {
    let mut app = app();
    let report = import(&mut app, MEMBERS, PROJECTS).unwrap();
    let counts: Vec<_> =
        report.outcome.facts.iter().map(|(ty, count)| (ty.noun(), count.added)).collect();
    let expected = [
        ("person", 1),
        ("program", 4),
        ("event", 1),
        ("topic", 1),
        ("affiliation", 3),
        ("position", 1),
        ("participation", 4),
        ("figure", 1),
        ("topic_assignment", 1),
    ];
    assert_eq!(counts, expected, "{report}");
    assert_eq!((report.outcome.organizations.added, report.rejected), (3, 0), "{report}");
    let query = "{ organization(by: { slug: \"alliance-m1\" }) {
        kinds location { city }
        memberOf { edges { affiliation { since until citations { source { slug } locator } } node { slug } } }
        people { edges { position { role title } node { slug name } } }
        programs { edges { participation { role citations { locator } } node {
            ... on Program { slug name startsOn partOf { slug name kind }
                figures { value unitCode measureCode from } topics { nodes { name } } } } } } } }";
    let it = app.data(query, json!({}))["organization"].take();
    assert_eq!(it["kinds"], json!(["UNIVERSITY"]));
    let member = &it["memberOf"]["edges"][0];
    assert_eq!(member["node"]["slug"], "beta");
    assert_eq!(member["affiliation"]["since"], "2010-02-01");
    let cited = json!([{ "source": { "slug": "alliance-2025" }, "locator": "row \"m1\"" }]);
    assert_eq!(member["affiliation"]["citations"], cited);
    assert_eq!(
        it["people"]["edges"][0]["position"],
        json!({ "role": "DIRECTOR", "title": "Directrice" })
    );
    let programs = it["programs"]["edges"].as_array().unwrap();
    assert_eq!(programs.len(), 1, "{it}");
    assert_eq!(programs[0]["participation"]["role"], "COORDINATOR");
    assert_eq!(programs[0]["participation"]["citations"][0]["locator"], "row \"1\"");
    let expected = json!({ "slug": "alliance-a-1", "name": "First project", "startsOn": "2015-04-01",
        "partOf": { "slug": "alliance-a", "name": "Call A", "kind": "CALL" },
        "figures": [{ "value": 1_200_000.5, "unitCode": "EUR", "measureCode": "FUNDING",
            "from": "2015-04-01" }],
        "topics": { "nodes": [{ "name": "Optics" }] } });
    assert_eq!(programs[0]["node"], expected);
    assert_whole(&raw(app.store.path()));
}

#[test]
fn the_report_tells_what_is_read_once_and_what_the_map_leaves_out() {
    let mut app = app();
    let report = import(&mut app, MEMBERS, PROJECTS).unwrap().to_string();
    for part in [
        "  programs: 4 added, 0 changed, 0 unchanged",
        "  participations: 4 added",
        "projects.csv: rows that repeat the participation of an earlier row, read once: 1",
        "members.csv: cells \"X\" of the column \"Type\" that give no `kind`, as the map says: 1",
        "members.csv: cells \"inconnu\" of the column \"Ville\" that give no `city`, as the map says: 1",
        "projects.csv: cells \"0\" of the column \"grant\" that give no `value`, as the map says: 2",
        "projects.csv, line 5: program: column 6 (start): \"2026-01-01\": later than the date of the table (2025-03): the program is planned",
    ] {
        assert!(report.contains(part), "{part}\n{report}");
    }
}

#[test]
fn what_takes_part_in_a_plan_is_a_plan() {
    let mut app = app();
    import(&mut app, MEMBERS, PROJECTS).unwrap();
    let query = "query ($stages: [Stage!]) { organization(by: { slug: \"alliance-m2\" }) {
        programs(stages: $stages) { edges { participation { stage role } node { ... on Program { slug stage } } } } } }";
    let of_stage = |app: &TestApp, stage: &str| {
        app.data(query, json!({ "stages": [stage] }))["organization"]["programs"]["edges"].take()
    };
    let planned = json!([{ "participation": { "stage": "PLANNED", "role": "COORDINATOR" },
        "node": { "slug": "alliance-b-2", "stage": "PLANNED" } }]);
    assert_eq!(of_stage(&app, "PLANNED"), planned);
    assert_eq!(of_stage(&app, "REALIZED").as_array().map(Vec::len), Some(1));
}

#[test]
fn a_second_import_changes_nothing_and_a_newer_one_only_what_differs() {
    let mut app = app();
    import(&mut app, MEMBERS, PROJECTS).unwrap();
    let before = dump(&raw(app.store.path()));
    let again = import(&mut app, MEMBERS, PROJECTS).unwrap();
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
    assert_eq!(dump(&raw(app.store.path())), before);
    let newer = MAP.replace("alliance-2025", "alliance-2026").replace("2025-03", "2026-02");
    let members = MEMBERS.replace("31/12/2020", "31/12/2021");
    let projects = PROJECTS.replace(",0,", ",500,").replace("3,A", "6,A");
    let projects: Vec<_> = projects.lines().filter(|line| !line.starts_with("5,")).collect();
    let report =
        import_tables(&mut app, &members, &projects.join("\n"), &newer, InvalidRecords::Fail);
    let report = report.unwrap().to_string();
    for part in [
        "  affiliations with dates or keys of their own: 0 added, 1 changed, 2 unchanged",
        "  programs: 0 added, 1 changed, 3 unchanged",
        "  figures: 1 added, 0 changed, 1 unchanged",
        "  only in an older release, kept as it states them: 1 participations",
    ] {
        assert!(report.contains(part), "{part}\n{report}");
    }
    assert_whole(&raw(app.store.path()));
}

#[test]
fn invalid_records_are_reported_with_file_line_column_and_cure() {
    let mut app = app();
    let members = MEMBERS.to_owned()
        + "m4;Quatre;Lyon;Z;;;;\n;Cinq;Lyon;U;;;;\nm6;Six;Lyon;U;2010;;;\nm1;Une;Lille;U;01/02/2010;;;\n";
    let projects = PROJECTS.to_owned()
        + "6,A,3,Third,THREE,2016-13-01,m1,yes,10,,\n7,A,1,First project,ONE,2015-04-01,m9,no,1.5,,\n8,C,4,Fourth,FOUR,,m1,yes,5,,\n9,A\n";
    let before = dump(&raw(app.store.path()));
    let error = import(&mut app, &members, &projects).unwrap_err().to_string();
    for part in [
        "members.csv, line 5: organization: column 4 (Type): \"Z\": the map has no word for this text",
        "members.csv, line 6: organization: column 1 (Membre): the value is missing",
        "members.csv, line 7: affiliation: column 5 (Depuis): \"2010\": not a date of the form DD/MM/YYYY",
        "members.csv, line 8: the organization alliance-m1 differs from members.csv, line 2 in name; the first is kept",
        "projects.csv, line 7: program: column 6 (start): \"2016-13-01\"",
        "projects.csv, line 8: figure: column 9 (grant): \"1.5\": not a number; set `decimal = \".\"`",
        "the participation alliance-a-1-m9 refers to the organization alliance-m9, which does not exist",
        "projects.csv, line 9: program: column 2 (call): \"C\": the map has no word",
        "projects.csv, line 10: 2 cells, but the header has 11 columns",
    ] {
        assert!(error.contains(part), "{part}\n{error}");
    }
    assert_eq!(dump(&raw(app.store.path())), before);
    let report = import_tables(&mut app, &members, &projects, MAP, InvalidRecords::Skip).unwrap();
    assert_eq!(report.outcome.organizations.added, 4, "{report}");
    assert_whole(&raw(app.store.path()));
}

#[test]
fn the_error_of_a_map_of_tables_names_the_part_that_is_wrong() {
    let mut app = app();
    let mut error = |from: &str, to: &str| {
        let map = MAP.replacen(from, to, 1);
        import_tables(&mut app, MEMBERS, PROJECTS, &map, InvalidRecords::Fail)
            .unwrap_err()
            .to_string()
    };
    for (from, to, part) in [
        ("object = { slug = \"beta\" }\n", "", "members.csv: affiliation: `object` is missing"),
        ("\"MEMBER\"", "\"OWNER\"", "role: \"OWNER\" is none of FOUNDER"),
        (
            "object = {",
            "target = {",
            "there is no field `target`; the fields are key, subject, role",
        ),
        ("[[table.topic]]", "[[table.subject]]", "unknown field `subject`"),
        ("slug = \"beta\" }", "slug = \"beta\", column = \"Nom\" }", "either `column`"),
        (
            "slug = \"beta\" }",
            "slug = \"nobody\" }",
            "the organization nobody, which does not exist",
        ),
        ("DD/MM/YYYY", "D/M/Y", "use one of DD/MM/YYYY"),
        ("person = \"Contact\"\n", "", "position: `person` is missing"),
        (
            "program = [\"call\", \"number\"]\nrole",
            "role",
            "exactly one of program, event is needed",
        ),
        (
            "list = \"alliance\"",
            "list = \"alliance\"\ncolumns = { key = \"a\" }",
            "[[table.organization]]",
        ),
        ("decimal = \",\"", "decimal = \";\"", "decimal: \";\""),
        ("values = { U", "valus = { U", "a field is the header of a column"),
        ("\"Membre\"", "\"Member\"", "there is no column \"Member\""),
    ] {
        let message = error(from, to);
        assert!(message.contains(part), "{part}\n{message}");
    }
}
