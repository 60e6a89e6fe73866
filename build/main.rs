//! Builds the pages of `ui/` and lists the documents of `queries/`, so that `cargo run` is the only command needed.
//!
//! npm and Vite write the pages to `OUT_DIR/ui`. The script then writes two Rust files that the program
//! includes: `OUT_DIR/ui_assets.rs`, the table of the pages' files, and `OUT_DIR/queries.rs`, the table of the
//! documents. In the source tree it writes only to `ui/node_modules`. Cargo skips the script as long as
//! none of its inputs has changed.
//!
//! The environment variable `CONSORTIA_UI` decides what happens to the pages:
//!
//! - `auto`, or unset: build the pages. If that fails, warn, and let the program serve a page that says why.
//! - `require`: build the pages, and fail if that fails. For releases and CI.
//! - `off`: leave the pages out. For quick work on the Rust code.
//!
//! `CONSORTIA_UI_DIST=FOLDER` takes pages that `npm run build` built before. For packagers.

mod assets;
mod cargo;
mod documents;
mod files;
mod npm;
mod pages;

use std::process::ExitCode;

use self::cargo::Folders;

fn main() -> ExitCode {
    let built = Folders::from_cargo().and_then(|folders| {
        documents::write_table(&folders)?;
        pages::build_or_skip(&folders)
    });
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            cargo::error(&reason);
            ExitCode::FAILURE
        }
    }
}
