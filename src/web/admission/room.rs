//! Memory reserved for responses, from before they are written until they are sent. A reservation lives exactly as long
//! as the bytes of its response, including those in the buffers of hyper.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};

use super::{
    budget::{Budget, Reservation},
    client::Client,
};
use crate::limits::http::{
    CLIENT_SHARE, MAX_SMALL_RESPONSE_BYTES, RESPONSE_ROOM_TIME, SMALL_RESPONSE_BYTES,
    SMALL_RESPONSES_SHARE,
};

/// The reservation for one response. A small response needs none.
#[derive(Debug, Default)]
pub struct Room(Option<Box<Reservation>>);

/// An extension of a response whose memory is reserved already: the reserved bytes, or 0 if all clients share its body.
#[derive(Clone, Copy)]
pub struct HasRoom {
    /// The reserved bytes.
    pub bytes: u64,
}

/// The budget of responses: `total` bytes, of which one client may hold a part, but at least one of the largest responses.
#[must_use]
pub fn budget(total: u64, largest: u64) -> Budget {
    let per_client = (total / CLIENT_SHARE).max(largest.min(total / 2));
    Budget::new(total, per_client)
        .with_room_for_small(MAX_SMALL_RESPONSE_BYTES, total / SMALL_RESPONSES_SHARE)
}

impl Room {
    /// Reserves `bytes` bytes; `None` if they are not free now.
    #[must_use]
    pub fn now(budget: &Budget, client: &Client, bytes: u64) -> Option<Self> {
        if bytes <= SMALL_RESPONSE_BYTES {
            return Some(Self(None));
        }
        Some(Self(Some(budget.try_reserve(client, bytes)?.into())))
    }

    /// Reserves `bytes` bytes, or as many as one client can have, when it is called.
    pub fn later(
        budget: &Budget,
        client: &Client,
        bytes: u64,
    ) -> impl FnOnce() -> Option<Self> + Send + use<> {
        let (budget, client) = (budget.clone(), client.clone());
        move || Self::now(&budget, &client, bytes.min(budget.largest()))
    }

    /// Reserves `bytes` bytes, or as many as one client can have, as soon as they are free; `None` if that takes longer than
    /// [`RESPONSE_ROOM_TIME`].
    pub async fn soon(budget: &Budget, client: &Client, bytes: u64) -> Option<Self> {
        let bytes = bytes.min(budget.largest());
        Some(Self(Some(budget.reserve(client, bytes, RESPONSE_ROOM_TIME).await?.into())))
    }

    /// Changes the reservation to the size of the finished response. Returns `false` if that needs more bytes than are free.
    pub fn fit(&mut self, bytes: usize) -> bool {
        let bytes = bytes as u64;
        if bytes <= SMALL_RESPONSE_BYTES {
            self.0 = None;
            return true;
        }
        self.0.as_mut().is_some_and(|reservation| reservation.resize(bytes))
    }

    /// The extension for the response; `None` if it needs no reservation.
    #[must_use]
    pub fn extension(&self) -> Option<HasRoom> {
        self.0.as_ref().map(|reservation| HasRoom { bytes: reservation.bytes() })
    }

    /// The same bytes. The reservation ends when the last clone or slice of them is dropped.
    #[must_use]
    pub fn hold(self, bytes: Bytes) -> Bytes {
        match self.0 {
            None => bytes,
            Some(reservation) => Bytes::from_owner(Held { bytes, _room: reservation }),
        }
    }

    /// The same body. The reservation ends when the last of its bytes is dropped.
    pub fn hold_body(self, body: Body) -> Body {
        match self.0 {
            None => body,
            Some(reservation) => Body::new(HeldBody { body, room: reservation.into() }),
        }
    }
}

struct Held<R> {
    bytes: Bytes,
    _room: R,
}

impl<R> AsRef<[u8]> for Held<R> {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

struct HeldBody {
    body: Body,
    room: Arc<Reservation>,
}

impl HttpBody for HeldBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        let room = || self.room.clone();
        let hold = |bytes| Bytes::from_owner(Held { bytes, _room: room() });
        Poll::Ready(frame.map(|frame| frame.map(|frame| frame.map_data(hold))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    const BYTES: usize = 1 << 20;

    fn client() -> Client {
        Client::at([192, 0, 2, 1].into())
    }

    #[tokio::test]
    async fn room_lives_as_long_as_the_bytes() {
        let budget = budget(64 << 20, 16 << 20);
        let mut room = Room::soon(&budget, &client(), 16 << 20).await.unwrap();
        assert_eq!(budget.used(), 16 << 20);
        assert!(room.fit(BYTES));
        let bytes = room.hold(vec![0; BYTES].into());
        let slice = bytes.slice(..1);
        drop(bytes);
        assert_eq!(budget.used(), BYTES as u64);
        drop(slice);
        assert_eq!(budget.used(), 0);
        let room = Room::now(&budget, &client(), BYTES as u64).unwrap();
        let mut body = room.hold_body(Body::from(vec![0; BYTES]));
        let frame = body.frame().await.unwrap().unwrap();
        drop(body);
        assert_eq!(budget.used(), BYTES as u64);
        drop(frame);
        assert_eq!(budget.used(), 0);
    }

    #[tokio::test]
    async fn small_responses_need_no_room() {
        let budget = budget(1 << 20, 16 << 20);
        let all = Room::soon(&budget, &client(), 16 << 20).await.unwrap();
        assert_eq!(budget.used(), 1 << 19, "as much as one client can have");
        assert!(Room::now(&budget, &client(), 1 << 19).is_none());
        let mut small = Room::now(&budget, &client(), 1_000).unwrap();
        assert!(small.fit(1_000) && !small.fit(1 << 19) && small.extension().is_none());
        drop(all);
    }
}
