//! The error for an invalid value: the rule that it breaks, and what to write instead.

use std::fmt;

/// Why a value is invalid. The message does not contain the value, so callers write `{value} is {rule}; {cure}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    /// The rule that it breaks, such as `not a country code of ISO 3166-1 alpha-2`.
    pub rule: String,
    /// What to do, such as `did you mean GB?`.
    pub cure: String,
}

impl InvalidValue {
    /// A broken rule and its cure.
    pub fn new(rule: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { rule: rule.into(), cure: cure.into() }
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.rule, self.cure)
    }
}
