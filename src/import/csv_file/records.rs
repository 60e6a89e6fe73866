//! Splits CSV text into records (RFC 4180), and finds the quotes that make it malformed.
//!
//! The crate `csv` accepts any bytes: after a quote that is never closed, the rest of the file becomes one cell. So this
//! module finds where each record ends and checks its quotes, and `csv` reads the cells of each record.

use std::io::{self, BufRead};

use crate::{import::place::Position, limits::imports::MAX_RECORD_BYTES};

/// Why a table cannot be read any further.
#[derive(Debug)]
pub struct Malformed {
    /// The line where the problem begins.
    pub line: u64,
    /// What is wrong, and what to do.
    pub reason: String,
}

/// Reads the records of a table, one at a time.
pub struct RecordReader<R> {
    reader: R,
    delimiter: u8,
    /// The line of the next byte.
    line: u64,
    record: Record,
}

/// The text of a record, with the quotes of its cells and without its line end.
#[derive(Debug, Default)]
pub struct Record {
    /// The text.
    pub text: String,
    /// Its first and last line.
    lines: (u64, u64),
    /// A misplaced quote that makes it unclear where cells end, although it is clear where the record ends: its column,
    /// counted from 1, and what is wrong.
    pub stray_quote: Option<(usize, &'static str)>,
}

impl Record {
    /// Where the record stands.
    pub fn position(&self) -> Position {
        match self.lines {
            (first, last) if first == last => Position::Line(first),
            (first, last) => Position::Lines(first, last),
        }
    }
}

const AFTER_CLOSING_QUOTE: &str =
    "text follows the closing quote; double the quotes that are part of the cell";
const WITHIN_CELL: &str =
    "a quote stands within the cell; put the whole cell in quotes, and double those in it";
const AFTER_SPACE: &str = "a space precedes the opening quote; remove it";

/// Where the reader is in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before its first character.
    Start,
    /// In a cell without quotes around it.
    Unquoted,
    /// Between the quotes of a cell.
    Quoted,
    /// After a quote in a quoted cell: the cell ends here, or the quote is doubled.
    AfterQuote,
    /// After the closing quote of a cell and spaces.
    Closed,
}

/// What is known of the record that is being read.
struct Scan {
    state: State,
    column: usize,
    /// The line of the opening quote of the current cell.
    quote_line: u64,
    /// Whether the current cell has had anything but spaces.
    has_text: bool,
    /// Whether the current cell has an odd number of quotes inside it.
    has_open_quote: bool,
    bytes: Vec<u8>,
    stray_quote: Option<(usize, &'static str)>,
    /// Whether the record would continue after this line if a stray quote were an opening one.
    is_end_unclear: bool,
}

impl Scan {
    fn new(bytes: Vec<u8>) -> Self {
        Self {
            state: State::Start,
            column: 1,
            quote_line: 0,
            has_text: false,
            has_open_quote: false,
            bytes,
            stray_quote: None,
            is_end_unclear: false,
        }
    }

    fn note_stray_quote(&mut self, rule: &'static str) {
        self.stray_quote.get_or_insert((self.column, rule));
    }

    fn end_cell(&mut self) {
        if self.has_open_quote {
            self.note_stray_quote(WITHIN_CELL);
            self.is_end_unclear |= self.quote_line > 0;
        }
        let (bytes, stray_quote) = (std::mem::take(&mut self.bytes), self.stray_quote.take());
        *self = Self {
            column: self.column + 1,
            stray_quote,
            is_end_unclear: self.is_end_unclear,
            ..Self::new(bytes)
        };
    }
}

impl<R: BufRead> RecordReader<R> {
    /// A reader of a table with this delimiter, which begins after a byte order mark.
    pub fn new(reader: R, delimiter: u8) -> Self {
        Self { reader, delimiter, line: 1, record: Record::default() }
    }

    /// The next record; None at the end of the table.
    ///
    /// # Errors
    /// When it is not clear where a record ends, or when a record is too long or not text.
    pub fn next(&mut self) -> io::Result<Result<Option<&Record>, Malformed>> {
        let first = self.line;
        let mut scan = Scan::new(std::mem::take(&mut self.record.text).into_bytes());
        scan.bytes.clear();
        let mut is_empty = true;
        while let Some(byte) = self.byte()? {
            is_empty = false;
            let in_quotes = scan.state == State::Quoted;
            if matches!(byte, b'\n' | b'\r') && !in_quotes {
                self.end_line(byte)?;
                break;
            }
            if let Err(malformed) = self.add(byte, &mut scan, first) {
                return Ok(Err(malformed));
            }
        }
        if is_empty {
            return Ok(Ok(None));
        }
        Ok(self.end_record(scan, first).map(Some))
    }

