//! Reads tables row by row.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    columns::Columns,
    facts,
    files::paths_of_tables,
    findings::Findings,
    keys::AmbiguousKeys,
    map::{Map, OrganizationMap, RECORD_TYPES, RecordMap, RecordType},
    offices::Offices,
    organization,
    repeated::{Repeated, Repetition, RowPlace},
    row::Row,
    state::{self, State},
};
use crate::{
    domain::{date::Day, entity_type::Group, record::Release},
    import::{
        csv_file::{CsvFile, CsvRow},
        error::Error,
        importer::{Importer, InvalidRecords},
        place::{Place, Position},
        sink::RecordSink,
    },
    progress::ProgressBar,
};

/// Reads CSV files as a map describes them.
#[derive(Debug)]
pub struct TableImporter {
    /// The file of each table of the map, in its order.
    files: Vec<CsvFile>,
    /// The names of the files, if there are several.
    names: Vec<Option<String>>,
    map: Map,
    release: Release,
    invalid_rows: InvalidRecords,
    /// Cells that the map reads as blank, counted by file, header, text and field.
    blanked: RefCell<BTreeMap<Blanked, u64>>,
    ambiguous: AmbiguousKeys,
}

/// A text that a map reads as blank: table, header, text, field.
type Blanked = (usize, String, String, String);

impl TableImporter {
    /// An importer of the CSV files at `paths`, described by the map at `map_path` and read `today`.
    ///
    /// If the files have the names that the map gives to its tables, these tell which is which; otherwise they are in the order of
    /// the tables.
    ///
    /// # Errors
    /// When the map cannot be read or breaks a rule, or has another number of tables.
    pub fn new(
        paths: &[PathBuf],
        map_path: &Path,
        invalid_rows: InvalidRecords,
        today: Option<Day>,
    ) -> Result<Self, Error> {
        let malformed = |(place, reason): (&str, String)| Error::Malformed {
            path: map_path.to_owned(),
            place: place.to_owned(),
            reason,
        };
        let map = Map::read(map_path)?;
        let paths = paths_of_tables(&map, paths).map_err(|reason| malformed(("table", reason)))?;
        let source = map.source.source(today).map_err(malformed)?;
        let decisions = map.decisions().map_err(malformed)?;
        let release =
            Release { origin: map.list.clone(), scheme: None, source, publisher: None, decisions };
        Ok(Self::with_release(&paths, map, release, invalid_rows))
    }

    /// An importer of the files at `paths`, in the order of the tables of the map, as a release.
    pub(in crate::import) fn with_release(
        paths: &[PathBuf],
        map: Map,
        release: Release,
        invalid_rows: InvalidRecords,
    ) -> Self {
        let files: Vec<_> = paths
            .iter()
            .zip(&map.tables)
            .map(|(path, table)| CsvFile { path: path.clone(), delimiter: table.delimiter })
            .collect();
        let name = |file: &CsvFile| (files.len() > 1).then(|| file.name());
        let names = files.iter().map(name).collect();
        Self {
            files,
            names,
            map,
            release,
            invalid_rows,
            blanked: RefCell::default(),
            ambiguous: AmbiguousKeys::default(),
        }
    }

