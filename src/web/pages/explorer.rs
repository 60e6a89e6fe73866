//! The addresses of the Explorer. One page serves them all and reads its own URL. The server adds what clients need that do
//! not run it: title and description for link previews, a redirect for an address that leads on, and 404 or 410 for an
//! address without an entity.

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
    domain::identifier,
    graphql::Request,
    limits::{
        http::MAX_HEADER_VALUE_BYTES,
        previews::{MAX_DESCRIPTION_CHARS, MAX_KEY_BYTES},
    },
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
    query Organization($key: String!) { thing: organization(by: { slug: $key }) { slug name description status } }
    query OrganizationByRor($key: String!) { thing: organization(by: { ror: $key }) { slug name description status } }
    query Event($key: String!) { thing: event(by: { slug: $key }) { slug name description } }
    query Program($key: String!) { thing: program(by: { slug: $key }) { slug name description } }
    query Person($key: String!) { thing: person(by: { slug: $key }) { slug name description } }
    query Source($key: String!) { thing: source(by: { slug: $key }) { slug name: title description: publisher } }
    query Topic($key: String!) { thing: topic(by: { slug: $key }) { slug name description } }
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
    if slug.len() > MAX_KEY_BYTES {
        return not_found();
    }
    let (operation, describe): (_, fn(Preview, &Uri) -> Preview) = match page {
        ExplorerPage::Home => return respond(StatusCode::OK, &Preview::default()),
        ExplorerPage::About => return titled("About and method"),
        ExplorerPage::Search => return titled("Search"),
        ExplorerPage::Path => return titled("How two organizations are connected"),
        ExplorerPage::Organization => ("Organization", with_date),
        ExplorerPage::Changes => ("Organization", with_period),
        ExplorerPage::Event => ("Event", |preview, _| preview),
        ExplorerPage::Program => ("Program", |preview, _| preview),
        ExplorerPage::Person => ("Person", |preview, _| preview),
        ExplorerPage::Source => ("Source", |preview, _| preview),
        ExplorerPage::Topic => ("Topic", |preview, _| preview),
    };
    match find(&app, operation, &slug).await {
        Found::Record { slug: found, .. } if found != slug => redirect(&uri, &found),
        Found::Record { preview, .. } => respond(StatusCode::OK, &describe(preview, &uri)),
        // The page works all the same.
        Found::Unknown => respond(StatusCode::OK, &Preview::default()),
        // The page says what fails.
        Found::Failed => respond(StatusCode::INTERNAL_SERVER_ERROR, &Preview::default()),
        // The page says what the registry of the record says.
        Found::Withdrawn => respond(StatusCode::GONE, &Preview::titled("Withdrawn record")),
        // The page suggests entities with similar names.
        Found::Nothing => not_found(),
    }
}

fn not_found() -> Response {
    respond(StatusCode::NOT_FOUND, &Preview::titled("Not found"))
}

fn titled(title: &str) -> Response {
    respond(StatusCode::OK, &Preview::titled(title))
}

/// The address with the slug of the record in place of the key that led to it.
fn redirect(uri: &Uri, slug: &str) -> Response {
    // `/o/{slug}` or `/o/{slug}/changes`. A slug has letters, digits and hyphens only.
    let mut segments: Vec<_> = uri.path().split('/').collect();
    if let Some(segment) = segments.get_mut(2) {
        *segment = slug;
    }
    // A longer query is none of the Explorer.
    let query = uri.query().filter(|query| query.len() <= MAX_HEADER_VALUE_BYTES);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let location = format!("{}{query}", segments.join("/"));
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    let headers = response.headers_mut();
    // The record may be joined with another one, or split again.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(location) = HeaderValue::try_from(location) {
        headers.insert(header::LOCATION, location);
    }
    response
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

/// What an address leads to.
enum Found {
    /// A record, which may have another slug than the address.
    Record { slug: String, preview: Preview },
    /// A record that its registry has withdrawn, without a successor here.
    Withdrawn,
    /// Nothing that the registry has.
    Nothing,
    /// Too many requests are in progress to look it up.
    Unknown,
    /// The database cannot be read.
    Failed,
}

