//! Each kind of value has one check: what a table, its map and a release of ROR do with values that break it.

use consortia::import::Options;
use serde_json::{Value as Json, json};

use super::{
    FIRST, app, id, import as import_ror, import_file, lines, place, record, relation,
    table_files::{MAP, ROWS, import},
};
use crate::store::{all, raw};

/// A map with a column for every field.
const WIDE: &str = r#"list = "wide"
[source]
slug = "wide-2025"
title = "Wide, 2025"
publisher = "alpha"
language = "fr"
date = "2025-03"
[columns]
key = "key"
name = "name"
acronym = "acronym"
alias = "alias"
former = "former"
kind = "kind"
description = "description"
founded = "founded"
dissolved = "dissolved"
website = "website"
telephone = "telephone"
address = "address"
postcode = "postcode"
city = "city"
region = "region"
country = "country"
ror = "ror"
isni = "isni"
siren = "siren"
siret = "siret"
rnsr = "rnsr"
[constants]
kinds = ["HOSPITAL"]
[[relation]]
role = "PARENT"
column = "parent"
reversed = true
"#;

/// A table with one row that has these values.
fn row(values: &[(&str, &str)]) -> String {
    let mut row = vec![("key", "k1"), ("name", "Clinique")];
    row.retain(|(field, _)| values.iter().all(|(other, _)| other != field));
    row.extend(values);
    let columns = [
        "key",
        "name",
        "acronym",
        "alias",
        "former",
        "kind",
        "description",
        "founded",
        "dissolved",
        "website",
        "telephone",
        "address",
        "postcode",
        "city",
        "region",
        "country",
        "ror",
        "isni",
        "siren",
        "siret",
        "rnsr",
        "parent",
    ];
    let cell = |column: &&str| {
        let value = row.iter().find(|(field, _)| field == column).map_or("", |(_, value)| *value);
        format!("\"{}\"", value.replace('"', "\"\""))
    };
    let cells: Vec<_> = columns.iter().map(cell).collect();
    format!("{}\n{}\n", columns.join(","), cells.join(","))
}

#[test]
fn a_row_with_an_invalid_value_is_refused() {
    let cases: [(&[(&str, &str)], &str); 23] = [
        (&[("country", "na")], "write NA for Namibia, or leave the cell blank"),
        (
            &[("country", "UK")],
            "\"UK\": not a country code of ISO 3166-1 alpha-2; did you mean GB?",
        ),
        (&[("country", "France")], "did you mean FR?"),
        (&[("country", "XX")], "not a country code"),
        (&[("name", "Cli\u{7}nique")], "(name): \"Cli\\u{7}nique\": not plain text"),
        (&[("alias", "a\u{202e}b")], "U+202E"),
        (&[("city", "Paris\nCedex")], "character 6 is a line break"),
        (&[("city", "Pa\u{1b}[31mris")], "U+001B"),
        (&[("region", "a\u{85}b")], "U+0085"),
        (&[("postcode", "75\t013")], "a tab"),
        (&[("telephone", "+33\u{0}1")], "NUL"),
        (&[("description", "a\u{2028}b")], "U+2028"),
        (&[("key", "k\u{1}1")], "(key)"),
        (&[("parent", "k\u{1}1")], "(parent)"),
        (&[("city", "OrlÃ©ans")], "\"Ã©\" is UTF-8 that was read in another encoding"),
        (&[("city", "Orl\u{fffd}ans")], "replacement character"),
        (&[("name", "N/A")], "\"N/A\" is not a name"),
        (&[("name", "Non renseigné")], "is not a name"),
        (&[("key", "-")], "a key needs"),
        (&[("founded", "2030")], "(founded): \"2030\": later than the date of the table (2025-03)"),
        (
            &[("founded", "1990"), ("dissolved", "1989-12")],
            "(dissolved): \"1989-12\": the organization was founded later, in 1990",
        ),
        (&[("founded", "0")], "a date is written"),
        (&[("siren", "180089014")], "(Luhn)"),
    ];
    for (values, reason) in cases {
        let mut app = app();
        let message = import(&mut app, row(values), WIDE, false).unwrap_err().to_string();
        assert!(message.contains(reason), "{values:?}: {message}");
        let place = if message.contains("NUL") { "line 2" } else { "line 2: column " };
        let place = if values[0].1.contains('\n') { "lines 2 to 3: column " } else { place };
        assert!(message.contains(place), "{values:?}: {message}");
    }
}