    fn place(&self, table: usize, place: Position) -> Place<'_> {
        Place::from(place).in_file(self.names.get(table).and_then(Option::as_deref))
    }

    /// Passes every row of a table to `visit`. At the first reading, reports the rows that are no records.
    fn for_each_row(
        &self,
        table: usize,
        is_first: bool,
        progress: &ProgressBar,
        sink: &mut RecordSink<'_>,
        visit: &mut Visitor<'_>,
    ) -> Result<(), Error> {
        let file = &self.files[table];
        let mut rows = file.rows(progress)?;
        let columns = Columns::find(&self.map.tables[table], rows.header.clone())
            .map_err(|reason| file.malformed(rows.header_line, reason))?;
        if let Some(note) = columns.unused().filter(|_| is_first) {
            sink.note(&self.in_file(table, &note));
        }
        while let Some(row) = rows.next_row()? {
            let place = self.place(table, row.position);
            let (cells, titles) = (row.cells.len(), columns.header.len());
            let problem = match row.stray_quote {
                _ if row.is_blank() => {
                    if is_first {
                        sink.blank(place);
                    }
                    continue;
                }
                Some((column, rule)) => columns.problem(column - 1, rule),
                None if cells != titles => {
                    format!("{cells} cells, but the header has {titles} columns")
                }
                None => {
                    visit(sink, &columns, &row)?;
                    continue;
                }
            };
            if is_first {
                sink.reject(place, problem);
            }
        }
        Ok(())
    }

    fn in_file(&self, table: usize, text: &str) -> String {
        match &self.names[table] {
            Some(file) => format!("{file}: {text}"),
            None => text.to_owned(),
        }
    }

    fn row<'r>(&'r self, record: &'r RecordMap, columns: &'r Columns, row: &'r CsvRow) -> Row<'r> {
        let released = self.release.source.latest;
        let ambiguous = &self.ambiguous;
        Row { map: &self.map, record, columns, cells: &row.cells, released, ambiguous }
    }

    /// Reports what was found in a row.
    fn report(&self, row: &Row<'_>, at: RowPlace, found: Findings, sink: &mut RecordSink<'_>) {
        let mut blanked = self.blanked.borrow_mut();
        for (title, text, field) in found.blanked {
            *blanked.entry((at.table, title, text, field)).or_default() += 1;
        }
        let place = self.place(at.table, at.position);
        let noun = row.record.ty.noun();
        let of_record =
            |text| if self.map.is_single_table { text } else { format!("{noun}: {text}") };
        if found.problems.is_empty() {
            // Parts of a record that the row does not have do not matter.
            let omitted = if found.is_absent { Vec::new() } else { found.omitted };
            for reason in found.absence.into_iter().chain(omitted) {
                sink.omit(place, of_record(reason));
            }
        } else {
            sink.reject(place, of_record(found.problems.join("; ")));
        }
    }

    /// Whether a row is the first that describes its record; reports how a further one differs.
    fn is_first(
        &self,
        repetition: Repetition,
        row: &Row<'_>,
        place: Place<'_>,
        sink: &mut RecordSink<'_>,
    ) -> bool {
        match repetition {
            Repetition::None => return true,
            Repetition::Same => {}
            Repetition::Different(reason) => sink.omit(place, reason),
            Repetition::OtherRecord(reason) => {
                self.ambiguous.note(row.record.ty, &row.read_text("key").unwrap_or_default());
                sink.reject(place, reason);
            }
        }
        false
    }

    /// Finds the rows of bodies that have regional offices.
    fn find_bodies(
        &self,
        progress: &ProgressBar,
        sink: &mut RecordSink<'_>,
    ) -> Result<Offices, Error> {
        let mut offices = Offices::default();
        let tables = self.map.tables.iter().enumerate().filter(|_| self.map.offices);
        for (table, map) in tables.filter(|(_, map)| !map.organizations.is_empty()) {
            self.for_each_row(table, false, progress, sink, &mut |_, columns, csv_row| {
                for organization in &map.organizations {
                    offices.note_body(&self.row(&organization.record, columns, csv_row));
                }
                Ok(())
            })?;
        }
        Ok(offices)
    }

    /// Reads the organization that a row describes.
    fn read_organization(
        &self,
        map: &OrganizationMap,
        row: &Row<'_>,
        at: RowPlace,
        (repeated, offices): (&mut Repeated, &mut Offices),
        sink: &mut RecordSink<'_>,
    ) -> Result<(), Error> {
        if !row.is_described() {
            return Ok(());
        }
        let mut found = Findings::default();
        let mut record = organization::read(row, map, &mut found);
        let place = self.place(at.table, at.position);
        if found.is_valid() && !self.map.is_single_table {
            let repetition = repeated.note(&record.organization.slug, row, at, &self.names);
            if !self.is_first(repetition, row, place, sink) {
                return Ok(());
            }
        }
        if self.map.offices {
            offices.add_parent(&mut record, (at.table, at.position));
        }
        // Parts that are left out of a row that is refused do not matter.
        if found.is_valid() && !sink.organization(place, record)? {
            return Ok(());
        }
        self.report(row, at, found, sink);
        Ok(())
    }

    /// Reads the record that a row describes.
    fn read_record(
        &self,
        row: &Row<'_>,
        at: RowPlace,
        state: &mut State,
        sink: &mut RecordSink<'_>,
    ) -> Result<(), Error> {
        let mut found = Findings::default();
        let read = facts::read(row, &state.plans, &mut found);
        let Some(read) = read.filter(|_| found.is_valid()) else {
            self.report(row, at, found, sink);
            return Ok(());
        };
        let place = self.place(at.table, at.position);
        let repetition = state.repeated.note(read.fact.record().key(), row, at, &self.names);
        state.repetitions += u64::from(matches!(repetition, Repetition::Same));
        if !self.is_first(repetition, row, place, sink) {
            return Ok(());
        }
        let plan = state::plan(&read.fact);
        if sink.fact(place, read.fact, &read.locator)? {
            state.plans.extend(plan);
            self.report(row, at, found, sink);
        }
        Ok(())
    }

    /// Reads the records that one map describes in one table.
    fn read_records(
        &self,
        (table, number): (usize, usize),
        progress: &ProgressBar,
        state: &mut State,
        sink: &mut RecordSink<'_>,
    ) -> Result<(), Error> {
        let record = &self.map.tables[table].records[number];
        state.repetitions = 0;
        self.for_each_row(table, false, progress, sink, &mut |sink, columns, csv_row| {
            let row = self.row(record, columns, csv_row);
            if !row.is_described() {
                return Ok(());
            }
            let at = RowPlace { table, record: number, position: csv_row.position };
            self.read_record(&row, at, state, sink)
        })?;
        self.note_repeated(table, record, state.repetitions, sink);
        Ok(())
    }

    fn note_repeated(
        &self,
        table: usize,
        record: &RecordMap,
        count: u64,
        sink: &mut RecordSink<'_>,
    ) {
        if count > 0 && record.ty.is_in(Group::Fact) && !record.ty.is_in(Group::Thing) {
            let noun = record.ty.name_in_text();
            let note = format!("rows that repeat the {noun} of an earlier row, read once: {count}");
            sink.note(&self.in_file(table, &note));
        }
    }

    fn note_blanked(&self, sink: &mut RecordSink<'_>) {
        for ((table, title, text, field), count) in self.blanked.take() {
            let note = format!(
                "cells {text:?} of the column {title:?} that give no `{field}`, as the map says: {count}"
            );
            sink.note(&self.in_file(table, &note));
        }
    }
}

