//! Files that are not what they have to be: an error with the record, and nothing written.

use std::{fs, io::Write};

use consortia::import::{Error, Options};

use super::{app, id, import_file, lines, records};
use crate::store::{dump, raw};

/// Imports a file with these bytes, which must fail and leave the registry as it was.
fn refused(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken");
    fs::write(&path, bytes).unwrap();
    let mut app = app();
    let before = dump(&raw(app.store.path()));
    let error = import_file(&mut app.store, &path, &Options::default()).unwrap_err();
    assert!(matches!(error, Error::Malformed { .. }), "{error}");
    assert_eq!(dump(&raw(app.store.path())), before);
    let said = error.to_string();
    assert!(said.contains("broken, ") && said.ends_with("nothing was written"), "{said}");
    said
}

fn text() -> String {
    let (_folder, path) = lines(&records());
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_malformed_record_is_named() {
    let spoiled = text().replacen("\"locations\":[{", "\"locations\":[7,{", 3);
    let said = refused(spoiled.as_bytes());
    assert!(said.contains("line 1 (https://ror.org/03xjwb503)"), "{said}");
    let spoiled = text().replacen(&format!("{}\",\"links\"", id(2)), "x\",,\"links\"", 1);
    let said = refused(spoiled.as_bytes());
    assert!(said.contains("line 2") && said.contains("column"), "{said}");
    let array = serde_json::to_string(&records()).unwrap();
    let said = refused(array.replacen("\"status\":\"withdrawn\"", "\"status\":4", 1).as_bytes());
    assert!(said.contains("record 4"), "{said}");
}

#[test]
fn a_file_of_another_schema_is_told_which_is_expected() {
    let said = refused(b"{\"id\":\"https://ror.org/03xjwb503\",\"name\":\"Schema 1\"}\n");
    assert!(said.contains("schema v2") && said.contains("missing field"), "{said}");
    assert!(refused(b"id,name\n").contains("neither a JSON array"));
    assert!(refused(b" \n").contains("empty"));
}

#[test]
fn a_cut_file_is_named_at_the_record() {
    let text = text();
    let lines: Vec<_> = text.lines().collect();
    let cut = lines[..4].join("\n") + "\n" + &lines[4][..lines[4].len() / 2];
    let said = refused(cut.as_bytes());
    assert!(said.contains("line 5") && said.contains("ends in the middle"), "{said}");
    let array = serde_json::to_string(&records()).unwrap();
    let said = refused(&array.as_bytes()[..array.len() - 1]);
    assert!(said.contains("ends in the middle"), "{said}");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.repeat(200).as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    let said = refused(&packed[..packed.len() / 2]);
    assert!(said.contains("line ") && said.contains("cut off"), "{said}");
    assert!(refused(b"PK\x03\x04cut").contains("the archive"));
}

#[test]
fn a_huge_field_is_refused_before_it_fills_the_memory() {
    let mut huge = records();
    huge[2]["names"][0]["value"] = "x".repeat(5 << 20).into();
    let (_folder, path) = lines(&huge);
    let said = refused(&fs::read(path).unwrap());
    assert!(said.contains("line 3") && said.contains("more than 4 MB"), "{said}");
    let said = refused(serde_json::to_string(&huge).unwrap().as_bytes());
    assert!(said.contains("record 3") && said.contains("more than 4 MB"), "{said}");
    assert!(refused(format!("[{}", "[".repeat(100_000)).as_bytes()).contains("record 1"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let mut app = app();
    let path = std::path::Path::new("/nowhere/at-all.json");
    let error = import_file(&mut app.store, path, &Options::default()).unwrap_err();
    assert!(error.to_string().starts_with("/nowhere/at-all.json: "), "{error}");
}
