//! Reads the files of a seed from a folder.

use std::{fs, path::Path, string::FromUtf8Error};

use super::{
    file::{File, OwnedFile},
    problem::{Problem, Problems},
};

/// The TOML files of a folder, ordered by name. [`read`](super::read()) reports files that are missing or
/// do not belong to a seed.
///
/// # Errors
/// A problem for each file that cannot be read or is not UTF-8, or one for the folder.
pub fn folder(path: &Path) -> Result<Vec<OwnedFile>, Vec<Problem>> {
    let entries = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|error| vec![unreadable(&path.display().to_string(), &error)])?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match fs::read(&path).map(String::from_utf8) {
            Ok(Ok(text)) => files.push(OwnedFile { name, text }),
            Ok(Err(error)) => problems.push(not_utf8(&name, &error)),
            Err(error) => problems.push(unreadable(&name, &error)),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn unreadable(name: &str, error: &std::io::Error) -> Problem {
    let message = format!("This file or folder cannot be read: {error}");
    Problem::of_file(name, message, "check its path and your permissions")
}

/// The problem of a file in another encoding, at the first invalid byte.
fn not_utf8(name: &str, error: &FromUtf8Error) -> Problem {
    let valid = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(&error.as_bytes()[..valid]);
    let mut problems = Problems::new();
    let file = problems.add_file(File { name, text: &text });
    problems.add(file.position(valid), "This is not UTF-8", "save the file as UTF-8");
    problems.into_sorted().remove(0)
}
