//! Related organizations and co-participants, compared with a brute-force reading of all affiliations and participations.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use consortia::domain::{
    date::{PartialDate, StatedDate},
    record::{Activity, Affiliation, Agent, Participation, Period, Program, Registry},
    stage::Stage,
};
use proptest::{prelude::*, sample::select};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, for_random_cases, texts},
};

/// The number of organizations in a random registry.
const SIZE: usize = 6;
/// The number of its programs.
const PROGRAMS: usize = 4;
/// The roles by which two organizations have a unit in common.
const UNIT_ROLES: [&str; 2] = ["FOUNDER", "PARENT"];

fn date() -> impl Strategy<Value = &'static str> {
    select(
        &["2001", "2003-05", "2003-05-20", "2004", "2006", "[2002..2004]", "[..2003]", "2003~"][..],
    )
}

fn period() -> impl Strategy<Value = Period> {
    let since = prop::option::weighted(0.5, date());
    let until = prop_oneof![4 => Just(None), 1 => date().prop_map(Some)];
    let stage = prop_oneof![6 => Just(Stage::Realized), 1 => Just(Stage::Planned)];
    (since, until, stage).prop_map(|(since, until, stage)| Period {
        stage,
        since: since.and_then(|date| date.parse().ok()),
        until: until.and_then(|date| date.parse().ok()),
        ..Period::default()
    })
}

fn basis() -> impl Strategy<Value = &'static str> {
    select(&["STATED", "STATED", "IMPLIED"][..])
}

fn slug(number: usize) -> String {
    format!("n{number}")
}

fn affiliation() -> impl Strategy<Value = Affiliation> {
    let role = select(&["MEMBER", "PARTNER", "FOUNDER", "PARENT", "PARENT"][..]);
    // No organization is a part of its part: parents have smaller numbers.
    let ends = (0..SIZE, 0..SIZE).prop_filter("one before the other", |(from, to)| from < to);
    (ends, role, period(), basis()).prop_map(|((from, to), role, period, basis)| {
        let mut affiliation = world::affiliation(&slug(from), role, &slug(to), period);
        basis.clone_into(&mut affiliation.evidence.basis);
        affiliation
    })
}

fn participation() -> impl Strategy<Value = Participation> {
    let role = select(&["COORDINATOR", "PARTNER", "FUNDER"][..]);
    (0..SIZE, 0..PROGRAMS, role, period(), basis()).prop_map(
        |(of, program, role, period, basis)| {
            let agent = Agent::Organization(slug(of));
            let mut it = world::participation("", agent, Activity::Program(format!("p{program}")));
            it.period = period;
            role.clone_into(&mut it.role);
            basis.clone_into(&mut it.evidence.basis);
            it
        },
    )
}

fn program(number: usize) -> impl Strategy<Value = Program> {
    (prop::option::of(date()), select(&["PLAN", "PROJECT"][..])).prop_map(move |(starts, kind)| {
        Program {
            starts: starts.and_then(|date| date.parse().ok()),
            ends: None,
            kind: kind.to_owned(),
            ..world::program(&format!("p{number}"), None)
        }
    })
}

fn registry() -> impl Strategy<Value = Registry> {
    let programs: Vec<_> = (0..PROGRAMS).map(program).collect();
    let affiliations = prop::collection::vec(affiliation(), 0..16);
    let participations = prop::collection::vec(participation(), 0..16);
    (programs, affiliations, participations).prop_map(
        |(programs, mut affiliations, mut participations)| {
            for (number, affiliation) in affiliations.iter_mut().enumerate() {
                affiliation.key = format!("a{number}");
            }
            for (number, participation) in participations.iter_mut().enumerate() {
                participation.key = format!("p{number}");
            }
            let mut organizations = vec![world::organization("alpha")];
            organizations.extend((0..SIZE).map(|number| world::organization(&slug(number))));
            let sources = vec![world::source("old", "2003-05-15"), world::source("new", "2005")];
            Registry {
                sources,
                organizations,
                programs,
                affiliations,
                participations,
                ..Registry::default()
            }
        },
    )
}

/// What a question asks for, apart from the organization.
#[derive(Clone, Debug)]
struct Question {
    as_of: &'static str,
    certainty: &'static str,
    history: bool,
    basis: Option<&'static str>,
    stages: &'static [&'static str],
}

