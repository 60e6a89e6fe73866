//! A pool of read-only connections, each lent to one request at a time.

use std::{
    path::PathBuf,
    sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError, atomic::AtomicBool},
    time::Duration,
};

use super::{
    super::{
        Error,
        file::{
            connection::{self, FileAccess, PageAccess},
            file_id::FileId,
            overwrite_watch::OverwriteWatch,
        },
    },
    deadline::Deadline,
    network_cache::NetworkCache,
    snapshot::{Reader, Snapshot},
};
use crate::limits::{memory::ReaderSizes, storage::STEPS_BETWEEN_DEADLINE_CHECKS};

/// Lends read-only connections, and opens another when all are lent.
///
/// All connections read the file that the first one opened. When that file is removed or replaced, no
/// connection is opened any more: requests wait for the open ones, which go on reading the old file.
pub struct ReaderPool {
    path: PathBuf,
    time_limit: Duration,
    file_access: FileAccess,
    page_access: PageAccess,
    sizes: ReaderSizes,
    idle: Mutex<Vec<Reader>>,
    /// Signals that a connection has come back to `idle`.
    returned: Condvar,
    networks: NetworkCache,
    /// The file that the first connection opened.
    file: OnceLock<FileId>,
    /// Begins after the first read, which makes the index of the log.
    overwrites: OnceLock<Mutex<OverwriteWatch>>,
}

impl ReaderPool {
    /// A pool over the database at `path`, which this process holds open. Each request may read for `time_limit`.
    #[must_use]
    pub(in crate::store) fn new(
        path: PathBuf,
        file_access: FileAccess,
        time_limit: Duration,
    ) -> Self {
        Self {
            path,
            time_limit,
            file_access,
            page_access: PageAccess::Mapped,
            sizes: ReaderSizes::default(),
            idle: Mutex::default(),
            returned: Condvar::new(),
            networks: NetworkCache::default(),
            file: OnceLock::new(),
            overwrites: OnceLock::new(),
        }
    }

    /// The same pool without mapping the file into memory: for requests that read much of it once.
    #[must_use]
    pub fn without_memory_map(self) -> Self {
        Self { page_access: PageAccess::Cached, ..self }
    }

    /// The same pool with connections of these sizes.
    #[must_use]
    pub fn with_sizes(self, sizes: ReaderSizes) -> Self {
        Self { sizes, ..self }
    }

