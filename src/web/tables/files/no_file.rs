//! The reason why a file could not be written, for all requests that wait for it.

use std::sync::{Arc, Mutex, PoisonError};

use super::table_file::TableFile;
use crate::{report::TableError, web::response::Reply};

/// A file, or why there is none.
pub type FileOutcome = Result<Arc<TableFile>, NoFile>;

/// Why there is no file.
#[derive(Clone)]
pub enum NoFile {
    /// It cannot be written.
    Failed(Arc<TableError>),
    /// The data changed while it was written.
    DataChanged,
    /// The request that started it was refused; others may try.
    Refused(Arc<Mutex<Option<Reply>>>),
}

impl NoFile {
    /// The request that started the work is refused.
    #[must_use]
    pub fn refused(reply: Reply) -> Self {
        Self::Refused(Arc::new(Mutex::new(Some(reply))))
    }

    /// The response to the request that was refused, which gets it once.
    #[must_use]
    pub fn take_reply(&self) -> Option<Reply> {
        let Self::Refused(reply) = self else { return None };
        reply.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl From<TableError> for NoFile {
    fn from(error: TableError) -> Self {
        Self::Failed(Arc::new(error))
    }
}
