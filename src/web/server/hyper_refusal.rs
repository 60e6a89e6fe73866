//! Answers that hyper gives by itself, to what is no request: a head that cannot be read, or is too large.
//! They never come by the router, so what every answer has is written into them here, on their way out.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::web::dispatch;

/// The longest head that can be one of hyper's own: status line, `connection`, `content-length`, `date`.
const LONGEST: usize = 256;

/// A stream that completes such answers.
pub struct Completing<S> {
    stream: S,
    /// What is left of a completed answer to write.
    left: Vec<u8>,
}

impl<S> Completing<S> {
    /// Over a stream.
    pub fn new(stream: S) -> Self {
        Self { stream, left: Vec::new() }
    }
}

impl<S: AsyncWrite + Unpin> Completing<S> {
    fn write_left(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.left.is_empty() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, &self.left))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.left.drain(..written);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Completing<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Completing<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.write_left(context))?;
        let Some(completed) = completed(bytes) else {
            return Pin::new(&mut self.stream).poll_write(context, bytes);
        };
        self.left = completed;
        // It is taken, whether or not it can be passed on at once.
        if let Poll::Ready(outcome) = self.write_left(context) {
            outcome?;
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match pieces {
            [] => Poll::Ready(Ok(0)),
            [one] => self.poll_write(context, one),
            // Hyper's own answers have no body, and so no second piece.
            _ => {
                ready!(self.write_left(context))?;
                Pin::new(&mut self.stream).poll_write_vectored(context, pieces)
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.write_left(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.write_left(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// The answer with what every answer has, if it is one of hyper's own.
fn completed(bytes: &[u8]) -> Option<Vec<u8>> {
    let own =
        bytes.len() <= LONGEST && bytes.starts_with(b"HTTP/1.1 4") && bytes.ends_with(b"\r\n\r\n");
    let text = std::str::from_utf8(bytes).ok().filter(|_| own)?;
    let (line, headers) = text.split_once("\r\n").filter(|_| !text.contains("x-request-id"))?;
    let mut answer = format!("{line}\r\nx-request-id: {}\r\n", dispatch::RequestId::next());
    for (name, value) in dispatch::ALWAYS {
        answer.extend([name.as_str(), ": ", value, "\r\n"]);
    }
    answer.push_str(headers);
    Some(answer.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn answers_of_hyper_are_completed_and_others_left_alone() {
        let own = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        let ours = "HTTP/1.1 404 Not Found\r\nx-request-id: 1-1\r\n\r\n";
        let (near, mut far) = tokio::io::duplex(16);
        let mut stream = Completing::new(near);
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
