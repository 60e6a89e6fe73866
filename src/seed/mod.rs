//! The seed: the facts that curators write as TOML files, read into records or refused with every problem.
//!
//! Reading has three steps: [`mod@read`] compares each file with its [`mod@format`], [`check`] applies the rules
//! between records, and if there is no problem, [`registry`] makes records of the domain. `seed/README.md`
//! describes the format for curators. Nothing here knows SQL or GraphQL.

use crate::domain::{date::Day, record::Registry};

mod check;
mod file;
mod folder;
mod format;
mod parsed;
mod problem;
mod read;
mod registry;
mod stages;
#[cfg(test)]
mod tests;

pub use file::{File, OwnedFile, digest, embedded};
pub use folder::folder;
pub use format::schemas;
pub use problem::Problem;

use problem::Problems;

/// Reads a seed.
///
/// # Errors
/// Every problem of every file, ordered by file, line and column.
pub fn read(files: &[File<'_>]) -> Result<Registry, Vec<Problem>> {
    read_with(files, |_, _| ())
}

/// Reads a seed as a curator writes it `today`: its sources have been written.
///
/// A server whose clock is behind reads its seed without this rule.
///
/// # Errors
/// Those of [`read()`], and sources that are dated after the day after `today`.
pub fn read_on(files: &[File<'_>], today: Day) -> Result<Registry, Vec<Problem>> {
    read_with(files, |parsed, problems| check::check_sources_on(parsed, today, problems))
}

fn read_with(
    files: &[File<'_>],
    check_more: impl FnOnce(&parsed::ParsedFiles, &mut Problems<'_>),
) -> Result<Registry, Vec<Problem>> {
    let mut problems = Problems::new();
    let parsed = read::parse(files, &mut problems);
    check::check(&parsed, &mut problems);
    check_more(&parsed, &mut problems);
    let problems = problems.into_sorted();
    if problems.is_empty() { Ok(registry::registry(&parsed)) } else { Err(problems) }
}
