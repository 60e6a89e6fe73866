//! The supervisor itself: starts the server process, watches it, and starts it again.

use std::{
    cell::Cell,
    future::pending,
    io,
    net::SocketAddr,
    os::fd::{AsFd, OwnedFd},
    path::Path,
    pin::{Pin, pin},
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

use rustix::{
    net::sockopt::socket_acceptconn,
    process::{Pid, Signal, kill_process},
};
use tokio::{
    net::TcpListener,
    process::Child,
    signal::unix::{self, SignalKind},
    time::sleep,
};

use super::{
    database_file::DatabaseFile,
    ending::Ending,
    placeholder::{Reason, answer_all},
    server_process,
};
use crate::{
    limits::supervisor::{
        BIND_RETRY_DELAY, BIND_TIMEOUT, FILE_CHECK_INTERVAL, FIRST_PAUSE, LONGEST_FILE_PAUSE,
        LONGEST_PAUSE, START_TIMEOUT, STEADY_AFTER,
    },
    web::server::{bind, stop_signal},
};

/// Binds `address`, and lets a server process serve there until this process is told to stop. A server process that dies
/// is started again. Returns the exit code of the last one.
///
/// # Errors
/// If the address cannot be used or no process can be started. A first server process that fails says why by itself.
pub fn supervise(address: SocketAddr, database: &Path) -> anyhow::Result<ExitCode> {
    let socket = bind_patiently(address)?.as_fd().try_clone_to_owned()?;
    // On this thread: the server process dies with the thread that has started it.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let database = DatabaseFile::new(database);
        let stop = pin!(stop_signal());
        let pause = Duration::ZERO;
        Supervisor { socket, database, stop, restarts: 0, pause, was_ready: false }.run().await
    })
}

/// Binds the address, which the server process of a supervisor that was killed may keep for a moment.
fn bind_patiently(address: SocketAddr) -> anyhow::Result<tokio::net::TcpSocket> {
    let start = Instant::now();
    loop {
        match bind(address) {
            Err(_) if start.elapsed() < BIND_TIMEOUT => thread::sleep(BIND_RETRY_DELAY),
            outcome => return outcome,
        }
    }
}

struct Supervisor<'s, S> {
    socket: OwnedFd,
    database: DatabaseFile,
    /// SIGTERM or SIGINT.
    stop: Pin<&'s mut S>,
    restarts: u64,
    /// How long to wait before the next start.
    pause: Duration,
    /// Whether the last server process had reported that it serves.
    was_ready: bool,
}

