//! What this script reads from cargo, and the directives that it prints for cargo.

#![expect(clippy::print_stdout, reason = "cargo reads directives from standard output")]

use std::{
    env,
    path::{Path, PathBuf},
};

/// The folders of this build.
pub struct Folders {
    /// The repository.
    pub root: PathBuf,
    /// The sources of the pages.
    pub ui: PathBuf,
    /// Where this script writes.
    pub out: PathBuf,
    /// Where Vite writes the pages.
    pub pages: PathBuf,
}

impl Folders {
    /// Reads the folders from the variables that cargo sets.
    pub fn from_cargo() -> Result<Self, String> {
        let folder = |name: &str| {
            env::var_os(name).map(PathBuf::from).ok_or_else(|| format!("cargo did not set {name}"))
        };
        let (root, out) = (folder("CARGO_MANIFEST_DIR")?, folder("OUT_DIR")?);
        Ok(Self { ui: root.join("ui"), pages: out.join("ui"), root, out })
    }
}

/// Fails the build with this message.
pub fn error(message: &str) {
    println!("cargo::error={message}");
}

/// Shows a warning.
pub fn warning(message: &str) {
    println!("cargo::warning={message}");
}

/// Runs this script again when the file or folder changes.
pub fn rerun_if_changed(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

/// Runs this script again when the environment variable changes.
pub fn rerun_if_env_changed(name: &str) {
    println!("cargo::rerun-if-env-changed={name}");
}
