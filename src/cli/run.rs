//! Runs the command that the command line names, and turns its outcome into an exit code.

use std::{io::IsTerminal, process::ExitCode};

use anyhow::Context;
use tracing_subscriber::{EnvFilter, fmt};

use super::{
    args::{Command, CommandLine},
    backup, check, demo, environment, export,
    import::{self, candidates},
    output, query, restore, seed, serve,
};
use crate::{
    graphql::registry_engine,
    limits::{Limits, memory::CacheSizes},
};

/// Runs the command of a command line. Errors go to standard error, in one line with their causes.
#[must_use]
pub fn run(command_line: &CommandLine) -> ExitCode {
    match prepare(command_line).and_then(|()| dispatch(command_line)) {
        Ok(code) => code,
        // The reader of a pipe, such as `head`, has read enough.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::print_error(format_args!("consortia: {error:#}"));
            exit_code(&error)
        }
    }
}

/// The exit code of a command that failed. A supervisor learns from it why its server process did not start.
fn exit_code(error: &anyhow::Error) -> ExitCode {
    #[cfg(target_os = "linux")]
    {
        use crate::{store::Error, web::supervisor};
        let is_refusal = error.downcast_ref().is_some_and(|error: &Error| {
            error.is_about_content() || matches!(error, Error::NoFile(_))
        });
        if is_refusal && supervisor::ServerProcess::from_environment().is_some() {
            return supervisor::EXIT_DATABASE_REFUSED.into();
        }
    }
    ExitCode::FAILURE
}

/// Checks the environment, and sets up the log.
fn prepare(command_line: &CommandLine) -> anyhow::Result<()> {
    environment::refuse_unknown_variables()?;
    log_to_stderr(environment::log_filter()?, command_line.global.log_json);
    Ok(())
}

fn dispatch(command_line: &CommandLine) -> anyhow::Result<ExitCode> {
    let options = &command_line.serve;
    // SQLite reads some names, such as `:memory:`, as other than files; it takes every absolute path as one.
    let db = &std::path::absolute(&command_line.global.db).context("--db")?;
    match command_line.command.as_ref().unwrap_or(&Command::Serve) {
        Command::Serve => return serve::serve(db, options),
        Command::Demo(registers) => return demo::demo(db, registers, options),
        Command::Check { path } => check::check(path.as_deref()),
        Command::Seed => output::print(seed::open(db)?.changes),
        Command::Import(source) => import::import(db, source),
        Command::Candidates(options) => candidates::candidates(db, options),
        Command::Schema => output::print(
            registry_engine(Limits::default(), &CacheSizes::default())?.sdl().trim_end(),
        ),
        Command::Query(options) => query::query(db, options),
        Command::Export(options) => export::export(db, options),
        Command::Backup { to } => backup::backup(db, to),
        Command::Restore { from, no_copy } => restore::restore(db, from, !no_copy),
        Command::Health => serve::health(options.listen),
    }
    .map(|()| ExitCode::SUCCESS)
}

fn log_to_stderr(filter: EnvFilter, json: bool) {
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let log = log.with_ansi(std::io::stderr().is_terminal());
    // Fails if the log is set up already, as in tests that run several commands in one process.
    let _ = if json { log.json().try_init() } else { log.try_init() };
}
