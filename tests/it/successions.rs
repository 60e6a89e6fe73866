//! Successors and predecessors follow from mergers, splits and transfers.

use consortia::domain::record::{Activity, Agent, Registry, successions};
use serde_json::{Value as Json, json};

use crate::{
    store::world,
    support::{TestApp, texts},
};

/// Adds an event with its originals and results.
fn add(registry: &mut Registry, slug: &str, kind: &str, date: &str, ends: [&[&str]; 2]) {
    let mut event = world::event(slug, date, "");
    kind.clone_into(&mut event.kind);
    registry.events.push(event);
    for (role, organizations) in ["PREDECESSOR", "RESULT"].into_iter().zip(ends) {
        for organization in organizations {
            let key = format!("{organization}.{role}.{slug}");
            let agent = Agent::Organization((*organization).to_owned());
            let activity = Activity::Event(slug.to_owned());
            let mut participation = world::participation(&key, agent, activity);
            role.clone_into(&mut participation.role);
            registry.participations.push(participation);
        }
    }
}

/// Three that merged into one, which split into two; a transfer between two that are both gone; two that handed something
/// over and merged into another later.
fn app() -> TestApp {
    let mut registry = Registry {
        sources: vec![world::source("old", "2023")],
        organizations: [
            "alpha", "a", "b", "c", "whole", "left", "right", "from", "to", "donor", "giver",
            "heir",
        ]
        .map(world::organization)
        .into(),
        ..Registry::default()
    };
    for slug in ["from", "to"] {
        let gone = registry.organizations.iter_mut().find(|it| it.slug == slug).unwrap();
        gone.dissolved = "2020".parse().ok();
    }
    for slug in ["a", "from", "donor", "giver"] {
        let period = world::period("1990", "");
        registry.affiliations.push(world::affiliation("alpha", "PARENT", slug, period));
    }
    add(&mut registry, "merger", "MERGER", "2001-01-01", [&["a", "b", "c"], &["whole"]]);
    add(&mut registry, "split", "SPLIT", "2018", [&["whole"], &["left", "right"]]);
    add(&mut registry, "transfer", "TRANSFER", "2010", [&["from"], &["to"]]);
    add(&mut registry, "gift", "TRANSFER", "2010", [&["donor"], &["to"]]);
    add(&mut registry, "second-gift", "TRANSFER", "2010", [&["giver"], &["heir"]]);
    add(&mut registry, "end", "MERGER", "2018", [&["donor", "giver"], &["heir"]]);
    let found = successions(&registry);
    assert_eq!(found.len(), 9);
    registry.affiliations.extend(found);
    assert_eq!(successions(&registry), []);
    TestApp::new(&registry)
}

fn related(app: &TestApp, slug: &str, field: &str) -> (Vec<String>, Json) {
    let query = format!(
        "{{ organization(by: {{ slug: \"{slug}\" }}) {{ {field} {{ nodes {{ slug }} edges {{ affiliation {{ since }} }} }} }} }}"
    );
    let data = app.data(&query, json!({}));
    let list = &data["organization"][field];
    (texts(&list["nodes"], "/slug"), list["edges"][0]["affiliation"]["since"].clone())
}

#[test]
fn each_result_is_the_successor_of_each_original() {
    let app = app();
    assert_eq!(
        related(&app, "whole", "predecessors"),
        (["a", "b", "c"].map(str::to_owned).into(), json!("2001-01-01"),)
    );
    assert_eq!(related(&app, "a", "successors").0, ["whole"]);
    assert_eq!(
        related(&app, "whole", "successors"),
        (["left", "right"].map(str::to_owned).into(), json!("2018"),)
    );
    // Both are gone; the act stays true.
    assert_eq!(related(&app, "from", "successors").0, ["to"]);
}

#[test]
fn a_merger_ends_its_originals_and_a_transfer_does_not() {
    let app = app();
    let parents = |slug: &str, date: &str| {
        let query = format!(
            "{{ organization(by: {{ slug: \"{slug}\" }}) {{ parents(asOf: \"{date}\") {{ nodes {{ slug }} }} }} }}"
        );
        texts(&app.data(&query, json!({}))["organization"]["parents"]["nodes"], "/slug")
    };
    assert_eq!(parents("a", "2000"), ["alpha"]);
    assert_eq!(parents("a", "2002"), Vec::<String>::new());
    assert_eq!(parents("from", "2012"), ["alpha"]);
    assert_eq!(parents("from", "2022"), Vec::<String>::new());
    // A merger after the transfer ends its originals, with the same result or with another.
    for slug in ["donor", "giver"] {
        assert_eq!(parents(slug, "2012"), ["alpha"]);
        assert_eq!(parents(slug, "2019"), Vec::<String>::new());
    }
}
