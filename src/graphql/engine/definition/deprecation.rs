//! The deprecation of a field, argument, input field or enum value.

/// Marks a part of the schema that clients should stop to use. It keeps working until it is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecation {
    /// What to use instead, as a sentence. Markdown.
    pub reason: &'static str,
    /// Since when, as the year and month of the release. Example: `2027-01`.
    pub since: &'static str,
}

impl Deprecation {
    /// The reason in `@deprecated(reason:)`, with the date.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{} (since {})", self.reason, self.since)
    }
}
