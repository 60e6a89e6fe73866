//! `consortia`: a registry of a research ecosystem behind a GraphQL API.
//!
//! | module | what it is for |
//! | --- | --- |
//! | [`domain`] | the concepts of the field: records, dates, roles, vocabularies |
//! | [`seed`] | reads and checks the curators' files |
//! | [`store`] | the database; the only module that knows SQL |
//! | [`import`] | reads releases of other registries and tables of users, one record at a time |
//! | [`graphql`] | the schema and the engine that answers queries |
//! | [`report`] | answers as tables, in the formats that people's tools open |
//! | [`web`] | the HTTP server |
//! | [`cli`] | the commands and their options |
//! | [`limits`] | every limit and page size |
//! | [`allocator`], [`cache`], [`clock`], [`digest`], [`leftovers`], [`progress`], [`suggestion`] | the allocator and its counters, a bounded cache, the current time, SHA-256, files of killed processes, progress bars, words that are similar to a misspelt one |

pub mod allocator;
pub mod cache;
pub mod cli;
pub mod clock;
pub mod digest;
pub mod domain;
pub mod graphql;
pub mod import;
pub mod leftovers;
pub mod limits;
pub mod progress;
pub mod report;
pub mod seed;
pub mod store;
pub mod suggestion;
pub mod web;
