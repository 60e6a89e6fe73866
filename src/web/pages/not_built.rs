//! The page in place of the others in a binary without pages.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::assets::BUILT;

/// A page that is not in the binary must not load anything, but it has styles of its own.
const CONTENT_SECURITY_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// The page, which says why the others are missing and what to do.
///
/// Its status is 503: browsers show it all the same, but a link checker, a cache or a test does not take it for the page
/// that was requested.
#[must_use]
pub fn page() -> Response {
    page_with(BUILT.err().unwrap_or("a page is missing"))
}

fn page_with(reason: &str) -> Response {
    let reason = reason.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let page = include_str!("not_built.html").replace("{reason}", &reason);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers, page).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    #[tokio::test]
    async fn the_page_states_the_reason_as_text() {
        let response = page_with("<b>npm</b> & co");
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        let page = to_bytes(response.into_body(), 100_000).await.unwrap();
        let page = std::str::from_utf8(&page).unwrap();
        assert!(page.contains("&lt;b&gt;npm&lt;/b&gt; &amp; co"), "{page}");
        assert!(!page.contains("<script") && !page.contains("://") && !page.contains("{reason}"));
    }
}
