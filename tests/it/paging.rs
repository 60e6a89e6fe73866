//! Paging: whatever the page sizes and directions, and even if rows are added and removed in between, each
//! row is returned once and in order.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use consortia::domain::record::{Activity, Agent, Period, Registry};
use proptest::{prelude::*, sample::select};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, for_random_cases, texts},
};

/// A list that is paged through: its place in the schema and its orders.
struct List {
    /// The selection. `ARGS` stands for the arguments of the list, `PAGE` for the fields of a page.
    query: &'static str,
    /// JSON Pointer from `data` to the connection.
    pointer: &'static str,
    /// Type of the items of `orderBy`.
    order: &'static str,
    /// Its order fields.
    fields: &'static [&'static str],
}

const LISTS: &[List] = &[
    List {
        query: "organizations(ARGS) { PAGE }",
        pointer: "/organizations",
        order: "OrganizationOrder",
        fields: &["SOURCE_ORDER", "NAME", "FOUNDED_ON", "AFFILIATION_COUNT"],
    },
    List {
        query: "affiliations(ARGS, certainty: POSSIBLE) { PAGE }",
        pointer: "/affiliations",
        order: "AffiliationOrder",
        fields: &["SOURCE_ORDER", "SINCE", "UNTIL", "ROLE"],
    },
    List {
        query: "organization(by: { slug: \"alpha\" }) { members(ARGS, history: true) { PAGE } }",
        pointer: "/organization/members",
        order: "AffiliatedOrganizationOrder",
        fields: &["SOURCE_ORDER", "NAME", "SINCE"],
    },
    List {
        query: "organization(by: { slug: \"alpha\" }) { affiliations(ARGS, history: true) { PAGE } }",
        pointer: "/organization/affiliations",
        order: "OrganizationAffiliationOrder",
        fields: &["SOURCE_ORDER", "SINCE", "UNTIL", "ROLE"],
    },
    List {
        query: "events(ARGS) { PAGE }",
        pointer: "/events",
        order: "EventOrder",
        fields: &["DATE", "SOURCE_ORDER", "NAME"],
    },
    List {
        query: "organization(by: { slug: \"alpha\" }) { timeline(ARGS) { PAGE } }",
        pointer: "/organization/timeline",
        order: "EventOrder",
        fields: &["DATE", "SOURCE_ORDER", "NAME"],
    },
    List {
        query: "source(by: { slug: \"old\" }) { facts(ARGS) { PAGE } }",
        pointer: "/source/facts",
        order: "FactOrder",
        fields: &["SOURCE_ORDER"],
    },
];

/// A list in an order of one or two fields, each ascending or descending.
#[derive(Clone, Debug)]
struct Walk {
    list: usize,
    order: Json,
}

/// A page of a response.
#[derive(Debug)]
struct Page {
    /// Global id and cursor of each row.
    rows: Vec<(String, String)>,
    more_after: bool,
    more_before: bool,
    total: u64,
}

impl Walk {
    fn ask(&self, app: &TestApp, mut page: Json) -> Json {
        let list = &LISTS[self.list];
        let arguments =
            "first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy";
        let selection = "totalCount nodes { id } edges { cursor node { id } } \
             pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
        let field = list.query.replace("ARGS", arguments).replace("PAGE", selection);
        let query = format!(
            "query ($first: Int, $last: Int, $after: String, $before: String, $orderBy: [{}!]) {{ {field} }}",
            list.order
        );
        page["orderBy"] = self.order.clone();
        app.ask(&query, page)
    }