/// Takes the rows of a table.
type Visitor<'v> = dyn FnMut(&mut RecordSink<'_>, &Columns, &CsvRow) -> Result<(), Error> + 'v;

impl Importer for TableImporter {
    fn release(&self) -> &Release {
        &self.release
    }

    fn title(&self) -> String {
        format!("{} ({})", self.release.source.title, self.map.list)
    }

    fn path(&self) -> &Path {
        self.files.first().map_or(Path::new(""), |file| &file.path)
    }

    fn invalid_records(&self) -> InvalidRecords {
        self.invalid_rows
    }

    fn read_organizations(
        &self,
        progress: &ProgressBar,
        sink: &mut RecordSink<'_>,
    ) -> Result<(), Error> {
        let mut repeated = Repeated::default();
        let mut offices = self.find_bodies(progress, sink)?;
        for (table, map) in self.map.tables.iter().enumerate() {
            self.for_each_row(table, true, progress, sink, &mut |sink, columns, csv_row| {
                for (number, organization) in map.organizations.iter().enumerate() {
                    let row = self.row(&organization.record, columns, csv_row);
                    let at = RowPlace { table, record: number, position: csv_row.position };
                    let state = (&mut repeated, &mut offices);
                    self.read_organization(organization, &row, at, state, sink)?;
                }
                Ok(())
            })?;
        }
        for body in offices.into_named() {
            let (table, position) = body.at;
            let record = body.record(|ty, key| self.map.slug_of(ty, key));
            sink.organization(self.place(table, position), record)?;
        }
        Ok(())
    }

    fn read_facts(&self, progress: &ProgressBar, sink: &mut RecordSink<'_>) -> Result<(), Error> {
        let mut state = State::default();
        for RecordType { ty, .. } in &RECORD_TYPES {
            for (table, map) in self.map.tables.iter().enumerate() {
                let records = map.records.iter().enumerate();
                for (number, _) in records.filter(|(_, record)| record.ty == *ty) {
                    self.read_records((table, number), progress, &mut state, sink)?;
                }
            }
        }
        self.note_blanked(sink);
        Ok(())
    }
}
