//! Files of ROR in every form in which people have them: each is imported, or refused by its right name.

use std::{fs, io::Write};

use consortia::import::{self, Error, Options, Report, RorImporter};
use serde_json::{Value as Json, json};
use zip::{CompressionMethod, write::SimpleFileOptions};

use super::{app, import_file, record};

fn load(name: &str, bytes: &[u8]) -> Result<Report, Error> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    import_file(&mut app().store, &path, &Options::default())
}

fn records() -> Vec<Json> {
    vec![record(1, "First"), record(2, "Second")]
}

fn schema_v1() -> Json {
    json!([{ "id": "https://ror.org/0000002y774", "name": "Old", "types": ["Education"], "links": [],
        "aliases": [], "acronyms": [], "status": "active", "country": { "country_code": "FR" } }])
}

fn lines(records: &[Json]) -> String {
    let lines: Vec<_> = records.iter().map(Json::to_string).collect();
    lines.join("\n") + "\n"
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn every_form_of_two_records_is_imported() {
    let v2 = serde_json::to_vec_pretty(&records()).unwrap();
    let v1 = serde_json::to_vec(&schema_v1()).unwrap();
    let answer = json!({ "number_of_results": 2, "time_taken": 3, "items": records(), "meta": { "types": [] } });
    let pretty_answer = serde_json::to_vec_pretty(&answer).unwrap();
    let manifest = b"{\"name\": \"ror-data\", \"id\": 7, \"files\": []}";
    let forms: [(&str, Vec<u8>); 12] = [
        ("BOM before an array", [b"\xef\xbb\xbf".to_vec(), v2.clone()].concat()),
        ("BOM before lines", ["\u{feff}", &lines(&records())].concat().into_bytes()),
        ("CR LF", lines(&records()).replace('\n', "\r\n").into_bytes()),
        ("blank lines", lines(&records()).replace('\n', "\n\n \n").into_bytes()),
        ("an answer of the API", answer.to_string().into_bytes()),
        ("a pretty answer of the API", pretty_answer.clone()),
        ("a packed answer of the API", gzip(&pretty_answer)),
        ("BOM within gzip", gzip(&[b"\xef\xbb\xbf".to_vec(), v2.clone()].concat())),
        (
            "a release of 2026",
            zip(&[
                ("manifest.json", manifest),
                ("v2.1-2026-01-16-ror-data.csv", b"id,names.types.label\n"),
                ("v2.1-2026-01-16-ror-data.json", &v2),
                ("__MACOSX/._v2.1-2026-01-16-ror-data.json", b"\0\x05\x16\x07"),
                (".DS_Store", b"x"),
            ]),
        ),
        (
            "a release of 2024",
            zip(&[
                ("v1.45-2024-04-11-ror-data.json", &v1),
                ("v1.45-2024-04-11-ror-data_schema_v2.json", &v2),
            ]),
        ),
        (
            "schemas under other names",
            zip(&[("a/new.json", &v2), ("a/old.json", &v1), ("about.json", manifest)]),
        ),
        (
            "line separators in a name",
            lines(&records()).replace("First", "First\u{2028}x").into_bytes(),
        ),
    ];
    for (form, bytes) in forms {
        let report = load("records", &bytes).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert_eq!(
            (report.records, report.outcome.organizations.added),
            (2, 2),
            "{form}: {report}"
        );
    }
}

#[test]
fn a_single_record_is_imported() {
    let pretty = serde_json::to_string_pretty(&record(1, "Only")).unwrap();
    for text in [
        pretty.clone(),
        format!("\u{feff}{pretty}\n"),
        pretty.replace('\n', "\r\n"),
        record(1, "Only").to_string(),
    ] {
        let report = load("records", text.as_bytes()).unwrap();
        assert_eq!(report.outcome.organizations.added, 1, "{report}");
    }
}

#[test]
fn a_page_of_an_answer_is_reported_as_one() {
    let answer = json!({ "number_of_results": 1234, "items": records() }).to_string();
    let report = load("records", answer.as_bytes()).unwrap().to_string();
    assert!(
        report.contains("one page of a response of ROR's API: it has 2 of 1234 results"),
        "{report}"
    );
}

#[test]
fn other_files_are_refused_by_their_name() {
    let v1 = schema_v1();
    let v2 = serde_json::to_string(&records()).unwrap();
    let pretty = serde_json::to_string_pretty(&record(1, "Only")).unwrap();
    let mut tar = vec![0; 1024];
    tar[..5].copy_from_slice(b"a.txt");
    tar[257..262].copy_from_slice(b"ustar");
    let cases: [(Vec<u8>, &str); 28] = [
        (gzip(&gzip(v2.as_bytes())), "compressed twice"),
        (gzip(&zip(&[("a.json", v2.as_bytes())])), "compressed twice"),
        (v1.to_string().into_bytes(), "schema v1"),
        (format!("{}\n", v1[0]).into_bytes(), "schema v1"),
        (serde_json::to_vec_pretty(&v1[0]).unwrap(), "schema v1"),
        (json!({ "number_of_results": 1, "items": v1 }).to_string().into_bytes(), "schema v1"),
        (gzip(v1.to_string().as_bytes()), "schema v1"),
        (zip(&[("v1.2-2022-03-17-ror-data.json", v1.to_string().as_bytes())]), "schema v1"),
        (zip(&[("a.json", v1.to_string().as_bytes()), ("b.json", b"{}")]), "schema v1"),
        (
            b"\xef\xbb\xbfid,names.types.acronym,status\nhttps://ror.org/1,,active\n".to_vec(),
            "CSV dump of ROR",
        ),
        (
            zip(&[("v2.1-2026-01-16-ror-data.csv", b"id,status\n")]),
            "only the CSV dump v2.1-2026-01-16-ror-data.csv",
        ),
        (zip(&[("readme.txt", b"x")]), "no JSON file"),
        (zip(&[]), "no JSON file"),
        (
            zip(&[("a.json", v2.as_bytes()), ("b.json", v2.as_bytes())]),
            "several of its files have records in ROR's schema v2: a.json, b.json",
        ),
        (zip(&[("a.json", b"{}"), ("b.json", b"7")]), "none of its files a.json, b.json"),
        (b"BZh91AY&SY".to_vec(), "bzip2"),
        (b"\xfd7zXZ\0\0".to_vec(), "xz"),
        (b"\x28\xb5\x2f\xfd\0".to_vec(), "zstd"),
        (b"7z\xbc\xaf\x27\x1c".to_vec(), "7z archive"),
        (gzip(&tar), "tar archive"),
        (tar, "tar archive"),
        ([b"\xff\xfe".to_vec(), utf_16(&v2)].concat(), "UTF-16"),
        (utf_16(&v2), "UTF-16"),
        (b"<!DOCTYPE html>\n<title>502 Bad Gateway</title>".to_vec(), "web page"),
        (b"{\"errors\": [\"'x' is not a valid ROR ID\"]}".to_vec(), "error message of ROR's API"),
        (gzip(b""), "the file is empty"),
        (Vec::new(), "the file is empty"),
        (format!("{pretty}\n{pretty}\n").into_bytes(), "another object follows"),
    ];
    for (bytes, name) in cases {
        let error = load("records", &bytes).unwrap_err();
        assert!(matches!(error, Error::Malformed { .. }), "{name}: {error}");
        assert!(error.to_string().contains(name), "{name}: {error}");
    }
}

#[test]
fn methods_that_archives_may_use_are_named() {
    // The same archive with another method: 8 and 10 bytes after the signatures of the file and of the directory.
    for (method, name) in
        [(9_u8, "Deflate64"), (12, "bzip2"), (14, "LZMA"), (93, "zstd"), (95, "xz")]
    {
        let mut bytes = zip(&[("a.json", b"[]")]);
        let directory = bytes.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
        (bytes[8], bytes[directory + 10]) = (method, method);
        let message = load("a.zip", &bytes).unwrap_err().to_string();
        assert!(message.contains(&format!("a.json is compressed with {name}")), "{message}");
    }
    let mut bytes = zip(&[("a.json", b"[]")]);
    let directory = bytes.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
    (bytes[6], bytes[directory + 8]) = (1, 1);
    let message = load("a.zip", &bytes).unwrap_err().to_string();
    assert!(message.contains("a.json is encrypted"), "{message}");
}

#[test]
fn malformed_json_is_refused_with_its_place() {
    let text = lines(&records());
    let array = serde_json::to_string(&records()).unwrap();
    let pretty = serde_json::to_string_pretty(&record(1, "Only")).unwrap();
    let packed = gzip(text.repeat(200).as_bytes());
    let cases: [(Vec<u8>, &str, &str); 7] = [
        (text.replace("}\n", "},\n").into_bytes(), "line 1", "trailing characters"),
        (format!("{},]", &array[..array.len() - 1]).into_bytes(), "record 3", "trailing comma"),
        (format!("{array} x").into_bytes(), "record 3", "trailing characters"),
        (
            pretty.as_bytes()[..pretty.len() / 2].to_vec(),
            "record 1",
            "the file ends within this record",
        ),
        (packed[..packed.len() - 9].to_vec(), "line ", "truncated or damaged"),
        (
            text.replacen("\"names\":[{", "\"names\":[{\n", 2).replacen('\n', " ", 1).into_bytes(),
            "line 2",
            "does not end on its line",
        ),
        (
            text.replacen("First", "a\u{1}", 1).replace("a\\u0001", "a\u{1}").into_bytes(),
            "line 1",
            "control character",
        ),
    ];
    for (bytes, place, reason) in cases {
        let message = load("records", &bytes).unwrap_err().to_string();
        assert!(
            message.contains(place) && message.contains(reason),
            "{place}, {reason}: {message}"
        );
    }
}

#[test]
fn the_release_is_read_from_the_names_of_the_archive_and_of_its_files() {
    let v2 = serde_json::to_vec(&records()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let bytes = zip(&[("manifest.json", b"{}"), ("v2.1-2026-01-16-ror-data.json", &v2)]);
    for name in
        ["13-v2.1-2026-01-16-ror-data-with-manifest.zip", "18260365.zip", "v2.1-2026-01-16.zip"]
    {
        let path = folder.path().join(name);
        fs::write(&path, &bytes).unwrap();
        let importer = RorImporter::new(&path, None).unwrap();
        let report = import::run(&mut app().store, &importer, &Options::default()).unwrap();
        assert_eq!(report.title, "ROR v2.1-2026-01-16", "{name}");
    }
    let path = folder.path().join("ror.zip");
    fs::write(&path, zip(&[("v2.1-2026-01-16-a.json", &v2), ("v2.2-2026-02-16-b.json", b"{}")]))
        .unwrap();
    assert!(matches!(RorImporter::new(&path, None), Err(Error::UnknownRelease(_))));
}
