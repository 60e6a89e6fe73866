//! Decides by the environment which pages go into the program.

use std::{env, ffi::OsStr, path::Path};

use crate::{
    assets,
    cargo::{Folders, rerun_if_changed, rerun_if_env_changed, warning},
    files::files_in,
    npm::{self, PAGES},
};

/// The inputs of the pages, relative to the repository. `node_modules` is not among them, nor anything else
/// that this script writes: cargo would find it newer than its last run, and run the script every time.
const INPUTS: [&str; 7] = [
    "ui/src",
    "ui/public",
    "ui/package.json",
    "ui/package-lock.json",
    "ui/tsconfig.json",
    "ui/vite.config.ts",
    "queries",
];

/// Puts pages into the program as `CONSORTIA_UI` and `CONSORTIA_UI_DIST` say. An error fails the whole build.
pub fn build_or_skip(folders: &Folders) -> Result<(), String> {
    rerun_if_env_changed("CONSORTIA_UI");
    rerun_if_env_changed("CONSORTIA_UI_DIST");
    if let Some(folder) = env::var_os("CONSORTIA_UI_DIST").filter(|folder| !folder.is_empty()) {
        return take_prebuilt(folders, &folders.root.join(folder));
    }
    let mode = env::var_os("CONSORTIA_UI").unwrap_or_default();
    match mode.to_str() {
        Some("" | "auto") => build_or_explain(folders),
        Some("require") => {
            watch_inputs(folders);
            npm::build(folders)?;
            assets::write_table(folders, Ok(&folders.pages))
        }
        Some("off") => assets::write_table(folders, Err("CONSORTIA_UI=off")),
        _ => Err(format!("CONSORTIA_UI is {}; it can be auto, require or off", mode.display())),
    }
}

fn take_prebuilt(folders: &Folders, prebuilt: &Path) -> Result<(), String> {
    rerun_if_changed(prebuilt);
    if let Some(page) = PAGES.iter().find(|page| !prebuilt.join(page).is_file()) {
        return Err(format!("CONSORTIA_UI_DIST is {}, which has no {page}", prebuilt.display()));
    }
    assets::write_table(folders, Ok(prebuilt))
}

fn build_or_explain(folders: &Folders) -> Result<(), String> {
    watch_inputs(folders);
    let Err(reason) = npm::build(folders) else {
        return assets::write_table(folders, Ok(&folders.pages));
    };
    warning(&format!("this build has no Explorer and no GraphiQL: {reason}"));
    warning("CONSORTIA_UI=off silences this, CONSORTIA_UI=require makes it an error");
    // The next build has to try again once Node is installed, which changes PATH, or the network is back:
    // cargo always runs a script again that depends on a file which does not exist.
    rerun_if_env_changed("PATH");
    rerun_if_changed(&folders.out.join("does-not-exist"));
    assets::write_table(folders, Err(&reason))
}

fn watch_inputs(folders: &Folders) {
    for input in INPUTS {
        let path = folders.root.join(input);
        if !path.exists() {
            warning(&format!(
                "{input} is missing: cargo builds the pages every time until it exists"
            ));
        }
        rerun_if_changed(&path);
    }
    for file in files_in(&folders.ui).unwrap_or_default() {
        if file.extension() == Some(OsStr::new("html")) {
            rerun_if_changed(&file);
        }
    }
}
