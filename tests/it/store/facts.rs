//! Records of an import that are no organizations: programs, events, dated relations, over several releases.

use consortia::{
    domain::{
        entity_type::EntityType,
        record::{
            Activity, Agent, Citation, Identifier, ImportedFact, ImportedRecord, Name,
            Organization, Release, Source,
        },
    },
    store::{FactOutcome, ImportOutcome, Store},
};

use super::{all, assert_whole, dump, filled, one, raw, world};

/// A release of a list, written in that month.
fn release(slug: &str, month: &str) -> Release {
    let source = Source {
        slug: slug.to_owned(),
        kind: "DATASET".to_owned(),
        earliest: month.parse().unwrap(),
        ..world::source(slug, month)
    };
    Release {
        origin: "list".to_owned(),
        scheme: None,
        source,
        publisher: None,
        decisions: Vec::new(),
    }
}

/// A record of the list. That with the key `a` is the organization "Institut alpha" of the seed, by its ROR ID.
fn record(key: &str, founded: &str) -> ImportedRecord {
    let identifiers = match key {
        "a" => vec![Identifier::new("ROR", "03xjwb503")],
        _ => Vec::new(),
    };
    let name = if key == "a" { "Institut alpha" } else { "Laboratory of the list" };
    ImportedRecord {
        key: key.to_owned(),
        rank: (1 << 38) + i64::from(key.as_bytes()[0]),
        locator: format!("row {key:?}"),
        organization: Organization {
            names: vec![Name::new(name, None, "LABEL")],
            kinds: vec!["RESEARCH_UNIT".to_owned()],
            founded: founded.parse().ok(),
            identifiers,
            ..Organization::new(format!("list-{key}"))
        },
        ..ImportedRecord::default()
    }
}

fn participation(key: &str, organization: &str, program: &str) -> ImportedFact {
    let agent = Agent::Organization(organization.to_owned());
    ImportedFact::Participation(world::participation(
        key,
        agent,
        Activity::Program(program.to_owned()),
    ))
}

fn program(slug: &str) -> ImportedFact {
    let program = world::program(slug, None);
    ImportedFact::Program(consortia::domain::record::Program {
        starts: None,
        ends: None,
        ..program
    })
}

fn affiliation(key: &str, since: &str) -> ImportedFact {
    let period = world::period(since, "");
    let affiliation = world::affiliation("list-b", "MEMBER", "list-a", period);
    let key = key.to_owned();
    ImportedFact::Affiliation(consortia::domain::record::Affiliation { key, ..affiliation })
}

/// Imports two organizations and these facts.
fn import(store: &mut Store, release: &Release, facts: &[ImportedFact]) -> ImportOutcome {
    let mut import = store.import(release, std::collections::BTreeSet::new()).unwrap();
    for (key, founded) in [("a", ""), ("b", "2010")] {
        assert_eq!(import.add(record(key, founded)).unwrap(), None);
    }
    import.join_organizations().unwrap();
    for fact in facts {
        let outcome = import.add_fact(fact.clone(), "row 7").unwrap();
        assert_eq!(outcome, FactOutcome::Written, "{fact:?}");
    }
    import.finish(false).unwrap()
}

fn added(outcome: &ImportOutcome, ty: EntityType) -> [u64; 3] {
    let count = outcome.facts[&ty];
    [count.added, count.changed, count.unchanged]
}

fn days(date: &str) -> i64 {
    date.parse::<consortia::domain::date::PartialDate>().unwrap().span().first
}

