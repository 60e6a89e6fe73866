//! One consistent view of the database: a reader's connection inside one read transaction.

use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

use rusqlite::{CachedStatement, Connection};

use super::{
    super::{
        Error,
        file::wal_index::Header,
        sql::{
            select::{Bind, Statement},
            value::{Row, Value},
        },
    },
    network::Network,
    reader_pool::{Patience, Readers},
};

/// A read transaction. Everything asked of it comes from the same state of the database, whatever is
/// written meanwhile; it ends when dropped.
pub struct Snapshot<'c> {
    connection: &'c Connection,
    statements: Cell<u64>,
    patience: Patience,
    readers: &'c Readers,
    /// Header of the shared file before the transaction began.
    begun: Option<Header>,
    /// Statements at rest that ran before, each with the place of its text in memory: what a plan runs for
    /// each row is looked up by its text once for the request, and not for each row.
    held: RefCell<Vec<(*const u8, CachedStatement<'c>)>>,
}

impl<'c> Snapshot<'c> {
    /// Begins the transaction.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn begin(
        connection: &'c Connection,
        patience: Patience,
        readers: &'c Readers,
        begun: Option<Header>,
    ) -> Result<Self, Error> {
        connection.prepare_cached("BEGIN")?.execute([])?;
        let (statements, held) = (Cell::new(0), RefCell::default());
        Ok(Self { connection, statements, patience, readers, begun, held })
    }

    /// Reads something, since it is with its first reading that a transaction has its state.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn fix(&self) -> Result<(), Error> {
        Ok(self.prepare("SELECT 1 FROM setting LIMIT 1")?.query_row([], |_| Ok(()))?)
    }

    /// The ties between organizations, as this snapshot sees them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn network(&self) -> Result<Arc<Network>, Error> {
        self.fix()?;
        self.readers.network(self.begun, self)
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
        let mut prepared = self.take(&statement.sql)?;
        for (place, bind) in (1..).zip(&statement.binds) {
            match *bind {
                Bind::Slot(slot) | Bind::List(slot) => {
                    prepared.raw_bind_parameter(place, &slots[slot])
                }
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
        drop(rows);
        self.held.borrow_mut().push((statement.sql.as_ptr(), prepared));
        Ok(())
    }

    /// The statement as it was left when it ran last, or from the connection's cache.
    fn take(&self, sql: &str) -> Result<CachedStatement<'c>, Error> {
        let mut held = self.held.borrow_mut();
        let Some(at) = held.iter().position(|(text, _)| *text == sql.as_ptr()) else {
            return self.prepare(sql);
        };
        let (_, prepared) = held.swap_remove(at);
        self.count()?;
        Ok(prepared)
    }

    /// A statement from the connection's cache; each use counts as one statement run.
    pub(in crate::store) fn prepare(&self, sql: &str) -> Result<CachedStatement<'c>, Error> {
        self.count()?;
        Ok(self.connection.prepare_cached(sql)?)
    }

    /// Counts a statement that is about to run, if it still may.
    fn count(&self) -> Result<(), Error> {
        if self.patience.is_over() {
            return Err(Error::Interrupted);
        }
        self.statements.set(self.statements.get() + 1);
        Ok(())
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        self.held.get_mut().clear();
        // Ending a read transaction can only fail if it has ended already.
        let _ = self.connection.prepare_cached("COMMIT").and_then(|mut end| end.execute([]));
    }
}
