//! Keys of different records that have one slug.

use std::{cell::RefCell, collections::HashSet};

use crate::domain::entity_type::EntityType;

/// Keys that differ from another one only in case and punctuation, although the records have different names, as `99/1` and `99-1`.
/// The records that have them are refused, and so is what refers to these, because it would refer to the other records.
#[derive(Debug, Default)]
pub struct AmbiguousKeys(RefCell<HashSet<(EntityType, String)>>);

impl AmbiguousKeys {
    /// Notes the key of a record that is refused.
    pub fn note(&self, ty: EntityType, key: &str) {
        self.0.borrow_mut().insert((ty, key.to_owned()));
    }

    /// Whether a record with this key was refused.
    #[must_use]
    pub fn has(&self, ty: EntityType, key: &str) -> bool {
        let keys = self.0.borrow();
        !keys.is_empty() && keys.contains(&(ty, key.to_owned()))
    }
}