#[test]
fn an_import_gives_programs_and_relations_of_organizations_that_it_joined() {
    let (_folder, mut store) = filled();
    let release = release("list-2022-02", "2022-02");
    let facts = [
        program("list-p"),
        participation("list.p.a", "list-a", "list-p"),
        participation("list.p.b", "list-b", "list-p"),
        affiliation("list.b.a", "2012"),
    ];
    let outcome = import(&mut store, &release, &facts);
    assert_eq!(outcome.matched.len(), 1, "{outcome:?}");
    assert_eq!(added(&outcome, EntityType::Program), [1, 0, 0]);
    assert_eq!(added(&outcome, EntityType::Participation), [2, 0, 0]);
    let connection = raw(store.path());
    assert_whole(&connection);
    let agents =
        "SELECT o.slug FROM participation AS p JOIN organization AS o ON o.id = p.organization_id
                  WHERE p.key LIKE 'list.%' ORDER BY p.key";
    assert_eq!(all::<String>(&connection, agents), ["alpha", "list-b"]);
    // Stated without a date: it begins with the organization at the earliest, and is attested by the release.
    let bounds: (i64, i64) = connection
        .query_row(
            "SELECT start_from, start_before FROM participation WHERE key = 'list.p.b'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(bounds, (days("2010"), days("2022-03")));
    let since: String = one(&connection, "SELECT since FROM affiliation WHERE key = 'list.b.a'");
    assert_eq!(since, "2012");

    let before = dump(&connection);
    let again = import(&mut store, &release, &facts);
    assert_eq!(added(&again, EntityType::Participation), [0, 0, 2]);
    assert!(!again.any(), "{again:?}");
    assert_eq!(dump(&connection), before);
}

#[test]
fn a_newer_release_confirms_changes_and_keeps_what_it_lacks() {
    let (_folder, mut store) = filled();
    let first = [
        program("list-p"),
        participation("list.p.a", "list-a", "list-p"),
        participation("list.p.b", "list-b", "list-p"),
        affiliation("list.b.a", "2012"),
    ];
    import(&mut store, &release("list-2022-02", "2022-02"), &first);
    let second = [
        program("list-p"),
        participation("list.p.b", "list-b", "list-p"),
        affiliation("list.b.a", "2013"),
    ];
    import(&mut store, &release("list-2023-02", "2023-02"), &second);
    let outcome = import(&mut store, &release("list-2024-02", "2024-02"), &second);
    assert_eq!(added(&outcome, EntityType::Program), [0, 0, 1]);
    assert_eq!(added(&outcome, EntityType::Affiliation), [0, 0, 1]);
    let older: Vec<_> = outcome.only_in_older_releases.into_iter().collect();
    assert_eq!(older, [(EntityType::Participation, 1)]);
    let connection = raw(store.path());
    assert_whole(&connection);
    let cited = |key: &str| -> Vec<String> {
        let sql = format!(
            "SELECT s.slug FROM citation AS c JOIN source AS s ON s.id = c.source_id
             WHERE c.fact_id = (SELECT id FROM participation WHERE key = '{key}'
                 UNION ALL SELECT id FROM affiliation WHERE key = '{key}') ORDER BY c.rank"
        );
        all(&connection, &sql)
    };
    assert_eq!(cited("list.p.a"), ["list-2022-02"], "last stated by the older release");
    assert_eq!(cited("list.p.b"), ["list-2022-02", "list-2024-02"], "the first and the newest");
    assert_eq!(cited("list.b.a"), ["list-2023-02", "list-2024-02"], "since it says 2013");
    let attested: i64 =
        one(&connection, "SELECT start_before FROM participation WHERE key = 'list.p.b'");
    assert_eq!(attested, days("2022-03"), "attested by the first release");
    let releases = "SELECT a.slug || ' ' || b.slug FROM contribution AS c JOIN source AS a ON a.id = c.source_id
                    JOIN source AS b ON b.id = c.last_source_id ORDER BY c.key";
    let expected = ["list-2022-02 list-2024-02"; 2];
    assert_eq!(all::<String>(&connection, releases), expected, "unchanged, and confirmed");
}

#[test]
fn what_a_fact_refers_to_must_exist_and_its_key_be_free() {
    let (_folder, mut store) = filled();
    let release = release("list-2022-02", "2022-02");
    let before = dump(&raw(store.path()));
    let mut import = store.import(&release, std::collections::BTreeSet::new()).unwrap();
    import.add(record("a", "")).unwrap();
    import.join_organizations().unwrap();
    let outcome = import.add_fact(participation("list.x", "list-a", "nowhere"), "row 1").unwrap();
    assert_eq!(outcome, FactOutcome::Missing(EntityType::Program, "nowhere".to_owned()));
    let outcome = import.add_fact(affiliation("list.y", ""), "row 1").unwrap();
    assert_eq!(outcome, FactOutcome::Missing(EntityType::Organization, "list-b".to_owned()));
    let outcome = import.add_fact(program("whole"), "row 1").unwrap();
    assert_eq!(outcome, FactOutcome::Owned("seed".to_owned()));
    import.finish(true).unwrap();
    assert_eq!(dump(&raw(store.path())), before, "a dry run writes nothing");
}

#[test]
fn a_relation_of_the_seed_takes_the_citation_and_keeps_other_dates_apart() {
    let (_folder, mut store) = filled();
    let release = release("list-2022-02", "2022-02");
    let mut import = store.import(&release, std::collections::BTreeSet::new()).unwrap();
    import.add(record("a", "")).unwrap();
    import.join_organizations().unwrap();
    let fact = |key: &str, since: &str| {
        let mut it = world::affiliation("beta", "MEMBER", "gamma", world::period(since, ""));
        it.key = key.to_owned();
        it.evidence.cite = Vec::<Citation>::new();
        ImportedFact::Affiliation(it)
    };
    import.add_fact(fact("list.same", ""), "row 1").unwrap();
    import.add_fact(fact("list.dated", "2009"), "row 2").unwrap();
    import.finish(false).unwrap();
    let connection = raw(store.path());
    assert_whole(&connection);
    let keys = "SELECT key FROM affiliation WHERE role = 'MEMBER' ORDER BY key";
    assert_eq!(all::<String>(&connection, keys), ["beta.member.gamma", "list.dated"]);
    let cited: i64 = one(
        &connection,
        "SELECT count(*) FROM citation WHERE fact_id = (SELECT id FROM affiliation WHERE key = 'beta.member.gamma')",
    );
    assert_eq!(cited, 2, "the seed's and the list's");
    let before = dump(&connection);
    let mut again = store.import(&release, std::collections::BTreeSet::new()).unwrap();
    again.add(record("a", "")).unwrap();
    again.join_organizations().unwrap();
    again.add_fact(fact("list.same", ""), "row 1").unwrap();
    again.add_fact(fact("list.dated", "2009"), "row 2").unwrap();
    let outcome = again.finish(false).unwrap();
    assert!(!outcome.any(), "{outcome:?}");
    assert_eq!(dump(&connection), before);
}
