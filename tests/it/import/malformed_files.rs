//! Files that cannot be read as a whole: the error names the record, and nothing is written.

use std::{fs, io::Write};

use consortia::import::{Error, Options};

use super::{app, id, import_file, lines, records};
use crate::store::{dump, raw};

/// The error of importing a file with these bytes, which must leave the registry as it was.
fn import_error(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken");
    fs::write(&path, bytes).unwrap();
    let mut app = app();
    let before = dump(&raw(app.store.path()));
    let error = import_file(&mut app.store, &path, &Options::default()).unwrap_err();
    assert!(matches!(error, Error::Malformed { .. }), "{error}");
    assert_eq!(dump(&raw(app.store.path())), before);
    let message = error.to_string();
    assert!(message.contains("broken, ") && message.ends_with("nothing was written"), "{message}");
    message
}

fn text() -> String {
    let (_folder, path) = lines(&records());
    fs::read_to_string(path).unwrap()
}

#[test]
fn the_error_names_the_malformed_record() {
    let spoiled = text().replacen("\"locations\":[{", "\"locations\":[7,{", 3);
    let message = import_error(spoiled.as_bytes());
    assert!(message.contains("line 1 (https://ror.org/03xjwb503)"), "{message}");
    let spoiled = text().replacen(&format!("{}\",\"links\"", id(2)), "x\",,\"links\"", 1);
    let message = import_error(spoiled.as_bytes());
    assert!(message.contains("line 2") && message.contains("column"), "{message}");
    let array = serde_json::to_string(&records()).unwrap();
    let message =
        import_error(array.replacen("\"status\":\"withdrawn\"", "\"status\":4", 1).as_bytes());
    assert!(message.contains("record 4"), "{message}");
}

#[test]
fn the_error_of_another_schema_names_the_expected_one() {
    let message = import_error(b"{\"id\":\"https://ror.org/03xjwb503\",\"name\":\"Schema 1\"}\n");
    assert!(message.contains("its records are in ROR's schema v1"), "{message}");
    assert!(import_error(b"id,name\n").contains("CSV dump of ROR"));
    assert!(import_error(b"name\n").contains("not JSON"));
    assert!(import_error(b" \n").contains("empty"));
}

#[test]
fn the_error_of_a_truncated_file_names_the_record() {
    let text = text();
    let lines: Vec<_> = text.lines().collect();
    let cut = lines[..4].join("\n") + "\n" + &lines[4][..lines[4].len() / 2];
    let message = import_error(cut.as_bytes());
    assert!(message.contains("line 5") && message.contains("ends within this record"), "{message}");
    let array = serde_json::to_string(&records()).unwrap();
    let message = import_error(&array.as_bytes()[..array.len() - 1]);
    assert!(message.contains("ends within this record"), "{message}");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.repeat(200).as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    let message = import_error(&packed[..packed.len() / 2]);
    assert!(message.contains("line ") && message.contains("truncated"), "{message}");
    assert!(import_error(b"PK\x03\x04cut").contains("the archive"));
}

#[test]
fn a_huge_record_is_refused_before_it_fills_the_memory() {
    let mut huge = records();
    huge[2]["names"][0]["value"] = "x".repeat(5 << 20).into();
    let (_folder, path) = lines(&huge);
    let message = import_error(&fs::read(path).unwrap());
    assert!(message.contains("line 3") && message.contains("larger than 4 MB"), "{message}");
    let message = import_error(serde_json::to_string(&huge).unwrap().as_bytes());
    assert!(message.contains("record 3") && message.contains("larger than 4 MB"), "{message}");
    assert!(import_error(format!("[{}", "[".repeat(100_000)).as_bytes()).contains("record 1"));
}

#[test]
fn the_error_of_a_missing_file_names_the_file() {
    let mut app = app();
    let path = std::path::Path::new("/nowhere/at-all.json");
    let error = import_file(&mut app.store, path, &Options::default()).unwrap_err();
    assert!(error.to_string().starts_with("/nowhere/at-all.json: "), "{error}");
}
