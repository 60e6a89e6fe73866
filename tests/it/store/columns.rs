//! The content of derived columns and tables: vocabularies, bounds, ends of affiliations, folded names.

use consortia::{
    domain::{
        date::{ALWAYS, NEVER, PartialDate, StatedDate},
        entity_type::EntityType,
        record::{Activity, Agent, Registry},
        role::{ROLE_DIRECTIONS, Side},
        vocabulary::{
            AFFILIATION_DEGREE, AFFILIATION_ROLE, BASIS, CONTINENT, EVENT_KIND, EVENT_STATUS,
            IDENTIFIER_SCHEME, LINK_KIND, MEASURE, NAME_KIND, ORGANIZATION_KIND,
            PARTICIPATION_ROLE, POSITION_ROLE, PROGRAM_KIND, QUALIFIER, SOURCE_KIND, TOPIC_KIND,
        },
    },
    store::Store,
};

use super::{all, filled, one, place, raw, world};

/// The first day of a date and the day after its last; for an empty text, all days.
fn days(text: &str) -> (i64, i64) {
    let span = |date: PartialDate| (date.span().first, date.span().end);
    text.parse().map_or((ALWAYS, NEVER), span)
}

#[test]
fn each_vocabulary_has_a_table_with_its_words() {
    let (_folder, path) = place();
    Store::open(&path).unwrap();
    let connection = raw(&path);
    let tables = [
        ("organization_kind", &ORGANIZATION_KIND),
        ("name_kind", &NAME_KIND),
        ("identifier_scheme", &IDENTIFIER_SCHEME),
        ("continent", &CONTINENT),
        ("link_kind", &LINK_KIND),
        ("affiliation_role", &AFFILIATION_ROLE),
        ("position_role", &POSITION_ROLE),
        ("program_kind", &PROGRAM_KIND),
        ("event_kind", &EVENT_KIND),
        ("event_status", &EVENT_STATUS),
        ("participation_role", &PARTICIPATION_ROLE),
        ("measure", &MEASURE),
        ("affiliation_degree", &AFFILIATION_DEGREE),
        ("qualifier", &QUALIFIER),
        ("basis", &BASIS),
        ("source_kind", &SOURCE_KIND),
        ("topic_kind", &TOPIC_KIND),
    ];
    let known: i64 = one(
        &connection,
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name LIKE '%\\_word' ESCAPE '\\'",
    );
    assert_eq!(usize::try_from(known), Ok(tables.len() + 1), "these and the entity types");
    let mut types = EntityType::ALL.map(|ty| ty.name().to_owned());
    types.sort_unstable();
    let sql = "SELECT word FROM entity_type_word ORDER BY word";
    assert_eq!(all::<String>(&connection, sql), types);
    for (table, vocabulary) in tables {
        let mut words: Vec<_> =
            vocabulary.words.iter().map(|(word, _)| (*word).to_owned()).collect();
        words.sort_unstable();
        let sql = format!("SELECT word FROM {table}_word ORDER BY word");
        assert_eq!(all::<String>(&connection, &sql), words, "{table}");
    }
}

#[test]
fn opening_adds_missing_words_of_vocabularies() {
    let (_folder, path) = place();
    Store::open(&path).unwrap();
    raw(&path).execute("DELETE FROM basis_word WHERE word = 'IMPLIED'", []).unwrap();
    Store::open(&path).unwrap();
    assert_eq!(one::<i64>(&raw(&path), "SELECT count(*) FROM basis_word"), 2);
}

#[test]
fn roles_have_the_codes_of_their_directions() {
    let (_folder, path) = place();
    Store::open(&path).unwrap();
    let connection = raw(&path);
    for reading in ROLE_DIRECTIONS {
        let ends: &[&str] = match reading.side {
            Side::Subject => &["subject"],
            Side::Object => &["object"],
            Side::Either => &["subject", "object"],
        };
        for end in ends {
            let sql = format!(
                "SELECT {end}_reading FROM affiliation_role_word WHERE word = '{}'",
                reading.role
            );
            assert_eq!(one::<i64>(&connection, &sql), reading.code, "{}", reading.field);
        }
    }
}

