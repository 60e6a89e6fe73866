//! From text to records: each key is looked up in the shape, each value held against its rule.
//!
//! Nothing stops the reader. What is wrong goes to the report, and reading goes on after it.

use std::{
    collections::{BTreeMap, HashSet},
    iter,
    ops::Range,
};

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue, Error},
};

use super::value::{Slot, scalar};
use crate::seed::{
    format::field::{Field, Kind, Shape, with_article},
    format::records::shape,
    parsed::{Cell, Row, Table, Value},
    problem::{Fault, Report, Spot},
    suggestion::nearest,
};

/// Reads one file and notes its problems.
pub struct Reader<'r, 'f> {
    /// Where problems go.
    report: &'r mut Report<'f>,
    /// The number the report knows the file by.
    file: usize,
    /// Where the text that is being parsed starts in the file.
    base: usize,
}

/// What is being read, in words: "organization", "entry of `names`".
type What<'w> = &'w str;

impl<'r, 'f> Reader<'r, 'f> {
    /// A reader of the file that the report knows by that number.
    pub fn new(report: &'r mut Report<'f>, file: usize) -> Self {
        Self { report, file, base: 0 }
    }

    /// The records of the file. Where TOML cannot be read, the records around it still are.
    pub fn table(&mut self, shape: &'static Shape, text: &str) -> Table {
        let mut table = Table { shape, rows: Vec::new(), broken: false };
        match DeTable::parse(text) {
            Ok(document) => self.rows(&mut table, document.get_ref()),
            Err(error) => self.piecewise(&mut table, text, &error),
        }
        table
    }

    /// Reads what can be read of a text that is not TOML, record by record.
    fn piecewise(&mut self, table: &mut Table, text: &str, error: &Error) {
        table.broken = true;
        let headers = text.match_indices("\n[[").map(|(at, _)| at + 1);
        let starts: Vec<_> = iter::once(0).chain(headers).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let mut found = false;
        for (start, end) in starts.iter().copied().zip(ends) {
            self.base = start;
            match DeTable::parse(&text[start..end]) {
                Ok(document) => self.rows(table, document.get_ref()),
                Err(error) => {
                    found = true;
                    self.not_toml(&error);
                }
            }
        }
        self.base = 0;
        if !found {
            self.not_toml(error);
        }
    }

    fn not_toml(&mut self, error: &Error) {
        let at = self.spot(&error.span().unwrap_or_default());
        let cure = "correct it; the rest of the record is checked once it can be read";
        self.report.add(at, format!("This is not valid TOML: {}", error.message()), cure);
    }

    fn rows(&mut self, table: &mut Table, document: &DeTable<'_>) {
        let own = table.shape;
        for (name, value) in document {
            let message = match value.get_ref() {
                DeValue::Array(records) if name.get_ref() == own.table => {
                    table.rows.extend(records.iter().filter_map(|value| self.record(own, value)));
                    continue;
                }
                _ if name.get_ref() == own.table => {
                    format!("`{}` has to be a list of tables", own.table)
                }
                _ => format!("{} has no table `{}`", own.file, name.get_ref()),
            };
            let cure = match shape(name.get_ref()).filter(|shape| shape.table != own.table) {
                Some(other) => format!("move it to {}", other.file),
                None => headed(own),
            };
            self.report.add(self.spot(&name.span()), message, cure);
            table.broken = true;
        }
    }

    fn record(&mut self, shape: &'static Shape, value: &Spanned<DeValue<'_>>) -> Option<Row> {
        let at = self.spot(&value.span());
        let DeValue::Table(table) = value.get_ref() else {
            self.report.add(at, "This is not a record", headed(shape));
            return None;
        };
        let row = self.row(shape.fields, shape.table, table, at);
        for group in shape.one_of {
            self.exactly_one(group, shape.table, &row);
        }
        Some(row)
    }

