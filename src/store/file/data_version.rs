//! The version of the data, which entity tags and cached responses depend on.
//!
//! Reading it costs statements. But as long as the header of the write-ahead log's index stays the same
//! ([`super::wal_index`]) nobody has committed, and the version that was read before still holds.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::UNIX_EPOCH,
};

use rusqlite::Connection;

use super::{
    super::{Error, write::setting},
    connection::{self, FileAccess, PageAccess},
    paths::with_suffix,
    wal_index::{WalHeader, WalIndex},
};
use crate::{domain::date::Day, limits::memory::ReaderSizes};

/// A version of the data, and what is known about it as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataVersion {
    /// Identifies the version: two versions of the same file have different ids.
    pub id: String,
    /// The first day on which the newest source can have been written, or the day of its retrieval; `None` without sources.
    pub newest_source: Option<Day>,
    /// How many things with an identity there are: organizations, people, sources, affiliations and so on.
    pub things: u64,
    /// Names of the origins of the records: the seed first, then imports in the order of their first run.
    pub origins: Vec<String>,
}

impl DataVersion {
    /// How many changes this program has made to the data.
    #[must_use]
    pub fn change_count(&self) -> u64 {
        let count = self.id.split('-').next();
        count.and_then(|count| count.parse().ok()).unwrap_or_default()
    }
}

/// Reads the version of the data, and reads it again only after a commit.
pub struct DataVersionReader {
    /// A connection of its own, which keeps the index of the write-ahead log in place.
    source: Mutex<Source>,
    wal_index: WalIndex,
    latest: Mutex<Option<(WalHeader, Arc<DataVersion>)>>,
}

/// What versions are made from.
struct Source {
    connection: Connection,
    /// When the file was last written before it was opened, in nanoseconds. Keeps versions apart from
    /// those of an earlier process if another program has changed the file in between.
    opened_at: u128,
    /// The change count that was read last.
    change_count: String,
    /// Commits seen that did not raise the change count: those of other programs.
    uncounted_commits: u64,
}

impl DataVersionReader {
    /// Reads versions of the database at `path`, which this process holds open.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(in crate::store) fn new(path: &Path, access: FileAccess) -> Result<Self, Error> {
        let connection =
            connection::open_reader(path, access, PageAccess::Cached, ReaderSizes::default())?;
        let change_count = setting::data_version(&connection)?;
        let opened_at = last_written(path);
        let source = Source { connection, opened_at, change_count, uncounted_commits: 0 };
        Ok(Self {
            source: Mutex::new(source),
            wal_index: WalIndex::open(path),
            latest: Mutex::new(None),
        })
    }

    /// The version that the last commit of any process left.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn current(&self) -> Result<Arc<DataVersion>, Error> {
        let before = self.wal_index.header();
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some((header, version)), Some(before)) = (&*latest, &before)
            && header == before
        {
            return Ok(version.clone());
        }
        let has_changed = latest.is_some();
        let version = Arc::new(self.read(has_changed)?);
        // If someone has committed meanwhile, it is unknown which header this version belongs to.
        *latest = before
            .filter(|before| self.wal_index.header().as_ref() == Some(before))
            .map(|header| (header, version.clone()));
        Ok(version)
    }

    fn read(&self, has_changed: bool) -> Result<DataVersion, Error> {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        let change_count = setting::data_version(&source.connection)?;
        // Another program leaves the count as it was, and a restored backup takes it back.
        let number = |count: &str| count.parse::<u64>().unwrap_or_default();
        if has_changed && number(&change_count) <= number(&source.change_count) {
            source.uncounted_commits += 1;
        }
        source.change_count = change_count;
        let Source { change_count, opened_at, uncounted_commits, connection } = &*source;
        Ok(DataVersion {
            id: format!("{change_count}-{opened_at:x}-{uncounted_commits}"),
            newest_source: newest_source_day(connection)?,
            things: things(connection)?,
            origins: origins(connection)?,
        })
    }
}

/// When the database or its log was last written, in nanoseconds since the Unix epoch.
fn last_written(path: &Path) -> u128 {
    let times = [path.to_owned(), with_suffix(path, "-wal")].into_iter().filter_map(|path| {
        let file = path.metadata().ok().filter(|file| file.len() > 0)?;
        Some(file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos())
    });
    times.max().unwrap_or_default()
}

/// The newest of the days before which some source did not exist or had not been retrieved, so that it is today at the
/// earliest; `None` without sources. The day by which a source was written says nothing: it may lie ahead, at the end of this
/// year.
pub(in crate::store) fn newest_source_day(connection: &Connection) -> Result<Option<Day>, Error> {
    let newest =
        "SELECT max(max(earliest_from, ifnull(date_first(retrieved), earliest_from))) FROM source";
    Ok(connection.prepare_cached(newest)?.query_row([], |row| row.get(0))?)
}

/// The largest number of a thing, which is quick to find. Those that were removed hardly matter.
fn things(connection: &Connection) -> Result<u64, Error> {
    let query = "SELECT ifnull(max(id), 0) FROM node";
    let largest: i64 = connection.prepare_cached(query)?.query_row([], |row| row.get(0))?;
    Ok(largest.try_into().unwrap_or_default())
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
    fn every_commit_of_any_program_makes_another_version() {
        let (_folder, store) = store();
        let reader = store.data_version_reader().unwrap();
        let mut seen = vec![reader.current().unwrap().id.clone()];
        let other = Connection::open(store.path()).unwrap();
        for sql in [
            "UPDATE setting SET value = value + 1 WHERE name = 'data_version'",
            "INSERT INTO setting (name, value) VALUES ('by hand', '1')",
            "UPDATE setting SET value = '2' WHERE name = 'by hand'",
            // As when a backup is restored, and the same count is reached again.
            "UPDATE setting SET value = value - 1 WHERE name = 'data_version'",
            "UPDATE setting SET value = value + 1 WHERE name = 'data_version'",
        ] {
            other.execute_batch(sql).unwrap();
            let id = reader.current().unwrap().id.clone();
            assert!(!seen.contains(&id), "{sql}");
            assert_eq!(reader.current().unwrap().id, id, "a second read gives another version");
            seen.push(id);
        }
    }

    #[test]
    fn without_a_commit_nothing_is_read_again() {
        let (_folder, store) = store();
        let reader = store.data_version_reader().unwrap();
        let first = reader.current().unwrap();
        assert!(Arc::ptr_eq(&first, &reader.current().unwrap()), "it was read again");
        let other = Connection::open(store.path()).unwrap();
        let _: i64 = other.query_row("SELECT count(*) FROM node", [], |row| row.get(0)).unwrap();
        assert!(Arc::ptr_eq(&first, &reader.current().unwrap()), "a reader changed the version");
    }

    #[test]
    fn a_restart_without_a_commit_keeps_the_version() {
        let (_folder, mut store) = store();
        store.apply(&Registry::default(), "one").unwrap();
        let id = |store: &Store| store.data_version_reader().unwrap().current().unwrap().id.clone();
        store.checkpoint().unwrap();
        let path = store.path().to_owned();
        let first = id(&store);
        drop(store);
        let again = Store::open(&path).unwrap();
        assert_eq!(id(&again), first);
    }
}
