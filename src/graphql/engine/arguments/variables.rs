//! The variables of a request, after coercion.

use serde_json::{Map, Value as Json};

/// The variables of one request.
#[derive(Debug, Default)]
pub struct Variables {
    /// Coerced values by name. A variable that was not given and has no default is absent.
    pub values: Map<String, Json>,
    /// The part of the values that a plan depends on; see `plan::coerce_variables`.
    pub shape: String,
}
