//! What is found in a row: broken rules, and parts that are left out.

/// What is wrong with a row.
#[derive(Default)]
pub struct Findings {
    /// Rules that the row breaks, each with its column.
    pub problems: Vec<String>,
    /// Parts that are left out, each with its column and the reason.
    pub omitted: Vec<String>,
    /// Whether the row has no such record: its key or a reference is blank or a placeholder.
    pub is_absent: bool,
    /// Why the row has no such record, if that is worth a line of the report.
    pub absence: Option<String>,
    /// Cells that the map reads as blank: header, text and field.
    pub blanked: Vec<(String, String, String)>,
}

impl Findings {
    /// Whether the row has the record, and breaks no rule.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.problems.is_empty() && !self.is_absent
    }
}
