//! Runs a plan: statements nested as the selection is, each row written as it is read.

use std::fmt::Write;

use crate::store::{
    Error,
    snapshot::Snapshot,
    value::{Cell, Computed, Row, Value},
};

use super::{
    computed, cursor, json,
    plan::{PagePart, PagePlan, Plan, Position, Query, Rows, Step},
};

/// Runs `plan` with its slots filled and answers the JSON of `data`.
///
/// `introspected` is what the framework answered to the plan's introspections, as JSON.
///
/// # Errors
/// When the database cannot be read; nothing that a request can do wrong is left to find here.
pub fn run(
    plan: &Plan,
    slots: &[Value],
    introspected: &[String],
    snapshot: &Snapshot<'_>,
) -> Result<String, Error> {
    let writer = Writer { slots, introspected, snapshot };
    let mut out = String::with_capacity(4096);
    writer.steps(&plan.steps, Row::Root, &Ends::default(), &mut out)?;
    Ok(out)
}

struct Writer<'w> {
    slots: &'w [Value],
    introspected: &'w [String],
    snapshot: &'w Snapshot<'w>,
}

/// What is known of the page that the present steps belong to.
#[derive(Clone, Copy, Default)]
struct Ends<'p> {
    /// The page, for the cursor of the present row.
    page: Option<&'p PagePlan>,
    start: Option<&'p str>,
    end: Option<&'p str>,
    has_next: bool,
    has_previous: bool,
    count: usize,
}

/// The rows of a page as they were read.
#[derive(Default)]
struct Rowed {
    /// For each list of the page its text, and where in it each row ends.
    lists: Vec<(String, Vec<usize>)>,
    count: i64,
    more: bool,
    first: Option<String>,
    last: Option<String>,
}

