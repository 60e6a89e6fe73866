//! Runs a plan: statements nested as the selection is, each row written as it is read.

mod failure;
mod page;
pub mod slices;
#[cfg(test)]
mod tests;

use std::{cell::Cell as Counter, fmt::Write, sync::atomic::Ordering};

use crate::store::{
    Snapshot,
    sql::{ColumnType, Computed, Row, Statement, Value, ValueRef},
};

use crate::graphql::{
    engine::{
        json,
        plan::steps::{Items, PagePlan, Plan, Position, Query, Step},
    },
    schema::computations,
};
use failure::Failures;
pub use failure::{Failure, Stop};

/// What may be written after the data.
const AFTER: usize = 64;
/// The largest room that is made before anything is written.
const LARGEST_ROOM: usize = 1 << 20;

/// What a plan wrote.
pub struct Written {
    /// The JSON of `data`.
    pub data: String,
    /// The fields that failed.
    pub failures: Vec<Failure>,
}

/// Runs `plan` with its slots filled and answers the JSON of `{"data":` and what follows, unclosed.
///
/// `introspected` is what the framework answered to the plan's introspections, as JSON; `most` is how
/// many bytes may be held.
///
/// # Errors
/// What ends the whole request: the time is over, or the answer too large. A field that fails does not.
pub fn run(
    plan: &Plan,
    slots: &[Value],
    introspected: &[String],
    snapshot: &Snapshot<'_>,
    most: u64,
) -> Result<Written, Stop> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let failures = Failures::default();
    let writer =
        Writer { plan, slots, introspected, snapshot, failures, held: Counter::new(0), most };
    let mut data = String::with_capacity(plan.room.load(Ordering::Relaxed));
    data.push_str("{\"data\":");
    let start = data.len();
    match writer.steps(&plan.steps, Row::Root, &Ends::default(), &mut data) {
        Err(Stop::Null) => {
            data.truncate(start);
            data.push_str("null");
        }
        outcome => outcome?,
    }
    plan.room.store((data.len() + AFTER).min(LARGEST_ROOM), Ordering::Relaxed);
    Ok(Written { data, failures: writer.failures.into_inner() })
}

struct Writer<'w, 'c> {
    plan: &'w Plan,
    slots: &'w [Value],
    introspected: &'w [String],
    snapshot: &'w Snapshot<'c>,
    failures: Failures,
    /// Bytes of the rows of pages that are not finished.
    held: Counter<usize>,
    most: usize,
}

/// What is known of the page or list that the present steps belong to.
#[derive(Clone, Copy, Default)]
struct Ends<'p> {
    /// The page, for the cursor of the present row.
    page: Option<&'p PagePlan>,
    start: Option<&'p str>,
    end: Option<&'p str>,
    has_next: bool,
    has_previous: bool,
    count: usize,
    /// How many rows there are on all pages, where the page shows it.
    total: Option<i64>,
    /// The row that goes along with the present item of a list.
    along: Option<Row<'p>>,
}

impl Writer<'_, '_> {
    fn steps(
        &self,
        steps: &[Step],
        row: Row<'_>,
        ends: &Ends<'_>,
        out: &mut String,
    ) -> Result<(), Stop> {
        for step in steps {
            self.step(step, row, ends, out)?;
        }
        Ok(())
    }

    fn step(
        &self,
        step: &Step,
        row: Row<'_>,
        ends: &Ends<'_>,
        out: &mut String,
    ) -> Result<(), Stop> {
        match step {
            Step::Text(text) => out.push_str(text),
            Step::Leaf(column, kind, field) => match row.cell(*column) {
                Ok(cell) => json::cell(out, cell, *kind),
                Err(error) => self.failed(*field, error.into(), out)?,
            },
            Step::Field(field, steps) => {
                let (mark, start) = (self.failures.mark(), out.len());
                let outcome = self.steps(steps, row, ends, out);
                self.failures.contain(&self.plan.fields[*field], mark, outcome, out, start)?;
            }
            Step::Object(column, body) => match row.cell(*column)? {
                ValueRef::Null => out.push_str("null"),
                _ => self.steps(body, row, ends, out)?,
            },
            Step::First(query) => self.first(query, row, out)?,
            Step::Rows(query, nullable) => self.rows(query, *nullable, row, out)?,
            Step::Any(column, arms) => {
                let ty = row.cell(*column)?;
                match arms.iter().find(|(name, _)| ty == ValueRef::Text(name)) {
                    Some((_, query)) => self.first(query, row, out)?,
                    None => out.push_str("null"),
                }
            }
            Step::Page(page) => self.page(page, row, out)?,
            Step::Total(statement) => match ends.total {
                Some(total) => json::cell(out, ValueRef::Int(total), ColumnType::Number),
                None => self.snapshot.run(statement, self.slots, row, |row| {
                    json::cell(out, row.cell(0)?, ColumnType::Number);
                    Ok::<_, Stop>(())
                })?,
            },
            Step::Items(items) => match &items.along {
                Some(along) => self.items_along(items, along, row.list(items.list), out)?,
                None => self.items(row.list(items.list), &items.body, items.nullable, out)?,
            },
            Step::Along(body) => match ends.along {
                Some(along) => self.steps(body, along, &Ends::default(), out)?,
                None => out.push_str("null"),
            },
            Step::Compute(call, body) => {
                match computations::run(call, self.slots, self.snapshot)?.first() {
                    Some(found) => self.steps(body, Row::Computed(found), &Ends::default(), out)?,
                    None => out.push_str("null"),
                }
            }
            Step::ComputeList(call, body, nullable) => {
                let items = computations::run(call, self.slots, self.snapshot)?;
                self.items(&items, body, *nullable, out)?;
            }
            Step::Position(position) => position_of(*position, row, ends, out)?,
            Step::Introspection(place) => {
                out.push_str(self.introspected.get(*place).map_or("null", String::as_str));
            }
        }
        Ok(())
    }