#[test]
fn the_bounds_of_a_relation_follow_from_its_dates_and_sources() {
    // The older source was written by 2007-06-30, the newer by the end of 2023.
    let by_old = days("2007-06-30").1;
    let by_new = days("2023").1;
    let (first, after) = days("2005");
    let june = days("2007-06");
    // Columns: role, sources, since, until, ended; start_from, start_before, end_from, end_before.
    let cases = [
        ("MEMBER", "old", "", "", false, [ALWAYS, by_old, NEVER, NEVER]),
        ("MEMBER", "new old", "", "", false, [ALWAYS, by_old, NEVER, NEVER]),
        ("MEMBER", "new", "", "", false, [ALWAYS, by_new, NEVER, NEVER]),
        ("MEMBER", "old", "2005", "", false, [first, after, NEVER, NEVER]),
        ("MEMBER", "old", "2007", "", false, [days("2007").0, by_old, NEVER, NEVER]),
        ("MEMBER", "old", "2030", "", false, [days("2030").0, days("2030").1, NEVER, NEVER]),
        ("MEMBER", "old", "2005", "2007-06", false, [first, after, june.0, june.1]),
        ("MEMBER", "old", "", "2007-06", false, [ALWAYS, by_old, june.0, june.1]),
        ("MEMBER", "old", "2005", "", true, [first, after, first + 1, by_old]),
        ("MEMBER", "old new", "2005", "", true, [first, after, first + 1, by_new]),
        ("MEMBER", "new", "", "2007-06", false, [ALWAYS, june.1, june.0, june.1]),
        ("MEMBER", "old", "2007-06", "2007", false, [june.0, june.1, june.0 + 1, days("2007").1]),
        ("MEMBER", "old", "2010", "", true, [days("2010").0, days("2010").1, ALWAYS, by_old]),
        ("MEMBER", "old", "", "", true, [ALWAYS, by_old, ALWAYS, by_old]),
        ("PARTNER", "old", "2005", "2007-06", true, [first, after, june.0, june.1]),
        ("FOUNDER", "old", "2005", "2007-06", false, [first, after, NEVER, NEVER]),
        ("SUCCESSOR", "old", "2005", "", true, [first, after, NEVER, NEVER]),
    ];
    for (role, sources, since, until, ended, bounds) in cases {
        let mut registry = world::small();
        // The founding dates of the organizations are bounds as well; they have a test of their own.
        registry.organizations.iter_mut().for_each(|it| it.founded = None);
        let affiliation = &mut registry.affiliations[0];
        let mut period = world::period(since, until);
        period.ended = ended;
        *affiliation = world::affiliation("alpha", role, "gamma", period);
        affiliation.evidence = world::evidence(&sources.split(' ').collect::<Vec<_>>());
        let (_folder, path) = place();
        Store::open(&path).unwrap().apply(&registry, "a").unwrap();
        let connection = raw(&path);
        for table in ["affiliation WHERE rank = 0", "affiliation_end WHERE rank = 0"] {
            let sql = format!("SELECT start_from, start_before, end_from, end_before FROM {table}");
            let stored: [i64; 4] = connection
                .query_row(&sql, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))
                .unwrap();
            assert_eq!(stored, bounds, "{role} {sources} {since}..{until} {ended} in {table}");
        }
    }
}

/// Both documents speak of the relation; the citation says that the older one calls it past.
#[test]
fn a_citation_about_the_end_bounds_it() {
    let (_folder, path) = place();
    let mut registry = world::small();
    registry.organizations.iter_mut().for_each(|it| it.founded = None);
    let mut period = world::period("2005", "");
    period.ended = true;
    let affiliation = &mut registry.affiliations[0];
    *affiliation = world::affiliation("alpha", "MEMBER", "gamma", period);
    affiliation.evidence = world::evidence(&["new", "old"]);
    affiliation.evidence.cite[0].about = vec!["since".to_owned()];
    affiliation.evidence.cite[1].about = vec!["ended".to_owned()];
    Store::open(&path).unwrap().apply(&registry, "a").unwrap();
    let connection = raw(&path);
    let sql = "SELECT end_before FROM affiliation WHERE rank = 0";
    let end_before: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    let sql = "SELECT latest_before FROM source WHERE slug = 'old'";
    let by_old: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(end_before, by_old);
    let sql = "SELECT about FROM citation JOIN affiliation AS a ON a.id = fact_id WHERE a.rank = 0 ORDER BY citation.rank";
    assert_eq!(all::<String>(&connection, sql), ["since", "until"]);
}