    /// The next byte of the table.
    fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.reader.fill_buf()?.first().copied();
        self.reader.consume(usize::from(byte.is_some()));
        Ok(byte)
    }

    /// Ends a line: LF, CR LF, or CR alone.
    fn end_line(&mut self, byte: u8) -> io::Result<()> {
        self.line += 1;
        if byte == b'\r' && self.reader.fill_buf()?.first() == Some(&b'\n') {
            self.reader.consume(1);
        }
        Ok(())
    }

    /// Adds a byte of a record that begins on the line `first`.
    fn add(&mut self, byte: u8, scan: &mut Scan, first: u64) -> Result<(), Malformed> {
        let is_delimiter = byte == self.delimiter;
        match scan.state {
            State::Start if byte == b'"' => {
                (scan.state, scan.quote_line) = (State::Quoted, self.line);
            }
            State::Quoted if byte == b'"' => scan.state = State::AfterQuote,
            State::Quoted => self.line += u64::from(byte == b'\n'),
            State::AfterQuote if byte == b'"' => scan.state = State::Quoted,
            _ if is_delimiter => scan.end_cell(),
            State::AfterQuote | State::Closed if byte == b' ' => scan.state = State::Closed,
            State::AfterQuote | State::Closed if scan.quote_line < self.line => {
                let (opening, closing) = (scan.quote_line, self.line);
                let reason = format!(
                    "the quote that opens here closes on line {closing}, where text follows it; \
                     a quote is missing between lines {opening} and {closing}, or one is not doubled"
                );
                return Err(Malformed { line: opening, reason });
            }
            State::AfterQuote | State::Closed => {
                scan.note_stray_quote(AFTER_CLOSING_QUOTE);
                (scan.state, scan.has_open_quote) = (State::Unquoted, byte == b'"');
            }
            State::Start | State::Unquoted if byte == b'"' => {
                if !scan.has_text {
                    scan.note_stray_quote(AFTER_SPACE);
                }
                scan.has_open_quote = !scan.has_open_quote;
            }
            State::Start | State::Unquoted => {
                scan.state = State::Unquoted;
                scan.has_text |= byte != b' ';
            }
        }
        scan.bytes.push(byte);
        if byte == 0 {
            let reason = "a NUL byte stands here; the file is not text, or is in UTF-16: save it as CSV in UTF-8";
            return Err(Malformed { line: self.line, reason: reason.to_owned() });
        }
        if scan.bytes.len() as u64 > MAX_RECORD_BYTES {
            let megabytes = MAX_RECORD_BYTES >> 20;
            let (line, cause) = match scan.state {
                State::Quoted => {
                    (scan.quote_line, "; perhaps the quote that opens here is never closed")
                }
                _ => (first, ""),
            };
            let reason = format!("the row is longer than {megabytes} MB{cause}; check the file");
            return Err(Malformed { line, reason });
        }
        Ok(())
    }

    fn end_record(&mut self, mut scan: Scan, first: u64) -> Result<&Record, Malformed> {
        if scan.state == State::Quoted {
            let reason = "the quote that opens here is never closed; close it, or double it if it is part of the cell";
            return Err(Malformed { line: scan.quote_line, reason: reason.to_owned() });
        }
        scan.end_cell();
        if scan.is_end_unclear {
            let reason = "quotes are missing in this row, so that it is not clear where it ends; put each cell in quotes, and double those in it";
            return Err(Malformed { line: first, reason: reason.to_owned() });
        }
        let text = String::from_utf8(scan.bytes).map_err(|error| not_utf8(&error, first))?;
        let breaks = text.matches('\n').count() as u64;
        self.record =
            Record { text, lines: (first, first + breaks), stray_quote: scan.stray_quote };
        Ok(&self.record)
    }
}

