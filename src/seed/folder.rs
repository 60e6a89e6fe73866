//! Reads the files of a seed from a folder.

use std::{fs, path::Path};

use super::{
    file::{File, OwnedFile},
    problem::{Problem, Report},
};

/// The TOML files of a folder, by name. [`read`] says which are missing or do not belong.
///
/// # Errors
/// A problem for each file that cannot be read or is not UTF-8, or one for the folder.
pub fn folder(path: &Path) -> Result<Vec<OwnedFile>, Vec<Problem>> {
    let unreadable = |name: &str, error: &std::io::Error| {
        Problem::whole(
            name,
            format!("This cannot be read: {error}"),
            "see that it is there and may be read",
        )
    };
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

/// The problem of a file that was saved in another encoding, at the first byte that shows it.
fn not_utf8(name: &str, error: &std::string::FromUtf8Error) -> Problem {
    let good = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(&error.as_bytes()[..good]);
    let mut report = Report::new();
    let file = report.open(File { name, text: &text });
    let at = Report::spot(file, good);
    report.add(at, "This is not UTF-8", "save the file as UTF-8");
    report.finish().remove(0)
}