fn question() -> impl Strategy<Value = Question> {
    let dates = select(&["2001", "2003", "2003-05-20", "2004", "2005", "2006", "2031"][..]);
    let basis = select(&[None, None, Some("STATED")][..]);
    let stages = select(vec![&["REALIZED"][..], &["PLANNED", "REALIZED"][..], &[]]);
    (dates, 0..3, basis, stages).prop_map(|(as_of, kind, basis, stages)| Question {
        as_of,
        stages,
        certainty: if kind == 1 { "POSSIBLE" } else { "CERTAIN" },
        history: kind == 2,
        basis,
    })
}

/// A filter of organizations, and what it selects.
const SOME: &str = "filter: { or: [{ slug: { in: [\"n1\", \"n3\"] } }, { memberOf: { some: {}, history: true } }] }";

/// Checks that a list is the whole one without the organizations that the filter leaves out, in the same order.
fn check_filtered(
    whole: &Json,
    some: &Json,
    selected: &BTreeSet<String>,
) -> Result<(), TestCaseError> {
    let slug = |edge: &&Json| selected.contains(edge["node"]["slug"].as_str().unwrap());
    let expected: Vec<_> = list(&whole["edges"]).filter(slug).collect();
    prop_assert_eq!(list(&some["edges"]).collect::<Vec<_>>(), expected.clone());
    prop_assert_eq!(&some["totalCount"], expected.len());
    Ok(())
}

/// The query: what is tested, and all affiliations and participations, which SQL selects by the same arguments.
fn query() -> String {
    const TIME: &str = "asOf: $asOf, certainty: $certainty, history: $history, stages: $stages";
    const TIME_OF_PARTS: &str = "asOf: $asOf, certainty: $certainty, history: $history";
    const EDGE: &str =
        "totalCount totalCountIsLowerBound edges { count node { slug } affiliations { id }
        units { organization { slug } affiliations { id } }
        programs { program { slug } sinceStated participations { id } } }";
    const CO: &str =
        "totalCount edges { programCount earliestSinceStated latestSinceStated node { slug }
        programs { program { slug } since sinceStated participations { id } } }";
    let related =
        |more: &str| format!("related({TIME}, basis: $basis, first: 10 {more}) {{ {EDGE} }}");
    let co =
        |more: &str| format!("coParticipants({TIME}, basis: $basis, first: 10 {more}) {{ {CO} }}");
    format!(
        "query ($slug: String!, $asOf: PartialDate!, $certainty: Certainty!, $history: Boolean!, $basis: Basis, $stages: [Stage!]!) {{
            organization(by: {{ slug: $slug }}) {{
                {} partners: {} units: {} wholes: {} programs: {}
                {} coordinated: {} own: {} projects: {}
                someRelated: {} someUnits: {} someCo: {} relatedByName: {} coByName: {} coByDate: {}
                descendants({TIME_OF_PARTS}, first: 100) {{ edges {{ depth node {{ slug }} }} }}
                someDescendants: descendants({TIME_OF_PARTS}, first: 100, {SOME}) {{ totalCount edges {{ depth node {{ slug }} }} }} }}
            selected: organizations(first: 100, {SOME}) {{ nodes {{ slug }} }}
            affiliations({TIME}, first: 100) {{ nodes {{ id role basis subject {{ slug }} object {{ slug }} }} }}
            programs(first: 100) {{ nodes {{ slug kind startsOnStated participants({TIME}, basis: $basis, first: 100) {{
                edges {{ participation {{ id role sinceStated organization {{ slug }} }} }} }} }} }} }}",
        related(""),
        related(", roles: [PARTNER, MEMBER]"),
        related(", via: UNIT"),
        related(", via: UNIT, roles: [PARENT]"),
        related(", via: PROGRAM"),
        co(""),
        co(", roles: [COORDINATOR]"),
        co(", ownRoles: [COORDINATOR, FUNDER]"),
        co(", programKinds: [PROJECT]"),
        related(&format!(", {SOME}")),
        related(&format!(", via: UNIT, {SOME}")),
        co(&format!(", {SOME}")),
        related(", orderBy: NAME"),
        co(", orderBy: NAME"),
        co(", orderBy: LATEST"),
    )
}

