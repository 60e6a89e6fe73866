//! The responses to requests that are not admitted, or whose body cannot be read.

use std::time::Duration;

use crate::{
    graphql::{Code, Error},
    limits::Limits,
    web::response::{Outcome, RateLimitStatus, Reply},
};

/// 503: too many requests at once. `limit` is the name of the limit in [`Limits`].
#[must_use]
pub fn overloaded(limit: &str, allowed: u64) -> Reply {
    let message = "Too many concurrent requests; retry in a second.";
    let error = exceeded(message, limit).with("allowed", allowed);
    Reply::refused(Outcome::Overloaded, &error)
}

/// 503: the bytes that all clients share are taken, or the part of this client. `limit` is the name of the limit in
/// [`Limits`].
#[must_use]
pub fn no_room(limit: &str, allowed: u64) -> Reply {
    let message = match limit {
        "receiving_bytes" => {
            "The memory for request bodies is in use: too many are being received. Retry in a second."
        }
        _ => {
            "The memory for responses is in use: too many have not been read yet. Read the responses to earlier requests, or retry in a second."
        }
    };
    let error = exceeded(message, limit).with("allowed", allowed);
    Reply::refused(Outcome::Overloaded, &error)
}

/// 503: the client has used more than its share of the processors, and its request has waited for as long as it may, or
/// too many of its requests wait already.
#[must_use]
pub fn over_its_share(waited: Duration) -> Reply {
    let message = format!(
        "This client has used more than its share of a busy server, and its request would have to wait longer than {} seconds; send fewer requests at the same time.",
        waited.as_secs_f64()
    );
    let error = exceeded(message, "fair_share_time").with("allowed", waited.as_secs_f64());
    Reply::refused(Outcome::Overloaded, &error)
}

/// 429: the client has fewer units left than the request costs.
#[must_use]
pub fn rate_limited(status: RateLimitStatus, units: u64) -> Reply {
    let RateLimitStatus { limit, remaining, seconds, .. } = status;
    let message = format!(
        "Rate limit exceeded: this client may spend {limit} units a minute; retry in {seconds} seconds."
    );
    let error = Error::new(Code::LimitExceeded, message).limit("rate_limit", units, remaining);
    Reply::refused(Outcome::RateLimited, &error).with_rate_limit(status)
}

/// 415: the body is not sent as JSON.
#[must_use]
pub fn unsupported_media_type() -> Reply {
    let error = Error::bad_input("content-type", "send the body as application/json in UTF-8");
    Reply::refused(Outcome::UnsupportedMediaType, &error)
}

/// 415: the body is compressed.
#[must_use]
pub fn unsupported_content_coding() -> Reply {
    let error = Error::bad_input(
        "content-encoding",
        "send the body uncompressed, without `Content-Encoding`",
    );
    Reply::refused(Outcome::UnsupportedMediaType, &error)
}

/// 413: the body exceeds its size limit.
#[must_use]
pub fn body_too_large(limits: &Limits) -> Reply {
    let message =
        format!("The request body exceeds the limit of {} bytes.", limits.request.body_bytes);
    let error = exceeded(message, "request_body_bytes").with("allowed", limits.request.body_bytes);
    Reply::refused(Outcome::ContentTooLarge, &error).and_close()
}

/// 408: the body was not received in time.
#[must_use]
pub fn body_too_slow(limits: &Limits) -> Reply {
    let seconds = limits.server.request_body_time.as_secs();
    let message = format!("The request body was not received within {seconds} seconds.");
    let error = exceeded(message, "request_body_time").with("allowed", seconds);
    Reply::refused(Outcome::RequestTimeout, &error).and_close()
}

/// 400: the client closed the connection, or broke HTTP, within the body.
#[must_use]
pub fn body_incomplete() -> Reply {
    let error = Error::bad_input("body", "it ended before its announced length; send it again");
    Reply::refused(Outcome::Malformed, &error).and_close()
}

fn exceeded(message: impl Into<String>, limit: &str) -> Error {
    Error::new(Code::LimitExceeded, message).with("limit", limit)
}
