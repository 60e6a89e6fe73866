//! Facts that the seed and imports state: one record with the citations of all, in every order of arrival.

use consortia::{
    domain::record::{
        About, Activity, Agent, Assigned, Figure, Period, Registry, Topic, TopicAssignment,
    },
    store::MatchDecision,
};

use super::{conflicts::import_list, seed};
use crate::{
    store::{all, assert_whole, raw, world},
    support::TestApp,
};

/// One fact of each type, of which the seed has none; dates are in the columns `s` and `u`.
const FACTS: &str = r#"
[[table]]
file = "f.csv"
[[table.affiliation]]
key = "k"
subject = { slug = "beta" }
role = { value = "PARTNER" }
object = { slug = "gamma" }
since = "s"
until = "u"
[[table.position]]
key = "k"
person = { slug = "ada" }
organization = { slug = "beta" }
role = { value = "DIRECTOR" }
since = "s"
until = "u"
[[table.participation]]
key = "k"
organization = { slug = "gamma" }
event = { slug = "birth" }
role = { value = "FUNDER" }
since = "s"
until = "u"
"#;

const OTHER_FACTS: &str = r#"
[[table.figure]]
organization = { slug = "beta" }
measure = { value = "members" }
measure_code = { value = "MEMBERS" }
value = { value = "12" }
unit = { value = "organizations" }
date = { value = "2005" }
[[table.topic_assignment]]
organization = { slug = "beta" }
topic = { slug = "optics" }
"#;

/// The seed without the facts, but with the topic.
fn without() -> Registry {
    let mut registry = seed();
    let topic = Topic {
        slug: "optics".to_owned(),
        names: world::names(&["Optics"]),
        kind: "RESEARCH_FIELD".to_owned(),
        broader: None,
        description: None,
        note: None,
        cite: world::cite(&["old"]),
    };
    registry.topics.push(topic);
    registry
}

/// The seed with the relations, the ends of the symmetric one exchanged.
fn with_relations(period: &Period) -> Registry {
    let mut registry = without();
    let affiliation = world::affiliation("gamma", "PARTNER", "beta", period.clone());
    registry.affiliations.push(affiliation);
    let mut position = world::position("ada.directs", "ada", "beta");
    "DIRECTOR".clone_into(&mut position.role);
    position.period = period.clone();
    registry.positions.push(position);
    let agent = Agent::Organization("gamma".to_owned());
    let activity = Activity::Event("birth".to_owned());
    let mut participation = world::participation("gamma-pays", agent, activity);
    participation.period = period.clone();
    registry.participations.push(participation);
    registry
}

/// The seed with all facts.
fn with_all() -> Registry {
    let mut registry = with_relations(&Period::default());
    let figure = Figure {
        measure: "members".to_owned(),
        measure_code: Some("MEMBERS".to_owned()),
        value: 12.0,
        value_max: None,
        unit: "organizations".to_owned(),
        unit_code: None,
        qualifier: "EXACT".to_owned(),
        date: "2005".parse().ok(),
        ..world::figure("beta-members", About::Organization("beta".to_owned()))
    };
    registry.figures.push(figure);
    registry.topic_assignments.push(TopicAssignment {
        key: "beta.optics".to_owned(),
        thing: Assigned::Organization("beta".to_owned()),
        topic: "optics".to_owned(),
        evidence: world::evidence(&["old"]),
    });
    registry
}

fn import(app: &mut TestApp, list: &str, edition: &str, dates: &str) -> String {
    let (tables, rows) = (FACTS.to_owned() + OTHER_FACTS, format!("k,s,u\n1,{dates}\n"));
    let report = import_list(app, list, edition, &tables, &[("f.csv", &rows)]).unwrap();
    report.to_string()
}

/// The facts: type, origin, and the sources in order.
fn facts(app: &TestApp) -> Vec<String> {
    let sql = "SELECT n.type || ' ' || n.origin || ' ' || group_concat(s.slug, ' ' ORDER BY c.rank)
        FROM node AS n JOIN citation AS c ON c.fact_id = n.id JOIN source AS s ON s.id = c.source_id
        WHERE n.id IN (SELECT id FROM affiliation WHERE role = 'PARTNER' AND min(subject_id, object_id)
                           = (SELECT id FROM organization WHERE slug = 'beta')
                       UNION SELECT id FROM position WHERE role = 'DIRECTOR'
                       UNION SELECT id FROM participation WHERE event_id = (SELECT id FROM event WHERE slug = 'birth')
                           AND organization_id IS NOT NULL
                       UNION SELECT id FROM figure WHERE measure_code = 'MEMBERS'
                       UNION SELECT id FROM topic_assignment)
        GROUP BY n.id ORDER BY n.type, n.origin, 1";
    all(&raw(app.store.path()), sql)
}

/// Five facts with this origin and these sources.
fn five(origin: &str, sources: &str) -> Vec<String> {
    let types = ["Affiliation", "Figure", "Participation", "Position", "TopicAssignment"];
    types.iter().map(|ty| format!("{ty} {origin} {sources}")).collect()
}

