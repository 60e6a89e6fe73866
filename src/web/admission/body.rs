//! Reads the body of a POST: JSON, within limits on its size and time, and on the bytes of all bodies together.

use std::{
    future::poll_fn,
    pin::pin,
    task::Poll,
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::HeaderMap,
};
use http_body_util::BodyExt;
use tokio::time::timeout;

use super::{
    budget::{Budget, Reservation},
    client::Client,
    refusal,
};
use crate::{
    limits::{
        Limits,
        http::{BODY_ROOM_TIME, BODY_STALL_TIME, BODY_STEP_BYTES, MIN_BODY_RATE, SMALL_BODY_BYTES},
    },
    web::response::{Reply, media_type},
};

/// Time between two checks whether a slow body is refused because others wait.
const TICK: Duration = Duration::from_secs(1);

/// Reads the bodies of a client.
pub struct Receiver<'r> {
    /// The client.
    pub client: &'r Client,
    /// The bytes of all bodies that are being received.
    pub budget: &'r Budget,
    /// The limits of one body.
    pub limits: &'r Limits,
}

/// What was received so far.
struct Received<'r> {
    body: Body,
    bytes: Vec<u8>,
    limits: &'r Limits,
}

impl Receiver<'_> {
    /// Reads the body of a POST. Returns it with the bytes that are reserved for it, if it is not small.
    ///
    /// # Errors
    /// The response to a body that is not sent as JSON, is too large, too slow, or incomplete, or for which there is no
    /// room.
    pub async fn read_json(
        &self,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<(Bytes, Option<Reservation>), Reply> {
        if !media_type::is_json(headers) {
            return Err(refusal::unsupported_media_type());
        }
        if !media_type::is_not_encoded(headers) {
            return Err(refusal::unsupported_content_coding());
        }
        // A body that announces more than the limit is not read at all.
        if body.size_hint().lower() > self.limits.request.body_bytes {
            return Err(refusal::body_too_large(self.limits));
        }
        let mut received = Received { body, bytes: Vec::new(), limits: self.limits };
        // Nearly every body arrives together with its head, and is there once hyper has polled the connection again.
        let reserved = match at_once(received.rest()).await {
            Some(complete) => {
                complete?;
                let is_small = received.bytes.len() <= SMALL_BODY_BYTES;
                if is_small { None } else { Some(self.reserve(received.held()).await?) }
            }
            None => self.wait_for(&mut received).await?,
        };
        Ok((received.bytes.into(), reserved))
    }

    async fn reserve(&self, bytes: u64) -> Result<Reservation, Reply> {
        let reserved = self.budget.reserve(self.client, bytes, BODY_ROOM_TIME).await;
        reserved.ok_or_else(|| self.no_room())
    }

    fn no_room(&self) -> Reply {
        refusal::no_room("receiving_bytes", self.budget.total()).and_close()
    }

    /// Receives what has not arrived yet. A slow body is refused if others wait for its bytes.
    async fn wait_for(&self, received: &mut Received<'_>) -> Result<Option<Reservation>, Reply> {
        let (start, limit) = (Instant::now(), self.limits.server.request_body_time);
        // The memory of its connection covers a body that is announced as small.
        let announced = received.body.size_hint().exact();
        let is_small = announced.is_some_and(|bytes| bytes <= SMALL_BODY_BYTES as u64);
        let mut reserved = if is_small {
            None
        } else {
            Some(self.reserve(received.held() + BODY_STEP_BYTES).await?)
        };
        let mut last_part = start;
        loop {
            let elapsed = start.elapsed();
            let stalled = last_part.elapsed() >= BODY_STALL_TIME && self.budget.is_contended();
            if elapsed >= limit || stalled || self.gives_way(received, elapsed) {
                return Err(refusal::body_too_slow(self.limits));
            }
            match timeout(TICK.min(limit.saturating_sub(elapsed)), received.next()).await {
                Ok(next) => {
                    if !next? {
                        return Ok(reserved);
                    }
                    last_part = Instant::now();
                }
                Err(_) => continue,
            }
            if let Some(reserved) = &mut reserved
                && received.held() > reserved.bytes()
                && !reserved.resize(received.held() + BODY_STEP_BYTES)
            {
                return Err(self.no_room());
            }
        }
    }

    fn gives_way(&self, received: &Received<'_>, elapsed: Duration) -> bool {
        let expected = MIN_BODY_RATE.saturating_mul(elapsed.as_secs());
        elapsed >= TICK && (received.bytes.len() as u64) < expected && self.budget.is_contended()
    }
}

impl Received<'_> {
    /// Bytes that it takes.
    fn held(&self) -> u64 {
        self.bytes.capacity() as u64
    }

    async fn rest(&mut self) -> Result<(), Reply> {
        while self.next().await? {}
        Ok(())
    }

    /// Receives the next part; `false` if there is none. A part is copied: it is a slice of the buffer of its
    /// connection, which would stay as long as the part, even if that is a single byte.
    async fn next(&mut self) -> Result<bool, Reply> {
        let frame = match self.body.frame().await {
            None => return Ok(false),
            Some(Err(_)) => return Err(refusal::body_incomplete()),
            Some(Ok(frame)) => frame,
        };
        let Ok(part) = frame.into_data() else { return Ok(true) };
        if (self.bytes.len() + part.len()) as u64 > self.limits.request.body_bytes {
            return Err(refusal::body_too_large(self.limits));
        }
        // Not twice as much each time: a part of the memory is all that bodies may take.
        let is_last = self.body.is_end_stream();
        let step = if is_last { 0 } else { usize::try_from(BODY_STEP_BYTES).unwrap_or(0) };
        if self.bytes.capacity() - self.bytes.len() < part.len() {
            self.bytes.reserve_exact(part.len().max(step));
        }
        self.bytes.extend_from_slice(&part);
        Ok(true)
    }
}

/// The output of a future that is ready at its second poll.
async fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut polled = false;
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending if polled => Poll::Ready(None),
        Poll::Pending => {
            polled = true;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    })
    .await
}
