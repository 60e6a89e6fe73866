//! A possible match that is decided at the end of an import.

use std::rc::Rc;

use crate::domain::record::Organization;

/// A record and an organization of another origin that share a name or an identifier.
pub(super) struct MatchCandidate {
    /// The organization that the import made of the record.
    pub(super) own: i64,
    pub(super) key: String,
    /// What the record says.
    pub(super) record: Rc<Organization>,
    /// Whether this run made the organization of the record.
    pub(super) is_new: bool,
    /// The organization of the other origin.
    pub(super) organization: i64,
    pub(super) slug: String,
    /// What the database says of it.
    pub(super) other: Organization,
    /// Whether both have a name in full, not as an acronym.
    pub(super) shares_full_name: bool,
    /// Whether both have an identifier that only one organization can have.
    pub(super) shares_identifier: bool,
}
