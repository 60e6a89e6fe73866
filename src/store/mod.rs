//! The database: the only place that knows SQLite.
//!
//! One file, one writer, many readers. Opening a file either brings it up to date or refuses it and
//! leaves it byte for byte as it was. Every change is one transaction, so a process that is killed
//! leaves the state before or the state after. No type of rusqlite leaves this module.

mod error;
mod file;
pub mod read;
pub mod sql;
mod write;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use self::file::{
    connection,
    identity::Identity,
    inspect::{self, Found},
    migrate,
};
pub use self::{
    error::{Error, Failure},
    file::{
        backup::backup,
        data_version as edition,
        inspect::{Inspection, check},
        portable::portable,
    },
    read::{lookup, network, reader_pool as readers, search, snapshot},
    sql::{select, tables, value},
    write::{
        Changes, Count, Kept, Kind,
        import::{Doubt, Import, Outcome},
    },
};
use crate::domain::{date::Day, imported::Edition, record::Registry};
use edition::Watch;
use readers::Readers;

/// A registry opened for writing.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
    /// What was opened.
    file: Identity,
}

impl Store {
    /// Opens the registry at `path`, made new where there is none, and takes it to the newest schema.
    ///
    /// # Errors
    /// One that names the file, what is wrong with it and the cure; the file is left untouched.
    pub fn open(path: &Path) -> Result<Self, Error> {
        inspect::look(path)?;
        Self::prepare(path)
    }

    /// As [`Store::open`], for a registry that must be there already.
    ///
    /// # Errors
    /// Those of [`Store::open`], and [`Error::NoFile`].
    pub fn open_existing(path: &Path) -> Result<Self, Error> {
        match inspect::look(path)? {
            Found::Registry => Self::prepare(path),
            Found::Absent | Found::Empty => Err(Error::NoFile(path.to_owned())),
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Connections that only read.
    #[must_use]
    pub fn readers(&self) -> Readers {
        Readers::new(self.path.clone())
    }

    /// A watch over the state of the data.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn watch(&self) -> Result<Watch, Error> {
        Watch::new(&self.path).map_err(|error| error.at(&self.path))
    }

    /// The last day on which the newest source can have been written; None without sources.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn newest_source_day(&self) -> Result<Option<Day>, Error> {
        write::setting::newest_source_day(&self.connection).map_err(|error| error.at(&self.path))
    }

    /// Brings what the seed wrote to what `registry` says now, in one transaction.
    ///
    /// Records that are the same are not touched; changed ones keep their id; rows of imports stay as
    /// they are. `seed_digest` names the state of the seed: where it is what was applied last, the
    /// database is not even compared.
    ///
    /// # Errors
    /// [`Error::Taken`] when an import holds a slug or key of the seed, [`Error::Dangling`] when the
    /// registry has not been checked, [`Error::Locked`] and the like. Nothing is written then.
    pub fn apply(&mut self, registry: &Registry, seed_digest: &str) -> Result<Changes, Error> {
        write::apply(&mut self.connection, registry, seed_digest)
            .map_err(|error| error.at(&self.path))
    }

    /// Whether the seed in that state is what was applied last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn holds_seed(&self, seed_digest: &str) -> Result<bool, Error> {
        write::setting::is_applied(&self.connection, seed_digest)
            .map_err(|error| error.at(&self.path))
    }

    /// Begins to take in an edition of another registry, in one transaction that holds until
    /// [`Import::finish`]. `different` are the pairs of slug and record that a curator found to be two.
    ///
    /// # Errors
    /// [`Error::Dangling`] when the publisher of the edition is not there, [`Error::Locked`] and the like.
    pub fn import<'s>(
        &'s mut self,
        edition: &'s Edition,
        different: BTreeSet<(String, String)>,
    ) -> Result<Import<'s>, Error> {
        let path = self.path.clone();
        Import::begin(&mut self.connection, path, edition, different)
            .map_err(|error| error.at(&self.path))
    }

    /// Copies the registry to a new file while it is being used.
    ///
    /// # Errors
    /// Those of [`backup`].
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        backup(&self.path, to)
    }

    /// Moves what the write-ahead log holds into the file itself, so that the file alone is whole.
    ///
    /// # Errors
    /// When the file cannot be written; readers that are still at work only leave some of it to do.
    pub fn settle(&self) -> Result<(), Error> {
        let settled = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        settled.map_err(|error| Error::from(error).at(&self.path))
    }

    /// Saves the registry beside its place if its file was removed or replaced since it was opened: closing
    /// it would be its end. The new file, if so.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn rescue(&self) -> Result<Option<PathBuf>, Error> {
        if self.file.is_at(&self.path) {
            return Ok(None);
        }
        file::backup::rescue(&self.connection, &self.path).map(Some)
    }

    /// Takes a file that has been looked at.
    fn prepare(path: &Path) -> Result<Self, Error> {
        inspect::writable(path)?;
        let connect = || {
            let mut connection = connection::writer(path)?;
            migrate::migrate(&mut connection)?;
            write::vocabulary::fill(&mut connection)?;
            Ok(Self { path: path.to_owned(), connection, file: Identity::of(path) })
        };
        connect().map_err(|error: Error| error.at(path))
    }
}
