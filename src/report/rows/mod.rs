//! The rows of a table, made from responses of the engine.

mod error;
mod expand;
mod joined;
mod json;

pub(super) use self::error::list_too_long;
pub use self::{error::RowsError, expand::for_each_row};