    /// Runs `work` over a snapshot of the database. Statements fail with [`Error::Interrupted`] once the
    /// time limit has passed, also in the middle of a long one.
    ///
    /// # Errors
    /// When the database cannot be opened or read.
    pub fn read<T>(&self, work: impl FnOnce(&Snapshot<'_>) -> T) -> Result<T, Error> {
        self.read_until_cancelled(&Arc::default(), work)
    }

    /// As [`ReaderPool::read`]; statements fail as soon as `cancelled` is set, too.
    ///
    /// # Errors
    /// When the database cannot be opened or read, or was overwritten while `work` read it.
    pub fn read_until_cancelled<T>(
        &self,
        cancelled: &Arc<AtomicBool>,
        work: impl FnOnce(&Snapshot<'_>) -> T,
    ) -> Result<T, Error> {
        let deadline = Deadline::after(self.time_limit, cancelled.clone());
        let mut reader = self.take(&deadline)?;
        let checked = deadline.clone();
        reader
            .connection
            .progress_handler(STEPS_BETWEEN_DEADLINE_CHECKS, Some(move || checked.has_passed()))?;
        let result = work(&Snapshot::begin(&reader, deadline, &self.networks)?);
        reader.connection.progress_handler(0, None::<fn() -> bool>)?;
        self.networks.observe(&self.path);
        self.file.get_or_init(|| FileId::of(&self.path));
        if self.is_overwritten() {
            return Err(Error::Overwritten(self.path.clone()));
        }
        self.put_back(reader);
        Ok(result)
    }

    /// Checks that the database answers, and from the file at its path.
    ///
    /// # Errors
    /// When it cannot be read, or [`Error::Moved`].
    pub fn check(&self) -> Result<(), Error> {
        self.read(|snapshot| snapshot.fix_state().and_then(|()| self.check_in_place()))?
    }

    /// Checks that the file at the path is the one that the pool reads.
    ///
    /// # Errors
    /// [`Error::Moved`] if it was removed or replaced.
    pub fn check_in_place(&self) -> Result<(), Error> {
        match self.file.get() {
            Some(file) if *file != FileId::of(&self.path) => Err(Error::Moved(self.path.clone())),
            _ => Ok(()),
        }
    }

    /// Whether another program has overwritten the file. What was read meanwhile can mix the two contents.
    fn is_overwritten(&self) -> bool {
        let new_watch = || Mutex::new(OverwriteWatch::new(&self.path));
        let watch = self.overwrites.get_or_init(new_watch);
        watch.lock().unwrap_or_else(PoisonError::into_inner).is_overwritten()
    }

    /// An idle connection, else a new one, else the next one that comes back before the deadline.
    fn take(&self, deadline: &Deadline) -> Result<Reader, Error> {
        if let Some(reader) = self.idle().pop() {
            return Ok(reader);
        }
        let opened = self.check_in_place().and_then(|()| {
            let Self { path, file_access, page_access, sizes, .. } = self;
            connection::open_reader(path, *file_access, *page_access, *sizes)
        });
        match opened {
            Ok(connection) => Ok(Reader::new(connection, self.sizes.statement_bytes)),
            // No connection has ever been opened, so none will come back.
            Err(error) if self.file.get().is_none() => Err(error),
            Err(error) => {
                // Checks before it waits: one may have come back since the look above.
                let none_idle = |idle: &mut Vec<Reader>| idle.is_empty();
                let time_left = deadline.time_left();
                let waited = self.returned.wait_timeout_while(self.idle(), time_left, none_idle);
                let (mut idle, _) = waited.unwrap_or_else(PoisonError::into_inner);
                idle.pop().ok_or(error)
            }
        }
    }

    /// Keeps a connection for the next request, or closes it if enough are idle.
    fn put_back(&self, reader: Reader) {
        let max_idle = match self.page_access {
            PageAccess::Mapped => self.sizes.idle_mapped,
            PageAccess::Cached => self.sizes.idle_cached,
        };
        let mut idle = self.idle();
        if idle.len() < max_idle {
            idle.push(reader);
            self.returned.notify_one();
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Reader>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use rusqlite::Connection;

    use super::*;
    use crate::store::{
        Store,
        sql::{Bind, Predicate, Row, Select, tables},
    };

    const ENDLESS: &str =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).unwrap();
        (folder, store)
    }

    fn number(snapshot: &Snapshot<'_>, sql: &str) -> Result<i64, Error> {
        Ok(snapshot.prepare(sql)?.query_row([], |row| row.get(0))?)
    }

    #[test]
    fn what_is_read_while_the_file_is_overwritten_is_not_returned() {
        let (_folder, store) = store();
        let pool = store.reader_pool(Duration::from_secs(9));
        pool.read(|_| ()).unwrap();
        let content = std::fs::read(store.path()).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        let during = pool.read(|_| std::fs::write(store.path(), &content).unwrap());
        assert!(matches!(during, Err(Error::Overwritten(_))), "{during:?}");
        let after = pool.read(|_| ());
        assert!(matches!(after, Err(Error::Overwritten(_))), "{after:?}");
    }

    #[test]
    fn an_endless_statement_is_interrupted_and_the_connection_is_used_again() {
        let (_folder, store) = store();
        let pool = store.reader_pool(Duration::from_millis(50));
        let outcome = pool.read(|snapshot| number(snapshot, ENDLESS)).unwrap();
        assert!(matches!(outcome, Err(Error::Interrupted)), "{outcome:?}");
        assert_eq!(pool.read(|snapshot| number(snapshot, "SELECT 1")).unwrap().unwrap(), 1);
    }

    #[test]
    fn no_statement_begins_after_the_deadline() {
        let (_folder, store) = store();
        let pool = store.reader_pool(Duration::ZERO);
        let outcome = pool.read(|snapshot| number(snapshot, "SELECT 1")).unwrap();
        assert!(matches!(outcome, Err(Error::Interrupted)), "{outcome:?}");
    }

    #[test]
    fn a_removed_file_is_read_through_the_open_connections() {
        let (folder, store) = store();
        let path = folder.path().join("a.db");
        let pool = store.reader_pool(Duration::from_secs(5));
        pool.check().unwrap();
        for suffix in ["", "-wal", "-shm"] {
            std::fs::remove_file(format!("{}{suffix}", path.display())).unwrap();
        }
        let replacement = Store::open(&path).unwrap();
        assert!(matches!(pool.check_in_place(), Err(Error::Moved(_))));
        let count =
            |snapshot: &Snapshot<'_>| number(snapshot, "SELECT count(*) FROM setting").unwrap();
        let rows = pool.read(count).unwrap();
        let insert = "INSERT INTO setting VALUES ('in the replacement', '1')";
        Connection::open(replacement.path()).unwrap().execute(insert, []).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        assert_eq!(pool.read(count).unwrap(), rows);
                    }
                });
            }
        });
    }

    #[test]
    fn prepared_statements_take_bounded_memory() {
        let (_folder, store) = store();
        let sizes = ReaderSizes { statement_bytes: 200_000, ..ReaderSizes::default() };
        let pool = store.reader_pool(Duration::from_mins(1)).with_sizes(sizes);
        // Each number of conditions makes a text of its own.
        let statement = |count: usize| {
            let (mut select, alias) = Select::from("node", 0);
            let same = |_| Predicate::Is(&tables::HAS_ID, vec![Bind::Int(1)]);
            select.filter(alias, &Predicate::Any((0..count).map(same).collect()));
            select.finish()
        };
        let run = |snapshot: &Snapshot<'_>, count| {
            snapshot.run(&statement(count), &[], Row::Root, |_| Ok::<_, Error>(())).unwrap();
        };
        let held = |pool: &ReaderPool| pool.idle()[0].statement_bytes();
        pool.read(|snapshot| (1..100).for_each(|count| run(snapshot, count))).unwrap();
        assert!((1..250_000).contains(&held(&pool)), "{}", held(&pool));
        for count in 100..150 {
            pool.read(|snapshot| run(snapshot, count)).unwrap();
            assert!(held(&pool) <= 200_000, "{}", held(&pool));
        }
    }

    #[test]
    fn statements_of_the_same_text_are_prepared_once() {
        let (_folder, store) = store();
        let bytes_after = |times: usize| {
            let pool = store.reader_pool(Duration::from_mins(1));
            let statements: Vec<_> =
                (0..times).map(|_| Select::from("node", 0).0.finish()).collect();
            pool.read(|snapshot| {
                for statement in &statements {
                    snapshot.run(statement, &[], Row::Root, |_| Ok::<_, Error>(())).unwrap();
                }
            })
            .unwrap();
            pool.idle()[0].statement_bytes()
        };
        assert!(bytes_after(1) > 0);
        assert_eq!(bytes_after(3), bytes_after(1));
    }

    #[test]
    fn a_cancelled_request_stops_reading() {
        let (_folder, store) = store();
        let pool = store.reader_pool(Duration::from_mins(10));
        let cancelled = Arc::new(AtomicBool::new(false));
        let flag = cancelled.clone();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            flag.store(true, Ordering::Relaxed);
        });
        let outcome =
            pool.read_until_cancelled(&cancelled, |snapshot| number(snapshot, ENDLESS)).unwrap();
        assert!(matches!(outcome, Err(Error::Interrupted)), "{outcome:?}");
    }
}
