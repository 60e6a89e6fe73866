//! The fragments of SQL that each table offers to statements.
//!
//! Each table has a file or a module with its columns, the joins that lead from its rows to others, and the conditions
//! on its rows. `sql/fragment.rs` explains the placeholders `{}`, `@` and `$1`. Fragments that fit several
//! tables stand here.

pub mod affiliation;
pub mod citation;
pub mod figure;
pub mod label;
pub mod name;
pub mod organization;
pub mod participation;
pub mod period;
pub mod place;
pub mod position;
pub mod source_record;
mod things;
pub mod topic;
pub mod within;

pub use things::*;

use super::fragment::{Column, Condition};

/// The row id, which other rows refer to.
pub const ID: Column = Column::number("{}.id");
/// The rank, which orders rows as the documents list them.
pub const RANK: Column = Column::number("{}.rank");
/// A remark of the curator.
pub const NOTE: Column = Column::text("{}.note");
/// Whether the source states the fact or implies it.
pub const BASIS: Column = Column::text("{}.basis");
/// The folded name, for sorting.
pub const SORT_NAME: Column = Column::text("{}.sort_name");
/// The slug, which is the public key of a thing.
pub const SLUG: Column = Column::text("{}.slug");
/// The display name.
pub const NAME: Column = Column::text("{}.name");
/// The description by a curator.
pub const DESCRIPTION: Column = Column::text("{}.description");
/// The address of the web site.
pub const WEBSITE: Column = Column::text("{}.website");
/// The word of the kind, in tables with one kind for each row.
pub const KIND: Column = Column::text("{}.kind");
/// The word of the role, in tables with one role for each row.
pub const ROLE: Column = Column::text("{}.role");

/// The stage: `REALIZED`, or how far a plan has come.
pub const STAGE: Column = Column::text("{}.stage");

/// The id is `$1`.
pub static HAS_ID: Condition = Condition { sql: "{}.id = $1" };
/// The slug is `$1`.
pub static HAS_SLUG: Condition = Condition { sql: "{}.slug = $1" };
/// The kind is one of a JSON list.
pub static KIND_IN: Condition = Condition { sql: "{}.kind IN ($1)" };
/// The role is one of a JSON list.
pub static ROLE_IN: Condition = Condition { sql: "{}.role IN ($1)" };
/// The stage is one of a JSON list.
pub static STAGE_IN: Condition = Condition { sql: "{}.stage IN ($1)" };
/// It exists or existed, and is no plan. An index of organizations has this condition.
pub static REALIZED: Condition = Condition { sql: "{}.stage = 'REALIZED'" };
/// It is a plan whose stage is one of a JSON list. An index of organizations has the first half of this condition.
pub static PLAN_IN: Condition = Condition { sql: "{}.stage <> 'REALIZED' AND {}.stage IN ($1)" };
/// The slug is one of a JSON list.
pub static SLUG_IN: Condition = Condition { sql: "{}.slug IN ($1)" };
/// The basis is one of a JSON list.
pub static BASIS_IN: Condition = Condition { sql: "{}.basis IN ($1)" };

/// Bytes that are not UTF-8, as in a damaged file.
#[cfg(test)]
pub const UNREADABLE: Column = Column::text("CAST(x'ff' AS TEXT)");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rank::{FIRST_WITHDRAWN, OWNED_PART_BITS, PART_BITS};

    #[test]
    fn sql_lists_what_comes_before_withdrawn_records() {
        assert_eq!(organization::IS_LISTED.sql, format!("{{}}.rank < {FIRST_WITHDRAWN}"));
        assert!(organization::REDIRECTS_TO.sql.contains(&format!("rank >= {FIRST_WITHDRAWN} ")));
        assert!(organization::HAS_SLUG.sql.contains(&format!("rank < {FIRST_WITHDRAWN})")));
    }

    /// SQL takes apart what `domain::rank` puts together.
    #[test]
    fn sql_splits_ranks_where_the_domain_joins_them() {
        assert!(name::IS_PREFERRED.sql.contains(&format!("& {})", (1 << PART_BITS) - 1)));
        let joined = |owner: &str| format!("({{}}.{owner} << {OWNED_PART_BITS}) | {{}}.rank");
        assert!(name::CITED.sql.contains(&joined("owner_id")), "{}", name::CITED.sql);
        assert_eq!(organization::identifier::CITED.sql, joined("organization_id"));
        let origin = format!("{:#x}) >> {PART_BITS}", (1_i64 << OWNED_PART_BITS) - 1);
        for condition in [&citation::OF_NAME, &citation::OF_IDENTIFIER] {
            let sql = condition.sql;
            assert!(sql.contains(&format!("{{}}.fact_id = $1 >> {OWNED_PART_BITS}")), "{sql}");
            assert!(sql.contains(&format!("{{}}.rank >> {PART_BITS} = ($1 & {origin}")), "{sql}");
        }
    }
}