impl Writer<'_> {
    fn steps(
        &self,
        steps: &[Step],
        row: Row<'_>,
        ends: &Ends<'_>,
        out: &mut String,
    ) -> Result<(), Error> {
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
    ) -> Result<(), Error> {
        match step {
            Step::Text(text) => out.push_str(text),
            Step::Leaf(column, kind) => json::cell(out, row.cell(*column)?, *kind),
            Step::Object(column, body) => match row.cell(*column)? {
                Cell::Null => out.push_str("null"),
                _ => self.steps(body, row, ends, out)?,
            },
            Step::First(query) => self.first(query, row, out)?,
            Step::Rows(query) => self.rows(query, row, out)?,
            Step::Any(column, arms) => {
                let ty = row.cell(*column)?;
                match arms.iter().find(|(name, _)| ty == Cell::Text(name)) {
                    Some((_, query)) => self.first(query, row, out)?,
                    None => out.push_str("null"),
                }
            }
            Step::Page(page) => self.page(page, row, out)?,
            Step::Number(statement) => {
                self.snapshot.run(statement, self.slots, row, |row| {
                    json::cell(out, row.cell(0)?, crate::store::select::Kind::Number);
                    Ok(())
                })?;
            }
            Step::Items(list, body) => self.items(row.list(*list), body, out)?,
            Step::Compute(call, body) => {
                match computed::run(call, self.slots, self.snapshot)?.first() {
                    Some(found) => self.steps(body, Row::Computed(found), &Ends::default(), out)?,
                    None => out.push_str("null"),
                }
            }
            Step::ComputeList(call, body) => {
                self.items(&computed::run(call, self.slots, self.snapshot)?, body, out)?;
            }
            Step::Position(position) => position_of(*position, row, ends, out)?,
            Step::Introspection(place) => {
                out.push_str(self.introspected.get(*place).map_or("null", String::as_str));
            }
        }
        Ok(())
    }

    fn first(&self, query: &Query, row: Row<'_>, out: &mut String) -> Result<(), Error> {
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

    fn rows(&self, query: &Query, row: Row<'_>, out: &mut String) -> Result<(), Error> {
        out.push('[');
        let mut first = true;
        self.snapshot.run(&query.statement, self.slots, row, |row| {
            separate(out, &mut first);
            self.steps(&query.body, row, &Ends::default(), out)
        })?;
        out.push(']');
        Ok(())
    }

    fn items(&self, items: &[Computed], body: &[Step], out: &mut String) -> Result<(), Error> {
        out.push('[');
        let mut first = true;
        for item in items {
            separate(out, &mut first);
            self.steps(body, Row::Computed(item), &Ends::default(), out)?;
        }
        out.push(']');
        Ok(())
    }

    /// A page: its rows first, since what stands before them may depend on them, then its parts.
    fn page(&self, page: &PagePlan, row: Row<'_>, out: &mut String) -> Result<(), Error> {
        let mut read = Rowed::default();
        let lists = page.parts.iter().filter(|part| matches!(part, PagePart::Rows(_)));
        read.lists.resize_with(lists.count(), Default::default);
        let size = match self.slots[page.size] {
            Value::Int(size) => size,
            _ => 0,
        };
        let mut count = 0;
        match &page.rows {
            Rows::None => {}
            Rows::Read(statement) => {
                self.snapshot.run(statement, self.slots, row, |row| {
                    self.page_row(page, row, size, &mut read)
                })?;
            }
            Rows::Computed(call) => {
                let found = computed::run(call, self.slots, self.snapshot)?;
                count = found.len();
                for item in self.cut(page, &found) {
                    self.page_row(page, Row::Computed(item), size, &mut read)?;
                }
            }
        }
        let (start, end) =
            if page.backward { (&read.last, &read.first) } else { (&read.first, &read.last) };
        let ends = Ends {
            page: Some(page),
            start: start.as_deref(),
            end: end.as_deref(),
            has_next: if page.backward { page.before.is_some() } else { read.more },
            has_previous: if page.backward { read.more } else { page.after.is_some() },
            count,
        };
        let mut lists = read.lists.iter();
        for part in &page.parts {
            match part {
                PagePart::Steps(steps) => self.steps(steps, row, &ends, out)?,
                PagePart::Rows(_) => {
                    if let Some((text, marks)) = lists.next() {
                        write_list(text, marks, page.backward, out);
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes one row into each list of the page; the row after the last only shows that there is one.
    fn page_row(
        &self,
        page: &PagePlan,
        row: Row<'_>,
        size: i64,
        read: &mut Rowed,
    ) -> Result<(), Error> {
        if read.count == size {
            read.more = true;
            return Ok(());
        }
        read.count += 1;
        let ends = Ends { page: Some(page), ..Ends::default() };
        let mut lists = read.lists.iter_mut();
        for part in &page.parts {
            if let (PagePart::Rows(body), Some((text, marks))) =
                (part, if matches!(part, PagePart::Rows(_)) { lists.next() } else { None })
            {
                self.steps(body, row, &ends, text)?;
                marks.push(text.len());
            }
        }
        if !page.keys.is_empty() {
            let cursor = row_cursor(page, row)?;
            read.first.get_or_insert_with(|| cursor.clone());
            read.last = Some(cursor);
        }
        Ok(())
    }

    /// The results of a search that lie between the cursors, in the direction the page is read.
    fn cut<'f>(&self, page: &PagePlan, found: &'f [Computed]) -> Vec<&'f Computed> {
        let against = |item: &Computed, slot: usize| {
            computed::compare(item, &self.slots[slot..slot + page.keys.len()])
        };
        let after = |slot| found.partition_point(|item| against(item, slot).is_le());
        let before = |slot| found.partition_point(|item| against(item, slot).is_lt());
        let start = page.after.map_or(0, after);
        let end = page.before.map_or(found.len(), before).max(start);
        let mut items: Vec<_> = found[start..end].iter().collect();
        if page.backward {
            items.reverse();
        }
        items
    }
}

fn position_of(
    position: Position,
    row: Row<'_>,
    ends: &Ends<'_>,
    out: &mut String,
) -> Result<(), Error> {
    let cursor = |out: &mut String, text: Option<&str>| match text {
        Some(text) => json::string(out, text),
        None => out.push_str("null"),
    };
    match position {
        Position::Row => {
            let text = ends.page.map(|page| row_cursor(page, row)).transpose()?;
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

fn row_cursor(page: &PagePlan, row: Row<'_>) -> Result<String, Error> {
    let keys = page.keys.iter().map(|key| row.cell(*key)).collect::<Result<Vec<_>, _>>()?;
    Ok(cursor::encode(&page.order, keys.into_iter()))
}

/// Rows written one after the other, as a JSON list, turned around where they were read backward.
fn write_list(text: &str, marks: &[usize], backward: bool, out: &mut String) {
    out.push('[');
    let starts = std::iter::once(&0).chain(marks);
    let mut rows: Vec<_> = starts.zip(marks).map(|(start, end)| &text[*start..*end]).collect();
    if backward {
        rows.reverse();
    }
    let mut first = true;
    for row in rows {
        separate(out, &mut first);
        out.push_str(row);
    }
    out.push(']');
}

fn separate(out: &mut String, first: &mut bool) {
    if !std::mem::replace(first, false) {
        out.push(',');
    }
}