    fn row(
        &mut self,
        fields: &'static [Field],
        what: What<'_>,
        table: &DeTable<'_>,
        at: Spot,
    ) -> Row {
        let mut row = Row { at, cells: BTreeMap::new() };
        for (name, value) in table {
            match Field::find(fields, name.get_ref()) {
                Some(field) => {
                    let label = format!("`{}`", field.name);
                    let slot = Slot { label: &label, kind: &field.kind, required: field.required };
                    let cell = self.cell(&slot, value);
                    row.cells.insert(field.name, cell);
                }
                None => self.unknown_key(fields, what, name.get_ref(), &name.span()),
            }
        }
        for field in fields.iter().filter(|field| field.required && !row.has(field.name)) {
            let message = format!("This {what} has no `{}`", field.name);
            self.report.add(at, message, format!("add `{}`: {}", field.name, field.kind.form()));
        }
        row
    }

    fn unknown_key(&mut self, fields: &[Field], what: What<'_>, name: &str, span: &Range<usize>) {
        let known = || fields.iter().map(|field| field.name);
        let cure = match nearest(name, known()) {
            Some(near) => format!("write `{near}`, or remove it"),
            None => format!("remove it; the keys are {}", known().collect::<Vec<_>>().join(", ")),
        };
        let message = format!("{} has no key `{name}`", capital(&with_article(what)));
        self.report.add(self.spot(span), message, cure);
    }

    fn cell(&mut self, slot: &Slot<'_>, value: &Spanned<DeValue<'_>>) -> Cell {
        let at = self.spot(&value.span());
        let value = match (slot.kind, value.get_ref()) {
            (Kind::List(of), DeValue::Array(list)) => self.list(slot, of, list, at),
            (Kind::Table(fields), DeValue::Table(table)) => {
                let what = slot.label.trim_start_matches("An ");
                Value::Table(self.row(fields, what, table, at))
            }
            (_, other) => scalar(slot, other).unwrap_or_else(|fault| self.bad(at, fault)),
        };
        Cell { kind: slot.kind, at, value }
    }

    fn list(&mut self, slot: &Slot<'_>, of: &'static Kind, list: &DeArray<'_>, at: Spot) -> Value {
        let label = slot.label;
        if list.is_empty() {
            let cure = slot.or_nothing("write at least one");
            return self.bad(at, (format!("{label} has no entries"), cure));
        }
        let entry = Slot { label: &format!("An entry of {label}"), kind: of, required: true };
        let cells: Vec<_> = list.iter().map(|value| self.cell(&entry, value)).collect();
        let mut seen = HashSet::new();
        for (cell, text) in cells.iter().filter_map(|cell| Some((cell, cell.text()?))) {
            if !seen.insert(text) {
                let message = format!("`{text}` stands in {label} twice");
                self.report.add(cell.at, message, "remove one of the two");
            }
        }
        Value::List(cells)
    }

    /// Of the keys of a group, one and only one is written.
    fn exactly_one(&mut self, group: &[&'static str], what: What<'_>, row: &Row) {
        let mut written: Vec<_> =
            group.iter().filter_map(|key| Some((row.cells.get(key)?.at, *key))).collect();
        written.sort_unstable();
        let keys: Vec<_> = group.iter().map(|key| format!("`{key}`")).collect();
        match written[..] {
            [] => {
                let message = format!("This {what} has none of {}", keys.join(", "));
                self.report.add(row.at, message, "add the one that fits");
            }
            [_] => {}
            [(_, first), (at, second), ..] => {
                let message = format!("This {what} has both `{first}` and `{second}`");
                self.report.add(at, message, format!("keep one of {}", keys.join(", ")));
            }
        }
    }

    fn bad(&mut self, at: Spot, (message, cure): Fault) -> Value {
        self.report.add(at, message, cure);
        Value::Bad
    }

    fn spot(&self, span: &Range<usize>) -> Spot {
        Report::spot(self.file, self.base + span.start)
    }
}

fn headed(shape: &Shape) -> String {
    format!("put `[[{}]]` above each record", shape.table)
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
