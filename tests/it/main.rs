//! The tests that use the crate from outside, in one binary.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

mod acts;
mod architecture;
mod arguments;
mod as_of;
mod attacks;
mod cli;
mod docs;
mod documents;
mod ended_with;
mod entity_types;
mod every_field;
mod faults;
mod groups;
mod hierarchy;
mod histories;
mod http;
mod import;
mod limits;
mod memory;
mod nested_filters;
mod network;
mod omitted;
mod operating;
mod oracle;
mod paging;
mod protocol;
mod queries;
mod related;
mod reports;
mod response_text;
mod schema;
mod search_quality;
mod seeded;
mod server;
mod stages;
mod statements;
mod store;
mod successions;
mod support;
mod time_dates;
mod time_forms;
mod time_model;
mod time_moments;
mod time_network;
mod time_oracle;
mod time_table;
mod topics;
mod upgrade;
mod within;
