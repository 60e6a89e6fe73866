//! RDF, as Turtle or JSON-LD. Each object of a row becomes a resource, and each cell a statement about it.
//!
//! Records have the name `urn:consortia:TYPE:KEY`, such as `urn:consortia:Organization:sanofi`, so that the
//! statements of several rows about one record come together. Objects without a key are blank nodes.

mod description;
mod jsonld;
mod resources;
mod turtle;
mod vocabulary;
mod writer;

pub(super) use self::writer::{RdfSyntax, RdfWriter};
