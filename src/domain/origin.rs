//! Origins: who wrote a record, or a part of one.

/// The name of the origin that curators write: the seed. Every other origin is an import, such as `ror`.
pub const SEED: &str = "seed";
/// The name of the import of the Research Organization Registry.
pub const ROR: &str = "ror";
/// The name of the import of the French register of research structures.
pub const RNSR: &str = "rnsr";
/// The name of the origin of the discrepancies that the program finds.
pub const PROGRAM: &str = "program";
