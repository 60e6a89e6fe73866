//! What an import says: records of another registry, each with the key it has there.

use super::record::{Organization, Source};

/// A registry or list that is imported, in one of its editions.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// What its rows are marked with, such as `ror`. Another edition of the same has the same origin.
    pub origin: String,
    /// The scheme of identifiers that its keys belong to, if any: word of the vocabulary `IdentifierScheme`.
    pub scheme: Option<&'static str>,
    /// The document that the facts of this edition are cited from.
    pub source: Source,
}

/// Whether the record's organization is at work, as its registry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is.
    Active,
    /// It has ceased.
    Inactive,
    /// The record was taken back: it names nothing, and at most leads to another.
    Withdrawn,
}

impl Status {
    /// Its word in the vocabulary `OrganizationStatus`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Inactive => "INACTIVE",
            Self::Withdrawn => "WITHDRAWN",
        }
    }
}

/// The other end of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// A record of the same import, by its key; it may come later or not at all.
    Record(String),
    /// An organization of the registry, by its slug.
    Slug(String),
}

/// A relation that a record states: subject, role, object, of which one is the record itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Word of the vocabulary `AffiliationRole`.
    pub role: &'static str,
    /// The other end.
    pub other: End,
    /// Whether the record itself is the subject.
    pub is_subject: bool,
}

/// A record of an import.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Its key in its registry or list.
    pub key: String,
    /// Where it stands among the organizations: all of an import come after those of the seed.
    pub rank: i64,
    /// Where it is found in its registry or list, for citations.
    pub locator: String,
    /// Whether its organization is at work; None where its registry does not say.
    pub status: Option<Status>,
    /// What it says. It cites nothing: the import cites it.
    pub organization: Organization,
    /// What it is tied to.
    pub relations: Vec<Relation>,
}

/// Ranks of imported organizations begin here, above all that a curator may write.
pub const FIRST_RANK: i64 = 1 << 38;
