//! The table of the documents in `queries/`.

use std::{ffi::OsStr, fmt::Write as _, fs};

use crate::{
    cargo::{Folders, rerun_if_changed},
    files::files_in,
};

/// Writes `OUT_DIR/queries.rs`: the name and text of each document, in the order of their names.
/// `src/graphql/persisted_documents.rs` includes it.
pub fn write_table(folders: &Folders) -> Result<(), String> {
    let folder = folders.root.join("queries");
    rerun_if_changed(&folder);
    let failed = |error| format!("{}: {error}", folder.display());
    let mut paths = files_in(&folder).map_err(failed)?;
    paths.retain(|path| path.extension() == Some(OsStr::new("graphql")));
    paths.sort();
    let mut table = String::from("[\n");
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        // Writing to a String cannot fail.
        let _ = writeln!(table, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    table.push_str("]\n");
    fs::write(folders.out.join("queries.rs"), table).map_err(failed)
}
