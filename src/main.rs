//! Entry point of the `consortia` binary: arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;
use consortia::cli::{self, CommandLine};

fn main() -> ExitCode {
    cli::run(&CommandLine::parse())
}