impl<S: Future<Output = ()>> Supervisor<'_, S> {
    async fn run(mut self) -> anyhow::Result<ExitCode> {
        let mut last: Option<(Ending, Instant)> = None;
        loop {
            let started = Instant::now();
            // From here on, so that it does not receive the signal of the last process.
            let ready = unix::signal(SignalKind::user_defined1())?;
            let mut process = match server_process::start(&self.socket, self.restarts) {
                Ok(process) => process,
                Err(error) if last.is_none() => return Err(error.into()),
                Err(error) => {
                    tracing::error!(%error, "the server process cannot be started");
                    if self.wait(Ending::Failed(1)).await.is_stopped() {
                        return Ok(ExitCode::SUCCESS);
                    }
                    continue;
                }
            };
            let ended = self.watch(&mut process, ready, last).await?;
            let Some(ending) = ended else { return self.pass_on_stop(process).await };
            if ending.was_wanted() || !self.has_served() {
                if let Ending::Killed(_) = ending {
                    tracing::error!("the server process {ending}");
                }
                return Ok(ending.exit_code());
            }
            self.restarts += 1;
            let restart = self.restarts;
            let when =
                if ending == Ending::DatabaseRefused { " when the file has changed" } else { "" };
            tracing::error!(
                "the server process {ending}; it is started again{when} (restart {restart})"
            );
            if started.elapsed() >= STEADY_AFTER {
                self.pause = Duration::ZERO;
            }
            last = Some((ending, Instant::now()));
            if self.wait(ending).await.is_stopped() {
                return Ok(ExitCode::SUCCESS);
            }
        }
    }

    /// Waits until the process ends; `None` if this process is told to stop before. Answers in its place until it reports
    /// by SIGUSR1 that it serves, if that takes long.
    async fn watch(
        &mut self,
        process: &mut Child,
        mut ready: unix::Signal,
        last: Option<(Ending, Instant)>,
    ) -> io::Result<Option<Ending>> {
        // After a process that served, connections wait for the next one for a moment.
        let max_wait = if self.was_ready { START_TIMEOUT } else { Duration::ZERO };
        let is_ready = Cell::new(false);
        let until_ready = async {
            match last {
                None => drop(ready.recv().await),
                Some((ending, died)) => {
                    answer_until_ready(&self.socket, &mut ready, ending, max_wait).await;
                    let after = died.elapsed();
                    tracing::warn!(?after, "the server process serves again");
                }
            }
            is_ready.set(true);
            pending::<()>().await;
        };
        let ended = tokio::select! {
            status = process.wait() => Ok(Some(Ending::of(status?))),
            () = self.stop.as_mut() => Ok(None),
            () = until_ready => Ok(None),
        };
        self.was_ready = is_ready.get();
        ended
    }

    /// Waits before the next start, and answers in place of the server meanwhile.
    async fn wait(&mut self, ending: Ending) -> Waited {
        let (pause, reason) = match ending {
            // The file will not become better by itself.
            Ending::DatabaseRefused => (LONGEST_FILE_PAUSE, Reason::DatabaseRefused),
            _ => (self.pause, Reason::Starting),
        };
        self.pause = (self.pause * 2).clamp(FIRST_PAUSE, LONGEST_PAUSE);
        if pause.is_zero() {
            return Waited::Enough;
        }
        let changed = async {
            while !(self.database.has_changed() && reason == Reason::DatabaseRefused) {
                sleep(FILE_CHECK_INTERVAL).await;
            }
        };
        tokio::select! {
            () = self.stop.as_mut() => Waited::Stopped,
            () = sleep(pause) => Waited::Enough,
            () = changed => Waited::Enough,
            () = answer(&self.socket, reason) => Waited::Enough,
        }
    }

    /// Whether any server process has listened at the socket.
    fn has_served(&self) -> bool {
        socket_acceptconn(&self.socket).unwrap_or(false)
    }

    /// Passes the stop on, and waits until the server process has stopped in order.
    async fn pass_on_stop(self, mut process: Child) -> anyhow::Result<ExitCode> {
        // The server closes its own when it accepts no more connections; clients are refused from then on.
        drop(self.socket);
        if let Some(id) = process.id().and_then(|id| Pid::from_raw(id.cast_signed())) {
            // Fails if it has just ended.
            let _ = kill_process(id, Signal::TERM);
        }
        Ok(Ending::of(process.wait().await?).exit_code())
    }
}

enum Waited {
    Enough,
    Stopped,
}

impl Waited {
    fn is_stopped(&self) -> bool {
        matches!(self, Self::Stopped)
    }
}

/// Completes when a server process that has been started serves. Connections are answered here if that takes longer than
/// `max_wait`.
async fn answer_until_ready(
    socket: &OwnedFd,
    ready: &mut unix::Signal,
    last: Ending,
    max_wait: Duration,
) {
    let reason = match last {
        Ending::DatabaseRefused => Reason::DatabaseRefused,
        _ => Reason::Starting,
    };
    let answer = async {
        sleep(max_wait).await;
        answer(socket, reason).await;
    };
    tokio::select! {
        _ = ready.recv() => {}
        () = answer => {}
    }
}

/// Answers every connection that waits at the socket. Never returns.
async fn answer(socket: &OwnedFd, reason: Reason) {
    let listener = socket.try_clone().map(std::net::TcpListener::from);
    match listener.and_then(TcpListener::from_std) {
        Ok(listener) => answer_all(&listener, reason).await,
        Err(error) => {
            tracing::error!(%error, "the supervisor cannot answer");
            pending::<()>().await;
        }
    }
}
