//! What applying a registry did, counted for people.

use std::{collections::BTreeMap, fmt};

use super::{
    item::items,
    plan::{Entry, Plan},
};
use crate::domain::{entity::EntityType, record::Registry};

/// What applying a registry did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Counts by kind of record.
    pub counts: BTreeMap<EntityType, Count>,
    /// Records the seed has dropped that an import still refers to, in order of kind and key.
    pub kept: Vec<Kept>,
}

/// How many records of one kind met which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// New.
    pub added: u64,
    /// Written anew under the id they had.
    pub changed: u64,
    /// The same but for their place in the seed.
    pub moved: u64,
    /// Deleted.
    pub removed: u64,
    /// Not touched.
    pub unchanged: u64,
}

/// A record that the seed no longer has and that was kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// What sort of record it is.
    pub ty: EntityType,
    /// Its slug or key.
    pub key: String,
}

impl Changes {
    /// Nothing changed.
    pub(super) fn none(registry: &Registry) -> Self {
        let mut changes = Self::default();
        for item in items(registry) {
            changes.count(item.ty).unchanged += 1;
        }
        changes
    }

    pub(super) fn new(plan: &Plan, kept: Vec<Kept>) -> Self {
        let mut changes = Self::default();
        let mut tally = |entries: &[Entry], fate: fn(&mut Count) -> &mut u64| {
            for entry in entries {
                *fate(changes.count(entry.item.ty)) += 1;
            }
        };
        tally(&plan.added, |count| &mut count.added);
        tally(&plan.changed, |count| &mut count.changed);
        tally(&plan.moved, |count| &mut count.moved);
        tally(&plan.unchanged, |count| &mut count.unchanged);
        for missing in &plan.missing {
            changes.count(missing.ty).removed += 1;
        }
        for record in &kept {
            changes.count(record.ty).removed -= 1;
        }
        changes.kept = kept;
        changes
    }

    /// Whether any row of the data is other than before.
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
        let mut sentences: Vec<_> = self
            .counts
            .iter()
            .filter_map(|(ty, count)| Some(format!("{}: {}", ty.plural(), count.words()?)))
            .collect();
        if sentences.is_empty() {
            sentences.push("nothing changed".to_owned());
        }
        if !self.kept.is_empty() {
            let kept = self.kept.iter().map(|it| format!("{} {}", it.ty.noun(), it.key));
            let kept = kept.collect::<Vec<_>>().join(", ");
            sentences.push(format!("kept because imported facts refer to them: {kept}"));
        }
        f.write_str(&sentences.join("; "))
    }
}

impl Count {
    /// `3 added, 1 changed`; nothing where nothing happened.
    fn words(&self) -> Option<String> {
        let fates = [
            (self.added, "added"),
            (self.changed, "changed"),
            (self.moved, "moved"),
            (self.removed, "removed"),
        ];
        let happened = fates.iter().filter(|(count, _)| *count > 0);
        let words: Vec<_> = happened.map(|(count, fate)| format!("{count} {fate}")).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}
