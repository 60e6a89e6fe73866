//! A valid seed is read completely; every problem of an invalid one is reported.
//!
//! `BLESS=1 cargo test seed` rewrites `cases.txt` and the JSON Schemas. Review the differences.

use std::{env, fs, path::Path};

use proptest::prelude::*;

use super::{File, OwnedFile, digest, embedded, folder, read, schemas};
use crate::domain::{
    date::PartialDate,
    entity_type::EntityType,
    record::{About, Activity, Agent, Registry},
    stage::Stage,
};

mod fixture;

use fixture::{problems, replace, valid};

/// Compares a committed file with its expected text, or rewrites it if `BLESS` is set.
fn assert_committed(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, text, "run `BLESS=1 cargo test seed` and review {}", path.display());
}

fn as_files(files: &[OwnedFile]) -> Vec<File<'_>> {
    files.iter().map(OwnedFile::as_file).collect()
}

/// The problems as they are printed.
fn messages(files: &[OwnedFile]) -> Vec<String> {
    problems(files).iter().map(ToString::to_string).collect()
}

/// The file, line and column of each problem.
fn places(files: &[OwnedFile]) -> Vec<String> {
    let place = |message: String| message.split(": ").next().unwrap_or_default().to_owned();
    messages(files).into_iter().map(place).collect()
}

/// A case has the name of a file (`@`), removed lines (`-`), added lines (`+`) and the problem (`=`).
#[test]
fn every_mistake_is_one_problem_with_its_place_and_help() {
    let mut actual = String::new();
    for block in include_str!("cases.txt").split("\n\n") {
        let lines = |mark: &str| -> Vec<&str> {
            block.lines().filter_map(|line| line.strip_prefix(mark)).collect()
        };
        let input: Vec<_> = block.lines().filter(|line| !line.starts_with('=')).collect();
        actual += input.join("\n").trim();
        if let [file] = lines("@ ")[..] {
            let mut files = valid();
            replace(&mut files, file, &lines("- ").join("\n"), &lines("+ ").join("\n"));
            let messages = messages(&files);
            assert_eq!(messages.len(), 1, "{block}\n{messages:#?}");
            actual += "\n= ";
            actual += &messages[0];
        }
        actual += "\n\n";
    }
    assert_committed("src/seed/tests/cases.txt", &format!("{}\n", actual.trim()));
}

#[test]
fn a_date_can_say_less_than_a_year() {
    for (file, removed, added) in [
        ("affiliations.toml", "until = \"2009\"", "until = \"2009~\"\nended = true"),
        ("affiliations.toml", "since = \"2007\"", "since = \"[2005, 2007..2008]\""),
        ("events.toml", "date = \"2022-02\"", "date = \"2022-02-~01\""),
        ("programs.toml", "starts = \"2021\"", "starts = \"2021-33\""),
    ] {
        let mut files = valid();
        replace(&mut files, file, removed, added);
        assert_eq!(messages(&files), [""; 0], "{added}");
    }
}

