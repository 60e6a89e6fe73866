//! Tables that are not CSV, rows that are skipped, and what the report says of them.

use super::{
    app,
    table_files::{MAP, ROWS, import},
};
use crate::store::{dump, raw};

/// The error of a table, which is the same whether invalid rows are skipped or not; nothing is written.
fn error(rows: &[u8]) -> String {
    let mut app = app();
    let before = dump(&raw(app.store.path()));
    let mut message = |skip| import(&mut app, rows, MAP, skip).unwrap_err().to_string();
    let (strict, skipping) = (message(false), message(true));
    let reason = |message: &str| message.split_once("a.csv").unwrap().1.to_owned();
    assert_eq!(reason(&strict), reason(&skipping));
    assert!(strict.ends_with("nothing was written"), "{strict}");
    assert_eq!(dump(&raw(app.store.path())), before);
    strict
}

#[test]
fn a_table_that_is_malformed_as_a_whole_is_refused_on_its_line() {
    let with = |more: &str| (ROWS.to_owned() + more).into_bytes();
    let latin_1 = |text: &str| text.chars().map(|letter| letter as u8).collect::<Vec<_>>();
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let rest = "h6;Six;;;;;\nh7;Seven;;;;;\n";
    let cases: [(Vec<u8>, &str, &str); 13] = [
        (with(&format!("h5;\"Five;;;;;\n{rest}")), "line 5", "never closed"),
        (with(&format!("h5;\"Five;;;;;\n{rest}h8;\"Eight\";;;;;\n")), "line 5", "closes on line 8"),
        (with(&format!("h5;\"Five\"\" ;;;;;\n{rest}")), "line 5", "never closed"),
        (
            with(&format!("\"h5\";\"Five;\"Lille\";;;;\n{rest}")),
            "line 5",
            "not clear where it ends",
        ),
        (with("h5;Fi\0ve;;;;;\n"), "line 5", "NUL"),
        (latin_1(&ROWS.replace('’', "'")), "line 2", "0xF4 is not UTF-8"),
        (utf_16(ROWS), "line 1", "UTF-16"),
        ([vec![0xff, 0xfe], utf_16(ROWS)].concat(), "line 1", "UTF-16"),
        (ROWS.replace(';', ",").into_bytes(), "line 1", "the columns are separated by commas"),
        (b"PK\x03\x04[Content_Types].xml".to_vec(), "line 1", "Excel workbook"),
        (b"<!doctype html><title>404</title>".to_vec(), "line 1", "web page"),
        (b"\n  \n".to_vec(), "line 1", "the table is empty"),
        (b"\"Code;Nom\n".to_vec(), "line 1", "never closed"),
    ];
    for (rows, line, reason) in cases {
        let message = error(&rows);
        assert!(message.contains(&format!("a.csv, {line}: ")), "{line}, {reason}: {message}");
        assert!(message.contains(reason), "{reason}: {message}");
    }
}

#[test]
fn a_cell_without_end_is_refused() {
    let long = ROWS.to_owned() + "h5;\"" + &"x".repeat(5 << 20) + "\";;;;;\n";
    assert!(error(long.as_bytes()).contains("line 5: the row is longer than 4 MB"));
}

#[test]
fn skipped_rows_are_counted_with_their_lines() {
    let rows = ROWS.to_owned()
        + "h5;5\" pipes;;;;;\nh6;\"Si\"x;;;;;\n;;;;;;\nh7; \"Seven;x\";;;;\nh8;\"Eight\nlines\";;;;;\n\n \n;\nh9;Nine;;;;;\n";
    let mut app = app();
    let report = import(&mut app, &rows, MAP, true).unwrap();
    assert_eq!((report.records, report.rejected), (8, 4), "{report}");
    let message = report.to_string();
    for part in [
        "4 records rejected (lines 5-6, 8-10)",
        "4 blank rows skipped (lines 7, 11-13)",
        "line 5: column 2 (Nom): a quote stands within the cell",
        "line 6: column 2 (Nom): text follows the closing quote",
        "line 8: column 2 (Nom): a space precedes the opening quote",
        "lines 9 to 10: column 2 (Nom): \"Eight\\nlines\": not plain text: character 6 is a line break",
    ] {
        assert!(message.contains(part), "{part}\n{message}");
    }
    let error = import(&mut app, &rows, MAP, false).unwrap_err().to_string();
    assert!(error.contains("4 invalid rows (lines 5-6, 8-10)"), "{error}");
}

#[test]
fn blank_rows_are_no_records() {
    let mut app = app();
    let rows = "\u{feff}sep=;\n".to_owned()
        + &ROWS.replace('\n', "\r\n")
        + ";;;;;;\r\n ;\t;;;;;\r\n;\r\n\r\n";
    let report = import(&mut app, &rows, MAP, false).unwrap();
    assert_eq!((report.records, report.rejected, report.blank.count()), (3, 0, 4), "{report}");
    assert!(report.to_string().contains("4 blank rows skipped (lines 6-9)"), "{report}");
}

#[test]
fn a_table_of_which_nothing_can_be_imported_is_an_error() {
    let mut app = app();
    let header = ROWS.lines().next().unwrap();
    for (rows, count) in [("\nh5;;;;;;\nh6;;;;;;\n", 2), ("", 0), ("\n;;;;;;\n", 0)] {
        let rows = format!("{header}{rows}");
        let message = import(&mut app, &rows, MAP, true).unwrap_err().to_string();
        let expected = ["it has no records", "none of its 2 records can be imported"];
        assert!(message.contains(expected[count / 2]), "{message}");
        assert_eq!(message.contains("line 2: column 2 (Nom): the name is missing"), count == 2);
    }
}

#[test]
fn columns_that_the_map_does_not_name_are_listed() {
    let mut app = app();
    let rows = ROWS
        .replace("Tutelle\n", "Tutelle;Effectif\n")
        .replace(";\n", ";;12\n")
        .replace("h1\n", "h1;7\n");
    let report = import(&mut app, &rows, MAP, false).unwrap().to_string();
    assert!(report.contains("1 column that the map does not name: \"Effectif\""), "{report}");
}
