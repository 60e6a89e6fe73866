//! Runs the command that the command line names, and turns its outcome into an exit code.

use std::{io::IsTerminal, process::ExitCode};

use anyhow::Context;

use super::{
    args::{Command, CommandLine, GlobalOptions},
    backup, check, export, import, output, query, seed, serve,
};
use crate::{graphql::registry_engine, limits::Limits};

/// Runs the command of a command line. Errors go to standard error, in one line with their causes.
#[must_use]
pub fn run(command_line: &CommandLine) -> ExitCode {
    log_to_stderr(command_line.global.log_json);
    let default = Command::Serve(command_line.serve.clone());
    let command = command_line.command.as_ref().unwrap_or(&default);
    match dispatch(command, &command_line.global) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of a pipe, such as `head`, has read enough.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::print_error(format_args!("consortia: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &Command, global: &GlobalOptions) -> anyhow::Result<()> {
    // SQLite reads some names, such as `:memory:`, as other than files; it takes every absolute path as one.
    let db = &std::path::absolute(&global.db).context("--db")?;
    match command {
        Command::Serve(options) => serve::serve(db, options),
        Command::Check { path } => check::check(path.as_deref()),
        Command::Seed => output::print(seed::open(db)?.changes),
        Command::Import(source) => import::import(db, source),
        Command::Schema => output::print(registry_engine(Limits::default())?.sdl().trim_end()),
        Command::Query(options) => query::query(db, options),
        Command::Export(options) => export::export(db, options),
        Command::Backup { to } => backup::backup(db, to),
        Command::Health(options) => serve::health(options),
    }
}

fn log_to_stderr(json: bool) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter =
        EnvFilter::try_from_env("CONSORTIA_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let log = log.with_ansi(std::io::stderr().is_terminal());
    // Fails if the log is set up already, as in tests that run several commands in one process.
    let _ = if json { log.json().try_init() } else { log.try_init() };
}
