//! Figures: numbers that a source states.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "figure";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.key", "Figure");
/// The type of the thing it is about; null without a record of that.
pub const ABOUT_TYPE: Column = Column::text("(SELECT type FROM node WHERE id = {}.about_id)");
/// The row id of the thing it is about.
pub const ABOUT_ID: Column = Column::number("{}.about_id");
/// What it is about in words, without a record of that.
pub const ABOUT_TEXT: Column = Column::text("{}.topic");
/// What is measured, in words.
pub const MEASURE: Column = Column::text("{}.measure");
/// What is measured, as a word of the vocabulary.
pub const MEASURE_CODE: Column = Column::text("ifnull({}.measure_code, 'OTHER')");
/// Which people or things are counted.
pub const POPULATION: Column = Column::text("{}.population");
/// The number, or the lower end of a range.
pub const VALUE: Column = Column::number("{}.value");
/// The upper end of a range.
pub const VALUE_MAX: Column = Column::number("{}.value_max");
/// The total that the number is part of.
pub const OUT_OF: Column = Column::number("{}.out_of");
/// The unit of the number.
pub const UNIT: Column = Column::text("{}.unit");
/// The code of the unit.
pub const UNIT_CODE: Column = Column::text("{}.unit_code");
/// The number in the base unit of its kind.
pub const COMPARABLE_VALUE: Column = Column::number("{}.comparable_value");
/// The qualifier, such as `ABOUT`.
pub const QUALIFIER: Column = Column::text("{}.qualifier");
/// The date it refers to, if it is known to the year, the month or the day.
pub const DATE: Column = Column::text("iif(is_partial_date({}.date), {}.date, NULL)");
/// The date it refers to as stated, in EDTF.
pub const DATE_STATED: Column = Column::text("{}.date");
/// When the period begins that it is about, if known to the year, the month or the day.
pub const FROM: Column = Column::text("iif(is_partial_date({}.from_date), {}.from_date, NULL)");
/// When that period begins as stated, in EDTF.
pub const FROM_STATED: Column = Column::text("{}.from_date");
/// When that period ends, if known to the year, the month or the day.
pub const UNTIL: Column = Column::text("iif(is_partial_date({}.until_date), {}.until_date, NULL)");
/// When that period ends as stated, in EDTF.
pub const UNTIL_STATED: Column = Column::text("{}.until_date");
/// The sort key of its date or period, undated last.
pub const DATE_ORDER: Column = Column::number(
    "ifnull(date_order(coalesce({}.date, {}.from_date, {}.until_date)), 9223372036854775807)",
);
/// The year that the date it refers to is certainly in.
pub const DATE_YEAR: Column = Column::text("date_year(ifnull({}.date, {}.from_date))");
/// The decade that the date it refers to is certainly in.
pub const DATE_DECADE: Column = Column::text("date_decade(ifnull({}.date, {}.from_date))");
/// The organization that it is about, if it is about one.
pub static ORGANIZATION: Join = Join { table: "organization", on: "{}.id = @.about_id" };
/// Whether it is a forecast.
pub const FORECAST: Column = Column::bool("{}.forecast");
/// It may be about a day before `$5`: its date is not later. Without a first day, that of the oldest text that it cites counts.
pub static MAY_EXIST: Condition = Condition {
    sql: "{}.date_from < $5 AND ({}.date_from > -1000000000 \
          OR EXISTS (SELECT 1 FROM citation_date AS c WHERE c.fact_id = {}.id AND c.earliest_from < $5))",
};
/// It is about the thing `$1`.
pub static OF: Condition = Condition { sql: "{}.about_id = $1" };
/// It is about one of a list of organizations, `$1`.
pub static WITHIN: Condition = Condition { sql: "{}.about_id IN ($1)" };
/// What it is about in words, the measure, the population or the unit contains the folded text `$1`.
pub static CONTAINS_TEXT: Condition = Condition {
    sql: "(instr(fold(ifnull({}.topic, '')), $1) > 0 OR instr(fold({}.measure), $1) > 0 \
          OR instr(fold({}.unit), $1) > 0 OR instr(fold(ifnull({}.population, '')), $1) > 0)",
};
/// The measure is one of a JSON list.
pub static MEASURE_IN: Condition = Condition { sql: "ifnull({}.measure_code, 'OTHER') IN ($1)" };
/// The code of the unit is one of a JSON list.
pub static UNIT_IN: Condition = Condition { sql: "ifnull({}.unit_code, '') IN ($1)" };
/// The number in the base unit is from `$1` to `$2`.
pub static VALUE_BETWEEN: Condition = Condition { sql: "{}.comparable_value BETWEEN $1 AND $2" };
/// It certainly holds within the span `$1` to `$2`.
pub static DATE_WITHIN: Condition =
    Condition { sql: "{}.date_from >= $1 AND {}.date_before <= $2" };
/// Whether the number is an expectation is `$1`.
pub static IS_FORECAST: Condition = Condition { sql: "{}.forecast = $1" };
/// Whether words say what it is about is `$1`.
pub static HAS_ABOUT_TEXT: Condition = Condition { sql: "({}.topic IS NOT NULL) = $1" };
