//! `consortia restore`: replaces the content of the database with that of a backup, even while it is served.

use std::path::Path;

use anyhow::Context;

use super::output;
use crate::store;

/// Replaces the content of the database with that of a backup, and prints where the previous content is.
///
/// # Errors
/// When the backup is damaged or no registry, or the database cannot be written. The database is unchanged then.
pub fn restore(db: &Path, from: &Path, keep_copy: bool) -> anyhow::Result<()> {
    let from = &std::path::absolute(from).with_context(|| from.display().to_string())?;
    let restored = store::restore(from, db, keep_copy)?;
    let mut lines = vec![format!("{} has the content of {}", db.display(), from.display())];
    if let Some(damage) = restored.damage {
        lines.push(format!("the file was replaced: {damage}"));
    }
    if let Some(copy) = restored.copy {
        lines.push(format!("the previous content is in {}", copy.display()));
    }
    output::print(lines.join("\n"))
}
