//! Listening: connections under axum's router, each bounded in time, and the end of them all.
//!
//! Own code rather than `axum::serve`, which sets no timer and no bound: connections that send their head
//! byte by byte, or nothing, stay open for ever there.

use std::{convert::Infallible, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::watch,
    time::{sleep, timeout},
};
use tokio_io_timeout::TimeoutStream;

use super::{connections::Place, hyper_refusal::Completing, lingering::Lingering};
use crate::web::{App, dispatch};

/// How long requests in flight may go on once the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How long connections may take to let go once nothing is in flight.
const FAREWELL: Duration = Duration::from_secs(1);
/// How long to wait where the system cannot give another connection.
const NO_MORE: Duration = Duration::from_millis(50);
/// Bytes that hyper reads ahead, and so of the head of a request.
const HEAD: usize = 64 << 10;
/// Connections that may wait to be accepted. With fewer a burst fills the queue, and whoever comes then is
/// not heard before a second has passed.
const WAITING: u32 = 4_096;

/// Listens on an address.
///
/// # Errors
/// When the system does not let it.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // Where a server has just ended, another may begin.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

/// Serves until the process is told to stop; then requests in flight are answered, new ones are told to
/// come again, and the connections end.
pub async fn run(listener: TcpListener, app: Arc<App>, router: Router, ready: impl FnOnce()) {
    let told = asked_to_stop();
    ready();
    let (end, ended) = watch::channel(());
    let server = Server { app: app.clone(), router, ended };
    tokio::select! {
        () = server.accept(&listener) => {}
        () = told => {}
    }
    tracing::info!("stopping: requests in flight are answered, new ones are told to come again");
    app.gate.close();
    tokio::select! {
        () = server.accept(&listener) => {}
        () = nothing_in_flight(&app) => {}
        () = sleep(GRACE) => tracing::warn!("stopped with requests still in flight"),
    }
    drop((listener, server));
    // Connections that cannot be told have gone already.
    let _ = end.send(());
    if timeout(FAREWELL, end.closed()).await.is_err() {
        tracing::warn!("stopped with connections still open");
    }
}

async fn nothing_in_flight(app: &App) {
    while app.gate.in_flight() > 0 {
        sleep(Duration::from_millis(5)).await;
    }
}

struct Server {
    app: Arc<App>,
    router: Router,
    /// Changes for every connection when the server ends.
    ended: watch::Receiver<()>,
}

impl Server {
    async fn accept(&self, listener: &TcpListener) {
        loop {
            let (stream, peer) = match listener.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    // The client has gone again, or there are too many files open; both pass.
                    tracing::debug!(%error, "a connection was not made");
                    sleep(NO_MORE).await;
                    continue;
                }
            };
            // Where every connection waits for an answer, this one is closed.
            let Some(place) = self.app.connections.take() else {
                self.app.metrics.refused("connections");
                continue;
            };
            tokio::spawn(self.connection(stream, peer, place));
        }
    }

    /// Serves one connection to its end.
    fn connection(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        place: Place,
    ) -> impl Future<Output = ()> + use<> {
        let limits = self.app.limits;
        let app = self.app.clone();
        let router = TowerToHyperService::new(self.router.clone());
        let mut ended = self.ended.clone();
        async move {
            // Answers are written at once; waiting for more to send would only delay them.
            let _ = stream.set_nodelay(true);
            let mut stream = TimeoutStream::new(stream);
            stream.set_write_timeout(Some(limits.server.response_write_time));
            let service = service_fn(async |request: Request<Incoming>| {
                let _busy = place.busy();
                let request = request.map(Body::new);
                Ok::<_, Infallible>(dispatch::answer(&app, &router, peer, request).await)
            });
            let mut connection = pin!(
                http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(limits.server.request_head_time)
                    .max_buf_size(HEAD)
                    .serve_connection(
                        TokioIo::new(Lingering::new(Completing::new(Box::pin(stream)))),
                        service
                    )
            );
            let mut told = false;
            loop {
                tokio::select! {
                    biased;
                    // What goes wrong with a connection is its client's affair.
                    _ = connection.as_mut() => break,
                    () = place.seat.must_leave() => break,
                    _ = ended.changed(), if !told => {
                        connection.as_mut().graceful_shutdown();
                        told = true;
                    }
                }
            }
        }
    }
}

/// Ends when the process is told to stop. It listens from the call on: whoever is told that the server is
/// ready may stop it at once.
fn asked_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
        async move {
            match &mut signals {
                [Ok(interrupt), Ok(terminate)] => {
                    tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
                }
                // Without a signal there is nothing to wait for but the end of the process.
                _ => std::future::pending().await,
            }
        }
    }
    #[cfg(not(unix))]
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}
