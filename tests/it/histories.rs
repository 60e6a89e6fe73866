//! Two databases of the same seed answer the same, whatever was in them before.

use consortia::domain::record::{Period, Registry};
use proptest::prelude::*;
use serde_json::json;

use crate::{
    store::world,
    support::{TestApp, for_random_cases},
};

/// What is asked: every sort of list, in orders in which many rows are equal.
const ASK: &str = "{
    organizations(first: 100) { nodes { id slug } }
    byName: organizations(first: 100, orderBy: [{ field: NAME }]) { nodes { id } }
    byKind: organizations(first: 100, orderBy: [{ field: FOUNDED_ON, direction: DESC }]) { nodes { id } }
    byTies: organizations(first: 100, orderBy: [{ field: AFFILIATION_COUNT }]) { nodes { id } }
    affiliations(first: 100, certainty: POSSIBLE) { nodes { id } }
    byRole: affiliations(first: 100, orderBy: [{ field: ROLE }]) { nodes { id } }
    bySince: affiliations(first: 100, orderBy: [{ field: SINCE }]) { nodes { id } }
    events { nodes { id sourceOrder } }
    eventsByName: events(orderBy: [{ field: NAME }]) { nodes { id } }
    people { nodes { id positions { nodes { id } } events(history: true) { nodes { id } } } }
    programs { nodes { id parts { id } participants { edges { participation { id } } } } }
    figures { nodes { id } }
    sources { nodes { id facts(first: 100) { nodes { id } } } }
    discrepancies { nodes { id facts { id } } }
    search(query: \"inst\", first: 100) { nodes { __typename ... on Organization { id } } }
    organization(by: { slug: \"alpha\" }) {
        discrepancies { id } figures { id }
        partners(history: true) { nodes { id } }
        byName: partners(history: true, orderBy: [{ field: NAME }]) { nodes { id } }
        affiliations(first: 100, history: true, orderBy: [{ field: ROLE }]) { nodes { id } }
        timeline { nodes { id } }
    }
    network(around: { slug: \"alpha\" }, hops: 2, history: true) {
        nodes { organization { id } } links { id } }
    path(from: { slug: \"alpha\" }, to: { slug: \"delta\" }, limit: 20, history: true) {
        steps { affiliation { id } } alternatives { steps { affiliation { id } } } }
    commonAffiliates(of: [{ slug: \"alpha\" }, { slug: \"delta\" }], history: true) {
        edges { node { id } affiliations { id } } }
    changes(organization: { slug: \"alpha\" }, from: \"2000\", to: \"2020\") {
        joined { affiliation { id } } undetermined { affiliation { id } } }
}";

/// The small world with more of what can be equal: names, dates, numbers of ties, discrepancies.
fn seed() -> Registry {
    let mut seed = world::small();
    let new = ["delta", "omega", "sigma", "theta"].map(world::organization);
    seed.organizations.extend(new);
    for organization in &mut seed.organizations {
        organization.names = world::names(&["Institut"]);
    }
    for middle in ["beta", "gamma", "omega", "sigma", "theta"] {
        for end in ["alpha", "delta"] {
            let mut tie = world::affiliation(end, "PARTNER", middle, Period::default());
            tie.key = format!("{end}-{middle}");
            seed.affiliations.push(tie);
        }
    }
    for slug in ["first", "second", "third"] {
        let mut event = world::event(slug, "2006", "");
        event.names = world::names(&["Same"]);
        seed.events.push(event);
        let mut discrepancy = seed.discrepancies[0].clone();
        slug.clone_into(&mut discrepancy.slug);
        seed.discrepancies.push(discrepancy);
    }
    seed
}

/// Puts a list into another order and drops some of it, as the numbers say.
fn shuffle<T: Clone>(list: &mut Vec<T>, numbers: &[u8], drop: bool) {
    let mut keyed: Vec<_> = list.iter().cloned().zip(numbers.iter().cycle()).collect();
    keyed.sort_by_key(|(_, number)| **number);
    keyed.retain(|(_, number)| !drop || **number % 4 != 0);
    *list = keyed.into_iter().map(|(item, _)| item).collect();
}

/// An earlier edition of the seed: another order, and without some of the facts.
fn earlier(seed: &Registry, numbers: &[u8]) -> Registry {
    let mut earlier = seed.clone();
    shuffle(&mut earlier.sources, numbers, false);
    shuffle(&mut earlier.organizations, numbers, false);
    shuffle(&mut earlier.programs, numbers, false);
    shuffle(&mut earlier.events, numbers, false);
    shuffle(&mut earlier.affiliations, numbers, true);
    shuffle(&mut earlier.participations, numbers, true);
    shuffle(&mut earlier.positions, numbers, true);
    shuffle(&mut earlier.discrepancies, numbers, true);
    shuffle(&mut earlier.figures, numbers, false);
    earlier
}

#[test]
fn ids_and_orders_do_not_depend_on_what_was_there_before() {
    let seed = seed();
    let fresh = TestApp::new(&seed).data(ASK, json!({}));
    let numbers = || prop::collection::vec(any::<u8>(), 12);
    for_random_cases(12, &(numbers(), numbers()), |app, (first, second)| {
        app.apply(&earlier(&seed, &first));
        app.apply(&earlier(&seed, &second));
        app.apply(&seed);
        let grown = app.data(ASK, json!({}));
        for (field, answer) in fresh.as_object().unwrap() {
            prop_assert_eq!(&grown[field], answer, "{}", field);
        }
        Ok(())
    });
}

#[test]
fn an_event_has_the_place_that_its_documents_give_it() {
    let app = TestApp::new(&seed());
    let events = app.data(
        "{ events(orderBy: [{ field: SOURCE_ORDER }]) { nodes { sourceOrder } } }",
        json!({}),
    );
    let ranks = events["events"]["nodes"].as_array().unwrap().iter();
    assert!(ranks.map(|node| node["sourceOrder"].as_u64().unwrap()).eq(0..5));
}