#[test]
fn a_placeholder_is_left_out_and_reported() {
    let cases = [
        ("siren", "000000000"),
        ("siren", "111 111 111"),
        ("siret", "00000000000000"),
        ("isni", "0000 0000 0000 0001"),
        ("rnsr", "000000000A"),
        ("ror", "N/A"),
        ("siren", "none"),
        ("siren", "0"),
        ("siret", "-"),
        ("dissolved", "9999-12-31"),
        ("dissolved", "9999"),
        ("dissolved", "2099-12-31"),
        ("founded", "0001-01-01"),
        ("founded", "N/A"),
        ("country", "n/a"),
        ("website", "-"),
        ("website", "www.a.example"),
        ("website", "https://a.example https://b.example"),
        ("city", "Non renseigné"),
        ("acronym", "--"),
        ("parent", "#N/A"),
        ("parent", "k1"),
        ("alias", "Clinique"),
    ];
    for (field, value) in cases {
        let mut app = app();
        let report = import(&mut app, row(&[(field, value)]), WIDE, false).unwrap();
        assert_eq!((report.rejected, report.omitted), (0, 1), "{field} {value}: {report}");
        let place = format!("line 2: column {} ({field}): {value:?}: ", {
            let table = row(&[]);
            table.lines().next().unwrap().split(',').position(|it| it == field).unwrap() + 1
        });
        assert!(report.to_string().contains(&place), "{place}: {report}");
        let found = app.data(
            "{ organization(by: { slug: \"wide-k1\" }) { names { value } foundedOn dissolvedOn website
               identifiers { value } location { city country { code } } parents { totalCount } } }",
            json!({}),
        )["organization"].take();
        assert_eq!(found["names"], json!([{ "value": "Clinique" }]), "{field} {value}");
        for member in ["foundedOn", "dissolvedOn", "website", "location"] {
            assert_eq!(found[member], Json::Null, "{field} {value}");
        }
        assert_eq!(found["identifiers"], json!([]), "{field} {value}");
        assert_eq!(found["parents"]["totalCount"], 0, "{field} {value}");
    }
}

#[test]
fn line_breaks_of_an_address_become_spaces_and_are_reported() {
    let mut app = app();
    let table = row(&[("address", "1 rue Nord\r\n\tBât. 5"), ("description", "a\nb")]);
    let report = import(&mut app, table, WIDE, false).unwrap();
    assert_eq!(report.omitted, 2, "{report}");
    let place = "lines 2 to 4: column 12 (address): \"1 rue Nord\\r\\n\\tBât. 5\": line breaks";
    assert!(report.to_string().contains(place), "{report}");
    let found = app.data(
        "{ organization(by: { slug: \"wide-k1\" }) { description location { address } } }",
        json!({}),
    );
    let expected = json!({ "description": "a b", "location": { "address": "1 rue Nord Bât. 5" } });
    assert_eq!(found["organization"], expected);
}

#[test]
fn relations_of_a_joined_row_to_itself_are_counted() {
    let mut app = app();
    let map = MAP.replace("organization = \"beta\"", "organization = \"gamma\"");
    let report = import(&mut app, ROWS, &map, false).unwrap();
    assert_eq!(report.outcome.to_itself, 1, "{report}");
    assert!(
        report.to_string().contains("1 relations left out because both ends are now the same"),
        "{report}"
    );
}

#[test]
fn cycles_of_parents_are_reported() {
    let mut app = app();
    let rows = ROWS.replace("732 829 320;", "732 829 320;h3") + "h3;Trois;;;;;h2\n";
    let report = import(&mut app, &rows, MAP, false).unwrap();
    assert_eq!(
        report.outcome.cycles,
        ["hospitals-h1 in hospitals-h3 in hospitals-h2 in hospitals-h1"]
    );
    assert!(
        report
            .to_string()
            .contains("cycle of parents, imported as the records state it: hospitals-h1"),
        "{report}"
    );
    let again = import(&mut app, &rows, MAP, false).unwrap();
    assert_eq!(again.outcome.cycles, report.outcome.cycles);
}

