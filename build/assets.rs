//! The table of the pages' files.

use std::{
    ffi::OsStr,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    cargo::Folders,
    files::{files_below, fingerprint},
};

/// Writes `OUT_DIR/ui_assets.rs`: the files below `pages`, or the reason why there are none.
/// `src/web/pages/assets.rs` includes it.
pub fn write_table(folders: &Folders, pages: Result<&Path, &str>) -> Result<(), String> {
    let table = match pages {
        Ok(folder) => rust_table(folder).map_err(|e| format!("{}: {e}", folder.display()))?,
        Err(reason) => rust_source(&format!("Err({reason:?})"), ""),
    };
    let file = folders.out.join("ui_assets.rs");
    fs::write(&file, table).map_err(|e| format!("{}: {e}", file.display()))
}

fn rust_source(built: &str, rows: &str) -> String {
    format!(
        "/// Whether this program has pages, and if not, why.\n\
         pub static BUILT: Result<(), &str> = {built};\n\n\
         /// The files of the pages.\n\
         pub static ASSETS: &[Asset] = &[\n{rows}];\n"
    )
}

/// A row for each file. A file `NAME.br` is no row of its own but the Brotli form of `NAME`.
fn rust_table(folder: &Path) -> io::Result<String> {
    let mut files = files_below(folder)?;
    files.sort();
    let mut rows = String::new();
    for file in files.iter().filter(|file| file.extension() != Some(OsStr::new("br"))) {
        let (path, media_type) = (url_path(folder, file), media_type(file));
        let etag = fingerprint(&fs::read(file)?);
        let compressed = with_suffix(file, ".br");
        let brotli = if compressed.is_file() {
            format!("Some({})", include_bytes(&compressed))
        } else {
            "None".to_owned()
        };
        let bytes = include_bytes(file);
        // Writing to a String cannot fail.
        let _ = writeln!(
            rows,
            "    Asset {{ path: {path:?}, media_type: {media_type:?}, etag: {etag:?}, \
             brotli: {brotli}, bytes: {bytes} }},"
        );
    }
    Ok(rust_source("Ok(())", &rows))
}

/// A Rust expression for the content of the file.
fn include_bytes(file: &Path) -> String {
    format!("include_bytes!({:?})", file.to_string_lossy())
}

/// The path of a file in a URL, such as `/assets/name.js`.
fn url_path(folder: &Path, file: &Path) -> String {
    let below = file.strip_prefix(folder).unwrap_or(file);
    below.iter().fold(String::new(), |path, part| path + "/" + &part.to_string_lossy())
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(OsStr::to_str).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "ttf" => "font/ttf",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
