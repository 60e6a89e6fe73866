//! The listening socket, the loop that accepts connections, and the shutdown.

use std::{
    io,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    net::{TcpListener, TcpSocket},
    sync::watch,
    time::{sleep, timeout},
};

use super::{connection, descriptors, signals::stop_signal};
use crate::{
    limits::http::{
        ACCEPT_RETRY_DELAY, CLOSE_GRACE, LISTEN_BACKLOG, MAKE_ROOM_INTERVAL, SHUTDOWN_GRACE,
    },
    web::dispatch::Dispatcher,
};

/// How often the shutdown looks whether requests are still in flight.
const DRAIN_POLL: Duration = Duration::from_millis(5);

/// A socket bound to an address. It refuses connections until [`listen`] is called.
///
/// # Errors
/// If the system does not allow it.
pub fn bind(address: SocketAddr) -> anyhow::Result<TcpSocket> {
    let bind = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        // A server can then be restarted at once, while connections of the last one are in TIME_WAIT.
        #[cfg(unix)]
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        Ok(socket)
    };
    bind().map_err(|cause| cannot_listen(address, cause))
}

/// Begins to accept connections.
///
/// # Errors
/// If the system does not allow it.
pub fn listen(socket: TcpSocket) -> anyhow::Result<TcpListener> {
    let address = socket.local_addr()?;
    socket.listen(LISTEN_BACKLOG).map_err(|cause| cannot_listen(address, cause))
}

fn cannot_listen(address: SocketAddr, cause: io::Error) -> anyhow::Error {
    anyhow::Error::new(cause).context(format!(
        "cannot listen on {address}; choose another address with --listen if another program uses it"
    ))
}

/// Serves until the process is told to stop. Then requests in flight are answered, new ones are refused with 503, and
/// connections are closed. `ready` is called as soon as connections are accepted.
pub async fn serve(listener: TcpListener, dispatcher: Arc<Dispatcher>, ready: impl FnOnce()) {
    let stop = stop_signal();
    descriptors::bound_buffers(&listener, dispatcher.app().socket_buffer_bytes());
    ready();
    let (close_connections, closing) = watch::channel(());
    let server = Acceptor { dispatcher: dispatcher.clone(), closing };
    tokio::select! {
        () = server.accept_all(&listener) => {}
        () = server.make_room() => {}
        () = stop => {}
    }
    tracing::info!("stopping: requests in flight are answered, new requests are refused");
    let stopped = Instant::now();
    let admission = &dispatcher.app().admission;
    admission.stop();
    let drained = async {
        while admission.in_flight() > 0 {
            sleep(DRAIN_POLL).await;
        }
    };
    tokio::select! {
        () = server.accept_all(&listener) => {}
        () = drained => {}
        () = sleep(SHUTDOWN_GRACE) => tracing::warn!("stopped while requests were still in flight"),
    }
    drop((listener, server));
    // Fails if there is no connection left to tell.
    let _ = close_connections.send(());
    // Idle connections close at once, the others when their response has been sent.
    let grace = SHUTDOWN_GRACE.saturating_sub(stopped.elapsed()).max(CLOSE_GRACE);
    if timeout(grace, close_connections.closed()).await.is_err() {
        tracing::warn!("stopped while connections were still open");
    }
}

struct Acceptor {
    dispatcher: Arc<Dispatcher>,
    /// Changes when connections should close.
    closing: watch::Receiver<()>,
}

impl Acceptor {
    /// Closes the connections of slow readers, one after the other, while responses wait for the room that theirs take.
    async fn make_room(&self) {
        let app = self.dispatcher.app();
        loop {
            sleep(MAKE_ROOM_INTERVAL).await;
            if app.admission.is_short_of_room() && app.connections.close_slowest_reader() {
                app.metrics.limit_exceeded("sending_bytes");
            }
        }
    }

    async fn accept_all(&self, listener: &TcpListener) {
        let app = self.dispatcher.app();
        loop {
            let (stream, peer) = match listener.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    // The client has gone already, or the process has too many open files. Both pass.
                    tracing::debug!(%error, "could not accept a connection");
                    if error.kind() != io::ErrorKind::ConnectionAborted {
                        app.connections.shed();
                        sleep(ACCEPT_RETRY_DELAY).await;
                    }
                    continue;
                }
            };
            // Without a slot the connection is closed: no other gives way.
            let client = app.admission.client_of_connection(peer.ip());
            let Some(slot) = app.connections.open(client) else {
                app.metrics.limit_exceeded("connections");
                continue;
            };
            let closing = self.closing.clone();
            tokio::spawn(connection::serve(self.dispatcher.clone(), stream, peer, slot, closing));
        }
    }
}
