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

impl Variables {
    /// Whether a variable has a value other than null.
    #[must_use]
    pub fn has_value(&self, name: &str) -> bool {
        self.values.get(name).is_some_and(|value| !value.is_null())
    }
}
