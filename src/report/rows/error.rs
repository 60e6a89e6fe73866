//! Why rows could not be made.

use serde_json::Value as Json;

use crate::{graphql::tabular::IS_INCOMPLETE, limits::tables::MAX_CELL_ITEMS};

/// Why rows could not be made. `E` is the error of the caller that receives the rows.
#[derive(Debug)]
pub enum RowsError<E> {
    /// The list at this path has more items than a cell can hold.
    ListTooLong(String),
    /// The caller returned an error.
    Caller(E),
}

/// The message of [`RowsError::ListTooLong`].
pub(in crate::report) fn list_too_long(path: &str) -> String {
    format!(
        "The list `{path}` has more than {MAX_CELL_ITEMS} items, the most that a cell holds. Make it the rows, or limit it with `first`."
    )
}

/// Checks that the response has every item of a connection that stands in one cell.
pub(super) fn check_complete<E>(connection: Option<&Json>, path: &str) -> Result<(), RowsError<E>> {
    let page_info = connection.and_then(|connection| connection.get(IS_INCOMPLETE));
    let has_next_page = page_info.and_then(|page_info| page_info.get("hasNextPage"));
    if has_next_page == Some(&Json::Bool(true)) {
        return Err(RowsError::ListTooLong(path.to_owned()));
    }
    Ok(())
}