fn list(of: &Json) -> impl Iterator<Item = &Json> {
    of.as_array().unwrap().iter()
}

fn text(of: &Json) -> String {
    of.as_str().unwrap().to_owned()
}

fn ids(of: &Json) -> BTreeSet<String> {
    list(of).map(|it| text(&it["id"])).collect()
}

/// The affiliations of an organization with each other one, of these roles.
fn affiliations(
    data: &Json,
    of: &str,
    basis: Option<&str>,
    roles: &[&str],
) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for it in list(&data["affiliations"]["nodes"]) {
        let counts = roles.is_empty() || roles.contains(&it["role"].as_str().unwrap());
        let ends = [text(&it["subject"]["slug"]), text(&it["object"]["slug"])];
        if !counts
            || basis.is_some_and(|basis| it["basis"] != basis)
            || !ends.contains(&of.to_owned())
        {
            continue;
        }
        let other = ends.into_iter().find(|end| end != of).unwrap();
        found.entry(other).or_default().insert(text(&it["id"]));
    }
    found
}

type Units = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// For each other organization the units that it has in common with one, with the affiliations of both.
fn units(data: &Json, of: &str, basis: Option<&str>, roles: &[&str]) -> Units {
    let mut of_each: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for it in list(&data["affiliations"]["nodes"]) {
        if roles.contains(&it["role"].as_str().unwrap())
            && basis.is_none_or(|basis| it["basis"] == basis)
        {
            let units = of_each.entry(text(&it["subject"]["slug"])).or_default();
            units.entry(text(&it["object"]["slug"])).or_default().insert(text(&it["id"]));
        }
    }
    let own = of_each.remove(of).unwrap_or_default();
    let shared = of_each.into_iter().map(|(other, units)| {
        let shared = units.into_iter().filter_map(|(unit, ids)| {
            Some((unit.clone(), own.get(&unit)?.union(&ids).cloned().collect()))
        });
        (other, shared.collect::<BTreeMap<_, _>>())
    });
    shared.filter(|(_, units)| !units.is_empty()).collect()
}

/// A common program: its start, and the participations.
#[derive(Debug, Clone, PartialEq)]
struct Common {
    program: String,
    since: Option<String>,
    participations: BTreeSet<String>,
}

fn order(date: Option<&String>) -> i64 {
    date.map_or(i64::MIN, |date| date.parse::<StatedDate>().unwrap().order())
}

/// The programs in common with each other organization, where the participations of both meet a condition on their role and
/// the program one on its kind.
fn common(
    data: &Json,
    of: &str,
    own_role: impl Fn(&str) -> bool,
    role: impl Fn(&str) -> bool,
    kind: impl Fn(&str) -> bool,
) -> BTreeMap<String, Vec<Common>> {
    let mut found: BTreeMap<String, Vec<Common>> = BTreeMap::new();
    for program in list(&data["programs"]["nodes"]).filter(|it| kind(it["kind"].as_str().unwrap()))
    {
        let all = || list(&program["participants"]["edges"]).map(|it| &it["participation"]);
        let meets = |it: &&Json, slug: &str, role: &dyn Fn(&str) -> bool| {
            it["organization"]["slug"] == slug && role(it["role"].as_str().unwrap())
        };
        let own: Vec<_> = all().filter(|it| meets(it, of, &own_role)).collect();
        for other in (0..SIZE).map(slug).filter(|other| other != of) {
            let others: Vec<_> = all().filter(|it| meets(it, &other, &role)).collect();
            if own.is_empty() || others.is_empty() {
                continue;
            }
            let start = |of: &[&Json]| {
                let dates =
                    of.iter().filter_map(|it| it["sinceStated"].as_str().map(str::to_owned));
                dates.min_by_key(|date| (order(Some(date)), date.clone()))
            };
            let later = |it: &Option<String>| (order(it.as_ref()), it.clone());
            let since = [start(&own), start(&others)].into_iter().max_by_key(later).unwrap();
            let since = since.or_else(|| program["startsOnStated"].as_str().map(str::to_owned));
            let participations = own.iter().chain(&others).map(|it| text(&it["id"])).collect();
            let common = Common { program: text(&program["slug"]), since, participations };
            found.entry(other).or_default().push(common);
        }
    }
    for programs in found.values_mut() {
        programs.sort_by_key(|it| Reverse(order(it.since.as_ref())));
    }
    found
}

