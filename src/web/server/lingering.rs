//! The last moment of a connection: what the client still sends is read and thrown away, for a while.
//!
//! A request may be answered before its body is read: too large, of the wrong type, beyond the budget. If the
//! connection were closed then, TCP would tell the client that what it sent was lost, and the client's
//! system would throw the answer away unread (RFC 9112, section 9.6).

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// How long a client may take to see its answer and close.
const PATIENCE: Duration = Duration::from_millis(500);
/// Bytes that are read and thrown away at most.
const MOST: usize = 4 << 20;

/// A stream that lingers when it is shut down.
pub struct Lingering<S> {
    stream: S,
    /// Since its end was told: how long to wait yet, and how much was thrown away.
    end: Option<(Pin<Box<Sleep>>, usize)>,
}

impl<S> Lingering<S> {
    /// Over a stream.
    pub fn new(stream: S) -> Self {
        Self { stream, end: None }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Lingering<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Lingering<S> {
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
        let Self { stream, end } = self.get_mut();
        if end.is_none() {
            ready!(Pin::new(&mut *stream).poll_shutdown(context))?;
        }
        let (until, thrown) = end.get_or_insert_with(|| (Box::pin(sleep(PATIENCE)), 0));
        let mut scratch = [0; 8 << 10];
        while *thrown < MOST && until.as_mut().poll(context).is_pending() {
            let mut buffer = ReadBuf::new(&mut scratch);
            match ready!(Pin::new(&mut *stream).poll_read(context, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => *thrown += buffer.filled().len(),
                // The client has closed, and so has its answer or does not want it.
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
    async fn what_is_still_sent_is_read_until_the_client_closes() {
        let (near, far) = tokio::io::duplex(16);
        let (mut stream, (mut answer, mut request)) = (Lingering::new(near), tokio::io::split(far));
        let serve = async move {
            stream.write_all(b"too large").await.unwrap();
            stream.shutdown().await.unwrap();
        };
        let client = async move {
            request.write_all(&[7; 1_000]).await.unwrap();
            let mut text = String::new();
            answer.read_to_string(&mut text).await.unwrap();
            drop((answer, request));
            text
        };
        assert_eq!(tokio::join!(serve, client).1, "too large");
    }

    #[tokio::test]
    async fn who_does_not_close_is_not_waited_for_long() {
        let (near, _far) = tokio::io::duplex(16);
        let ended = tokio::time::timeout(PATIENCE * 20, Lingering::new(near).shutdown()).await;
        assert!(ended.unwrap().is_ok());
    }
}
