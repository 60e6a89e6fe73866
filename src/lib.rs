//! `consortia`: a registry of a research ecosystem behind a GraphQL API.

pub mod domain;