/// The programs of an edge.
fn programs(edge: &Json) -> Vec<Common> {
    let programs = list(&edge["programs"]).map(|it| Common {
        program: text(&it["program"]["slug"]),
        since: it["sinceStated"].as_str().map(str::to_owned),
        participations: ids(&it["participations"]),
    });
    programs.collect()
}

/// Checks the order of a connection: the largest numbers first, then by name, which is as the slug here.
fn check_order<K: Ord + Clone>(
    connection: &Json,
    mut expected: Vec<(K, String)>,
) -> Result<(), TestCaseError> {
    expected.sort();
    let slugs: Vec<_> = expected.into_iter().map(|(_, slug)| slug).collect();
    prop_assert_eq!(texts(&connection["edges"], "/node/slug"), slugs.clone());
    prop_assert_eq!(&connection["totalCount"], slugs.len());
    Ok(())
}

fn check_co_participants(
    connection: &Json,
    expected: &BTreeMap<String, Vec<Common>>,
) -> Result<(), TestCaseError> {
    let sorted = expected.iter().map(|(other, programs)| {
        ((Reverse(programs.len()), Reverse(order(programs[0].since.as_ref()))), other.clone())
    });
    check_order(connection, sorted.collect())?;
    for edge in list(&connection["edges"]) {
        let expected = &expected[edge["node"]["slug"].as_str().unwrap()];
        prop_assert_eq!(&edge["programCount"], expected.len());
        check_programs(edge, expected)?;
        let dated = || expected.iter().filter_map(|it| it.since.clone());
        prop_assert_eq!(
            order(edge["latestSinceStated"].as_str().map(str::to_owned).as_ref()),
            order(dated().next().as_ref())
        );
        prop_assert_eq!(
            order(edge["earliestSinceStated"].as_str().map(str::to_owned).as_ref()),
            order(dated().next_back().as_ref())
        );
        for program in list(&edge["programs"]) {
            let stated = program["sinceStated"].as_str();
            let partial = stated.filter(|date| date.parse::<PartialDate>().is_ok());
            prop_assert_eq!(program["since"].as_str(), partial);
        }
    }
    Ok(())
}

/// Programs with the same date may come in any order.
fn check_programs(edge: &Json, expected: &[Common]) -> Result<(), TestCaseError> {
    let found = programs(edge);
    let dates = |of: &[Common]| of.iter().map(|it| order(it.since.as_ref())).collect::<Vec<_>>();
    prop_assert_eq!(dates(&found), dates(expected));
    prop_assert_eq!(found.len(), expected.len());
    prop_assert!(expected.iter().all(|it| found.contains(it)), "{:?} {:?}", found, expected);
    Ok(())
}

