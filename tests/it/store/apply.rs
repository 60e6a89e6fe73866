//! Applying a registry: once, twice, and after every sort of change.

use std::collections::{HashMap, HashSet};

use consortia::{
    domain::{entity_type::EntityType, record::Identifier},
    store::{Count, Error, Store},
};

use super::{all, assert_whole, dump, filled, one, place, raw, world};

fn count(added: u64, changed: u64, moved: u64, removed: u64, unchanged: u64) -> Count {
    Count { added, changed, moved, removed, unchanged, ..Count::default() }
}

/// Ids of the nodes by type and slug or key.
fn ids(store: &Store) -> HashMap<String, i64> {
    let connection = raw(store.path());
    let mut ids = HashMap::new();
    for (table, column) in [("organization", "slug"), ("affiliation", "key"), ("source", "slug")] {
        for key in all::<String>(&connection, &format!("SELECT {column} FROM {table}")) {
            let id = format!("SELECT id FROM {table} WHERE {column} = '{key}'");
            ids.insert(format!("{table}:{key}"), one(&connection, &id));
        }
    }
    ids
}

#[test]
fn a_new_file_is_filled_and_whole() {
    let (_folder, path) = place();
    let mut store = Store::open(&path).unwrap();
    let changes = store.apply(&world::small(), "first").unwrap();
    assert_eq!(
        changes.to_string(),
        "sources: 2 added; organizations: 3 added; people: 1 added; programs: 2 added; \
         events: 2 added; affiliations: 3 added; positions: 1 added; participations: 2 added; \
         figures: 2 added; discrepancies: 1 added"
    );
    let connection = raw(&path);
    assert_whole(&connection);
    let setting = |name: &str| -> String {
        one(&connection, &format!("SELECT value FROM setting WHERE name = '{name}'"))
    };
    assert_eq!(setting("data_version"), "1");
    assert_eq!(setting("seed_digest"), "first");
}

#[test]
fn applying_twice_changes_nothing_by_digest_or_by_comparison() {
    let (_folder, mut store) = filled();
    let before = dump(&raw(store.path()));
    for digest in ["first", "second"] {
        let changes = store.apply(&world::small(), digest).unwrap();
        assert_eq!(changes.to_string(), "nothing changed");
        assert_eq!(changes.counts[&EntityType::Organization], count(0, 0, 0, 0, 3));
    }
    let after = dump(&raw(store.path()));
    let differing: Vec<_> = after.iter().filter(|row| !before.contains(row)).collect();
    assert_eq!(differing.len(), 1, "{differing:?}");
    assert!(differing[0].contains("seed_digest"), "{differing:?}");
}

#[test]
fn only_what_differs_is_touched_and_ids_stay() {
    let (_folder, mut store) = filled();
    let (before, rows) = (ids(&store), dump(&raw(store.path())));
    let mut registry = world::small();
    registry.organizations[1].description = Some("Now described.".to_owned());
    registry.organizations[1].names.truncate(1);
    registry.organizations.push(world::organization("delta"));
    registry.affiliations.remove(1);
    let changes = store.apply(&registry, "second").unwrap();
    assert_eq!(changes.counts[&EntityType::Organization], count(1, 1, 0, 0, 2));
    assert_eq!(changes.counts[&EntityType::Affiliation], count(0, 0, 0, 1, 2));
    assert_eq!(changes.to_string(), "organizations: 1 added, 1 changed; affiliations: 1 removed");
    let after = ids(&store);
    assert!(before.iter().all(|(key, id)| after.get(key).is_none_or(|now| now == id)));
    assert!(!after.contains_key("affiliation:beta.member.gamma"));

    let connection = raw(store.path());
    assert_whole(&connection);
    let now: HashSet<_> = dump(&connection).into_iter().collect();
    let vanished: Vec<_> = rows.iter().filter(|row| !now.contains(*row)).collect();
    let id = |key: &str| format!("#{}", before[key]);
    let beta = id("organization:beta");
    let gone = id("affiliation:beta.member.gamma");
    let gamma = id("organization:gamma");
    // Rows of beta, rows of the affiliation that went, how many gamma has, and what the file says of itself.
    let expected = |row: &&&String| {
        let cells: Vec<_> = row.split([':', '|']).map(str::trim).collect();
        let owner = if ["name", "place"].contains(&cells[0]) { cells[2] } else { cells[1] };
        owner == beta
            || cells[0] == "organization" && owner == gamma
            || owner == "seed_digest"
            || owner == "data_version"
            || owner == "change_id"
            || owner == "previous_change_id"
            || cells.contains(&gone.as_str())
    };
    let unexpected: Vec<_> = vanished.iter().filter(|row| !expected(row)).collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    assert_eq!(vanished.len(), 15, "{vanished:#?}");
    assert_eq!(
        one::<String>(&connection, "SELECT value FROM setting WHERE name = 'data_version'"),
        "2"
    );
}

