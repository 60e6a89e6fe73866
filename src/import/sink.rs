//! Where importers put the records that they read.

use std::{
    borrow::Cow,
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{
    error::Error,
    place::{Place, Position},
    report::Report,
};
use crate::{
    domain::{
        record::{ImportedFact, ImportedRecord},
        text::without_middle,
    },
    limits::imports::MAX_MESSAGE_BYTES,
    store::{FactOutcome, Import, ImportOutcome},
};

/// Takes the records of a file, one at a time, and counts what becomes of them.
pub struct RecordSink<'s> {
    import: Import<'s>,
    report: Report,
    /// The number of the record that has a slug or key, by a hash of its type and key: 12 bytes for each record of a file.
    seen: HashMap<u64, u32>,
}

impl<'s> RecordSink<'s> {
    pub(super) fn new(import: Import<'s>, report: Report) -> Self {
        Self { import, report, seen: HashMap::new() }
    }

    /// Imports an organization. One whose slug already belongs to another record is rejected. Returns whether it is imported.
    ///
    /// # Errors
    /// When the database refuses it.
    pub fn organization(
        &mut self,
        place: Place<'_>,
        record: ImportedRecord,
    ) -> Result<bool, Error> {
        let slug = &record.organization.slug;
        if let Some(first) = self.first_with_key(place.position(), ("organization", slug)) {
            self.reject(
                place,
                format!("duplicate of {first}: both have the slug {slug}; the first is kept"),
            );
            return Ok(false);
        }
        let slug = record.organization.slug.clone();
        match self.import.add(record)? {
            None => {
                self.report.records += 1;
                Ok(true)
            }
            Some(owner) => {
                let reason = format!("the slug {slug} already belongs to a record of {owner}");
                self.reject(place, reason);
                Ok(false)
            }
        }
    }

    /// Imports an organization of which the release has no record and that others refer to. What an earlier release says of it
    /// stays. Returns whether it is in the database.
    ///
    /// # Errors
    /// When the database refuses it.
    pub fn mentioned_organization(
        &mut self,
        place: Place<'_>,
        record: ImportedRecord,
    ) -> Result<bool, Error> {
        if self.import.has_more_of(&record)? {
            return Ok(true);
        }
        self.organization(place, record)
    }

    /// Imports a record that is no organization; `locator` says where the release has it. It comes after the organizations and
    /// after the records that it refers to, and is rejected if one of these does not exist, or if another record has its key.
    /// Returns whether it is imported.
    ///
    /// # Errors
    /// When the database refuses it.
    pub fn fact(
        &mut self,
        place: Place<'_>,
        fact: ImportedFact,
        locator: &str,
    ) -> Result<bool, Error> {
        let own_type = fact.record().entity_type();
        let key = fact.record().key().to_owned();
        let noun = own_type.name_in_text();
        if let Some(first) = self.first_with_key(place.position(), (&noun, &key)) {
            let reason =
                format!("duplicate of {first}: both are the {noun} {key}; the first is kept");
            self.reject(place, reason);
            return Ok(false);
        }
        let reason = match self.import.add_fact(fact, locator)? {
            FactOutcome::Written => {
                self.report.records += 1;
                return Ok(true);
            }
            FactOutcome::Missing(ty, slug) if ty == own_type => {
                let end = if slug == key {
                    "itself"
                } else {
                    "which no row before this one describes; correct the key, or put its row before this one"
                };
                format!("the {noun} {key} refers to the {noun} {slug}, {end}")
            }
            FactOutcome::Missing(ty, slug) => {
                format!("the {noun} {key} refers to the {} {slug}, which does not exist", ty.noun())
            }
            FactOutcome::Owned(owner) => {
                format!("the {noun} {key} already belongs to a record of {owner}")
            }
            FactOutcome::Circle(whole) => format!(
                "the {noun} {key} cannot belong to the {noun} {whole}, which belongs to {key}, as stated before"
            ),
            FactOutcome::Repeated(other) => {
                let reason = format!(
                    "duplicate: the {noun} {other} states the same as {key}; that one is kept"
                );
                return Ok(self.leave_out(place, reason));
            }
            FactOutcome::ToItself => {
                let reason = format!(
                    "the {noun} {key} is left out: both ends are now the same organization"
                );
                return Ok(self.leave_out(place, reason));
            }
        };
        self.reject(place, reason);
        Ok(false)
    }

    /// Reports a record that breaks no rule and that the database has no place for. Returns false: it is not imported.
    fn leave_out(&mut self, place: Place<'_>, reason: String) -> bool {
        self.report.records += 1;
        self.omit(place, reason);
        false
    }

    /// Joins the organizations with those of other origins; see [`Import::join_organizations`].
    pub(super) fn join_organizations(&mut self) -> Result<(), Error> {
        Ok(self.import.join_organizations()?)
    }

    /// Reports a record that breaks a rule and is not imported.
    pub fn reject(&mut self, place: Place<'_>, reason: impl Into<String>) {
        self.report.records += 1;
        self.report.rejected += 1;
        self.report.rejected_at.add(place);
        self.report.add_problem(place, reason.into());
    }

    /// Reports a part of a record that breaks a rule and is left out; the rest of the record is imported.
    pub fn omit(&mut self, place: Place<'_>, reason: impl Into<String>) {
        self.report.omitted += 1;
        self.report.add_problem(place, reason.into());
    }

    /// Reports a statement that contradicts another one and is imported as it is; `what` is the sort of statements, in the plural.
    pub fn remark(&mut self, place: Place<'_>, what: &'static str, detail: &str) {
        self.report.add_remark(place, what, detail);
    }

    /// Reports something that records refer to and that has no record, so that their relations wait; `what` is its sort, in the
    /// plural.
    pub fn wait(&mut self, place: Place<'_>, what: &'static str, detail: &str) {
        self.report.add_waiting(place, what, detail);
    }

    /// Counts values that the format has and this registry does not store.
    pub fn count_unsupported(&mut self, what: impl Into<Cow<'static, str>>, count: u64) {
        if count > 0 {
            *self.report.unsupported.entry(what.into()).or_default() += count;
        }
    }

    /// Counts a row without any text. It is no record.
    pub fn blank(&mut self, place: Place<'_>) {
        self.report.blank.add(place);
    }

    /// Notes what the file as a whole has and the import leaves out.
    pub fn note(&mut self, note: &str) {
        self.report.notes.push(without_middle(note, MAX_MESSAGE_BYTES).into_owned());
    }

    /// The report up to now.
    pub(super) fn report(&self) -> &Report {
        &self.report
    }

    /// Ends the import; see [`Import::finish`].
    pub(super) fn finish(self, dry_run: bool) -> Result<Report, Error> {
        let outcome: ImportOutcome = self.import.finish(dry_run)?;
        Ok(Report { outcome, ..self.report })
    }

    /// The position of the earlier record of a type that has this slug or key; notes the key where there is none.
    fn first_with_key(&mut self, position: Position, key: (&str, &str)) -> Option<Position> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let number = u32::try_from(position.number()).unwrap_or(u32::MAX);
        let first = *self.seen.entry(hasher.finish()).or_insert(number);
        (first != number).then(|| position.with_number(first.into()))
    }
}
