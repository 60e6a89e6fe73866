//! The row that is being filled. The length of its text is known, and within limits, before any of it is written.

use std::ops::Range;

use super::error::RowsError;
use crate::{
    limits::{TableLimits, tables::MAX_ROW_VALUES},
    report::{cell::Cell, layout::Column},
};

/// The row that is being filled.
pub(super) struct CurrentRow<'a> {
    columns: &'a [Column],
    cells: Vec<Cell<'a>>,
    /// Bytes of the text of each cell.
    cell_bytes: Vec<usize>,
    /// Bytes of the text of all cells, and how many values of joined lists they have.
    bytes: usize,
    values: usize,
    max_cell_bytes: usize,
    max_bytes: usize,
}

impl<'a> CurrentRow<'a> {
    /// A row of empty cells.
    pub(super) fn new(columns: &'a [Column], limits: &TableLimits) -> Self {
        let size = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
        Self {
            columns,
            cells: vec![Cell::Null; columns.len()],
            cell_bytes: vec![0; columns.len()],
            bytes: 0,
            values: 0,
            max_cell_bytes: size(limits.cell_bytes),
            max_bytes: size(limits.row_bytes),
        }
    }

    /// Sets a cell.
    pub(super) fn set<E>(&mut self, column: usize, cell: Cell<'a>) -> Result<(), RowsError<E>> {
        let (bytes, values) = (cell.text_bytes(), cell.joined_values());
        if bytes > self.max_cell_bytes {
            let name = &self.columns[column].name;
            return Err(RowsError::cell_too_large(name, bytes, self.max_cell_bytes));
        }
        self.bytes = self.bytes - self.cell_bytes[column] + bytes;
        self.values = self.values - self.cells[column].joined_values() + values;
        if self.bytes > self.max_bytes {
            return Err(RowsError::row_too_large(self.bytes, self.max_bytes));
        }
        if self.values > MAX_ROW_VALUES {
            return Err(RowsError::too_many_values());
        }
        self.cell_bytes[column] = bytes;
        self.cells[column] = cell;
        Ok(())
    }

    /// Empties cells.
    pub(super) fn clear(&mut self, columns: Range<usize>) {
        for column in columns {
            self.bytes -= std::mem::take(&mut self.cell_bytes[column]);
            self.values -= self.cells[column].joined_values();
            self.cells[column] = Cell::Null;
        }
    }

    pub(super) fn cells(&self) -> &[Cell<'a>] {
        &self.cells
    }

    /// Bytes that the text of the lists of one row may have.
    pub(super) fn max_bytes(&self) -> usize {
        self.max_bytes
    }
}