fn not_utf8(error: &std::string::FromUtf8Error, first: u64) -> Malformed {
    let valid = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let breaks = String::from_utf8_lossy(&bytes[..valid]).matches('\n').count() as u64;
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let reason = format!(
        "the byte 0x{byte:02X} is not UTF-8; the table seems to be in another encoding, such as \
         Windows-1252 (Latin-1): save it as CSV in UTF-8"
    );
    Malformed { line: first + breaks, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts and positions of all records, or the line and the reason of the error.
    fn read(text: &[u8]) -> Result<Vec<(String, Position)>, (u64, String)> {
        let mut reader = RecordReader::new(text, b';');
        let mut records = Vec::new();
        while let Some(record) =
            reader.next().unwrap().map_err(|error| (error.line, error.reason))?
        {
            records.push((record.text.clone(), record.position()));
        }
        Ok(records)
    }

    fn stray_quote(text: &str) -> Option<(usize, &'static str)> {
        let mut reader = RecordReader::new(text.as_bytes(), b';');
        reader.next().unwrap().unwrap().unwrap().stray_quote
    }

    #[test]
    fn records_end_at_line_ends_outside_quotes() {
        let text = "a;b\r\n\"c;\r\n\"\"x\"\"\";d\re\n\nf";
        let expected = [
            ("a;b", Position::Line(1)),
            ("\"c;\r\n\"\"x\"\"\";d", Position::Lines(2, 3)),
            ("e", Position::Line(4)),
            ("", Position::Line(5)),
            ("f", Position::Line(6)),
        ];
        let expected = expected.map(|(text, position)| (text.to_owned(), position));
        assert_eq!(read(text.as_bytes()).unwrap(), expected);
        assert_eq!(read(b"").unwrap(), []);
    }

    #[test]
    fn a_malformed_table_is_refused_on_the_line_where_it_begins() {
        let cases: [(&[u8], u64, &str); 8] = [
            (b"a;b\nc;\"d\ne;f\n", 2, "never closed"),
            (b"a;\"b\nc;d\ne;\"f\"\n", 1, "closes on line 3"),
            (b"a;b\n\"c\n\"d;e\n", 2, "closes on line 3"),
            (b"a\n\"b\";\"c;\"d\"\n", 2, "not clear where it ends"),
            (b"a\nb\0\n", 2, "NUL"),
            (b"a\nH\xf4pital\n", 2, "0xF4 is not UTF-8"),
            (b"a\n\"b\nH\xf4pital\"\n", 3, "0xF4 is not UTF-8"),
            (b"a;b\nc;\"", 2, "never closed"),
        ];
        for (text, line, reason) in cases {
            let (found, message) = read(text).unwrap_err();
            assert_eq!(found, line, "{message}");
            assert!(message.contains(reason), "{message}");
        }
    }

    #[test]
    fn a_long_record_is_refused_before_it_is_read_to_its_end() {
        /// Counts what is read of an endless table.
        struct Endless(u64);
        impl io::Read for Endless {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                into.fill(b'x');
                self.0 += into.len() as u64;
                Ok(into.len())
            }
        }
        let mut reader = RecordReader::new(io::BufReader::new(Endless(0)), b';');
        let error = reader.next().unwrap().unwrap_err();
        assert!(error.reason.contains("longer than 4 MB"), "{}", error.reason);
        assert!(reader.reader.get_ref().0 < 2 * MAX_RECORD_BYTES);
        let open = [b"a\n\"".to_vec(), b"x\n".repeat(3 << 20)].concat();
        let (line, reason) = read(&open).unwrap_err();
        assert_eq!(line, 2);
        assert!(reason.contains("never closed"), "{reason}");
    }

    #[test]
    fn stray_quotes_within_a_line_are_those_of_a_row() {
        for text in ["a \"b\" c;d", "\"a \"\"b\"\"\";c", "\"a\" ;b", "\"\";\"\"", "d'\"a\""] {
            assert_eq!(stray_quote(text), None, "{text}");
        }
        for (text, column, rule) in [
            ("a;5\" pipe", 2, WITHIN_CELL),
            ("a; \"b;c\"", 2, AFTER_SPACE),
            ("\"a\"b;c", 1, AFTER_CLOSING_QUOTE),
            ("\"a\" of \"b\";c", 1, AFTER_CLOSING_QUOTE),
        ] {
            assert_eq!(stray_quote(text), Some((column, rule)), "{text}");
        }
    }
}
