//! Tables as files and on standard output: complete, or missing, even if the process is killed.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::Path,
    process::Stdio,
    thread,
    time::Duration,
};

use super::admission::{PATIENT, ROWS, large, table};
use crate::server::{Reply, Server, consortia, failure, format_request, wait_for};

/// Names and bytes of the files in a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let named = |entry: fs::DirEntry| {
        Some((entry.file_name().into_string().ok()?, fs::read(entry.path()).ok()?))
    };
    entries.filter_map(|entry| named(entry.unwrap())).collect()
}

#[test]
fn a_killed_export_leaves_no_file_that_looks_complete() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("export.db");
    let export = |to: &Path| {
        let mut command = consortia(&db);
        command.args(["export", "affiliations", "organizations", "sources", "participations"]);
        command.args(["--format", "csv,xlsx,ttl", "--output"]).arg(to);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let whole = folder.path().join("whole");
    assert!(export(&whole).status().unwrap().success());
    let whole = files(&whole);
    assert_eq!(whole.len(), 4 * 4, "three formats, and what each table is");
    let (mut moment, mut cut) = (1_u64, 0);
    for round in 0..24 {
        moment = moment * 48_271 % 0x7fff_ffff;
        let to = folder.path().join(format!("killed-{round}"));
        let mut child = export(&to).spawn().unwrap();
        // A random moment after its first file.
        wait_for("a file", || !files(&to).is_empty());
        thread::sleep(Duration::from_millis(moment % 400));
        child.kill().unwrap();
        child.wait().unwrap();
        let left = files(&to);
        cut += usize::from(left.len() < whole.len());
        for (name, bytes) in left {
            match name.strip_suffix(".partial") {
                Some(_) => assert!(!whole.contains_key(&name)),
                None => assert!(bytes == whole[&name], "{name} is not whole"),
            }
        }
    }
    assert!(cut > 0, "none was killed in time");
}

#[test]
fn a_killed_query_leaves_only_a_file_named_partial() {
    let folder = tempfile::tempdir().unwrap();
    let (db, to) = (folder.path().join("query.db"), folder.path().join("out"));
    fs::create_dir(&to).unwrap();
    fs::write(folder.path().join("large.graphql"), large()).unwrap();
    let mut command = consortia(&db);
    command.arg("query").arg(folder.path().join("large.graphql"));
    command.args(["--format", "csv", "--set", &format!("rows={ROWS}"), "--output"]);
    let mut child = command.arg(to.join("large.csv")).spawn().unwrap();
    wait_for("some rows", || files(&to).values().any(|bytes| bytes.len() > 100_000));
    child.kill().unwrap();
    child.wait().unwrap();
    let left: Vec<_> = files(&to).into_keys().collect();
    assert!(
        matches!(&left[..], [one] if one.starts_with("large.csv.") && one.ends_with(".partial")),
        "{left:?}"
    );
}

#[test]
fn a_download_from_a_killed_server_is_shorter_than_its_content_length() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with(&folder.path().join("killed.db"), &PATIENT);
    let path = table(&large(), &format!("&rows={ROWS}"));
    let mut client = server.connect();
    client.write_all(format_request("GET", &path, &[], "").as_bytes()).unwrap();
    // The table is complete before its first byte is sent, and larger than any buffer on the way.
    let mut bytes = vec![0; 100_000];
    client.read_exact(&mut bytes).unwrap();
    drop(server);
    // The error depends on the operating system.
    let _ = client.read_to_end(&mut bytes);
    let reply = Reply::of(&bytes);
    assert_eq!(reply.status, 200);
    let announced: usize = reply.header("content-length").parse().unwrap();
    assert!(reply.bytes.len() < announced, "{} of {announced}", reply.bytes.len());
}

