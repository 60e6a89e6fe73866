//! What is only announced or planned is no fact: it is returned only if a query asks for it, and is never certain or possible.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use consortia::domain::{
    record::{Activity, Agent, Event, Period, Person, Program, Registry, Source},
    stage::Stage,
};
use proptest::{prelude::*, sample::select};
use serde_json::{Value as Json, json};

use crate::{
    seeded,
    store::world,
    support::{TestApp, for_random_cases, texts},
};

/// Every argument about time: whatever it says, a plan is no fact.
const EVERY_TIME: [&str; 5] = [
    "asOf: \"2023\"",
    "asOf: \"2023\", certainty: POSSIBLE",
    "asOf: \"2021\", certainty: POSSIBLE",
    "history: true",
    "history: true, asOf: \"1900\"",
];

fn planned(since: &str, until: &str) -> Period {
    Period { stage: Stage::Planned, ..world::period(since, until) }
}

/// Alpha is a member of beta since 2005, and is to be a partner of gamma from 2030 to 2031; beta is to be a member of gamma.
/// Ada chairs alpha, and is to chair beta. Delta is planned, a part of it is cancelled.
fn plans() -> Registry {
    let person = Person {
        slug: "ada".to_owned(),
        names: world::names(&["Ada"]),
        description: None,
        note: None,
        cite: world::cite(&["old"]),
    };
    let mut organizations: Vec<_> =
        ["alpha", "beta", "gamma", "delta"].map(world::organization).into();
    organizations[3].stage = Stage::Planned;
    let mut chair_of_beta = world::position("chair-of-beta", "ada", "beta");
    chair_of_beta.period = planned("2030", "");
    let dropped = Period { stage: Stage::Cancelled, ..Period::default() };
    let sub = Program { stage: Stage::Announced, ..world::program("sub", Some("plan")) };
    let program = |slug: &str| Activity::Program(slug.to_owned());
    let mut in_plan = world::participation(
        "alpha-in-plan",
        Agent::Organization("alpha".to_owned()),
        program("plan"),
    );
    in_plan.period = planned("", "");
    let new = world::source("new", "2990");
    Registry {
        sources: vec![world::source("old", "2007"), Source { earliest: new.latest, ..new }],
        organizations,
        people: vec![person],
        programs: vec![world::program("plan", None), sub],
        events: vec![Event { status: "CANCELLED".to_owned(), ..world::event("feast", "2006", "") }],
        affiliations: vec![
            world::affiliation("alpha", "MEMBER", "beta", world::period("2005", "")),
            world::affiliation("alpha", "PARTNER", "gamma", planned("2030", "2031")),
            world::affiliation("beta", "MEMBER", "gamma", planned("", "")),
            world::affiliation("gamma", "MEMBER", "alpha", dropped),
        ],
        positions: vec![world::position("chair-of-alpha", "ada", "alpha"), chair_of_beta],
        participations: vec![in_plan],
        ..Registry::default()
    }
}

#[test]
fn groups_of_people_count_no_plans() {
    let app = TestApp::new(&{
        let mut registry = plans();
        registry.positions[1].role = "DIRECTOR".to_owned();
        registry.organizations[1].kinds = vec!["HOSPITAL".to_owned()];
        registry
    });
    for (key, expected) in [
        ("ROLE", json!([{ "value": "CHAIR", "count": 1 }])),
        ("KIND", json!([{ "value": "CLUSTER", "count": 1 }, { "value": "INSTITUTE", "count": 1 }])),
    ] {
        let query = format!("{{ people {{ groups(by: [{key}]) {{ value count }} }} }}");
        assert_eq!(app.data(&query, json!({}))["people"]["groups"], expected, "{key}");
    }
    let at = "{ people(filter: { organization: { slug: \"beta\" } }) { totalCount } }";
    assert_eq!(app.data(at, json!({}))["people"]["totalCount"], 0, "as the filter has it");
}

fn slugs(app: &TestApp, query: &str, pointer: &str) -> Vec<String> {
    let data = app.data(query, json!({}));
    let Some(nodes) = data.pointer(pointer) else { panic!("no {pointer} in {data}") };
    texts(nodes, "/slug")
}

