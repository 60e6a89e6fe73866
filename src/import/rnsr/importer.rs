//! Reads the register.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::Path,
};

use super::{
    institution::{Institutions, Survey},
    place::Cities,
    release::RnsrRelease,
    row::{Columns, Row, column},
    structure,
    succession::{self, Successions},
    topic,
};
use crate::{
    domain::{
        origin::RNSR,
        record::{ImportedFact, Release, Topic},
    },
    import::{
        csv_file::{CsvFile, CsvRow},
        error::Error,
        importer::{Importer, InvalidRecords},
        place::Position,
        sink::RecordSink,
    },
    progress::ProgressBar,
};

/// Reads the register of research structures: CSV with semicolons between columns and between the values of a cell.
///
/// It reads the file several times, and keeps no more of it than the institutions and the successions.
#[derive(Clone, Debug)]
pub struct RnsrImporter {
    file: CsvFile,
    title: String,
    release: Release,
}

impl RnsrImporter {
    /// An importer of the file at `path`. Without `release`, the name of the file has to say its date.
    ///
    /// # Errors
    /// [`Error::UnknownDate`] when neither does.
    pub fn new(path: &Path, release: Option<RnsrRelease>) -> Result<Self, Error> {
        let release = release.or_else(|| RnsrRelease::of_file(path));
        let release = release.ok_or_else(|| Error::UnknownDate(path.to_owned()))?;
        Ok(Self {
            file: CsvFile { path: path.to_owned(), delimiter: b';' },
            title: format!("RNSR {release}"),
            release: Release {
                origin: RNSR.to_owned(),
                scheme: Some(structure::RNSR_SCHEME),
                source: release.source(),
                publisher: Some(RnsrRelease::publisher()),
                decisions: Vec::new(),
            },
        })
    }

    /// Passes every row to `visit`, with the columns.
    fn for_each_row(
        &self,
        progress: &ProgressBar,
        visit: &mut dyn FnMut(&CsvRow, &Columns) -> Result<(), Error>,
    ) -> Result<Columns, Error> {
        let mut rows = self.file.rows(progress)?;
        let columns = Columns::find(&rows.header)
            .map_err(|reason| self.file.malformed(rows.header_line, reason))?;
        while let Some(row) = rows.next_row()? {
            visit(&row, &columns)?;
        }
        Ok(columns)
    }

    /// What has to be known before the first row is imported.
    fn survey(&self, progress: &ProgressBar) -> Result<Surveyed, Error> {
        let (mut institutions, mut numbers) = (Survey::default(), HashSet::new());
        let (mut predecessors, mut cities) = (BTreeMap::new(), Cities::default());
        let mut relatives = BTreeMap::new();
        let released = self.release.source.latest;
        let columns = self.for_each_row(progress, &mut |csv, columns| {
            let Some((row, number)) = valid(csv, columns) else { return Ok(()) };
            institutions.add(&row, csv.position);
            cities.add(&row);
            let them = succession::successions(&row, &number, csv.position, released, &mut |_| ());
            for it in them {
                predecessors.entry(it.original).or_insert(csv.position);
            }
            for it in structure::relatives(&row) {
                relatives.entry(it).or_insert(csv.position);
            }
            numbers.insert(number);
            Ok(())
        })?;
        predecessors.retain(|number, _| !numbers.contains(number));
        relatives.retain(|it, _| !numbers.contains(it) && !predecessors.contains_key(it));
        let institutions = institutions.institutions();
        Ok(Surveyed {
            institutions,
            cities,
            predecessors,
            relatives,
            unknown_columns: columns.unknown,
        })
    }

