//! Runs a plan along the way to the rows of a table, and hands the response over in slices.
//!
//! A plan for a table has what leads on to the rows last in every object. So each object on the way is
//! its opening and everything beside, which is written once and begins every slice; one step that leads
//! on; its closing. Where the way is not a list read row by row (computed results, an object of any
//! type) the rest of it is one slice: such lists are short.

use super::{
    failure::Stop,
    writer::{PageContext, Writer},
};
use crate::graphql::engine::{
    error::Error,
    plan::steps::{PagePart, PagePlan, PageRows, Plan, Step},
};
use crate::limits::tables::{SLICE_BYTES, SLICE_ROWS};
use crate::store::{
    self, Snapshot,
    sql::{Row, Value, ValueRef},
};

/// Why slices ended early.
#[derive(Debug)]
pub enum Stopped<E> {
    /// The request breaks rules; no slice was handed over.
    Refused(Vec<Error>),
    /// Fields failed, or the store did, or the time was over: whatever there is, is worth nothing.
    Failed(Vec<Error>),
    /// What one slice holds, and so perhaps one row, is larger than an answer may be.
    TooLarge,
    /// Whoever took the slices wants no more.
    Sink(E),
}

/// Runs `plan`; `lists` lists lie on the way to the rows, the rows' own included.
pub fn run<E>(
    plan: &Plan,
    values: &[Value],
    snapshot: &Snapshot<'_>,
    lists: usize,
    max_bytes: u64,
    sink: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    let writer = Writer::new(plan, values, &[], snapshot, max_bytes);
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
        return Err(Stopped::Failed(errors.into_iter().map(|field| field.error).collect()));
    }
    outcome.map_err(|stop| match stop {
        Stop::Store(error) => Stopped::Failed(vec![error.into()]),
        Stop::TooLarge => Stopped::TooLarge,
        Stop::Null => Stopped::Failed(vec![Error::internal("a failure went beyond the operation")]),
    })
}

struct Slicer<'w, 'c, S, E> {
    writer: Writer<'w, 'c>,
    sink: S,
    /// What the sink said when it wanted no more; the store's own error only ends the statements.
    failure: Option<E>,
    /// What every slice begins with here.
    before: String,
    /// What closes it, the innermost last.
    after: Vec<String>,
    slice: String,
}

impl<E, S: FnMut(&str) -> Result<(), E>> Slicer<'_, '_, S, E> {
    /// An object on the way, `lists` lists above the rows.
    fn object(&mut self, steps: &[Step], row: Row<'_>, lists: usize) -> Result<(), Stop> {
        let (Some((closing, rest)), true) = (steps.split_last(), lists > 0) else {
            return self.whole(steps, row);
        };
        let (Some((onward, beside)), Step::Text(closing)) = (rest.split_last(), closing) else {
            return self.whole(steps, row);
        };
        let begin = self.before.len();
        self.writer.steps(beside, row, &PageContext::default(), &mut self.before)?;
        self.after.push(closing.clone());
        self.onward(onward, row, lists)?;
        self.after.pop();
        self.before.truncate(begin);
        Ok(())
    }

    /// The step that leads on.
    fn onward(&mut self, step: &Step, row: Row<'_>, lists: usize) -> Result<(), Stop> {
        match step {
            Step::Field(_, steps) => match &steps[..] {
                [only] => self.onward(only, row, lists),
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
                if found { Ok(()) } else { self.give("null") }
            }
            Step::Computed(call, body) => {
                let (snapshot, values) = (self.writer.snapshot, self.writer.values);
                match call.run(values, snapshot)?.first() {
                    Some(found) => self.object(body, Row::Computed(found), lists),
                    None => self.give("null"),
                }
            }
            Step::Rows(query, _) => self.list(lists, |slicer, each| {
                let (snapshot, values) = (slicer.writer.snapshot, slicer.writer.values);
                snapshot.run(&query.statement, values, row, |row| each(slicer, &query.body, row))
            }),
            Step::Page(page) => self.page(page, row, lists),
            step => self.whole(std::slice::from_ref(step), row),
        }
    }

    /// A page whose rows lead on, or are the rows.
    fn page(&mut self, page: &PagePlan, row: Row<'_>, lists: usize) -> Result<(), Stop> {
        let (
            PageRows::Read(statement),
            [PagePart::Steps(beside), PagePart::Rows(body, _), PagePart::Steps(closing)],
        ) = (&page.rows, &page.parts[..])
        else {
            return self.whole_page(page, row);
        };
        let (false, [Step::Text(closing)], Value::Int(size)) =
            (page.bounds.backward, &closing[..], self.writer.values[page.bounds.size.0].clone())
        else {
            return self.whole_page(page, row);
        };
        let begin = self.before.len();
        self.writer.steps(beside, row, &PageContext::default(), &mut self.before)?;
        self.after.push(closing.clone());
        let mut left = size;
        self.list(lists, |slicer, each| {
            let (snapshot, values) = (slicer.writer.snapshot, slicer.writer.values);
            snapshot.run(statement, values, row, |row| {
                // The row after the last only shows that there is one.
                left -= 1;
                if left < 0 { Ok::<_, Stop>(()) } else { each(slicer, body, row) }
            })
        })?;
        self.after.pop();
        self.before.truncate(begin);
        Ok(())
    }

    /// A list: `rows` runs a function over each of its rows. Above the rows each is a way of its own;
    /// the rows themselves are gathered into slices. An empty list is one slice.
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
                slicer.give(&gathered)?;
                gathered.clear();
            }
            Ok(())
        })?;
        if !gathered.is_empty() || count == 0 {
            self.give(&gathered)?;
        }
        self.after.pop();
        self.before.pop();
        Ok(())
    }

    /// The rest of the way as one slice.
    fn whole(&mut self, steps: &[Step], row: Row<'_>) -> Result<(), Stop> {
        let mut text = String::new();
        self.writer.steps(steps, row, &PageContext::default(), &mut text)?;
        self.give(&text)
    }

    fn whole_page(&mut self, page: &PagePlan, row: Row<'_>) -> Result<(), Stop> {
        let mut text = String::new();
        self.writer.page(page, row, &mut text)?;
        self.give(&text)
    }

    /// Hands over a slice with `text` in its middle.
    fn give(&mut self, text: &str) -> Result<(), Stop> {
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
            // Ends the statements above; what counts is the sink's own failure.
            Stop::Store(store::Error::Interrupted)
        })
    }
}
