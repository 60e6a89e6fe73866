//! Programs.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "program";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.slug", "Program");
/// The start date.
pub const STARTS: Column = Column::text("{}.starts");
/// The end date.
pub const ENDS: Column = Column::text("{}.ends");
/// The sort key of [`STARTS`], unknown last.
pub const STARTS_SORT: Column = Column::text("ifnull({}.starts, '9999-99-99')");
/// The program that it is part of.
pub static PART_OF: Join = Join { table: "program", on: "{}.id = @.part_of_id" };
/// It is part of the program `$1`.
pub static IS_PART_OF: Condition = Condition { sql: "{}.part_of_id = $1" };
