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
    /// The year that the latest date is certainly in.
    pub const LATEST_YEAR: Column = Column::text("date_year({}.latest)");
    /// The decade that the latest date is certainly in.
    pub const LATEST_DECADE: Column = Column::text("date_decade({}.latest)");
    /// It may have been written before `$5`.
    pub static MAY_EXIST: Condition = Condition { sql: "{}.earliest_from < $5" };
    /// The publisher is the organization `$1`.
    pub static PUBLISHED_BY: Condition = Condition { sql: "{}.publisher_id = $1" };
    /// The publisher is one of a list of organizations, `$1`.
    pub static PUBLISHED_WITHIN: Condition = Condition { sql: "{}.publisher_id IN ($1)" };
}

/// Parts of sources with dates of their own. Their dates have the columns of those of a source.
pub mod source_part {
    use crate::store::sql::fragment::{Column, Condition};

    /// The table.
    pub const TABLE: &str = "source_part";
    /// What part it is.
    pub const TITLE: Column = Column::text("{}.title");
    /// It is a part of the source `$1`.
    pub static OF: Condition = Condition { sql: "{}.source_id = $1" };
}

/// People.
pub mod person {
    use crate::store::sql::fragment::{Column, Join};

    /// The table.
    pub const TABLE: &str = "person";
    /// The global id.
    pub const GLOBAL_ID: Column = Column::id("{}.slug", "Person");
    /// From a person to the positions that they hold or held, without plans. Gives a row for each position, so it is for
    /// counting only.
    pub static POSITIONS: Join =
        Join { table: "position", on: "{}.person_id = @.id AND {}.start_from < 1000000000" };
}

/// Programs.
pub mod program {
    use crate::store::sql::fragment::{Column, Condition, Join};

    /// The table.
    pub const TABLE: &str = "program";
    /// The global id.
    pub const GLOBAL_ID: Column = Column::id("{}.slug", "Program");
    /// The start date, if it is known to the year, the month or the day.
    pub const STARTS: Column = Column::text("iif(is_partial_date({}.starts), {}.starts, NULL)");
    /// The start date as stated, in EDTF.
    pub const STARTS_STATED: Column = Column::text("{}.starts");
    /// The end date, if it is known to the year, the month or the day.
    pub const ENDS: Column = Column::text("iif(is_partial_date({}.ends), {}.ends, NULL)");
    /// The end date as stated, in EDTF.
    pub const ENDS_STATED: Column = Column::text("{}.ends");
    /// The sort key of [`STARTS_STATED`], unknown last.
    pub const STARTS_ORDER: Column =
        Column::number("ifnull(date_order({}.starts), 9223372036854775807)");
    /// The year that the start date is certainly in.
    pub const STARTS_YEAR: Column = Column::text("date_year({}.starts)");
    /// The decade that the start date is certainly in.
    pub const STARTS_DECADE: Column = Column::text("date_decade({}.starts)");
    /// It may have run during the span `$1` to `$2` of possible relations: it did not certainly start later, or end earlier.
    pub static MAY_EXIST: Condition =
        Condition { sql: "{}.starts_from < $2 AND {}.ends_before > $1" };
    /// It certainly started after that span.
    pub static NOT_STARTED: Condition = Condition { sql: "{}.starts_from >= $2" };
    /// The program that it is part of.
    pub static PART_OF: Join = Join { table: "program", on: "{}.id = @.part_of_id" };
    /// It is part of the program `$1`, and its stage is one of the list `$2`.
    pub static IS_PART_OF: Condition = Condition { sql: "{}.part_of_id = $1 AND {}.stage IN ($2)" };
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
    /// The date, if it is known to the year, the month or the day.
    pub const DATE: Column = Column::text("iif(is_partial_date({}.date), {}.date, NULL)");
    /// The date as stated, in EDTF.
    pub const DATE_STATED: Column = Column::text("{}.date");
    /// Its position among all events in the order of the documents, from 0.
    pub const PLACE: Column =
        Column::number("(SELECT count(*) FROM event AS e WHERE (e.rank, e.id) < ({}.rank, {}.id))");
    /// The sort key of [`DATE_STATED`], undated last.
    pub const DATE_ORDER: Column = Column::number("{}.date_rank");
    /// The year that the date is certainly in.
    pub const DATE_YEAR: Column = Column::text("date_year({}.date)");
    /// The decade that the date is certainly in.
    pub const DATE_DECADE: Column = Column::text("date_decade({}.date)");
    /// It may have taken place before `$5`.
    pub static MAY_EXIST: Condition = Condition { sql: "{}.date_from < $5" };
    /// It certainly took place within the span `$1` to `$2`.
    pub static WITHIN: Condition =
        Condition { sql: "{}.date IS NOT NULL AND {}.date_from >= $1 AND {}.date_before <= $2" };
    /// The status is one of a JSON list.
    pub static STATUS_IN: Condition = Condition { sql: "{}.status IN ($1)" };
    /// The organization `$1` participates in it, in any role, or is to participate in one that has not happened.
    pub static WITH_ORGANIZATION: Condition = Condition {
        // The event is joined within: a condition on the outer row would run the list anew for each event.
        sql: "{}.id IN (SELECT p.event_id FROM participation AS p JOIN event AS e ON e.id = p.event_id \
              WHERE p.organization_id = $1 AND (p.start_from < 1000000000 OR e.status <> 'HAPPENED'))",
    };
}