    fn page(&self, app: &TestApp, page: Json) -> Page {
        let answer = self.ask(app, page);
        let found = answer["data"].pointer(LISTS[self.list].pointer);
        let found = found.unwrap_or_else(|| panic!("{self:?}: {answer}"));
        let text = |value: &Json| value.as_str().unwrap().to_owned();
        let edges = found["edges"].as_array().unwrap().iter();
        let rows: Vec<_> = edges.map(|it| (text(&it["node"]["id"]), text(&it["cursor"]))).collect();
        let nodes: Vec<_> =
            found["nodes"].as_array().unwrap().iter().map(|it| text(&it["id"])).collect();
        assert!(rows.iter().map(|row| &row.0).eq(&nodes), "{found}");
        let info = &found["pageInfo"];
        assert_eq!(info["startCursor"].as_str(), rows.first().map(|row| row.1.as_str()));
        assert_eq!(info["endCursor"].as_str(), rows.last().map(|row| row.1.as_str()));
        Page {
            rows,
            more_after: info["hasNextPage"].as_bool().unwrap(),
            more_before: info["hasPreviousPage"].as_bool().unwrap(),
            total: found["totalCount"].as_u64().unwrap(),
        }
    }

    /// All rows on one page.
    fn whole(&self, app: &TestApp) -> Vec<(String, String)> {
        let page = self.page(app, json!({ "first": 100 }));
        assert!(!page.more_after && page.rows.len() == usize::try_from(page.total).unwrap());
        page.rows
    }
}

fn walk() -> impl Strategy<Value = Walk> {
    (0..LISTS.len()).prop_flat_map(|list| {
        let key = (select(LISTS[list].fields), select(&["ASC", "DESC"][..]));
        prop::collection::vec(key, 0..=2).prop_map(move |keys| {
            let keys = keys.iter().map(|(field, way)| json!({ "field": field, "direction": way }));
            Walk { list, order: keys.collect() }
        })
    })
}

/// A few organizations, affiliations with alpha and events; many have equal sort values.
fn registry(dates: &[Option<&str>]) -> Registry {
    let mut registry = Registry {
        sources: vec![world::source("old", "2007-06-30")],
        organizations: vec![world::organization("alpha")],
        ..Registry::default()
    };
    for (number, date) in dates.iter().enumerate() {
        let slug = format!("org-{number}");
        let mut organization = world::organization(&slug);
        organization.names = world::names(&[["Same", "Name", "Zeta"][number % 3]]);
        organization.founded = date.map(|date| date.parse().unwrap());
        registry.organizations.push(organization);
        let since = date.map(|date| date.parse().unwrap());
        let until = if number % 4 == 0 { "2010".parse().ok() } else { None };
        let role = if number % 5 == 0 { "PARTNER" } else { "MEMBER" };
        let period = Period { since, until, ..Period::default() };
        registry.affiliations.push(world::affiliation(&slug, role, "alpha", period));
        let slug = format!("event-{number}");
        let mut event = world::event(&slug, date.unwrap_or_default(), "");
        event.names = world::names(&[["Same", "Name"][number % 2]]);
        registry.events.push(event);
        let (agent, activity) =
            (Agent::Organization("alpha".to_owned()), Activity::Event(slug.clone()));
        registry.participations.push(world::participation(&slug, agent, activity));
    }
    registry
}

const DATES: &[Option<&str>] =
    &[None, Some("2005"), Some("2005-01"), Some("2005-01-01"), Some("2005-02"), Some("2006")];