#[test]
fn related_organizations_and_co_participants_are_those_of_all_relations() {
    let query = query();
    for_random_cases(80, &(registry(), 0..SIZE, question()), |app, (registry, of, question)| {
        app.apply(&registry);
        let of = &slug(of);
        let basis = question.basis;
        let variables = json!({ "slug": of, "asOf": question.as_of, "certainty": question.certainty,
            "history": question.history, "basis": basis, "stages": question.stages });
        let variables = if question.history {
            let mut variables = variables;
            variables["certainty"] = json!("CERTAIN");
            variables
        } else {
            variables
        };
        let data = app.data(&query, variables);
        let it = &data["organization"];
        let between = affiliations(&data, of, basis, &[]);
        for (name, roles) in [("related", &[][..]), ("partners", &["PARTNER", "MEMBER"][..])] {
            let expected = affiliations(&data, of, basis, roles);
            let sorted = expected.iter().map(|(other, ids)| (Reverse(ids.len()), other.clone()));
            check_order(&it[name], sorted.collect())?;
            for edge in list(&it[name]["edges"]) {
                let expected = &expected[edge["node"]["slug"].as_str().unwrap()];
                prop_assert_eq!(&edge["count"], expected.len());
                prop_assert_eq!(&ids(&edge["affiliations"]), expected);
                prop_assert!(list(&edge["units"]).chain(list(&edge["programs"])).next().is_none());
            }
        }
        for (name, roles) in [("units", &UNIT_ROLES[..]), ("wholes", &["PARENT"][..])] {
            let expected = units(&data, of, basis, roles);
            let sorted =
                expected.iter().map(|(other, units)| (Reverse(units.len()), other.clone()));
            check_order(&it[name], sorted.collect())?;
            for edge in list(&it[name]["edges"]) {
                let other = edge["node"]["slug"].as_str().unwrap();
                prop_assert_eq!(&edge["count"], expected[other].len());
                prop_assert_eq!(
                    ids(&edge["affiliations"]),
                    between.get(other).cloned().unwrap_or_default()
                );
                let found: BTreeMap<_, _> = list(&edge["units"])
                    .map(|it| (text(&it["organization"]["slug"]), ids(&it["affiliations"])))
                    .collect();
                // A unit lists no more than five affiliations.
                prop_assert!(found.keys().eq(expected[other].keys()));
                for (unit, ids) in &found {
                    let all = &expected[other][unit];
                    prop_assert!(ids.is_subset(all) && ids.len() == all.len().min(5));
                }
            }
        }
        let any = |_: &str| true;
        let all = common(&data, of, any, any, any);
        let sorted = all.iter().map(|(other, programs)| (Reverse(programs.len()), other.clone()));
        check_order(&it["programs"], sorted.collect())?;
        for edge in list(&it["programs"]["edges"]) {
            check_programs(edge, &all[edge["node"]["slug"].as_str().unwrap()])?;
        }
        check_co_participants(&it["coParticipants"], &all)?;
        let coordinator = |role: &str| role == "COORDINATOR";
        check_co_participants(&it["coordinated"], &common(&data, of, any, coordinator, any))?;
        let own = |role: &str| ["COORDINATOR", "FUNDER"].contains(&role);
        check_co_participants(&it["own"], &common(&data, of, own, any, any))?;
        let projects = common(&data, of, any, any, |kind| kind == "PROJECT");
        check_co_participants(&it["projects"], &projects)?;
        let selected = texts(&data["selected"]["nodes"], "/slug").into_iter().collect();
        for (whole, some) in [
            ("related", "someRelated"),
            ("units", "someUnits"),
            ("coParticipants", "someCo"),
            ("descendants", "someDescendants"),
        ] {
            check_filtered(&it[whole], &it[some], &selected)?;
        }
        let by_name =
            |of: &Json| list(&of["edges"]).map(|it| ((), text(&it["node"]["slug"]))).collect();
        check_order(&it["relatedByName"], by_name(&it["related"]))?;
        check_order(&it["coByName"], by_name(&it["coParticipants"]))?;
        let by_date = all.iter().map(|(other, programs)| {
            let latest = Reverse(order(programs[0].since.as_ref()));
            ((latest, Reverse(programs.len())), other.clone())
        });
        check_order(&it["coByDate"], by_date.collect())?;
        check_pages(app, of)
    });
}

/// Page after page, forward and backward, a list is the same as in one page.
fn check_pages(app: &TestApp, of: &str) -> Result<(), TestCaseError> {
    for field in [
        "related(history: true",
        "related(history: true, via: UNIT",
        "coParticipants(history: true",
        "related(history: true, orderBy: NAME",
        "coParticipants(history: true, orderBy: LATEST",
        "coParticipants(history: true, orderBy: NAME, filter: { slug: { notIn: [\"n1\"] } }",
    ] {
        let ask = |page: &str| {
            let query = format!(
                "{{ organization(by: {{ slug: \"{of}\" }}) {{ list: {field}, {page}) {{
                   pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} nodes {{ slug }} }} }} }}"
            );
            app.data(&query, json!({}))["organization"]["list"].take()
        };
        let whole = texts(&ask("first: 100")["nodes"], "/slug");
        let (mut forward, mut page) = (Vec::new(), ask("first: 2"));
        loop {
            forward.extend(texts(&page["nodes"], "/slug"));
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            page = ask(&format!("first: 2, after: {}", page["pageInfo"]["endCursor"]));
        }
        prop_assert_eq!(&forward, &whole);
        let (mut backward, mut page) = (Vec::new(), ask("last: 2"));
        loop {
            let nodes = texts(&page["nodes"], "/slug");
            backward.splice(0..0, nodes);
            if page["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
            page = ask(&format!("last: 2, before: {}", page["pageInfo"]["startCursor"]));
        }
        prop_assert_eq!(&backward, &whole);
    }
    Ok(())
}

