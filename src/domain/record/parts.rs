//! The parts that records of several types have: names, identifiers, citations, periods.

use crate::domain::date::PartialDate;

/// Where a document says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Slug of the source.
    pub source: String,
    /// Heading and line.
    pub locator: String,
    /// Names of the fields it supports; empty means all of them.
    pub about: Vec<String>,
}

/// One of the names of a thing. The first of a list is the one to display.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name as written.
    pub value: String,
    /// ISO 639-1 code, where the name belongs to one language.
    pub language: Option<String>,
    /// Word of the vocabulary `NameKind`.
    pub kind: String,
}

/// A key under which another registry knows an organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Identifier {
    /// Word of the vocabulary `IdentifierScheme`.
    pub scheme: String,
    /// The key as that registry writes it.
    pub value: String,
}

/// When a relation held, as its documents say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// When it began.
    pub since: Option<PartialDate>,
    /// When it ended.
    pub until: Option<PartialDate>,
    /// Known to be over although no day is known.
    pub ended: bool,
}

/// What every relation carries beside its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Word of the vocabulary `Basis`.
    pub basis: String,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}
