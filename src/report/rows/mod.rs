//! The rows of a table, made from responses of the engine.

mod error;
mod expand;
mod joined;
mod json;
mod response;
mod row;

pub use self::{error::RowsError, expand::for_each_row, response::ResponseValue};
