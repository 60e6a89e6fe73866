//! From an answer to rows: the pure function that every format stands behind.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::{
    domain::date::PartialDate,
    graphql::tabular::{LeafKind, MORE, Node},
    limits::tables::MAX_CELL_ITEMS,
};

use super::{
    super::layout::{
        build::{Layout, Rows},
        table::{Empty, Table},
    },
    cell::Cell,
};

/// Why rows ended early.
#[derive(Debug)]
pub enum Ended<E> {
    /// A list beside the rows has more items than a cell may hold: its path.
    TooMany(String),
    /// Whoever took the rows wants no more.
    Taker(E),
}

impl<E> Ended<E> {
    /// What to tell whoever asked, where it is about the answer.
    #[must_use]
    pub fn message(path: &str) -> String {
        format!(
            "The list `{path}` has more than {MAX_CELL_ITEMS} items, and a cell holds no more of one; make it the rows, or ask for a part of it with `first`."
        )
    }
}

/// A list still to be gone through before a row is whole.
type Pending<'a> = (&'a Rows, Option<&'a Json>);

impl Table {
    /// Hands over the rows of an answer (an object with `data`), or of a slice of one, in order.
    ///
    /// # Errors
    /// When a cell cannot hold its list, or what `take` answers.
    pub fn rows<'a, E>(
        &'a self,
        answer: &'a Json,
        take: &mut dyn FnMut(&[Cell<'a>]) -> Result<(), E>,
    ) -> Result<(), Ended<E>> {
        let cells = vec![Cell::Null; self.columns.len()];
        let mut filler = Filler { table: self, cells, take };
        for part in &self.parts {
            if let Some(label) = &part.label {
                filler.cells[0] = Cell::Text(Cow::Borrowed(label));
            }
            let mut pending = Vec::new();
            filler.fill(&part.layout, answer.get("data"), &mut pending)?;
            filler.expand(pending, false)?;
        }
        Ok(())
    }
}

struct Filler<'a, 't, E> {
    table: &'a Table,
    cells: Vec<Cell<'a>>,
    take: &'t mut dyn FnMut(&[Cell<'a>]) -> Result<(), E>,
}

impl<'a, E> Filler<'a, '_, E> {
    /// Fills the cells of an object; lists that make rows are left pending.
    fn fill(
        &mut self,
        layouts: &'a [Layout],
        object: Option<&'a Json>,
        pending: &mut Vec<Pending<'a>>,
    ) -> Result<(), Ended<E>> {
        for layout in layouts {
            let value = |key: &str| object.and_then(|object| object.get(key));
            match layout {
                Layout::Leaf { key, at, leaf } => self.leaf(*at, *leaf, value(key)),
                Layout::Words { key, at, between } => {
                    let mut words = Vec::new();
                    gather_list(value(key), &mut words);
                    self.cells[*at] = joined(words, between);
                }
                Layout::Object { key, path, below } => {
                    let value = value(key);
                    whole(value, path)?;
                    self.fill(below, value, pending)?;
                }
                Layout::Json { key, at, node } => {
                    self.cells[*at] = match value(key) {
                        None | Some(Json::Null) => Cell::Null,
                        Some(value) => {
                            let mut text = String::new();
                            write_json(node, value, &mut text)?;
                            Cell::Json(text)
                        }
                    };
                }
                Layout::Joined { key, below, between } => {
                    let mut columns = Vec::new();
                    places(below, &mut columns);
                    let mut gathered = vec![Vec::new(); columns.len()];
                    for item in value(key).and_then(Json::as_array).into_iter().flatten() {
                        gather(below, Some(item), &columns, &mut gathered)?;
                    }
                    for (at, values) in columns.into_iter().zip(gathered) {
                        self.cells[at] = joined(values, between);
                    }
                }
                Layout::Rows(rows) => pending.push((rows, value(&rows.key))),
            }
        }
        Ok(())
    }

    /// Goes through the pending lists, those on the way to the rows first, and takes each row once none
    /// is left. `hole` says that a list was empty which a parent may keep a row for.
    fn expand(&mut self, mut pending: Vec<Pending<'a>>, hole: bool) -> Result<(), Ended<E>> {
        let Some(next) = pending
            .iter()
            .position(|(rows, _)| rows.on_path)
            .or(if pending.is_empty() { None } else { Some(0) })
        else {
            if hole && self.table.empty == Empty::Drop {
                return Ok(());
            }
            return (self.take)(&self.cells).map_err(Ended::Taker);
        };
        let (rows, value) = pending.remove(next);
        let items = value.and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        for item in items {
            let mut below = Vec::new();
            if let Some((at, leaf)) = rows.value {
                self.leaf(at, leaf, Some(item));
            }
            self.fill(&rows.below, Some(item), &mut below)?;
            below.extend(pending.iter().copied());
            self.expand(below, hole)?;
        }
        if items.is_empty() {
            self.cells[rows.columns.0..rows.columns.1].fill(Cell::Null);
            // Of a parent of which nothing is shown, nothing is left to keep.
            if rows.on_path && !self.parent_shows(rows) {
                return Ok(());
            }
            // Lists below the empty one have nothing to go through; those beside it do.
            self.expand(pending, true)?;
        }
        Ok(())
    }

    /// Whether anything of what an empty list belongs to is in the row.
    fn parent_shows(&self, rows: &Rows) -> bool {
        // How many items a page has says nothing of the parent.
        let own = rows.page.0..rows.page.1;
        let from = usize::from(self.table.parts.len() > 1);
        let mut cells = self.cells.iter().enumerate().skip(from);
        cells.any(|(at, cell)| !own.contains(&at) && !cell.is_null())
    }

    fn leaf(&mut self, at: usize, leaf: LeafKind, value: Option<&'a Json>) {
        self.cells[at] = cell(leaf, value);
        if leaf == LeafKind::Date {
            let text = value.and_then(Json::as_str);
            let span =
                text.and_then(|text| text.parse::<PartialDate>().ok()).map(PartialDate::span);
            self.cells[at + 1] = span.map_or(Cell::Null, |span| Cell::Day(span.first));
            self.cells[at + 2] = span.map_or(Cell::Null, |span| Cell::Day(span.end - 1));
        }
    }
}

