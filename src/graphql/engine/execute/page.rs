//! Writes pages: their rows as they are read, then what stands around them.

use std::{cmp::Ordering, collections::HashSet};

use super::{
    failure::Stop,
    writer::{PageContext, Writer, id_list, row_cursor, row_id},
};
use crate::graphql::engine::{
    cursor::OTHER_LIST,
    definition::{ComputedColumn, ComputedOrder, argument},
    error::Error,
    plan::steps::{PagePart, PagePlan, PageRows, ResultFilter},
};
use crate::store::{
    self,
    sql::{ComputedRow, Row, Value},
};

/// Capacity for the rows of a page, in bytes.
const ROWS_CAPACITY: usize = 1 << 10;

/// The rows of a page as they were read.
#[derive(Default)]
struct ReadRows {
    /// For each list of the page its text, and where in it each row begins if they must be turned around.
    lists: Vec<(String, Vec<usize>)>,
    count: i64,
    /// Whether there are more rows in the direction of reading.
    more: bool,
    /// Cursors of the first and the last row read.
    first: Option<String>,
    last: Option<String>,
}

impl ReadRows {
    /// Whether these are all rows of the connection, over all pages.
    fn is_all(&self, page: &PagePlan) -> bool {
        let whole = page.bounds.after.is_none() && page.bounds.before.is_none() && !self.more;
        whole && matches!(page.rows, PageRows::Read(_))
    }
}

impl Writer<'_, '_> {
    /// A page: its rows first, since what stands before them may depend on them, then its parts.
    pub fn page(&self, page: &PagePlan, row: Row<'_>, out: &mut String) -> Result<(), Stop> {
        let mut read = ReadRows::default();
        let lists = page.parts.iter().filter(|part| matches!(part, PagePart::Rows(..)));
        read.lists
            .resize_with(lists.count(), || (String::with_capacity(ROWS_CAPACITY), Vec::new()));
        let bounds = &page.bounds;
        self.check_cursors(page, row)?;
        let size = match self.values[bounds.size.0] {
            Value::Int(size) => size,
            _ => 0,
        };
        let (mut results, mut has_more_results) = (Vec::new(), false);
        match &page.rows {
            PageRows::None => {}
            PageRows::Read(statement) => {
                self.snapshot.run(statement, self.values, row, |row| {
                    self.page_row(page, row, size, &mut read)
                })?;
            }
            PageRows::Computed(call, order, filter) => {
                results = call.run(
                    self.values,
                    self.snapshot,
                    row_id(page.parent.map(|parent| parent.column), row)?,
                )?;
                has_more_results = results.len() > order.max_results;
                results.truncate(order.max_results);
                if let Some(filter) = filter {
                    self.filter_results(filter, &mut results)?;
                }
                for result in self.between_cursors(page, order, &results) {
                    self.page_row(page, Row::Computed(result), size, &mut read)?;
                }
            }
        }
        let backward = bounds.backward;
        let (start, end) =
            if backward { (&read.last, &read.first) } else { (&read.first, &read.last) };
        let context = PageContext {
            page: Some(page),
            start: start.as_deref(),
            end: end.as_deref(),
            has_next: if backward { bounds.before.is_some() } else { read.more },
            has_previous: if backward { read.more } else { bounds.after.is_some() },
            results: &results,
            has_more_results,
            total: read.is_all(page).then_some(read.count),
            batched: None,
        };
        // From here on the rows are counted as part of `out`.
        let held: usize = read.lists.iter().map(|(text, _)| text.len()).sum();
        self.unfinished.update(|all| all.saturating_sub(held));
        let mut lists = read.lists.iter();
        for part in &page.parts {
            match part {
                PagePart::Steps(steps) => self.steps(steps, row, &context, out)?,
                PagePart::Rows(..) => {
                    if let Some((text, starts)) = lists.next() {
                        write_list(text, starts, out);
                    }
                }
            }
        }
        self.check_size(out.len())
    }

    /// Keeps the results whose rows meet the conditions. What is cut off before may meet them as well, so whether there are
    /// more is worked out before.
    fn filter_results(
        &self,
        filter: &ResultFilter,
        results: &mut Vec<ComputedRow>,
    ) -> Result<(), store::Error> {
        if results.is_empty() {
            return Ok(());
        }
        let ids = ComputedRow { cells: vec![id_list(results, filter.id)], lists: Vec::new() };
        let mut kept = HashSet::new();
        self.snapshot.run(&filter.statement, self.values, Row::Computed(&ids), |row| {
            kept.extend(row_id(Some(0), row)?);
            Ok::<_, store::Error>(())
        })?;
        results.retain(
            |result| matches!(&result.cells[filter.id], Value::Int(id) if kept.contains(id)),
        );
        Ok(())
    }

