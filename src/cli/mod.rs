//! The commands. Only this module prints, and only here do errors become exit codes.

mod args;
mod backup;
mod check;
mod export;
mod import;
mod output;
mod query;
mod run;
mod seed;
mod serve;
mod table_exporter;

pub use self::{args::CommandLine, run::run};
