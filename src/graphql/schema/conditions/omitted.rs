//! The names of the counts of what a connection leaves out.

/// Relations that may have held on the date asked about.
pub const POSSIBLE: &str = "possible";
/// Plans.
pub const PLANNED: &str = "planned";
/// What ended before the date asked about.
pub const ENDED: &str = "ended";
/// What started after the date asked about.
pub const NOT_STARTED: &str = "notStarted";
