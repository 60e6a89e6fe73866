//! The answer to a request, and what is kept of answers for those who ask the same.

use std::{
    mem,
    sync::{Arc, LazyLock},
};

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use crate::{
    domain::date::Day,
    graphql::{self, Error},
    store::DataVersion,
};

use super::{content_encoding as packing, etag as tag, media_type::Media, outcome::Outcome};
use crate::web::{admission::rate_limit::Standing, dispatch};

/// What `/graphql` understands.
const ALLOWED: &str = "GET, HEAD, POST, OPTIONS";
/// What the headers of every answer begin with.
static BEGUN: LazyLock<HeaderMap> = LazyLock::new(|| {
    let mut headers = dispatch::BEGUN.clone();
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding, origin"));
    // Room for the others, so that no copy has to be laid out anew.
    headers.reserve(8);
    headers
});
/// The largest answer that is kept.
const LARGEST_KEPT: usize = 1 << 20;

/// Noted in an answer: the limit that its request passed, for the count of refusals.
#[derive(Clone)]
pub struct Passed(pub String);

/// An answer before it becomes one of HTTP.
pub struct Reply {
    outcome: Outcome,
    body: Bytes,
    /// In which way the body is packed.
    encoding: Option<HeaderValue>,
    /// The entity tag, of answers alone.
    pub tag: Option<HeaderValue>,
    /// Whether the request came by GET, and so the answer may be kept by others.
    pub by_get: bool,
    /// How the client's budget stands.
    pub standing: Option<Standing>,
    /// The limit that was passed.
    pub limit: Option<String>,
    closing: bool,
}

impl Reply {
    /// The answer of an operation that ran.
    #[must_use]
    pub fn answered(body: Bytes) -> Self {
        Self {
            outcome: Outcome::Answered,
            body,
            encoding: None,
            tag: None,
            by_get: false,
            standing: None,
            limit: None,
            closing: false,
        }
    }

    /// The client has the answer with this tag.
    #[must_use]
    pub fn known(tag: HeaderValue) -> Self {
        let tag = Some(tag);
        Self { outcome: Outcome::Known, tag, ..Self::answered(Bytes::new()) }
    }

    /// The answer of an operation that did not run.
    #[must_use]
    pub fn of(outcome: Outcome, answer: graphql::Response) -> Self {
        Self { outcome, limit: answer.limit, ..Self::answered(answer.body.into()) }
    }

    /// The answer to a request that was refused for one reason.
    #[must_use]
    pub fn refused(outcome: Outcome, error: &Error) -> Self {
        Self::of(outcome, graphql::Response::from_errors(std::slice::from_ref(error)))
    }

    /// The same, after which the connection ends: the rest of the request is not read.
    #[must_use]
    pub fn closing(self) -> Self {
        Self { closing: true, ..self }
    }

    /// Packs the body, if that was not done, as a request accepts it.
    pub async fn pack(&mut self, accepted: Option<&HeaderValue>) {
        if let (Some(accepted), None) = (accepted, &self.encoding) {
            (self.encoding, self.body) = packing::packed(mem::take(&mut self.body), accepted).await;
        }
    }

    /// The answer of HTTP.
    #[must_use]
    pub fn send(self, media: Media) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.outcome.status(media);
        let headers = response.headers_mut();
        headers.clone_from(&BEGUN);
        if self.outcome != Outcome::Known {
            headers.insert(header::CONTENT_TYPE, media.content_type());
        }
        if let Some(encoding) = self.encoding {
            headers.insert(header::CONTENT_ENCODING, encoding);
        }
        let whole = matches!(self.outcome, Outcome::Answered | Outcome::Known) && self.by_get;
        let caching = if whole && self.tag.is_some() {
            // Whoever keeps it asks each time whether it still holds, which costs a 304.
            HeaderValue::from_static("public, no-cache")
        } else {
            HeaderValue::from_static("no-store")
        };
        headers.insert(header::CACHE_CONTROL, caching);
        if let Some(tag) = self.tag.filter(|_| whole) {
            headers.insert(header::ETAG, tag);
        }
        match self.outcome {
            Outcome::NotAllowed => {
                // GET was understood where it carried what it must not.
                let allowed = if self.by_get { "POST" } else { ALLOWED };
                headers.insert(header::ALLOW, HeaderValue::from_static(allowed));
            }
            Outcome::Busy => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            }
            _ => {}
        }
        if let Some(standing) = self.standing {
            standing.tell(headers);
        }
        if self.closing {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(limit) = self.limit {
            response.extensions_mut().insert(Passed(limit));
        }
        response
    }
}

/// An answer that is given again to the same request while the data stays as it is.
#[derive(Clone)]
pub struct Kept {
    body: Bytes,
    encoding: Option<HeaderValue>,
    /// Its entity tag, where it was asked for by GET.
    tag: Option<HeaderValue>,
    version: Arc<DataVersion>,
    today: Day,
}

impl Kept {
    /// Keeps an answer; None if it is too large.
    #[must_use]
    pub fn new(reply: &Reply, version: Arc<DataVersion>, today: Day) -> Option<Self> {
        let Reply { body, encoding, tag, .. } = reply;
        let (body, encoding, tag) = (body.clone(), encoding.clone(), tag.clone());
        (body.len() <= LARGEST_KEPT).then_some(Self { body, encoding, tag, version, today })
    }

    /// Whether it is still the answer.
    #[must_use]
    pub fn holds(&self, version: &Arc<DataVersion>, today: Day) -> bool {
        self.today == today && (Arc::ptr_eq(&self.version, version) || self.version == *version)
    }

    /// Bytes that it takes, about.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.body.len() + 256
    }

    /// The answer, or where it is asked for by GET, that the client has it.
    #[must_use]
    pub fn reply(&self, headers: &HeaderMap) -> Reply {
        if let Some(tag) = &self.tag
            && tag::is_known(headers, tag.to_str().unwrap_or_default())
        {
            return Reply::known(tag.clone());
        }
        let (tag, encoding) = (self.tag.clone(), self.encoding.clone());
        Reply { encoding, tag, ..Reply::answered(self.body.clone()) }
    }
}
