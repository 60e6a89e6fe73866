//! A possible match that is decided at the end of an import.

/// A record and an organization of another origin that share a name.
pub(super) struct MatchCandidate {
    /// The organization of the other origin.
    pub(super) organization: i64,
    pub(super) slug: String,
    /// The organization that the import made of the record.
    pub(super) own: i64,
    pub(super) key: String,
    /// Display name of the record.
    pub(super) name: String,
    /// Whether this run made the organization of the record.
    pub(super) is_new: bool,
    pub(super) shared_name: String,
    /// Why the shared name does not decide; None if it does.
    pub(super) objection: Option<&'static str>,
}
