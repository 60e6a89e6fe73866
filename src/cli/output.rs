//! What the commands print: results to standard output, errors to standard error.

#![expect(clippy::print_stderr, reason = "errors go to the person at the command line")]

use std::{fmt::Display, io::Write};

/// Prints a line to standard output.
///
/// # Errors
/// When standard output cannot be written.
pub fn print(line: impl Display) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

/// Prints a line to standard error.
pub fn print_error(line: impl Display) {
    eprintln!("{line}");
}

/// Whether an error says that the reader of standard output has closed it.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<std::io::Error>();
    cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
