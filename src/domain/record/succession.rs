//! Successions: the affiliations that follow from mergers, splits and transfers.

use super::{Activity, Affiliation, Agent, Citation, Event, Evidence, Period, Registry};
use crate::domain::stage::Stage;

/// The kinds of events in which organizations take the place of others (`org:ChangeEvent`).
const KINDS: [&str; 3] = ["MERGER", "SPLIT", "TRANSFER"];

/// The affiliations that follow from the mergers, splits and transfers of a registry: each organization that results from
/// such an event is the successor of each original, from its date on. Those that the registry states itself are left out.
#[must_use]
pub fn successions(registry: &Registry) -> Vec<Affiliation> {
    let is_stated = |it: &Affiliation| {
        registry.affiliations.iter().any(|stated| {
            (&*stated.subject, &*stated.role, &*stated.object)
                == (&*it.subject, &*it.role, &*it.object)
        })
    };
    let mut found: Vec<Affiliation> = Vec::new();
    for event in registry.events.iter().filter(|event| KINDS.contains(&&*event.kind)) {
        for result in participants(registry, event, "RESULT") {
            for original in participants(registry, event, "PREDECESSOR") {
                let affiliation = succession(event, result, original);
                let is_known = found.iter().any(|known| known.key == affiliation.key);
                if result != original && !is_known && !is_stated(&affiliation) {
                    found.push(affiliation);
                }
            }
        }
    }
    found
}

/// The originals of transfers: organizations that may go on without what they handed over.
pub fn transferring(registry: &Registry) -> impl Iterator<Item = &str> {
    let transfers = registry.events.iter().filter(|event| event.kind == "TRANSFER");
    transfers.flat_map(|event| participants(registry, event, "PREDECESSOR"))
}

/// The organizations with a role in an event.
fn participants<'r>(
    registry: &'r Registry,
    event: &'r Event,
    role: &'r str,
) -> impl Iterator<Item = &'r str> {
    registry.participations.iter().filter_map(move |it| match (&it.agent, &it.activity) {
        (Agent::Organization(organization), Activity::Event(slug))
            if *slug == event.slug && it.role == role =>
        {
            Some(organization.as_str())
        }
        _ => None,
    })
}

fn succession(event: &Event, result: &str, original: &str) -> Affiliation {
    let cite = event.cite.iter().map(|it| Citation { about: Vec::new(), ..it.clone() });
    Affiliation {
        key: format!("{result}.successor.{original}"),
        subject: result.to_owned(),
        role: "SUCCESSOR".to_owned(),
        object: original.to_owned(),
        program: None,
        degree: None,
        period: Period {
            since: event.date,
            stage: Stage::of_event(&event.status),
            ..Period::default()
        },
        evidence: Evidence { basis: event.basis.clone(), note: None, cite: cite.collect() },
    }
}