#[test]
fn a_map_that_names_an_unknown_organization_is_refused() {
    let mut app = app();
    let map = |slug: &str| MAP.replace("\"beta\"", &format!("{slug:?}"));
    let message = import(&mut app, ROWS, &map("betta"), false).unwrap_err().to_string();
    assert!(
        message.contains("list \"hospitals\" names \"betta\", which does not exist"),
        "{message}"
    );
    // A row of the same table is known.
    let report = import(&mut app, ROWS, &map("hospitals-h1"), false).unwrap();
    assert_eq!((report.omitted, report.outcome.open_ends), (1, 0), "{report}");
}

#[test]
fn codes_are_stored_in_canonical_form() {
    let mut app = app();
    let map = WIDE.replace("kinds = [", "language = \"FR\"\ncountry = \"gb\"\nkinds = [");
    import(&mut app, row(&[("website", "HTTPS://a.example")]), &map, false).unwrap();
    let found = app.data(
        "{ organization(by: { slug: \"wide-k1\" }) { website names { language } location { country { code } } } }",
        json!({}),
    )["organization"].take();
    let expected = json!({ "website": "https://a.example", "names": [{ "language": "fr" }],
        "location": { "country": { "code": "GB" } } });
    assert_eq!(found, expected);
}

#[test]
fn one_placeholder_does_not_join_two_organizations() {
    let mut app = app();
    let table = row(&[("siren", "000000000"), ("city", "Lille")]);
    let other =
        table.replace("k1", "k2").replace("Clinique", "Fondation").replace("Lille", "Brest");
    let rows = table + other.lines().nth(1).unwrap() + "\n";
    let report = import(&mut app, rows, WIDE, false).unwrap();
    assert_eq!((report.outcome.organizations.added, report.omitted), (2, 2), "{report}");
    assert_eq!(report.outcome.matched, []);
}

#[test]
fn every_value_of_a_map_is_checked() {
    let mut app = app();
    let cases = [
        (
            "language = \"fr\"\ndate",
            "language = \"français\"\ndate",
            "source: language: \"français\": not a language tag of BCP 47; did you mean fr?",
        ),
        (
            "country = \"FR\"\nlanguage = \"fr\"",
            "country = \"FR\"\nlanguage = \"français\"",
            "constants: language: \"français\"",
        ),
        (
            "country = \"FR\"",
            "country = \"UK\"",
            "constants: country: \"UK\": not a country code of ISO 3166-1 alpha-2; did you mean GB?",
        ),
        (
            "date = \"2025-03\"",
            "date = \"2025-03\"\nurl = \"a.example\"",
            "source: url: \"a.example\": not a web address",
        ),
        ("date = \"2025-03\"", "date = \"9999-12-31\"", "source: date: \"9999-12-31\""),
        ("date = \"2025-03\"", "date = \"2025-03\"\nnote = \"a\\u0007\"", "source: note:"),
        ("title = \"Hospitals, 2025\"", "title = \"a\\u0007\"", "source: title:"),
        ("title = \"Hospitals, 2025\"", "title = \" \"", "source: title:"),
        (
            "publisher = \"alpha\"",
            "publisher = \"Alpha\"",
            "source: publisher: \"Alpha\" is not a slug",
        ),
        (
            "organization = \"beta\"",
            "organization = \"Beta!\"",
            "relation: organization: \"Beta!\" is not a slug",
        ),
        ("delimiter = \";\"", "delimiter = \"\\\"\"", "delimiter: '\"' cannot separate columns"),
        ("delimiter = \";\"", "delimiter = \"a\"", "delimiter: 'a' cannot separate columns"),
        (
            "[[relation]]\nrole = \"PARENT\"",
            "[[relation]]\nrole = \"MEMBER\"\norganization = \"beta\"\n[[relation]]\nrole = \"PARENT\"",
            "relation: two relations are the same (MEMBER)",
        ),
    ];
    for (from, to, reason) in cases {
        let map = MAP.replacen(from, to, 1);
        assert_ne!(map, MAP, "{from}");
        let message = import(&mut app, ROWS, &map, false).unwrap_err().to_string();
        assert!(
            message.contains(&format!("a.toml, {}", reason.split(": ").next().unwrap())),
            "{message}"
        );
        assert!(
            message.contains(reason.split_once(": ").map_or(reason, |(_, it)| it)),
            "{message}"
        );
    }
}

