//! The body of a POST: JSON, within bounds of size and time.

use std::{future::poll_fn, pin::pin, task::Poll, time::Duration};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::HeaderMap,
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::{error::Elapsed, timeout};

use super::refusal;
use crate::{
    limits::Limits,
    web::response::{Reply, media_type},
};

/// Reads the body of a POST.
///
/// # Errors
/// The response to a body that is not sent as JSON, is too large, too slow, or incomplete.
pub async fn read_json(headers: &HeaderMap, body: Body, limits: &Limits) -> Result<Bytes, Reply> {
    if !media_type::is_json(headers) {
        return Err(refusal::unsupported_media_type());
    }
    if !media_type::is_not_encoded(headers) {
        return Err(refusal::unsupported_content_coding());
    }
    // A body that announces more than the limit is not read at all.
    if body.size_hint().lower() > limits.request.body_bytes {
        return Err(refusal::body_too_large(limits));
    }
    let max_bytes = usize::try_from(limits.request.body_bytes).unwrap_or(usize::MAX);
    match within(limits.server.request_body_time, Limited::new(body, max_bytes).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(refusal::body_too_large(limits)),
        Ok(Err(_)) => Err(refusal::body_incomplete()),
        Err(_) => Err(refusal::body_too_slow(limits)),
    }
}

/// Like [`timeout`], but without a timer if the future is ready at its second poll: nearly every body arrives together
/// with its head, and is there once hyper has polled the connection again.
async fn within<T>(limit: Duration, future: impl Future<Output = T>) -> Result<T, Elapsed> {
    let mut future = pin!(future);
    let mut polled = false;
    let early = poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending if polled => Poll::Ready(None),
        Poll::Pending => {
            polled = true;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    });
    match early.await {
        Some(output) => Ok(output),
        None => timeout(limit, future).await,
    }
}
