//! Reads a table row by row.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use csv::{ReaderBuilder, StringRecord};

use super::{
    map::Map,
    row::{Columns, Row},
};
use crate::{
    domain::record::Release,
    import::{
        error::Error,
        importer::{Importer, InvalidRecords},
        place::Position,
        sink::RecordSink,
    },
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
    /// An importer of the CSV file at `path`, described by the map at `map_path`.
    ///
    /// # Errors
    /// When the map cannot be read or breaks a rule.
    pub fn new(path: &Path, map_path: &Path, invalid_rows: InvalidRecords) -> Result<Self, Error> {
        let map = Map::read(map_path)?;
        let source = map.source().map_err(|(place, reason)| Error::Malformed {
            path: map_path.to_owned(),
            place: place.to_owned(),
            reason,
        })?;
        let release = Release { origin: map.list.clone(), scheme: None, source };
        Ok(Self { path: path.to_owned(), map, release, invalid_rows })
    }

    fn malformed(&self, line: u64, reason: String) -> Error {
        Error::Malformed { path: self.path.clone(), place: format!("line {line}"), reason }
    }

    fn not_csv(&self, error: &csv::Error) -> Error {
        let line = error.position().map_or(1, csv::Position::line);
        self.malformed(line, format!("{error}; save the table as CSV in UTF-8"))
    }
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

    fn read(&self, progress: &ProgressBar, sink: &mut RecordSink<'_>) -> Result<(), Error> {
        let unreadable = |cause| Error::Unreadable { path: self.path.clone(), cause };
        let file = File::open(&self.path).map_err(unreadable)?;
        progress.set_total(file.metadata().map_err(unreadable)?.len());
        let mut reader = ReaderBuilder::new()
            .delimiter(u8::try_from(self.map.delimiter).unwrap_or(b','))
            // A row of another length is reported with its line, and does not end the import.
            .flexible(true)
            .from_reader(progress.track(file));
        let header = reader.headers().map_err(|error| self.not_csv(&error))?.clone();
        let columns =
            Columns::find(&self.map, &header).map_err(|reason| self.malformed(1, reason))?;
        let mut cells = StringRecord::new();
        while reader.read_record(&mut cells).map_err(|error| self.not_csv(&error))? {
            let place = Position::Line(cells.position().map_or(0, csv::Position::line)).into();
            let row = Row { map: &self.map, columns: &columns, header: &header, cells: &cells };
            match row.imported() {
                Ok(record) => sink.record(place, record)?,
                Err(problems) => sink.reject(place, problems.join("; ")),
            }
        }
        Ok(())
    }
}
