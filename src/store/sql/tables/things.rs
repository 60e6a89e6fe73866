//! Sources, people, programs and events: the things with few columns of their own, one module each.

/// Sources: the documents that facts are taken from.
pub mod source {
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
    /// The language, as a tag of BCP 47.
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
}

/// People.
pub mod person {
    use crate::store::sql::fragment::Column;

    /// The table.
    pub const TABLE: &str = "person";
    /// The global id.
    pub const GLOBAL_ID: Column = Column::id("{}.slug", "Person");
}

/// Programs.
pub mod program {
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
}

/// Events.
pub mod event {
    use crate::store::sql::fragment::{Column, Condition};

    /// The table.
    pub const TABLE: &str = "event";
    /// The global id.
    pub const GLOBAL_ID: Column = Column::id("{}.slug", "Event");
    /// Whether it took place, was announced or is planned.
    pub const STATUS: Column = Column::text("{}.status");
    /// The date as written.
    pub const DATE: Column = Column::text("{}.date");
    /// The last date, if it took more than a day.
    pub const UNTIL: Column = Column::text("{}.until");
    /// Its position among all events in the order of the documents, from 0.
    pub const PLACE: Column =
        Column::number("(SELECT count(*) FROM event AS e WHERE (e.rank, e.id) < ({}.rank, {}.id))");
    /// The first day, for sorting; undated last.
    pub const DATE_DAY: Column = Column::number("{}.date_rank");
    /// The precision of the date, for sorting: a year comes before a month, a month before a day.
    pub const DATE_PRECISION: Column = Column::number("ifnull(length({}.date), 0)");
    /// It certainly took place within the span `$1` to `$2`.
    pub static WITHIN: Condition =
        Condition { sql: "{}.date IS NOT NULL AND {}.date_from >= $1 AND {}.date_before <= $2" };
    /// The status is one of a JSON list.
    pub static STATUS_IN: Condition = Condition { sql: "{}.status IN ($1)" };
    /// The organization `$1` participates in it, in any role.
    pub static WITH_ORGANIZATION: Condition = Condition {
        sql: "{}.id IN (SELECT event_id FROM participation WHERE organization_id = $1 AND event_id IS NOT NULL)",
    };
}
