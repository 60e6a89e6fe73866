//! What applying a registry changed, counted for people.

use std::{collections::BTreeMap, fmt};

use super::comparison::{Comparison, Entry};
use crate::domain::{entity_type::EntityType, record::Registry};

/// What applying a registry changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Counts by type.
    pub counts: BTreeMap<EntityType, Count>,
    /// Records that the seed no longer has and that stay because imported facts refer to them, by type and key.
    pub retained: Vec<RetainedRecord>,
}

/// How many records of one type were changed in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// New records.
    pub added: u64,
    /// Records that say something else than before; they keep their ids.
    pub changed: u64,
    /// Records that only have another rank.
    pub moved: u64,
    /// Deleted records.
    pub removed: u64,
    /// Records that are the same as before.
    pub unchanged: u64,
    /// Records of an import that its registry has not changed, and that this version of the program reads otherwise than the
    /// one that imported them.
    pub read_anew: u64,
}

/// A record that the seed no longer has and that stays.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RetainedRecord {
    /// Its type.
    pub ty: EntityType,
    /// Its slug or key.
    pub key: String,
}

impl Changes {
    /// The changes of a registry that was applied before.
    pub(super) fn unchanged(registry: &Registry) -> Self {
        let mut changes = Self::default();
        for record in registry.records() {
            changes.count(record.entity_type()).unchanged += 1;
        }
        changes
    }

    /// Counts a comparison. `retained` are the dropped records that stay.
    pub(super) fn new(comparison: &Comparison, retained: Vec<RetainedRecord>) -> Self {
        let mut changes = Self::default();
        let mut add = |entries: &[Entry], field: fn(&mut Count) -> &mut u64| {
            for entry in entries {
                *field(changes.count(entry.record.ty())) += 1;
            }
        };
        add(&comparison.added, |count| &mut count.added);
        add(&comparison.changed, |count| &mut count.changed);
        add(&comparison.moved, |count| &mut count.moved);
        add(&comparison.unchanged, |count| &mut count.unchanged);
        for dropped in &comparison.dropped {
            changes.count(dropped.ty).removed += 1;
        }
        for record in &retained {
            changes.count(record.ty).removed -= 1;
        }
        changes.retained = retained;
        changes
    }

    /// Whether any record was added, changed, moved or removed.
    #[must_use]
    pub fn any(&self) -> bool {
        self.counts.values().any(|it| it.added + it.changed + it.moved + it.removed > 0)
    }

    fn count(&mut self, ty: EntityType) -> &mut Count {
        self.counts.entry(ty).or_default()
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut clauses: Vec<_> = self
            .counts
            .iter()
            .filter_map(|(ty, count)| Some(format!("{}: {}", ty.plural(), count.words()?)))
            .collect();
        if clauses.is_empty() {
            clauses.push("nothing changed".to_owned());
        }
        if !self.retained.is_empty() {
            let retained = self.retained.iter().map(|it| format!("{} {}", it.ty.noun(), it.key));
            let retained = retained.collect::<Vec<_>>().join(", ");
            clauses.push(format!("kept because imported facts refer to them: {retained}"));
        }
        f.write_str(&clauses.join("; "))
    }
}

impl Count {
    /// For example `3 added, 1 changed`; None if nothing changed.
    fn words(&self) -> Option<String> {
        let counts = [
            (self.added, "added"),
            (self.changed, "changed"),
            (self.moved, "moved"),
            (self.removed, "removed"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let words: Vec<_> = counts.map(|(count, word)| format!("{count} {word}")).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}
