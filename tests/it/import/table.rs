//! Tables: rows become organizations as the map says, and problems are reported with line and column.

use consortia::{
    domain::date::PartialDate,
    import::{self, InvalidRecords, Options, TableImporter},
};
use serde_json::json;

use super::{
    app,
    table_files::{MAP, ROWS, files, import},
};
use crate::{
    store::{assert_whole, dump, raw},
    support::TODAY,
};

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
        "4 invalid rows",
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
    let rows = ROWS.to_owned() + "h4;Bad\u{1}Bell;;;;;\nh5;   ;;;;;\nh6;--;G;;;;\n";
    let message = import(&mut app, &rows, MAP, false).unwrap_err().to_string();
    for part in [
        "line 5: column 2 (Nom): \"Bad\\u{1}Bell\": not plain text: character 4 is a control character (U+0001)",
        "line 6: column 2 (Nom): the name is missing",
        "line 7: column 2 (Nom): \"--\" is not a name",
    ] {
        assert!(message.contains(part), "{part}\n{message}");
    }
    let files = files(ROWS, &MAP.replace("2025-03", "2025-03-03"));
    let mut on = |today: &str| {
        let today = Some(today.parse::<PartialDate>().unwrap().span().first);
        let options = Options { today, dry_run: true, ..Options::default() };
        let importer = TableImporter::new(
            std::slice::from_ref(&files.table),
            &files.map,
            InvalidRecords::Fail,
            None,
        )?;
        import::run(&mut app.store, &importer, &options)
    };
    assert!(on("2025-03-02").is_ok(), "tomorrow has begun in some time zones");
    let message = on("2025-03-01").unwrap_err().to_string();
    assert!(message.contains("is dated 2025-03-03, which is in the future"), "{message}");
}

#[test]
fn a_table_of_the_present_year_makes_nothing_certain_ahead_of_the_import() {
    let mut app = app();
    let map = MAP
        .replace("2025-03", "2026")
        .replace("founded = \"Depuis\"", "founded = \"Depuis\"\ndissolved = \"Fin\"");
    let rows =
        "Code;Nom;Sigle;Ville;Depuis;Fin;SIREN;Tutelle\nh1;Hôpital Nord;;;1901;2026-12-10;;\n";
    let files = files(rows, &map);
    let importer = TableImporter::new(
        std::slice::from_ref(&files.table),
        &files.map,
        InvalidRecords::Fail,
        Some(TODAY),
    )
    .unwrap();
    let options = Options { today: Some(TODAY), ..Options::default() };
    let report = import::run(&mut app.store, &importer, &options).unwrap().to_string();
    assert!(report.contains("later than the date of the table (2026-11-21)"), "{report}");
    let query =
        "query ($on: PartialDate) { organization(by: { slug: \"hospitals-h1\" }, asOf: $on) {
        dissolvedOn memberOf { totalCount } } }";
    for (on, members, warnings) in [("2026", 1, 0), ("2026-11-21", 1, 0), ("2026-12", 0, 1)] {
        let answer = app.ask(query, json!({ "on": on }));
        let it = &answer["data"]["organization"];
        assert_eq!(it["dissolvedOn"], json!(null), "{on}");
        assert_eq!(it["memberOf"]["totalCount"], members, "{on}: {answer}");
        let given = answer["extensions"]["warnings"].as_array().map_or(0, Vec::len);
        assert_eq!(given, warnings, "{on}: {answer}");
    }
    let source = app.data(
        "{ source(by: { slug: \"hospitals-2025\" }) { dated { earliest latest reason } } }",
        json!({}),
    );
    let dated = json!({ "earliest": "2026", "latest": "2026-11-21",
        "reason": "The map of the table gives the date. It was imported on 2026-11-21." });
    assert_eq!(source["source"]["dated"], dated);
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

#[test]
fn texts_of_a_file_for_spreadsheets_are_as_they_were() {
    // As `bom=1` writes them: one apostrophe before what would be a formula, or looks as if it had one.
    let rows = "Code;Nom;Sigle;Ville;Depuis;SIREN;Tutelle\n\
        h1;'@SPIRE;'+33 1;'s-Hertogenbosch;;;\n\
        h2;''=Egal 2;;'L'Haÿ;;;\n\
        h3;\"'＝Large\";;'=Ville;;;\n";
    let names = |mark: &str| {
        let mut app = app();
        import(&mut app, format!("{mark}{rows}"), MAP, false).unwrap();
        ["h1", "h2", "h3"].map(|key| {
            let query = "query ($slug: String!) { organization(by: { slug: $slug }) { name location { city } } }";
            let found = app.data(query, json!({ "slug": format!("hospitals-{key}") }));
            let found = &found["organization"];
            let [name, city] = [&found["name"], &found["location"]["city"]].map(|it| it.as_str());
            (name.unwrap().to_owned(), city.unwrap().to_owned())
        })
    };
    let pair = |(name, city): (&str, &str)| (name.to_owned(), city.to_owned());
    let with_mark = [("@SPIRE", "'s-Hertogenbosch"), ("'=Egal 2", "'L'Haÿ"), ("＝Large", "=Ville")];
    assert_eq!(names("\u{feff}"), with_mark.map(pair));
    let without =
        [("'@SPIRE", "'s-Hertogenbosch"), ("''=Egal 2", "'L'Haÿ"), ("'＝Large", "'=Ville")];
    assert_eq!(names(""), without.map(pair));
}

#[test]
fn dates_have_every_form_and_are_refused_with_what_to_write() {
    let rows = ROWS.replace("1901", "[1901,1903]");
    let mut app = app();
    let report = import(&mut app, &rows, MAP, false).unwrap();
    assert_eq!(report.outcome.organizations.added, 2, "{report}");
    let query = "{ organization(by: { slug: \"hospitals-h1\" }) { foundedOn foundedOnStated } }";
    let expected = json!({ "foundedOn": null, "foundedOnStated": "[1901,1903]" });
    assert_eq!(app.data(query, json!({}))["organization"], expected);
    let error = import(&mut app, ROWS.replace("1901", "{1901,1903}"), MAP, false).unwrap_err();
    let message = error.to_string();
    let part = "line 2: column 5 (Depuis): \"{1901,1903}\"";
    assert!(message.contains(part) && message.contains("such as [2007,2008]"), "{message}");
}
