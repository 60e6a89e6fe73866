//! The commands. Only this module prints, and only here do errors become exit codes.

mod args;
mod backup;
mod check;
mod demo;
mod environment;
mod export;
mod import;
mod memory;
mod output;
mod parse;
mod persisted_documents;
mod query;
mod restore;
mod run;
mod seed;
mod serve;
mod table_exporter;

pub use self::{args::CommandLine, parse::parse, run::run};
