//! How a server process ended, and what that most likely means.

use std::{
    fmt,
    os::unix::process::ExitStatusExt,
    process::{ExitCode, ExitStatus},
};

use rustix::process::Signal;

use super::database_file::EXIT_DATABASE_REFUSED;

/// How a server process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It stopped in order: it was told to.
    Stopped,
    /// It refused the database file, and has said why.
    DatabaseRefused,
    /// It ended with another exit code, and has said why.
    Failed(u8),
    /// It was killed by this signal.
    Killed(i32),
}

impl Ending {
    pub(super) fn of(status: ExitStatus) -> Self {
        match (status.code(), status.signal()) {
            (Some(0), _) => Self::Stopped,
            (Some(code), _) if code == i32::from(EXIT_DATABASE_REFUSED) => Self::DatabaseRefused,
            (Some(code), _) => Self::Failed(u8::try_from(code).unwrap_or(u8::MAX)),
            (None, signal) => Self::Killed(signal.unwrap_or_default()),
        }
    }

    /// Whether somebody wanted the process to end.
    pub(super) fn was_wanted(self) -> bool {
        let stop_signals = [Signal::TERM, Signal::INT].map(Signal::as_raw);
        matches!(self, Self::Stopped)
            || matches!(self, Self::Killed(signal) if stop_signals.contains(&signal))
    }

    /// The exit code of the supervisor if it ends for this reason: that of the server, or the one that shells give to
    /// programs that a signal has ended.
    pub(super) fn exit_code(self) -> ExitCode {
        match self {
            Self::Stopped => ExitCode::SUCCESS,
            Self::DatabaseRefused => ExitCode::FAILURE,
            Self::Failed(code) => code.into(),
            Self::Killed(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX).into(),
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stopped => f.write_str("stopped"),
            Self::DatabaseRefused => {
                f.write_str("refused the database file; see the message above")
            }
            Self::Failed(code) => write!(f, "ended with exit code {code}; see the message above"),
            Self::Killed(signal) => {
                let (name, meaning) = explain(*signal);
                write!(f, "was killed by signal {signal} ({name}): {meaning}")
            }
        }
    }
}

/// The name of a signal, and why it most likely came.
fn explain(signal: i32) -> (&'static str, &'static str) {
    match Signal::from_named_raw(signal) {
        Some(Signal::BUS) => (
            "SIGBUS",
            "the database file was truncated or overwritten while it was served, or its disk failed; \
             to put another file in its place, use `consortia restore FILE`",
        ),
        Some(Signal::KILL) => (
            "SIGKILL",
            "the system ran out of memory (see its log), or somebody killed the process",
        ),
        Some(Signal::ABORT) => {
            ("SIGABRT", "the program aborted: out of memory, or a bug; please report it")
        }
        Some(Signal::SEGV) => ("SIGSEGV", "a bug in the program; please report it"),
        Some(Signal::ILL) => ("SIGILL", "a bug in the program; please report it"),
        Some(Signal::XFSZ) => ("SIGXFSZ", "a file exceeded the size limit of the system"),
        Some(Signal::XCPU) => ("SIGXCPU", "the process exceeded the time limit of the system"),
        _ => ("another signal", "somebody sent it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_are_explained() {
        let killed = |signal: Signal| Ending::of(ExitStatus::from_raw(signal.as_raw()));
        let bus = killed(Signal::BUS).to_string();
        assert!(bus.contains("SIGBUS") && bus.contains("consortia restore FILE"), "{bus}");
        assert!(killed(Signal::KILL).to_string().contains("memory"));
        assert!(killed(Signal::HUP).to_string().contains("signal 1 "));
        assert!(killed(Signal::TERM).was_wanted() && !killed(Signal::BUS).was_wanted());
        assert_eq!(Ending::of(ExitStatus::from_raw(3 << 8)), Ending::DatabaseRefused);
        assert_eq!(Ending::of(ExitStatus::from_raw(101 << 8)), Ending::Failed(101));
        assert_eq!(Ending::of(ExitStatus::from_raw(0)), Ending::Stopped);
    }
}
