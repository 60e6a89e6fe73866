//! Runs the command that the command line names, and turns its outcome into an exit code.

use std::{io::IsTerminal, process::ExitCode};

use anyhow::Context;
use tracing_subscriber::{EnvFilter, fmt};

use super::{
    args::{Command, CommandLine},
    backup, check, environment, export, import, output, query, seed, serve,
};
use crate::{graphql::registry_engine, limits::Limits};

/// Runs the command of a command line. Errors go to standard error, in one line with their causes.
#[must_use]
pub fn run(command_line: &CommandLine) -> ExitCode {
    match prepare(command_line).and_then(|()| dispatch(command_line)) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of a pipe, such as `head`, has read enough.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::print_error(format_args!("consortia: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Checks the environment, and sets up the log.
fn prepare(command_line: &CommandLine) -> anyhow::Result<()> {
    environment::refuse_unknown_variables()?;
    log_to_stderr(environment::log_filter()?, command_line.global.log_json);
    Ok(())
}

fn dispatch(command_line: &CommandLine) -> anyhow::Result<()> {
    let options = &command_line.serve;
    // SQLite reads some names, such as `:memory:`, as other than files; it takes every absolute path as one.
    let db = &std::path::absolute(&command_line.global.db).context("--db")?;
    match command_line.command.as_ref().unwrap_or(&Command::Serve) {
        Command::Serve => serve::serve(db, options),
        Command::Check { path } => check::check(path.as_deref()),
        Command::Seed => output::print(seed::open(db)?.changes),
        Command::Import(source) => import::import(db, source),
        Command::Schema => output::print(registry_engine(Limits::default())?.sdl().trim_end()),
        Command::Query(options) => query::query(db, options),
        Command::Export(options) => export::export(db, options),
        Command::Backup { to } => backup::backup(db, to),
        Command::Health => serve::health(options.listen),
    }
}

fn log_to_stderr(filter: EnvFilter, json: bool) {
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let log = log.with_ansi(std::io::stderr().is_terminal());
    // Fails if the log is set up already, as in tests that run several commands in one process.
    let _ = if json { log.json().try_init() } else { log.try_init() };
}
