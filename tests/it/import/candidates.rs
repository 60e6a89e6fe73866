//! The queue of candidates: what imports leave open, and what a curator decides.

use consortia::store::{Candidate, CandidateFilter, MatchDecision, Store};

use super::institutions::{import, seed};
use crate::{
    server::{consortia, failure},
    store::{assert_whole, raw},
    support::TestApp,
};

const ROWS: [&str; 3] = [
    "several,L'Université du Nord (EPE),",
    "elsewhere,Hôpital Saint-Joseph,Marseille",
    "similar,Collège Paris 8 Vincennes,Paris",
];

fn open(store: &Store) -> Vec<Candidate> {
    list(store, false)
}

fn list(store: &Store, decided: bool) -> Vec<Candidate> {
    let filter = CandidateFilter { origin: Some("partners"), decided, limit: 100 };
    let (candidates, count) = store.candidates(filter).unwrap();
    assert_eq!(candidates.len() as u64, count);
    candidates
}

fn pairs(candidates: &[Candidate]) -> Vec<(&str, &str)> {
    candidates.iter().map(|it| (&*it.key, &*it.slug)).collect()
}

fn decide(app: &mut TestApp, key: &str, decision: MatchDecision, slug: &str) -> bool {
    decide_in(app, key, decision, slug).unwrap()
}

fn decide_in(
    app: &mut TestApp,
    key: &str,
    decision: MatchDecision,
    slug: &str,
) -> Result<bool, String> {
    let today = "2026-11-26".parse().unwrap();
    let decided = app.store.decide_candidate(None, key, decision, slug, today);
    decided.map_err(|error| error.to_string())
}

#[test]
fn what_the_rules_leave_open_waits_in_the_database_the_likeliest_first() {
    let mut app = TestApp::new(&seed());
    import(&mut app, &ROWS);
    let candidates = open(&app.store);
    let expected = [
        ("several", "nord-1"),
        ("several", "nord-2"),
        ("similar", "paris-8"),
        ("elsewhere", "joseph-lyon"),
    ];
    assert_eq!(pairs(&candidates), expected, "{candidates:#?}");
    assert!(candidates.is_sorted_by(|a, b| a.score >= b.score) && candidates[3].score > 0);
    let it = &candidates[2];
    assert_eq!((&*it.origin, &*it.name), ("partners", "Collège Paris 8 Vincennes"));
    assert_eq!(it.organization.as_deref(), Some("Université Paris 8"));
    assert!(it.reason.contains("is similar") && it.decided.is_none(), "{it:?}");
    // The same file again changes nothing; another one leaves what it does not have.
    import(&mut app, &ROWS);
    assert_eq!(open(&app.store), candidates);
    import(&mut app, &["other,Institut Curie,Paris", "similar,Institut Pasteur,Paris"]);
    assert_eq!(pairs(&open(&app.store)), [expected[0], expected[1], expected[3]]);
}

