//! Sources: the documents that facts are taken from.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "source";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.slug", "Source");
/// The title.
pub const TITLE: Column = Column::text("{}.title");
/// The name of the publisher.
pub const PUBLISHER_NAME: Column =
    Column::text("(SELECT name FROM organization WHERE id = {}.publisher_id)");
/// The organization that published it.
pub static PUBLISHER: Join = Join { table: "organization", on: "{}.id = @.publisher_id" };
/// The language, as an ISO 639-1 code.
pub const LANGUAGE: Column = Column::text("{}.language");
/// The earliest date on which it can have been written.
pub const EARLIEST: Column = Column::text("{}.earliest");
/// The latest date on which it can have been written.
pub const LATEST: Column = Column::text("{}.latest");
/// The reason for these dates.
pub const DATING: Column = Column::text("{}.dating");
/// The date on which it was retrieved.
pub const RETRIEVED: Column = Column::text("{}.retrieved");
/// The address.
pub const URL: Column = Column::text("{}.url");
/// How many citations refer to it.
pub const CITATION_COUNT: Column =
    Column::number("(SELECT count(*) FROM citation WHERE source_id = {}.id)");
/// The sort key of [`LATEST`].
pub const LATEST_DAY: Column = Column::number("{}.latest_before");
/// The publisher is the organization `$1`.
pub static PUBLISHED_BY: Condition = Condition { sql: "{}.publisher_id = $1" };
