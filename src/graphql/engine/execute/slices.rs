//! Runs a plan for a table, and passes the response on in slices, so that it is never in memory as a whole.
//!
//! Each slice is the JSON of a response with some of the rows. In a plan for a table the field that leads to the rows is
//! the last of every object. So each object on the path to the rows has three parts: its start with all other fields,
//! which is written once and starts every slice; the step that leads to the rows; its end. Lists that are not read row by
//! row, such as computed results, are one slice: they are short.

use std::sync::Arc;

use super::{
    failure::Stop,
    writer::{PageContext, Writer, row_id},
};
use crate::graphql::engine::{
    error::Error,
    plan::{
        parameters::FieldFailures,
        steps::{PagePart, PagePlan, PageRows, Plan, Step},
    },
};
use crate::limits::tables::{SLICE_BYTES, SLICE_ROWS};
use crate::store::{
    self, Snapshot,
    sql::{Row, Value, ValueRef},
};

/// Why not all slices were passed on.
#[derive(Debug)]
pub enum Stopped<E> {
    /// The request is invalid. No slice was passed on.
    Refused(Vec<Error>),
    /// A field or the store failed, or the time limit was exceeded. The slices so far are incomplete.
    Failed(Vec<Error>),
    /// A slice, and so perhaps a single row, exceeds the limit for responses.
    TooLarge,
    /// The sink failed.
    Sink(E),
}

/// Runs `plan`. `lists` is the number of lists on the path to the rows, including the list of the rows.
pub fn run<E>(
    plan: &Plan,
    values: &[Value],
    snapshot: &Snapshot<'_>,
    lists: usize,
    max_bytes: u64,
    sink: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    // A table with a field that an argument fails is refused before.
    let failures = FieldFailures::default();
    let writer = Writer::new(plan, (values, &failures), &[], snapshot, max_bytes);
    let mut slicer = Slicer {
        writer,
        sink,
        failure: None,
        before: "{\"data\":".to_owned(),
        after: vec!["}".to_owned()],
        slice: String::new(),
    };
    let outcome = slicer.object(&plan.steps, Row::Root, lists);
    if let Some(failure) = slicer.failure {
        return Err(Stopped::Sink(failure));
    }
    let errors = slicer.writer.errors.into_inner();
    if !errors.is_empty() {
        return Err(Stopped::Failed(
            errors.into_iter().map(|field| Arc::unwrap_or_clone(field.error)).collect(),
        ));
    }
    outcome.map_err(|stop| match stop {
        Stop::Store(error) => Stopped::Failed(vec![error.into()]),
        Stop::TooLarge => Stopped::TooLarge,
        Stop::Refused(error) => Stopped::Failed(vec![error]),
        Stop::Argument(error) => Stopped::Failed(vec![Arc::unwrap_or_clone(error)]),
        Stop::Null => Stopped::Failed(vec![Error::internal("a field failed without an error")]),
    })
}

struct Slicer<'w, 'c, S, E> {
    writer: Writer<'w, 'c>,
    sink: S,
    /// The error of the sink. The store then gets an error too, which only ends its statements.
    failure: Option<E>,
    /// The start of every slice.
    before: String,
    /// The ends of the objects and lists in `before`, the innermost last.
    after: Vec<String>,
    slice: String,
}

impl<E, S: FnMut(&str) -> Result<(), E>> Slicer<'_, '_, S, E> {
    /// Writes an object on the path to the rows, with `lists` lists still to come.
    fn object(&mut self, steps: &[Step], row: Row<'_>, lists: usize) -> Result<(), Stop> {
        let (Some((closing, rest)), true) = (steps.split_last(), lists > 0) else {
            return self.write_rest(steps, row);
        };
        let (Some((next, others)), Step::Text(closing)) = (rest.split_last(), closing) else {
            return self.write_rest(steps, row);
        };
        let begin = self.before.len();
        self.writer.steps(others, row, &PageContext::default(), &mut self.before)?;
        self.after.push(closing.clone());
        self.next_step(next, row, lists)?;
        self.after.pop();
        self.before.truncate(begin);
        Ok(())
    }

