//! Records of another registry, as an import reads them.

use super::{organization::Organization, thing::Source};
use crate::domain::date::PartialDate;

/// A release of a registry or list that is imported.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    /// The name of its origin, such as `ror`. All releases of one registry have the same origin.
    pub origin: String,
    /// The scheme of identifiers that its keys belong to, if any: a word of the vocabulary `IdentifierScheme`.
    pub scheme: Option<&'static str>,
    /// The source that the facts of this release cite.
    pub source: Source,
    /// The publisher of the source, for a database that has no organization with its slug.
    pub publisher: Option<ImportedRecord>,
    /// What a curator has decided about its records.
    pub decisions: Vec<Decision>,
}

/// The decision of a curator whether a record and an organization are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The key of the record.
    pub key: String,
    /// The slug of the organization.
    pub organization: String,
    /// Whether they are the same.
    pub is_same: bool,
}

/// The status of an organization, as its registry gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It exists.
    Active,
    /// It no longer exists.
    Inactive,
    /// The record was withdrawn: it describes no organization, but may name a successor.
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

/// The other end of an imported relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelationEnd {
    /// A record of the same origin, by its key; it may be read later, or never.
    Record(String),
    /// An organization of the registry, by its slug.
    Slug(String),
}

/// A relation between the organization of a record and another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Word of the vocabulary `AffiliationRole`.
    pub role: &'static str,
    /// The other end.
    pub other: RelationEnd,
    /// Whether the organization of the record is the subject; otherwise it is the object.
    pub is_subject: bool,
    /// What the record calls the other end.
    pub label: Option<String>,
}

impl Relation {
    /// A relation of which the record says no more than the other end.
    #[must_use]
    pub fn new(role: &'static str, other: RelationEnd, is_subject: bool) -> Self {
        Self { role, other, is_subject, label: None }
    }

    /// Whether it is the same relation, whatever both records call the other end.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let key = |it: &Self| (it.role, it.is_subject);
        key(self) == key(other) && self.other == other.other
    }
}

/// When a registry created a record, and when it changed it last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// When it was created.
    pub created: Revision,
    /// When it was changed last.
    pub modified: Revision,
}

/// When a registry created or changed a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// The day.
    pub date: Option<PartialDate>,
    /// The version of the registry's schema that the record then had.
    pub schema: Option<String>,
}

/// A record of another registry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedRecord {
    /// Its key in that registry.
    pub key: String,
    /// Its rank among the organizations; see [`FIRST_IMPORTED`](crate::domain::rank::FIRST_IMPORTED).
    pub rank: i64,
    /// Where it is in its registry, for citations.
    pub locator: String,
    /// The status of the organization; None if the registry gives none.
    pub status: Option<Status>,
    /// When its registry created and changed it.
    pub history: History,
    /// What it says. It has no citations: the import adds one of this record.
    pub organization: Organization,
    /// Its relations to other organizations.
    pub relations: Vec<Relation>,
    /// Whether it is an institution that its full name and country identify: a university, an agency, a company, not a
    /// laboratory. Matching then needs no further facts. It is not part of the digest of the record.
    pub is_institution: bool,
}
