//! Which state of the data is at hand: what entity tags and kept answers are tied to.
//!
//! Asking SQLite costs a statement; but while the header of the file that all processes share stays the same
//! (`wal_index.rs`), nobody has committed, what was read before still holds, and nothing is asked.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::UNIX_EPOCH,
};

use rusqlite::Connection;

use super::{
    super::{Error, write::setting},
    connection,
    wal_index::{Header, Shared, beside},
};
use crate::domain::date::Day;

/// A state of the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Differs from that of every other state of the same file.
    pub version: String,
    /// The last day on which the newest source can have been written; None without sources.
    pub newest_source: Option<Day>,
    /// The seed, and what was imported beside it, in that order.
    pub origins: Vec<String>,
}

impl Edition {
    /// How often this program changed the data.
    #[must_use]
    pub fn writes(&self) -> u64 {
        let count = self.version.split('-').next();
        count.and_then(|count| count.parse().ok()).unwrap_or_default()
    }
}

/// Watches for changes.
pub struct Watch {
    /// A connection of its own, so that the shared file stays as long as this watch.
    connection: Mutex<Watched>,
    shared: Shared,
    known: Mutex<Option<(Header, Arc<Edition>)>>,
}

struct Watched {
    connection: Connection,
    /// Distinguishes this opening of the file from others, should it be changed without us.
    opening: u128,
    /// What the program's own count of writes said, and how often others wrote without counting.
    count: String,
    uncounted: u64,
}

impl Watch {
    /// Watches the database at `path`, which is open for writing elsewhere in this process.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn new(path: &Path) -> Result<Self, Error> {
        let connection = connection::reader(path, connection::Pages::Copied)?;
        let count = setting::data_version(&connection)?;
        let shared = Shared::open(path);
        let opening = [path.to_owned(), beside(path, "-wal")].into_iter().filter_map(|path| {
            let file = path.metadata().ok().filter(|file| file.len() > 0)?;
            let written = file.modified().ok()?;
            Some(written.duration_since(UNIX_EPOCH).ok()?.as_nanos())
        });
        let opening = opening.max().unwrap_or_default();
        let connection = Mutex::new(Watched { connection, opening, count, uncounted: 0 });
        Ok(Self { connection, shared, known: Mutex::new(None) })
    }

    /// The present state: that of the last commit of any process.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn edition(&self) -> Result<Arc<Edition>, Error> {
        let before = self.shared.header();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some((header, edition)), Some(before)) = (&*known, &before)
            && header == before
        {
            return Ok(edition.clone());
        }
        let changed = known.is_some();
        let edition = Arc::new(self.read(changed)?);
        // Kept only if nobody wrote meanwhile.
        *known = before
            .filter(|before| self.shared.header().as_ref() == Some(before))
            .map(|header| (header, edition.clone()));
        Ok(edition)
    }

    fn read(&self, changed: bool) -> Result<Edition, Error> {
        let mut watched = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let count = setting::data_version(&watched.connection)?;
        // Who writes without counting leaves the count, and who restores a backup takes it back.
        let writes = |count: &str| count.parse::<u64>().unwrap_or_default();
        if writes(&count) <= writes(&watched.count) {
            watched.uncounted += u64::from(changed);
        }
        watched.count = count;
        Ok(Edition {
            version: format!("{}-{:x}-{}", watched.count, watched.opening, watched.uncounted),
            newest_source: setting::newest_source_day(&watched.connection)?,
            origins: origins(&watched.connection)?,
        })
    }
}

fn origins(connection: &Connection) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare_cached("SELECT name FROM origin ORDER BY number")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::record::Registry, store::Store};

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).unwrap();
        (folder, store)
    }

    #[test]
    fn every_commit_of_whomever_is_another_edition() {
        let (_folder, store) = store();
        let watch = Watch::new(store.path()).unwrap();
        let mut seen = vec![watch.edition().unwrap().version.clone()];
        let other = Connection::open(store.path()).unwrap();
        for sql in [
            "UPDATE setting SET value = value + 1 WHERE name = 'data_version'",
            "INSERT INTO setting (name, value) VALUES ('by hand', '1')",
            "UPDATE setting SET value = '2' WHERE name = 'by hand'",
            // As after a backup was restored, and then the same count reached again.
            "UPDATE setting SET value = value - 1 WHERE name = 'data_version'",
            "UPDATE setting SET value = value + 1 WHERE name = 'data_version'",
        ] {
            other.execute_batch(sql).unwrap();
            let version = watch.edition().unwrap().version.clone();
            assert!(!seen.contains(&version), "{sql}");
            assert_eq!(watch.edition().unwrap().version, version, "and it stays");
            seen.push(version);
        }
    }

    #[test]
    fn what_did_not_change_is_not_asked_again() {
        let (_folder, store) = store();
        let watch = Watch::new(store.path()).unwrap();
        let first = watch.edition().unwrap();
        assert!(Arc::ptr_eq(&first, &watch.edition().unwrap()), "nothing was read");
        let other = Connection::open(store.path()).unwrap();
        let _: i64 = other.query_row("SELECT count(*) FROM node", [], |row| row.get(0)).unwrap();
        assert!(Arc::ptr_eq(&first, &watch.edition().unwrap()), "readers change nothing");
    }

    #[test]
    fn the_edition_outlives_the_process_where_nobody_wrote() {
        let (_folder, mut store) = store();
        store.apply(&Registry::default(), "one").unwrap();
        let version = |path: &Path| Watch::new(path).unwrap().edition().unwrap().version.clone();
        store.settle().unwrap();
        let path = store.path().to_owned();
        let first = version(&path);
        drop(store);
        let again = Store::open(&path).unwrap();
        assert_eq!(version(again.path()), first);
    }
}