#[test]
fn what_an_import_stated_before_the_seed_is_stated_once() {
    let mut app = TestApp::new(&without());
    import(&mut app, "list", "2025-01", ",");
    assert_eq!(facts(&app), five("list", "list-2025-01"));
    // A second list states the same.
    import(&mut app, "other", "2025-01", ",");
    assert_eq!(facts(&app), five("list", "list-2025-01 other-2025-01"));
    app.apply(&with_all());
    let staff = "Figure seed new list-2025-01 other-2025-01";
    let owned = |sources: &str| {
        let mut five = five("seed", sources);
        five[1] = five[1].replace("old", "new");
        five
    };
    assert_eq!(facts(&app), owned("old list-2025-01 other-2025-01"));
    assert_eq!(facts(&app)[1], staff);
    for list in ["list", "other"] {
        let said = import(&mut app, list, "2025-01", ",");
        assert!(said.ends_with("nothing changed"), "{said}");
    }
    // A newer edition is cited beside the first.
    import(&mut app, "list", "2025-02", ",");
    assert_eq!(facts(&app), owned("old list-2025-01 list-2025-02 other-2025-01"));
    // What the seed no longer states is the import's.
    app.apply(&without());
    assert_eq!(facts(&app), five("list", "list-2025-01 list-2025-02 other-2025-01"));
    let said = import(&mut app, "list", "2025-02", ",");
    assert!(said.ends_with("nothing changed"), "{said}");
    // And back.
    app.apply(&with_all());
    assert_eq!(facts(&app), owned("old list-2025-01 list-2025-02 other-2025-01"));
}

