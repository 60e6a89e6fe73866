//! Foundings, charters, contracts and accreditations with several parties: each is an event with all of its parties.

use std::collections::{BTreeMap, BTreeSet};

use consortia::{
    domain::record::{Activity, Agent, Registry},
    seed,
};

fn registry() -> Registry {
    seed::read(&seed::embedded()).unwrap()
}

/// The organizations with one of these roles, by the slug of the event or program.
fn parties<'a>(registry: &'a Registry, roles: &[&str]) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut parties: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for it in registry.participations.iter().filter(|it| roles.contains(&&*it.role)) {
        let (Activity::Event(activity) | Activity::Program(activity)) = &it.activity;
        if let Agent::Organization(slug) = &it.agent {
            parties.entry(activity).or_default().insert(slug);
        }
    }
    parties
}

#[test]
fn a_founding_by_three_or_more_is_one_event_with_all_of_them() {
    let registry = registry();
    let mut founders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for it in registry.affiliations.iter().filter(|it| it.role == "FOUNDER") {
        founders.entry(&it.object).or_default().insert(&it.subject);
    }
    founders.retain(|_, founders| founders.len() >= 3);
    let joint = ["cancer-campus", "canceropole-ile-de-france", "prism", "pscc", "seqoia"];
    assert_eq!(founders.keys().copied().collect::<Vec<_>>(), joint);
    let acted = parties(&registry, &["FOUNDER", "LAUNCHER"]);
    let results = parties(&registry, &["RESULT"]);
    for (founded, founders) in founders {
        let (event, _) = results.iter().find(|(_, results)| results.contains(founded)).unwrap();
        assert_eq!(acted[event], founders, "{event}");
    }
}

#[test]
fn the_parties_of_a_charter_a_contract_or_a_label_are_those_of_its_events() {
    let registry = registry();
    let events = [
        ("contract-of-national-interest-bievre", &["signing-of-bievre-contract"][..]),
        ("contract-of-objectives-and-performance", &["canceropoles-contract-signed"]),
        (
            "industry-collaboration-charter",
            &["ariis-charter-signed", "companies-sign-industry-charter"],
        ),
        ("oeci-comprehensive-cancer-center-label", &["oeci-labelling-of-five-centres"]),
        ("paediatric-cancer-research-centre-label", &["paris-kids-cancer-accreditation"]),
        ("siric-label", &["siric-labelling-begins", "sirics-accredited-2023-2027"]),
    ];
    let mut checked = 0;
    for role in ["AWARDER", "LABELLED", "SIGNATORY"] {
        let parties = parties(&registry, &[role]);
        for (program, events) in events {
            let of_events: BTreeSet<_> =
                events.iter().filter_map(|it| parties.get(it)).flatten().copied().collect();
            let of_program = parties.get(program).cloned().unwrap_or_default();
            assert_eq!(of_events, of_program, "{role} of {program}");
            checked += of_program.len();
        }
    }
    assert!(checked > 25, "{checked}");
}
