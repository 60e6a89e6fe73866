//! The files that tables are written to: where they are, how much room they have, and who waits for them.

mod file_cache;
mod file_writer;
mod flights;
mod free_space;
mod no_file;
mod spool;
mod table_file;

pub use self::{
    file_writer::TableFileWriter,
    flights::Flights,
    no_file::{FileOutcome, NoFile},
    spool::{NoRoom, Spool},
    table_file::{Content, TableFile},
};
