//! Problems of a seed: where they are, what is wrong and what to do.
//!
//! While files are read, a position is a byte of a file. It becomes a line and a column in a [`Problem`].

use std::{fmt, iter};

use super::file::File;

/// A problem of a seed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Name of the file.
    pub file: String,
    /// Line, counted from 1; 0 if the whole file is meant.
    pub line: usize,
    /// Column in characters, counted from 1; 0 if the whole file is meant.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Problem {
    /// A problem of a file as a whole.
    pub(super) fn of_file(file: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: 0,
            column: 0,
            message: message.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, message, help } = self;
        match line {
            0 => write!(f, "{file}: {message}; {help}"),
            _ => write!(f, "{file}:{line}:{column}: {message}; {help}"),
        }
    }
}

/// One of the files that are being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileId(usize);

impl FileId {
    /// The position of a byte of the file.
    pub(super) fn position(self, byte: usize) -> Position {
        Position { file: self, byte }
    }
}

/// A byte of a file. Positions are ordered as a person reads the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    file: FileId,
    byte: usize,
}

/// A rule that a value breaks, before it is known where the value stands.
pub(super) struct Violation {
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
}

impl Violation {
    /// A violation with this message and help.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// The problems found so far, and the texts that give them lines and columns.
pub(super) struct Problems<'a> {
    files: Vec<LineIndex<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Problems<'a> {
    /// No files and no problems.
    pub(super) fn new() -> Self {
        Self { files: Vec::new(), problems: Vec::new() }
    }

    /// Adds a file, so that problems can have positions in it.
    pub(super) fn add_file(&mut self, file: File<'a>) -> FileId {
        self.files.push(LineIndex::new(file));
        FileId(self.files.len() - 1)
    }

    /// Adds a problem at a position.
    pub(super) fn add(
        &mut self,
        position: Position,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let index = self.index(position);
        let (line, column) = index.line_and_column(position.byte);
        let (file, message, help) = (index.file.name.to_owned(), message.into(), help.into());
        self.problems.push(Problem { file, line, column, message, help });
    }

    /// Adds a problem of a file as a whole.
    pub(super) fn add_of_file(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// File and line of a position for a message, such as `organizations.toml:12`.
    pub(super) fn file_and_line(&self, position: Position) -> String {
        let index = self.index(position);
        format!("{}:{}", index.file.name, index.line_and_column(position.byte).0)
    }

    /// All problems, ordered by file, line and column, without duplicates.
    pub(super) fn into_sorted(mut self) -> Vec<Problem> {
        self.problems.sort();
        self.problems.dedup();
        self.problems
    }

    fn index(&self, position: Position) -> &LineIndex<'a> {
        &self.files[position.file.0]
    }
}

/// A file and the first byte of each of its lines.
struct LineIndex<'a> {
    file: File<'a>,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    fn new(file: File<'a>) -> Self {
        let after_breaks = file.text.match_indices('\n').map(|(at, _)| at + 1);
        Self { file, starts: iter::once(0).chain(after_breaks).collect() }
    }

    /// Line and column of a byte, both counted from 1; the column in characters.
    fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let byte = self.file.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|&start| start <= byte);
        let start = self.starts[line - 1];
        (line, self.file.text[start..byte].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_columns_in_characters() {
        let index = LineIndex::new(File { name: "a", text: "é = 1\r\n\nœuvre" });
        // Byte and its line and column.
        let cases = [(0, (1, 1)), (1, (1, 1)), (2, (1, 2)), (8, (2, 1)), (9, (3, 1)), (99, (3, 6))];
        for (byte, expected) in cases {
            assert_eq!(index.line_and_column(byte), expected, "byte {byte}");
        }
    }

    #[test]
    fn a_problem_of_a_whole_file_has_no_line() {
        let problem = Problem::of_file("a.toml", "The file is missing", "add it");
        assert_eq!(problem.to_string(), "a.toml: The file is missing; add it");
    }
}
