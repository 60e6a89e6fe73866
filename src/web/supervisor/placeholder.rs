//! The responses of the supervisor while no server process serves: 503 at every address but `/healthz`. A container whose
//! liveness probe failed would be killed, and nobody could restore the file in it.

use std::{io, sync::Arc, time::Duration};

use axum::http::{Method, header};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{sleep, timeout},
};

use crate::{
    limits::{
        http::ACCEPT_RETRY_DELAY,
        supervisor::{MAX_PLACEHOLDER_CONNECTIONS, PLACEHOLDER_HEAD_TIME},
    },
    web::{
        request_context::{REQUEST_ID, RequestId},
        response::default_headers::DEFAULT_HEADERS,
        routes::{self, Endpoint},
        server::LingeringStream,
    },
};

/// Bytes of a request that are looked at; its first line says all that matters.
const HEAD_BYTES: usize = 4 << 10;
/// When clients should try again.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Why no server process serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The server process starts.
    Starting,
    /// It has refused the database file.
    DatabaseRefused,
}

impl Reason {
    fn message(self) -> &'static str {
        match self {
            Self::Starting => {
                "The service is starting again after a failure; try again in a second."
            }
            Self::DatabaseRefused => {
                "The database file of this service is damaged or cannot be used; \
                 the service answers again once its operator has restored the file."
            }
        }
    }
}

/// Accepts connections and answers the first request of each. Never returns.
pub(super) async fn answer_all(listener: &TcpListener, reason: Reason) {
    let places = Arc::new(Semaphore::new(MAX_PLACEHOLDER_CONNECTIONS));
    loop {
        // Never closed, so there is always a place in time.
        let place = places.clone().acquire_owned().await;
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(async move {
                    // Errors of a connection are those of its client.
                    let _ = answer(stream, reason).await;
                    drop(place);
                });
            }
            Err(_) => sleep(ACCEPT_RETRY_DELAY).await,
        }
    }
}

async fn answer(mut stream: TcpStream, reason: Reason) -> io::Result<()> {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    let read_line = async {
        while head.len() < HEAD_BYTES && !head.contains(&b'\n') {
            if stream.read_buf(&mut head).await? == 0 {
                break;
            }
        }
        io::Result::Ok(())
    };
    timeout(PLACEHOLDER_HEAD_TIME, read_line).await.unwrap_or(Ok(()))?;
    if head.is_empty() {
        return Ok(());
    }
    let mut stream = LingeringStream::new(stream);
    let response = response(&String::from_utf8_lossy(&head), reason);
    timeout(PLACEHOLDER_HEAD_TIME, stream.write_all(response.as_bytes())).await??;
    stream.shutdown().await
}

/// The response to a request that begins like this: JSON at the addresses that answer errors in JSON.
fn response(head: &str, reason: Reason) -> String {
    let mut words = head.split_ascii_whitespace();
    let (method, target) = (words.next(), words.next().unwrap_or_default());
    let path = target.split('?').next().unwrap_or_default();
    let route = routes::find(path);
    let is_liveness = route.is_some_and(|route| route.endpoint == Endpoint::Liveness);
    let is_api = route.is_some_and(|route| route.units.is_some());
    let message = reason.message();
    let status = if is_liveness { "200 OK" } else { "503 Service Unavailable" };
    let (media_type, body) = if is_liveness {
        ("text/plain; charset=utf-8", "ok\n".to_owned())
    } else if is_api {
        let code = json!({ "code": "INTERNAL_SERVER_ERROR" });
        let body = json!({ "errors": [{ "message": message, "extensions": code }] });
        ("application/json; charset=utf-8", body.to_string())
    } else {
        ("text/plain; charset=utf-8", format!("{message}\n"))
    };
    let mut response = format!(
        "HTTP/1.1 {status}\r\n{}: {media_type}\r\n{}: {}\r\n{}: {}\r\n{}: close\r\n{}: {}\r\n",
        header::CONTENT_TYPE,
        header::CONTENT_LENGTH,
        body.len(),
        header::RETRY_AFTER,
        RETRY_AFTER.as_secs(),
        header::CONNECTION,
        REQUEST_ID,
        RequestId::next(),
    );
    for (name, value) in DEFAULT_HEADERS {
        response.extend([name.as_str(), ": ", value, "\r\n"]);
    }
    response.push_str("\r\n");
    if method != Some(Method::HEAD.as_str()) {
        response.push_str(&body);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_answered_in_json_and_people_in_words() {
        let api = response("POST /graphql?x HTTP/1.1\r\n", Reason::DatabaseRefused);
        let body = api.split("\r\n\r\n").nth(1).unwrap();
        let json: serde_json::Value = serde_json::from_str(body).unwrap();
        assert!(json["errors"][0]["message"].as_str().unwrap().contains("damaged"), "{json}");
        let page = response("GET /o/pscc HTTP/1.1\r\nhost: x\r\n\r\n", Reason::Starting);
        assert!(page.starts_with("HTTP/1.1 503 ") && page.contains("text/plain"), "{page}");
        assert!(page.contains("retry-after: 1\r\n") && page.contains("nosniff"), "{page}");
        let (head, body) = page.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("content-length: {}", body.len())), "{page}");
        assert!(response("HEAD / HTTP/1.1\r\n", Reason::Starting).ends_with("\r\n\r\n"));
        let alive = response("GET /healthz HTTP/1.1\r\n", Reason::DatabaseRefused);
        assert!(alive.starts_with("HTTP/1.1 200 ") && alive.ends_with("ok\n"), "{alive}");
    }
}