/// The record of a slug, or of another spelling of it: in capitals, or the ROR ID of an organization.
async fn find(app: &AppState, operation: &str, slug: &str) -> Found {
    let found = look_up(app, operation, slug.to_owned()).await;
    if !matches!(found, Found::Nothing) {
        return found;
    }
    // The slug of an imported organization is made of its ROR ID.
    let ror = slug.strip_prefix("ror-").unwrap_or(slug);
    if operation == "Organization" && identifier::canonical("ROR", ror).is_ok() {
        let by_ror = look_up(app, "OrganizationByRor", ror.to_owned()).await;
        if !matches!(by_ror, Found::Nothing) {
            return by_ror;
        }
    }
    let lower_case = slug.trim().to_lowercase();
    if lower_case == slug {
        return Found::Nothing;
    }
    look_up(app, operation, lower_case).await
}

async fn look_up(app: &AppState, operation: &str, key: String) -> Found {
    let Some(_permit) = app.admission.enter_uncharged() else { return Found::Unknown };
    match query(app, operation, key).await {
        Ok(response) => found(&response),
        Err(error) => {
            tracing::error!(%error, "the record of a page could not be looked up");
            Found::Failed
        }
    }
}

/// What a response to one of [`PREVIEWS`] says.
fn found(response: &Json) -> Found {
    let record = &response["data"]["thing"];
    let text = |field: &str| record[field].as_str().unwrap_or_default().to_owned();
    if !record.is_null() {
        let mut preview = Preview { title: text("name"), description: text("description") };
        if record["status"] == "WITHDRAWN" {
            preview.title.push_str(" (withdrawn record)");
        }
        return Found::Record { slug: text("slug"), preview };
    }
    // A record that cannot be read is null, too.
    if response.get("errors").is_some() {
        return Found::Failed;
    }
    let mut warnings = response["extensions"]["warnings"].as_array().into_iter().flatten();
    if warnings.any(|warning| warning["code"] == "WITHDRAWN") {
        Found::Withdrawn
    } else {
        Found::Nothing
    }
}

/// The response to one of [`PREVIEWS`].
async fn query(app: &AppState, operation: &str, key: String) -> anyhow::Result<Json> {
    let request = Request {
        query: PREVIEWS.into(),
        operation_name: Some(operation.to_owned()),
        variables: Map::from_iter([("key".to_owned(), Json::String(key))]),
        ..Request::default()
    };
    let (_, today) = app.current_data()?;
    let prepared = app.engine.prepare(&request).await;
    let prepared = prepared.map_err(|errors| anyhow::anyhow!("{errors:?}"))?;
    let answer = app.readers.read(|snapshot| app.engine.execute(&prepared, snapshot, today))?;
    Ok(serde_json::from_str(&answer.body)?)
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
    fn a_record_that_cannot_be_read_is_a_failure_and_not_missing() {
        use serde_json::json;
        let missing = json!({ "data": { "thing": null } });
        assert!(matches!(found(&missing), Found::Nothing));
        let unreadable = json!({ "data": { "thing": null }, "errors": [{ "message": "" }] });
        assert!(matches!(found(&unreadable), Found::Failed));
        let refused = json!({ "errors": [{ "message": "" }] });
        assert!(matches!(found(&refused), Found::Failed));
    }

    #[test]
    fn the_title_of_a_withdrawn_record_says_so() {
        let title = |status: &str| {
            let thing = serde_json::json!({ "slug": "a", "name": "A", "status": status });
            match found(&serde_json::json!({ "data": { "thing": thing } })) {
                Found::Record { preview, .. } => preview.title,
                _ => String::new(),
            }
        };
        assert_eq!(title("WITHDRAWN"), "A (withdrawn record)");
        assert_eq!(title("ACTIVE"), "A");
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
