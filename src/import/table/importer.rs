//! Reads a table row by row.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

use csv::{ReaderBuilder, StringRecord};

use super::{
    map::Map,
    records::{Malformed, Record, RecordReader},
    row::{Columns, Row, problem_in},
};
use crate::{
    domain::{date::Day, record::Release, spreadsheet},
    import::{
        error::Error,
        file_kind::{self, GZIP_SIGNATURE, UTF_8_MARK, ZIP_SIGNATURES},
        importer::{Importer, InvalidRecords},
        sink::RecordSink,
    },
    limits::imports::READ_BYTES,
    progress::ProgressBar,
};

/// Reads a CSV file as a map describes it: each row is an organization.
#[derive(Debug)]
pub struct TableImporter {
    path: PathBuf,
    map: Map,
    release: Release,
    invalid_rows: InvalidRecords,
}

impl TableImporter {
    /// An importer of the CSV file at `path`, described by the map at `map_path` and read `today`.
    ///
    /// # Errors
    /// When the map cannot be read or breaks a rule.
    pub fn new(
        path: &Path,
        map_path: &Path,
        invalid_rows: InvalidRecords,
        today: Option<Day>,
    ) -> Result<Self, Error> {
        let map = Map::read(map_path)?;
        let malformed = |(place, reason): (&str, String)| Error::Malformed {
            path: map_path.to_owned(),
            place: place.to_owned(),
            reason,
        };
        let source = map.source(today).map_err(malformed)?;
        let decisions = map.decisions().map_err(malformed)?;
        let release = Release { origin: map.list.clone(), scheme: None, source, decisions };
        Ok(Self { path: path.to_owned(), map, release, invalid_rows })
    }

    fn malformed(&self, line: u64, reason: String) -> Error {
        Error::Malformed { path: self.path.clone(), place: format!("line {line}"), reason }
    }

    /// The records of the file, and whether it was written for spreadsheets.
    fn open(
        &self,
        progress: &ProgressBar,
    ) -> Result<(RecordReader<impl BufRead + use<>>, bool), Error> {
        let unreadable = |cause| Error::Unreadable { path: self.path.clone(), cause };
        let file = File::open(&self.path).map_err(unreadable)?;
        progress.set_total(file.metadata().map_err(unreadable)?.len());
        let mut reader = BufReader::with_capacity(READ_BYTES, progress.track(file));
        let head = reader.fill_buf().map_err(unreadable)?;
        if let Some(reason) = unsupported(head) {
            return Err(self.malformed(1, reason.to_owned()));
        }
        let has_mark = head.starts_with(UTF_8_MARK);
        if has_mark {
            reader.consume(UTF_8_MARK.len());
        }
        let reader = RecordReader::new(reader, u8::try_from(self.map.delimiter).unwrap_or(b','));
        Ok((reader, has_mark))
    }

    /// The cells of a record. In a table for spreadsheets, texts that look like formulas have an apostrophe before them,
    /// which is taken off.
    fn cells(&self, record: &Record, for_spreadsheets: bool) -> Result<StringRecord, Error> {
        let mut reader = ReaderBuilder::new()
            .delimiter(u8::try_from(self.map.delimiter).unwrap_or(b','))
            .has_headers(false)
            .buffer_capacity(record.text.len().max(1))
            .from_reader(record.text.as_bytes());
        let mut cells = StringRecord::new();
        let read = reader.read_record(&mut cells);
        read.map_err(|error| self.malformed(record.position().number(), error.to_string()))?;
        if for_spreadsheets {
            cells = cells.iter().map(spreadsheet::without_apostrophe).collect();
        }
        Ok(cells)
    }

    /// The header: the first row with text. Excel writes a line `sep=;` before it, which only says the delimiter.
    fn header<R: BufRead>(
        &self,
        reader: &mut RecordReader<R>,
        for_spreadsheets: bool,
    ) -> Result<StringRecord, Error> {
        while let Some(record) = self.next(reader)? {
            let line = record.position().number();
            let cells = self.cells(record, for_spreadsheets)?;
            let is_separator =
                record.text.starts_with("sep=") && record.text.len() == "sep=;".len();
            if cells.iter().all(is_blank) || is_separator {
                continue;
            }
            if let Some((column, rule)) = record.stray_quote {
                return Err(self.malformed(line, format!("column {column}: {rule}")));
            }
            return Ok(cells);
        }
        Err(self.malformed(1, "the table is empty; it needs a header and rows".to_owned()))
    }

    fn next<'r, R: BufRead>(
        &self,
        reader: &'r mut RecordReader<R>,
    ) -> Result<Option<&'r Record>, Error> {
        match reader.next() {
            Ok(Ok(record)) => Ok(record),
            Ok(Err(Malformed { line, reason })) => Err(self.malformed(line, reason)),
            Err(cause) => Err(Error::Unreadable { path: self.path.clone(), cause }),
        }
    }
}

/// What a file is instead of a table.
fn unsupported(head: &[u8]) -> Option<&'static str> {
    match () {
        () if head.starts_with(GZIP_SIGNATURE) => Some(file_kind::GZIP),
        () if ZIP_SIGNATURES.iter().any(|it| head.starts_with(it)) => Some(file_kind::ZIP),
        () => file_kind::unsupported(head),
    }
}

fn is_blank(cell: &str) -> bool {
    cell.trim().is_empty()
}

impl Importer for TableImporter {
    fn release(&self) -> &Release {
        &self.release
    }

    fn title(&self) -> String {
        format!("{} ({})", self.release.source.title, self.map.list)
    }

    fn path(&self) -> &Path {
        &self.path
    }

    fn invalid_records(&self) -> InvalidRecords {
        self.invalid_rows
    }

    fn read_organizations(
        &self,
        progress: &ProgressBar,
        sink: &mut RecordSink<'_>,
    ) -> Result<(), Error> {
        let (mut reader, for_spreadsheets) = self.open(progress)?;
        let header = self.header(&mut reader, for_spreadsheets)?;
        let line = reader.line();
        let columns = Columns::find(&self.map, &header)
            .map_err(|reason| self.malformed(line.saturating_sub(1), reason))?;
        if let Some(note) = columns.unused(&header) {
            sink.note(&note);
        }
        while let Some(record) = self.next(&mut reader)? {
            let (position, cells) = (record.position(), self.cells(record, for_spreadsheets)?);
            if cells.iter().all(is_blank) {
                sink.blank(position);
                continue;
            }
            if let Some((column, rule)) = record.stray_quote {
                sink.reject(position.into(), problem_in(&header, column - 1, rule));
                continue;
            }
            let released = self.release.source.latest;
            let row =
                Row { map: &self.map, columns: &columns, header: &header, cells: &cells, released };
            match row.imported() {
                Ok((record, omitted)) => {
                    if sink.organization(position.into(), record)? {
                        for reason in omitted {
                            sink.omit(position.into(), reason);
                        }
                    }
                }
                Err(problems) => sink.reject(position.into(), problems.join("; ")),
            }
        }
        Ok(())
    }
}
