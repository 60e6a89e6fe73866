//! Runs a plan to its end and gives the data as one text.

use std::sync::atomic::Ordering;

use super::{
    failure::{FieldError, Stop},
    writer::{PageContext, Writer},
};
use crate::graphql::engine::plan::{parameters::FieldFailures, steps::Plan};
use crate::limits::responses::MAX_RESERVED_BYTES;
use crate::store::{
    Snapshot,
    sql::{Row, Value},
};

/// Bytes that may follow the data of a response, to reserve them with it.
const AFTER_DATA: usize = 64;

/// What a plan wrote.
pub struct Written {
    /// The start of the response: `{"data":` and the data.
    pub data: String,
    /// The fields that failed.
    pub errors: Vec<FieldError>,
    /// Whether a field of the root is null because there is no such record.
    pub has_null_root_field: bool,
}

/// Runs a plan with the values of its parameters and the fields that they fail. `introspected` has what async-graphql answered to the
/// plan's introspections, as JSON; `max_bytes` bounds the response.
///
/// # Errors
/// What ends the whole request: the time is over, or the response is too large. A field that fails is
/// no error here.
pub fn run(
    plan: &Plan,
    (values, failures): (&[Value], &FieldFailures),
    introspected: &[String],
    snapshot: &Snapshot<'_>,
    max_bytes: u64,
) -> Result<Written, Stop> {
    let writer = Writer::new(plan, (values, failures), introspected, snapshot, max_bytes);
    let mut data = String::with_capacity(plan.capacity.load(Ordering::Relaxed));
    data.push_str("{\"data\":");
    let start = data.len();
    match writer.steps(&plan.steps, Row::Root, &PageContext::default(), &mut data) {
        Err(Stop::Null) => {
            data.truncate(start);
            data.push_str("null");
        }
        outcome => outcome?,
    }
    plan.capacity.store((data.len() + AFTER_DATA).min(MAX_RESERVED_BYTES), Ordering::Relaxed);
    Ok(Written {
        data,
        has_null_root_field: writer.has_null_root_field.get(),
        errors: writer.errors.into_inner(),
    })
}
