//! One consistent view of the database: a connection inside one read transaction.

use std::{
    cell::{Cell, OnceCell, RefCell},
    ops::{Deref, DerefMut},
    sync::Arc,
};

use rusqlite::{CachedStatement, Connection, StatementStatus};

use super::{
    super::{
        Error,
        file::wal_index::WalHeader,
        sql::{Bind, Row, Statement, StatementId, Value},
        write::setting,
    },
    deadline::Deadline,
    network::{NETWORK_QUERY, Network, PLANS_QUERY, read_plans},
    network_cache::NetworkCache,
};

/// A connection that is lent to one request at a time, with what it holds.
pub(super) struct Reader {
    pub connection: Connection,
    /// The most bytes that its prepared statements may take.
    pub max_statement_bytes: u64,
    /// Bytes of the statements that were prepared since its cache was emptied. Some of them may have been dropped since.
    statement_bytes: Cell<u64>,
}

impl Reader {
    pub fn new(connection: Connection, max_statement_bytes: u64) -> Self {
        Self { connection, max_statement_bytes, statement_bytes: Cell::new(0) }
    }

    /// Counts a statement from the cache if it is new.
    fn count(&self, statement: &CachedStatement<'_>) {
        if statement.get_status(StatementStatus::Run) == 0 {
            let bytes = statement.get_status(StatementStatus::MemUsed);
            let bytes = self.statement_bytes.get() + u64::try_from(bytes).unwrap_or(0);
            self.statement_bytes.set(bytes);
        }
    }

    /// Bytes of the statements that were prepared since the cache was emptied.
    #[cfg(test)]
    pub fn statement_bytes(&self) -> u64 {
        self.statement_bytes.get()
    }

    fn holds_too_much(&self) -> bool {
        self.statement_bytes.get() > self.max_statement_bytes
    }

    /// Drops the statements of the cache. Those that are in use come back to it.
    fn drop_statements(&self) {
        self.connection.flush_prepared_statement_cache();
        self.statement_bytes.set(0);
    }
}

/// A read transaction. Everything read through it comes from the same state of the database, whatever is
/// written meanwhile. It ends when dropped.
pub struct Snapshot<'c> {
    reader: &'c Reader,
    deadline: Deadline,
    networks: &'c NetworkCache,
    /// The header of the write-ahead log's index before the transaction began.
    wal_header: Option<WalHeader>,
    /// The graph of all affiliations, once it was needed.
    network: OnceCell<Arc<Network>>,
    statement_count: Cell<u64>,
    /// Steps of SQLite's virtual machine.
    steps: Cell<u64>,
    /// Statements that have run and can run again. A plan runs the same statement for each row of a list;
    /// found by its id here, its text is looked up in the connection's cache once for each request.
    idle_statements: RefCell<Vec<(StatementId, CachedStatement<'c>)>>,
}