#[test]
fn no_argument_about_time_makes_a_plan_a_fact() {
    let app = TestApp::new(&plans());
    for time in EVERY_TIME {
        let query = format!(
            "{{ alpha: organization(by: {{ slug: \"alpha\" }}) {{
                partners({time}) {{ nodes {{ slug }} }} members({time}) {{ nodes {{ slug }} }}
                programs({time}) {{ nodes {{ slug }} }} affiliations({time}) {{ totalCount }} }}
              beta: organization(by: {{ slug: \"beta\" }}) {{
                memberOf({time}) {{ nodes {{ slug }} }} people({time}) {{ nodes {{ slug }} }} }}
              ada: person(by: {{ slug: \"ada\" }}) {{
                positions({time}) {{ nodes {{ organization {{ slug }} }} }} }}
              affiliations({time}) {{ totalCount }}
              network(around: {{ slug: \"alpha\" }}, hops: 3, {time}) {{
                nodes {{ organization {{ slug }} degree }} }}
              path(from: {{ slug: \"alpha\" }}, to: {{ slug: \"gamma\" }}, {time}) {{ length }}
              commonAffiliates(of: [{{ slug: \"alpha\" }}, {{ slug: \"beta\" }}], {time}) {{ totalCount }}
              partners: organizations(filter: {{ affiliatedWith: {{
                organization: {{ slug: \"gamma\" }}, {time} }} }}) {{ totalCount }} }}"
        );
        let data = app.data(&query, json!({}));
        for nobody in [
            "/alpha/partners",
            "/alpha/members",
            "/alpha/programs",
            "/beta/memberOf",
            "/beta/people",
        ] {
            assert_eq!(data.pointer(nobody).unwrap()["nodes"], json!([]), "{nobody} {time}");
        }
        // As of 1900 nothing is on record, unless everything is asked for.
        assert_eq!(data["alpha"]["affiliations"]["totalCount"], 1, "{time}");
        assert_eq!(data["affiliations"]["totalCount"], 1, "{time}");
        assert_eq!(
            data["ada"]["positions"]["nodes"],
            json!([{ "organization": { "slug": "alpha" } }]),
            "{time}"
        );
        let nodes = json!([
            { "organization": { "slug": "alpha" }, "degree": 1 },
            { "organization": { "slug": "beta" }, "degree": 1 },
        ]);
        assert_eq!(data["network"]["nodes"], nodes, "{time}");
        assert_eq!(data["path"], Json::Null, "{time}");
        assert_eq!(data["commonAffiliates"]["totalCount"], 0, "{time}");
        assert_eq!(data["partners"]["totalCount"], 0, "{time}");
    }
}

#[test]
fn plans_are_returned_if_they_are_asked_for_and_their_dates_do_not_rule_them_out() {
    let app = TestApp::new(&plans());
    let partners = |arguments: &str| {
        let query = format!(
            "{{ organization(by: {{ slug: \"alpha\" }}) {{ partners({arguments}) {{ nodes {{ slug }} }} }} }}"
        );
        slugs(&app, &query, "/organization/partners/nodes")
    };
    for (arguments, found) in [
        ("stages: [PLANNED], asOf: \"2030\"", true),
        ("stages: [REALIZED, PLANNED], asOf: \"2031-12-31\"", true),
        ("stages: [PLANNED], asOf: \"2029\"", false),
        ("stages: [PLANNED], asOf: \"2032\"", false),
        ("stages: [ANNOUNCED], asOf: \"2030\"", false),
        ("stages: [], asOf: \"2030\"", false),
        ("stages: [PLANNED], asOf: \"1900\", history: true", true),
        ("stages: null, asOf: \"2030\"", false),
        ("stages: PLANNED, asOf: \"2030\"", true),
    ] {
        assert_eq!(partners(arguments) == ["gamma"], found, "{arguments}");
    }
    // A plan without dates is of the time of its document: the oldest is of 2007.
    let query = |day: &str| {
        format!(
            "{{ organization(by: {{ slug: \"beta\" }}) {{
                memberOf(stages: [PLANNED], asOf: \"{day}\") {{ nodes {{ slug }} edges {{ certainty }} }} }} }}"
        )
    };
    assert_eq!(slugs(&app, &query("2500"), "/organization/memberOf/nodes"), ["gamma"]);
    let data = app.data(&query("2500"), json!({}));
    assert_eq!(data["organization"]["memberOf"]["edges"][0]["certainty"], Json::Null);
}

#[test]
fn a_network_and_a_path_use_plans_if_they_are_asked_for() {
    let app = TestApp::new(&plans());
    let reached = |arguments: &str| {
        let query = format!(
            "{{ network(around: {{ slug: \"alpha\" }}, hops: 3, {arguments}) {{
                nodes {{ organization {{ slug }} }} }} }}"
        );
        let data = app.data(&query, json!({}));
        let nodes = data["network"]["nodes"].as_array().unwrap().clone();
        nodes.len()
    };
    assert_eq!(reached("asOf: \"2030\", stages: [PLANNED]"), 3);
    assert_eq!(reached("asOf: \"2008\", stages: [REALIZED, PLANNED]"), 3);
    assert_eq!(reached("asOf: \"2030\", stages: [CANCELLED]"), 2);
    assert_eq!(reached("history: true, stages: [ANNOUNCED]"), 1);
    let query = "{ path(from: { slug: \"alpha\" }, to: { slug: \"gamma\" }, asOf: \"2030\",
        stages: [PLANNED]) { length steps { affiliation { role stage } } } }";
    let data = app.data(query, json!({}));
    let step = json!({ "affiliation": { "role": "PARTNER", "stage": "PLANNED" } });
    assert_eq!(data["path"]["steps"][1], step);
}

#[test]
fn lists_of_things_leave_plans_out_and_say_how_many() {
    let app = TestApp::new(&plans());
    let data = app.data(
        "{ organizations { nodes { slug } omitted { possible planned } }
           plans: organizations(stages: [PLANNED]) { nodes { slug } omitted { planned } }
           both: organizations(stages: [REALIZED, PLANNED]) { totalCount omitted { planned } }
           none: organizations(stages: []) { totalCount omitted { planned } }
           programs { nodes { slug } omitted { planned } }
           parts: program(by: { slug: \"plan\" }) { parts { slug } all: parts(stages: [ANNOUNCED]) { slug } }
           delta: organization(by: { slug: \"delta\" }) { slug stage }
           search(query: \"delta\") { nodes { slug } } }",
        json!({}),
    );
    assert_eq!(texts(&data["organizations"]["nodes"], "/slug"), ["alpha", "beta", "gamma"]);
    assert_eq!(data["organizations"]["omitted"], json!({ "possible": 0, "planned": 1 }));
    assert_eq!(texts(&data["plans"]["nodes"], "/slug"), ["delta"]);
    assert_eq!(data["plans"]["omitted"]["planned"], 0);
    assert_eq!(data["both"], json!({ "totalCount": 4, "omitted": { "planned": 0 } }));
    assert_eq!(data["none"], json!({ "totalCount": 0, "omitted": { "planned": 1 } }));
    assert_eq!(texts(&data["programs"]["nodes"], "/slug"), ["plan"]);
    assert_eq!(data["programs"]["omitted"]["planned"], 1);
    assert_eq!(data["parts"], json!({ "parts": [], "all": [{ "slug": "sub" }] }));
    assert_eq!(data["delta"], json!({ "slug": "delta", "stage": "PLANNED" }));
    assert_eq!(texts(&data["search"]["nodes"], "/slug"), ["delta"]);
}

#[test]
fn a_connection_counts_the_possible_and_planned_relations_that_it_leaves_out() {
    // A page that is not older than 2023 lists members without dates.
    let members = |arguments: &str| {
        let query = format!(
            "{{ organization(by: {{ slug: \"canceropole-ile-de-france\" }}) {{
                members({arguments}) {{ totalCount omitted {{ possible planned }} }} }} }}"
        );
        seeded::registry().ask(&query)["organization"]["members"].clone()
    };
    let (before, all) = (members("asOf: \"2022\""), members("asOf: \"2022\", certainty: POSSIBLE"));
    let sum =
        before["totalCount"].as_u64().unwrap() + before["omitted"]["possible"].as_u64().unwrap();
    assert_eq!(all["totalCount"], sum);
    assert_eq!((&before["totalCount"], &all["omitted"]["possible"]), (&json!(0), &json!(0)));
    assert_eq!(members("history: true")["omitted"]["possible"], 0);
    let app = TestApp::new(&plans());
    let omitted = |arguments: &str| {
        let query = format!(
            "{{ organization(by: {{ slug: \"alpha\" }}) {{
                affiliations({arguments}) {{ omitted {{ possible planned }} }} }} }}"
        );
        app.data(&query, json!({}))["organization"]["affiliations"]["omitted"].clone()
    };
    // The cancelled one is no plan any more.
    for (arguments, possible, planned) in [
        ("asOf: \"2030\"", 0, 1),
        ("asOf: \"2005-06\"", 1, 0),
        ("asOf: \"2040\"", 0, 0),
        ("history: true", 0, 1),
        ("history: true, basis: IMPLIED", 0, 0),
        ("asOf: \"2030\", filter: { roles: { in: [MEMBER] } }", 0, 0),
        ("asOf: \"2030\", stages: [REALIZED, PLANNED]", 0, 0),
    ] {
        let expected = json!({ "possible": possible, "planned": planned });
        assert_eq!(omitted(arguments), expected, "{arguments}");
    }
}

#[test]
fn what_the_documents_only_plan_is_no_fact() {
    let data = seeded::registry().ask(
        "{ kids: organization(by: { slug: \"paris-kids-cancer\" }) {
             now: affiliations(certainty: POSSIBLE) { totalCount }
             ever: affiliations(history: true) { totalCount }
             plans: affiliations(stages: [PLANNED]) { nodes { role object { slug } since stage } }
             programs(history: true) { totalCount } }
           centers: organizations(filter: { kinds: { in: [CANCER_CENTRE] } }) { nodes { slug } }
           center: organization(by: { slug: \"prospective-oncology-center\" }) { stage
             programs(history: true) { totalCount }
             plans: programs(stages: [PLANNED]) { edges { participation { role } node { slug } } } }
           inca: organization(by: { slug: \"inca\" }) { labelled(history: true) { nodes { slug } } }
           programs(filter: { name: { contains: \"first projects\" } }) { totalCount } }",
    );
    let kids = &data["kids"];
    assert_eq!((&kids["now"]["totalCount"], &kids["ever"]["totalCount"]), (&json!(0), &json!(0)));
    let label = json!({ "role": "LABELLED_BY", "object": { "slug": "inca" }, "since": "2023", "stage": "PLANNED" });
    assert!(kids["plans"]["nodes"].as_array().unwrap().contains(&label), "{kids}");
    assert_eq!(kids["programs"]["totalCount"], 0);
    let centers = texts(&data["centers"]["nodes"], "/slug");
    assert!(!centers.contains(&"prospective-oncology-center".to_owned()), "{centers:?}");
    let center = &data["center"];
    assert_eq!(
        (&center["stage"], &center["programs"]["totalCount"]),
        (&json!("PLANNED"), &json!(0))
    );
    assert_eq!(center["plans"]["edges"][0]["node"]["slug"], "pscc-project");
    let labelled = texts(&data["inca"]["labelled"]["nodes"], "/slug");
    assert!(
        !labelled.iter().any(|slug| slug.contains("paediatric") || slug.contains("kids")),
        "{labelled:?}"
    );
    assert_eq!(data["programs"]["totalCount"], 0);
}

#[test]
fn a_label_holds_for_its_period_and_an_announced_project_is_no_fact() {
    let data = seeded::registry().ask(
        "{ cite: organization(by: { slug: \"universite-paris-cite\" }) {
             before: programs(asOf: \"2021\") { totalCount }
             after: programs(asOf: \"2024\") { totalCount omitted { possible } } }
           sirics: organization(by: { slug: \"sirics\" }) { labelledBy(asOf: \"2014\") { totalCount } }
           period: organization(by: { slug: \"sirics-2023-2027\" }) {
             before: labelledBy(asOf: \"2014\") { totalCount }
             now: labelledBy(asOf: \"2026\") { totalCount } }
           project: program(by: { slug: \"pscc-project\" }) { stage }
           founder: organization(by: { slug: \"sanofi\" }) {
             programs(history: true) { nodes { slug } }
             announced: programs(stages: [ANNOUNCED]) { nodes { slug } } } }",
    );
    let count = |pointer: &str| data.pointer(pointer).unwrap().as_i64().unwrap();
    assert_eq!((count("/cite/before/totalCount"), count("/cite/after/totalCount")), (1, 0));
    assert_eq!(count("/cite/after/omitted/possible"), 1, "the confirmation of 2022 is planned");
    assert_eq!(count("/sirics/labelledBy/totalCount"), 1, "since 2013");
    assert_eq!((count("/period/before/totalCount"), count("/period/now/totalCount")), (0, 1));
    assert_eq!(data["project"]["stage"], "ANNOUNCED");
    let programs = |pointer: &str| texts(data.pointer(pointer).unwrap(), "/slug");
    assert!(!programs("/founder/programs/nodes").contains(&"pscc-project".to_owned()));
    assert_eq!(programs("/founder/announced/nodes"), ["pscc-project"]);
}

/// An affiliation of the hub with a neighbour of this number: its dates and its stage.
type Spoke = (&'static str, &'static str, Stage);

fn spokes() -> impl Strategy<Value = Vec<Spoke>> {
    let since = select(&["", "2006", "2010-05", "[..2009]", "[2008..2012]", "2008~", "2030"][..]);
    let until = select(&["", "2007", "2012-06", "[2011..]", "2031"][..]);
    prop::collection::vec((since, until, select(&Stage::ALL[..])), 1..8)
}

fn wheel(spokes: &[Spoke]) -> Registry {
    let slug = |number: usize| format!("n{number}");
    let mut registry = Registry {
        sources: vec![world::source("old", "2007")],
        organizations: vec![world::organization("hub"), world::organization("alpha")],
        ..Registry::default()
    };
    for (number, (since, until, stage)) in spokes.iter().enumerate() {
        registry.organizations.push(world::organization(&slug(number)));
        let period = Period { stage: *stage, ..world::period(since, until) };
        registry.affiliations.push(world::affiliation("hub", "MEMBER", &slug(number), period));
    }
    registry
}

/// The slugs of the neighbours of the hub, as a field below `pointer` lists them.
fn neighbours(data: &Json, pointer: &str, slug: &str) -> BTreeSet<String> {
    let found = texts(data.pointer(pointer).unwrap(), slug);
    found.into_iter().filter(|slug| slug != "hub").collect()
}

#[test]
fn the_network_in_memory_and_the_database_agree_on_plans_at_every_date() {
    let stages = prop::collection::vec(select(&Stage::ALL[..]), 0..4);
    let times = select(
        &[
            "asOf: \"2005\"",
            "asOf: \"2007\", certainty: POSSIBLE",
            "asOf: \"2009-03\"",
            "asOf: \"2011\", certainty: POSSIBLE",
            "asOf: \"2030-07\"",
            "asOf: \"2099\", certainty: POSSIBLE",
            "history: true",
        ][..],
    );
    for_random_cases(60, &(spokes(), stages, times), |app, (spokes, stages, time)| {
        app.apply(&wheel(&spokes));
        let words: Vec<_> = stages.iter().map(|stage| stage.word()).collect();
        let arguments = format!("{time}, stages: [{}]", words.join(", "));
        let data = app.data(
            &format!(
                "{{ network(around: {{ slug: \"hub\" }}, {arguments}) {{ nodes {{ organization {{ slug }} }} }}
                   organization(by: {{ slug: \"hub\" }}) {{
                     memberOf({arguments}) {{ nodes {{ slug }} edges {{ certainty affiliation {{ stage }} }} }} }}
                   affiliations({arguments}) {{ nodes {{ object {{ slug }} }} }}
                   organizations(filter: {{ affiliatedWith: {{ organization: {{ slug: \"hub\" }}, {arguments} }} }}) {{
                     nodes {{ slug }} }} }}"
            ),
            json!({}),
        );
        let in_database = neighbours(&data, "/organization/memberOf/nodes", "/slug");
        for (pointer, slug) in [
            ("/network/nodes", "/organization/slug"),
            ("/affiliations/nodes", "/object/slug"),
            ("/organizations/nodes", "/slug"),
        ] {
            prop_assert_eq!(
                &neighbours(&data, pointer, slug),
                &in_database,
                "{} {}",
                pointer,
                arguments
            );
        }
        for edge in data["organization"]["memberOf"]["edges"].as_array().unwrap() {
            let stage = edge["affiliation"]["stage"].as_str().unwrap();
            prop_assert!(words.contains(&stage), "{} {}", stage, arguments);
            prop_assert!(
                stage == "REALIZED" || edge["certainty"].is_null(),
                "{} {}",
                edge,
                arguments
            );
        }
        Ok(())
    });
}
