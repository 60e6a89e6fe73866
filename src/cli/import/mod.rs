//! `consortia import`: releases of other registries and tables of users.

pub mod candidates;

use std::path::Path;

use anyhow::Context;

use super::{args::ImportCommand, output, seed};
use crate::{
    clock,
    import::{self, InvalidRecords, RnsrImporter, RorImporter, TableImporter},
    store::Store,
};

/// Runs an import and prints its report. A dry run without a database uses a temporary one.
///
/// # Errors
/// When the file or the database cannot be read or written, or records are not valid; nothing is written then.
pub fn import(db: &Path, command: &ImportCommand) -> anyhow::Result<()> {
    let (ImportCommand::Ror { dry_run, .. }
    | ImportCommand::Rnsr { dry_run, .. }
    | ImportCommand::AnrPia { dry_run, .. }
    | ImportCommand::Table { dry_run, .. }) = *command;
    let folder = tempfile::tempdir().context("create a temporary folder")?;
    let use_temporary = dry_run && !db.exists();
    let temporary = folder.path().join("dry-run.db");
    let mut store = Store::open(if use_temporary { &temporary } else { db })?;
    if use_temporary || !dry_run {
        seed::update(&mut store)?;
    }
    let options = import::Options {
        dry_run,
        today: Some(clock::today(None)),
        different: seed::embedded()?.different,
    };
    let report = match command {
        ImportCommand::Ror { file, release, .. } => {
            let release = release.as_deref().map(str::parse).transpose().context("--release")?;
            import::run(&mut store, &RorImporter::new(file, release)?, &options)?
        }
        ImportCommand::Rnsr { file, date, .. } => {
            let date = date.as_deref().map(str::parse).transpose().context("--date")?;
            import::run(&mut store, &RnsrImporter::new(file, date)?, &options)?
        }
        ImportCommand::AnrPia { projects, partners, date, .. } => {
            let date = date.as_deref().map(str::parse).transpose().context("--date")?;
            let importer = import::anr_pia_importer(projects, partners, date)?;
            import::run(&mut store, &importer, &options)?
        }
        ImportCommand::Table { files, map, skip_invalid_rows, .. } => {
            let invalid =
                if *skip_invalid_rows { InvalidRecords::Skip } else { InvalidRecords::Fail };
            import::run(
                &mut store,
                &TableImporter::new(files, map, invalid, options.today)?,
                &options,
            )?
        }
    };
    output::print(report)
}
