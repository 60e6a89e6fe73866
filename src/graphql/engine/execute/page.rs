//! Pages: their rows written as they are read, then what stands around them.

use crate::store::{
    Error,
    sql::{Computed, Row, Value},
};

use crate::graphql::{
    engine::{
        cursor,
        execute::{Ends, Stop, Writer},
        plan::steps::{PagePart, PagePlan, Rows},
    },
    schema::computations,
};

/// Room for the rows of a page before it has to grow.
const ROWS: usize = 1 << 10;

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

impl Writer<'_, '_> {
    /// A page: its rows first, since what stands before them may depend on them, then its parts.
    pub(super) fn page(&self, page: &PagePlan, row: Row<'_>, out: &mut String) -> Result<(), Stop> {
        let mut read = Rowed::default();
        let lists = page.parts.iter().filter(|part| matches!(part, PagePart::Rows(..)));
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
                let found = computations::run(call, self.slots, self.snapshot)?;
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
            along: None,
        };
        // From here on the rows are part of what holds this page.
        let held: usize = read.lists.iter().map(|(text, _)| text.len()).sum();
        self.held.update(|all| all.saturating_sub(held));
        let mut lists = read.lists.iter();
        for part in &page.parts {
            match part {
                PagePart::Steps(steps) => self.steps(steps, row, &ends, out)?,
                PagePart::Rows(..) => {
                    if let Some((text, marks)) = lists.next() {
                        write_list(text, marks, out);
                    }
                }
            }
        }
        self.bounded(out.len())
    }

    /// Writes one row into each list of the page; the row after the last only shows that there is one.
    fn page_row(
        &self,
        page: &PagePlan,
        row: Row<'_>,
        size: i64,
        read: &mut Rowed,
    ) -> Result<(), Stop> {
        if read.count == size {
            read.more = true;
            return Ok(());
        }
        let place = usize::try_from(read.count).unwrap_or_default();
        read.count += 1;
        let ends = Ends { page: Some(page), ..Ends::default() };
        let mut lists = read.lists.iter_mut();
        for part in &page.parts {
            let PagePart::Rows(body, list) = part else { continue };
            let Some((text, marks)) = lists.next() else { continue };
            let before = text.len();
            if page.backward {
                marks.push(before);
            } else if read.count > 1 {
                text.push(',');
            }
            let (mark, start) = (self.failures.mark(), text.len());
            let outcome = self.steps(body, row, &ends, text);
            // Neither the lists of a page nor their items can be null; a test holds the tables to that.
            let outcome = self.failures.contain_item((place, false), mark, outcome, text, start);
            self.failures.contain(&self.plan.fields[*list], mark, outcome, text, start)?;
            self.held.update(|held| held + text.len() - before);
        }
        if !page.keys.is_empty() {
            let cursor = row_cursor(page, row)?;
            read.first.get_or_insert_with(|| cursor.clone());
            read.last = Some(cursor);
        }
        self.bounded(0)
    }

    /// The results of a search that lie between the cursors, in the direction the page is read.
    fn cut<'f>(&self, page: &PagePlan, found: &'f [Computed]) -> Vec<&'f Computed> {
        let against = |item: &Computed, slot: usize| {
            computations::compare(item, &self.slots[slot..slot + page.keys.len()])
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

pub(super) fn row_cursor(page: &PagePlan, row: Row<'_>) -> Result<String, Error> {
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
