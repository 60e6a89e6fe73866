//! Documents facts are taken from.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "source";
/// Global id.
pub const GLOBAL_ID: Column = Column::id("{}.slug", "Source");
/// Title.
pub const TITLE: Column = Column::text("{}.title");
/// Name of the organization that published it.
pub const PUBLISHER_NAME: Column =
    Column::text("(SELECT name FROM organization WHERE id = {}.publisher_id)");
/// The organization that published it.
pub static PUBLISHER: Join = Join { table: "organization", on: "{}.id = @.publisher_id" };
/// ISO 639-1 code.
pub const LANGUAGE: Column = Column::text("{}.language");
/// Earliest date of writing.
pub const EARLIEST: Column = Column::text("{}.earliest");
/// Latest date of writing.
pub const LATEST: Column = Column::text("{}.latest");
/// Why it is dated so.
pub const DATING: Column = Column::text("{}.dating");
/// When it was at hand.
pub const RETRIEVED: Column = Column::text("{}.retrieved");
/// Address.
pub const URL: Column = Column::text("{}.url");
/// How many citations point at it.
pub const CITATION_COUNT: Column =
    Column::number("(SELECT count(*) FROM citation WHERE source_id = {}.id)");
/// Latest possible day of writing, for sorting.
pub const LATEST_DAY: Column = Column::number("{}.latest_before");
/// Published by the organization `$1`.
pub static PUBLISHED_BY: Condition = Condition { sql: "{}.publisher_id = $1" };
