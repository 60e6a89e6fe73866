//! The addresses of the Explorer. One page serves them all and reads its own URL. The server adds what clients need that do
//! not run it: title and description for link previews, and 404 for an address whose entity does not exist.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, Uri, header},
    response::Response,
};
use serde_json::{Map, Value as Json};

use super::{
    assets::{self, BUILT},
    not_built,
    serve_asset::CONTENT_SECURITY_POLICY,
};
use crate::{
    graphql::Request,
    limits::previews::MAX_DESCRIPTION_CHARS,
    web::{routes::ExplorerPage, state::AppState},
};

/// The page as Vite writes it.
const PAGE: &str = "/explorer.html";
/// The title in that page, which the server replaces.
const TITLE: &str = "<title>consortia</title>";
/// The description in that page, which the server replaces.
const DESCRIPTION: &str =
    "Who works with whom in a research ecosystem, since when, and according to which source.";

/// Name and description of an entity by its slug, with an operation for each type.
const PREVIEWS: &str = "
    query Organization($key: String!) { thing: organization(by: { slug: $key }) { name description } }
    query Event($key: String!) { thing: event(by: { slug: $key }) { name description } }
    query Program($key: String!) { thing: program(by: { slug: $key }) { name description } }
    query Person($key: String!) { thing: person(by: { slug: $key }) { name description } }
    query Source($key: String!) { thing: source(by: { slug: $key }) { name: title description: publisher } }
";

/// What the server writes into the head of a page.
#[derive(Debug, Default, PartialEq, Eq)]
struct Preview {
    title: String,
    description: String,
}

impl Preview {
    fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

/// `GET` an address of the Explorer. `slug` is its parameter, if it has one.
pub async fn explorer(
    page: ExplorerPage,
    State(app): State<Arc<AppState>>,
    uri: Uri,
    slug: Option<Path<String>>,
) -> Response {
    let slug = slug.map(|Path(slug)| slug).unwrap_or_default();
    let preview = match page {
        ExplorerPage::Home => Some(Preview::default()),
        ExplorerPage::About => Some(Preview::titled("About and method")),
        ExplorerPage::Search => Some(Preview::titled("Search")),
        ExplorerPage::Path => Some(Preview::titled("How two organizations are connected")),
        ExplorerPage::Organization => {
            look_up(&app, "Organization", slug).await.map(|preview| with_date(preview, &uri))
        }
        ExplorerPage::Changes => {
            look_up(&app, "Organization", slug).await.map(|preview| with_period(preview, &uri))
        }
        ExplorerPage::Event => look_up(&app, "Event", slug).await,
        ExplorerPage::Program => look_up(&app, "Program", slug).await,
        ExplorerPage::Person => look_up(&app, "Person", slug).await,
        ExplorerPage::Source => look_up(&app, "Source", slug).await,
    };
    match preview {
        Some(preview) => respond(StatusCode::OK, &preview),
        // The page suggests entities with similar names.
        None => respond(StatusCode::NOT_FOUND, &Preview::titled("Not found")),
    }
}

fn with_date(mut preview: Preview, uri: &Uri) -> Preview {
    if let Some(date) = date_in(uri, "asOf") {
        // Writing to a String cannot fail.
        let _ = write!(preview.title, ", as of {date}");
    }
    preview
}

fn with_period(mut preview: Preview, uri: &Uri) -> Preview {
    preview.title.push_str(": what changed");
    if let (Some(from), Some(to)) = (date_in(uri, "from"), date_in(uri, "to")) {
        // Writing to a String cannot fail.
        let _ = write!(preview.title, " between {from} and {to}");
    }
    preview
}

/// Name and description of an entity; `None` if it does not exist. If they cannot be read, the preview is empty: the
/// page itself may work all the same.
async fn look_up(app: &AppState, operation: &str, slug: String) -> Option<Preview> {
    let Some(data) = query(app, operation, slug).await else { return Some(Preview::default()) };
    let text = |field: &str| data["thing"][field].as_str().unwrap_or_default().to_owned();
    (!data["thing"].is_null())
        .then(|| Preview { title: text("name"), description: text("description") })
}

/// `data` of the response to one of [`PREVIEWS`].
async fn query(app: &AppState, operation: &str, slug: String) -> Option<Json> {
    let _permit = app.admission.enter_uncharged()?;
    let request = Request {
        query: PREVIEWS.into(),
        operation_name: Some(operation.to_owned()),
        variables: Map::from_iter([("key".to_owned(), Json::String(slug))]),
        ..Request::default()
    };
    let (_, today) = app.current_data().ok()?;
    let prepared = app.engine.prepare(&request).await.ok()?;
    let answer =
        app.readers.read(|snapshot| app.engine.execute(&prepared, snapshot, today)).ok()?;
    serde_json::from_str::<Json>(&answer.body).ok()?.get_mut("data").map(Json::take)
}

/// A parameter of the URL, if it looks like a date. Other texts do not get into a title.
fn date_in<'u>(uri: &'u Uri, name: &str) -> Option<&'u str> {
    let mut pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    let (_, date) = pairs.find(|(found, _)| *found == name)?;
    let looks_like_date = date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    (looks_like_date && (4..=10).contains(&date.len())).then_some(date)
}

