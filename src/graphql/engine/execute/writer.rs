//! Writes the response of a plan: statements nested as the selection is, each row written as it is read.

use std::cell::Cell as Counter;

use super::failure::{FieldErrors, Stop};
use crate::graphql::engine::{
    cursor, json,
    plan::{
        parameters::FieldFailures,
        steps::{
            BatchedRows, ColumnNumber, ComputedListPlan, FieldNumber, PageInfo, PagePlan, Plan,
            RowQuery, Step,
        },
    },
};
use crate::store::{
    self, Snapshot,
    sql::{ColumnType, ComputedRow, Row, Value, ValueRef},
};

/// Writes the response of one request.
pub struct Writer<'w, 'c> {
    /// The plan.
    pub plan: &'w Plan,
    /// The values of its parameters.
    pub values: &'w [Value],
    /// The fields that their arguments fail.
    pub failures: &'w FieldFailures,
    /// What async-graphql answered to its introspections, as JSON.
    pub introspected: &'w [String],
    /// The state of the data that is read.
    pub snapshot: &'w Snapshot<'c>,
    /// The fields that failed so far.
    pub errors: FieldErrors,
    /// Bytes of the rows of unfinished pages.
    pub unfinished: Counter<usize>,
    /// How many bytes the response may have.
    pub max_bytes: usize,
    /// Whether a field of the root is null because no row meets its conditions.
    pub has_null_root_field: Counter<bool>,
}

/// What is known of the page or list that the present steps belong to.
#[derive(Clone, Copy, Default)]
pub struct PageContext<'p> {
    /// The page, for the cursor of the present row.
    pub page: Option<&'p PagePlan>,
    /// Cursor of its first row.
    pub start: Option<&'p str>,
    /// Cursor of its last row.
    pub end: Option<&'p str>,
    /// Whether more rows follow.
    pub has_next: bool,
    /// Whether rows precede.
    pub has_previous: bool,
    /// The results that its computation lists, on all pages.
    pub results: &'p [ComputedRow],
    /// Whether its computation has more results than it lists.
    pub has_more_results: bool,
    /// How many rows there are on all pages, where this page shows them all.
    pub total: Option<i64>,
    /// The batched row of the present item of a list.
    pub batched: Option<Row<'p>>,
}

/// An item of a list: its index, and whether it can be null.
#[derive(Clone, Copy)]
pub struct ListIndex {
    /// The index.
    pub index: usize,
    /// Whether the item can be null.
    pub nullable: bool,
}

impl<'w, 'c> Writer<'w, 'c> {
    /// A writer that has written nothing.
    pub fn new(
        plan: &'w Plan,
        (values, failures): (&'w [Value], &'w FieldFailures),
        introspected: &'w [String],
        snapshot: &'w Snapshot<'c>,
        max_bytes: u64,
    ) -> Self {
        let max_bytes = usize::try_from(max_bytes).unwrap_or(usize::MAX);
        Self {
            plan,
            values,
            failures,
            introspected,
            snapshot,
            errors: FieldErrors::default(),
            unfinished: Counter::new(0),
            max_bytes,
            has_null_root_field: Counter::new(false),
        }
    }
}

impl Writer<'_, '_> {
    /// Writes steps, over the present row.
    // Kept as one function with `step` inlined into it: a call for each step costs 2 % of the instructions of a query.
    #[inline(never)]
    pub fn steps(
        &self,
        steps: &[Step],
        row: Row<'_>,
        context: &PageContext<'_>,
        out: &mut String,
    ) -> Result<(), Stop> {
        for step in steps {
            self.step(step, row, context, out)?;
        }
        Ok(())
    }

