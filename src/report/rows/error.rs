//! Why rows could not be made.

use super::response::ResponseValue;
use crate::{
    graphql::{Code, Error, tabular::IS_INCOMPLETE},
    limits::tables::{MAX_CELL_ITEMS, MAX_ROW_VALUES},
};

/// Why rows could not be made. `E` is the error of the caller that receives the rows.
#[derive(Debug)]
pub enum RowsError<E> {
    /// A row or a cell exceeds a limit.
    TooLarge(Error),
    /// The caller returned an error.
    Caller(E),
}

impl<E> RowsError<E> {
    /// The list at this path has more items than a cell can hold.
    pub(super) fn list_too_long(path: &str) -> Self {
        let message = format!(
            "The list `{path}` has more than {MAX_CELL_ITEMS} items, the most that a cell holds. Make it the rows, or limit it with `first`."
        );
        Self::TooLarge(Error::new(Code::LimitExceeded, message))
    }

    /// A cell of this column has more bytes than are allowed.
    pub(super) fn cell_too_large(column: &str, bytes: usize, allowed: usize) -> Self {
        let message = format!(
            "A cell of the column `{column}` would have {bytes} bytes, and {allowed} are allowed. Make its list the rows, limit it with `first`, or leave it out with `omit`."
        );
        let error = Error::new(Code::LimitExceeded, message);
        Self::TooLarge(error.limit("table_cell_bytes", bytes as u64, allowed as u64))
    }

    /// A row has more bytes than are allowed.
    pub(super) fn row_too_large(bytes: usize, allowed: usize) -> Self {
        let message = format!(
            "A row of this table would have {bytes} bytes, and {allowed} are allowed. Select fewer fields, or make one of its lists the rows."
        );
        let error = Error::new(Code::LimitExceeded, message);
        Self::TooLarge(error.limit("table_row_bytes", bytes as u64, allowed as u64))
    }

    /// A row has more values than are allowed.
    pub(super) fn too_many_values() -> Self {
        let message = format!(
            "The joined lists of one row have more than {MAX_ROW_VALUES} values, an empty one counting as one. Select fewer fields, or make one of the lists the rows."
        );
        let error = Error::new(Code::LimitExceeded, message);
        Self::TooLarge(error.with("limit", "table_row_values").with("allowed", MAX_ROW_VALUES))
    }
}

/// Checks that the response has every item of a connection that stands in one cell.
pub(super) fn check_complete<E>(
    connection: Option<&ResponseValue<'_>>,
    path: &str,
) -> Result<(), RowsError<E>> {
    let page_info = connection.and_then(|connection| connection.get(IS_INCOMPLETE));
    let has_next_page = page_info.and_then(|page_info| page_info.get("hasNextPage"));
    if has_next_page == Some(&ResponseValue::Boolean(true)) {
        return Err(RowsError::list_too_long(path));
    }
    Ok(())
}