fn world_of(size: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = Registry> {
    prop::collection::vec(select(DATES), size).prop_map(|dates| registry(&dates))
}

/// The direction of the next page, and how many rows it has.
#[derive(Clone, Copy, Debug)]
struct Step {
    forward: bool,
    size: usize,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (any::<bool>(), 1..7_usize).prop_map(|(forward, size)| Step { forward, size });
    prop::collection::vec(step, 1..4)
}

/// Reads pages from both ends, repeating the steps until they meet.
fn from_both_ends(app: &TestApp, walk: &Walk, steps: &[Step]) -> Vec<String> {
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let (mut after, mut before) = (Json::Null, Json::Null);
    for step in steps.iter().cycle() {
        let size = if step.forward { "first" } else { "last" };
        let page = walk.page(app, json!({ size: step.size, "after": after, "before": before }));
        assert!(page.rows.len() <= step.size);
        let ids: Vec<_> = page.rows.iter().map(|row| row.0.clone()).collect();
        let more = if step.forward {
            after = page.rows.last().map_or(after, |row| row.1.clone().into());
            head.extend(ids);
            page.more_after
        } else {
            before = page.rows.first().map_or(before, |row| row.1.clone().into());
            tail.splice(0..0, ids);
            page.more_before
        };
        if !more {
            break;
        }
    }
    head.extend(tail);
    head
}

#[test]
fn paging_returns_each_row_once_and_in_order() {
    let cases = (world_of(0..16), prop::collection::vec((walk(), steps()), 4));
    for_random_cases(24, &cases, |app, (registry, walks)| {
        app.apply(&registry);
        for (walk, steps) in walks {
            let whole: Vec<_> = walk.whole(app).into_iter().map(|row| row.0).collect();
            for steps in [
                steps.clone(),
                steps.iter().map(|step| Step { forward: true, ..*step }).collect(),
                steps.iter().map(|step| Step { forward: false, ..*step }).collect(),
            ] {
                prop_assert_eq!(
                    &from_both_ends(app, &walk, &steps),
                    &whole,
                    "{:?} {:?}",
                    walk,
                    steps
                );
            }
        }
        Ok(())
    });
}

#[test]
fn after_and_before_together_return_the_rows_in_between() {
    let ends = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let cases = (world_of(1..12), prop::collection::vec((walk(), ends, any::<bool>()), 6));
    for_random_cases(24, &cases, |app, (registry, windows)| {
        app.apply(&registry);
        for (walk, (one, other), forward) in windows {
            let whole = walk.whole(app);
            if whole.is_empty() {
                continue;
            }
            let (from, to) = (one.index(whole.len()), other.index(whole.len()));
            let size = if forward { "first" } else { "last" };
            let ends = json!({ size: 100, "after": whole[from].1, "before": whole[to].1 });
            let page = walk.page(app, ends);
            let inside = if from < to { &whole[from + 1..to] } else { &[] };
            prop_assert_eq!(&page.rows, inside, "{:?} from {} to {}", walk, from, to);
            prop_assert_eq!(page.total, whole.len() as u64, "counted across pages");
        }
        Ok(())
    });
}

/// The registry without some of its records.
fn thinned(registry: &Registry, keep: &[bool]) -> Registry {
    let kept = |slug: &str| {
        let number = slug.rsplit('-').next().and_then(|number| number.parse::<usize>().ok());
        number.is_none_or(|number| keep[number])
    };
    let mut thinned = registry.clone();
    thinned.organizations.retain(|it| kept(&it.slug));
    thinned.affiliations.retain(|it| kept(&it.subject));
    thinned.events.retain(|it| kept(&it.slug));
    thinned.participations.retain(|it| kept(&it.key));
    thinned
}

#[test]
fn rows_that_stay_are_returned_once_while_others_are_added_and_removed() {
    // Before each of the first pages, some records are removed and others added. A record that is added again
    // is a new row, so that this has to stop for paging to end.
    let there = prop::collection::vec(prop::collection::vec(prop::bool::weighted(0.7), 14), 1..8);
    let cases = (world_of(14), walk(), 1..5_usize, any::<bool>(), there);
    for_random_cases(28, &cases, |app, (registry, walk, size, forward, there)| {
        // The number of affiliations of alpha changes, so its place in this order does, too.
        prop_assume!(!walk.order.to_string().contains("AFFILIATION_COUNT"));
        let mut seen = Vec::new();
        let mut cursor = Json::Null;
        for keep in there.iter().chain(std::iter::repeat(&there[0])) {
            app.apply(&thinned(&registry, keep));
            let page = if forward {
                walk.page(app, json!({ "first": size, "after": cursor }))
            } else {
                walk.page(app, json!({ "last": size, "before": cursor }))
            };
            let end = if forward { page.rows.last() } else { page.rows.first() };
            cursor = end.map_or(cursor, |row| row.1.clone().into());
            let ids = page.rows.iter().map(|row| row.0.clone());
            if forward {
                seen.extend(ids);
            } else {
                seen.extend(ids.rev());
            }
            if !(if forward { page.more_after } else { page.more_before }) {
                break;
            }
        }
        app.apply(&thinned(
            &registry,
            &(0..14).map(|n| there.iter().all(|it| it[n])).collect::<Vec<_>>(),
        ));
        let mut staying: Vec<_> = walk.whole(app).into_iter().map(|row| row.0).collect();
        if !forward {
            staying.reverse();
        }
        seen.retain(|id| staying.contains(id));
        prop_assert_eq!(seen, staying, "{:?} {} {}", walk, size, forward);
        Ok(())
    });
}

#[test]
fn a_search_returns_each_result_once_while_the_last_one_seen_is_removed() {
    let mut registry = registry(DATES);
    let mut app = TestApp::new(&registry);
    let query = "query ($first: Int, $after: String, $last: Int, $before: String) {
        search(query: \"same\", first: $first, after: $after, last: $last, before: $before) {
            totalCount edges { cursor node { ... on Thing { slug } } } pageInfo { hasNextPage } } }";
    let whole = app.data(query, json!({ "first": 100 }))["search"]["edges"].clone();
    let all = texts(&whole, "/node/slug");
    // Two organizations and three events have the name; equal results have the order of their source.
    assert_eq!(all, ["org-0", "org-3", "event-0", "event-2", "event-4"]);
    let (from, to) = (&whole[0]["cursor"], &whole[4]["cursor"]);
    let window = app.data(query, json!({ "last": 2, "after": from, "before": to }));
    assert_eq!(texts(&window["search"]["edges"], "/node/slug"), ["event-0", "event-2"]);
    let seen = &app.data(query, json!({ "first": 2 }))["search"]["edges"][1];
    registry.organizations.retain(|it| it.slug != "org-3");
    registry.affiliations.retain(|it| it.subject != "org-3");
    app.apply(&registry);
    let rest = app.data(query, json!({ "first": 100, "after": seen["cursor"] }));
    assert_eq!(texts(&rest["search"]["edges"], "/node/slug"), all[2..]);
    assert_eq!(rest["search"]["totalCount"], 4);
}

