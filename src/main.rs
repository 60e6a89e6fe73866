//! Entry point of the `consortia` binary.

fn main() {}