    fn import_structures(
        &self,
        known: (&Institutions, &Cities),
        progress: &ProgressBar,
        sink: &mut RecordSink<'_>,
    ) -> Result<(), Error> {
        let released = self.release.source.latest;
        self.for_each_row(progress, &mut |csv, columns| {
            if csv.is_blank() {
                sink.blank(csv.position.into());
                return Ok(());
            }
            if let Some((column, rule)) = csv.stray_quote {
                sink.reject(csv.position.into(), format!("column {column}: {rule}"));
                return Ok(());
            }
            let mut omitted = Vec::new();
            let converted = Row::new(&csv.cells, columns).and_then(|row| {
                structure::convert(&row, known, released, &mut |it| omitted.push(it))
            });
            let record = match converted {
                Ok(record) => record,
                Err(reason) => {
                    sink.reject(csv.position.into(), reason);
                    return Ok(());
                }
            };
            let number = record.key.clone();
            if sink.organization(csv.position.of(&number), record)? {
                for reason in omitted {
                    sink.omit(csv.position.of(&number), reason);
                }
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Imports the topics of each row, and collects the successions.
    fn import_topics(
        &self,
        progress: &ProgressBar,
        sink: &mut RecordSink<'_>,
    ) -> Result<Successions, Error> {
        let released = self.release.source.latest;
        let (mut successions, mut names) = (Vec::new(), HashMap::new());
        let mut topics: HashMap<String, Topic> = HashMap::new();
        self.for_each_row(progress, &mut |csv, columns| {
            let Some((row, number)) = valid(csv, columns) else { return Ok(()) };
            if names.contains_key(&number) {
                return Ok(());
            }
            let place = csv.position.of(&number);
            let mut omitted = Vec::new();
            let mut omit = |reason| omitted.push(reason);
            for it in topic::topics(&row, &mut omit) {
                let slug = &it.topic.slug;
                match topics.get(slug) {
                    Some(known) if *known == it.topic => {}
                    Some(_) => {
                        sink.omit(place, format!("{}: another name than before", it.locator));
                    }
                    None => {
                        sink.fact(place, ImportedFact::Topic(it.topic.clone()), &it.locator)?;
                        topics.insert(slug.clone(), it.topic.clone());
                    }
                }
                sink.fact(place, topic::assignment(&number, &it.topic), &row.page(&number))?;
            }
            let found = succession::successions(&row, &number, csv.position, released, &mut omit);
            successions.extend(found);
            for reason in omitted {
                sink.omit(place, reason);
            }
            let name = row.cell(column::NAME).unwrap_or_default().to_owned();
            names.insert(number, name);
            Ok(())
        })?;
        Ok(Successions::new(successions, names))
    }
}

/// What has to be known before the first row is imported.
struct Surveyed {
    institutions: Institutions,
    cities: Cities,
    /// Structures that are predecessors and have no row, each with the first position that names it.
    predecessors: BTreeMap<String, Position>,
    /// The same of structures that are parents or children, and no predecessors.
    relatives: BTreeMap<String, Position>,
    unknown_columns: Vec<String>,
}

/// The cells of a row and the number of its structure, if it can be imported.
fn valid<'r>(csv: &'r CsvRow, columns: &'r Columns) -> Option<(Row<'r>, String)> {
    let row = Row::new(&csv.cells, columns).ok().filter(|_| csv.stray_quote.is_none())?;
    let number = structure::number(&row).ok()?;
    row.cell(column::NAME).map(|_| (row, number))
}

impl Importer for RnsrImporter {
    fn release(&self) -> &Release {
        &self.release
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn path(&self) -> &Path {
        &self.file.path
    }

    /// Skips them: the person who imports the register cannot correct it.
    fn invalid_records(&self) -> InvalidRecords {
        InvalidRecords::Skip
    }

    /// Imports the structures, then their institutions, then the predecessors without a row.
    fn read_organizations(
        &self,
        progress: &ProgressBar,
        sink: &mut RecordSink<'_>,
    ) -> Result<(), Error> {
        let Surveyed { institutions, cities, predecessors, relatives, unknown_columns } =
            self.survey(progress)?;
        if !unknown_columns.is_empty() {
            sink.note(&format!("columns that are not imported: {}", unknown_columns.join(", ")));
        }
        self.import_structures((&institutions, &cities), progress, sink)?;
        for institution in institutions.iter() {
            let place = institution.position.into();
            if let Some(differences) = institution.differences() {
                sink.remark(place, "institutions of which rows say different things", &differences);
            }
            sink.organization(place, institution.record())?;
        }
        for (number, position) in relatives {
            let detail = "the relation waits until a release has a row of this structure";
            sink.wait(position.of(&number), "parents or children without a row", detail);
        }
        for (number, position) in predecessors {
            sink.mentioned_organization(position.of(&number), structure::mentioned(&number))?;
        }
        Ok(())
    }

    fn read_facts(&self, progress: &ProgressBar, sink: &mut RecordSink<'_>) -> Result<(), Error> {
        let successions = self.import_topics(progress, sink)?;
        for it in successions.facts() {
            sink.fact(it.position.into(), it.fact, &it.locator)?;
        }
        for (position, told) in successions.contradictions() {
            sink.remark(position.into(), "successions with several types", &told);
        }
        for (position, told) in successions.before_creation() {
            sink.remark(position.into(), "successions before the creation of their result", &told);
        }
        Ok(())
    }
}
