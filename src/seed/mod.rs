//! The seed: the first edition of the registry as text, read into records or refused with every reason.
//!
//! Reading is pure and goes in three steps: each file is held against its shape ([`reader`]), what was
//! read is held against the rules between records ([`check`]), and only if nothing is wrong does it become
//! a [`Registry`] ([`records`]). `seed/README.md` has the format in words, [`shapes`] has it as a table.
//! Nothing here knows SQL or GraphQL.

use std::{fs, path::Path};

use crate::domain::record::Registry;

mod check;
mod fields;
mod near;
mod problem;
mod reader;
mod records;
mod row;
mod schema;
mod shapes;
#[cfg(test)]
mod tests;
mod value;

pub use problem::Problem;
pub use schema::schemas;

use problem::Report;
use reader::Reader;
use row::Tables;

/// A file of a seed.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name without a folder, such as `organizations.toml`.
    pub name: &'a str,
    /// What it holds.
    pub text: &'a str,
}

/// A file of a seed that was read from somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedFile {
    /// Its name without a folder.
    pub name: String,
    /// What it holds.
    pub text: String,
}

impl OwnedFile {
    /// The file as [`read`] takes it.
    #[must_use]
    pub fn as_file(&self) -> File<'_> {
        File { name: &self.name, text: &self.text }
    }
}

/// The seed that is compiled into the program.
#[must_use]
pub fn embedded() -> Vec<File<'static>> {
    [
        ("sources.toml", include_str!("../../seed/sources.toml")),
        ("organizations.toml", include_str!("../../seed/organizations.toml")),
        ("people.toml", include_str!("../../seed/people.toml")),
        ("programs.toml", include_str!("../../seed/programs.toml")),
        ("events.toml", include_str!("../../seed/events.toml")),
        ("affiliations.toml", include_str!("../../seed/affiliations.toml")),
        ("positions.toml", include_str!("../../seed/positions.toml")),
        ("participations.toml", include_str!("../../seed/participations.toml")),
        ("figures.toml", include_str!("../../seed/figures.toml")),
        ("contests.toml", include_str!("../../seed/contests.toml")),
        ("same-as.toml", include_str!("../../seed/same-as.toml")),
    ]
    .map(|(name, text)| File { name, text })
    .to_vec()
}

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

/// Reads a seed.
///
/// # Errors
/// Every problem of every file, in the order of file, line and column. Nothing is returned in part.
pub fn read(files: &[File<'_>]) -> Result<Registry, Vec<Problem>> {
    let mut report = Report::new();
    let tables = tables(files, &mut report);
    check::all(&tables, &mut report);
    let problems = report.finish();
    if problems.is_empty() { Ok(records::registry(&tables)) } else { Err(problems) }
}

fn tables<'f>(files: &[File<'f>], report: &mut Report<'f>) -> Tables {
    let mut tables = Tables::new();
    for table in &mut tables.0 {
        let shape = table.shape;
        if let Some(file) = files.iter().find(|file| file.name == shape.file) {
            let number = report.open(*file);
            *table = Reader::new(report, number).table(shape, file.text);
        } else {
            table.broken = true;
            let cure = "add it to the folder, empty if there is nothing to record";
            report.add_whole(Problem::whole(shape.file, "The file is missing", cure));
        }
    }
    let known = || shapes::SHAPES.iter().map(|shape| shape.file);
    for file in files.iter().filter(|file| known().all(|name| name != file.name)) {
        let cure = match near::nearest(file.name, known()) {
            Some(near) => format!("name it `{near}`, or move it elsewhere"),
            None => {
                format!("move it elsewhere; a seed has {}", known().collect::<Vec<_>>().join(", "))
            }
        };
        report.add_whole(Problem::whole(file.name, "This is no file of a seed", cure));
    }
    tables
}

/// A text that changes whenever a name or a byte of a seed changes (FNV-1a, 64 bits).
#[must_use]
pub fn digest(files: &[File<'_>]) -> String {
    // A byte that no UTF-8 text holds parts names from texts.
    let texts = files.iter().flat_map(|file| [file.name, file.text]);
    let bytes = texts.flat_map(|text| text.bytes().chain([0xff]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
