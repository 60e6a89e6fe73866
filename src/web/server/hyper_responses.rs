//! The responses that hyper sends by itself, to a head that is malformed or too large.
//!
//! They never pass the dispatcher. The headers that every response has are written into them here, on their way to the
//! socket.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::web::{
    request_context::{REQUEST_ID, RequestId},
    response::default_headers::DEFAULT_HEADERS,
};

/// No response of hyper is longer: it has a status line, `connection`, `content-length` and `date`.
const MAX_BYTES: usize = 256;

/// A stream that adds the missing headers to such responses.
pub struct CompletingStream<S> {
    stream: S,
    /// What remains to be written of a completed response.
    pending: Vec<u8>,
}

impl<S> CompletingStream<S> {
    /// Wraps a stream.
    pub fn new(stream: S) -> Self {
        Self { stream, pending: Vec::new() }
    }
}

impl<S: AsyncWrite + Unpin> CompletingStream<S> {
    fn write_pending(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.pending.is_empty() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, &self.pending))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.pending.drain(..written);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for CompletingStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for CompletingStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.write_pending(context))?;
        let Some(completed) = complete(bytes) else {
            return Pin::new(&mut self.stream).poll_write(context, bytes);
        };
        self.pending = completed;
        // The bytes count as written even if the socket does not take them yet: they are pending.
        if let Poll::Ready(outcome) = self.write_pending(context) {
            outcome?;
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match slices {
            [] => Poll::Ready(Ok(0)),
            [one] => self.poll_write(context, one),
            // The responses of hyper have no body, and therefore no second slice.
            _ => {
                ready!(self.write_pending(context))?;
                Pin::new(&mut self.stream).poll_write_vectored(context, slices)
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.write_pending(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.write_pending(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// The response with the headers that every response has, if it is one of hyper.
fn complete(bytes: &[u8]) -> Option<Vec<u8>> {
    let may_be = bytes.len() <= MAX_BYTES
        && bytes.starts_with(b"HTTP/1.1 4")
        && bytes.ends_with(b"\r\n\r\n");
    let text = std::str::from_utf8(bytes).ok().filter(|_| may_be)?;
    let is_ours = text.contains(REQUEST_ID.as_str());
    let (status_line, headers) = text.split_once("\r\n").filter(|_| !is_ours)?;
    let mut response = format!("{status_line}\r\n{REQUEST_ID}: {}\r\n", RequestId::next());
    for (name, value) in DEFAULT_HEADERS {
        response.extend([name.as_str(), ": ", value, "\r\n"]);
    }
    response.push_str(headers);
    Some(response.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn responses_of_hyper_are_completed_and_others_are_not() {
        let own = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        let ours = "HTTP/1.1 404 Not Found\r\nx-request-id: 1-1\r\n\r\n";
        let (near, mut far) = tokio::io::duplex(16);
        let mut stream = CompletingStream::new(near);
        let write = async move {
            for bytes in [own, ours, "HTTP/1.1 4", "{}\r\n\r\n"] {
                stream.write_all(bytes.as_bytes()).await.unwrap();
            }
            stream.shutdown().await.unwrap();
        };
        let mut text = String::new();
        let ((), read) = tokio::join!(write, far.read_to_string(&mut text));
        read.unwrap();
        let (first, rest) = text.split_once("\r\n\r\n").unwrap();
        assert!(first.starts_with("HTTP/1.1 400 Bad Request\r\nx-request-id: "), "{first}");
        assert!(first.contains("nosniff") && first.ends_with("content-length: 0"), "{first}");
        assert_eq!(rest, format!("{ours}HTTP/1.1 4{{}}\r\n\r\n"));
    }
}
