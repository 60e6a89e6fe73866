//! Joined lists: the values of all items of a list, in one cell for each column.

use std::borrow::Cow;

use super::{
    error::{RowsError, check_complete},
    json::write_json,
    response::ResponseValue,
};
use crate::{
    limits::tables::MAX_ROW_VALUES,
    report::{cell::Cell, layout::field_layout::FieldLayout},
};

/// The values of one column, in the order of the items; None where an item has no value.
type Values<'a> = Vec<Option<Cow<'a, str>>>;

/// The columns of a joined list, and their values.
pub(super) struct JoinedColumns<'a> {
    /// Positions in the table, in ascending order.
    columns: Vec<usize>,
    values: Vec<Values<'a>>,
    /// How many values there are, and how many bytes of text they have. Both are limited: values that are not texts of the
    /// response, such as numbers, are copied.
    count: usize,
    bytes: usize,
    max_bytes: usize,
}

impl<'a> JoinedColumns<'a> {
    /// The columns of these fields, without values, for at most `max_bytes` of text.
    pub(super) fn new(fields: &[FieldLayout], max_bytes: usize) -> Self {
        let mut columns = Vec::new();
        collect_columns(fields, &mut columns);
        let values = vec![Vec::new(); columns.len()];
        Self { columns, values, count: 0, bytes: 0, max_bytes }
    }

    /// Adds the values of one item. An item without a value for a column adds an empty value, so the values of
    /// an item have the same place in every cell.
    pub(super) fn add_item<E>(
        &mut self,
        fields: &'a [FieldLayout],
        item: Option<&'a ResponseValue<'a>>,
    ) -> Result<(), RowsError<E>> {
        for field in fields {
            let value = |key: &str| item.and_then(|item| item.get(key));
            match field {
                FieldLayout::Value { key, column, .. } => {
                    self.push(*column, text(value(key)))?;
                }
                FieldLayout::ValueList { key, column, separator } => {
                    let cell = join(texts(value(key)), separator);
                    // Counted before it is built.
                    self.count_bytes(cell.text_bytes())?;
                    let text = (!cell.is_null()).then(|| Cow::Owned(cell.to_string()));
                    self.push(*column, text)?;
                }
                FieldLayout::Json { key, column, node } => {
                    let json = match value(key) {
                        None | Some(ResponseValue::Null) => None,
                        Some(value) => {
                            let mut json = String::new();
                            write_json(node, value, &mut json)?;
                            Some(Cow::Owned(json))
                        }
                    };
                    self.push(*column, json)?;
                }
                FieldLayout::Object { key, path, fields } => {
                    let value = value(key);
                    check_complete(value, path)?;
                    self.add_item(fields, value)?;
                }
                FieldLayout::Joined { key, fields, .. } => {
                    for item in value(key).map_or(&[][..], ResponseValue::items) {
                        self.add_item(fields, Some(item))?;
                    }
                }
                // Lists in a joined list make no rows.
                FieldLayout::Rows(_) => {}
            }
        }
        Ok(())
    }

    /// The cells: positions in the table, and values.
    pub(super) fn into_cells(self, separator: &'a str) -> impl Iterator<Item = (usize, Cell<'a>)> {
        let values = self.values.into_iter().map(move |values| join(values, separator));
        self.columns.into_iter().zip(values)
    }

    fn push<E>(&mut self, column: usize, value: Option<Cow<'a, str>>) -> Result<(), RowsError<E>> {
        self.count += 1;
        if self.count > MAX_ROW_VALUES {
            return Err(RowsError::too_many_values());
        }
        self.count_bytes(value.as_ref().map_or(0, |text| text.len()))?;
        if let Ok(position) = self.columns.binary_search(&column) {
            self.values[position].push(value);
        }
        Ok(())
    }

    fn count_bytes<E>(&mut self, bytes: usize) -> Result<(), RowsError<E>> {
        self.bytes += bytes;
        if self.bytes > self.max_bytes {
            return Err(RowsError::row_too_large(self.bytes, self.max_bytes));
        }
        Ok(())
    }
}

fn collect_columns(fields: &[FieldLayout], columns: &mut Vec<usize>) {
    for field in fields {
        match field {
            FieldLayout::Value { column, .. }
            | FieldLayout::ValueList { column, .. }
            | FieldLayout::Json { column, .. } => columns.push(*column),
            FieldLayout::Object { fields, .. } | FieldLayout::Joined { fields, .. } => {
                collect_columns(fields, columns);
            }
            FieldLayout::Rows(_) => {}
        }
    }
}

/// The cell of a list; empty if no item has a value.
pub(super) fn join<'a>(values: Values<'a>, separator: &'a str) -> Cell<'a> {
    if values.iter().all(Option::is_none) { Cell::Null } else { Cell::Joined(values, separator) }
}

/// The texts of a list of values.
pub(super) fn texts<'a>(list: Option<&'a ResponseValue<'a>>) -> Values<'a> {
    list.map_or(&[][..], ResponseValue::items).iter().map(|item| text(Some(item))).collect()
}

fn text<'a>(value: Option<&'a ResponseValue<'a>>) -> Option<Cow<'a, str>> {
    match value {
        None | Some(ResponseValue::Null) => None,
        Some(ResponseValue::Text(text)) => Some(Cow::Borrowed(text)),
        Some(other) => Some(Cow::Owned(other.to_string())),
    }
}