#[test]
fn a_link_joins_at_once_and_for_good() {
    let mut app = TestApp::new(&seed());
    import(&mut app, &ROWS);
    assert!(decide(&mut app, "similar", MatchDecision::Same, "paris-8"));
    let count = |app: &TestApp, sql: &str| -> i64 {
        raw(app.store.path()).query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let joined = "SELECT count(*) FROM contribution JOIN organization ON id = organization_id
                  WHERE key = 'similar' AND slug = 'paris-8'";
    assert_eq!(count(&app, joined), 1);
    assert_eq!(count(&app, "SELECT count(*) FROM redirect WHERE value = 'partners-similar'"), 1);
    assert_whole(&raw(app.store.path()));
    assert!(!decide(&mut app, "similar", MatchDecision::Same, "paris-8"));
    // The old slug leads to the organization, too.
    assert!(!decide(&mut app, "similar", MatchDecision::Same, "partners-similar"));
    assert!(import(&mut app, &ROWS).to_string().contains("1 changed"));
    assert!(import(&mut app, &ROWS).to_string().ends_with("nothing changed"));
    assert_eq!(count(&app, joined), 1);
    assert!(open(&app.store).iter().all(|it| it.key != "similar"));
    let decided = list(&app.store, true);
    assert_eq!(pairs(&decided), [("similar", "paris-8")]);
    assert_eq!(decided[0].decided, Some((MatchDecision::Same, "2026-11-26".to_owned())));
    let error = decide_in(&mut app, "similar", MatchDecision::Different, "paris-8").unwrap_err();
    assert!(error.contains("already joined") && error.contains("restore a backup"), "{error}");
}

#[test]
fn no_match_and_new_hold_for_later_imports() {
    let mut app = TestApp::new(&seed());
    import(&mut app, &ROWS);
    assert!(decide(&mut app, "several", MatchDecision::Different, "nord-2"));
    assert!(!decide(&mut app, "several", MatchDecision::Different, "nord-2"));
    assert!(decide(&mut app, "elsewhere", MatchDecision::New, ""));
    assert!(!decide(&mut app, "elsewhere", MatchDecision::New, ""));
    let expected = [("several", "nord-1"), ("similar", "paris-8")];
    assert_eq!(pairs(&open(&app.store)), expected);
    // One of two namesakes is ruled out: the other decides.
    let report = import(&mut app, &ROWS);
    let joined: Vec<_> = report.outcome.matched.iter().map(|it| (&*it.key, &*it.slug)).collect();
    assert_eq!(joined, [("several", "nord-1")], "{report}");
    assert_eq!(pairs(&open(&app.store)), expected[1..]);
    assert_eq!(pairs(&list(&app.store, true)), [("several", "nord-2"), ("elsewhere", "")]);
    // The curator thinks again.
    assert!(decide(&mut app, "elsewhere", MatchDecision::Same, "joseph-lyon"));
    assert_eq!(
        pairs(&list(&app.store, true)),
        [("several", "nord-2"), ("elsewhere", "joseph-lyon")]
    );
}

#[test]
fn a_decision_on_what_does_not_exist_says_what_to_do() {
    let mut app = TestApp::new(&seed());
    import(&mut app, &ROWS);
    for (key, slug, part) in [
        (
            "nothing",
            "paris-8",
            "no import has a record with the key \"nothing\"; `consortia candidates` lists",
        ),
        (
            "similar",
            "nothing",
            "no organization has the slug \"nothing\"; `consortia candidates` lists",
        ),
    ] {
        let error = decide_in(&mut app, key, MatchDecision::Same, slug).unwrap_err();
        assert!(error.contains(part), "{error}");
    }
    let filter = CandidateFilter { origin: Some("nothing"), ..CandidateFilter::default() };
    assert!(app.store.candidates(filter).unwrap_err().to_string().contains("is no import"));
    // A record is no candidate for its own organization.
    let before = (open(&app.store), list(&app.store, true));
    let error =
        decide_in(&mut app, "similar", MatchDecision::Same, "partners-similar").unwrap_err();
    assert!(error.contains("is the organization of the record \"similar\" itself"), "{error}");
    assert_eq!((open(&app.store), list(&app.store, true)), before);
    // Two records of one list are two organizations, whatever a curator says.
    assert!(decide(&mut app, "similar", MatchDecision::Same, "paris-8"));
    let error = decide_in(&mut app, "several", MatchDecision::Same, "paris-8").unwrap_err();
    assert!(
        error.contains("cannot be joined with \"paris-8\": one import has a record of each"),
        "{error}"
    );
}

#[test]
fn the_command_lists_and_decides() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    let (table, map) = (folder.path().join("a.csv"), folder.path().join("a.toml"));
    std::fs::write(&table, "key,name,city\na,Institut Curies Hôpital,Paris\n").unwrap();
    std::fs::write(&map, super::institutions::MAP.replace("alpha", "inserm")).unwrap();
    let run = |words: &[&str]| consortia(&db).arg("candidates").args(words).output().unwrap();
    let said = |words: &[&str]| {
        let output = run(words);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(said(&[]), "0 candidates to decide on\n");
    let import =
        consortia(&db).args(["import", "table"]).arg(&table).arg("--map").arg(&map).output();
    assert!(import.unwrap().status.success());
    let list = said(&["--origin", "partners"]);
    assert!(list.contains(" partners \"a\" (Institut Curies Hôpital) may be "), "{list}");
    let json: serde_json::Value = serde_json::from_str(&said(&["--json", "--limit", "1"])).unwrap();
    let (key, slug) = (json[0]["key"].as_str().unwrap(), json[0]["slug"].as_str().unwrap());
    assert!(
        key == "a" && json[0]["score"].as_f64().unwrap() > 0.3 && json[0]["decision"].is_null()
    );
    assert_eq!(
        said(&["no-match", key, slug]),
        format!("a is not {slug}: no later import will join them\n")
    );
    assert!(
        said(&["new", key, "--origin", "partners"]).starts_with("a is an organization of its own")
    );
    assert_eq!(said(&["new", key]), "nothing changed: this was decided before\n");
    assert!(said(&["--decided"]).contains("decided on "));
    let output = run(&["--limit", "5", "link", key, slug]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        failure(&output)
            .contains("--origin, --limit, --json and --decided before a decision are for lists")
    );
    let output = run(&["link", "b", slug]);
    assert_eq!(output.status.code(), Some(1));
    assert!(failure(&output).contains("no import has a record with the key \"b\""));
}
