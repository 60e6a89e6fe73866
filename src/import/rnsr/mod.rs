//! The importer of the RNSR, the French register of research structures (Répertoire national des structures de recherche), as
//! the ministry publishes it: CSV, a row for each active structure.

mod importer;
mod institution;
mod place;
mod release;
mod row;
mod structure;
mod succession;
mod topic;

pub use self::{
    importer::RnsrImporter,
    release::{ParseRnsrReleaseError, RnsrRelease},
};
