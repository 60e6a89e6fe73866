//! The readers: connections that only read, lent to one request at a time.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use rusqlite::Connection;

use super::{
    Error, connection,
    network::{Held, Network},
    shared::{Header, Shared},
    snapshot::Snapshot,
};

/// Connections kept while nobody uses them.
const MOST_IDLE: usize = 16;

/// How long one request may read, unless told otherwise.
pub const TIME_LIMIT: Duration = Duration::from_secs(5);
/// Steps of SQLite's machine between two looks at the clock: a fraction of a millisecond.
const STEPS: i32 = 10_000;

/// Lends read-only connections; opens one where all are lent.
pub struct Readers {
    path: PathBuf,
    limit: Duration,
    idle: Mutex<Vec<Connection>>,
    /// Known from the first reading on.
    shared: OnceLock<Shared>,
    network: Held,
}

impl Readers {
    /// Readers of the database at `path`, which is open for writing elsewhere in this process.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            limit: TIME_LIMIT,
            idle: Mutex::default(),
            shared: OnceLock::new(),
            network: Held::default(),
        }
    }

    /// The same with another time limit for each request.
    #[must_use]
    pub fn limited_to(self, limit: Duration) -> Self {
        Self { limit, ..self }
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
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => connection::reader(&self.path)?,
        };
        let patience = Patience { until: Instant::now() + self.limit, gone: gone.clone() };
        let asked = patience.clone();
        connection.progress_handler(STEPS, Some(move || asked.is_over()))?;
        let header = self.shared.get().and_then(Shared::header);
        let answer = work(&Snapshot::begin(&connection, patience, self, header)?);
        self.shared.get_or_init(|| Shared::open(&self.path));
        connection.progress_handler(0, None::<fn() -> bool>)?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MOST_IDLE {
            idle.push(connection);
        }
        Ok(answer)
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
