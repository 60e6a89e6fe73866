//! The database. Nothing outside this module knows SQLite or names a type of rusqlite.
//!
//! One file, one writer, many readers. Opening a file either migrates it to the newest schema, or refuses
//! it and leaves it unchanged to the byte. Every change is one transaction: a process that is killed
//! leaves the state before it or the state after it.
//!
//! - `file`: the database file: opening, identifying, checking, migrating, copying, versions of the data
//! - [`sql`]: statements as data: the builder, the columns of each table, values
//! - [`read`]: the pool of readers, snapshots, and the lookups and searches over them
//! - `write`: applying a seed and an import

mod error;
mod file;
pub mod read;
pub mod sql;
mod write;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::Connection;

use self::file::{
    backup::save_beside,
    connection::{self, FileAccess, open_writer},
    file_id::FileId,
    foreign_log::{identify_with_log, set_aside},
    identify::{FileContent, check_permissions, identify},
    migrate,
};
pub use self::{
    error::{Error, Failure},
    file::{
        backup::{backup, copy_without_wal},
        check::{Inspection, LACKS_COORDINATES, check, check_open},
        data_version::{DataVersion, DataVersionReader},
        overwrite_watch::OverwriteWatch,
        restore::{Restored, restore},
    },
    read::{ReaderPool, Snapshot},
    write::{
        Candidate, CandidateFilter, Changes, Count, MatchDecision, RetainedRecord,
        import::{FactOutcome, Import, ImportOutcome, Match, UncertainMatch},
    },
};
use crate::domain::{
    date::{Day, PartialDate},
    record::{Registry, Release},
};

/// A registry opened for writing.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
    access: FileAccess,
    /// The file that was opened.
    file: FileId,
}

