//! Imports: reads files of other registries and hands their records to the store.
//!
//! [`run()`] is the same for every registry. An [`Importer`] knows one file format and no SQL: [`RorImporter`]
//! reads dumps of ROR, [`RnsrImporter`] reads the French register of research structures, [`TableImporter`] reads CSV tables as a
//! map describes them, and [`anr_pia_importer`] makes one of those with a map of its own. A file that cannot be read as a whole ends
//! the import, and nothing is written. A problem of a single record is reported.

mod anr_pia;
mod csv_file;
mod error;
mod file_kind;
mod importer;
mod line;
mod place;
mod report;
mod rnsr;
mod ror;
mod run;
mod sink;
mod table;

pub use self::{
    anr_pia::importer as anr_pia_importer,
    error::Error,
    importer::{Importer, InvalidRecords},
    report::{RecordProblem, Remarks, Report},
    rnsr::{ParseRnsrReleaseError, RnsrImporter, RnsrRelease},
    ror::{ParseReleaseError, RorImporter, RorRelease},
    run::{Options, run},
    sink::RecordSink,
    table::TableImporter,
};
