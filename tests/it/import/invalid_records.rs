//! Records of ROR that break rules: each problem is reported, and a second run changes nothing.

use consortia::{domain::date::PartialDate, import::Options};
use serde_json::{Value as Json, json};

use super::{FIRST, app, id, import, import_file, lines, record};
use crate::store::{all, dump, raw};

#[test]
fn the_second_record_with_the_same_id_is_rejected() {
    let mut app = app();
    let records = [record(1, "First"), record(2, "Other"), record(1, "Second")];
    let report = import(&mut app.store, &records, FIRST);
    assert_eq!((report.rejected, report.outcome.organizations.added), (1, 2), "{report}");
    let message = format!("line 3 (https://ror.org/{}): duplicate of line 1", id(1));
    assert!(report.to_string().contains(&message), "{report}");
    let before = dump(&raw(app.store.path()));
    let again = import(&mut app.store, &records, FIRST);
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
    assert_eq!(again.outcome.organizations.unchanged, 2, "{again}");
    assert_eq!(dump(&raw(app.store.path())), before);
}

#[test]
fn control_characters_become_spaces_and_blank_names_are_omitted() {
    let mut app = app();
    let mut first = record(1, "Bell\u{7}\ttower ");
    let blank = json!({ "value": "  ", "types": ["alias"], "lang": null });
    first["names"].as_array_mut().unwrap().push(blank);
    let report = import(&mut app.store, &[first, record(2, " \t")], FIRST);
    assert_eq!((report.rejected, report.omitted), (1, 2), "{report}");
    for part in
        ["Bell\\u{7}\\ttower \": control", "name \"  \": no letter or digit; left out", "line 2"]
    {
        assert!(report.to_string().contains(part), "{part}: {report}");
    }
    let names: Vec<String> =
        all(&raw(app.store.path()), "SELECT value FROM name WHERE folded LIKE 'bell%'");
    assert_eq!(names, ["Bell tower"]);
}

#[test]
fn fields_that_the_schema_did_not_have_are_counted() {
    let mut app = app();
    let mut rich = record(1, "Rich");
    rich["motto"] = "New".into();
    let message = import(&mut app.store, &[rich, record(2, "Poor")], FIRST).to_string();
    let counts = "the registry has no field for them: 1 values of the unknown field \"motto\"";
    assert!(message.contains(counts), "{message}");
}

#[test]
fn a_release_dated_after_tomorrow_is_refused() {
    let mut app = app();
    let (_folder, path) = lines(&[record(1, "Early")]);
    let before = dump(&raw(app.store.path()));
    let mut on = |today: &str| {
        let today = Some(today.parse::<PartialDate>().unwrap().span().first);
        import_file(&mut app.store, &path, &Options { today, dry_run: true, ..Options::default() })
    };
    assert!(on("2026-06-22").is_ok(), "tomorrow has begun in some time zones");
    let message = on("2026-06-21").unwrap_err().to_string();
    assert!(
        message.contains("ROR v2.9-2026-06-23 is dated 2026-06-23, which is in the future"),
        "{message}"
    );
    assert!(message.contains("correct the date"), "{message}");
    assert_eq!(dump(&raw(app.store.path())), before);
}

#[test]
fn an_invalid_website_or_country_is_omitted_and_reported() {
    let mut app = app();
    let mut odd = vec![record(1, "Odd")];
    odd[0]["links"] = json!([{ "type": "website", "value": "javascript:alert(1)" }]);
    odd[0]["locations"][0]["geonames_details"]["country_code"] = "<>".into();
    let report = import(&mut app.store, &odd, FIRST).to_string();
    assert!(report.contains("javascript") && report.contains("\"<>\""), "{report}");
    let query = "query($ror: String!) { organization(by: { ror: $ror }) { website location { country { code } } } }";
    let found = app.data(query, json!({ "ror": id(1) }))["organization"].take();
    assert_eq!((&found["website"], &found["location"]["country"]), (&Json::Null, &Json::Null));
}
