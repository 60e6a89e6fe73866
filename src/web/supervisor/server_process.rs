//! Both ends of the relation between the supervisor and the server process: what the first passes on, and how the second
//! receives it.

use std::{
    env,
    fs::File,
    io::{self, stdin},
    net::TcpStream,
    os::fd::{AsFd, OwnedFd},
    process::Stdio,
};

use rustix::process::{Pid, Signal, getppid, kill_process, set_parent_process_death_signal};
use tokio::{
    net::TcpSocket,
    process::{Child, Command},
};

/// The environment variable that makes a process the server process of a supervisor: `PID:RESTARTS`.
pub const VARIABLE: &str = "CONSORTIA_SUPERVISED";

/// The program of this process, even if its file has been replaced or removed since.
const OWN_PROGRAM: &str = "/proc/self/exe";

/// What a server process knows of its supervisor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerProcess {
    supervisor: Pid,
    /// How many server processes have died before.
    pub restarts: u64,
}

impl ServerProcess {
    /// Whether this process was started by a supervisor.
    #[must_use]
    pub fn from_environment() -> Option<Self> {
        parse(&env::var(VARIABLE).ok()?)
    }

    /// Ties the life of this process to that of its supervisor, and takes over the bound socket.
    ///
    /// # Errors
    /// If the supervisor has died already, or standard input is no socket.
    pub fn attach(self) -> io::Result<TcpSocket> {
        set_parent_process_death_signal(Some(Signal::KILL))?;
        // Else tools would show the name of `OWN_PROGRAM`.
        let _ = rustix::thread::set_name(c"consortia");
        // It may have died before the call above.
        if getppid() != Some(self.supervisor) {
            return Err(io::Error::other("the supervisor has ended"));
        }
        let socket = stdin().as_fd().try_clone_to_owned()?;
        // Else the socket would stay open, and clients would wait in its queue, while the server stops.
        rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
        Ok(TcpSocket::from_std_stream(TcpStream::from(socket)))
    }

    /// Tells the supervisor that connections are accepted.
    pub fn report_ready(self) {
        // Fails only if the supervisor has died, which ends this process, too.
        let _ = kill_process(self.supervisor, Signal::USR1);
    }
}

fn parse(text: &str) -> Option<ServerProcess> {
    let (supervisor, restarts) = text.split_once(':')?;
    // A negative number would be refused by a panic.
    let supervisor = i32::try_from(supervisor.parse::<u32>().ok()?).ok()?;
    let supervisor = Pid::from_raw(supervisor)?;
    Some(ServerProcess { supervisor, restarts: restarts.parse().ok()? })
}

/// Starts a server process with the arguments of this one.
pub(super) fn start(socket: &OwnedFd, restarts: u64) -> io::Result<Child> {
    let mut command = Command::new(OWN_PROGRAM);
    let mut arguments = env::args_os();
    command.arg0(arguments.next().unwrap_or_default()).args(arguments);
    command.env(VARIABLE, format!("{}:{restarts}", std::process::id()));
    command.stdin(Stdio::from(socket.try_clone()?));
    command.kill_on_drop(true).spawn()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_names_the_supervisor_and_the_restarts() {
        let supervisor = Pid::from_raw(17).unwrap();
        assert_eq!(parse("17:2"), Some(ServerProcess { supervisor, restarts: 2 }));
        for no in ["", "17", "0:0", "x:1", "17:", "-1:0"] {
            assert_eq!(parse(no), None, "{no}");
        }
    }

    #[test]
    fn a_process_whose_parent_is_another_one_does_not_serve() {
        // The first process is not the parent of a test.
        let supervisor = Pid::from_raw(i32::MAX).unwrap();
        let process = ServerProcess { supervisor, restarts: 0 };
        assert!(getppid() != Some(supervisor));
        // Not `attach`: it would tie this process to the thread that runs the test.
        process.report_ready();
    }
}