    fn step(
        &self,
        step: &Step,
        row: Row<'_>,
        context: &PageContext<'_>,
        out: &mut String,
    ) -> Result<(), Stop> {
        match step {
            Step::Text(text) => out.push_str(text),
            Step::Column(column, ty, field) => match row.cell(*column) {
                Ok(cell) => json::cell(out, cell, *ty),
                Err(error) => self.failed(*field, error.into(), out)?,
            },
            Step::Field(field, steps) => {
                let (before, start) = (self.errors.count(), out.len());
                let outcome = if self.failures.is_empty() {
                    self.steps(steps, row, context, out)
                } else {
                    let start = self.errors.start(*field, self.failures);
                    start.and_then(|()| self.steps(steps, row, context, out))
                };
                let field = &self.plan.fields[*field];
                self.errors.propagate_null(field, before, outcome, out, start)?;
            }
            Step::ObjectIf(column, body) => match row.cell(*column)? {
                ValueRef::Null => out.push_str("null"),
                _ => self.steps(body, row, context, out)?,
            },
            Step::FirstRow(query) => self.first_row(query, row, out)?,
            Step::Rows(query, nullable) => self.rows(query, *nullable, row, out)?,
            Step::RowsOfResults(column, query) => {
                let ids = id_list(context.results, *column);
                let ids = ComputedRow { cells: vec![ids], lists: Vec::new() };
                self.rows(query, false, Row::Computed(&ids), out)?;
            }
            Step::ByType(column, queries) => {
                let ty = row.cell(*column)?;
                match queries.iter().find(|(name, _)| ty == ValueRef::Text(name)) {
                    Some((_, query)) => self.first_row(query, row, out)?,
                    None => out.push_str("null"),
                }
            }
            Step::Page(page) => self.page(page, row, out)?,
            Step::TotalCount(statement) => match context.total {
                Some(total) => json::cell(out, ValueRef::Int(total), ColumnType::Number),
                None => self.snapshot.run(statement, self.values, row, |row| {
                    json::cell(out, row.cell(0)?, ColumnType::Number);
                    Ok::<_, Stop>(())
                })?,
            },
            Step::ComputedList(list) => {
                row.read_list(list.list, |items| match &list.batch {
                    Some(batch) => self.batched_items(list, batch, items, out),
                    None => self.items(items, &list.body, list.nullable, out),
                })?;
            }
            Step::BatchedRow(body) => match context.batched {
                Some(row) => self.steps(body, row, &PageContext::default(), out)?,
                None => out.push_str("null"),
            },
            Step::Computed(call, parent, body) => {
                let of = row_id(*parent, row)?;
                match call.run(self.values, self.snapshot, of)?.first() {
                    Some(result) => {
                        self.steps(body, Row::Computed(result), &PageContext::default(), out)?;
                    }
                    None => self.null_object(row, out),
                }
            }
            Step::ComputedResults(call, body, nullable) => {
                let results = call.run(self.values, self.snapshot, None)?;
                self.items(&results, body, *nullable, out)?;
            }
            Step::PageInfo(info) => page_info(*info, row, context, out)?,
            Step::Introspection(number) => {
                out.push_str(self.introspected.get(*number).map_or("null", String::as_str));
            }
        }
        Ok(())
    }

    fn first_row(&self, query: &RowQuery, row: Row<'_>, out: &mut String) -> Result<(), Stop> {
        let mut found = false;
        self.snapshot.run(&query.statement, self.values, row, |row| {
            if std::mem::replace(&mut found, true) {
                return Ok(());
            }
            self.steps(&query.body, row, &PageContext::default(), out)
        })?;
        if !found {
            self.null_object(row, out);
        }
        Ok(())
    }

    /// Writes null for an object that does not exist.
    fn null_object(&self, parent: Row<'_>, out: &mut String) {
        self.has_null_root_field.set(self.has_null_root_field.get() || matches!(parent, Row::Root));
        out.push_str("null");
    }

    fn rows(
        &self,
        query: &RowQuery,
        nullable: bool,
        row: Row<'_>,
        out: &mut String,
    ) -> Result<(), Stop> {
        out.push('[');
        let mut index = 0;
        self.snapshot.run(&query.statement, self.values, row, |row| {
            let item = ListIndex { index, nullable };
            self.item(item, &query.body, row, &PageContext::default(), out)?;
            index += 1;
            Ok::<_, Stop>(())
        })?;
        out.push(']');
        Ok(())
    }

    fn items(
        &self,
        items: &[ComputedRow],
        body: &[Step],
        nullable: bool,
        out: &mut String,
    ) -> Result<(), Stop> {
        out.push('[');
        for (index, item) in items.iter().enumerate() {
            let row = Row::Computed(item);
            self.item(ListIndex { index, nullable }, body, row, &PageContext::default(), out)?;
        }
        out.push(']');
        Ok(())
    }

