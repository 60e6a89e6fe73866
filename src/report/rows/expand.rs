//! From a response to rows. Every format writes these rows, so all formats have the same ones.

use std::borrow::Cow;

use super::{
    error::{RowsError, check_complete},
    joined::{JoinedColumns, join, texts},
    json::write_json,
    response::ResponseValue,
    row::CurrentRow,
};
use crate::{
    domain::date::{ALWAYS, NEVER, Span, StatedDate},
    graphql::tabular::LeafKind,
    limits::TableLimits,
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
/// When a list has more items than a cell can hold, a row or a cell exceeds the limits, and every error of `receive`.
pub fn for_each_row<'a, E>(
    table: &'a Table,
    limits: &TableLimits,
    response: &'a ResponseValue<'a>,
    receive: &mut dyn FnMut(&[Cell<'a>]) -> Result<(), E>,
) -> Result<(), RowsError<E>> {
    let mut writer = RowWriter { table, row: CurrentRow::new(&table.columns, limits), receive };
    for part in &table.parts {
        if let Some(label) = &part.label {
            writer.row.set(0, Cell::Text(Cow::Borrowed(label)))?;
        }
        let mut pending = Vec::new();
        writer.fill(&part.fields, response.get("data"), &mut pending)?;
        writer.expand(pending, false)?;
    }
    Ok(())
}

/// A list whose items have yet to make rows.
type PendingList<'a> = (&'a RowList, Option<&'a ResponseValue<'a>>);

struct RowWriter<'a, 'r, E> {
    table: &'a Table,
    row: CurrentRow<'a>,
    receive: &'r mut dyn FnMut(&[Cell<'a>]) -> Result<(), E>,
}

impl<'a, E> RowWriter<'a, '_, E> {
    /// Fills the cells of an object, and adds the lists whose items make rows to `pending`.
    fn fill(
        &mut self,
        fields: &'a [FieldLayout],
        object: Option<&'a ResponseValue<'a>>,
        pending: &mut Vec<PendingList<'a>>,
    ) -> Result<(), RowsError<E>> {
        for field in fields {
            let value = |key: &str| object.and_then(|object| object.get(key));
            match field {
                FieldLayout::Value { key, column, leaf } => {
                    self.set_value(*column, *leaf, value(key))?;
                }
                FieldLayout::ValueList { key, column, separator } => {
                    self.row.set(*column, join(texts(value(key)), separator))?;
                }
                FieldLayout::Object { key, path, fields } => {
                    let value = value(key);
                    check_complete(value, path)?;
                    self.fill(fields, value, pending)?;
                }
                FieldLayout::Json { key, column, node } => {
                    let cell = match value(key) {
                        None | Some(ResponseValue::Null) => Cell::Null,
                        Some(value) => {
                            let mut json = String::new();
                            write_json(node, value, &mut json)?;
                            Cell::Json(json)
                        }
                    };
                    self.row.set(*column, cell)?;
                }
                FieldLayout::Joined { key, fields, separator } => {
                    let mut joined = JoinedColumns::new(fields, self.row.max_bytes());
                    for item in value(key).map_or(&[][..], ResponseValue::items) {
                        joined.add_item(fields, Some(item))?;
                    }
                    for (column, cell) in joined.into_cells(separator) {
                        self.row.set(column, cell)?;
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
            return (self.receive)(self.row.cells()).map_err(RowsError::Caller);
        }
        let next = pending.iter().position(|(list, _)| list.leads_to_rows).unwrap_or(0);
        let (list, value) = pending.remove(next);
        let items = value.map_or(&[][..], ResponseValue::items);
        for item in items {
            self.row.clear(list.columns.clone());
            if let Some((column, leaf)) = list.value {
                self.set_value(column, leaf, Some(item))?;
            }
            let mut inner = Vec::new();
            self.fill(&list.fields, Some(item), &mut inner)?;
            inner.extend(pending.iter().copied());
            self.expand(inner, has_empty_list)?;
        }
        if items.is_empty() {
            self.row.clear(list.columns.clone());
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
        let mut cells = self.row.cells().iter().enumerate().skip(first);
        cells.any(|(column, cell)| !list.connection_columns.contains(&column) && !cell.is_null())
    }

    fn set_value(
        &mut self,
        column: usize,
        leaf: LeafKind,
        value: Option<&'a ResponseValue<'a>>,
    ) -> Result<(), RowsError<E>> {
        self.row.set(column, cell(leaf, value))?;
        if leaf == LeafKind::Date {
            let date = value.and_then(ResponseValue::as_text);
            let date = date.and_then(|date| date.parse::<StatedDate>().ok());
            let Span { first, end } = date.as_ref().map_or(Span::UNBOUNDED, StatedDate::span);
            let first = if first == ALWAYS { Cell::Null } else { Cell::Day(first) };
            let last = if end == NEVER { Cell::Null } else { Cell::Day(end - 1) };
            self.row.set(column + 1, first)?;
            self.row.set(column + 2, last)?;
        }
        Ok(())
    }
}

fn cell<'a>(leaf: LeafKind, value: Option<&'a ResponseValue<'a>>) -> Cell<'a> {
    match (leaf, value) {
        (_, None | Some(ResponseValue::Null)) => Cell::Null,
        (LeafKind::Integer, Some(ResponseValue::Integer(number))) => Cell::Integer(*number),
        #[expect(clippy::cast_precision_loss, reason = "the column holds 64-bit floats")]
        (LeafKind::Number, Some(ResponseValue::Integer(number))) => Cell::Number(*number as f64),
        (LeafKind::Integer | LeafKind::Number, Some(ResponseValue::Number(number))) => {
            Cell::Number(*number)
        }
        (_, Some(ResponseValue::Boolean(value))) => Cell::Boolean(*value),
        (_, Some(ResponseValue::Text(text))) => Cell::Text(Cow::Borrowed(text)),
        (_, Some(other)) => Cell::Text(Cow::Owned(other.to_string())),
    }
}
