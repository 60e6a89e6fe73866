//! Successions: the affiliations that follow from mergers, splits, transfers and other events of this sort.

use super::{Activity, Affiliation, Agent, Citation, Event, Evidence, Period, Registry};
use crate::domain::{
    date::{Span, StatedDate},
    stage::Stage,
};

/// The kinds of events in which organizations take the place of others (`org:ChangeEvent`).
const KINDS: [&str; 6] = ["MERGER", "SPLIT", "INTEGRATION", "RENEWAL", "TRANSFER", "SPIN_OFF"];
/// The kinds of events in which an organization gives away a part of what it has, and goes on.
const PARTIAL_KINDS: [&str; 2] = ["TRANSFER", "SPIN_OFF"];

/// The affiliations that follow from the mergers, splits and other changes of a registry: each organization that results from
/// such an event is the successor of each original, from its date on. Those that the registry states itself are left out.
/// If several events have the same original and result, one that ends the original counts before one that does not.
#[must_use]
pub fn successions(registry: &Registry) -> Vec<Affiliation> {
    let is_stated = |it: &Affiliation| {
        registry.affiliations.iter().any(|stated| {
            (&*stated.subject, &*stated.role, &*stated.object)
                == (&*it.subject, &*it.role, &*it.object)
        })
    };
    let mut found: Vec<Affiliation> = Vec::new();
    let mut events: Vec<_> =
        registry.events.iter().filter(|event| KINDS.contains(&&*event.kind)).collect();
    // An organization that hands something over and later merges with the same one is replaced by the merger.
    events.sort_by_key(|event| PARTIAL_KINDS.contains(&&*event.kind));
    for event in events {
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

/// What an organization handed over to another, by a transfer or as a spin-off.
#[derive(Clone, Copy, Debug)]
pub struct Transfer<'r> {
    /// Slug of the organization that handed something over. It may continue without that.
    pub original: &'r str,
    /// Slug of the organization that took it over.
    pub result: &'r str,
    /// When it was handed over, if a document says so.
    pub date: Option<&'r StatedDate>,
}

impl Transfer<'_> {
    /// Whether a succession follows from the transfer: it has the same organizations, and may have the same date. If
    /// the two merge at another time, that is another succession.
    #[must_use]
    pub fn is_of(&self, succession: &Affiliation) -> bool {
        let has_same_ends =
            (self.result, self.original) == (&*succession.subject, &*succession.object);
        let span = |date: Option<&StatedDate>| date.map_or(Span::UNBOUNDED, StatedDate::span);
        has_same_ends && span(self.date).overlaps(span(succession.period.since.as_ref()))
    }
}

/// The transfers and spin-offs of a registry: one for each original and each result of an event.
pub fn transfers(registry: &Registry) -> impl Iterator<Item = Transfer<'_>> {
    let transfers = registry.events.iter().filter(|event| PARTIAL_KINDS.contains(&&*event.kind));
    transfers.flat_map(move |event| {
        participants(registry, event, "PREDECESSOR").flat_map(move |original| {
            let results = participants(registry, event, "RESULT");
            results.map(move |result| Transfer { original, result, date: event.date.as_ref() })
        })
    })
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
            since: event.date.clone(),
            stage: Stage::of_event(&event.status),
            ..Period::default()
        },
        evidence: Evidence { basis: event.basis.clone(), note: None, cite: cite.collect() },
    }
}
