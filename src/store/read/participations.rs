//! The participations in the programs that an organization takes part in.

use std::{collections::HashMap, sync::Arc};

use rusqlite::Row;
use serde_json::Value as Json;

use super::{
    super::Error,
    network::{Basis, EdgeFilter},
    snapshot::Snapshot,
};
use crate::domain::{
    certainty::Bounds,
    date::{Span, StatedDate},
    stage::Stage,
};

/// A participation of an organization in a program that a given organization takes part in as well.
#[derive(Clone, Debug)]
pub struct ProgramParticipation {
    /// Row id of the program.
    pub program: i64,
    /// When the program starts, if a source says.
    pub program_start: Option<Arc<StartDate>>,
    /// Row id of the organization that participates.
    pub organization: i64,
    /// Row id of the participation.
    pub participation: i64,
    /// The word of its role.
    pub role: String,
    /// When it began, if a source says.
    pub start: Option<Arc<StartDate>>,
    stage: Stage,
    basis: Basis,
    /// Those of a plan are [`Bounds::of_plan`].
    bounds: Bounds,
}

/// A date as a source states it. Dates compare by the days that they sort by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StartDate {
    /// The number that sorts the date.
    pub order: i64,
    /// The date, in EDTF.
    pub stated: String,
    /// Whether it is a year, a month or a day.
    pub is_partial: bool,
}

impl ProgramParticipation {
    /// Whether the filter accepts it. The directions of roles do not matter: it has none.
    #[must_use]
    pub fn is_accepted(&self, filter: &EdgeFilter) -> bool {
        filter.admits(self.stage, self.basis, self.bounds)
    }
}

/// The rows of the organizations that are a part of the organization in a row, at any time, without parts of parts.
///
/// # Errors
/// When the database cannot be read.
pub fn direct_parts(snapshot: &Snapshot<'_>, organization: i64) -> Result<Vec<i64>, Error> {
    let sql = "SELECT object_id FROM affiliation WHERE subject_id = ?1 AND role = 'PARENT' AND stage = 'REALIZED'";
    let mut statement = snapshot.prepare(sql)?;
    let parts = statement.query_map([organization], |row| row.get(0))?;
    Ok(parts.collect::<Result<_, _>>()?)
}

/// Reads the participations of organizations, their own among them, in the programs that the organizations in these rows take
/// part in: those of one program at a time, in the order of the documents. `kinds` is a JSON list of the kinds of programs
/// that count; None for any.
///
/// # Errors
/// When the database cannot be read.
pub fn in_each_program_of(
    snapshot: &Snapshot<'_>,
    organizations: &[i64],
    kinds: Option<&str>,
    mut read: impl FnMut(&[ProgramParticipation]),
) -> Result<(), Error> {
    let sql = "SELECT p.program_id, g.starts, p.organization_id, p.id, p.role, p.since, p.stage, p.basis = 'IMPLIED', \
               p.start_from, p.start_before, p.end_from, p.end_before, p.planned_from, p.planned_before \
               FROM program AS g JOIN participation AS p ON p.program_id = g.id \
               WHERE g.id IN (SELECT program_id FROM participation \
               WHERE organization_id IN (SELECT value FROM json_each(?1)) AND program_id IS NOT NULL) AND (?2 IS NULL OR g.kind IN (SELECT value FROM json_each(?2))) \
               AND p.organization_id IS NOT NULL ORDER BY g.id, p.rank, p.id";
    let mut statement = snapshot.prepare(sql)?;
    let mut rows = statement.query((Json::from(organizations).to_string(), kinds))?;
    let (mut dates, mut of_program) = (StartDates::default(), Vec::<ProgramParticipation>::new());
    while let Some(row) = rows.next()? {
        let participation = from_row(row, &mut dates)?;
        if of_program.last().is_some_and(|last| last.program != participation.program) {
            read(&of_program);
            of_program.clear();
        }
        of_program.push(participation);
    }
    read(&of_program);
    Ok(())
}

fn from_row(row: &Row<'_>, dates: &mut StartDates) -> rusqlite::Result<ProgramParticipation> {
    let stage = Stage::of_word(row.get_ref(6)?.as_str()?).unwrap_or_default();
    let bounds = match (row.get(12)?, row.get(13)?) {
        (Some(first), Some(end)) if !stage.is_realized() => Bounds::of_plan(Span { first, end }),
        _ => Bounds {
            start_from: row.get(8)?,
            start_before: row.get(9)?,
            end_from: row.get(10)?,
            end_before: row.get(11)?,
        },
    };
    Ok(ProgramParticipation {
        program: row.get(0)?,
        program_start: dates.parse(row.get_ref(1)?.as_str_or_null()?),
        organization: row.get(2)?,
        participation: row.get(3)?,
        role: row.get(4)?,
        start: dates.parse(row.get_ref(5)?.as_str_or_null()?),
        stage,
        basis: if row.get(7)? { Basis::Implied } else { Basis::Stated },
        bounds,
    })
}

/// The dates that were parsed: participations share few.
#[derive(Default)]
struct StartDates(HashMap<String, Option<Arc<StartDate>>>);

impl StartDates {
    fn parse(&mut self, stated: Option<&str>) -> Option<Arc<StartDate>> {
        let stated = stated?;
        if let Some(known) = self.0.get(stated) {
            return known.clone();
        }
        let date = stated.parse::<StatedDate>().ok().map(|date| {
            let (order, is_partial) = (date.order(), date.partial().is_some());
            Arc::new(StartDate { order, stated: stated.to_owned(), is_partial })
        });
        self.0.insert(stated.to_owned(), date.clone());
        date
    }
}
