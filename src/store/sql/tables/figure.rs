//! Numbers somebody stated.

use crate::store::sql::fragment::{Column, Condition};

/// The table.
pub const TABLE: &str = "figure";
/// Global id.
pub const GLOBAL_ID: Column = Column::id("{}.key", "Figure");
/// Type of the thing it is about, null for a topic.
pub const ABOUT_TYPE: Column = Column::text("(SELECT type FROM node WHERE id = {}.about_id)");
/// Row id of the thing it is about.
pub const ABOUT_ID: Column = Column::number("{}.about_id");
/// What it is about where that is no thing of the registry.
pub const TOPIC: Column = Column::text("{}.topic");
/// What is counted.
pub const MEASURE: Column = Column::text("{}.measure");
/// The number.
pub const VALUE: Column = Column::number("{}.value");
/// Upper end of a range.
pub const VALUE_MAX: Column = Column::number("{}.value_max");
/// The whole of a ratio.
pub const OUT_OF: Column = Column::number("{}.out_of");
/// What the number counts.
pub const UNIT: Column = Column::text("{}.unit");
/// How it is hedged.
pub const QUALIFIER: Column = Column::text("{}.qualifier");
/// When it held or will hold.
pub const DATE: Column = Column::text("{}.date");
/// Whether it is an expectation.
pub const FORECAST: Column = Column::bool("{}.forecast");
/// About the thing `$1`.
pub static OF: Condition = Condition { sql: "{}.about_id = $1" };
/// Topic, measure or unit contain the text `$1`, ignoring ASCII case.
pub static MENTIONS: Condition = Condition {
    sql: "instr(lower(ifnull({}.topic, '') || ' ' || {}.measure || ' ' || {}.unit), lower($1)) > 0",
};
/// An expectation or not.
pub static FORECAST_IS: Condition = Condition { sql: "{}.forecast = $1" };
/// About no thing of the registry.
pub static ON_TOPIC: Condition = Condition { sql: "({}.topic IS NOT NULL) = $1" };
