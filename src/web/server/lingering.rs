//! Closing a connection without losing the response.
//!
//! A request may be answered before its body is read: it is too large, of the wrong type, or over the rate limit. If the
//! socket were closed at once, the unread data would make the system send a reset, on which the client's system may
//! discard the response (RFC 9112, section 9.6). Therefore what the client still sends is read and discarded for a
//! while.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

use crate::limits::http::{LINGER_BYTES, LINGER_TIME};

/// A stream that discards what it still receives after it is shut down.
pub struct LingeringStream<S> {
    stream: S,
    lingering: Option<Lingering>,
}

/// What happened since the shutdown.
struct Lingering {
    deadline: Pin<Box<Sleep>>,
    discarded_bytes: usize,
}

impl<S> LingeringStream<S> {
    /// Wraps a stream.
    pub fn new(stream: S) -> Self {
        Self { stream, lingering: None }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for LingeringStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for LingeringStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let Self { stream, lingering } = self.get_mut();
        if lingering.is_none() {
            ready!(Pin::new(&mut *stream).poll_shutdown(context))?;
        }
        let Lingering { deadline, discarded_bytes } = lingering.get_or_insert_with(|| Lingering {
            deadline: Box::pin(sleep(LINGER_TIME)),
            discarded_bytes: 0,
        });
        let mut scratch = [0; 8 << 10];
        while *discarded_bytes < LINGER_BYTES && deadline.as_mut().poll(context).is_pending() {
            let mut buffer = ReadBuf::new(&mut scratch);
            match ready!(Pin::new(&mut *stream).poll_read(context, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => *discarded_bytes += buffer.filled().len(),
                // The client has closed the connection: it has the response, or does not want it.
                _ => break,
            }
        }
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn what_is_still_received_is_discarded_until_the_client_closes() {
        let (near, far) = tokio::io::duplex(16);
        let (mut stream, (mut response, mut request)) =
            (LingeringStream::new(near), tokio::io::split(far));
        let serve = async move {
            stream.write_all(b"too large").await.unwrap();
            stream.shutdown().await.unwrap();
        };
        let client = async move {
            request.write_all(&[7; 1_000]).await.unwrap();
            let mut text = String::new();
            response.read_to_string(&mut text).await.unwrap();
            drop((response, request));
            text
        };
        assert_eq!(tokio::join!(serve, client).1, "too large");
    }

    #[tokio::test]
    async fn a_client_that_does_not_close_is_not_waited_for_long() {
        let (near, _far) = tokio::io::duplex(16);
        let ended =
            tokio::time::timeout(LINGER_TIME * 20, LingeringStream::new(near).shutdown()).await;
        assert!(ended.unwrap().is_ok());
    }
}
