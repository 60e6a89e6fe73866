//! Records that contradict those that were read or imported before: each is reported with both places, and the rest is imported.

use std::fs;

use consortia::import::{self, Error, InvalidRecords, Options, Report, TableImporter};
use serde_json::json;

use super::{
    app,
    rnsr_files::{csv, import_bytes, structure},
};
use crate::{
    store::{assert_whole, raw},
    support::TestApp,
};

/// Imports tables of the list `list` as a release of this date.
pub fn import_list(
    app: &mut TestApp,
    list: &str,
    date: &str,
    tables: &str,
    files: &[(&str, &str)],
) -> Result<Report, Error> {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let map = format!(
        "list = \"{list}\"\n[slugs]\ntopic = \"\"\nprogram = \"\"\n[source]\nslug = \"{list}-{date}\"\ntitle = \"T\"\n\
         publisher = \"alpha\"\nlanguage = \"fr\"\ndate = \"{date}\"\n{tables}"
    );
    let files: Vec<_> = files.iter().map(|(name, text)| write(name, text)).collect();
    let importer = TableImporter::new(&files, &write("map.toml", &map), InvalidRecords::Fail, None);
    let report = import::run(&mut app.store, &importer?, &Options::default());
    assert_whole(&raw(app.store.path()));
    report
}

const TOPICS: &str = "[[table]]\nfile = \"topics.csv\"\n[[table.topic]]\nkey = \"k\"\nname = \"n\"\n\
    kind = { value = \"RESEARCH_FIELD\" }\nbroader = \"up\"\n";
const ASSIGNMENTS: &str = "[[table]]\nfile = \"a.csv\"\n[[table.topic_assignment]]\nkey = \"k\"\n\
    organization = { column = \"o\", slugs = true }\ntopic = { column = \"t\", slugs = true }\n";
const PROGRAMS: &str = "[[table]]\nfile = \"p.csv\"\n[[table.program]]\nkey = \"k\"\nname = \"n\"\n\
    kind = { value = \"PROJECT\" }\npart_of = \"up\"\n";

#[test]
fn the_same_assignment_under_another_key_is_a_duplicate_and_not_an_error() {
    let mut app = app();
    import_list(&mut app, "one", "2025-01", TOPICS, &[("topics.csv", "k,n,up\noptics,Optics,\n")])
        .unwrap();
    let rows = "k,o,t\n1,alpha,optics\n2,alpha,optics\n3,beta,optics\n";
    let report = import_list(&mut app, "two", "2025-02", ASSIGNMENTS, &[("a.csv", rows)]).unwrap();
    let said = report.to_string();
    assert!(
        said.contains("line 3: duplicate: the topic assignment two-1 states the same as two-2; that one is kept"),
        "{said}"
    );
    assert_eq!((report.records, report.rejected, report.omitted), (3, 0, 1));
    // Another list that states the same cites the one assignment.
    let rows = "k,o,t\n9,beta,optics\n8,gamma,optics\n";
    let report =
        import_list(&mut app, "three", "2025-02", ASSIGNMENTS, &[("a.csv", rows)]).unwrap();
    assert_eq!((report.records, report.omitted), (2, 0), "{report}");
    let rows = "k,o,t\n7,beta,optics\n6,beta,optics\n";
    let report = import_list(&mut app, "four", "2025-02", ASSIGNMENTS, &[("a.csv", rows)]).unwrap();
    assert_eq!(report.omitted, 1, "{report}");
    let found =
        app.data("{ topic(by: { slug: \"optics\" }) { organizations { totalCount } } }", json!({}));
    assert_eq!(found["topic"]["organizations"]["totalCount"], 3);
}

#[test]
fn a_record_never_becomes_a_part_of_itself() {
    let mut app = app();
    for (tables, file, noun) in [(PROGRAMS, "p.csv", "program"), (TOPICS, "topics.csv", "topic")] {
        let mut import = |date: &str, rows: &str| {
            let rows = format!("k,n,up\n{rows}");
            import_list(&mut app, noun, date, tables, &[(file, &rows)])
        };
        let error = import("2025-01", "a,A,b\nb,B,\n").unwrap_err().to_string();
        let part = format!(
            "line 2: the {noun} a refers to the {noun} b, which no row before this one describes; correct the key, or put its row before"
        );
        assert!(error.contains(&part), "{error}");
        let error = import("2025-01", "a,A,a\n").unwrap_err().to_string();
        assert!(error.contains(&format!("the {noun} a refers to the {noun} a, itself")), "{error}");
        import("2025-01", "a,A,\nb,B,a\nc,C,b\n").unwrap();
        for (row, whole) in [("a,A,c", "c"), ("a,A,a", "a")] {
            let error = import("2025-02", row).unwrap_err().to_string();
            let part = format!(
                "line 2: the {noun} a cannot belong to the {noun} {whole}, which belongs to a"
            );
            assert!(error.contains(&part), "{error}");
        }
        import("2025-02", "a,A,\nc,C,a\n").unwrap();
    }
}

