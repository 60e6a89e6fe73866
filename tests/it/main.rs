//! The tests that use the crate from outside, in one binary.

mod as_of;
mod histories;
mod network;
mod paging;
mod store;
mod support;
mod time_oracle;
mod time_table;
