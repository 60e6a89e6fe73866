//! The importer of ROR, the Research Organization Registry (<https://ror.org>), schema v2.

mod importer;
mod record;
mod release;

pub use self::{
    importer::RorImporter,
    release::{ParseReleaseError, RorRelease},
};
