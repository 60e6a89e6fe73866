//! `consortia`: a registry of a research ecosystem behind a GraphQL API.
//!
//! | module | what it is for |
//! | --- | --- |
//! | [`domain`] | the words of the field; knows nothing else |
//! | [`seed`] | the curators' files, read and checked |
//! | [`store`] | the database; the only place that knows SQL |
//! | [`import`] | the files of other registries and people's own lists, a record at a time |
//! | [`graphql`] | the public language, and the engine that answers it |
//! | [`report`] | answers as tables, in the formats that people's tools open |
//! | [`web`] | HTTP |
//! | [`published`] | the documents that have names |
//! | [`cache`] | what is kept, bounded by its weight |
//! | [`limits`] | what one request, one client and all together may |
//! | [`export`] | tables as files, without a server |
//! | [`config`], [`cli`], [`clock`] | what can be set, the commands, the time |

pub mod cache;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod export;
pub mod graphql;
pub mod import;
pub mod limits;
pub mod published;
pub mod report;
pub mod seed;
pub mod store;
pub mod web;