    fn first(&self, query: &Query, row: Row<'_>, out: &mut String) -> Result<(), Stop> {
        let mut found = false;
        self.snapshot.run(&query.statement, self.slots, row, |row| {
            if std::mem::replace(&mut found, true) {
                return Ok(());
            }
            self.steps(&query.body, row, &Ends::default(), out)
        })?;
        if !found {
            out.push_str("null");
        }
        Ok(())
    }

    fn rows(
        &self,
        query: &Query,
        nullable: bool,
        row: Row<'_>,
        out: &mut String,
    ) -> Result<(), Stop> {
        out.push('[');
        let mut count = 0;
        self.snapshot.run(&query.statement, self.slots, row, |row| {
            self.item((count, nullable), &query.body, row, &Ends::default(), out)?;
            count += 1;
            Ok::<_, Stop>(())
        })?;
        out.push(']');
        Ok(())
    }

    fn items(
        &self,
        items: &[Computed],
        body: &[Step],
        nullable: bool,
        out: &mut String,
    ) -> Result<(), Stop> {
        out.push('[');
        for (count, item) in items.iter().enumerate() {
            self.item((count, nullable), body, Row::Computed(item), &Ends::default(), out)?;
        }
        out.push(']');
        Ok(())
    }

    /// The items of a list with the rows that go along, which one statement reads in their order.
    fn items_along(
        &self,
        items: &Items,
        (cell, statement): &(usize, Statement),
        list: &[Computed],
        out: &mut String,
    ) -> Result<(), Stop> {
        let ids = Computed::of(vec![computations::list_of(list, *cell)]);
        out.push('[');
        let mut each = list.iter().enumerate();
        self.snapshot.run(statement, self.slots, Row::Computed(&ids), |row| {
            let Some((place, item)) = each.next() else { return Ok(()) };
            let ends = Ends { along: Some(row), ..Ends::default() };
            self.item((place, items.nullable), &items.body, Row::Computed(item), &ends, out)
        })?;
        out.push(']');
        Ok(())
    }

    /// An item of a list: its place, and whether null can stand there.
    fn item(
        &self,
        place: (usize, bool),
        body: &[Step],
        row: Row<'_>,
        ends: &Ends<'_>,
        out: &mut String,
    ) -> Result<(), Stop> {
        if place.0 > 0 {
            out.push(',');
        }
        let (mark, start) = (self.failures.mark(), out.len());
        let outcome = self.steps(body, row, ends, out);
        self.failures.contain_item(place, mark, outcome, out, start)?;
        self.bounded(out.len())
    }

    /// A leaf that could not be read.
    fn failed(&self, field: usize, error: Stop, out: &mut String) -> Result<(), Stop> {
        let (mark, start) = (self.failures.mark(), out.len());
        self.failures.contain(&self.plan.fields[field], mark, Err(error), out, start)
    }

    /// Refuses to hold more than an answer may have.
    fn bounded(&self, more: usize) -> Result<(), Stop> {
        if self.held.get() + more > self.most { Err(Stop::TooLarge) } else { Ok(()) }
    }
}

fn position_of(
    position: Position,
    row: Row<'_>,
    ends: &Ends<'_>,
    out: &mut String,
) -> Result<(), Stop> {
    let cursor = |out: &mut String, text: Option<&str>| match text {
        Some(text) => json::string(out, text),
        None => out.push_str("null"),
    };
    match position {
        Position::Row => {
            let text = ends.page.map(|page| page::row_cursor(page, row)).transpose()?;
            cursor(out, text.as_deref());
        }
        Position::Start => cursor(out, ends.start),
        Position::End => cursor(out, ends.end),
        Position::HasNext => out.push_str(if ends.has_next { "true" } else { "false" }),
        Position::HasPrevious => out.push_str(if ends.has_previous { "true" } else { "false" }),
        // Writing to a String cannot fail.
        Position::Count => {
            let _ = write!(out, "{}", ends.count);
        }
    }
    Ok(())
}
