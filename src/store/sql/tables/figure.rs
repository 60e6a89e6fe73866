//! Figures: numbers that a source states.

use crate::store::sql::fragment::{Column, Condition};

/// The table.
pub const TABLE: &str = "figure";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.key", "Figure");
/// The type of the thing it is about; null for a topic.
pub const ABOUT_TYPE: Column = Column::text("(SELECT type FROM node WHERE id = {}.about_id)");
/// The row id of the thing it is about.
pub const ABOUT_ID: Column = Column::number("{}.about_id");
/// The topic, if it is not about a thing of the registry.
pub const TOPIC: Column = Column::text("{}.topic");
/// What is measured.
pub const MEASURE: Column = Column::text("{}.measure");
/// The number, or the lower end of a range.
pub const VALUE: Column = Column::number("{}.value");
/// The upper end of a range.
pub const VALUE_MAX: Column = Column::number("{}.value_max");
/// The total that the number is part of.
pub const OUT_OF: Column = Column::number("{}.out_of");
/// The unit of the number.
pub const UNIT: Column = Column::text("{}.unit");
/// The qualifier, such as `ABOUT`.
pub const QUALIFIER: Column = Column::text("{}.qualifier");
/// The date it refers to, if it is known to the year, the month or the day.
pub const DATE: Column = Column::text("iif({}.date GLOB '*[./X]*', NULL, {}.date)");
/// The date it refers to as stated, in EDTF.
pub const DATE_STATED: Column = Column::text("{}.date");
/// Whether it is a forecast.
pub const FORECAST: Column = Column::bool("{}.forecast");
/// It is about the thing `$1`.
pub static OF: Condition = Condition { sql: "{}.about_id = $1" };
/// It is about one of a list of organizations, `$1`.
pub static WITHIN: Condition = Condition { sql: "{}.about_id IN ($1)" };
/// The topic, the measure or the unit contains the folded text `$1`.
pub static CONTAINS_TEXT: Condition = Condition {
    sql: "(instr(fold(ifnull({}.topic, '')), $1) > 0 OR instr(fold({}.measure), $1) > 0 \
          OR instr(fold({}.unit), $1) > 0)",
};
/// Whether the number is an expectation is `$1`.
pub static IS_FORECAST: Condition = Condition { sql: "{}.forecast = $1" };
/// Whether it is about a topic is `$1`.
pub static HAS_TOPIC: Condition = Condition { sql: "({}.topic IS NOT NULL) = $1" };
