//! The numbers of figures: their units, and which numbers they allow.

pub mod number_range;
pub mod unit;
