//! Values that statements take, worked out from arguments of this schema.

pub mod key;
