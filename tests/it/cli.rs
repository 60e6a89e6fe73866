//! The commands and their error messages.

use std::{fs, net::TcpListener, path::Path};

use crate::server::{consortia, failure, program};

fn seed_copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seed");
    for entry in fs::read_dir(seed).unwrap().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|end| end == "toml") {
            fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
    }
    folder
}

#[test]
fn the_embedded_seed_has_no_problems() {
    let output = program().arg("check").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains(" organizations"));
}

#[test]
fn all_problems_of_a_seed_are_listed_with_file_line_and_rule() {
    let folder = seed_copy();
    let mut text = fs::read_to_string(folder.path().join("affiliations.toml")).unwrap();
    let line = text.lines().count() + 1;
    text += "\n[[affiliation]]\nsubject = \"nobody\"\nrole = \"OWNER\"\nobject = \"pscc\"\nsince = \"2007-13\"\nwhen = 1\n";
    fs::write(folder.path().join("affiliations.toml"), text).unwrap();
    let output = program().arg("check").arg(folder.path()).output().unwrap();
    let said = failure(&output);
    for part in ["nobody", "OWNER", "2007-13", "`when`", "cite"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(said.contains(&format!("affiliations.toml:{}:", line + 2)), "{said}");
}

#[test]
fn a_query_runs_without_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    let file = folder.path().join("q.graphql");
    fs::write(&file, "query ($s: String!) { organization(by: { slug: $s }) { name } }").unwrap();
    let ask = |variables: &str| {
        consortia(&db).arg("query").arg(&file).args(["--variables", variables]).output().unwrap()
    };
    let output = ask(r#"{"s":"pscc"}"#);
    assert!(output.status.success());
    let body: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(body["data"]["organization"]["name"], "Paris Saclay Cancer Cluster");
    assert!(failure(&ask("{}")).contains("was not executed"));
    assert!(failure(&ask("7")).contains("JSON object"));
    assert!(failure(&ask(r#"{"s":"pscc","s":"cnrs"}"#)).contains("duplicate key `s`"));
    let unknown = ask(r#"{"s":"pscc","t":1}"#);
    assert!(failure(&unknown).contains("was not executed"));
    let said = String::from_utf8_lossy(&unknown.stdout).into_owned();
    assert!(
        said.contains(
            r#"variables.t: unknown variable. Did you mean \"s\"? The operation declares s"#
        ),
        "{said}"
    );
}

#[test]
fn an_address_in_use_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = consortia(&folder.path().join("a.db"))
        .args(["serve", "--listen", &address])
        .output()
        .unwrap();
    let said = failure(&output);
    assert!(said.contains(&address), "{said}");
}

#[test]
fn a_file_that_is_no_database_is_an_error_and_stays_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    fs::write(
        &db,
        "not a database, and longer than a header of one hundred bytes must be to be looked at: "
            .repeat(2),
    )
    .unwrap();
    let before = fs::read(&db).unwrap();
    let said = failure(&consortia(&db).arg("serve").output().unwrap());
    assert!(said.contains("is not an SQLite database"), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    assert_eq!(fs::read(&db).unwrap(), before);
}

#[test]
fn seeding_twice_reports_that_nothing_changed() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    let seed = || String::from_utf8(consortia(&db).arg("seed").output().unwrap().stdout).unwrap();
    assert!(seed().contains("added"));
    assert!(seed().contains("nothing changed"));
}

#[test]
fn a_backup_passes_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let (db, copy) = (folder.path().join("a.db"), folder.path().join("b.db"));
    assert!(consortia(&db).arg("seed").status().unwrap().success());
    assert!(consortia(&db).arg("backup").arg(&copy).output().unwrap().status.success());
    assert!(program().arg("check").arg(&copy).output().unwrap().status.success());
    assert!(
        failure(&consortia(&db).arg("backup").arg(&copy).output().unwrap())
            .contains("already exists")
    );
}

#[test]
fn an_option_that_a_command_does_not_use_is_refused_on_both_sides() {
    for words in [
        &["--listen", "127.0.0.1:9000", "schema"][..],
        &["schema", "--listen", "127.0.0.1:9000"],
        &["--db", "a.db", "check"],
        &["check", "--db", "a.db"],
        &["--cors", "none", "health"],
    ] {
        let output = program().args(words).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("does not use --"), "{words:?}");
    }
}

#[test]
fn an_unknown_variable_of_the_environment_is_refused() {
    let schema = |variable: &str, value: &str| {
        program().arg("schema").env(variable, value).output().unwrap()
    };
    let message = failure(&schema("CONSORTIA_LISTENING", "127.0.0.1:9000"));
    assert!(message.contains("did you mean CONSORTIA_LISTEN?"), "{message}");
    let message = failure(&schema("CONSORTIA_LOG", "verbose"));
    assert!(message.contains("expected off, error, warn, info, debug or trace"), "{message}");
    for (variable, value) in [
        ("CONSORTIA_LOG", "consortia=debug,warn"),
        ("CONSORTIA_LOG", ""),
        ("CONSORTIA_SERVICE_PORT", "8080"),
        ("CONSORTIA_LISTEN", "127.0.0.1:9000"),
    ] {
        assert!(schema(variable, value).status.success(), "{variable}={value}");
    }
}

#[test]
fn an_export_that_writes_no_report_fails_and_a_parameter_is_set_once() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    let export = |words: &[&str]| {
        let mut command = consortia(&db);
        command.arg("export").args(words).arg("--output").arg(folder.path().join("out"));
        command.output().unwrap()
    };
    let message = failure(&export(&["--set", "nope=1"]));
    assert!(message.contains("no report was written") && message.contains("nope"), "{message}");
    let message = failure(&export(&["affiliations", "--set", "asOf=2007", "--set", "asOf=2010"]));
    assert!(message.contains("asOf: repeated; give it once"), "{message}");
    assert!(export(&["affiliations", "--set", "asOf=2007"]).status.success());
}

#[test]
fn persisted_documents_that_are_not_valid_are_errors_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bad.graphql"), "{ nope }").unwrap();
    let db = folder.path().join("a.db");
    let output = consortia(&db)
        .args(["serve", "--listen", "127.0.0.1:0", "--persisted-documents"])
        .arg(folder.path())
        .output()
        .unwrap();
    let message = failure(&output);
    assert!(message.contains("bad.graphql:1:3: "), "{message}");
    assert!(!db.exists(), "no database was created");
}
