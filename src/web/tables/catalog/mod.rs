//! The catalog of reports: a page for people, and the same as DCAT for machines.

mod entries;
mod html;
mod json_ld;
mod recipes;

use std::sync::Arc;

use axum::{
    Extension,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
};

use tokio::time::timeout;

use super::{refusal::Refusal, state::Tables};
use crate::{
    domain::date::Day,
    graphql::Error,
    limits::tables::MAX_WAIT,
    report::licence,
    web::{
        admission::{AdmittedRequest, Work, refusal},
        response::content_encoding::{self, EncodedBody},
    },
};

/// What stands in the page for the URL of the server until it is sent: each client may see the server by another name.
const BASE_URL: &str = "{base-url}";
/// Nothing from other servers, and no scripts.
const CONTENT_SECURITY_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);
/// The header in which a proxy notes the scheme of the request that it received.
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// `GET /data`.
///
/// # Errors
/// The response if the samples cannot be read.
pub async fn catalog_page(
    State(tables): State<Arc<Tables>>,
    Extension(admitted): Extension<Arc<AdmittedRequest>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let failed = |error: Error| Refusal::from_errors(&admitted, &[error]);
    let (version, today) = tables.app.current_data().map_err(|error| failed(error.into()))?;
    let page = tables.catalog_page.page(version, today, write_page(&tables, &admitted, today));
    let Ok(page) = timeout(MAX_WAIT, page).await else {
        let allowed = tables.app.limits.server.queued_requests;
        return Err(refusal::overloaded("queued_requests", allowed).into());
    };
    let page = page?.replace(BASE_URL, &base_url(&headers));
    let mut response = compressed(page, "text/html; charset=utf-8", &headers).await;
    let own = response.headers_mut();
    own.insert(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    own.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

/// The page, with [`BASE_URL`] for the URL of the server. It reads the sample of each report.
async fn write_page(
    tables: &Arc<Tables>,
    admitted: &AdmittedRequest,
    today: Day,
) -> Result<String, Refusal> {
    let failed = |errors: Vec<Error>| Refusal::from_errors(admitted, &errors);
    let samples = entries::prepare_samples(tables).await.map_err(failed)?;
    let reader = tables.clone();
    let write = move |_: &_| {
        let entries = entries::entries(&reader, samples, today)?;
        Ok(html::page(&entries, BASE_URL))
    };
    admitted.run_blocking(Work::Table, write).await?.map_err(failed)
}

/// `GET /data.jsonld`.
///
/// # Errors
/// The response if the database cannot be read.
pub async fn catalog_json_ld(
    State(tables): State<Arc<Tables>>,
    Extension(admitted): Extension<Arc<AdmittedRequest>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let refused = |errors: Vec<Error>| Refusal::from_errors(&admitted, &errors);
    let version = tables.app.data_version.current().map_err(|error| refused(vec![error.into()]))?;
    let licences = licence::addresses(&licence::expression(&version.origins));
    let catalog = json_ld::catalog(&tables.reports, &licences, &version.id, &base_url(&headers));
    Ok(compressed(format!("{catalog:#}\n"), "application/ld+json", &headers).await)
}

/// A response with a text, compressed as the client prefers.
async fn compressed(text: String, media_type: &'static str, request: &HeaderMap) -> Response {
    let mut body = EncodedBody::identity(text.into());
    if let Some(accepted) = content_encoding::accepted(request) {
        body = body.compress(&accepted).await;
    }
    let mut response = Response::new(Body::from(body.bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = body.encoding {
        headers.insert(header::CONTENT_ENCODING, encoding);
    }
    response
}

/// The URL of this server, as the client sees it, for links to copy.
fn base_url(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let may_stand_in_host =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let is_valid = !host.is_empty() && host.chars().all(may_stand_in_host);
    let host = if is_valid { host } else { "127.0.0.1:8080" };
    let is_https = headers.get(FORWARDED_PROTO).is_some_and(|scheme| scheme == "https");
    format!("{}://{host}", if is_https { "https" } else { "http" })
}
