//! Writes registries and imports into the database, touching only what differs.
//!
//! A record is identified by its type and its slug or key. Its node keeps a digest of the record it was written from;
//! a record with the same digest is not written again. The rows of a changed record are deleted and inserted again under
//! the same id, so there is one way to write a record.
//!
//! The rank of a name, kind, identifier or citation tells which origin wrote it, so the seed and each import replace
//! their own rows and no others. [`contribution`](rows::contribution) holds what each origin says of the fields that an organization shows
//! only once.
//!
//! Foreign keys are checked at the commit: sources have publishers and organizations cite sources, so no order of
//! writing satisfies every reference at every step.

mod apply;
pub(super) mod candidates;
mod changes;
mod comparison;
mod digest;
mod discrepancies;
pub(super) mod import;
mod merged;
mod rank_assignment;
mod regions;
mod removal;
mod rows;
pub(super) mod setting;
mod topics;
pub(super) mod vocabulary;

pub(super) use self::apply::apply;
pub use self::{
    candidates::{Candidate, CandidateFilter, MatchDecision},
    changes::{Changes, Count, RetainedRecord},
};