#[test]
fn what_the_seed_stated_before_an_import_is_stated_once() {
    let mut app = TestApp::new(&with_all());
    import(&mut app, "list", "2025-01", ",");
    let mut expected = five("seed", "old list-2025-01");
    expected[1] = expected[1].replace("old", "new");
    assert_eq!(facts(&app), expected);
    let said = import(&mut app, "list", "2025-01", ",");
    assert!(said.ends_with("nothing changed"), "{said}");
    // The keys that the import would have given lead to the seed's records.
    let leading =
        "SELECT n.type FROM merged_fact AS m JOIN node AS n ON n.id = m.fact_id AND n.type = m.type
        WHERE n.origin = 'seed' ORDER BY 1";
    let types: Vec<_> =
        expected.iter().map(|it| it.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(all::<String>(&raw(app.store.path()), leading), types);
}

/// The relations of each type: origin, dates, bounds, the number of citations.
fn relations(app: &TestApp) -> [Vec<String>; 3] {
    let organization = "(SELECT id FROM organization WHERE slug = 'beta')";
    let event = "(SELECT id FROM event WHERE slug = 'birth')";
    let affiliation = format!("role = 'PARTNER' AND min(subject_id, object_id) = {organization}");
    let participation = format!("event_id = {event} AND organization_id IS NOT NULL");
    let conditions = [
        ("affiliation", &*affiliation),
        ("position", "role = 'DIRECTOR'"),
        ("participation", &participation),
    ];
    conditions.map(|(table, condition)| {
        let sql = format!(
            "SELECT n.origin || ' ' || coalesce(f.since, '') || '..' || coalesce(f.until, '') || ' ' ||
                 f.start_from || ' ' || f.start_before || ' ' || f.end_from || ' ' || f.end_before || ' ' ||
                 (SELECT count(*) FROM citation WHERE fact_id = f.id)
             FROM {table} AS f JOIN node AS n USING (id) WHERE {condition} ORDER BY n.origin DESC"
        );
        all::<String>(&raw(app.store.path()), &sql)
    })
}

/// Without the bounds, which depend on the organizations: the same for each type.
fn periods(app: &TestApp) -> Vec<String> {
    let short = |it: &String| {
        let words: Vec<_> = it.split(' ').collect();
        format!("{} {} {}", words[0], words[1], words[6])
    };
    let [one, other, third] = relations(app).map(|it| it.iter().map(short).collect::<Vec<_>>());
    assert_eq!((&one, &one), (&other, &third));
    one
}

/// The source of the seed was written by June 2007.
#[test]
fn a_relation_without_dates_shows_those_of_another_origin() {
    let cases: [(&str, &str, &[&str]); 11] = [
        ("..", "2005,", &["seed 2005.. 2"]),
        ("2005..", ",", &["seed 2005.. 2"]),
        ("..", "2005,2009", &["seed 2005..2009 2"]),
        ("2005..2008", ",2008-06", &["seed 2005..2008 2"]),
        ("2005..", "2005-03,", &["seed 2005.. 2"]),
        // Each has a date that the other would hide.
        ("2005..", "2006,", &["seed 2005.. 1", "list 2006.. 1"]),
        ("2005..", "2005,2009", &["seed 2005.. 1", "list 2005..2009 1"]),
        // The seed's document states it on a day outside of the period.
        ("..", "2009,", &["seed .. 1", "list 2009.. 1"]),
        ("..", "2001,2003", &["seed .. 1", "list 2001..2003 1"]),
        // The list of 2025 states it on a day after its end.
        ("2005..2008", ",", &["seed 2005..2008 1", "list .. 1"]),
        ("..", ",", &["seed .. 2"]),
    ];
    for (of_seed, of_import, expected) in cases {
        let (since, until) = of_seed.split_once("..").unwrap();
        let registry = with_relations(&world::period(since, until));
        let mut first = TestApp::new(&registry);
        import(&mut first, "list", "2025-01", of_import);
        assert_eq!(periods(&first), expected, "{of_seed} and then {of_import}");
        let said = import(&mut first, "list", "2025-01", of_import);
        assert!(said.ends_with("nothing changed"), "{said}");
        let mut last = TestApp::new(&without());
        import(&mut last, "list", "2025-01", of_import);
        last.apply(&registry);
        assert_eq!(relations(&last), relations(&first), "{of_import} and then {of_seed}");
    }
}

#[test]
fn a_relation_gives_the_dates_back_that_it_shows() {
    let undated = with_relations(&Period::default());
    let own = relations(&TestApp::new(&undated));
    let mut app = TestApp::new(&undated);
    import(&mut app, "list", "2025-01", "2005,");
    assert_eq!(periods(&app), ["seed 2005.. 2"]);
    // The seed comes to state dates of its own, and no longer does.
    let mut of_import = TestApp::new(&without());
    import(&mut of_import, "list", "2025-01", "2005,");
    app.apply(&with_relations(&world::period("2004", "")));
    assert_eq!(periods(&app), ["seed 2004.. 1", "list 2005.. 1"]);
    for (both, one) in relations(&app).iter().zip(relations(&of_import)) {
        assert_eq!(both[1], one[0], "its own record again");
    }
    app.apply(&undated);
    assert_eq!(periods(&app), ["seed 2005.. 2"]);
    // A second import with other dates is another relation.
    import(&mut app, "other", "2025-01", "2006,");
    assert_eq!(periods(&app), ["seed 2005.. 2", "other 2006.. 1"]);
    // The first import comes to state none: the second one's are shown.
    import(&mut app, "list", "2025-02", ",");
    assert_eq!(periods(&app), ["seed 2006.. 3"]);
    import(&mut app, "other", "2025-02", ",");
    let bounds = |of: [Vec<String>; 3]| of.map(|it| it[0].rsplit_once(' ').unwrap().0.to_owned());
    assert_eq!(bounds(relations(&app)), bounds(own));
    assert_eq!(periods(&app), ["seed .. 3"]);
    // Without the seed, the dates are the import's.
    import(&mut app, "list", "2025-03", "2005,");
    app.apply(&without());
    assert_eq!(periods(&app), ["list 2005.. 2"]);
}

/// The assignments that a join makes one keep the citations of all who state them.
#[test]
fn a_join_of_organizations_loses_no_statement() {
    let own = "[[table]]\nfile = \"o.csv\"\n[[table.organization]]\nkey = \"k\"\nname = \"n\"\nkind = { value = \"COMPANY\" }\n\
        [[table]]\nfile = \"f.csv\"\n[[table.topic_assignment]]\nkey = \"k\"\norganization = { column = \"o\", slugs = true }\n\
        topic = { slug = \"optics\" }\n";
    let others = &own[own.rfind("[[table]]").unwrap()..];
    let sources = "SELECT n.origin || ' ' || group_concat(s.slug, ' ' ORDER BY c.rank)
        FROM topic_assignment AS a JOIN node AS n ON n.id = a.id JOIN citation AS c ON c.fact_id = a.id
        JOIN source AS s ON s.id = c.source_id GROUP BY a.id ORDER BY 1";
    // The first list assigns the topic to both organizations, or to one of them alone; the second to the one that is joined, or to both.
    for (first, second) in [
        ("1,acme-x\n2,beta\n", "1,acme-x\n"),
        ("1,acme-x\n", "1,acme-x\n2,beta\n"),
        ("1,acme-x\n2,beta\n", "1,acme-x\n2,beta\n"),
        ("2,beta\n", "1,acme-x\n"),
    ] {
        let mut app = TestApp::new(&without());
        let rows = [("o.csv", "k,n\nx,Xylo\n"), ("f.csv", &*format!("k,o\n{first}"))];
        import_list(&mut app, "acme", "2025-01", own, &rows).unwrap();
        let rows = format!("k,o\n{second}");
        import_list(&mut app, "other", "2025-02", others, &[("f.csv", &rows)]).unwrap();
        let (today, same) = ("2026-11-26".parse().unwrap(), MatchDecision::Same);
        app.store.decide_candidate(None, "x", same, "beta", today).unwrap();
        let connection = raw(app.store.path());
        assert_whole(&connection);
        let joined = ["acme acme-2025-01 other-2025-02"];
        assert_eq!(all::<String>(&connection, sources), joined, "{first} {second}");
    }
}
