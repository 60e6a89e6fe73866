//! GraphQL over HTTP, as its specification defines it.
//!
//! Own code instead of the integration of async-graphql, which responds to everything with 200 and one media type,
//! executes mutations by GET, and reads bodies of any size.

mod cache;
mod documents;
mod endpoint;
mod etag;
mod parameters;
mod sdl;
#[cfg(test)]
mod tests;

pub use documents::Documents;
pub use endpoint::{GraphqlEndpoint, respond};
pub use sdl::sdl;
