//! Ties between organizations as the searches of `domain::graph` walk them: held in memory, read anew after
//! a change of the data.
//!
//! A walk asks for the ties of thousands of organizations; a statement for each would cost ten times the
//! walk itself. What is held belongs to one state of the data, known by the header that every commit
//! changes (`wal_index.rs`), and serves only snapshots of that very state.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::{
    date::Span,
    graph::{Node, Tie},
    interval::{Bounds, Certainty},
};

use super::{
    super::{Error, file::wal_index::Header},
    snapshot::Snapshot,
};

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

/// All ties of all organizations that have any, those of one next to each other in the order of the documents.
pub struct Network {
    /// For each row id the number of its organization in the graph.
    numbers: Vec<Node>,
    /// For each number its row id, and where its ties begin; one more at the end.
    rows: Vec<(u32, u32)>,
    ends: Vec<End>,
}

/// The number of rows that have no ties.
const NONE: Node = Node::MAX;

impl Network {
    /// Reads all ties.
    fn read(snapshot: &Snapshot<'_>) -> Result<Self, Error> {
        let mut statement = snapshot.prepare(
            "SELECT organization_id, other_id, affiliation_id, reading, \
             start_from, start_before, end_from, end_before \
             FROM affiliation_end ORDER BY organization_id, rank, affiliation_id",
        )?;
        let mut network = Self { numbers: Vec::new(), rows: Vec::new(), ends: Vec::new() };
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            network.begin(row.get(0)?);
            network.ends.push(End {
                // A row id, until all have their numbers.
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
        network.begin(NONE);
        for end in &mut network.ends {
            // Both ends of an affiliation are in the list, or somebody else took one out.
            let Tie { other, affiliation: row } = end.tie;
            let number = network.numbers.get(other as usize).filter(|number| **number != NONE);
            let (table, column) = ("affiliation_end", "other_id");
            end.tie.other = *number.ok_or(Error::Corrupt { table, column, row })?;
        }
        Ok(network)
    }

    /// What follows belongs to the organization in that row.
    fn begin(&mut self, row: u32) {
        if self.rows.last().is_some_and(|(known, _)| *known == row) {
            return;
        }
        let short = |length: usize| u32::try_from(length).unwrap_or(NONE);
        if row != NONE {
            self.numbers.resize(row as usize + 1, NONE);
            self.numbers[row as usize] = short(self.rows.len());
        }
        self.rows.push((row, short(self.ends.len())));
    }

    /// How many organizations have ties.
    #[must_use]
    pub fn size(&self) -> usize {
        self.rows.len() - 1
    }

    /// The number of the organization in a row; None where it has no ties.
    #[must_use]
    pub fn number(&self, row: i64) -> Option<Node> {
        let number = self.numbers.get(usize::try_from(row).ok()?);
        number.copied().filter(|number| *number != NONE)
    }

    /// The row of the organization with that number.
    #[must_use]
    pub fn row(&self, number: Node) -> i64 {
        self.rows[number as usize].0.into()
    }

    fn ends(&self, organization: Node) -> &[End] {
        let at = organization as usize;
        &self.ends[self.rows[at].1 as usize..self.rows[at + 1].1 as usize]
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
