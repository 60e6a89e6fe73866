//! Nothing is left out of a list silently: what it returns and what it counts as omitted are together what is recorded.

use consortia::domain::role::ROLE_DIRECTIONS;
use serde_json::{Value as Json, json};

use crate::{seeded::registry, store::world, support::TestApp};

const COUNTS: &str = "totalCount omitted { possible planned ended notStarted }";
const EVERY_STAGE: &str = "stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]";
/// Dates long ago, in the past, today and ahead.
const DATES: [&str; 6] = ["1900", "2005", "2007-03-10", "2018-01-01", "2023", "2099"];

fn number(of: &Json, name: &str) -> u64 {
    of[name].as_u64().unwrap_or_else(|| panic!("no {name} in {of}"))
}

/// The lists of relations: the field with a filter or without, below each item of a list of the root.
fn lists() -> Vec<(&'static str, Vec<String>)> {
    let mut of_organizations: Vec<_> =
        ROLE_DIRECTIONS.iter().map(|it| it.field.to_owned()).collect();
    let others = ["affiliations", "people", "programs"].map(str::to_owned);
    of_organizations.extend(others);
    of_organizations.push(
        "affiliations|basis: STATED, otherOrganization: { kinds: { in: [UNIVERSITY, HOSPITAL] } }"
            .to_owned(),
    );
    of_organizations.push("members|filter: { name: { contains: \"paris\" } }".to_owned());
    of_organizations.push("programs|participation: { roles: { in: [FUNDER] } }".to_owned());
    let of = |fields: &[&str]| fields.iter().map(|it| (*it).to_owned()).collect();
    vec![
        ("organizations(first: 100)", of_organizations),
        ("people(first: 100)", of(&["positions", "programs", "events"])),
        ("programs(first: 100)", of(&["participants"])),
        ("events(first: 100)", of(&["participants"])),
    ]
}

/// The counts of a list at a date, and what is recorded, with the facts and with every stage.
fn asked(list: &str, date: &str) -> String {
    let (field, filter) = list.split_once('|').unwrap_or((list, ""));
    let ask = |alias: &str, arguments: &str| {
        format!("{alias}: {field}({arguments}, {filter}) {{ {COUNTS} }}")
    };
    let at = format!("asOf: \"{date}\", history: false");
    [
        ask("facts", &format!("{at}, stages: [REALIZED]")),
        ask("possible", &format!("{at}, stages: [REALIZED], certainty: POSSIBLE")),
        ask("every", &format!("{at}, {EVERY_STAGE}")),
        ask("plans", &format!("{at}, stages: [PLANNED]")),
        ask("recorded", "history: true, stages: [REALIZED]"),
        ask("recordedPlans", "history: true, stages: [PLANNED]"),
        ask("cancelled", "history: true, stages: [CANCELLED]"),
        ask("everything", &format!("history: true, {EVERY_STAGE}")),
    ]
    .join(" ")
}

/// Checks the answers to [`asked`]; returns how many relations had ended and how many had not started.
fn check(answer: &Json, context: &str) -> (u64, u64) {
    let total = |of: &str| number(&answer[of], "totalCount");
    let omitted = |of: &str, what: &str| number(&answer[of]["omitted"], what);
    for (at_date, recorded) in [
        ("facts", "recorded"),
        ("possible", "recorded"),
        ("every", "everything"),
        ("plans", "recordedPlans"),
    ] {
        let left_out: u64 =
            ["possible", "ended", "notStarted"].iter().map(|it| omitted(at_date, it)).sum();
        assert_eq!(total(at_date) + left_out, total(recorded), "{context} {at_date}: {answer}");
    }
    for recorded in ["recorded", "everything"] {
        for what in ["possible", "ended", "notStarted"] {
            assert_eq!(omitted(recorded, what), 0, "{context} {recorded}");
        }
    }
    let all = total("recorded") + omitted("recorded", "planned") + total("cancelled");
    assert_eq!(all, total("everything"), "{context}");
    (omitted("facts", "ended"), omitted("facts", "notStarted"))
}

