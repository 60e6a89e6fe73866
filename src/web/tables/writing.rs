//! Writing a file for all who ask for it at the same time: one of them starts it and is charged, all wait for it, and it is
//! cancelled when none of them waits any more.

use std::sync::{Arc, atomic::AtomicBool};

use super::{
    compressed_file,
    files::{FileOutcome, NoFile, TableFile},
    state::Tables,
    write::{self, TableJob},
};
use crate::{
    limits::tables::MAX_WAIT,
    report::TableError,
    web::{
        admission::{AdmittedRequest, Work, refusal},
        response::content_encoding::Coding,
    },
};

/// A request for a file that has to be written, or is being written.
#[derive(Clone)]
pub struct Writing {
    /// What the handlers of tables share.
    pub tables: Arc<Tables>,
    /// The request.
    pub admitted: Arc<AdmittedRequest>,
    /// The entity tag of the file, uncompressed.
    pub etag: String,
}

impl Writing {
    /// The table of a job.
    ///
    /// # Errors
    /// If it cannot be written, or not now.
    pub async fn plain(&self, job: TableJob) -> FileOutcome {
        if let Some(file) = self.tables.spool.cache.get(&self.etag) {
            self.tables.app.metrics.cache_hit();
            return Ok(file);
        }
        let version = job.output.metadata.data_version.clone();
        let (tables, admitted) = (self.tables.clone(), self.admitted.clone());
        let write = move |cancelled: &_| write::write(&tables, admitted.client(), &job, cancelled);
        self.once(&self.etag, Some(version), write).await
    }

    /// The compressed form of the table of a job, with an entity tag of its own.
    ///
    /// # Errors
    /// If it cannot be written, or not now.
    pub async fn compressed(&self, etag: &str, job: TableJob, coding: Coding) -> FileOutcome {
        let plain = self.plain(job).await?;
        let (tables, admitted) = (self.tables.clone(), self.admitted.clone());
        let compress = move |cancelled: &_| {
            let client = admitted.client();
            compressed_file::compress(&tables, client, &plain, coding, cancelled)
                .map_err(TableError::from_output)
        };
        self.once(etag, None, compress).await
    }

    /// The file with this entity tag, which `work` makes if nobody makes it already. If the data is not of `version` any
    /// more after that, the file may be of the new version and its headers of the old one, and is of no use.
    ///
    /// # Errors
    /// If it cannot be made, or not now.
    pub async fn once(
        &self,
        etag: &str,
        version: Option<String>,
        work: impl FnOnce(&Arc<AtomicBool>) -> Result<TableFile, TableError> + Send + 'static,
    ) -> FileOutcome {
        let (writing, own_etag) = (self.clone(), etag.to_owned());
        let start = || async move {
            let file = Arc::new(writing.run(work).await?);
            let Tables { app, spool, .. } = &*writing.tables;
            if let Some(version) = version
                && !app.data_version.current().is_ok_and(|now| now.id == version)
            {
                return Err(NoFile::DataChanged);
            }
            app.metrics.file_written();
            spool.cache.put(own_etag, file.clone());
            Ok(file)
        };
        let outcome = self.tables.flights.join(etag, start).await;
        outcome.unwrap_or_else(|| {
            let error = std::io::Error::other("the work on the file panicked");
            Err(TableError::Output(error).into())
        })
    }

    /// Runs work on a thread that may block, with the memory that it may need.
    async fn run(
        &self,
        work: impl FnOnce(&Arc<AtomicBool>) -> Result<TableFile, TableError> + Send + 'static,
    ) -> Result<TableFile, NoFile> {
        let Self { tables, admitted, .. } = self;
        let bytes = tables.writer_bytes;
        let memory = tables.writers.reserve(admitted.client(), bytes, MAX_WAIT).await;
        let Some(memory) = memory else {
            let tables_at_once = tables.writers.total() / bytes.max(1);
            return Err(NoFile::refused(refusal::overloaded("tables_at_once", tables_at_once)));
        };
        let work = move |cancelled: &_| {
            let _memory = memory;
            work(cancelled)
        };
        let file = admitted.run_blocking(Work::Table, work).await.map_err(NoFile::refused)?;
        Ok(file?)
    }
}