fn cell(leaf: LeafKind, value: Option<&Json>) -> Cell<'_> {
    match (leaf, value) {
        (_, None | Some(Json::Null)) => Cell::Null,
        (LeafKind::Integer, Some(Json::Number(number))) if number.is_i64() => {
            number.as_i64().map_or(Cell::Null, Cell::Integer)
        }
        (LeafKind::Integer | LeafKind::Number, Some(Json::Number(number))) => {
            number.as_f64().map_or(Cell::Null, Cell::Number)
        }
        (_, Some(Json::Bool(value))) => Cell::Boolean(*value),
        (_, Some(Json::String(text))) => Cell::Text(Cow::Borrowed(text)),
        (_, Some(other)) => Cell::Text(Cow::Owned(other.to_string())),
    }
}

fn joined<'a>(values: Vec<Option<Cow<'a, str>>>, between: &'a str) -> Cell<'a> {
    if values.iter().all(Option::is_none) { Cell::Null } else { Cell::Joined(values, between) }
}

fn text(value: Option<&Json>) -> Option<Cow<'_, str>> {
    match value {
        None | Some(Json::Null) => None,
        Some(Json::String(text)) => Some(Cow::Borrowed(text)),
        Some(other) => Some(Cow::Owned(other.to_string())),
    }
}

fn gather_list<'a>(value: Option<&'a Json>, words: &mut Vec<Option<Cow<'a, str>>>) {
    for item in value.and_then(Json::as_array).into_iter().flatten() {
        words.push(text(Some(item)));
    }
}

/// The columns of a joined list, in order.
fn places(layouts: &[Layout], columns: &mut Vec<usize>) {
    for layout in layouts {
        match layout {
            Layout::Leaf { at, .. } | Layout::Words { at, .. } | Layout::Json { at, .. } => {
                columns.push(*at);
            }
            Layout::Object { below, .. } | Layout::Joined { below, .. } => places(below, columns),
            Layout::Rows(_) => {}
        }
    }
}

/// Adds the values of one item of a joined list to those of its columns: what lies side by side in the
/// item has the same place in each cell, and what is not there an empty one.
fn gather<'a, E>(
    layouts: &'a [Layout],
    item: Option<&'a Json>,
    columns: &[usize],
    gathered: &mut [Vec<Option<Cow<'a, str>>>],
) -> Result<(), Ended<E>> {
    let place = |at: usize| columns.iter().position(|column| *column == at).unwrap_or_default();
    for layout in layouts {
        let value = |key: &str| item.and_then(|item| item.get(key));
        match layout {
            Layout::Leaf { key, at, .. } => gathered[place(*at)].push(text(value(key))),
            Layout::Words { key, at, between } => {
                let mut words = Vec::new();
                gather_list(value(key), &mut words);
                let cell = joined(words, between);
                let text = (!cell.is_null()).then(|| Cow::Owned(cell.to_string()));
                gathered[place(*at)].push(text);
            }
            Layout::Json { key, at, node } => {
                let mut json = String::new();
                match value(key) {
                    None | Some(Json::Null) => gathered[place(*at)].push(None),
                    Some(value) => {
                        write_json(node, value, &mut json)?;
                        gathered[place(*at)].push(Some(Cow::Owned(json)));
                    }
                }
            }
            Layout::Object { key, path, below } => {
                let value = value(key);
                whole(value, path)?;
                gather(below, value, columns, gathered)?;
            }
            Layout::Joined { key, below, .. } => {
                let items = value(key).and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
                for item in items {
                    gather(below, Some(item), columns, gathered)?;
                }
            }
            Layout::Rows(_) => {}
        }
    }
    Ok(())
}

/// Refuses a connection of which the answer has a part only.
fn whole<E>(value: Option<&Json>, path: &str) -> Result<(), Ended<E>> {
    let more = value.and_then(|value| value.get(MORE)).and_then(|more| more.get("hasNextPage"));
    if more == Some(&Json::Bool(true)) {
        return Err(Ended::TooMany(path.to_owned()));
    }
    Ok(())
}

/// Writes a part of the answer as JSON, its keys in the order of the document.
fn write_json<E>(node: &Node, value: &Json, out: &mut String) -> Result<(), Ended<E>> {
    match value {
        Json::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_json(node, item, out)?;
            }
            out.push(']');
        }
        Json::Object(object) => {
            whole(Some(value), &node.key)?;
            out.push('{');
            let known =
                node.children.iter().filter_map(|child| Some((child, object.get(&child.key)?)));
            for (at, (child, value)) in known.enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Json::from(child.key.as_str()).to_string());
                out.push(':');
                write_json(child, value, out)?;
            }
            out.push('}');
        }
        value => out.push_str(&value.to_string()),
    }
    Ok(())
}
