//! `consortia backup`: a verified copy of the database.

use std::path::Path;

use anyhow::Context;

use super::output;
use crate::store;

/// Copies the database to a new file and verifies the copy.
///
/// # Errors
/// When the new file exists, or reading, writing or verifying fails.
pub fn backup(db: &Path, to: &Path) -> anyhow::Result<()> {
    let to = &std::path::absolute(to).with_context(|| to.display().to_string())?;
    store::backup(db, to)?;
    output::print(format_args!("{} is a verified copy of {}", to.display(), db.display()))
}