#[test]
fn standard_output_has_the_table_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("q.graphql");
    fs::write(&file, "{ organizations(first: 3) { nodes { slug } } }").unwrap();
    let query = |format: &str, set: &[&str]| {
        let mut command = consortia(&folder.path().join("out.db"));
        command.current_dir(folder.path()).arg("query").arg(&file);
        command.args(["--format", format, "--output", "-"]).args(set).output().unwrap()
    };
    let csv = query("csv", &[]);
    assert!(csv.status.success(), "{}", String::from_utf8_lossy(&csv.stderr));
    let lines = String::from_utf8(csv.stdout).unwrap();
    assert_eq!(lines.lines().count(), 4, "{lines}");
    assert!(lines.starts_with("organizations.slug\n"), "{lines}");
    // Also a format whose writer seeks.
    assert!(query("xlsx", &[]).stdout.starts_with(b"PK"));
    let wrong = query("csv", &["--set", "asOf=2007"]);
    assert!(wrong.stdout.is_empty());
    assert!(failure(&wrong).contains("it would change nothing"), "{wrong:?}");
    assert!(!folder.path().join("-").exists());
}

#[test]
fn the_example_of_the_documentation_works() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/reports.md")).unwrap();
    let section = page.split("## Example").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut rows = Vec::new();
    for block in section.split("```sh\nconsortia ").skip(1) {
        let line = block.split("\n```").next().unwrap().replace("\\\n", " ").replace('\'', "");
        let line = line.replace("{\"cluster\": \"PSCC\"}", "{\"cluster\":\"PSCC\"}");
        let words = line.split_whitespace().map(|word| match word.strip_prefix("queries/") {
            Some(file) => root.join("queries").join(file).to_string_lossy().into_owned(),
            None => word.to_owned(),
        });
        let mut command = consortia(&folder.path().join("docs.db"));
        let done = command.current_dir(folder.path()).args(words).output().unwrap();
        assert!(done.status.success(), "{line}\n{}", String::from_utf8_lossy(&done.stderr));
        let said = String::from_utf8(done.stdout).unwrap();
        rows.push(said.trim_end().rsplit(' ').nth(1).unwrap().to_owned());
    }
    let said: Vec<_> = section
        .lines()
        .filter_map(|line| line.strip_prefix("A row for each founder"))
        .map(|line| line.split_once('(').unwrap().1)
        .map(|line| line.chars().take_while(char::is_ascii_digit).collect::<String>())
        .collect();
    assert_eq!(rows, said, "as many rows as the page says");
}

#[test]
fn an_export_of_all_reports_skips_and_lists_those_that_the_parameters_do_not_fit() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("out");
    let mut command = consortia(&folder.path().join("all.db"));
    let done =
        command.args(["export", "--set", "asOf=2007", "--output"]).arg(&to).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let said = String::from_utf8(done.stdout).unwrap();
    let there = files(&to);
    for (name, fits) in [("affiliations", true), ("counts", false), ("members", false)] {
        assert_eq!(there.contains_key(&format!("{name}.csv")), fits, "{said}");
        assert_eq!(there.contains_key(&format!("{name}.meta.json")), fits, "{said}");
        let line = said.lines().find(|line| line.contains(name)).unwrap();
        assert_eq!(line.starts_with("skipped"), !fits, "{line}");
    }
    let alone = consortia(&folder.path().join("all.db"))
        .args(["export", "counts", "--set", "asOf=2007", "--output"])
        .arg(&to)
        .output()
        .unwrap();
    assert!(failure(&alone).contains("asOf"), "a report that is named is not skipped");
}

#[test]
fn a_command_says_what_its_table_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    for (document, said) in [
        ("{ organizations(first: 3) { nodes { slug } } }", "organizations (first: 3)"),
        ("{ network(around: { slug: \"pscc\" }, maxNodes: 5) { links { id } } }", "left out"),
        ("{ people { nodes { slug } } }", ""),
    ] {
        let query = folder.path().join("query.graphql");
        fs::write(&query, document).unwrap();
        let mut command = consortia(&folder.path().join("limits.db"));
        command.arg("query").arg(&query).args(["--format", "csv", "--output", "-"]);
        let output = command.output().unwrap();
        assert!(output.status.success());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains(said) && said.is_empty() == stderr.is_empty(), "{stderr}");
    }
}