#[test]
fn a_record_keeps_its_rank_while_others_come_and_go_around_it() {
    let (_folder, mut store) = filled();
    let connection = raw(store.path());
    let ranks = || -> HashMap<String, i64> {
        let mut ranks = HashMap::new();
        for slug in all::<String>(&connection, "SELECT slug FROM organization") {
            let rank = format!("SELECT rank FROM organization WHERE slug = '{slug}'");
            ranks.insert(slug, one(&connection, &rank));
        }
        ranks
    };
    let before = ranks();
    let mut registry = world::small();
    registry.organizations.insert(1, world::organization("delta"));
    registry.organizations.insert(0, world::organization("epsilon"));
    let changes = store.apply(&registry, "second").unwrap();
    assert_eq!(changes.to_string(), "organizations: 2 added");
    assert!(before.iter().all(|(slug, rank)| ranks()[slug] == *rank));
    registry.organizations.swap(0, 4);
    let changes = store.apply(&registry, "third").unwrap();
    assert_eq!(changes.to_string(), "organizations: 2 moved");
    let listed: Vec<String> = all(&connection, "SELECT slug FROM organization ORDER BY rank");
    assert_eq!(listed, ["gamma", "alpha", "delta", "beta", "epsilon"]);
    let nodes = "SELECT slug FROM organization JOIN node USING (id) ORDER BY place";
    assert_eq!(all::<String>(&connection, nodes), listed);
    assert_whole(&connection);
}

#[test]
fn an_identifier_can_pass_to_a_renamed_record() {
    let (_folder, mut store) = filled();
    let mut registry = world::small();
    let ror = std::mem::take(&mut registry.organizations[0].identifiers);
    registry.organizations[1].identifiers = ror;
    let changes = store.apply(&registry, "second").unwrap();
    assert_eq!(changes.to_string(), "organizations: 2 changed");

    let connection = raw(store.path());
    let holder = "SELECT slug FROM identifier JOIN organization ON id = organization_id";
    assert_eq!(one::<String>(&connection, holder), "beta");
    assert_whole(&connection);
}

#[test]
fn a_source_dated_anew_moves_the_bounds_of_what_cites_it_and_nothing_else() {
    let (_folder, mut store) = filled();
    let mut registry = world::small();
    registry.sources[0].latest = "2006".parse().unwrap();
    let changes = store.apply(&registry, "second").unwrap();
    assert_eq!(
        changes.to_string(),
        "sources: 1 changed; affiliations: 1 changed; participations: 2 changed"
    );
    assert_whole(&raw(store.path()));
}

#[test]
fn everything_can_go_and_come_back_under_new_ids() {
    let (_folder, mut store) = filled();
    let before = ids(&store);
    store.apply(&consortia::domain::record::Registry::default(), "empty").unwrap();
    let connection = raw(store.path());
    assert_eq!(one::<i64>(&connection, "SELECT count(*) FROM node"), 0);
    assert_eq!(one::<i64>(&connection, "SELECT count(*) FROM name"), 0);
    assert_whole(&connection);
    store.apply(&world::small(), "again").unwrap();
    let after = ids(&store);
    let old: HashSet<_> = before.values().collect();
    assert!(after.values().all(|id| !old.contains(id)), "an id was given twice");
}

#[test]
fn a_registry_that_was_not_checked_is_refused_whole() {
    let (_folder, mut store) = filled();
    let before = dump(&raw(store.path()));
    let mut registry = world::small();
    registry.organizations[0].note = Some("changed".to_owned());
    registry.affiliations[2].object = "nobody".to_owned();
    let error = store.apply(&registry, "second").unwrap_err();
    assert!(matches!(error, Error::UnknownReference { .. }), "{error}");
    assert_eq!(
        error.to_string(),
        "affiliation \"alpha.partner.beta\" names \"organization:nobody\", \
         which does not exist; correct the name or add that record (for a seed, `consortia check` lists all such names)"
    );
    let mut registry = world::small();
    let twice = Identifier::new("ROR", "03xjwb503");
    registry.organizations[1].identifiers = vec![twice];
    store.apply(&registry, "third").unwrap_err();
    assert_eq!(dump(&raw(store.path())), before);
}

#[test]
fn several_that_start_at_once_make_one_registry() {
    for _ in 0..10 {
        let (_folder, path) = place();
        let start = || Store::open(&path)?.apply(&world::small(), "first");
        let added: u64 = std::thread::scope(|scope| {
            let starting: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
            let changes = starting.into_iter().map(|thread| thread.join().unwrap().unwrap());
            changes.map(|it| it.counts[&EntityType::Organization].added).sum()
        });
        assert_eq!(added, 3, "applied by more than one");
        assert_whole(&raw(&path));
    }
}

#[test]
fn a_registry_of_usual_size_is_applied_fast() {
    let registry = world::large(200, 300, "first");
    let (_folder, path) = place();
    let mut store = Store::open(&path).unwrap();
    // On an empty file, skipped by its digest, and compared record by record.
    let times = ["first", "first", "second"].map(|digest| {
        let clock = std::time::Instant::now();
        store.apply(&registry, digest).unwrap();
        clock.elapsed()
    });
    assert!(times.iter().all(|time| time.as_secs() < 5), "{times:?}");
}
