//! Names of things.

use crate::store::sql::fragment::{Column, Condition};

/// The table.
pub const TABLE: &str = "name";
/// The name as written.
pub const VALUE: Column = Column::text("{}.value");
/// The language, as a tag of BCP 47.
pub const LANGUAGE: Column = Column::text("{}.language");
/// Whether it is the first that its origin gives. The number is that of the parts of an origin.
pub const IS_PREFERRED: Column = Column::bool("({}.rank & 1048575) = 0");
/// Its owner and rank in one number: the rank says who wrote it. Null for a label that a curator made, which no source has.
pub const CITED: Column =
    Column::number("iif({}.kind = 'CURATOR', NULL, ({}.owner_id << 30) | {}.rank)");
/// In the table of a thing: its name in the language with the canonical tag `$1`, in use during the span `$2` to `$3`; each
/// can be null. The display name if there is none.
///
/// Names in `en` serve readers of `en-GB` (RFC 4647, lookup), and as the last resort the other way round. Labels come first. For
/// a span, only labels and dated former names count, and only where nothing rules out that they were in use: dated ones
/// first, and of these the ones that certainly were.
pub const CHOSEN: Column = Column::text(
    "ifnull((SELECT value FROM name WHERE owner_id = {}.id \
     AND ($1 IS NULL OR language = $1 OR substr($1, 1, length(language) + 1) = language || '-' \
     OR substr(language, 1, length($1) + 1) = $1 || '-') \
     AND ($2 IS NULL OR (kind IN ('LABEL', 'CURATOR') OR kind = 'FORMER' AND (since IS NOT NULL OR until IS NOT NULL)) \
     AND ifnull(date_first(since), $2) < $3 AND ifnull(date_end(until), $3) > $2) \
     ORDER BY length(language) > length($1), abs(length(language) - length($1)), \
     $2 IS NULL OR since IS NULL AND until IS NULL, \
     (date_end(since) <= $3 AND ifnull(date_first(until) > $2, 1)) IS NOT 1, \
     kind <> 'LABEL', rank LIMIT 1), {}.name)",
);

/// It is a name of the thing with the id `$1`.
pub static OF: Condition = Condition { sql: "{}.owner_id = $1" };
/// In the table of a thing: one of its names contains the folded text `$1`.
pub static CONTAINS: Condition = Condition {
    sql: "EXISTS (SELECT 1 FROM name WHERE owner_id = {}.id AND instr(folded, $1) > 0)",
};
/// In the table of a thing: one of its names begins with the folded text `$1`.
pub static STARTS_WITH: Condition = Condition {
    sql: "EXISTS (SELECT 1 FROM name WHERE owner_id = {}.id AND substr(folded, 1, length($1)) = $1)",
};
/// In the table of a thing: one of its names is the folded text `$1`.
pub static EQUALS: Condition =
    Condition { sql: "EXISTS (SELECT 1 FROM name WHERE owner_id = {}.id AND folded = $1)" };
/// An expression that always fails.
#[cfg(test)]
pub const FAILING: Column = Column::text("json_extract({}.value || '{', '$')");
