//! CSV files: plain or compressed with gzip, in UTF-8, with a header.

mod records;

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use csv::{ReaderBuilder, StringRecord};
use flate2::bufread::MultiGzDecoder;

use self::records::{Malformed, RecordReader};
use super::{
    error::Error,
    file_kind::{self, GZIP_SIGNATURE, UTF_8_MARK, ZIP_SIGNATURES},
    place::Position,
};
use crate::{domain::spreadsheet, limits::imports::READ_BYTES, progress::ProgressBar};

/// A CSV file.
#[derive(Clone, Debug)]
pub struct CsvFile {
    /// The file.
    pub path: PathBuf,
    /// The character between two columns.
    pub delimiter: u8,
}

/// The rows of a file, one at a time.
pub struct Rows<'f> {
    file: &'f CsvFile,
    reader: RecordReader<BufReader<Box<dyn Read>>>,
    /// Whether the file was written for spreadsheets: texts that look like formulas have an apostrophe before them, which is
    /// taken off.
    for_spreadsheets: bool,
    /// The header.
    pub header: StringRecord,
    /// The line of the header.
    pub header_line: u64,
}

/// A row below the header.
pub struct CsvRow {
    /// Where it stands.
    pub position: Position,
    /// Its cells.
    pub cells: StringRecord,
    /// A misplaced quote that makes it unclear where cells end: its column, counted from 1, and what is wrong.
    pub stray_quote: Option<(usize, &'static str)>,
}

impl CsvRow {
    /// Whether no cell has any text.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(is_blank)
    }
}

impl CsvFile {
    /// Opens the file and reads its header.
    ///
    /// # Errors
    /// When it cannot be read, is not text in UTF-8, or has no header.
    pub fn rows(&self, progress: &ProgressBar) -> Result<Rows<'_>, Error> {
        let unreadable = |cause| self.unreadable(cause);
        let file = File::open(&self.path).map_err(unreadable)?;
        progress.set_total(file.metadata().map_err(unreadable)?.len());
        let mut file = BufReader::with_capacity(READ_BYTES, progress.track(file));
        let is_compressed = file.fill_buf().map_err(unreadable)?.starts_with(GZIP_SIGNATURE);
        let input: Box<dyn Read> =
            if is_compressed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
        let mut reader = BufReader::with_capacity(READ_BYTES, input);
        let head = reader.fill_buf().map_err(unreadable)?;
        if let Some(reason) = unsupported(head) {
            return Err(self.malformed(1, reason));
        }
        let for_spreadsheets = head.starts_with(UTF_8_MARK);
        if for_spreadsheets {
            reader.consume(UTF_8_MARK.len());
        }
        let reader = RecordReader::new(reader, self.delimiter);
        let header = StringRecord::new();
        let mut rows = Rows { file: self, reader, for_spreadsheets, header, header_line: 1 };
        rows.read_header()?;
        Ok(rows)
    }

    /// The error of a file that does not have the expected format.
    #[must_use]
    pub fn malformed(&self, line: u64, reason: impl Into<String>) -> Error {
        let (path, place) = (self.path.clone(), format!("line {line}"));
        Error::Malformed { path, place, reason: reason.into() }
    }

    /// The name of the file, without its folder.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.path.file_name().map_or(self.path.as_path(), Path::new);
        name.display().to_string()
    }

    /// The error of a file that cannot be read. A compressed file that is cut off or damaged is malformed.
    fn unreadable(&self, cause: io::Error) -> Error {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        if matches!(cause.kind(), InvalidData | InvalidInput | UnexpectedEof) {
            let reason = format!("it is damaged or incomplete ({cause}); download it again");
            return Error::Malformed {
                path: self.path.clone(),
                place: "the file".to_owned(),
                reason,
            };
        }
        Error::Unreadable { path: self.path.clone(), cause }
    }
}

impl Rows<'_> {
    /// The next row; None at the end of the file.
    ///
    /// # Errors
    /// When the file cannot be read, or it is not clear where a row ends.
    pub fn next_row(&mut self) -> Result<Option<CsvRow>, Error> {
        let record = match self.reader.next() {
            Ok(Ok(Some(record))) => record,
            Ok(Ok(None)) => return Ok(None),
            Ok(Err(Malformed { line, reason })) => return Err(self.file.malformed(line, reason)),
            Err(cause) => return Err(self.file.unreadable(cause)),
        };
        let (position, stray_quote) = (record.position(), record.stray_quote);
        let mut reader = ReaderBuilder::new()
            .delimiter(self.file.delimiter)
            .has_headers(false)
            .buffer_capacity(record.text.len().max(1))
            .from_reader(record.text.as_bytes());
        let mut cells = StringRecord::new();
        let read = reader.read_record(&mut cells);
        read.map_err(|error| self.file.malformed(position.number(), error.to_string()))?;
        if self.for_spreadsheets {
            cells = cells.iter().map(spreadsheet::without_apostrophe).collect();
        }
        Ok(Some(CsvRow { position, cells, stray_quote }))
    }

    /// Reads the header: the first row with text. Excel writes a line `sep=;` before it, which only says the delimiter.
    fn read_header(&mut self) -> Result<(), Error> {
        while let Some(row) = self.next_row()? {
            let line = row.position.number();
            if row.is_blank() || is_separator(&row.cells) {
                continue;
            }
            if let Some((column, rule)) = row.stray_quote {
                return Err(self.file.malformed(line, format!("column {column}: {rule}")));
            }
            (self.header, self.header_line) = (row.cells, line);
            return Ok(());
        }
        Err(self.file.malformed(1, "the table is empty; it needs a header and rows"))
    }
}

/// Whether a row is the line `sep=;`, of which the delimiter may make two cells.
fn is_separator(cells: &StringRecord) -> bool {
    let text: String = cells.iter().collect();
    text.strip_prefix("sep=").is_some_and(|rest| rest.len() + cells.len() == 2)
}

/// What a file is instead of a table.
fn unsupported(head: &[u8]) -> Option<&'static str> {
    match () {
        () if head.starts_with(GZIP_SIGNATURE) => {
            Some("it is compressed twice; unpack it once and import the file in it")
        }
        () if ZIP_SIGNATURES.iter().any(|it| head.starts_with(it)) => Some(file_kind::ZIP),
        () => file_kind::unsupported(head),
    }
}

fn is_blank(cell: &str) -> bool {
    cell.trim().is_empty()
}