#[test]
fn a_source_that_is_dated_ahead_of_today_is_reported() {
    let mut files = valid();
    replace(&mut files, "sources.toml", "retrieved = \"2026-11-21\"", "retrieved = \"2090\"");
    let on = |today: &str| {
        let today = today.parse::<PartialDate>().unwrap().span().first;
        let problems = super::read_on(&as_files(&files), today).err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let written = "a source that can be read has been written; write a date up to today";
    assert_eq!(
        on("2025-12-30"),
        [
            format!("sources.toml:8:10: `latest` (2026) is after today (2025-12-30); {written}"),
            "sources.toml:10:13: `retrieved` (2090) is after today (2025-12-30); write the day on which the source was retrieved".to_owned(),
        ]
    );
    assert_eq!(on("2026-12-30").len(), 1, "tomorrow has begun in some time zones");
    assert_eq!(on("2023-12-30").len(), 4, "the part has dates of its own");
    assert_eq!(messages(&files), [""; 0], "a server whose clock is behind reads its seed");
}

#[test]
fn the_json_schemas_are_up_to_date() {
    for schema in schemas() {
        assert_committed(&format!("seed/schema/{}", schema.name), &schema.text);
    }
}

#[test]
fn problems_of_all_files_are_reported_together() {
    let mut files = valid();
    replace(
        &mut files,
        "people.toml",
        "slug = \"eric-vivier\"\n",
        "slug = \"eric-vivier\"\nage = 60\n",
    );
    replace(&mut files, "people.toml", "kind = \"LABEL\"", "kind = \"LABLE\"");
    replace(&mut files, "programs.toml", "starts = \"2021\"", "starts = \"2021-1\"");
    replace(&mut files, "events.toml", "slug = \"creation\"", "slug = ");
    replace(&mut files, "discrepancies.toml", "slug = \"when\"\n", "");
    replace(&mut files, "affiliations.toml", "subject = \"inserm\"", "subject = \"insern\"");
    files.retain(|file| file.name != "positions.toml");
    files.push(OwnedFile { name: "position.toml".to_owned(), text: String::new() });
    assert_eq!(
        places(&files),
        [
            "affiliations.toml:19:11",
            "discrepancies.toml:1:1",
            "events.toml:2:8",
            "people.toml:3:1",
            "people.toml:4:42",
            "position.toml",
            "positions.toml",
            "programs.toml:6:10",
        ]
    );
}

#[test]
fn records_around_invalid_toml_are_checked() {
    let mut files = valid();
    replace(
        &mut files,
        "organizations.toml",
        "[{ value = \"Sanofi\", kind = \"LABEL\" }]",
        "[{ value = \"Sanofi\" ",
    );
    replace(&mut files, "organizations.toml", "\"RESEARCH_ORGANIZATION\"", "\"RESEARCH\"");
    replace(&mut files, "organizations.toml", "dissolved = \"2030\"", "dissolved = \"2021\"");
    assert_eq!(
        places(&files),
        ["organizations.toml:9:11", "organizations.toml:21:1", "organizations.toml:28:10"]
    );
}

#[test]
fn a_record_that_is_not_a_table_is_a_problem() {
    let mut files = valid();
    files.retain(|file| file.name != "discrepancies.toml");
    files.push(OwnedFile {
        name: "discrepancies.toml".to_owned(),
        text: "discrepancy = [1]\n".to_owned(),
    });
    assert_eq!(
        messages(&files),
        ["discrepancies.toml:1:16: This is not a record; put `[[discrepancy]]` above each record"]
    );
}

#[test]
fn a_valid_seed_is_read_completely_and_in_order() {
    let files = valid();
    let seed = read(&as_files(&files)).unwrap();
    let Registry { organizations, affiliations, participations, figures, discrepancies, .. } =
        &seed;
    let slugs: Vec<_> = organizations.iter().map(|o| o.slug.as_str()).collect();
    assert_eq!(slugs, ["pscc", "sanofi", "inserm", "center"]);
    assert_eq!(organizations.iter().map(|o| o.stage).max(), Some(Stage::Planned));
    assert_eq!(organizations[0].names[1].value, "PSCC");
    assert_eq!(organizations[0].place.country.as_deref(), Some("FR"));
    assert_eq!(organizations[0].cite[0].about, ["founded", "kinds"]);
    let keys: Vec<_> = affiliations.iter().map(|a| a.key.as_str()).collect();
    assert_eq!(keys[..3], ["sanofi.founder.pscc", "sanofi.partner.inserm", "inserm-parent"]);
    // A relation of a planned organization is a plan, unless it says otherwise.
    let stages: Vec<_> = affiliations.iter().map(|a| a.period.stage).collect();
    assert_eq!(stages[2..], [Stage::Realized, Stage::Planned, Stage::Cancelled]);
    assert_eq!(participations[2].period.stage, Stage::Realized);
    assert!(affiliations[2].period.ended);
    assert_eq!(affiliations[2].evidence.basis, "STATED");
    assert_eq!(participations[0].key, "pscc.laureate.bioclusters");
    assert_eq!(participations[1].agent, Agent::Person("eric-vivier".to_owned()));
    assert_eq!(participations[1].activity, Activity::Event("creation".to_owned()));
    assert_eq!((figures[0].value_max, figures[0].out_of), (Some(2.5), Some(5.0)));
    assert_eq!(figures[1].about, About::Text("Cancer in France".to_owned()));
    assert_eq!((figures[1].value, figures[1].qualifier.as_str()), (433_136.0, "EXACT"));
    assert_eq!(discrepancies[0].facts[3], ("figure".to_owned(), "cases".to_owned()));
    let sizes = [
        seed.sources.len(),
        seed.people.len(),
        seed.programs.len(),
        seed.events.len(),
        seed.positions.len(),
    ];
    assert_eq!(sizes, [1, 1, 2, 1, 1]);
}

#[test]
fn the_embedded_seed_is_valid() {
    let messages: Vec<_> =
        read(&embedded()).err().unwrap_or_default().iter().map(ToString::to_string).collect();
    assert!(messages.is_empty(), "{messages:#?}");
}

#[test]
fn the_digest_depends_on_every_byte() {
    let mut files = valid();
    let before = digest(&as_files(&files));
    assert_eq!(before, digest(&as_files(&valid())));
    replace(&mut files, "people.toml", "Éric", "Eric");
    assert_ne!(before, digest(&as_files(&files)));
    assert_eq!(digest(&[]), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn a_folder_is_read_and_unreadable_files_are_reported() {
    let there = tempfile::tempdir().unwrap();
    for file in valid() {
        fs::write(there.path().join(file.name), file.text).unwrap();
    }
    fs::write(there.path().join("README.md"), "not a file of a seed").unwrap();
    assert!(read(&as_files(&folder(there.path()).unwrap())).is_ok());
    fs::write(there.path().join("people.toml"), b"# a\n# caf\xe9\n").unwrap();
    let messages: Vec<_> =
        folder(there.path()).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(messages, ["people.toml:2:6: This is not UTF-8; save the file as UTF-8"]);
    let messages = folder(&there.path().join("nowhere")).unwrap_err();
    assert!(
        messages[0].to_string().contains("nowhere: This file or folder cannot be read"),
        "{messages:?}"
    );
}

proptest! {
    /// Random edits give problems or a registry, never a panic.
    #[test]
    fn random_edits_never_panic(
        edits in proptest::collection::vec((0_usize..10, any::<prop::sample::Index>(), 0_usize..9, "[\\[\\]{}=\",.\n a1é-]{0,4}"), 1..4)
    ) {
        let mut files = valid();
        for (file, at, removed, inserted) in edits {
            let text = &mut files[file].text;
            let mut bytes = text.clone().into_bytes();
            let start = at.index(bytes.len());
            let end = (start + removed).min(bytes.len());
            bytes.splice(start..end, inserted.bytes());
            *text = String::from_utf8_lossy(&bytes).into_owned();
        }
        for problem in problems(&files) {
            prop_assert!(!problem.message.is_empty() && !problem.help.is_empty(), "{problem}");
        }
    }
}

#[test]
fn every_entity_type_has_a_file_of_its_own() {
    for ty in EntityType::ALL {
        let format = super::format::records::format_of(ty.noun())
            .unwrap_or_else(|| panic!("no format for {ty}"));
        assert_eq!(format.file, format!("{}.toml", ty.plural()));
        assert!(embedded().iter().any(|file| file.name == format.file), "{ty}");
    }
}
