//! Work with a purpose and a frame.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "program";
/// Global id.
pub const GLOBAL_ID: Column = Column::id("{}.slug", "Program");
/// When it starts.
pub const STARTS: Column = Column::text("{}.starts");
/// When it ends.
pub const ENDS: Column = Column::text("{}.ends");
/// What STARTS sorts by, unknown last.
pub const STARTS_SORT: Column = Column::text("ifnull({}.starts, '9999-99-99')");
/// The program it belongs to.
pub static PART_OF: Join = Join { table: "program", on: "{}.id = @.part_of_id" };
/// It belongs to the program `$1`.
pub static PARTS_OF: Condition = Condition { sql: "{}.part_of_id = $1" };
