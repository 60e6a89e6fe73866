//! Records of imported registries about organizations, and the relations that they state.

use crate::store::sql::fragment::{Column, Condition, Join};

/// The table.
pub const TABLE: &str = "contribution";
/// The key in its registry.
pub const KEY: Column = Column::text("{}.key");
/// Where in the source.
pub const LOCATOR: Column = Column::text("{}.locator");
/// The status of the organization.
pub const STATUS: Column = Column::text("{}.status");
/// When its registry created it.
pub const CREATED: Column = Column::text("{}.created");
/// The version of the registry's schema that it was created in.
pub const CREATED_SCHEMA: Column = Column::text("{}.created_schema");
/// When its registry changed it last.
pub const MODIFIED: Column = Column::text("{}.modified");
/// The version of the registry's schema that it was changed in.
pub const MODIFIED_SCHEMA: Column = Column::text("{}.modified_schema");
/// Its origin, for sorting.
pub const ORIGIN: Column = Column::number("{}.origin");
/// Its organization and origin in one number.
pub const RECORD: Column = Column::number("({}.organization_id << 10) | {}.origin");
/// The release that it was imported from.
pub static SOURCE: Join = Join { table: "source", on: "{}.id = @.source_id" };
/// The newest release that has it.
pub static LAST_SOURCE: Join = Join { table: "source", on: "{}.id = @.last_source_id" };
/// It is about the organization `$1`.
pub static OF: Condition =
    Condition { sql: "{}.organization_id = $1 AND {}.source_id IS NOT NULL" };

/// Relations as a record states them.
pub mod relation {
    use super::{Column, Condition, Join};

    /// The table.
    pub const TABLE: &str = "statement";
    /// Whether the organization of the record is the subject.
    pub const IS_SUBJECT: Column = Column::bool("{}.subject = {}.record");
    /// The key of the other record; null if the other end is an organization that a curator named.
    pub const KEY: Column = Column::text(
        "iif({}.subject = {}.record, iif({}.object LIKE 'slug:%', NULL, {}.object), \
         iif({}.subject LIKE 'slug:%', NULL, {}.subject))",
    );
    /// What the record calls the other end.
    pub const LABEL: Column = Column::text("{}.label");
    /// The relations in the order of the other records.
    pub const ORDER: &[Column] =
        &[Column::text("{}.role"), Column::text("{}.subject"), Column::text("{}.object")];
    /// The organization at the other end.
    pub static ORGANIZATION: Join = Join {
        table: "organization",
        on: "{}.id = ifnull((SELECT c.organization_id FROM contribution AS c WHERE c.origin = @.origin \
             AND c.key = iif(@.subject = @.record, @.object, @.subject)), \
             (SELECT o.id FROM organization AS o WHERE 'slug:' || o.slug = iif(@.subject = @.record, @.object, @.subject)))",
    };
    /// The record `$1` states it, as [`super::RECORD`] numbers records.
    pub static OF: Condition = Condition {
        sql: "{}.origin = ($1 & 1023) AND {}.record = (SELECT key FROM contribution \
              WHERE organization_id = $1 >> 10 AND origin = ($1 & 1023))",
    };
}