impl Store {
    /// Opens the registry at `path`, creates it if there is no file, and migrates it to the newest schema.
    ///
    /// # Errors
    /// One that names the file, what is wrong with it and what to do. The file is left unchanged.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if let Err(error) = identify_with_log(path) {
            let Error::ForeignLog(_) = error else { return Err(error) };
            let aside = set_aside(path)?;
            identify(path)?;
            tracing::warn!(
                "{} was overwritten by another file; the write-ahead log of the old one was renamed to {}",
                path.display(),
                aside.display()
            );
        }
        Self::prepare(path)
    }

    /// Opens a registry that cannot be written, and changes neither the file nor its folder.
    ///
    /// # Errors
    /// Those of [`Store::open_existing`], and [`Error::Outdated`]. Every change fails with [`Error::ReadOnly`].
    pub fn open_unchanged(path: &Path) -> Result<Self, Error> {
        if identify_with_log(path)? != FileContent::Registry {
            return Err(Error::NoFile(path.to_owned()));
        }
        let connect = || {
            let connection = connection::open_unchanged(path)?;
            let found = migrate::user_version(&connection)?;
            if found != migrate::NEWEST {
                return Err(Error::Outdated {
                    path: path.to_owned(),
                    found,
                    known: migrate::NEWEST,
                });
            }
            let access = FileAccess::Unchanged;
            Ok(Self { path: path.to_owned(), connection, access, file: FileId::of(path) })
        };
        connect().map_err(|error: Error| error.at(path))
    }

    /// As [`Store::open`], for a registry that must exist.
    ///
    /// # Errors
    /// Those of [`Store::open`], and [`Error::NoFile`].
    pub fn open_existing(path: &Path) -> Result<Self, Error> {
        match identify_with_log(path)? {
            FileContent::Registry => Self::prepare(path),
            FileContent::Missing | FileContent::Empty => Err(Error::NoFile(path.to_owned())),
        }
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A pool of connections that only read. Each request may read for `time_limit`.
    #[must_use]
    pub fn reader_pool(&self, time_limit: Duration) -> ReaderPool {
        ReaderPool::new(self.path.clone(), self.access, time_limit)
    }

    /// A reader of the version of the data.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn data_version_reader(&self) -> Result<DataVersionReader, Error> {
        DataVersionReader::new(&self.path, self.access).map_err(|error| error.at(&self.path))
    }

    /// The first day on which the newest source can have been written, or the day of its retrieval; `None` without sources.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn newest_source_day(&self) -> Result<Option<Day>, Error> {
        file::data_version::newest_source_day(&self.connection)
            .map_err(|error| error.at(&self.path))
    }

    /// Whether the organizations of ROR have no coordinates, because an earlier version of the program imported them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn lacks_coordinates(&self) -> Result<bool, Error> {
        write::setting::lacks_coordinates(&self.connection).map_err(|error| error.at(&self.path))
    }

    /// Replaces the records of the seed by those of `registry`, in one transaction.
    ///
    /// Records that are the same are not written; changed ones keep their id; records of imports stay as
    /// they are. `seed_digest` identifies the state of the seed: if it is the one that was applied last,
    /// nothing is compared at all.
    ///
    /// # Errors
    /// [`Error::AlreadyOwned`] when an import holds a slug or key of the seed, [`Error::UnknownReference`] when a record
    /// names one that does not exist, [`Error::Locked`] and the like. Nothing is written then.
    pub fn apply(&mut self, registry: &Registry, seed_digest: &str) -> Result<Changes, Error> {
        write::apply(&mut self.connection, registry, seed_digest)
            .map_err(|error| error.at(&self.path))
    }

    /// Whether the seed with this digest is the one that was applied last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn holds_seed(&self, seed_digest: &str) -> Result<bool, Error> {
        write::setting::is_applied(&self.connection, seed_digest)
            .map_err(|error| error.at(&self.path))
    }

    /// Begins the import of a release of another registry, in one transaction that [`Import::finish`]
    /// commits. `different` are pairs of a slug and a record's key that a curator found to be two
    /// organizations.
    ///
    /// # Errors
    /// [`Error::UnknownReference`] when the publisher of the release does not exist, [`Error::Locked`] and the
    /// like.
    pub fn import<'s>(
        &'s mut self,
        release: &'s Release,
        different: BTreeSet<(String, String)>,
    ) -> Result<Import<'s>, Error> {
        let path = self.path.clone();
        Import::begin(&mut self.connection, path, release, different)
            .map_err(|error| error.at(&self.path))
    }

    /// The candidates for matching, the best first, and how many there are without a limit.
    ///
    /// # Errors
    /// [`Error::CannotDecide`] when no import has the name of the filter, and when the database cannot be read.
    pub fn candidates(&self, filter: CandidateFilter<'_>) -> Result<(Vec<Candidate>, u64), Error> {
        write::candidates::list(&self.connection, filter).map_err(|error| error.at(&self.path))
    }

    /// Decides whether a record of an import is an organization, and joins them if it is. Returns whether that changes anything.
    /// `slug` is not used if the record is new.
    ///
    /// # Errors
    /// [`Error::CannotDecide`] when there is no such record or organization, several imports have the key, or the decision contradicts
    /// a join; and when the database cannot be written. Nothing is changed then.
    pub fn decide_candidate(
        &mut self,
        origin: Option<&str>,
        key: &str,
        decision: MatchDecision,
        slug: &str,
        today: PartialDate,
    ) -> Result<bool, Error> {
        write::candidates::decide(&mut self.connection, origin, key, decision, slug, today)
            .map_err(|error| error.at(&self.path))
    }

    /// Copies the registry to a new file while it is in use.
    ///
    /// # Errors
    /// Those of [`backup`].
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        backup(&self.path, to)
    }

    /// Moves the content of the write-ahead log into the file itself, so that the file alone is complete.
    ///
    /// # Errors
    /// When the file cannot be written. Active readers are no error; part of the log stays then.
    pub fn checkpoint(&self) -> Result<(), Error> {
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        let outcome = self.connection.query_row(checkpoint, [], |_| Ok(()));
        outcome.map_err(|error| Error::from(error).at(&self.path))
    }

    /// A watch that notices when another program overwrites the file.
    #[must_use]
    pub fn overwrite_watch(&self) -> OverwriteWatch {
        OverwriteWatch::new(&self.path)
    }

    /// Saves the registry to a new file if its own was removed or replaced since it was opened: once it is
    /// closed, its content would be lost. Returns the path of the new file, if there is one.
    ///
    /// # Errors
    /// When the new file cannot be written.
    pub fn save_if_moved(&self) -> Result<Option<PathBuf>, Error> {
        if self.file.is_database_at(&self.path) {
            return Ok(None);
        }
        save_beside(&self.connection, &self.path, "saved").map(Some)
    }

    /// Opens a file that has been identified.
    fn prepare(path: &Path) -> Result<Self, Error> {
        check_permissions(path)?;
        let connect = || {
            let mut connection = open_writer(path)?;
            migrate::migrate(&mut connection)?;
            write::vocabulary::fill(&mut connection)?;
            let access = FileAccess::Shared;
            Ok(Self { path: path.to_owned(), connection, access, file: FileId::of(path) })
        };
        connect().map_err(|error: Error| error.at(path))
    }
}
