//! The database of a command: opened, and updated to the seed that is part of the program.

use std::path::Path;

use anyhow::bail;

use crate::{
    domain::record::Registry,
    seed,
    store::{Changes, Error, Store},
};

/// A database that holds the embedded seed.
pub struct SeededStore {
    /// The open database.
    pub store: Store,
    /// What the update changed.
    pub changes: Changes,
}

/// Opens a database and updates its seeded facts. A file that does not exist is created.
///
/// # Errors
/// When the file cannot be opened or written.
pub fn open(db: &Path) -> anyhow::Result<SeededStore> {
    let mut store = Store::open(db)?;
    let changes = update(&mut store)?;
    Ok(SeededStore { store, changes })
}

/// As [`open`], for a database that must exist.
///
/// # Errors
/// Those of [`open`], and [`Error::NoFile`].
pub fn open_existing(db: &Path) -> anyhow::Result<SeededStore> {
    let mut store = Store::open_existing(db)?;
    let changes = update(&mut store)?;
    Ok(SeededStore { store, changes })
}

/// Opens a database to read from it: as [`open`], or without changing anything if it cannot be written.
///
/// # Errors
/// When the file cannot be opened.
pub fn open_to_read(db: &Path) -> anyhow::Result<Store> {
    match open(db) {
        Ok(SeededStore { store, .. }) => Ok(store),
        Err(error) => match error.downcast_ref() {
            Some(Error::ReadOnly(_)) => Ok(Store::open_unchanged(db)?),
            _ => Err(error),
        },
    }
}

/// Updates the seeded facts of a database; does nothing if it holds this seed already.
///
/// # Errors
/// When the database cannot be written.
pub fn update(store: &mut Store) -> anyhow::Result<Changes> {
    let digest = seed::digest(&seed::embedded());
    if store.holds_seed(&digest)? {
        return Ok(Changes::default());
    }
    Ok(store.apply(&embedded()?, &digest)?)
}

/// The records of the embedded seed.
///
/// # Errors
/// When the seed has problems; the tests of the project rule that out.
pub fn embedded() -> anyhow::Result<Registry> {
    match seed::read(&seed::embedded()) {
        Ok(registry) => Ok(registry),
        Err(problems) => {
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            bail!("the embedded seed has problems:\n{}", problems.join("\n"))
        }
    }
}
