//! Names of things, and the words in them.

use crate::store::sql::fragment::{Column, Condition};

/// The table.
pub const TABLE: &str = "name";
/// The name as written.
pub const VALUE: Column = Column::text("{}.value");
/// ISO 639-1 code.
pub const LANGUAGE: Column = Column::text("{}.language");
/// Its owner and rank in one number: the rank says who wrote it.
pub const CITED: Column = Column::number("({}.owner_id << 30) | {}.rank");
/// The display name in the language `$1` if there is a label in it, else the first name.
pub const IN_LANGUAGE: Column = Column::text(
    "ifnull((SELECT value FROM name WHERE owner_id = {}.id AND language = $1 \
     ORDER BY kind <> 'LABEL', rank LIMIT 1), {}.name)",
);

/// It names the thing with the id `$1`.
pub static OF: Condition = Condition { sql: "{}.owner_id = $1" };
/// One of the thing's names contains the folded text `$1`.
pub static CONTAINS: Condition = Condition {
    sql: "EXISTS (SELECT 1 FROM name WHERE owner_id = {}.id AND instr(folded, $1) > 0)",
};
/// One of the thing's names begins with the folded text `$1`.
pub static STARTS_WITH: Condition = Condition {
    sql: "EXISTS (SELECT 1 FROM name WHERE owner_id = {}.id AND substr(folded, 1, length($1)) = $1)",
};
/// One of the thing's names is the folded text `$1`.
pub static EQUALS: Condition =
    Condition { sql: "EXISTS (SELECT 1 FROM name WHERE owner_id = {}.id AND folded = $1)" };
/// What no statement can work out.
#[cfg(test)]
pub const FAILING: Column = Column::text("json_extract({}.value || '{', '$')");