    /// The items of a list with their batched rows, which one statement reads in the order of the items.
    fn batched_items(
        &self,
        list: &ComputedListPlan,
        batch: &BatchedRows,
        items: &[ComputedRow],
        out: &mut String,
    ) -> Result<(), Stop> {
        let ids = ComputedRow { cells: vec![id_list(items, batch.id)], lists: Vec::new() };
        out.push('[');
        let mut items = items.iter().enumerate();
        self.snapshot.run(&batch.statement, self.values, Row::Computed(&ids), |row| {
            let Some((index, item)) = items.next() else { return Ok(()) };
            let context = PageContext { batched: Some(row), ..PageContext::default() };
            let place = ListIndex { index, nullable: list.nullable };
            self.item(place, &list.body, Row::Computed(item), &context, out)
        })?;
        out.push(']');
        Ok(())
    }

    fn item(
        &self,
        place: ListIndex,
        body: &[Step],
        row: Row<'_>,
        context: &PageContext<'_>,
        out: &mut String,
    ) -> Result<(), Stop> {
        if place.index > 0 {
            out.push(',');
        }
        let (before, start) = (self.errors.count(), out.len());
        let outcome = self.steps(body, row, context, out);
        let (index, nullable) = (place.index, place.nullable);
        self.errors.propagate_null_item(index, nullable, before, outcome, out, start)?;
        self.check_size(out.len())
    }

    /// A column that cannot be read.
    fn failed(&self, field: FieldNumber, error: Stop, out: &mut String) -> Result<(), Stop> {
        let (before, start) = (self.errors.count(), out.len());
        let field = &self.plan.fields[field];
        self.errors.propagate_null(field, before, Err(error), out, start)
    }

    /// Refuses to hold more bytes than a response may have.
    pub fn check_size(&self, more: usize) -> Result<(), Stop> {
        if self.unfinished.get() + more > self.max_bytes { Err(Stop::TooLarge) } else { Ok(()) }
    }
}

/// The id of the row that a computed field belongs to, if it does: the value of the column in the present row.
pub fn row_id(column: Option<ColumnNumber>, row: Row<'_>) -> Result<Option<i64>, store::Error> {
    let Some(column) = column else { return Ok(None) };
    Ok(match row.cell(column)?.to_value() {
        Value::Int(id) => Some(id),
        _ => None,
    })
}

/// The cursor of a row of a page.
pub fn row_cursor(page: &PagePlan, row: Row<'_>) -> Result<String, store::Error> {
    let keys = page.keys.iter().map(|key| row.cell(*key)).collect::<Result<Vec<_>, _>>()?;
    Ok(cursor::encode(&page.bounds.order, keys.into_iter()))
}

fn page_info(
    info: PageInfo,
    row: Row<'_>,
    context: &PageContext<'_>,
    out: &mut String,
) -> Result<(), Stop> {
    let cursor = |out: &mut String, text: Option<&str>| match text {
        Some(text) => json::string(out, text),
        None => out.push_str("null"),
    };
    match info {
        PageInfo::RowCursor => {
            let text = context.page.map(|page| row_cursor(page, row)).transpose()?;
            cursor(out, text.as_deref());
        }
        PageInfo::StartCursor => cursor(out, context.start),
        PageInfo::EndCursor => cursor(out, context.end),
        PageInfo::HasNextPage => out.push_str(if context.has_next { "true" } else { "false" }),
        PageInfo::HasPreviousPage => {
            out.push_str(if context.has_previous { "true" } else { "false" });
        }
        PageInfo::ResultCount => out.push_str(itoa::Buffer::new().format(context.results.len())),
        PageInfo::HasMoreResults => {
            out.push_str(if context.has_more_results { "true" } else { "false" });
        }
    }
    Ok(())
}

/// The row ids that items have in a column, as a JSON array.
pub fn id_list(items: &[ComputedRow], column: ColumnNumber) -> Value {
    let mut list = String::with_capacity(2 + 8 * items.len());
    list.push('[');
    for (index, item) in items.iter().enumerate() {
        list.push_str(if index == 0 { "" } else { "," });
        match item.cells.get(column) {
            Some(Value::Int(id)) => list.push_str(itoa::Buffer::new().format(*id)),
            _ => list.push_str("null"),
        }
    }
    list.push(']');
    list.as_str().into()
}