    /// Refuses cursors of a page that belongs to another row.
    fn check_cursors(&self, page: &PagePlan, row: Row<'_>) -> Result<(), Stop> {
        let Some(parent) = page.parent else { return Ok(()) };
        let cursors =
            [(argument::AFTER, page.bounds.after), (argument::BEFORE, page.bounds.before)];
        for (name, cursor) in cursors {
            let Some(cursor) = cursor else { continue };
            if self.values[cursor.0 + parent.key] != row.cell(parent.column)?.to_value() {
                return Err(Stop::Refused(Error::bad_input(name, OTHER_LIST)));
            }
        }
        Ok(())
    }

    /// Writes one row into each list of the page. The row after the last only shows that there is one.
    fn page_row(
        &self,
        page: &PagePlan,
        row: Row<'_>,
        size: i64,
        read: &mut ReadRows,
    ) -> Result<(), Stop> {
        if read.count == size {
            read.more = true;
            return Ok(());
        }
        let index = usize::try_from(read.count).unwrap_or_default();
        read.count += 1;
        let context = PageContext { page: Some(page), ..PageContext::default() };
        let mut lists = read.lists.iter_mut();
        for part in &page.parts {
            let PagePart::Rows(body, list) = part else { continue };
            let Some((text, starts)) = lists.next() else { continue };
            let before = text.len();
            if page.bounds.backward {
                starts.push(before);
            } else if read.count > 1 {
                text.push(',');
            }
            let (errors, start) = (self.errors.count(), text.len());
            let outcome = self.steps(body, row, &context, text);
            // Neither the lists of a connection nor their items can be null; a test holds the schema to that.
            let outcome =
                self.errors.propagate_null_item(index, false, errors, outcome, text, start);
            let list = &self.plan.fields[*list];
            self.errors.propagate_null(list, errors, outcome, text, start)?;
            self.unfinished.update(|held| held + text.len() - before);
        }
        if !page.keys.is_empty() {
            let cursor = row_cursor(page, row)?;
            read.first.get_or_insert_with(|| cursor.clone());
            read.last = Some(cursor);
        }
        self.check_size(0)
    }

    /// The results of a computation between the cursors, in the direction in which the page is read.
    fn between_cursors<'r>(
        &self,
        page: &PagePlan,
        order: &ComputedOrder,
        results: &'r [ComputedRow],
    ) -> Vec<&'r ComputedRow> {
        let compare = |result: &ComputedRow, cursor: usize| {
            compare(order, result, &self.values[cursor..cursor + order.keys.len()])
        };
        let after = |cursor| results.partition_point(|result| compare(result, cursor).is_le());
        let before = |cursor| results.partition_point(|result| compare(result, cursor).is_lt());
        let start = page.bounds.after.map_or(0, |cursor| after(cursor.0));
        let end = page.bounds.before.map_or(results.len(), |cursor| before(cursor.0)).max(start);
        let mut between: Vec<_> = results[start..end].iter().collect();
        if page.bounds.backward {
            between.reverse();
        }
        between
    }
}

/// Whether a result comes before, at or after the position of a cursor.
fn compare(order: &ComputedOrder, result: &ComputedRow, cursor: &[Value]) -> Ordering {
    let keys = order.keys.iter().zip(cursor);
    let compared = keys.map(|((column, descending), at): (&(ComputedColumn, bool), _)| {
        let ordering = compare_values(&result.cells[column.place], at);
        if *descending { ordering.reverse() } else { ordering }
    });
    compared.fold(Ordering::Equal, Ordering::then)
}

/// Compares numbers or texts, texts by their bytes as SQLite does. The types of a cursor were checked.
fn compare_values(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Int(one), Value::Int(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        _ => real(one).total_cmp(&real(other)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "only a forged cursor has a whole number here")]
fn real(value: &Value) -> f64 {
    match value {
        Value::Int(number) => *number as f64,
        Value::Real(number) => *number,
        _ => 0.0,
    }
}

/// The rows of a page as a JSON array: as they were written, or the last first if `starts` has where
/// each begins.
fn write_list(text: &str, starts: &[usize], out: &mut String) {
    out.push('[');
    if starts.is_empty() {
        out.push_str(text);
    }
    let (mut first, mut end) = (true, text.len());
    for start in starts.iter().rev() {
        if !std::mem::replace(&mut first, false) {
            out.push(',');
        }
        out.push_str(&text[*start..end]);
        end = *start;
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_read_backward_are_written_in_reverse() {
        let list = |text: &str, starts: &[usize]| {
            let mut out = String::new();
            write_list(text, starts, &mut out);
            out
        };
        assert_eq!(list("", &[]), "[]");
        assert_eq!(list("1,22", &[]), "[1,22]");
        assert_eq!(list("122333", &[0, 1, 3]), "[333,22,1]");
    }
}