#[test]
fn unknown_types_of_ror_are_reported_whatever_has_them() {
    let mut app = app();
    let mut odd = record(1, "Odd Institute");
    odd["names"].as_array_mut().unwrap().extend([
        json!({ "value": "Old Institute", "types": ["former"], "lang": "en" }),
        json!({ "value": "OI", "types": ["acronym", "short"], "lang": null }),
        json!({ "value": "Typeless", "types": [], "lang": "xx" }),
        json!({ "value": "Odd Institute", "types": ["label"], "lang": "en" }),
    ]);
    odd["types"] = json!(["facility", "facility", "museum"]);
    odd["links"] = json!([{ "type": "blog", "value": "https://a.example" }]);
    odd["external_ids"] = json!([
        { "type": "orgref", "preferred": null, "all": ["1"] },
        { "type": "isni", "preferred": null, "all": ["0000 0004 6066 7763", "0000000460667763", "0000000000000001"] },
    ]);
    odd["relationships"] = json!([
        relation("aunt", 3),
        relation("parent", 3),
        relation("parent", 3),
        relation("related", 1),
    ]);
    odd["established"] = 2027.into();
    odd["locations"] = json!([place("Lyon\u{7}", "UK")]);
    odd["flag"] = true.into();
    let report = import_ror(&mut app.store, &[odd, record(3, "Other")], FIRST);
    let message = report.to_string();
    for part in [
        "type \"former\" of the name \"Old Institute\"",
        "type \"short\" of the name \"OI\"",
        "language Some(\"xx\") of the name \"Typeless\": not a language tag of BCP 47",
        "name \"Odd Institute\": duplicate value",
        "type \"facility\": duplicate value",
        "type \"museum\": not a type of ROR's schema v2",
        "link of type \"blog\"",
        "external id of type \"orgref\"",
        "ISNI \"0000000460667763\": duplicate value",
        "ISNI \"0000000000000001\": this is a placeholder, not an identifier",
        "relationship of type \"aunt\"",
        "relationship \"parent\" to",
        "relationship of the record to itself",
        "established 2027: the year is after the date of the release",
        "country \"UK\": not a country code of ISO 3166-1 alpha-2; did you mean GB?",
        "city \"Lyon\\u{7}\": control characters were replaced by spaces",
        "1 values of the unknown field \"flag\"",
    ] {
        assert!(message.contains(part), "{part}\n{message}");
    }
    assert_eq!((report.rejected, report.omitted), (0, 16), "{report}");
    let kinds: Vec<String> = all(
        &raw(app.store.path()),
        "SELECT value || ' ' || kind FROM name WHERE value IN ('Old Institute', 'OI', 'Typeless') ORDER BY value",
    );
    assert_eq!(kinds, ["OI ACRONYM", "Old Institute ALIAS", "Typeless ALIAS"]);
}

#[test]
fn a_file_of_ror_without_a_valid_record_is_an_error() {
    let mut app = app();
    let mut unknown = record(1, "A");
    unknown["status"] = "asleep".into();
    let (_folder, path) = lines(&[unknown]);
    let message = import_file(&mut app.store, &path, &Options::default()).unwrap_err().to_string();
    assert!(message.contains("its only record cannot be imported"), "{message}");
    assert!(
        message.contains(&format!("line 1 (https://ror.org/{}): status \"asleep\"", id(1))),
        "{message}"
    );
    std::fs::write(&path, "[]").unwrap();
    let message = import_file(&mut app.store, &path, &Options::default()).unwrap_err().to_string();
    assert!(message.contains("it has no records"), "{message}");
}
