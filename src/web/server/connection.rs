//! One connection, from its first byte to its last.

use std::{convert::Infallible, net::SocketAddr, pin::pin, sync::Arc};

use axum::body::Body;
use hyper::{
    Request,
    body::{Body as _, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{net::TcpStream, sync::watch};
use tokio_io_timeout::TimeoutStream;

use super::{
    hyper_responses::CompletingStream,
    lingering::LingeringStream,
    tracked::{ReceivedBody, SentBody, TrackedStream},
};
use crate::{
    limits::http::MAX_HEAD_BYTES,
    web::{
        admission::{ConnectionSlot, room::HasRoom},
        dispatch::Dispatcher,
    },
};

/// Serves the requests of a connection until the client closes it, a time limit is exceeded, its slot is given to
/// another connection, or `closing` changes.
pub async fn serve(
    dispatcher: Arc<Dispatcher>,
    stream: TcpStream,
    peer: SocketAddr,
    slot: ConnectionSlot,
    mut closing: watch::Receiver<()>,
) {
    let limits = dispatcher.app().limits;
    // Responses are written in one go; waiting for more data would only delay them.
    let _ = stream.set_nodelay(true);
    let activity = slot.activity().clone();
    let mut stream = TimeoutStream::new(TrackedStream::new(stream, activity.clone()));
    stream.set_write_timeout(Some(limits.server.response_write_time));
    let stream = LingeringStream::new(CompletingStream::new(Box::pin(stream)));
    let service = service_fn(async |request: Request<Incoming>| {
        let exchange = slot.begin_exchange();
        let request = request.map(|body| {
            if body.is_end_stream() {
                Body::empty()
            } else {
                Body::new(ReceivedBody::new(body, activity.clone()))
            }
        });
        let response = dispatcher.respond(peer, request).await;
        let held = response.extensions().get().map_or(0, |room: &HasRoom| room.bytes);
        activity.begin_response(held, response.body().size_hint().exact().is_none());
        Ok::<_, Infallible>(response.map(|body| SentBody::track(body, exchange)))
    });
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.server.request_head_time)
            .max_buf_size(MAX_HEAD_BYTES)
            .serve_connection(TokioIo::new(stream), service)
    );
    let mut told_to_close = false;
    loop {
        tokio::select! {
            biased;
            // Errors of a connection are those of its client.
            _ = connection.as_mut() => break,
            () = slot.evicted() => break,
            _ = closing.changed(), if !told_to_close => {
                connection.as_mut().graceful_shutdown();
                told_to_close = true;
            }
        }
    }
}
