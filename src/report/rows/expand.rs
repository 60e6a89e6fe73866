//! From a response to rows. Every format writes these rows, so all formats have the same ones.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::{
    error::{RowsError, check_complete},
    joined::{JoinedColumns, join, texts},
    json::write_json,
};
use crate::{
    domain::date::PartialDate,
    graphql::tabular::LeafKind,
    report::{
        cell::Cell,
        layout::{
            Table,
            field_layout::{FieldLayout, RowList},
        },
        options::EmptyLists,
    },
};

/// Calls `receive` for each row of a response (an object with `data`), or of a slice of one, in order.
///
/// # Errors
/// When a list has more items than a cell can hold, and every error of `receive`.
pub fn for_each_row<'a, E>(
    table: &'a Table,
    response: &'a Json,
    receive: &mut dyn FnMut(&[Cell<'a>]) -> Result<(), E>,
) -> Result<(), RowsError<E>> {
    let cells = vec![Cell::Null; table.columns.len()];
    let mut writer = RowWriter { table, cells, receive };
    for part in &table.parts {
        if let Some(label) = &part.label {
            writer.cells[0] = Cell::Text(Cow::Borrowed(label));
        }
        let mut pending = Vec::new();
        writer.fill(&part.fields, response.get("data"), &mut pending)?;
        writer.expand(pending, false)?;
    }
    Ok(())
}

/// A list whose items have yet to make rows.
type PendingList<'a> = (&'a RowList, Option<&'a Json>);

struct RowWriter<'a, 'r, E> {
    table: &'a Table,
    /// The current row.
    cells: Vec<Cell<'a>>,
    receive: &'r mut dyn FnMut(&[Cell<'a>]) -> Result<(), E>,
}

impl<'a, E> RowWriter<'a, '_, E> {
    /// Fills the cells of an object, and adds the lists whose items make rows to `pending`.
    fn fill(
        &mut self,
        fields: &'a [FieldLayout],
        object: Option<&'a Json>,
        pending: &mut Vec<PendingList<'a>>,
    ) -> Result<(), RowsError<E>> {
        for field in fields {
            let value = |key: &str| object.and_then(|object| object.get(key));
            match field {
                FieldLayout::Value { key, column, leaf } => {
                    self.set_value(*column, *leaf, value(key));
                }
                FieldLayout::ValueList { key, column, separator } => {
                    self.cells[*column] = join(texts(value(key)), separator);
                }
                FieldLayout::Object { key, path, fields } => {
                    let value = value(key);
                    check_complete(value, path)?;
                    self.fill(fields, value, pending)?;
                }
                FieldLayout::Json { key, column, node } => {
                    self.cells[*column] = match value(key) {
                        None | Some(Json::Null) => Cell::Null,
                        Some(value) => {
                            let mut json = String::new();
                            write_json(node, value, &mut json)?;
                            Cell::Json(json)
                        }
                    };
                }
                FieldLayout::Joined { key, fields, separator } => {
                    let mut joined = JoinedColumns::new(fields);
                    for item in value(key).and_then(Json::as_array).into_iter().flatten() {
                        joined.add_item(fields, Some(item))?;
                    }
                    for (column, cell) in joined.into_cells(separator) {
                        self.cells[column] = cell;
                    }
                }
                FieldLayout::Rows(list) => pending.push((list, value(&list.key))),
            }
        }
        Ok(())
    }

    /// Makes a row for each combination of items of the pending lists. Lists that lead to the rows come first.
    /// `has_empty_list` says that one of the lists so far was empty.
    fn expand(
        &mut self,
        mut pending: Vec<PendingList<'a>>,
        has_empty_list: bool,
    ) -> Result<(), RowsError<E>> {
        if pending.is_empty() {
            if has_empty_list && self.table.empty_lists == EmptyLists::Drop {
                return Ok(());
            }
            return (self.receive)(&self.cells).map_err(RowsError::Caller);
        }
        let next = pending.iter().position(|(list, _)| list.leads_to_rows).unwrap_or(0);
        let (list, value) = pending.remove(next);
        let items = value.and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        for item in items {
            if let Some((column, leaf)) = list.value {
                self.set_value(column, leaf, Some(item));
            }
            let mut inner = Vec::new();
            self.fill(&list.fields, Some(item), &mut inner)?;
            inner.extend(pending.iter().copied());
            self.expand(inner, has_empty_list)?;
        }
        if items.is_empty() {
            self.cells[list.columns.clone()].fill(Cell::Null);
            // Keep a row for the parent only if something of it is shown.
            if list.leads_to_rows && !self.shows_parent(list) {
                return Ok(());
            }
            self.expand(pending, true)?;
        }
        Ok(())
    }

    /// Whether the current row has a value of the parent of an empty list.
    fn shows_parent(&self, list: &RowList) -> bool {
        // The label of the list and the size of its connection are no values of the parent.
        let first = usize::from(self.table.parts.len() > 1);
        let mut cells = self.cells.iter().enumerate().skip(first);
        cells.any(|(column, cell)| !list.connection_columns.contains(&column) && !cell.is_null())
    }

    fn set_value(&mut self, column: usize, leaf: LeafKind, value: Option<&'a Json>) {
        self.cells[column] = cell(leaf, value);
        if leaf == LeafKind::Date {
            let date = value.and_then(Json::as_str);
            let days =
                date.and_then(|date| date.parse::<PartialDate>().ok()).map(PartialDate::span);
            self.cells[column + 1] = days.map_or(Cell::Null, |days| Cell::Day(days.first));
            self.cells[column + 2] = days.map_or(Cell::Null, |days| Cell::Day(days.end - 1));
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