impl<'c> Snapshot<'c> {
    /// Begins the transaction.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn begin(
        reader: &'c Reader,
        deadline: Deadline,
        networks: &'c NetworkCache,
    ) -> Result<Self, Error> {
        let wal_header = networks.header();
        reader.connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(Self {
            reader,
            deadline,
            networks,
            wal_header,
            network: OnceCell::new(),
            statement_count: Cell::new(0),
            steps: Cell::new(0),
            idle_statements: RefCell::default(),
        })
    }

    /// Reads one row, which fixes the state that the transaction sees: SQLite fixes it with the first read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn fix_state(&self) -> Result<(), Error> {
        Ok(self.prepare("SELECT 1 FROM setting LIMIT 1")?.query_row([], |_| Ok(()))?)
    }

    /// The graph of all affiliations. It is looked up once for each snapshot: a list may need it for every row.
    ///
    /// # Errors
    /// When the database cannot be read, or the deadline has passed.
    pub fn network(&self) -> Result<Arc<Network>, Error> {
        if let Some(network) = self.network.get() {
            self.check_deadline()?;
            return Ok(network.clone());
        }
        self.fix_state()?;
        let network = self.networks.get_or_read(self.wal_header, || {
            let plans = read_plans(self.prepare(PLANS_QUERY)?.query([])?)?;
            Network::from_rows(self.prepare(NETWORK_QUERY)?.query([])?, &plans)
        })?;
        Ok(self.network.get_or_init(|| network).clone())
    }

    /// Whether the organizations of ROR have no coordinates, because an earlier version of the program imported them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn lacks_coordinates(&self) -> Result<bool, Error> {
        self.count_statement()?;
        setting::lacks_coordinates(&self.reader.connection)
    }

    /// How many statements have run so far, without those that begin and end the transaction.
    #[must_use]
    pub fn statement_count(&self) -> u64 {
        self.statement_count.get()
    }

    /// How many steps SQLite's virtual machine has taken so far, for statements that have ended.
    #[must_use]
    pub fn step_count(&self) -> u64 {
        self.steps.get()
    }

    /// Runs a statement and hands each of its rows to `each`, which may run others meanwhile.
    ///
    /// `parameters` are the values that [`Bind::Parameter`] numbers, `parent` the row that [`Bind::Parent`]
    /// reads from.
    ///
    /// # Errors
    /// When the database cannot be read, the deadline has passed, or `each` fails.
    pub fn run<E: From<Error>>(
        &self,
        statement: &Statement,
        parameters: &[Value],
        parent: Row<'_>,
        mut each: impl FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut prepared = self.take_idle(statement)?;
        for (position, bind) in (1..).zip(&statement.binds) {
            match *bind {
                Bind::Parameter(number) | Bind::List(number) => {
                    prepared.raw_bind_parameter(position, &parameters[number])
                }
                Bind::Int(number) => prepared.raw_bind_parameter(position, number),
                Bind::Parent(column) => {
                    prepared.raw_bind_parameter(position, parent.cell(column)?.to_value())
                }
            }
            .map_err(Error::from)?;
        }
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next().map_err(Error::from)? {
            each(Row::Read(row))?;
        }
        drop(rows);
        count_steps(&prepared, &self.steps);
        self.idle_statements.borrow_mut().push((statement.id, prepared));
        if self.reader.holds_too_much() {
            self.drop_statements();
        }
        Ok(())
    }

    /// Drops the statements that are not running.
    fn drop_statements(&self) {
        self.idle_statements.borrow_mut().clear();
        self.reader.drop_statements();
    }

    /// The statement as it was left when it ran last, or else from the connection's cache.
    fn take_idle(&self, statement: &Statement) -> Result<CachedStatement<'c>, Error> {
        let mut idle = self.idle_statements.borrow_mut();
        let Some(at) = idle.iter().position(|(id, _)| *id == statement.id) else {
            return self.cached(&statement.sql);
        };
        let (_, prepared) = idle.swap_remove(at);
        self.count_statement()?;
        Ok(prepared)
    }

    /// A statement from the connection's cache. Each call counts as one statement run.
    pub(super) fn prepare(&self, sql: &str) -> Result<CountedStatement<'_, 'c>, Error> {
        Ok(CountedStatement { statement: self.cached(sql)?, steps: &self.steps })
    }

    fn cached(&self, sql: &str) -> Result<CachedStatement<'c>, Error> {
        self.count_statement()?;
        let statement = self.reader.connection.prepare_cached(sql)?;
        self.reader.count(&statement);
        Ok(statement)
    }

    fn check_deadline(&self) -> Result<(), Error> {
        if self.deadline.has_passed() { Err(Error::Interrupted) } else { Ok(()) }
    }

    /// Counts a statement that is about to run; an error if the deadline has passed.
    fn count_statement(&self) -> Result<(), Error> {
        self.check_deadline()?;
        self.statement_count.set(self.statement_count.get() + 1);
        Ok(())
    }
}

/// A statement whose steps are counted when it is dropped.
pub(super) struct CountedStatement<'s, 'c> {
    statement: CachedStatement<'c>,
    steps: &'s Cell<u64>,
}

impl<'c> Deref for CountedStatement<'_, 'c> {
    type Target = CachedStatement<'c>;

    fn deref(&self) -> &CachedStatement<'c> {
        &self.statement
    }
}

impl<'c> DerefMut for CountedStatement<'_, 'c> {
    fn deref_mut(&mut self) -> &mut CachedStatement<'c> {
        &mut self.statement
    }
}

impl Drop for CountedStatement<'_, '_> {
    fn drop(&mut self) {
        count_steps(&self.statement, self.steps);
    }
}

/// Adds the steps of a statement since it was counted last.
fn count_steps(statement: &CachedStatement<'_>, steps: &Cell<u64>) {
    let taken = statement.reset_status(StatementStatus::VmStep);
    steps.set(steps.get() + u64::try_from(taken).unwrap_or_default());
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        self.idle_statements.get_mut().clear();
        if self.reader.holds_too_much() {
            self.reader.drop_statements();
        }
        // Ending a read transaction fails only if it has ended already.
        let _ = self.reader.connection.prepare_cached("COMMIT").and_then(|mut end| end.execute([]));
    }
}