#[test]
fn every_list_of_relations_counts_all_that_it_leaves_out() {
    let (mut ended, mut not_started) = (0, 0);
    for (outer, fields) in lists() {
        let name = outer.split('(').next().unwrap();
        for field in &fields {
            for date in DATES {
                let query = format!("{{ {outer} {{ nodes {{ slug {} }} }} }}", asked(field, date));
                let data = registry().ask(&query);
                for node in data[name]["nodes"].as_array().unwrap() {
                    let context = format!("{} {field} {date}", node["slug"]);
                    let found = check(node, &context);
                    (ended, not_started) = (ended + found.0, not_started + found.1);
                }
            }
        }
    }
    for date in DATES {
        for list in ["affiliations", "affiliations|filter: { roles: { in: [MEMBER] } }"] {
            let found = check(&registry().ask(&format!("{{ {} }}", asked(list, date))), date);
            (ended, not_started) = (ended + found.0, not_started + found.1);
        }
    }
    assert!(ended > 10 && not_started > 100, "{ended} {not_started}");
}

#[test]
fn lists_of_things_count_what_did_not_exist_on_the_date() {
    let mut seen = [0, 0];
    for (list, filter) in [
        ("organizations", ""),
        ("organizations", "filter: { kinds: { in: [UNIVERSITY] } }"),
        ("programs", ""),
    ] {
        for stages in ["stages: [REALIZED]", EVERY_STAGE] {
            for date in DATES {
                let data = registry().ask(&format!(
                    "{{ then: {list}(asOf: \"{date}\", {stages}, {filter}) {{ {COUNTS} }}
                       all: {list}({stages}, {filter}) {{ {COUNTS} }} }}"
                ));
                let omitted =
                    ["ended", "notStarted"].map(|it| number(&data["then"]["omitted"], it));
                let then = number(&data["then"], "totalCount") + omitted[0] + omitted[1];
                assert_eq!(then, number(&data["all"], "totalCount"), "{list} {date} {data}");
                assert_eq!(data["all"]["omitted"]["ended"], 0);
                assert_eq!(data["all"]["omitted"]["notStarted"], 0);
                seen = [seen[0] + omitted[0], seen[1] + omitted[1]];
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 10), "{seen:?}");
}

/// Alpha was a member of beta until 2005 and is a partner of gamma since 2015. It is to be a partner of delta in 2030.
#[test]
fn what_ended_and_what_had_not_started_are_counted_apart() {
    let mut registry = consortia::domain::record::Registry {
        sources: vec![world::source("old", "2020")],
        organizations: ["alpha", "beta", "gamma", "delta"].map(world::organization).into(),
        ..Default::default()
    };
    let mut plan = world::affiliation("alpha", "PARTNER", "delta", world::period("2030", "2030"));
    plan.period.stage = consortia::domain::stage::Stage::Planned;
    registry.affiliations = vec![
        world::affiliation("alpha", "MEMBER", "beta", world::period("2001", "2005")),
        world::affiliation("alpha", "PARTNER", "gamma", world::period("2015", "")),
        plan,
    ];
    let app = TestApp::new(&registry);
    for (arguments, expected) in [
        ("asOf: \"2003\"", [1, 0, 0, 0, 1]),
        ("asOf: \"2010\"", [0, 0, 0, 1, 1]),
        ("asOf: \"2016\"", [1, 0, 0, 1, 0]),
        ("asOf: \"2030\"", [0, 1, 1, 1, 0]),
        ("asOf: \"2016\", stages: [PLANNED]", [0, 0, 0, 0, 1]),
        ("asOf: \"2030\", stages: [PLANNED]", [1, 0, 0, 0, 0]),
        ("asOf: \"2040\", stages: [PLANNED]", [0, 0, 0, 1, 0]),
        ("asOf: \"2016\", stages: []", [0, 0, 0, 0, 0]),
        ("history: true", [2, 0, 1, 0, 0]),
        ("asOf: \"2010\", filter: { roles: { in: [MEMBER] } }", [0, 0, 0, 1, 0]),
    ] {
        let [total, possible, planned, ended, not_started] = expected;
        let expected = json!({ "totalCount": total, "omitted": {
            "possible": possible, "planned": planned, "ended": ended, "notStarted": not_started } });
        let query = format!(
            "{{ affiliations({arguments}) {{ {COUNTS} }}
               organization(by: {{ slug: \"alpha\" }}) {{ affiliations({arguments}) {{ {COUNTS} }} }} }}"
        );
        let data = app.data(&query, json!({}));
        assert_eq!(data["affiliations"], expected, "{arguments}");
        assert_eq!(data["organization"]["affiliations"], expected, "{arguments}");
    }
}
