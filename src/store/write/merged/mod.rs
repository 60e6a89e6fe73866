//! Facts that several origins state: one record with the citations of all.
//!
//! Every origin writes what it states as a record of its own. [`reconcile`] then works out which records state one fact. The first
//! origin by precedence owns it: the seed, then imports by number. The rows of the others move to `merged_fact`, and become a
//! record again as soon as the statements disagree or the owner ceases to state the fact. A relation without dates shows the period
//! of the first statement that has one, and gives it back in the same way.

mod kind;
mod rows;
mod statement;

use rusqlite::Connection;

pub(super) use self::rows::{remove, separate, shared_facts, stored};
use self::{
    kind::{KINDS, Kind},
    rows::{give_back_periods, merge, restore, show_period},
    statement::{Statement, assign},
};
use crate::store::error::Error;

/// Brings records and merged statements to what the origins state now.
pub(super) fn reconcile(connection: &Connection) -> Result<(), Error> {
    give_back_periods(connection)?;
    for kind in &KINDS {
        let statements = rows::shared_statements(connection, kind)?;
        for group in statements.chunk_by(|one, next| one.identity == next.identity) {
            reconcile_fact(connection, kind, group)?;
        }
    }
    Ok(())
}

/// Brings the statements that may be of one fact to the records that show them.
fn reconcile_fact(
    connection: &Connection,
    kind: &Kind,
    statements: &[Statement],
) -> Result<(), Error> {
    let shown = assign(statements);
    let mut records: Vec<_> = statements.iter().map(|it| it.record).collect();
    // A statement that leaves a record goes first: the record may become a statement itself.
    for (it, (shown, record)) in statements.iter().zip(shown.iter().zip(&mut records)) {
        if it.shown_by.is_some() && it.shown_by != statements[shown.by].record {
            *record = Some(restore(connection, kind, &it.key)?);
        }
    }
    for (place, (it, shown)) in statements.iter().zip(&shown).enumerate() {
        if let (Some(record), Some(owner)) = (records[place], records[shown.by])
            && record != owner
        {
            merge(connection, kind, record, owner, it.origin)?;
        }
    }
    for (it, shown) in statements.iter().zip(&shown).filter(|(_, shown)| shown.lends_period) {
        if let Some(owner) = records[shown.by] {
            show_period(connection, kind, &it.key, owner)?;
        }
    }
    Ok(())
}
