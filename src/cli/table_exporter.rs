//! Writes tables to files, without a server.

use std::{
    fs::{self, File},
    io::{self, Seek},
    path::Path,
    sync::Arc,
};

use anyhow::Context;

use super::output;
use crate::{
    clock,
    domain::date::Day,
    graphql::{Engine, Error, Request, document_digest, registry_engine},
    leftovers,
    limits::{Limits, memory::CacheSizes, tables::EXPORT_TIME},
    progress::ProgressBar,
    report::{
        DataSource, FORMATS, Format, TableAbout, TableError, TableMetadata, TableOptions,
        TableOutput, as_of, licence, prepare,
    },
    store::{DataVersion, ReaderPool, Store},
};

/// Writes the tables of one database.
pub struct TableExporter {
    pub engine: Engine,
    readers: ReaderPool,
    today: Day,
    data_version: Arc<DataVersion>,
    runtime: tokio::runtime::Runtime,
}

/// A table to write.
pub struct TableJob<'j> {
    /// Name of the report, or `table`.
    pub name: &'j str,
    /// Title for people.
    pub title: &'j str,
    pub request: Request,
    pub options: TableOptions,
}

/// A table cannot be made as its options ask.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct NotApplicable {
    name: String,
    reason: String,
}

impl TableExporter {
    /// An exporter of the current data of a database.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn new(store: &Store) -> anyhow::Result<Self> {
        Ok(Self {
            engine: registry_engine(Limits::default(), &CacheSizes::default())?,
            readers: store.reader_pool(EXPORT_TIME).without_memory_map(),
            today: clock::today(store.newest_source_day()?),
            data_version: store.data_version_reader()?.current()?,
            runtime: tokio::runtime::Builder::new_current_thread().build()?,
        })
    }

    /// Waits for a future of the engine.
    pub fn wait<F: Future>(&self, future: F) -> F::Output {
        self.runtime.block_on(future)
    }

    /// Writes a table to a file and returns its number of rows. The file has another name until it is complete,
    /// so a file with this name is never incomplete.
    ///
    /// # Errors
    /// [`NotApplicable`], and every error of reading the database or writing the file.
    pub fn write_file(
        &self,
        job: &TableJob<'_>,
        format: Format,
        path: &Path,
        progress: &ProgressBar,
    ) -> anyhow::Result<u64> {
        let context = || path.display().to_string();
        leftovers::remove_of(path);
        let partial = &leftovers::partial_path(path);
        let mut file = File::create(partial).with_context(context)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = path.parent().filter(|folder| folder.is_dir());
        let report_rows = |rows| progress.set_message(format!("{name}: {rows} rows"));
        let written = self.write(job, format, folder, &mut file, &report_rows);
        let outcome = written.and_then(|rows| {
            fs::rename(partial, path).with_context(context)?;
            Ok(rows)
        });
        if outcome.is_err() {
            // The first error is the one to report; the name of a file that stays says that it is incomplete.
            let _ = fs::remove_file(partial);
        }
        outcome
    }

    /// Writes a table to standard output, once it is complete, and returns its number of rows.
    ///
    /// # Errors
    /// As [`TableExporter::write_file`].
    pub fn write_stdout(
        &self,
        job: &TableJob<'_>,
        format: Format,
        progress: &ProgressBar,
    ) -> anyhow::Result<u64> {
        let mut file = tempfile::tempfile().context("create a temporary file")?;
        let report_rows = |rows| progress.set_message(format!("{rows} rows"));
        let rows = self.write(job, format, None, &mut file, &report_rows)?;
        file.rewind()?;
        io::copy(&mut file, &mut io::stdout())?;
        Ok(rows)
    }

    fn write(
        &self,
        job: &TableJob<'_>,
        format: Format,
        temp_folder: Option<&Path>,
        out: &mut File,
        report_rows: &dyn Fn(u64),
    ) -> anyhow::Result<u64> {
        let table = self.wait(prepare(&self.engine, job.request.clone(), &job.options, format));
        let table = table.map_err(|errors| NotApplicable {
            name: job.name.to_owned(),
            reason: messages(&errors),
        })?;
        let metadata = TableMetadata {
            name: job.name.to_owned(),
            title: job.title.to_owned(),
            query_digest: document_digest(&job.request.query),
            as_of: as_of(&job.options, self.today),
            data_version: self.data_version.id.clone(),
            licence: licence::expression(&self.data_version.origins),
            csv_address: format!("{}.csv", job.name),
            about: TableAbout::default(),
        };
        let mut file =
            TableOutput { format, metadata, temp_folder: temp_folder.map(Path::to_owned) };
        let written = self.readers.read(|snapshot| {
            let source = || DataSource { engine: &self.engine, snapshot, today: self.today };
            file.metadata.about = table.about(source())?;
            table.write(source(), &file, out, report_rows)
        })?;
        let rows = written.map_err(|error| anyhow::anyhow!("{}: {}", job.name, message(error)))?;
        // The description of a table comes with the table, which has said so.
        if format != Format::Csvw {
            for omission in &file.metadata.about.omissions {
                output::print_error(format_args!("{}: {}", job.name, omission.sentence));
            }
        }
        Ok(rows)
    }
}

/// The format whose files have this extension.
///
/// # Errors
/// When there is none; the error lists all formats.
pub fn format_from_extension(extension: &str) -> anyhow::Result<Format> {
    Format::from_extension(extension).with_context(|| {
        let known: Vec<_> = FORMATS.iter().map(|info| info.extension).collect();
        format!("unknown format {extension}; the formats are {}", known.join(", "))
    })
}

/// The messages of errors, in one line.
pub fn messages(errors: &[Error]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}

fn message(error: TableError) -> String {
    match error {
        TableError::Invalid(errors) | TableError::Failed(errors) => messages(&errors),
        TableError::TooLarge(error) | TableError::NotFound(error) => error.message,
        TableError::NoRoom(error) | TableError::Output(error) => error.to_string(),
    }
}
