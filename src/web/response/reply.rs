//! A response of `/graphql`, or a refusal of any address that is subject to admission, before it becomes HTTP.

use std::{mem, sync::LazyLock};

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Method, header},
    response::Response,
};

use crate::{
    graphql::{self, Error},
    web::admission::room::Room,
};

use super::{
    content_encoding::EncodedBody, default_headers::DEFAULT_HEADER_MAP, media_type::MediaType,
    outcome::Outcome, rate_limit_status::RateLimitStatus,
};

/// The headers that every reply starts with.
static BASE_HEADERS: LazyLock<HeaderMap> = LazyLock::new(|| {
    let mut headers = DEFAULT_HEADER_MAP.clone();
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding, origin"));
    // Room for those that follow: a clone of this map then need not grow.
    headers.reserve(8);
    headers
});

/// An extension of a response: the limit that its request exceeded, for the metrics.
#[derive(Clone, Debug)]
pub struct ExceededLimit(pub Box<str>);

/// A response before it becomes HTTP.
#[derive(Debug)]
pub struct Reply {
    outcome: Outcome,
    body: EncodedBody,
    /// The entity tag; only responses of executed operations have one.
    pub etag: Option<HeaderValue>,
    /// How the client stands with regard to its rate limit.
    pub rate_limit: Option<RateLimitStatus>,
    exceeded_limit: Option<Box<str>>,
    allow: Option<&'static str>,
    close_connection: bool,
    room: Room,
}

impl Reply {
    /// The response of an operation that was executed.
    #[must_use]
    pub fn executed(body: EncodedBody, etag: Option<HeaderValue>) -> Self {
        Self { body, etag, ..Self::empty(Outcome::Executed) }
    }

    /// 304: the client already has the response with this entity tag.
    #[must_use]
    pub fn not_modified(etag: HeaderValue) -> Self {
        Self { etag: Some(etag), ..Self::empty(Outcome::NotModified) }
    }

    /// The response of an operation that was not executed.
    #[must_use]
    pub fn not_executed(outcome: Outcome, response: graphql::Response) -> Self {
        let body = EncodedBody::identity(response.body.into());
        Self {
            body,
            exceeded_limit: response.limit.map(String::into_boxed_str),
            ..Self::empty(outcome)
        }
    }

    /// The response to a request that was refused for one reason.
    #[must_use]
    pub fn refused(outcome: Outcome, error: &Error) -> Self {
        Self::not_executed(outcome, graphql::Response::from_errors(std::slice::from_ref(error)))
    }

    /// 405, with the methods that are allowed.
    #[must_use]
    pub fn method_not_allowed(response: graphql::Response, allow: &'static str) -> Self {
        Self { allow: Some(allow), ..Self::not_executed(Outcome::MethodNotAllowed, response) }
    }

    /// The same, and the connection is closed after it: the rest of the request is not read.
    #[must_use]
    pub fn and_close(self) -> Self {
        Self { close_connection: true, ..self }
    }

    /// The same with the rate limit of the client.
    #[must_use]
    pub fn with_rate_limit(self, status: RateLimitStatus) -> Self {
        Self { rate_limit: Some(status), ..self }
    }

    /// The same with room for its body.
    #[must_use]
    pub fn with_room(self, room: Room) -> Self {
        Self { room, ..self }
    }

    /// Takes the room for its body.
    #[must_use]
    pub fn take_room(&mut self) -> Room {
        mem::take(&mut self.room)
    }

    fn empty(outcome: Outcome) -> Self {
        Self {
            outcome,
            body: EncodedBody::identity(Bytes::new()),
            etag: None,
            rate_limit: None,
            exceeded_limit: None,
            allow: None,
            close_connection: false,
            room: Room::default(),
        }
    }

    /// The body as it is sent.
    #[must_use]
    pub fn body(&self) -> &EncodedBody {
        &self.body
    }

    /// Compresses the body as `accept_encoding` prefers.
    pub async fn compress(&mut self, accept_encoding: Option<&HeaderValue>) {
        if let Some(accept_encoding) = accept_encoding {
            self.body = mem::take(&mut self.body).compress(accept_encoding).await;
            // A compressed body is smaller.
            self.room.fit(self.body.bytes.len());
        }
    }

    /// The HTTP response to a request of this method.
    #[must_use]
    pub fn into_response(self, media_type: MediaType, method: &Method) -> Response {
        let has_room = self.room.extension();
        let mut response = Response::new(Body::from(self.room.hold(self.body.bytes)));
        if let Some(has_room) = has_room {
            response.extensions_mut().insert(has_room);
        }
        *response.status_mut() = self.outcome.status(media_type);
        let headers = response.headers_mut();
        headers.clone_from(&BASE_HEADERS);
        if self.outcome != Outcome::NotModified {
            headers.insert(header::CONTENT_TYPE, media_type.content_type());
        }
        if let Some(encoding) = self.body.encoding {
            headers.insert(header::CONTENT_ENCODING, encoding);
        }
        // Only responses to GET and HEAD are revalidated. Other responses keep the default, `no-store`.
        if let Some(etag) = self.etag.filter(|_| [Method::GET, Method::HEAD].contains(method)) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
            headers.insert(header::ETAG, etag);
        }
        if let Some(allow) = self.allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(allow));
        }
        if self.outcome == Outcome::Overloaded {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if let Some(rate_limit) = self.rate_limit {
            rate_limit.write_headers(headers);
        }
        if self.close_connection {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(limit) = self.exceeded_limit {
            response.extensions_mut().insert(ExceededLimit(limit));
        }
        response
    }
}