#[test]
fn what_two_tables_or_maps_say_of_one_record_is_compared() {
    let mut app = app();
    let both = |record: &str| {
        let map = |file: &str, more: &str| format!("[[table]]\nfile = \"{file}\"\n{record}{more}");
        map("a.csv", "") + &map("b.csv", "website = \"w\"\n")
    };
    let program = both(
        "[[table.program]]\nkey = \"k\"\nname = \"n\"\nkind = { value = \"PROJECT\" }\nstarts = \"s\"\n",
    );
    let organization = both("[[table.organization]]\nkey = \"k\"\nname = \"n\"\nfounded = \"s\"\n");
    for (list, tables) in [("program", program), ("organization", organization)] {
        let files = [
            ("a.csv", "k,n,s\n1,One,2001\n2,Two,2002\n3,Three,\n"),
            ("b.csv", "k,n,s,w\n1,Other,2015,https://x.example\n2,Two,2002,\n3,Three,,\n"),
        ];
        let report = import_list(&mut app, list, "2025-01", &tables, &files).unwrap();
        let said = report.to_string();
        assert_eq!(report.omitted, 1, "{said}");
        assert!(said.contains("b.csv, line 2: the "), "{said}");
        assert!(said.contains("differs from a.csv, line 2 in "), "{said}");
        assert!(said.contains("name, ") && said.contains("website; the first is kept"), "{said}");
    }
    let map = |role: &str, organization: &str| {
        format!(
            "[[table.participation]]\nkey = \"k\"\norganization = {{ slug = \"{organization}\" }}\nprogram = {{ slug = \"1\" }}\n\
             role = {{ value = \"{role}\" }}\nonly = {{ r = \"{role}\" }}\nsince = \"s\"\n"
        )
    };
    let tables = "[[table]]\nfile = \"a.csv\"\n".to_owned()
        + &map("COORDINATOR", "alpha")
        + &map("PARTICIPANT", "beta");
    let rows = "k,r,s\n1,COORDINATOR,2010\n1,PARTICIPANT,2015\n";
    let said = import_list(&mut app, "parts", "2025-01", &tables, &[("a.csv", rows)]).unwrap();
    let part = "line 3: the participation parts-1 differs from line 2 in organization, since; the first is kept";
    assert!(said.to_string().contains(part), "{said}");
}

/// A structure with these institutions, which have no numbers.
fn supervised<'r>(number: &'r str, by: &'r str, roles: &'r str) -> Vec<(&'r str, &'r str)> {
    structure(number, number, &[("tutelles", by), ("code_de_type_de_tutelle", roles)])
}

#[test]
fn relations_that_a_newer_release_no_longer_has_are_removed_and_named() {
    let mut app = app();
    let first = [
        supervised("200000001F", "Lac;Ciel", "TUTE;PART"),
        supervised("200000002G", "Lac", "TUTE"),
    ];
    import_bytes(&mut app, "rnsr-2022-02.csv", csv(&first).as_bytes()).unwrap();
    let newer = [supervised("200000001F", "Lac", "TUTE")];
    let report = import_bytes(&mut app, "rnsr-2023-02.csv", csv(&newer).as_bytes()).unwrap();
    let named = ["rnsr-named-ciel PARTICIPANT rnsr-200000001f"];
    assert_eq!(report.outcome.removed, named, "the other structure has no row: it stays as it was");
    assert_eq!(report.outcome.affiliations.removed, 1);
    assert!(
        report.to_string().contains(&format!("no record states it any more: {}", named[0])),
        "{report}"
    );
}

