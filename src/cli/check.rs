//! `consortia check`: damage in a database file, problems in seed files.

use std::path::Path;

use anyhow::{Context, bail};

use super::output;
use crate::{clock, seed, store};

/// Checks a database file, a folder of seed files or, without a path, the seed that is part of the program.
///
/// # Errors
/// When the path cannot be read, or has damage or problems; each problem is printed to standard error.
pub fn check(path: Option<&Path>) -> anyhow::Result<()> {
    match path {
        Some(path) if !path.is_dir() => {
            let path = std::path::absolute(path).with_context(|| path.display().to_string())?;
            output::print(store::check(&path)?)
        }
        folder => check_seed(folder),
    }
}

fn check_seed(folder: Option<&Path>) -> anyhow::Result<()> {
    let today = clock::today(None);
    let outcome = match folder.map(seed::folder) {
        None => seed::read_on(&seed::embedded(), today),
        Some(Err(problems)) => Err(problems),
        Some(Ok(files)) => {
            let files: Vec<_> = files.iter().map(seed::OwnedFile::as_file).collect();
            seed::read_on(&files, today)
        }
    };
    let name = folder
        .map_or_else(|| "the embedded seed".to_owned(), |folder| folder.display().to_string());
    match outcome {
        Ok(registry) => output::print(format_args!("{name}: {registry}")),
        Err(problems) => {
            for problem in &problems {
                output::print_error(problem);
            }
            bail!("{} problem(s) in {name}; nothing was written", problems.len())
        }
    }
}
