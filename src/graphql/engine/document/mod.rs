//! Documents before they are compiled: bounded, validated and checked.

pub(super) mod checks;
pub(super) mod guard;
pub(super) mod validation;
