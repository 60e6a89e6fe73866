//! Possible matches that are decided at the end of an import.

use std::{collections::BTreeSet, rc::Rc};

use crate::domain::{
    matching::{InstitutionName, NameForm, is_same_country},
    record::Organization,
};

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
    pub(super) shares: SharedKeys,
    /// Only if the record is an institution.
    pub(super) institution: Option<InstitutionCandidate>,
}

/// The keys that a record and an organization have in common.
#[derive(Clone, Copy)]
pub(super) struct SharedKeys {
    /// An identifier that only one organization can have.
    pub(super) identifier: bool,
    /// A company number, which the parts of an organization can share.
    pub(super) number: bool,
    /// The label of a research unit, such as `UMR 8104`.
    pub(super) unit_label: bool,
}

/// What decides whether two institutions are one.
pub(super) struct InstitutionCandidate {
    /// The strongest agreement of their names.
    pub(super) name: Option<InstitutionName>,
    /// Whether the organization of the other origin no longer exists.
    pub(super) is_inactive: bool,
}

impl MatchCandidate {
    /// The countries of both. None if one is not known.
    pub(super) fn countries(&self) -> Option<(&str, &str)> {
        self.record.place.country.as_deref().zip(self.other.place.country.as_deref())
    }

    /// How strongly the names of two institutions of a country agree: the smallest is the strongest. An active organization
    /// goes before an inactive one of the same name.
    pub(super) fn institution_rank(&self) -> Option<(NameForm, bool)> {
        let InstitutionCandidate { name, is_inactive } = self.institution.as_ref()?;
        let (one, two) = self.countries()?;
        let form = name.as_ref().filter(|_| is_same_country(one, two))?.form;
        Some((form, *is_inactive))
    }
}

/// A record of an institution that is an organization of its own so far.
pub(super) struct PendingInstitution {
    pub(super) own: i64,
    pub(super) key: String,
    pub(super) record: Rc<Organization>,
    pub(super) is_new: bool,
}

/// An organization with a name that is similar to that of an institution, and how similar.
pub(super) struct SimilarName {
    pub(super) own: i64,
    pub(super) key: String,
    pub(super) slug: String,
    pub(super) organization: i64,
    pub(super) record: Rc<Organization>,
    pub(super) similar: String,
    pub(super) similarity: f64,
}

/// What is to be matched at the end of an import, and what a curator has decided before.
#[derive(Default)]
pub(super) struct OpenMatches {
    pub(super) candidates: Vec<MatchCandidate>,
    /// The institutions among the records.
    pub(super) institutions: Vec<PendingInstitution>,
    /// Organizations with names that are similar to those of institutions.
    pub(super) similar: Vec<SimilarName>,
    /// Keys of records that are no organization that existed before.
    pub(super) new: BTreeSet<String>,
    /// Keys with candidates in the queue of which this file has had no record so far.
    pub(super) unread: BTreeSet<String>,
}
