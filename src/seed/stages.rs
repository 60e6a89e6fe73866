//! Which things of a seed are not realized, and what follows for the relations between them.

use std::collections::HashMap;

use super::parsed::{ParsedFiles, ParsedRecord, ParsedValue};
use crate::{domain::stage::Stage, seed::format::field::ValueType};

/// The things that are not realized.
pub(super) struct Stages<'f>(HashMap<(&'static str, &'f str), Stage>);

impl<'f> Stages<'f> {
    /// The stages that the records of the files give. That of an event is its status.
    pub(super) fn new(files: &'f ParsedFiles) -> Self {
        let tables = [("organization", "stage"), ("program", "stage"), ("event", "status")];
        let stages = tables.into_iter().flat_map(|(table, key)| {
            files.records(table).iter().filter_map(move |record| {
                let stage = Stage::of_event(record.text(key)?);
                Some(((table, record.text("slug")?), stage))
            })
        });
        Self(stages.filter(|(_, stage)| !stage.is_realized()).collect())
    }

    /// The stage of a record: its own, or else that of what it relates. A relation of a planned thing is itself a plan.
    pub(super) fn of(&self, record: &ParsedRecord) -> Stage {
        let own = record.text("stage").and_then(Stage::of_word);
        own.or_else(|| self.unrealized_part(record).map(|(stage, _)| stage)).unwrap_or_default()
    }

    /// The stage and the slug of the thing that is furthest from being realized, among those that a record refers to; None
    /// if all are.
    pub(super) fn unrealized_part<'r>(&self, record: &'r ParsedRecord) -> Option<(Stage, &'r str)> {
        let part = |value: &'r ParsedValue| {
            let (ValueType::Reference(table), Some(slug)) = (value.value_type, value.text()) else {
                return None;
            };
            self.0.get(&(table, slug)).map(|stage| (*stage, slug))
        };
        record.values.values().filter_map(part).max_by_key(|(stage, _)| *stage)
    }
}
