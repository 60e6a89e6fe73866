//! Ties between organizations, read one organization at a time for the searches of `domain::graph`.

use crate::domain::{
    graph::Tie,
    interval::{Bounds, Certainty},
};

use super::{Error, snapshot::Snapshot};

/// Which ties count.
#[derive(Clone, Debug)]
pub struct Ties {
    /// Codes of the readings as a JSON list; None for every one.
    pub readings: Option<String>,
    /// The span asked about, and whether possible ties count; None for any time.
    pub held: Option<(i64, i64, Certainty)>,
}

impl Ties {
    /// The ties of an organization, in the order of the documents.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn of(&self, snapshot: &Snapshot<'_>, organization: i64) -> Result<Vec<Tie>, Error> {
        let mut statement = snapshot.prepare(
            "SELECT other_id, affiliation_id FROM affiliation_end WHERE organization_id = ?1 \
             AND (?2 IS NULL OR reading IN (SELECT value FROM json_each(?2))) \
             AND (?3 IS NULL OR CASE ?5 WHEN 1 THEN start_before <= ?4 AND end_from > ?3 \
                                ELSE start_from < ?4 AND end_before > ?3 END) \
             ORDER BY rank, affiliation_id",
        )?;
        let (first, end) =
            self.held.map_or((None, None), |(first, end, _)| (Some(first), Some(end)));
        let certain = self.held.is_some_and(|(_, _, certainty)| certainty == Certainty::Certain);
        let parameters = (organization, &self.readings, first, end, certain);
        let ties = statement.query_map(parameters, |row| {
            Ok(Tie { other: row.get(0)?, affiliation: row.get(1)? })
        })?;
        Ok(ties.collect::<Result<_, _>>()?)
    }
}

/// Every affiliation of an organization with its bounds: the other end, and the affiliation.
///
/// # Errors
/// When the database cannot be read.
pub fn bounded_ties(
    snapshot: &Snapshot<'_>,
    organization: i64,
    readings: Option<&str>,
) -> Result<Vec<(Tie, Bounds)>, Error> {
    let mut statement = snapshot.prepare(
        "SELECT other_id, affiliation_id, start_from, start_before, end_from, end_before \
         FROM affiliation_end WHERE organization_id = ?1 \
         AND (?2 IS NULL OR reading IN (SELECT value FROM json_each(?2))) \
         ORDER BY rank, affiliation_id",
    )?;
    let ties = statement.query_map((organization, readings), |row| {
        let tie = Tie { other: row.get(0)?, affiliation: row.get(1)? };
        let bounds = Bounds {
            start_from: row.get(2)?,
            start_before: row.get(3)?,
            end_from: row.get(4)?,
            end_before: row.get(5)?,
        };
        Ok((tie, bounds))
    })?;
    Ok(ties.collect::<Result<_, _>>()?)
}