#[test]
fn arguments_that_do_not_fit_are_errors() {
    let app = TestApp::new(&Registry {
        sources: vec![world::source("old", "2003-05-15")],
        organizations: vec![world::organization("alpha")],
        ..Registry::default()
    });
    for (field, message) in [
        ("related(via: PROGRAM, roles: [PARTNER])", "use `coParticipants`"),
        (
            "related(via: UNIT, roles: [PARTNER])",
            "PARTNER does not make a joint unit; use FOUNDER, PARENT",
        ),
        ("related(history: true, certainty: POSSIBLE)", "certainty"),
        ("coParticipants(history: true, certainty: POSSIBLE)", "certainty"),
        ("related(within: { organization: { slug: \"nobody\" } })", "nobody"),
        ("related(filter: { within: { organization: { slug: \"nobody\" } } })", "nobody"),
        ("descendants(filter: { kinds: { in: [] }, nothing: 1 })", "nothing"),
        ("related(orderBy: LATEST)", "LATEST"),
    ] {
        let query =
            format!("{{ organization(by: {{ slug: \"alpha\" }}) {{ {field} {{ totalCount }} }} }}");
        let answer = app.ask(&query, json!({}));
        assert!(answer["errors"].to_string().contains(message), "{field}: {answer}");
    }
}

#[test]
fn the_lists_can_be_narrowed_to_the_parts_of_an_organization_and_grouped() {
    let registry = crate::seeded::registry();
    let data = registry.ask(
        "{ organization(by: { slug: \"canceropole-ile-de-france\" }) {
            all: related(history: true, first: 100) { totalCount nodes { slug } groups(by: [KIND]) { value count } }
            some: related(history: true, first: 100, within: { organization: { slug: \"ap-hp\" } }) { nodes { slug } }
            co: coParticipants(history: true, first: 100) { nodes { slug } }
            coSome: coParticipants(history: true, first: 100, within: { organization: { slug: \"ap-hp\" } }) { nodes { slug } }
         }
         within: organizations(filter: { within: { organization: { slug: \"ap-hp\" } } }, first: 100) { nodes { slug } } }",
    );
    let slugs = |of: &Json| texts(&of["nodes"], "/slug");
    let within = slugs(&data["within"]);
    let it = &data["organization"];
    for (all, some) in [("all", "some"), ("co", "coSome")] {
        let expected: Vec<_> =
            slugs(&it[all]).into_iter().filter(|it| within.contains(it)).collect();
        assert_eq!(slugs(&it[some]), expected, "{all}");
        let (all, some) = (slugs(&it[all]).len(), expected.len());
        assert!(all == 0 || all > some, "{all} and {some}");
    }
    let counts: i64 = list(&it["all"]["groups"]).map(|it| it["count"].as_i64().unwrap()).sum();
    assert!(
        counts >= it["all"]["totalCount"].as_i64().unwrap(),
        "one organization has several kinds"
    );
}

/// A regional office takes part, and not its body.
#[test]
fn the_programs_of_parts_count_as_those_of_their_body() {
    let mut registry = Registry {
        sources: vec![world::source("old", "2003-05-15"), world::source("new", "2023")],
        organizations: ["body", "office", "other"].map(world::organization).to_vec(),
        programs: vec![world::program("plan", None)],
        affiliations: vec![world::affiliation("body", "PARENT", "office", Period::default())],
        ..Registry::default()
    };
    // The publisher of the sources.
    registry.organizations.push(world::organization("alpha"));
    for agent in ["office", "other"] {
        let (agent, activity) =
            (Agent::Organization(agent.to_owned()), Activity::Program("plan".to_owned()));
        let key = format!("{agent:?}");
        registry.participations.push(world::participation(&key, agent, activity));
    }
    let app = TestApp::new(&registry);
    let slugs = |arguments: &str| {
        let query = format!(
            "{{ organization(by: {{ slug: \"body\" }}) {{ list: coParticipants(history: true{arguments}) {{ nodes {{ slug }} }} }} }}"
        );
        texts(&app.data(&query, json!({}))["organization"]["list"]["nodes"], "/slug")
    };
    assert_eq!(slugs(""), [""; 0]);
    assert_eq!(slugs(", includeParts: true"), ["other"], "and not its own office");
}
