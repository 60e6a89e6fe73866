//! Reads a dump of ROR.

use std::path::{Path, PathBuf};

use super::{convert, dump, release::RorRelease, schema::Record};
use crate::{
    domain::{date::PartialDate, origin::ROR, record::Release},
    import::{
        error::Error,
        importer::{Importer, InvalidRecords},
        place::Position,
        sink::RecordSink,
    },
    progress::ProgressBar,
};

/// Reads a dump of ROR: JSON in schema v2.
#[derive(Clone, Debug)]
pub struct RorImporter {
    path: PathBuf,
    title: String,
    release: Release,
}

impl RorImporter {
    /// An importer of the file at `path`. Without `release`, the name of the file, or of the one in an archive, has to say
    /// which release it is.
    ///
    /// # Errors
    /// [`Error::UnknownRelease`] when neither says which release it is.
    pub fn new(path: &Path, release: Option<RorRelease>) -> Result<Self, Error> {
        let release =
            release.or_else(|| RorRelease::of_file(path)).or_else(|| RorRelease::of_archive(path));
        let release = release.ok_or_else(|| Error::UnknownRelease(path.to_owned()))?;
        Ok(Self {
            path: path.to_owned(),
            title: format!("ROR {release}"),
            release: Release {
                origin: ROR.to_owned(),
                scheme: Some("ROR"),
                source: release.source(),
                publisher: None,
                decisions: Vec::new(),
            },
        })
    }
}

impl Importer for RorImporter {
    fn release(&self) -> &Release {
        &self.release
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn path(&self) -> &Path {
        &self.path
    }

    /// Skips them: the person who imports a dump cannot correct it.
    fn invalid_records(&self) -> InvalidRecords {
        InvalidRecords::Skip
    }

    fn read_organizations(
        &self,
        progress: &ProgressBar,
        sink: &mut RecordSink<'_>,
    ) -> Result<(), Error> {
        let mut count = 0;
        let results = dump::for_each_record(&self.path, progress, &mut |position, record| {
            count += 1;
            import_record(position, &record, self.release.source.earliest, sink)
        })?;
        if let Some(results) = results.filter(|results| *results > count) {
            sink.note(&format!(
                "the file is one page of a response of ROR's API: it has {count} of {results} results"
            ));
        }
        Ok(())
    }
}

fn import_record(
    position: Position,
    record: &Record,
    released: PartialDate,
    sink: &mut RecordSink<'_>,
) -> Result<(), Error> {
    let place = position.of(&record.id);
    let mut omitted = Vec::new();
    let imported = match convert::convert(record, released, &mut |reason| omitted.push(reason)) {
        Ok(imported) => imported,
        Err(reason) => {
            sink.reject(place, reason);
            return Ok(());
        }
    };
    if !sink.organization(place, imported)? {
        return Ok(());
    }
    for reason in omitted {
        sink.omit(place, reason);
    }
    for field in record.unknown.keys() {
        sink.count_unsupported(format!("values of the unknown field {field:?}"), 1);
    }
    Ok(())
}
