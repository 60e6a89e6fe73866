//! The addresses of the Explorer. One page serves them all and reads its own address; what is added
//! here is what those read who do not run it: title and description for a preview, and the status of
//! an address that the registry has nothing for.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, Uri, header},
    response::Response,
    routing::get,
};
use serde_json::{Map, Value as Json};

use crate::{clock, graphql::Request};

use super::assets::{self, BUILT};
use crate::web::App;

/// The page as Vite writes it.
const PAGE: &str = "/explorer.html";
/// What is put in the place of in that page; a test finds both in its source.
const TITLE: &str = "<title>consortia</title>";
const DESCRIPTION: &str =
    "Who works with whom in a research ecosystem, since when, and who says so.";
/// Letters of a description: more is cut by those who show previews.
const LONGEST: usize = 200;

/// What a preview needs of a thing, by its key.
const HEADS: &str = "
    query Organization($key: String!) { thing: organization(by: { slug: $key }) { name description } }
    query Event($key: String!) { thing: event(by: { slug: $key }) { name description } }
    query Program($key: String!) { thing: program(by: { slug: $key }) { name description } }
    query Person($key: String!) { thing: person(by: { slug: $key }) { name description } }
    query Source($key: String!) { thing: source(by: { slug: $key }) { name: title description: publisher } }
";

/// What stands in the head of a page.
#[derive(Debug, Default, PartialEq, Eq)]
struct Head {
    title: String,
    description: String,
}

/// The addresses; `ui/src/explorer/address.ts` reads the same.
pub fn router() -> Router<Arc<App>> {
    let plain = |title: &'static str| {
        get(move || async move {
            respond(StatusCode::OK, &Head { title: title.to_owned(), ..Head::default() })
        })
    };
    Router::new()
        .route("/", plain(""))
        .route("/about", plain("What the dates mean"))
        .route("/search", plain("Search"))
        .route("/path", plain("How two organizations are connected"))
        .route("/o/{slug}", get(organization))
        .route("/o/{slug}/changes", get(changes))
        .route("/e/{slug}", get(|app, key| thing(app, key, "Event")))
        .route("/g/{slug}", get(|app, key| thing(app, key, "Program")))
        .route("/p/{slug}", get(|app, key| thing(app, key, "Person")))
        .route("/s/{slug}", get(|app, key| thing(app, key, "Source")))
}

async fn thing(
    State(app): State<Arc<App>>,
    Path(key): Path<String>,
    operation: &'static str,
) -> Response {
    match look_up(&app, operation, key).await {
        Some(head) => respond(StatusCode::OK, &head),
        None => nothing(),
    }
}

async fn organization(State(app): State<Arc<App>>, Path(key): Path<String>, uri: Uri) -> Response {
    let Some(mut head) = look_up(&app, "Organization", key).await else { return nothing() };
    if let Some(date) = date_in(&uri, "asOf") {
        // Writing to a String cannot fail.
        let _ = write!(head.title, ", as of {date}");
    }
    respond(StatusCode::OK, &head)
}

async fn changes(State(app): State<Arc<App>>, Path(key): Path<String>, uri: Uri) -> Response {
    let Some(mut head) = look_up(&app, "Organization", key).await else { return nothing() };
    head.title.push_str(": what changed");
    if let (Some(from), Some(to)) = (date_in(&uri, "from"), date_in(&uri, "to")) {
        let _ = write!(head.title, " between {from} and {to}");
    }
    respond(StatusCode::OK, &head)
}

