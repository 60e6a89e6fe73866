//! What is wrong in a seed, where, and what to do about it; and the report that collects it all.
//!
//! A position is kept as a byte of a file until somebody reads the report: only then is it counted out
//! into a line and a column.

use std::fmt;

use super::file::File;

/// One thing that is wrong in a seed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Name of the file.
    pub file: String,
    /// Line, counted from 1; 0 where the problem is the file as a whole.
    pub line: usize,
    /// Column, counted in characters from 1; 0 where the problem is the file as a whole.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub cure: String,
}

impl Problem {
    /// A problem of a whole file.
    pub(super) fn whole(file: &str, message: impl Into<String>, cure: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: 0,
            column: 0,
            message: message.into(),
            cure: cure.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, message, cure } = self;
        match line {
            0 => write!(f, "{file}: {message}; {cure}"),
            _ => write!(f, "{file}:{line}:{column}: {message}; {cure}"),
        }
    }
}

/// Where something stands: one of the files read, and a byte in it. Orders as a reader meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    file: usize,
    byte: usize,
}

/// A message and its cure, before it is known where they belong.
pub(super) type Fault = (String, String);

/// The problems found so far, and the texts that give them lines and columns.
pub(super) struct Report<'a> {
    texts: Vec<Text<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Report<'a> {
    /// An empty report.
    pub(super) fn new() -> Self {
        Self { texts: Vec::new(), problems: Vec::new() }
    }

    /// Takes a file in; the number names it in [`Report::spot`].
    pub(super) fn open(&mut self, file: File<'a>) -> usize {
        self.texts.push(Text::new(file));
        self.texts.len() - 1
    }

    /// The place of a byte of a file.
    pub(super) fn spot(file: usize, byte: usize) -> Spot {
        Spot { file, byte }
    }

    /// Notes a problem at a place.
    pub(super) fn add(&mut self, at: Spot, message: impl Into<String>, cure: impl Into<String>) {
        let text = &self.texts[at.file];
        let (line, column) = text.position(at.byte);
        let (file, message, cure) = (text.file.name.to_owned(), message.into(), cure.into());
        self.problems.push(Problem { file, line, column, message, cure });
    }

    /// Notes a problem that has no place in a text.
    pub(super) fn add_whole(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The place in words: `organizations.toml:12`.
    pub(super) fn place(&self, at: Spot) -> String {
        let text = &self.texts[at.file];
        format!("{}:{}", text.file.name, text.position(at.byte).0)
    }

    /// All problems in the order of file, line and column, each once.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        self.problems.sort();
        self.problems.dedup();
        self.problems
    }
}

/// A file with the byte each of its lines starts at.
struct Text<'a> {
    file: File<'a>,
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    fn new(file: File<'a>) -> Self {
        let after = file.text.match_indices('\n').map(|(at, _)| at + 1);
        Self { file, starts: std::iter::once(0).chain(after).collect() }
    }

    /// Line and column of a byte, both from 1.
    fn position(&self, byte: usize) -> (usize, usize) {
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
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = Text::new(File { name: "a", text: "é = 1\r\n\nœuvre" });
        let cases = [(0, (1, 1)), (1, (1, 1)), (2, (1, 2)), (8, (2, 1)), (9, (3, 1)), (99, (3, 6))];
        for (byte, place) in cases {
            assert_eq!(text.position(byte), place, "byte {byte}");
        }
    }

    #[test]
    fn a_problem_of_a_whole_file_has_no_line() {
        assert_eq!(
            Problem::whole("a.toml", "It is late", "wait").to_string(),
            "a.toml: It is late; wait"
        );
    }
}
