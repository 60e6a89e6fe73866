//! The seed beside imports: it never changes what they wrote, and keeps what they lean on.

use consortia::{
    domain::{
        entity_type::EntityType,
        record::{Identifier, Registry},
    },
    store::{Error, RetainedRecord, Store},
};

use super::{all, assert_whole, dump, filled, one, raw, world};

/// An imported organization with a name and a ROR id that is a member of the seed's `target`, by a
/// document of its own that the seed's `target` published.
fn import(store: &Store, slug: &str, target: &str) {
    let connection = raw(store.path());
    let node = |kind: &str| -> i64 {
        let insert = "INSERT INTO node (type, origin, digest) VALUES (?1, 'ror', 7) RETURNING id";
        connection.query_row(insert, [kind], |row| row.get(0)).unwrap()
    };
    let target: i64 =
        one(&connection, &format!("SELECT id FROM organization WHERE slug = '{target}'"));
    let (organization, source, fact) = (node("Organization"), node("Source"), node("Affiliation"));
    let rows = format!(
        "INSERT INTO organization (id, slug, name, sort_name, rank, founded_from, founded_before,
             dissolved_from, dissolved_before)
         VALUES ({organization}, '{slug}', '{slug}', '{slug}', 9, 0, 1, 0, 1);
         INSERT INTO identifier (organization_id, rank, scheme, value)
         VALUES ({organization}, 1 << 20, 'ROR', '0imported');
         INSERT INTO name (owner_id, rank, value, kind, folded)
         VALUES ({organization}, 1 << 20, '{slug}', 'LABEL', '{slug}');
         INSERT INTO source VALUES ({source}, 'ror-{slug}', 'ROR', 'ror', 9, {target}, 'DATASET',
             'en', '2024', 0, '2024', 99999, 'dated', NULL, NULL, NULL);
         INSERT INTO affiliation (id, key, rank, subject_id, role, object_id, start_from,
             start_before, end_from, end_before, basis)
         VALUES ({fact}, 'ror:{slug}', 9, {organization}, 'MEMBER', {target}, 0, 1, 2, 3, 'STATED');
         INSERT INTO citation (fact_id, rank, source_id, locator, about)
         VALUES ({fact}, 0, {source}, 'row 1', '');"
    );
    connection.execute_batch(&rows).unwrap();
}

fn imported(store: &Store) -> Vec<String> {
    let connection = raw(store.path());
    let ids: Vec<i64> = all(&connection, "SELECT id FROM node WHERE origin <> 'seed'");
    let of_import = |row: &String| ids.iter().any(|id| row.contains(&format!(": #{id} ")));
    dump(&connection).into_iter().filter(of_import).collect()
}

#[test]
fn imported_rows_stay_as_they_are() {
    let (_folder, mut store) = filled();
    import(&store, "elsewhere", "gamma");
    let before = imported(&store);
    assert!(before.len() >= 7, "{before:#?}");
    let mut registry = world::small();
    registry.organizations[2].note = Some("changed".to_owned());
    registry.organizations[0].description = Some("changed".to_owned());
    let changes = store.apply(&registry, "second").unwrap();
    assert_eq!(changes.to_string(), "organizations: 2 changed");
    assert_eq!(imported(&store), before);
    assert_whole(&raw(store.path()));
}

