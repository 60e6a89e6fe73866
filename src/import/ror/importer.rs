//! Reads a dump of ROR.

use std::path::{Path, PathBuf};

use super::{convert, release::RorRelease, schema::Record};
use crate::{
    domain::record::Release,
    import::{
        error::Error,
        importer::{Importer, InvalidRecords},
        json,
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
    /// An importer of the file at `path`. Without `release`, the file name has to say which release it is.
    ///
    /// # Errors
    /// [`Error::UnknownRelease`] when neither says which release it is.
    pub fn new(path: &Path, release: Option<RorRelease>) -> Result<Self, Error> {
        let release = release.or_else(|| RorRelease::of_file(path));
        let release = release.ok_or_else(|| Error::UnknownRelease(path.to_owned()))?;
        Ok(Self {
            path: path.to_owned(),
            title: format!("ROR {release}"),
            release: Release {
                origin: "ror".to_owned(),
                scheme: Some("ROR"),
                source: release.source(),
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

    fn read(&self, progress: &ProgressBar, sink: &mut RecordSink<'_>) -> Result<(), Error> {
        json::for_each_record(&self.path, progress, &mut |position, record: Record| {
            import_record(position, &record, sink)
        })
    }
}

fn import_record(
    position: Position,
    record: &Record,
    sink: &mut RecordSink<'_>,
) -> Result<(), Error> {
    let place = position.of(&record.id);
    match convert::convert(record, &mut |reason| sink.omit(place, reason)) {
        Ok(imported) => {
            for (what, count) in convert::unsupported(record) {
                sink.count_unsupported(what, count as u64);
            }
            sink.record(place, imported)
        }
        Err(reason) => {
            sink.reject(place, reason);
            Ok(())
        }
    }
}