#[test]
fn the_name_of_an_institution_is_never_taken_for_another_key() {
    let mut app = app();
    let rows = [
        supervised("200000001F", "Ministry;200000002G", "TUTE;TUTE"),
        structure("200000002G", "Eau", &[]),
    ];
    let report = import_bytes(&mut app, "rnsr-2022-02.csv", csv(&rows).as_bytes()).unwrap();
    assert_eq!(report.rejected, 0, "{report}");
    let query = "{ organization(by: { slug: \"rnsr-200000001f\" }) { supervisors { nodes { slug name } } } }";
    let found = app.data(query, json!({}))["organization"]["supervisors"]["nodes"].take();
    let named = [("rnsr-named-200000002g", "200000002G"), ("rnsr-named-ministry", "Ministry")];
    for (slug, name) in named {
        let it = json!({ "slug": slug, "name": name });
        assert!(found.as_array().unwrap().contains(&it), "{found}");
    }
}

#[test]
fn a_register_with_two_columns_of_one_title_or_two_dates_is_an_error() {
    let mut app = app();
    let text = csv(&[structure("200000001F", "Eau", &[])]);
    let two =
        text.replace("fiche_rnsr", "fiche_rnsr;libelle").replacen("\"\"\n", "\"\";\"Autre\"\n", 1);
    let error = import_bytes(&mut app, "rnsr-2022-02.csv", two.as_bytes()).unwrap_err().to_string();
    assert!(
        error.contains("line 1: there are two columns \"libelle\"; rename one of them"),
        "{error}"
    );
    for name in ["export-2024-05-17-rnsr-2022-02.csv", "rnsr-2022-02-99.csv"] {
        let error = import_bytes(&mut app, name, text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("add --date"), "{error}");
    }
}

#[test]
fn records_whose_keys_have_one_slug_are_never_taken_for_each_other() {
    let tables = "[[table]]\nfile = \"o.csv\"\n[[table.organization]]\nkey = \"k\"\nname = \"n\"\nkind = { value = \"COMPANY\" }\n\
         [[table]]\nfile = \"p.csv\"\n[[table.program]]\nkey = \"p\"\nname = \"p\"\nkind = { value = \"PROJECT\" }\n\
         [[table.participation]]\norganization = \"k\"\nprogram = \"p\"\nrole = { value = \"PARTICIPANT\" }\n";
    let map = |name: &str| tables.replace("n\"\nkind", &format!("{name}\"\nkind"));
    let files = [
        ("o.csv", "k,n\n99/1,Slash\n99-1,Dash\n98/1,Same\n98-1,SAME\n"),
        ("p.csv", "p,k\nOne,99/1\nTwo,99-1\nThree,98/1\nFour,98-1\n"),
    ];
    let mut app = app();
    let error = import_list(&mut app, "keys", "2025-01", &map("n"), &files).unwrap_err();
    let error = error.to_string();
    for part in [
        "o.csv, line 3: the organization keys-99-1 is another one in o.csv, line 2: the keys differ only in case or punctuation",
        "change one of the keys",
        "p.csv, line 3: participation: column 2 (k): \"99-1\": names no organization, since its row is refused",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
    let spelled = "line 5: the organization keys-98-1 differs from o.csv, line 4 in key, name; the first is kept";
    assert!(error.contains("2 invalid rows") && error.contains(spelled), "{error}");
}

#[test]
fn an_older_edition_of_a_list_does_not_undo_a_newer_one() {
    let mut app = app();
    let organizations = "[[table]]\nfile = \"o.csv\"\n[[table.organization]]\nkey = \"k\"\nname = \"n\"\nkind = { value = \"COMPANY\" }\n";
    let mut import = |date: &str, name: &str| {
        let rows = format!("k,n\n1,{name}\n");
        import_list(&mut app, "editions", date, organizations, &[("o.csv", &rows)])
    };
    import("2025-03", "Old").unwrap();
    import("2026-02", "New").unwrap();
    for date in ["2025-03", "2026-01", "2024"] {
        let error = import(date, "Old").unwrap_err().to_string();
        let part = "is newer; an older release would undo its changes";
        assert!(error.contains(part) && error.contains("correct the date"), "{date}: {error}");
    }
    import("2026-02", "Newer").unwrap();
    // A date that contains the other may be that of the same edition.
    import("2026", "Newest").unwrap();
    let name = "{ organization(by: { slug: \"editions-1\" }) { name } }";
    assert_eq!(app.data(name, json!({}))["organization"]["name"], "Newest");
}