    /// Runs the step that leads to the rows.
    fn next_step(&mut self, step: &Step, row: Row<'_>, lists: usize) -> Result<(), Stop> {
        match step {
            Step::Field(_, steps) => match &steps[..] {
                [only] => self.next_step(only, row, lists),
                steps => self.object(steps, row, lists),
            },
            Step::ObjectIf(column, body) if row.cell(*column)? != ValueRef::Null => {
                self.object(body, row, lists)
            }
            Step::FirstRow(query) => {
                let (snapshot, values) = (self.writer.snapshot, self.writer.values);
                let mut found = false;
                snapshot.run(&query.statement, values, row, |row| {
                    if std::mem::replace(&mut found, true) {
                        return Ok(());
                    }
                    self.object(&query.body, row, lists)
                })?;
                if found { Ok(()) } else { self.pass_on("null") }
            }
            Step::Computed(call, parent, body) => {
                let (snapshot, values) = (self.writer.snapshot, self.writer.values);
                match call.run(values, snapshot, row_id(*parent, row)?)?.first() {
                    Some(found) => self.object(body, Row::Computed(found), lists),
                    None => self.pass_on("null"),
                }
            }
            Step::Rows(query, _) => self.list(lists, |slicer, each| {
                let (snapshot, values) = (slicer.writer.snapshot, slicer.writer.values);
                snapshot.run(&query.statement, values, row, |row| each(slicer, &query.body, row))
            }),
            Step::Page(page) => self.page(page, row, lists),
            step => self.write_rest(std::slice::from_ref(step), row),
        }
    }

    /// Writes a page on the path to the rows, or the page of the rows.
    fn page(&mut self, page: &PagePlan, row: Row<'_>, lists: usize) -> Result<(), Stop> {
        let (
            PageRows::Read(statement),
            [PagePart::Steps(others), PagePart::Rows(body, _), PagePart::Steps(closing)],
        ) = (&page.rows, &page.parts[..])
        else {
            return self.write_page(page, row);
        };
        let (false, [Step::Text(closing)], Value::Int(size)) =
            (page.bounds.backward, &closing[..], self.writer.values[page.bounds.size.0].clone())
        else {
            return self.write_page(page, row);
        };
        let begin = self.before.len();
        self.writer.steps(others, row, &PageContext::default(), &mut self.before)?;
        self.after.push(closing.clone());
        let mut left = size;
        self.list(lists, |slicer, each| {
            let (snapshot, values) = (slicer.writer.snapshot, slicer.writer.values);
            snapshot.run(statement, values, row, |row| {
                // The statement reads one row more than the page, to know whether there is a next page.
                left -= 1;
                if left < 0 { Ok::<_, Stop>(()) } else { each(slicer, body, row) }
            })
        })?;
        self.after.pop();
        self.before.truncate(begin);
        Ok(())
    }

    /// Writes a list: `rows` calls a function for each of its rows. If more lists follow, each row starts slices of its
    /// own; otherwise several rows make one slice. An empty list is one slice.
    fn list(
        &mut self,
        lists: usize,
        rows: impl FnOnce(
            &mut Self,
            &mut dyn FnMut(&mut Self, &[Step], Row<'_>) -> Result<(), Stop>,
        ) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.before.push('[');
        self.after.push("]".to_owned());
        let mut count = 0_usize;
        let mut gathered = String::new();
        rows(self, &mut |slicer, body, row| {
            count += 1;
            if lists > 1 {
                return slicer.object(body, row, lists - 1);
            }
            if !gathered.is_empty() {
                gathered.push(',');
            }
            slicer.writer.steps(body, row, &PageContext::default(), &mut gathered)?;
            if count.is_multiple_of(SLICE_ROWS) || gathered.len() > SLICE_BYTES {
                slicer.pass_on(&gathered)?;
                gathered.clear();
            }
            Ok(())
        })?;
        if !gathered.is_empty() || count == 0 {
            self.pass_on(&gathered)?;
        }
        self.after.pop();
        self.before.pop();
        Ok(())
    }

    /// Writes the rest of the path as one slice.
    fn write_rest(&mut self, steps: &[Step], row: Row<'_>) -> Result<(), Stop> {
        let mut text = String::new();
        self.writer.steps(steps, row, &PageContext::default(), &mut text)?;
        self.pass_on(&text)
    }

    fn write_page(&mut self, page: &PagePlan, row: Row<'_>) -> Result<(), Stop> {
        let mut text = String::new();
        self.writer.page(page, row, &mut text)?;
        self.pass_on(&text)
    }

    /// Passes on a slice with `text` in its middle.
    fn pass_on(&mut self, text: &str) -> Result<(), Stop> {
        if self.writer.errors.count() > 0 {
            return Err(Stop::Null);
        }
        self.slice.clear();
        self.slice.push_str(&self.before);
        self.slice.push_str(text);
        for closing in self.after.iter().rev() {
            self.slice.push_str(closing);
        }
        (self.sink)(&self.slice).map_err(|failure| {
            self.failure = Some(failure);
            // Ends the statements that are running. The caller gets the error of the sink.
            Stop::Store(store::Error::Interrupted)
        })
    }
}