#[test]
fn day_columns_are_the_spans_of_the_dates() {
    let (_folder, path) = place();
    let mut registry = world::small();
    registry.events.push(world::event("weeks", "2006-12-09", "2007-01"));
    registry.figures[0].date = "2022".parse().ok();
    Store::open(&path).unwrap().apply(&registry, "a").unwrap();
    let connection = raw(&path);
    let pair = |sql: &str| -> (i64, i64) {
        connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    };
    let organization =
        |columns: &str| pair(&format!("SELECT {columns} FROM organization WHERE slug = 'alpha'"));
    assert_eq!(organization("founded_from, founded_before"), days("2005"));
    assert_eq!(organization("dissolved_from, dissolved_before"), days(""));
    let program =
        |columns: &str| pair(&format!("SELECT {columns} FROM program WHERE slug = 'part'"));
    assert_eq!(program("starts_from, starts_before"), days("2021"));
    assert_eq!(program("ends_from, ends_before"), days("2030-06"));
    let event = |slug: &str| {
        pair(&format!("SELECT date_from, date_before FROM event WHERE slug = '{slug}'"))
    };
    assert_eq!(event("birth"), days("2006-12"));
    assert_eq!(event("undated"), days(""));
    assert_eq!(event("weeks"), (days("2006-12-09").0, days("2007-01").1));
    let ranks: Vec<i64> = all(&connection, "SELECT date_rank FROM event ORDER BY rank");
    let order = |date: &str| date.parse::<StatedDate>().unwrap().order();
    assert_eq!(ranks, [order("2006-12"), i64::MAX, order("2006-12-09")]);
    let figure =
        |key: &str| pair(&format!("SELECT date_from, date_before FROM figure WHERE key = '{key}'"));
    assert_eq!((figure("staff"), figure("survival")), (days("2022"), days("")));
    let source = pair("SELECT earliest_from, latest_before FROM source WHERE slug = 'new'");
    assert_eq!(source, (days("2000").0, days("2023").1));
}

#[test]
fn an_affiliation_has_one_end_for_each_organization() {
    let (_folder, store) = filled();
    let connection = raw(store.path());
    let ends = || -> Vec<String> {
        all(
            &connection,
            "SELECT a.slug || ' ' || reading || ' ' || b.slug FROM affiliation_end AS e
             JOIN organization AS a ON a.id = organization_id JOIN organization AS b ON b.id = other_id
             ORDER BY e.rank, a.slug",
        )
    };
    let expected = [
        "alpha 2 gamma",
        "gamma 1 alpha",
        "beta 4 gamma",
        "gamma 3 beta",
        "alpha 5 beta",
        "beta 5 alpha",
    ];
    assert_eq!(ends(), expected);
    let partner = "key = 'alpha.partner.beta'";
    let update = format!("UPDATE affiliation SET role = 'COLLABORATOR' WHERE {partner}");
    connection.execute(&update, []).unwrap();
    assert_eq!(ends()[4..], ["alpha 20 beta", "beta 20 alpha"]);
    let delete =
        format!("DELETE FROM node WHERE id IN (SELECT id FROM affiliation WHERE {partner})");
    connection.execute(&delete, []).unwrap();
    assert_eq!(ends(), expected[..4]);
}

