//! Entry point of the `consortia` binary: arguments in, exit code out.

use std::process::ExitCode;

use consortia::cli;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os()) {
        Ok(command_line) => cli::run(&command_line),
        Err(error) => error.exit(),
    }
}