#[test]
fn what_an_imported_fact_refers_to_is_kept_and_reported_until_it_can_go() {
    let (_folder, mut store) = filled();
    import(&store, "elsewhere", "gamma");
    let before = imported(&store);
    for (digest, said) in [("empty", "gamma"), ("empty", "nothing changed")] {
        let changes = store.apply(&Registry::default(), digest).unwrap();
        // Gamma cites a source of the seed, and that source has a publisher: whole or not at all.
        let kept = [
            (EntityType::Source, "old"),
            (EntityType::Organization, "alpha"),
            (EntityType::Organization, "gamma"),
        ];
        let kept = kept.map(|(ty, key)| RetainedRecord { ty, key: key.to_owned() });
        assert_eq!(changes.retained, kept);
        assert!(changes.to_string().contains(said), "{changes}");
        assert!(changes.to_string().ends_with(
            "kept because imported facts refer to them: source old, organization alpha, \
             organization gamma"
        ));
    }
    assert_eq!(imported(&store), before);
    let connection = raw(store.path());
    assert_whole(&connection);
    connection.execute("DELETE FROM node WHERE type = 'Affiliation'", []).unwrap();
    connection.execute("DELETE FROM node WHERE type = 'Source' AND origin = 'ror'", []).unwrap();
    let changes = store.apply(&Registry::default(), "empty").unwrap();
    assert_eq!(changes.to_string(), "sources: 1 removed; organizations: 2 removed");
    assert_eq!(one::<i64>(&connection, "SELECT count(*) FROM node WHERE origin = 'seed'"), 0);
}

#[test]
fn a_kept_record_gives_its_identifiers_up_and_is_itself_again_when_it_comes_back() {
    let (_folder, mut store) = filled();
    import(&store, "elsewhere", "alpha");
    let mut renamed = world::small();
    renamed.organizations[0].slug = "alpha-new".to_owned();
    let texts = format!("{renamed:?}");
    assert!(texts.contains("\"alpha\""), "others still name it by the old slug");
    let mut registry = Registry { sources: renamed.sources, ..Registry::default() };
    registry.sources.iter_mut().for_each(|source| "alpha-new".clone_into(&mut source.publisher));
    registry.organizations.push(renamed.organizations.remove(0));
    let changes = store.apply(&registry, "renamed").unwrap();
    assert_eq!(changes.retained.len(), 1, "{changes}");
    let connection = raw(store.path());
    let holder = "SELECT slug FROM identifier JOIN organization ON id = organization_id
                  WHERE value = '03xjwb503'";
    assert_eq!(one::<String>(&connection, holder), "alpha-new");
    store.apply(&world::small(), "back").unwrap();
    assert_eq!(one::<String>(&connection, holder), "alpha");
    assert_whole(&connection);
}

#[test]
fn what_an_import_holds_the_seed_cannot_take() {
    let (_folder, mut store) = filled();
    import(&store, "elsewhere", "gamma");
    let before = dump(&raw(store.path()));
    let mut registry = world::small();
    registry.organizations.push(world::organization("elsewhere"));
    let error = store.apply(&registry, "second").unwrap_err();
    assert!(matches!(error, Error::AlreadyOwned { .. }));
    assert_eq!(
        error.to_string(),
        "organization \"elsewhere\" of the seed: the import \"ror\" already has this slug; \
         change the seed, or apply it to a new database and import again"
    );
    assert_eq!(dump(&raw(store.path())), before);
}

#[test]
fn an_imported_organization_that_the_seed_comes_to_know_is_joined_with_it() {
    let (_folder, mut store) = filled();
    import(&store, "elsewhere", "gamma");
    let mut registry = world::small();
    let ror = Identifier::new("ROR", "0imported");
    registry.organizations[1].identifiers.push(ror);
    store.apply(&registry, "second").unwrap();
    let connection = raw(store.path());
    assert_whole(&connection);
    let member = "SELECT s.slug FROM affiliation JOIN organization AS s ON s.id = subject_id
                  WHERE key = 'ror:elsewhere'";
    assert_eq!(one::<String>(&connection, member), "beta");
    let holders = "SELECT slug FROM identifier JOIN organization ON id = organization_id
                   WHERE value = '0imported'";
    assert_eq!(all::<String>(&connection, holders), ["beta"]);
    let led = "SELECT o.slug FROM redirect AS r JOIN organization AS o ON o.id = r.organization_id
               WHERE r.scheme = 'SLUG' AND r.value = 'elsewhere'";
    assert_eq!(one::<String>(&connection, led), "beta");
    assert_eq!(one::<i64>(&connection, "SELECT count(*) FROM name WHERE value = 'elsewhere'"), 1);
}
