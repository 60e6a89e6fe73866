//! The readers: connections that only read, lent to one request at a time.

use std::{
    path::PathBuf,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use rusqlite::Connection;

use super::{
    super::{
        Error,
        file::{
            connection::{self, Pages},
            identity::Identity,
            wal_index::{Header, Shared},
        },
    },
    network::{Held, Network},
    snapshot::Snapshot,
};

/// Connections kept while nobody uses them: those that map the file, which weigh little, and those that
/// copy its pages, each of which keeps some.
const MOST_IDLE: usize = 16;
const MOST_COPIED: usize = 2;

/// How long one request may read, unless told otherwise.
pub const TIME_LIMIT: Duration = Duration::from_secs(5);
/// Steps of SQLite's machine between two looks at the clock: a fraction of a millisecond.
const STEPS: i32 = 10_000;

/// Lends read-only connections; opens one where all are lent.
///
/// All are of the file that the first was of: where it was removed or another put in its place, those
/// that are open are waited for, and go on reading what they read before.
pub struct Readers {
    path: PathBuf,
    limit: Duration,
    pages: Pages,
    idle: Mutex<Vec<Connection>>,
    /// Known from the first reading on.
    shared: OnceLock<Shared>,
    network: Held,
    returned: Condvar,
    /// What the first connection opened.
    file: OnceLock<Identity>,
}

impl Readers {
    /// Readers of the database at `path`, which is open for writing elsewhere in this process.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            limit: TIME_LIMIT,
            pages: Pages::Mapped,
            idle: Mutex::default(),
            shared: OnceLock::new(),
            network: Held::default(),
            returned: Condvar::new(),
            file: OnceLock::new(),
        }
    }

    /// The same with another time limit for each request.
    #[must_use]
    pub fn limited_to(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// The same without the file in memory, for those who read much of it once.
    #[must_use]
    pub fn unmapped(self) -> Self {
        Self { pages: Pages::Copied, ..self }
    }

    /// Lends a snapshot of the database to `work`, which is interrupted once the time limit has passed:
    /// between two statements, and by SQLite itself within a long one.
    ///
    /// # Errors
    /// When the database cannot be opened or read.
    pub fn read<T>(&self, work: impl FnOnce(&Snapshot<'_>) -> T) -> Result<T, Error> {
        self.read_unless(&Arc::default(), work)
    }

    /// The same, interrupted too as soon as `gone` is set: whoever asked does not wait any more.
    ///
    /// # Errors
    /// When the database cannot be opened or read.
    pub fn read_unless<T>(
        &self,
        gone: &Arc<AtomicBool>,
        work: impl FnOnce(&Snapshot<'_>) -> T,
    ) -> Result<T, Error> {
        let patience = Patience { until: Instant::now() + self.limit, gone: gone.clone() };
        let mut connection = self.lend(&patience)?;
        let asked = patience.clone();
        connection.progress_handler(STEPS, Some(move || asked.is_over()))?;
        let header = self.shared.get().and_then(Shared::header);
        let answer = work(&Snapshot::begin(&connection, patience, self, header)?);
        self.shared.get_or_init(|| Shared::open(&self.path));
        connection.progress_handler(0, None::<fn() -> bool>)?;
        self.file.get_or_init(|| Identity::of(&self.path));
        let mut idle = self.idle();
        if idle.len() < self.most_idle() {
            idle.push(connection);
            self.returned.notify_one();
        }
        Ok(answer)
    }

    fn most_idle(&self) -> usize {
        match self.pages {
            Pages::Mapped => MOST_IDLE,
            Pages::Copied => MOST_COPIED,
        }
    }

    /// Whether the database answers, out of the files at its path.
    ///
    /// # Errors
    /// When it cannot be read, or somebody removed or replaced it.
    pub fn check(&self) -> Result<(), Error> {
        self.read(|snapshot| snapshot.fix().and_then(|()| self.in_place()))?
    }

    /// Whether the files at the path are those that are read.
    ///
    /// # Errors
    /// [`Error::Moved`] where they are not.
    pub fn in_place(&self) -> Result<(), Error> {
        match self.file.get() {
            Some(file) if *file != Identity::of(&self.path) => Err(Error::Moved(self.path.clone())),
            _ => Ok(()),
        }
    }

    /// A connection that nobody uses, a new one, or where none can be had any more, the next that is returned.
    fn lend(&self, patience: &Patience) -> Result<Connection, Error> {
        if let Some(connection) = self.idle().pop() {
            return Ok(connection);
        }
        match self.in_place().and_then(|()| connection::reader(&self.path, self.pages)) {
            Ok(connection) => Ok(connection),
            // None was ever opened, so none will be returned.
            Err(error) if self.file.get().is_none() => Err(error),
            Err(error) => {
                let left = patience.until.saturating_duration_since(Instant::now());
                // Looks before it waits: one may have come back since the look above, with nobody to tell.
                let none = |idle: &mut Vec<Connection>| idle.is_empty();
                let waited = self.returned.wait_timeout_while(self.idle(), left, none);
                let mut idle = waited.unwrap_or_else(PoisonError::into_inner).0;
                idle.pop().ok_or(error)
            }
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Readers {
    /// The network as a snapshot sees it, at whose beginning the header was `begun`.
    pub(super) fn network(
        &self,
        begun: Option<Header>,
        snapshot: &Snapshot<'_>,
    ) -> Result<Arc<Network>, Error> {
        // The snapshot is of the state it began with, if nobody has committed up to now, when it has read.
        let now = self.shared.get().and_then(Shared::header);
        self.network.network(begun.filter(|begun| now.as_ref() == Some(begun)), snapshot)
    }
}

/// How long somebody waits for what is read.
#[derive(Clone)]
pub(super) struct Patience {
    until: Instant,
    gone: Arc<AtomicBool>,
}

impl Patience {
    /// Whether reading must end.
    pub(super) fn is_over(&self) -> bool {
        self.gone.load(Ordering::Relaxed) || Instant::now() > self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_statement_without_end_is_interrupted_and_the_connection_serves_on() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).unwrap();
        let readers = store.readers().limited_to(Duration::from_millis(50));
        let endless =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
        let count = |snapshot: &Snapshot<'_>, sql: &str| -> Result<i64, Error> {
            Ok(snapshot.prepare(sql)?.query_row([], |row| row.get(0))?)
        };
        let outcome = readers.read(|snapshot| count(snapshot, endless)).unwrap();
        assert!(matches!(outcome, Err(Error::Interrupted)), "{outcome:?}");
        assert_eq!(readers.read(|snapshot| count(snapshot, "SELECT 1")).unwrap().unwrap(), 1);
    }

    #[test]
    fn no_statement_begins_after_the_deadline() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).unwrap();
        let readers = store.readers().limited_to(Duration::ZERO);
        let outcome = readers.read(|snapshot| snapshot.prepare("SELECT 1").map(drop)).unwrap();
        assert!(matches!(outcome, Err(Error::Interrupted)), "{outcome:?}");
    }

    #[test]
    fn a_file_that_is_not_there_any_more_is_read_through_the_connections_there_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let store = Store::open(&path).unwrap();
        let readers = store.readers();
        readers.check().unwrap();
        readers.in_place().unwrap();
        for ending in ["", "-wal", "-shm"] {
            std::fs::remove_file(format!("{}{ending}", path.display())).unwrap();
        }
        let other = Store::open(&path).unwrap();
        assert!(matches!(readers.in_place(), Err(Error::Moved(_))));
        let count = |snapshot: &Snapshot<'_>| -> i64 {
            let mut count = snapshot.prepare("SELECT count(*) FROM setting").unwrap();
            count.query_row([], |row| row.get(0)).unwrap()
        };
        let rows = readers.read(count).unwrap();
        let set = "INSERT INTO setting VALUES ('of the other', '1')";
        Connection::open(other.path()).unwrap().execute(set, []).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        assert_eq!(readers.read(count).unwrap(), rows);
                    }
                });
            }
        });
    }

    #[test]
    fn reading_ends_when_nobody_waits_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).unwrap();
        let readers = store.readers().limited_to(Duration::from_mins(10));
        let gone = Arc::new(AtomicBool::new(false));
        let leaving = gone.clone();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            leaving.store(true, Ordering::Relaxed);
        });
        let endless =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
        let outcome = readers.read_unless(&gone, |snapshot| {
            Ok(snapshot.prepare(endless)?.query_row([], |row| row.get::<_, i64>(0))?)
        });
        assert!(matches!(outcome.unwrap(), Err(Error::Interrupted)));
    }
}