/// Name and description of a thing; nothing where the registry has none. A page must not fail because
/// its preview does, so what goes wrong here gives a page without a name.
async fn look_up(app: &App, operation: &str, key: String) -> Option<Head> {
    let Some(_inside) = app.gate.enter() else { return Some(Head::default()) };
    let request = Request {
        query: HEADS.into(),
        operation_name: Some(operation.to_owned()),
        variables: Map::from_iter([("key".to_owned(), Json::String(key))]),
        ..Request::default()
    };
    let Ok(version) = app.data_version.current() else { return Some(Head::default()) };
    let Ok(prepared) = app.engine.prepare(&request).await else { return Some(Head::default()) };
    let today = clock::today(version.newest_source);
    let answer = app.readers.read(|snapshot| app.engine.run(&prepared, snapshot, today));
    let body = answer.ok().and_then(|answer| serde_json::from_str::<Json>(&answer.body).ok());
    let Some(data) = body.as_ref().and_then(|body| body.get("data")) else {
        return Some(Head::default());
    };
    let text = |field: &str| data["thing"][field].as_str().unwrap_or_default().to_owned();
    (!data["thing"].is_null())
        .then(|| Head { title: text("name"), description: text("description") })
}

/// A parameter that looks like a date: what a stranger writes there does not get into a title.
fn date_in<'a>(uri: &'a Uri, name: &str) -> Option<&'a str> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    let (_, date) = pairs.into_iter().find(|(found, _)| *found == name)?;
    let plain = date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    (plain && (4..=10).contains(&date.len())).then_some(date)
}

/// The page still comes, and offers names that are near.
fn nothing() -> Response {
    let head = Head { title: "Nothing at this address".to_owned(), ..Head::default() };
    respond(StatusCode::NOT_FOUND, &head)
}

fn respond(status: StatusCode, head: &Head) -> Response {
    let page = assets::find(PAGE).and_then(|asset| std::str::from_utf8(asset.bytes).ok());
    let (Ok(()), Some(page)) = (BUILT, page) else { return assets::missing() };
    let mut response = Response::new(Body::from(with_head(page, head)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    // The name in it may change with the data.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    assets::with_policy(response)
}

fn with_head(page: &str, head: &Head) -> String {
    let title = match head.title.as_str() {
        "" => "consortia".to_owned(),
        title => format!("{} · consortia", escaped(title)),
    };
    let description = match head.description.as_str() {
        "" => DESCRIPTION.to_owned(),
        text => escaped(&cut(text)),
    };
    let tags = format!(
        "<title>{title}</title>\n    <meta property=\"og:title\" content=\"{title}\">\n    \
         <meta property=\"og:description\" content=\"{description}\">"
    );
    page.replacen(DESCRIPTION, &description, 1).replacen(TITLE, &tags, 1)
}

/// At most so many letters, ending with a whole word.
fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONGEST).collect();
    let end = kept.rfind(' ').unwrap_or(kept.len());
    format!("{} …", &kept[..end])
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = include_str!("../../../ui/explorer.html");

    #[test]
    fn the_page_has_what_is_replaced() {
        assert_eq!(SOURCE.matches(TITLE).count(), 1);
        assert_eq!(SOURCE.matches(DESCRIPTION).count(), 1);
    }

    #[test]
    fn names_get_into_the_head_as_text() {
        let head = Head { title: "A & <B> \"C\"".into(), description: "word ".repeat(60) };
        let page = with_head(SOURCE, &head);
        assert!(page.contains("<title>A &amp; &lt;B&gt; &quot;C&quot; · consortia</title>"));
        assert!(page.contains("og:title") && page.contains("word …\">"));
        assert!(!page.contains("<B>"));
        assert!(with_head(SOURCE, &Head::default()).contains(TITLE));
    }

    #[test]
    fn only_dates_get_into_a_title() {
        let date = |uri: &'static str| date_in(&Uri::from_static(uri), "asOf").map(str::to_owned);
        assert_eq!(date("/o/a?asOf=2007-03&undated=1").as_deref(), Some("2007-03"));
        assert_eq!(date("/o/a?asOf=%3Cscript%3E"), None);
        assert_eq!(date("/o/a?asof=2007"), None);
        assert_eq!(date("/o/a"), None);
    }
}
