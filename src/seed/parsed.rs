//! A record as read: values that passed the rule of their key, each with its place.
//!
//! What was refused stays behind as [`Value::Bad`], so that a later rule neither trips over it nor
//! takes it for missing.

use std::collections::BTreeMap;

use super::{
    format::field::{Kind, Shape},
    format::records::SHAPES,
    problem::Spot,
};
use crate::domain::date::PartialDate;

/// Everything read, one table per shape and in the order of [`SHAPES`].
pub(super) struct Tables(pub(super) Vec<Table>);

/// The records of one file.
pub(super) struct Table {
    /// What they are made of.
    pub(super) shape: &'static Shape,
    /// The records in the order of the file.
    pub(super) rows: Vec<Row>,
    /// Whether the file could not be read, so that nothing can be said about what it holds.
    pub(super) broken: bool,
}

impl Tables {
    /// Tables without records.
    pub(super) fn new() -> Self {
        let empty = |shape| Table { shape, rows: Vec::new(), broken: false };
        Self(SHAPES.iter().map(empty).collect())
    }

    /// Every record with its shape.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&'static Shape, &Row)> {
        self.0.iter().flat_map(|table| table.rows.iter().map(|row| (table.shape, row)))
    }

    /// The records of one table.
    pub(super) fn of(&self, table: &str) -> &[Row] {
        self.0.iter().find(|t| t.shape.table == table).map_or(&[], |t| &t.rows)
    }
}

/// A record, or a table within one.
pub(super) struct Row {
    /// Its header or opening brace.
    pub(super) at: Spot,
    /// The values of its known keys.
    pub(super) cells: BTreeMap<&'static str, Cell>,
}

/// A value with its place.
pub(super) struct Cell {
    /// The rule it had to pass.
    pub(super) kind: &'static Kind,
    /// Where it starts.
    pub(super) at: Spot,
    /// What was read.
    pub(super) value: Value,
}

/// What a value can be.
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Flag(bool),
    /// A date.
    Date(PartialDate),
    /// A list.
    List(Vec<Cell>),
    /// A table.
    Table(Row),
    /// Something that was reported and has to be left alone.
    Bad,
}

impl Row {
    /// Whether the key is written, rightly or not.
    pub(super) fn has(&self, key: &str) -> bool {
        self.cells.contains_key(key)
    }

    /// The text under a key.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.cells.get(key)?.text()
    }

    /// The date under a key.
    pub(super) fn date(&self, key: &str) -> Option<PartialDate> {
        match self.cells.get(key)?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The number under a key.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        match self.cells.get(key)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether the truth value under a key is true.
    pub(super) fn flag(&self, key: &str) -> bool {
        matches!(self.cells.get(key), Some(Cell { value: Value::Flag(true), .. }))
    }

    /// The table under a key.
    pub(super) fn table(&self, key: &str) -> Option<&Self> {
        self.cells.get(key)?.table()
    }

    /// The list under a key, empty where there is none.
    pub(super) fn list(&self, key: &str) -> &[Cell] {
        match self.cells.get(key) {
            Some(Cell { value: Value::List(cells), .. }) => cells,
            _ => &[],
        }
    }

    /// The tables of the list under a key.
    pub(super) fn tables(&self, key: &str) -> impl Iterator<Item = &Self> {
        self.list(key).iter().filter_map(Cell::table)
    }

    /// Every value of the record and of the tables and lists within.
    pub(super) fn walk<'r>(&'r self, visit: &mut dyn FnMut(&'r Cell)) {
        for cell in self.cells.values() {
            cell.walk(visit);
        }
    }
}

impl Cell {
    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The table, if it is one.
    pub(super) fn table(&self) -> Option<&Row> {
        match &self.value {
            Value::Table(row) => Some(row),
            _ => None,
        }
    }

    fn walk<'r>(&'r self, visit: &mut dyn FnMut(&'r Self)) {
        match &self.value {
            Value::List(cells) => cells.iter().for_each(|cell| cell.walk(visit)),
            Value::Table(row) => row.walk(visit),
            _ => visit(self),
        }
    }
}

/// The key of a fact: its own, or its parts in the order of the sentence, such as `sanofi.founder.pscc`.
pub(super) fn key_of(shape: &Shape, row: &Row) -> Option<String> {
    if row.has("key") || shape.parts.is_empty() {
        return row.text("key").map(str::to_owned);
    }
    let parts = shape.parts.iter().filter(|part| row.has(part));
    let words = parts.map(|part| Some(row.text(part)?.to_lowercase().replace('_', "-")));
    words.collect::<Option<Vec<_>>>().map(|words| words.join("."))
}
