//! Parses every file of a seed, and reports files that are missing or do not belong to it.

use super::parser::Parser;
use crate::seed::{
    file::File,
    format::records::record_formats,
    parsed::ParsedFiles,
    problem::{Problem, Problems},
};
use crate::suggestion::nearest;

/// Parses all files.
pub fn parse<'f>(files: &[File<'f>], problems: &mut Problems<'f>) -> ParsedFiles {
    let mut parsed = ParsedFiles::empty();
    for parsed in &mut parsed.0 {
        let format = parsed.format;
        if let Some(file) = files.iter().find(|file| file.name == format.file) {
            let id = problems.add_file(*file);
            *parsed = Parser::new(problems, id).parse(format, file.text);
        } else {
            parsed.incomplete = true;
            let help = "add it to the folder; it may be empty";
            problems.add_of_file(Problem::of_file(format.file, "This file is missing", help));
        }
    }
    report_unknown_files(files, problems);
    parsed
}

fn report_unknown_files(files: &[File<'_>], problems: &mut Problems<'_>) {
    let known = || record_formats().map(|format| format.file);
    for file in files.iter().filter(|file| known().all(|name| name != file.name)) {
        let help = match nearest(file.name, known()) {
            Some(nearest) => format!("rename it to `{nearest}`, or move it out of the folder"),
            None => format!(
                "move it out of the folder; a seed consists of {}",
                known().collect::<Vec<_>>().join(", ")
            ),
        };
        let problem = Problem::of_file(file.name, "This is not a file of a seed", help);
        problems.add_of_file(problem);
    }
}
