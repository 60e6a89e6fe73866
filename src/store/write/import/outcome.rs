//! What an import changed, and what it could not decide.

use std::collections::BTreeMap;

use crate::{domain::entity_type::EntityType, store::write::changes::Count};

/// What an import changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// Organizations. A record that was matched with an existing organization does not count as added.
    pub organizations: Count,
    /// The first changed records, each with its name and key.
    pub changed: Vec<String>,
    /// Organizations whose records are withdrawn.
    pub withdrawn: Count,
    /// How many keys of withdrawn records redirect to a successor.
    pub redirects: u64,
    /// Affiliations.
    pub affiliations: Count,
    /// The first affiliations that are removed, since no record states them any more: subject, role and object.
    pub removed: Vec<String>,
    /// Records that were matched with an organization of another origin.
    pub matched: Vec<Match>,
    /// Registers that were imported before, and of which institutions may now be joined with organizations that this import added.
    pub import_again: Vec<String>,
    /// How many relations wait for a record that is not in the database.
    pub open_ends: u64,
    /// How many relations are of an organization to itself, since the records at both ends are joined. They are left out.
    pub to_itself: u64,
    /// Organizations that are parts of themselves through others, each as `a in b in a`. They are kept as the records state.
    pub cycles: Vec<String>,
    /// Pairs that a curator has to decide.
    pub uncertain: Vec<UncertainMatch>,
    /// How many pairs share an acronym and nothing else. They are not listed.
    pub shared_acronyms: u64,
    /// How many pairs share a SIREN or SIRET and no word of a name. They are not listed: parts of a body have its number.
    pub shared_company_numbers: u64,
    /// Records of other types, such as programs, participations and affiliations with dates of their own.
    pub facts: BTreeMap<EntityType, Count>,
    /// How many records an older release has and this one does not, by type. They stay as they are.
    pub only_in_older_releases: BTreeMap<EntityType, u64>,
    /// Whether the source of this release is new or described differently than before.
    pub source_written: bool,
}

/// A record that was matched with an organization of another origin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// Slug of the organization.
    pub slug: String,
    /// Key of the record.
    pub key: String,
    /// Display name of the record.
    pub name: String,
    /// What the two have in common, such as `ROR 03xjwb503` or `name, country FR, city Lille, founded 1995`.
    pub evidence: String,
}

/// A record and an organization that may be the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UncertainMatch {
    /// Slug of the organization.
    pub slug: String,
    /// Key of the record.
    pub key: String,
    /// Display name of the record.
    pub name: String,
    /// What the two have in common, and why that does not decide.
    pub reason: String,
    /// How likely it is that they are the same, in hundredths; 0 if there is nothing to decide.
    pub score: u8,
}

impl ImportOutcome {
    /// Whether the import changed anything.
    #[must_use]
    pub fn any(&self) -> bool {
        let any = |it: &Count| it.added + it.changed + it.removed + it.read_anew > 0;
        self.source_written
            || !self.matched.is_empty()
            || any(&self.organizations)
            || any(&self.withdrawn)
            || any(&self.affiliations)
            || self.facts.values().any(any)
    }
}