#[test]
fn names_are_folded_for_sorting_and_indexed_by_their_words() {
    let (_folder, path) = place();
    let mut registry = world::small();
    registry.organizations[0].names = world::names(&["L’Institut du cœur – Île", "ICI"]);
    let mut store = Store::open(&path).unwrap();
    store.apply(&registry, "a").unwrap();
    let connection = raw(&path);
    let first = "SELECT name || '|' || sort_name FROM organization WHERE slug = 'alpha'";
    assert_eq!(
        one::<String>(&connection, first),
        "L’Institut du cœur – Île|l institut du coeur ile"
    );
    let found = |words: &str| -> Vec<String> {
        all(
            &connection,
            &format!(
                "SELECT value FROM name_words JOIN name ON id = name_words.rowid
                 WHERE name_words MATCH '{words}' ORDER BY value"
            ),
        )
    };
    assert_eq!(found("coeur"), ["L’Institut du cœur – Île"]);
    assert_eq!(found("inst* ile"), ["L’Institut du cœur – Île"]);
    registry.organizations[0].names = world::names(&["Renamed"]);
    store.apply(&registry, "b").unwrap();
    assert!(found("coeur").is_empty());
    assert_eq!(found("renamed"), ["Renamed"]);
    assert_eq!(one::<String>(&connection, "SELECT about FROM citation LIMIT 1"), "names kinds");
}

#[test]
fn an_affiliation_does_not_start_before_its_organizations_are_founded() {
    let (founded, later) = (days("2005"), days("2006"));
    let by_old = days("2007-06-30").1;
    // role, since, founding of subject and object; start_from, start_before.
    let cases = [
        ("MEMBER", "", "2005", "", [founded.0, by_old]),
        ("MEMBER", "", "", "2005", [founded.0, by_old]),
        ("MEMBER", "", "2005", "2006", [later.0, by_old]),
        ("FOUNDER", "", "2005", "2006", [founded.0, by_old]),
        ("MEMBER", "2005", "2006", "", [founded.0, founded.1]),
        ("MEMBER", "", "2030", "", [ALWAYS, by_old]),
    ];
    for (role, since, subject, object, bounds) in cases {
        let mut registry = world::small();
        for (slug, date) in [("alpha", subject), ("gamma", object)] {
            let it = registry.organizations.iter_mut().find(|it| it.slug == slug).unwrap();
            it.founded = date.parse().ok();
        }
        let affiliation = &mut registry.affiliations[0];
        *affiliation = world::affiliation("alpha", role, "gamma", world::period(since, ""));
        affiliation.evidence = world::evidence(&["old"]);
        let (_folder, path) = place();
        Store::open(&path).unwrap().apply(&registry, "a").unwrap();
        let sql = "SELECT start_from, start_before FROM affiliation WHERE rank = 0";
        let stored: [i64; 2] =
            raw(&path).query_row(sql, [], |row| Ok([row.get(0)?, row.get(1)?])).unwrap();
        assert_eq!(stored, bounds, "{role} {since} {subject} {object}");
    }
}

#[test]
fn an_affiliation_does_not_last_longer_than_its_organizations() {
    let by_old = days("2007-06-30").1;
    let (june, year) = (days("2006-06"), days("2006"));
    let since = days("2005");
    // role, since, until, dissolution of subject and object; the four bounds.
    let cases = [
        ("MEMBER", "", "", "2006-06", "", [ALWAYS, june.1, june.0, june.1]),
        ("MEMBER", "", "", "", "2006-06", [ALWAYS, june.1, june.0, june.1]),
        ("PARTNER", "", "", "2006", "2006-06", [ALWAYS, june.1, year.0, june.1]),
        ("MEMBER", "2005", "", "2006", "", [since.0, since.1, year.0, year.1]),
        // The end that the document gives is bounded as well.
        ("MEMBER", "2005", "2006", "2006-06", "", [since.0, since.1, year.0, june.1]),
        ("MEMBER", "2005", "2005", "2006", "", [since.0, since.1, since.0 + 1, since.1]),
        // The documents contradict each other: the relation keeps its dates.
        ("MEMBER", "2005", "2006", "2004", "", [since.0, since.1, year.0, year.1]),
        ("MEMBER", "2005", "", "2004", "2006", [since.0, since.1, year.0, year.1]),
        // An act has no end; the subject does it while it exists.
        ("FOUNDER", "", "", "2006-06", "2006", [ALWAYS, june.1, NEVER, NEVER]),
        ("FOUNDER", "", "", "", "2006-06", [ALWAYS, by_old, NEVER, NEVER]),
        ("FOUNDER", "2005", "", "2004", "", [since.0, since.1, NEVER, NEVER]),
    ];
    for (role, since, until, subject, object, bounds) in cases {
        let mut registry = world::small();
        registry.organizations.iter_mut().for_each(|it| it.founded = None);
        for (slug, date) in [("alpha", subject), ("gamma", object)] {
            let it = registry.organizations.iter_mut().find(|it| it.slug == slug).unwrap();
            it.dissolved = date.parse().ok();
        }
        let affiliation = &mut registry.affiliations[0];
        *affiliation = world::affiliation("alpha", role, "gamma", world::period(since, until));
        affiliation.evidence = world::evidence(&["old"]);
        let stored = bounds_of(&registry, "affiliation WHERE rank = 0");
        assert_eq!(stored, bounds, "{role} {since}..{until} {subject} {object}");
    }
}

