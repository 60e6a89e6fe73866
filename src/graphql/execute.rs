//! Runs a plan: statements nested as the selection is, each row written as it is read.

use std::fmt::Write;

use crate::store::{
    Error,
    select::Kind,
    snapshot::Snapshot,
    value::{Cell, Computed, Row, Value},
};

use super::{
    computed, cursor, json,
    plan::{PagePart, PagePlan, Plan, Position, Query, Rows, Step},
};

/// Room for an answer, and for the rows of a page, before either has to grow.
const ANSWER: usize = 16 << 10;
const ROWS: usize = 1 << 10;

/// Runs `plan` with its slots filled and answers the JSON of the response.
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
    let mut out = String::with_capacity(ANSWER);
    out.push_str("{\"data\":");
    writer.steps(&plan.steps, Row::Root, &Ends::default(), &mut out)?;
    out.push('}');
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
    /// How many rows there are on all pages, where the page shows it.
    total: Option<i64>,
}

/// The rows of a page as they were read.
#[derive(Default)]
struct Rowed {
    /// For each list of the page its text, and where in it each row begins if they must be turned around.
    lists: Vec<(String, Vec<usize>)>,
    count: i64,
    more: bool,
    first: Option<String>,
    last: Option<String>,
}

impl Rowed {
    /// Whether these are all rows there are, on whatever page.
    fn all(&self, page: &PagePlan) -> bool {
        let whole = page.after.is_none() && page.before.is_none() && !self.more;
        whole && matches!(page.rows, Rows::Read(_))
    }
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
            Step::Total(statement) => match ends.total {
                Some(total) => json::cell(out, Cell::Int(total), Kind::Number),
                None => self.snapshot.run(statement, self.slots, row, |row| {
                    json::cell(out, row.cell(0)?, Kind::Number);
                    Ok(())
                })?,
            },
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
        read.lists.resize_with(lists.count(), || (String::with_capacity(ROWS), Vec::new()));
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
            total: read.all(page).then_some(read.count),
        };
        let mut lists = read.lists.iter();
        for part in &page.parts {
            match part {
                PagePart::Steps(steps) => self.steps(steps, row, &ends, out)?,
                PagePart::Rows(_) => {
                    if let Some((text, marks)) = lists.next() {
                        write_list(text, marks, out);
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
                if page.backward {
                    marks.push(text.len());
                } else if read.count > 1 {
                    text.push(',');
                }
                self.steps(body, row, &ends, text)?;
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

/// The rows of a page as a JSON list: as they were written, or the last first where `marks` part them.
fn write_list(text: &str, marks: &[usize], out: &mut String) {
    out.push('[');
    if marks.is_empty() {
        out.push_str(text);
    }
    let (mut first, mut end) = (true, text.len());
    for start in marks.iter().rev() {
        separate(out, &mut first);
        out.push_str(&text[*start..end]);
        end = *start;
    }
    out.push(']');
}

fn separate(out: &mut String, first: &mut bool) {
    if !std::mem::replace(first, false) {
        out.push(',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_read_backward_are_turned_around() {
        let list = |text: &str, marks: &[usize]| {
            let mut out = String::new();
            write_list(text, marks, &mut out);
            out
        };
        assert_eq!(list("", &[]), "[]");
        assert_eq!(list("1,22", &[]), "[1,22]");
        assert_eq!(list("122333", &[0, 1, 3]), "[333,22,1]");
    }
}
