//! One consistent view of the database: a reader's connection inside one read transaction.

use std::cell::Cell;

use rusqlite::Connection;

use super::{
    Error,
    readers::Patience,
    select::{Bind, Statement},
    value::{Row, Value},
};

/// A read transaction. Everything asked of it comes from the same state of the database, whatever is
/// written meanwhile; it ends when dropped.
pub struct Snapshot<'c> {
    connection: &'c Connection,
    statements: Cell<u64>,
    patience: Patience,
}

impl<'c> Snapshot<'c> {
    /// Begins the transaction.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn begin(connection: &'c Connection, patience: Patience) -> Result<Self, Error> {
        connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(Self { connection, statements: Cell::new(0), patience })
    }

    /// How many statements have run so far, the transaction's own not counted.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.get()
    }

    /// Runs a statement and hands each of its rows to `each`, which may run others meanwhile.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` answers.
    pub fn run<E: From<Error>>(
        &self,
        statement: &Statement,
        slots: &[Value],
        parent: Row<'_>,
        mut each: impl FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut prepared = self.prepare(&statement.sql)?;
        for (place, bind) in (1..).zip(&statement.binds) {
            match *bind {
                Bind::Slot(slot) => prepared.raw_bind_parameter(place, &slots[slot]),
                Bind::Int(number) => prepared.raw_bind_parameter(place, number),
                Bind::Parent(column) => {
                    prepared.raw_bind_parameter(place, parent.cell(column)?.to_value())
                }
            }
            .map_err(Error::from)?;
        }
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next().map_err(Error::from)? {
            each(Row::Read(row))?;
        }
        Ok(())
    }

    /// A statement from the connection's cache; each use counts as one statement run.
    pub(super) fn prepare(&self, sql: &str) -> Result<rusqlite::CachedStatement<'_>, Error> {
        if self.patience.is_over() {
            return Err(Error::Interrupted);
        }
        self.statements.set(self.statements.get() + 1);
        Ok(self.connection.prepare_cached(sql)?)
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // Ending a read transaction can only fail if it has ended already.
        let _ = self.connection.prepare_cached("COMMIT").and_then(|mut end| end.execute([]));
    }
}
