//! The importer of ROR, the Research Organization Registry (<https://ror.org>), schema v2.

mod convert;
mod dump;
mod importer;
mod places;
mod release;
mod schema;

pub use self::{
    importer::RorImporter,
    release::{ParseReleaseError, RorRelease},
};