#[test]
fn a_position_and_a_participation_in_a_program_are_within_the_life_of_the_organization() {
    let (founded, ended) = (days("2005"), days("2006"));
    let alive = [founded.0, ended.1, ended.0, ended.1];
    let anytime = [ALWAYS, days("2007-06-30").1, NEVER, NEVER];
    let in_program = [ALWAYS, days("2007-06-30").1, days("2030-06").0, days("2030-06").1];
    let mut registry = world::small();
    let alpha = registry.organizations.iter_mut().find(|it| it.slug == "alpha").unwrap();
    (alpha.founded, alpha.dissolved) = ("2005".parse().ok(), "2006".parse().ok());
    registry.participations.clear();
    for (role, bounds) in [("DIRECTOR", alive), ("FOUNDER", anytime)] {
        let position = &mut registry.positions[0];
        position.organization = "alpha".to_owned();
        position.role = role.to_owned();
        position.period = world::period("", "");
        position.evidence = world::evidence(&["old"]);
        assert_eq!(bounds_of(&registry, "position WHERE rank = 0"), bounds, "{role}");
    }
    let alpha = || Agent::Organization("alpha".to_owned());
    let person = || Agent::Person(registry.people[0].slug.clone());
    let program = || Activity::Program("part".to_owned());
    let event = || Activity::Event("birth".to_owned());
    let cases = [
        (alpha(), program(), alive),
        (alpha(), event(), anytime),
        (person(), program(), in_program),
    ];
    for (agent, activity, bounds) in cases {
        let part = world::participation("part", agent, activity);
        let registry = Registry { participations: vec![part.clone()], ..registry.clone() };
        assert_eq!(bounds_of(&registry, "participation"), bounds, "{part:?}");
    }
}

#[test]
fn a_succession_with_a_date_ends_the_organization_that_was_replaced() {
    let mut registry = world::small();
    registry.organizations.iter_mut().for_each(|it| it.founded = None);
    registry.affiliations = vec![
        world::affiliation("alpha", "MEMBER", "gamma", world::period("", "")),
        world::affiliation("beta", "SUCCESSOR", "alpha", world::period("2006", "")),
    ];
    registry.discrepancies.clear();
    let (first, after) = days("2006");
    let member = "affiliation WHERE role = 'MEMBER'";
    assert_eq!(bounds_of(&registry, member), [ALWAYS, after, first, after]);
    // The date of dissolution says it more exactly.
    let alpha = registry.organizations.iter_mut().find(|it| it.slug == "alpha").unwrap();
    alpha.dissolved = "2005-12-31".parse().ok();
    let day = days("2005-12-31");
    assert_eq!(bounds_of(&registry, member), [ALWAYS, day.1, day.0, day.1]);
}

/// The bounds of the one row of a table that a new database has of a registry.
fn bounds_of(registry: &Registry, rows: &str) -> [i64; 4] {
    let (_folder, path) = place();
    Store::open(&path).unwrap().apply(registry, "a").unwrap();
    let sql = format!("SELECT start_from, start_before, end_from, end_before FROM {rows}");
    let read = |row: &rusqlite::Row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
    raw(&path).query_row(&sql, [], read).unwrap()
}
