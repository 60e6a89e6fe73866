//! Tests of the seed: what is sound is read whole, what is not is reported whole.
//!
//! `cases.txt` and the schemas are written by `BLESS=1 cargo test seed` and reviewed as a diff.

use std::{env, fs, path::Path};

use proptest::prelude::*;

use super::{File, OwnedFile, digest, embedded, folder, read, schemas};
use crate::domain::{
    entity::EntityType,
    record::{About, Activity, Agent, Registry},
};

mod fixture;

use fixture::{problems, sound, spoil};

/// Compares a committed file with what it has to be, or rewrites it.
fn settle(path: &str, text: &str) {
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

/// The problems as a person reads them.
fn told(files: &[OwnedFile]) -> Vec<String> {
    problems(files).iter().map(ToString::to_string).collect()
}

/// The file, line and column of each problem.
fn places(files: &[OwnedFile]) -> Vec<String> {
    let place = |told: String| told.split(": ").next().unwrap_or_default().to_owned();
    told(files).into_iter().map(place).collect()
}

/// A case is a file, lines taken out (`-`), lines put in (`+`), and the problem that follows (`=`).
#[test]
fn every_slip_is_one_problem_with_its_place_and_cure() {
    let mut actual = String::new();
    for block in include_str!("cases.txt").split("\n\n") {
        let lines = |mark: &str| -> Vec<&str> {
            block.lines().filter_map(|line| line.strip_prefix(mark)).collect()
        };
        let kept: Vec<_> = block.lines().filter(|line| !line.starts_with('=')).collect();
        actual += kept.join("\n").trim();
        if let [file] = lines("@ ")[..] {
            let mut files = sound();
            spoil(&mut files, file, &lines("- ").join("\n"), &lines("+ ").join("\n"));
            let told = told(&files);
            assert_eq!(told.len(), 1, "{block}\n{told:#?}");
            actual += "\n= ";
            actual += &told[0];
        }
        actual += "\n\n";
    }
    settle("src/seed/tests/cases.txt", &format!("{}\n", actual.trim()));
}

#[test]
fn the_schemas_for_editors_are_up_to_date() {
    for schema in schemas() {
        settle(&format!("seed/schema/{}", schema.name), &schema.text);
    }
}

#[test]
fn problems_of_many_files_come_in_one_go() {
    let mut files = sound();
    spoil(
        &mut files,
        "people.toml",
        "slug = \"eric-vivier\"\n",
        "slug = \"eric-vivier\"\nage = 60\n",
    );
    spoil(&mut files, "people.toml", "kind = \"LABEL\"", "kind = \"LABLE\"");
    spoil(&mut files, "programs.toml", "starts = \"2021\"", "starts = \"2021-1\"");
    spoil(&mut files, "events.toml", "slug = \"creation\"", "slug = ");
    spoil(&mut files, "discrepancies.toml", "slug = \"when\"\n", "");
    spoil(&mut files, "affiliations.toml", "subject = \"inserm\"", "subject = \"insern\"");
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
fn a_record_that_is_not_toml_leaves_the_others_checked() {
    let mut files = sound();
    spoil(
        &mut files,
        "organizations.toml",
        "[{ value = \"Sanofi\", kind = \"LABEL\" }]",
        "[{ value = \"Sanofi\" ",
    );
    spoil(&mut files, "organizations.toml", "\"RESEARCH_ORGANIZATION\"", "\"RESEARCH\"");
    spoil(&mut files, "organizations.toml", "founded = \"2022-02\"", "founded = \"2031\"");
    assert_eq!(
        places(&files),
        ["organizations.toml:9:11", "organizations.toml:21:1", "organizations.toml:28:10"]
    );
}

#[test]
fn records_that_are_no_tables_are_refused() {
    let mut files = sound();
    files.retain(|file| file.name != "discrepancies.toml");
    files.push(OwnedFile {
        name: "discrepancies.toml".to_owned(),
        text: "discrepancy = [1]\n".to_owned(),
    });
    assert_eq!(
        told(&files),
        ["discrepancies.toml:1:16: This is not a record; put `[[discrepancy]]` above each record"]
    );
}

#[test]
fn a_sound_seed_is_read_whole_and_in_order() {
    let files = sound();
    let seed = read(&as_files(&files)).unwrap();
    let Registry { organizations, affiliations, participations, figures, discrepancies, .. } =
        &seed;
    let slugs: Vec<_> = organizations.iter().map(|o| o.slug.as_str()).collect();
    assert_eq!(slugs, ["pscc", "sanofi", "inserm"]);
    assert_eq!(organizations[0].names[1].value, "PSCC");
    assert_eq!(organizations[0].place.country.as_deref(), Some("FR"));
    assert_eq!(organizations[0].cite[0].about, ["founded", "kinds"]);
    let keys: Vec<_> = affiliations.iter().map(|a| a.key.as_str()).collect();
    assert_eq!(keys, ["sanofi.founder.pscc", "sanofi.partner.inserm", "inserm-parent"]);
    assert!(affiliations[2].period.ended);
    assert_eq!(affiliations[2].evidence.basis, "STATED");
    assert_eq!(participations[0].key, "pscc.laureate.bioclusters");
    assert_eq!(participations[1].agent, Agent::Person("eric-vivier".to_owned()));
    assert_eq!(participations[1].activity, Activity::Event("creation".to_owned()));
    assert_eq!((figures[0].value_max, figures[0].out_of), (Some(2.5), Some(5.0)));
    assert_eq!(figures[1].about, About::Topic("Cancer in France".to_owned()));
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
fn the_embedded_seed_is_sound() {
    let told: Vec<_> =
        read(&embedded()).err().unwrap_or_default().iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn the_digest_changes_with_any_byte_and_only_then() {
    let mut files = sound();
    let before = digest(&as_files(&files));
    assert_eq!(before, digest(&as_files(&sound())));
    spoil(&mut files, "people.toml", "Éric", "Eric");
    assert_ne!(before, digest(&as_files(&files)));
}

#[test]
fn a_folder_is_read_by_name_and_says_what_it_cannot_read() {
    let there = tempfile::tempdir().unwrap();
    for file in sound() {
        fs::write(there.path().join(file.name), file.text).unwrap();
    }
    fs::write(there.path().join("README.md"), "not a part").unwrap();
    assert!(read(&as_files(&folder(there.path()).unwrap())).is_ok());
    fs::write(there.path().join("people.toml"), b"# a\n# caf\xe9\n").unwrap();
    let told: Vec<_> = folder(there.path()).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(told, ["people.toml:2:6: This is not UTF-8; save the file as UTF-8"]);
    let told = folder(&there.path().join("nowhere")).unwrap_err();
    assert!(told[0].to_string().contains("nowhere: This cannot be read"), "{told:?}");
}

proptest! {
    /// Bytes taken out and put in anywhere give problems or a registry, never a panic.
    #[test]
    fn no_slip_of_the_hand_is_fatal(
        slips in proptest::collection::vec((0_usize..10, any::<prop::sample::Index>(), 0_usize..9, "[\\[\\]{}=\",.\n a1é-]{0,4}"), 1..4)
    ) {
        let mut files = sound();
        for (file, at, taken, put) in slips {
            let text = &mut files[file].text;
            let mut bytes = text.clone().into_bytes();
            let start = at.index(bytes.len());
            let end = (start + taken).min(bytes.len());
            bytes.splice(start..end, put.bytes());
            *text = String::from_utf8_lossy(&bytes).into_owned();
        }
        for problem in problems(&files) {
            prop_assert!(!problem.message.is_empty() && !problem.cure.is_empty(), "{problem}");
        }
    }
}

#[test]
fn every_entity_type_has_a_file_of_its_own() {
    for ty in EntityType::ALL {
        let shape =
            super::format::records::shape(ty.noun()).unwrap_or_else(|| panic!("no shape for {ty}"));
        assert_eq!(shape.file, format!("{}.toml", ty.plural()));
        assert!(embedded().iter().any(|file| file.name == shape.file), "{ty}");
    }
}
