//! The Explorer and GraphiQL: pages that `build.rs` puts into the binary.

mod assets;
mod explorer;
mod not_built;
mod serve_asset;

pub use assets::status_line;
pub use explorer::explorer;
pub use serve_asset::{asset, graphiql, icon};
