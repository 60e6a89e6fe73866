//! Writes the records of another registry beside what the database holds, in one transaction.
//!
//! A record is identified by its origin and its key there. Its contribution keeps a digest of it, so importing the same
//! file again writes nothing. A record of an organization that another origin owns is matched with it: the organization keeps
//! all it has and gains what the record adds. Relations are stored as the records state them; they become affiliations at
//! the end of the import, if the organizations at both ends are in the database. Records of other types come after the
//! organizations, and are identified by their slugs or keys.

mod candidate;
mod conflicts;
mod decisions;
mod facts;
mod institutions;
mod matching;
mod mentions;
mod namesakes;
mod outcome;
mod queue;
mod redirects;
mod relations;
mod run;
mod stated;

pub use self::{
    facts::FactOutcome,
    outcome::{ImportOutcome, Match, UncertainMatch},
    run::Import,
};