#[test]
fn the_error_of_an_invalid_cursor_names_the_argument() {
    let app = TestApp::new(&registry(DATES));
    let by = |list: usize, field: &str, direction: &str| Walk {
        list,
        order: json!([{ "field": field, "direction": direction }]),
    };
    let cursor = |walk: &Walk| walk.whole(&app)[0].1.clone();
    let own = by(0, "NAME", "ASC");
    let text = |json: &str| {
        use base64::Engine;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json)
    };
    let wrong = [
        cursor(&by(0, "NAME", "DESC")),
        cursor(&by(0, "SOURCE_ORDER", "ASC")),
        cursor(&by(4, "NAME", "ASC")),
        cursor(&by(2, "NAME", "ASC")),
        String::new(),
        "garbage".to_owned(),
        "é".to_owned(),
        text("[]"),
        text("[\"OrganizationOrderField NAME+\"]"),
        text("[\"OrganizationOrderField NAME+\",1,1,1]"),
        text("[\"OrganizationOrderField NAME+\",\"a\",\"b\",\"c\"]"),
        text("[\"OrganizationOrderField NAME+\",\"a\",null,1]"),
        text("[\"OrganizationOrderField NAME+\",\"a\",1,1,1]"),
    ];
    for argument in ["after", "before"] {
        assert!(own.ask(&app, json!({ argument: cursor(&own) })).get("errors").is_none());
        for cursor in &wrong {
            let answer = own.ask(&app, json!({ argument: cursor }));
            assert!(answer.get("data").is_none(), "{cursor}: {answer}");
            let error = &answer["errors"][0];
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{answer}");
            assert_eq!(error["extensions"]["argument"], argument, "{answer}");
            assert!(error["message"].as_str().unwrap().starts_with(argument), "{answer}");
        }
    }
}
