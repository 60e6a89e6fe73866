//! Ties between organizations as the searches of `domain::graph` walk them: held in memory, read anew after
//! a change of the data.
//!
//! A walk asks for the ties of thousands of organizations; a statement for each would cost ten times the
//! walk itself. What is held belongs to one state of the data, known by the header that every commit
//! changes (`shared.rs`), and serves only snapshots of that very state.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::{
    date::Span,
    graph::{Node, Tie},
    interval::{Bounds, Certainty},
};

use super::{Error, shared::Header, snapshot::Snapshot};

/// Which ties count.
#[derive(Clone, Copy, Debug)]
pub struct Ties {
    /// The readings by their codes, a bit for each.
    pub readings: u64,
    /// The span asked about, and whether possible ties count; None for any time.
    pub held: Option<(Span, Certainty)>,
}

impl Ties {
    /// Every reading.
    pub const EVERY: u64 = u64::MAX;

    fn count(&self, end: &End) -> bool {
        let read = self.readings >> end.reading & 1 == 1;
        read && self.held.is_none_or(|(span, least)| match end.bounds.at(span) {
            None => false,
            Some(Certainty::Certain) => true,
            Some(_) => least == Certainty::Possible,
        })
    }
}

/// An affiliation as one of its ends sees it.
struct End {
    tie: Tie,
    reading: u8,
    bounds: Bounds,
}

/// All ties of all organizations, those of one next to each other in the order of the documents.
pub struct Network {
    /// For each row id where its ties begin; one more at the end.
    starts: Vec<u32>,
    ends: Vec<End>,
}

impl Network {
    /// Reads all ties.
    fn read(snapshot: &Snapshot<'_>) -> Result<Self, Error> {
        let mut statement = snapshot.prepare(
            "SELECT organization_id, other_id, affiliation_id, reading, \
             start_from, start_before, end_from, end_before \
             FROM affiliation_end ORDER BY organization_id, rank, affiliation_id",
        )?;
        let mut network = Self { starts: Vec::new(), ends: Vec::new() };
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let organization = row.get::<_, u32>(0)? as usize;
            let here = u32::try_from(network.ends.len()).unwrap_or(u32::MAX);
            if network.starts.len() <= organization {
                network.starts.resize(organization + 1, here);
            }
            network.ends.push(End {
                tie: Tie { other: row.get(1)?, affiliation: row.get(2)? },
                reading: row.get(3)?,
                bounds: Bounds {
                    start_from: row.get(4)?,
                    start_before: row.get(5)?,
                    end_from: row.get(6)?,
                    end_before: row.get(7)?,
                },
            });
        }
        network.starts.push(u32::try_from(network.ends.len()).unwrap_or(u32::MAX));
        Ok(network)
    }

    fn ends(&self, organization: Node) -> &[End] {
        let at = usize::try_from(organization).unwrap_or(usize::MAX);
        match self.starts.get(at..).unwrap_or_default() {
            [start, end, ..] => &self.ends[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// The ties of an organization that count.
    pub fn ties(&self, organization: Node, which: Ties) -> impl Iterator<Item = Tie> {
        let ends = self.ends(organization).iter();
        ends.filter(move |end| which.count(end)).map(|end| end.tie)
    }

    /// Those of any time, with their bounds.
    pub fn bounded(&self, organization: Node, which: Ties) -> impl Iterator<Item = (Tie, Bounds)> {
        let ends = self.ends(organization).iter();
        ends.filter(move |end| which.count(end)).map(|end| (end.tie, end.bounds))
    }
}

/// The network of the state of the data that was asked about last.
#[derive(Default)]
pub(super) struct Held(Mutex<Option<(Header, Arc<Network>)>>);

impl Held {
    /// The network that a snapshot of the state with that header sees; read if it is not the one held.
    pub(super) fn network(
        &self,
        header: Option<Header>,
        snapshot: &Snapshot<'_>,
    ) -> Result<Arc<Network>, Error> {
        let held = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some((known, network)), Some(header)) = (&*held(), &header)
            && known == header
        {
            return Ok(network.clone());
        }
        let network = Arc::new(Network::read(snapshot)?);
        if let Some(header) = header {
            *held() = Some((header, network.clone()));
        }
        Ok(network)
    }
}
