//! The seed: the first edition of the registry as text, read into records or refused with every reason.
//!
//! Reading is pure and goes in three steps: each file is held against its format ([`read`]), what was
//! read is held against the rules between records ([`check`]), and only if nothing is wrong does it become
//! a [`Registry`] ([`registry`]). `seed/README.md` has the format in words, [`format`] has it as a table.
//! Nothing here knows SQL or GraphQL.

use crate::domain::record::Registry;

mod check;
mod file;
mod folder;
mod format;
mod parsed;
mod problem;
mod read;
mod registry;
mod suggestion;
#[cfg(test)]
mod tests;

pub use file::{File, OwnedFile, digest, embedded};
pub use folder::folder;
pub use format::schemas;
pub use problem::Problem;

use problem::Report;

/// Reads a seed.
///
/// # Errors
/// Every problem of every file, in the order of file, line and column. Nothing is returned in part.
pub fn read(files: &[File<'_>]) -> Result<Registry, Vec<Problem>> {
    let mut report = Report::new();
    let tables = read::tables(files, &mut report);
    check::all(&tables, &mut report);
    let problems = report.finish();
    if problems.is_empty() { Ok(registry::registry(&tables)) } else { Err(problems) }
}
