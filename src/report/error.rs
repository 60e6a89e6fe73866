//! Why a table could not be written.

use std::io;

use crate::graphql::{Code, Error};

/// Why a table could not be written. The output is incomplete and must be discarded.
#[derive(Debug)]
pub enum TableError {
    /// The arguments of the document are not valid, or a key is ambiguous.
    Invalid(Vec<Error>),
    /// The table would exceed a limit of the registry or of the format.
    TooLarge(Error),
    /// No record has a key of its arguments, or there is nothing of what the table is about.
    NotFound(Error),
    /// Reading the registry failed or took too long.
    Failed(Vec<Error>),
    /// There is no room for the output at the moment.
    NoRoom(io::Error),
    /// Writing the output failed.
    Output(io::Error),
}

impl TableError {
    /// The error for arguments that are not valid, or with a key that no record has.
    #[must_use]
    pub fn of_arguments(mut errors: Vec<Error>) -> Self {
        match errors.pop() {
            Some(error) if errors.is_empty() && error.code == Code::NotFound => {
                Self::NotFound(error)
            }
            last => {
                errors.extend(last);
                Self::Invalid(errors)
            }
        }
    }

    /// The error of an output or a format writer. Its kind tells limits from failures of the disk.
    #[must_use]
    pub fn from_output(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::FileTooLarge => {
                let message = "The file of this table would exceed the size limit. Filter the table, or download /data/snapshot.sqlite.";
                let error = Error::new(Code::LimitExceeded, message);
                Self::TooLarge(error.with("limit", "table_bytes"))
            }
            io::ErrorKind::InvalidData => {
                Self::TooLarge(Error::new(Code::LimitExceeded, error.to_string()))
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoRoom(error),
            io::ErrorKind::TimedOut => {
                let message = "The table could not be written within its time limit. Filter it, or select fewer fields.";
                let error = Error::new(Code::Timeout, message).with("limit", "table_time");
                Self::Failed(vec![error])
            }
            _ => Self::Output(error),
        }
    }
}
