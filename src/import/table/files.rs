//! Which file belongs to which table of a map.

use std::path::PathBuf;

use super::map::{Map, Table};

/// The path of the file of each table: by the names that the map gives to them, or else in the order of the map.
///
/// # Errors
/// When there are not as many files as tables.
pub fn paths_of_tables(map: &Map, paths: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let (files, tables) = (paths.len(), map.tables.len());
    if files != tables {
        let noun = |count| if count == 1 { "" } else { "s" };
        return Err(format!(
            "the map has {tables} table{}, but the command names {files} file{}; name a file for each",
            noun(tables),
            noun(files)
        ));
    }
    let name = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.strip_suffix(".gz").map(str::to_owned).unwrap_or(name)
    };
    let by_name = |table: &Table| {
        let named: Vec<_> = paths.iter().filter(|path| Some(name(path)) == table.file).collect();
        if let [path] = named[..] { Some(path.clone()) } else { None }
    };
    let by_name: Option<Vec<_>> = map.tables.iter().map(by_name).collect();
    Ok(by_name.unwrap_or_else(|| paths.to_vec()))
}