fn respond(status: StatusCode, preview: &Preview) -> Response {
    let page = assets::find(PAGE).and_then(|asset| std::str::from_utf8(asset.bytes).ok());
    let (Ok(()), Some(page)) = (BUILT, page) else { return not_built::page() };
    let mut response = Response::new(Body::from(with_preview(page, preview)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    // The name in the title may change with the data.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    response
}

fn with_preview(page: &str, preview: &Preview) -> String {
    let title = match preview.title.as_str() {
        "" => "consortia".to_owned(),
        title => format!("{} · consortia", escape(title)),
    };
    let description = match preview.description.as_str() {
        "" => DESCRIPTION.to_owned(),
        text => escape(&shorten(text)),
    };
    let tags = format!(
        "<title>{title}</title>\n    <meta property=\"og:title\" content=\"{title}\">\n    \
         <meta property=\"og:description\" content=\"{description}\">"
    );
    page.replacen(DESCRIPTION, &description, 1).replacen(TITLE, &tags, 1)
}

/// The first words of a text, with an ellipsis if it is longer than a preview shows.
fn shorten(text: &str) -> String {
    if text.chars().count() <= MAX_DESCRIPTION_CHARS {
        return text.to_owned();
    }
    let start: String = text.chars().take(MAX_DESCRIPTION_CHARS).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{} …", &start[..end])
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = include_str!("../../../ui/explorer.html");

    #[test]
    fn the_page_has_the_texts_that_are_replaced() {
        assert_eq!(SOURCE.matches(TITLE).count(), 1);
        assert_eq!(SOURCE.matches(DESCRIPTION).count(), 1);
    }

    #[test]
    fn names_are_escaped_in_the_head() {
        let preview = Preview { title: "A & <B> \"C\"".into(), description: "word ".repeat(60) };
        let page = with_preview(SOURCE, &preview);
        assert!(page.contains("<title>A &amp; &lt;B&gt; &quot;C&quot; · consortia</title>"));
        assert!(page.contains("og:title") && page.contains("word …\">"));
        assert!(!page.contains("<B>"));
        assert!(with_preview(SOURCE, &Preview::default()).contains(TITLE));
    }

    #[test]
    fn only_dates_get_into_a_title() {
        let date = |uri: &'static str| date_in(&Uri::from_static(uri), "asOf").map(str::to_owned);
        assert_eq!(date("/o/a?asOf=2007-03&possible=1").as_deref(), Some("2007-03"));
        assert_eq!(date("/o/a?asOf=%3Cscript%3E"), None);
        assert_eq!(date("/o/a?asof=2007"), None);
        assert_eq!(date("/o/a"), None);
    }
}
