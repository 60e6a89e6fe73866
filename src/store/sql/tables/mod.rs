//! The pieces of SQL that statements are put together from, table by table.
//!
//! Each table has a file: its columns, the joins that lead from its rows to others, the conditions and
//! orders that make sense on it. `{}` stands for the table, `@` for the one it is joined from, `$n` for
//! the parameters a caller brings.

pub mod affiliation;
pub mod citation;
pub mod event;
pub mod figure;
pub mod name;
pub mod organization;
pub mod participation;
pub mod period;
pub mod person;
pub mod position;
pub mod program;
pub mod source;

use super::fragment::{Column, Condition};

/// The row id, that other rows refer to.
pub const ID: Column = Column::number("{}.id");
/// Place in the order of the documents.
pub const RANK: Column = Column::number("{}.rank");
/// Remark of the curator.
pub const NOTE: Column = Column::text("{}.note");
/// Whether the document says it or implies it.
pub const BASIS: Column = Column::text("{}.basis");
/// The name folded, for sorting.
pub const SORT_NAME: Column = Column::text("{}.sort_name");
/// The public key of a thing.
pub const SLUG: Column = Column::text("{}.slug");
/// The name to display.
pub const NAME: Column = Column::text("{}.name");
/// Description in the curator's words.
pub const DESCRIPTION: Column = Column::text("{}.description");
/// Address on the web.
pub const WEBSITE: Column = Column::text("{}.website");
/// The word of the table's one kind.
pub const KIND: Column = Column::text("{}.kind");
/// The word of the table's one role.
pub const ROLE: Column = Column::text("{}.role");

/// The row has this id.
pub static HAS_ID: Condition = Condition { sql: "{}.id = $1" };
/// The row has this slug.
pub static HAS_SLUG: Condition = Condition { sql: "{}.slug = $1" };
/// The kind is one of a JSON list.
pub static KIND_IN: Condition = Condition { sql: "{}.kind IN ($1)" };
/// The role is one of a JSON list.
pub static ROLE_IN: Condition = Condition { sql: "{}.role IN ($1)" };
/// The slug is one of a JSON list.
pub static SLUG_IN: Condition = Condition { sql: "{}.slug IN ($1)" };
/// Stated or implied, one of a JSON list.
pub static BASIS_IN: Condition = Condition { sql: "{}.basis IN ($1)" };

/// What no row promises: bytes that are no text, as in a damaged file.
#[cfg(test)]
pub const UNREADABLE: Column = Column::text("CAST(x'ff' AS TEXT)");
