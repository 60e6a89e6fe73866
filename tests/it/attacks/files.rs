//! Hostile files for `consortia import`: bombs, endless lines, deep and wide values. Each ends soon, in little memory and
//! with a short message, and the registry stays as it was or has what is valid.

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use flate2::{Compression, write::GzEncoder};
use serde_json::{Value as Json, json};

use super::{cost, documents::many};
use crate::{import::record, server::consortia};

/// Memory that an import may take, in bytes.
const MAX_MEMORY: u64 = 160 << 20;
/// Bytes of what it may print.
const MAX_OUTPUT: usize = 40_000;
const MAX_TIME: Duration = Duration::from_secs(20);

const MAP: &str = r#"list = "hostile"
[source]
slug = "hostile-2025"
title = "Hostile"
publisher = "ap-hp"
language = "en"
date = "2025-03"
[columns]
key = "k"
name = "n"
country = "c"
[constants]
kinds = ["HOSPITAL"]
"#;

/// A folder with a registry.
struct Workplace(tempfile::TempDir);

/// How a command ended.
struct Ended {
    is_success: bool,
    output: String,
    memory: u64,
}

impl Workplace {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let seeded = consortia(&folder.path().join("registry.db")).arg("seed").output().unwrap();
        assert!(seeded.status.success());
        fs::write(folder.path().join("map.toml"), MAP).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// Runs `consortia import` and measures its memory.
    fn import(&self, arguments: &[&str], file: &Path) -> Ended {
        let mut command = consortia(&self.0.path().join("registry.db"));
        command.arg("import").args(arguments).arg(file);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (mut out, mut errors) =
            (process.stdout.take().unwrap(), process.stderr.take().unwrap());
        let read = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = out.read_to_end(&mut text);
            let _ = errors.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let (start, mut memory) = (Instant::now(), 0);
        let status = loop {
            memory = memory.max(cost::peak(process.id()).unwrap_or(0));
            if let Some(status) = process.try_wait().unwrap() {
                break status;
            }
            if start.elapsed() > MAX_TIME || memory > 2 * MAX_MEMORY {
                process.kill().unwrap();
                break process.wait().unwrap();
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        Ended { is_success: status.success(), output: read.join().unwrap(), memory }
    }

    fn check(&self, name: &str, arguments: &[&str], file: &Path, is_success: bool, says: &str) {
        let start = Instant::now();
        let ended = self.import(arguments, file);
        let (took, length) = (start.elapsed(), ended.output.len());
        println!("{name:40} {took:>8.1?} {:>5} MB {length:>8} bytes", ended.memory >> 20);
        let shown: String = ended.output.chars().take(400).collect();
        assert_eq!(ended.is_success, is_success, "{name}: {shown}");
        assert!(ended.output.contains(says), "{name}: {shown}");
        assert!(length < MAX_OUTPUT, "{name}: {length} bytes of output: {shown}");
        assert!(ended.memory < MAX_MEMORY, "{name}: {} MB", ended.memory >> 20);
    }

    fn ror(&self, name: &str, file: &Path, is_success: bool, says: &str) {
        self.check(name, &["ror", "--release", "v2.9-2026-06-23"], file, is_success, says);
    }

    fn table(&self, name: &str, content: &[u8], is_success: bool, says: &str) {
        let map = self.0.path().join("map.toml");
        let file = self.file("table.csv", content);
        let arguments = ["table", "--skip-invalid-rows", "--map", map.to_str().unwrap()];
        self.check(name, &arguments, &file, is_success, says);
        fs::remove_file(file).unwrap();
    }
}

/// A file in gzip: `head`, and then so many times `piece`.
fn bomb(head: &str, piece: &[u8], times: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(head.as_bytes()).unwrap();
    for _ in 0..times {
        encoder.write_all(piece).unwrap();
    }
    encoder.finish().unwrap()
}

fn changed(field: &str, value: Json) -> String {
    let mut record = record(1, "One");
    record[field] = value;
    record.to_string() + "\n"
}

#[test]
fn releases_that_unpack_to_more_than_they_should() {
    let place = Workplace::new();
    let megabyte = |byte: u8| vec![byte; 1 << 20];
    let first = record(1, "One").to_string() + "\n";
    let too_large = "the record is larger than 4 MB";
    for (name, content, says) in [
        ("spaces in an array", bomb("[", &megabyte(b' '), 64), too_large),
        ("one line", bomb(&(first.clone() + "{\"id\":\""), &megabyte(b'a'), 64), too_large),
        ("a value in an object", bomb("{\n\"a\":\"", &megabyte(b'a'), 64), too_large),
        ("lists in lists", bomb(&(first.clone() + "{\"id\":"), &megabyte(b'['), 3), "expected"),
        ("no end", bomb(&first, b"{\"id\":", 1), "line 2"),
    ] {
        place.ror(name, &place.file("release.json.gz", &content), false, says);
    }
    let blank = bomb(&first, &megabyte(b'\n'), 8);
    place.ror("blank lines", &place.file("release.json.gz", &blank), true, "1 records read");
}

#[test]
fn archives_with_more_files_than_they_should_have() {
    let place = Workplace::new();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for number in 0..20_000 {
        archive.start_file(format!("{number}-{}.json", "x".repeat(40)), options).unwrap();
    }
    let archive = archive.finish().unwrap().into_inner();
    place.ror("20,000 files", &place.file("release.zip", &archive), false, "none of its files");
}

#[test]
fn records_with_values_of_megabytes() {
    let place = Workplace::new();
    let long = "z".repeat(500_000);
    let names: Vec<_> =
        (0..2_000).map(|n| json!({ "value": format!("Name {n}"), "types": ["alias"] })).collect();
    let first = record(7, "Seven").to_string() + "\n";
    for (name, line, is_success, says) in [
        ("9 ids", changed("id", json!(long)).repeat(9), true, "9 records rejected"),
        ("a year", changed("established", json!(long)), false, "invalid type: string"),
        ("a status", changed("status", json!(long)), true, "1 records rejected"),
        (
            "a name",
            changed("names", json!([{ "value": long, "types": ["label", "ror_display"] }])),
            true,
            "at most 1000 characters",
        ),
        ("a type", changed("types", json!([long, "facility"])), true, "not a type of ROR"),
        ("2,000 names", changed("names", json!(names)), true, "2 records read"),
        ("a key", format!("{{\"{long}\":1}}\n"), false, "expected a record"),
    ] {
        let file = place.file("release.jsonl", (first.clone() + &line).as_bytes());
        place.ror(name, &file, is_success, says);
    }
}

#[test]
fn tables_with_hostile_rows() {
    let place = Workplace::new();
    let with = |rows: String| format!("k,n,c\n0,Zero,FR\n{rows}").into_bytes();
    let long = "X".repeat(100_000);
    place.table(
        "a quote that never closes",
        &with(format!("1,\"{}", long.repeat(45))),
        false,
        "never closed",
    );
    place.table(
        "a name of 100 kB",
        &with(format!("1,{long},FR\n").repeat(3)),
        true,
        "3 records rejected",
    );
    place.table(
        "countries of 100 kB",
        &with(many(5, |n| format!("{n}1,a,{long}\n"))),
        true,
        "5 records rejected",
    );
    place.table(
        "300,000 cells",
        &with(format!("1{}\n", ",".repeat(300_000))),
        true,
        "1 records rejected",
    );
    place.table(
        "a header of 300,000 columns",
        format!("k,n,c{}\n1,a,FR{}\n", many(300_000, |n| format!(",h{n}")), ",".repeat(300_000))
            .as_bytes(),
        true,
        "300000 columns",
    );
    place.table("NUL", &with("1,a\0,FR\n".to_owned()), false, "NUL");
    place.table("no line feeds", &with("\r".repeat(20_000)), true, "blank rows");
}
