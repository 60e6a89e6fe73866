//! Tables by address: reports, any document as a table, and a copy of the database.
//!
//! A table is written whole, out of one snapshot, before its first byte is sent (`spool.rs` says why).

mod address;
mod catalogue;
mod copy;
mod deliver;
mod recipes;
mod spool;

use std::{path::PathBuf, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{Path, Query, Request, State, rejection::QueryRejection},
    http::{HeaderMap, Method, StatusCode, request::Parts},
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use serde_json::Value as Json;

use self::{
    address::{Asked, Pairs},
    spool::{File, Kept, Spool},
};
use super::{
    App,
    envelope::Caller,
    guard::client::Client,
    protocol::{self, Media},
};
use crate::{
    clock,
    domain::date::Day,
    graphql::{Code, Error},
    published::Published,
    report::{
        Format,
        format::FORMATS,
        library::{self, Report},
        run::{self, About, Failed, LICENCE, MOST_BYTES, Reading, Ready},
    },
    store::{Store, readers::Readers},
};

/// How long a table may be read.
const TIME_LIMIT: Duration = Duration::from_mins(1);
/// How often a table is written again because somebody changed the data meanwhile.
const TRIES: usize = 3;
/// Rows that cost a unit of a client's budget, as at `/graphql`.
const ROWS_A_UNIT: u64 = 100;
/// Letters of an address that still fits into a header of the answer.
const LONGEST_LINK: usize = 2_000;
/// What the catalogue and the copy of the database cost of a client's budget.
const WHOLE: u64 = 20;
/// How long a table may wait until others are written.
const PATIENCE: Duration = Duration::from_secs(30);

/// Headers of tables that pages of other origins may read.
pub(super) const TOLD: [&str; 8] = [
    "consortia-data-version",
    "consortia-query-sha256",
    "consortia-as-of",
    "consortia-rows",
    "consortia-licence",
    "consortia-limited",
    "consortia-exploded",
    "content-disposition",
];

/// What the addresses of tables share.
pub(super) struct Tables {
    reports: Vec<Report>,
    readers: Readers,
    database: PathBuf,
    folder: PathBuf,
    kept: Kept,
}

impl Tables {
    /// Over a store.
    pub fn new(store: &Store, published: &Published) -> anyhow::Result<Self> {
        let database = store.path().to_owned();
        let folder = database.parent().map(std::path::Path::to_owned).unwrap_or_default();
        Ok(Self {
            reports: library::reports(&published.all())?,
            readers: store.readers().limited_to(TIME_LIMIT),
            folder,
            database,
            kept: Kept::new(),
        })
    }
}

/// The addresses.
pub(super) fn router(app: &Arc<App>) -> Router<Arc<App>> {
    let mut router = Router::new()
        .route("/data", get(catalogue::page))
        .route("/data.jsonld", get(catalogue::dcat))
        .route("/data/snapshot.sqlite", get(copy::snapshot))
        .route_layer(middleware::from_fn_with_state(app.clone(), admit))
        .route("/reports/{file}", get(report));
    for facts in FORMATS {
        let format = facts.format;
        let by_get = move |state, parts, pairs| table(state, parts, pairs, format);
        let by_post = move |state, parts, pairs, body| posted(state, parts, pairs, body, format);
        router = router.route(&format!("/table.{}", facts.ending), get(by_get).post(by_post));
    }
    router
}

type Parameters = Result<Query<Pairs>, QueryRejection>;

/// `GET /reports/NAME.FORMAT`.
async fn report(
    State(app): State<Arc<App>>,
    Path(file): Path<String>,
    parts: Parts,
    pairs: Parameters,
) -> Response {
    let (name, ending) = file.split_once('.').unwrap_or((&file, ""));
    let Some(report) = app.tables.reports.iter().find(|report| report.name == name) else {
        let known: Vec<_> = app.tables.reports.iter().map(|report| report.name.as_str()).collect();
        let rule = format!("there is no report `{name}`; there are {}", known.join(", "));
        return deliver::errors(StatusCode::NOT_FOUND, &[Error::bad_input("report", rule)]);
    };
    let Some(format) = Format::of_ending(ending) else { return no_format(name, ending) };
    let Ok(Query(pairs)) = pairs else { return bad_address() };
    match address::report(&app, report, &pairs).await {
        Ok(asked) => answer(app, parts, asked, format).await,
        Err(errors) => deliver::refused(&errors),
    }
}

/// `GET /table.FORMAT`.
async fn table(
    State(app): State<Arc<App>>,
    parts: Parts,
    pairs: Parameters,
    format: Format,
) -> Response {
    let Ok(Query(pairs)) = pairs else { return bad_address() };
    match address::table(&pairs) {
        Ok(asked) => answer(app, parts, asked, format).await,
        Err(errors) => deliver::refused(&errors),
    }
}

/// `POST /table.FORMAT`: what the address may hold, in a JSON object as `/graphql` takes it.
async fn posted(
    State(app): State<Arc<App>>,
    parts: Parts,
    pairs: Parameters,
    body: Body,
    format: Format,
) -> Response {
    let refuse =
        |status, rule: &str| deliver::errors(status, &[Error::new(Code::BadUserInput, rule)]);
    let Ok(Query(mut pairs)) = pairs else { return bad_address() };
    let body = match protocol::body(&app.limits, &parts.headers, body).await {
        Ok(body) => body,
        Err(refused) => return refused.send(Media::Json),
    };
    let Ok(Json::Object(body)) = serde_json::from_slice::<Json>(&body) else {
        let rule = "the body must be a JSON object with `query` (text), `variables` (an object) and the parameters of the table";
        return refuse(StatusCode::BAD_REQUEST, rule);
    };
    for (name, value) in body {
        let values = match value {
            Json::Null => Vec::new(),
            Json::Array(values) => values,
            value => vec![value],
        };
        pairs.extend(values.into_iter().map(|value| match value {
            Json::String(text) => (name.clone(), text),
            value => (name.clone(), value.to_string()),
        }));
    }
    match address::table(&pairs) {
        Ok(asked) => answer(app, parts, asked, format).await,
        Err(errors) => deliver::refused(&errors),
    }
}

fn bad_address() -> Response {
    let rule = "the address cannot be read: write NAME=VALUE, with & between them";
    deliver::errors(StatusCode::BAD_REQUEST, &[Error::new(Code::BadUserInput, rule)])
}

fn no_format(name: &str, ending: &str) -> Response {
    let known: Vec<_> = FORMATS.iter().map(|facts| format!("{name}.{}", facts.ending)).collect();
    let rule = format!("there is no format `{ending}`; there are {}", known.join(", "));
    deliver::errors(StatusCode::NOT_FOUND, &[Error::bad_input("format", rule)])
}

/// Answers what is asked for: what the client has, what was kept, or a table written now.
async fn answer(app: Arc<App>, parts: Parts, asked: Asked, format: Format) -> Response {
    // What a client has or wants a part of is a question of GET.
    let none = HeaderMap::new();
    let headers = if parts.method == Method::POST { &none } else { &parts.headers };
    let Some(_inside) = app.gate.enter() else { return deliver::busy() };
    let Some(caller) = parts.extensions.get::<Caller>() else { return deliver::busy() };
    let client = app.clients.of(&parts.headers, caller.peer.ip());
    if let Err(refused) = pay(&app, &client, 1) {
        return refused;
    }
    if !app.documents.allows(&asked.request.query) {
        let rule = "Only published documents are answered here; see /data for the reports.";
        return deliver::refused(&[Error::new(Code::DocumentNotPublished, rule)]);
    }
    // A table that cannot be made is refused before anything is said of what the client has.
    let ready = match run::prepare(&app.engine, asked.request.clone(), &asked.ask, format).await {
        Ok(ready) => Arc::new(ready),
        Err(errors) => return deliver::refused(&errors),
    };
    let media = format.facts().media;
    for _ in 0..TRIES {
        let edition = match app.watch.edition() {
            Ok(edition) => edition,
            Err(error) => return deliver::refused(&[error.into()]),
        };
        let today = clock::today(edition.newest_source);
        let as_of = run::as_of(&asked.ask, today);
        let program = env!("CARGO_PKG_VERSION");
        // The address is part of what a table says of itself, so two spellings of one question are two.
        let address = asked.sibling("");
        let what = format!(
            "{}\n{program}\n{as_of}\n{format:?}\n{address}\n{}",
            edition.version, asked.key
        );
        let tag = format!("\"{}\"", &run::sha256(&what)[..32]);
        let name = format!("{}_as-of-{as_of}.{}", asked.name, format.facts().ending);
        if deliver::has(headers, &tag) {
            return deliver::not_modified(&tag);
        }
        if let Some(file) = app.tables.kept.get(&tag) {
            return deliver::file(headers, &file, &tag, media, &name);
        }
        let Some(_turn) = app.gate.enter_heavy(PATIENCE).await else { return deliver::busy() };
        let about = About {
            name: asked.name.clone(),
            title: asked.title.clone(),
            query_hash: run::sha256(&asked.request.query),
            as_of,
            data_version: edition.version.clone(),
            csv: asked.sibling("csv"),
            folder: Some(app.tables.folder.clone()),
        };
        let (writer, made, meta) = (app.clone(), ready.clone(), asked.sibling("meta.json"));
        let write = move || write(&writer, &made, today, format, &about, &meta);
        let (file, rows) = match tokio::task::spawn_blocking(write).await {
            Ok(Ok(written)) => written,
            Ok(Err(failed)) => return failure(failed),
            Err(error) => return deliver::refused(&[Error::internal(error.to_string())]),
        };
        // What was read is of this edition if nobody wrote meanwhile; else what the headers say is not sure.
        if app.watch.edition().is_ok_and(|now| now.version == edition.version) {
            app.budget.charge(&client, rows / ROWS_A_UNIT);
            let file = Arc::new(file);
            app.tables.kept.put(tag.clone(), file.clone());
            return deliver::file(headers, &file, &tag, media, &name);
        }
    }
    deliver::busy()
}

/// Lets in who asks for the catalogue or the whole database, which read much whatever is asked.
async fn admit(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let Some(_inside) = app.gate.enter() else { return deliver::busy() };
    let caller = request.extensions().get::<Caller>();
    let Some(caller) = caller else { return deliver::busy() };
    let client = app.clients.of(request.headers(), caller.peer.ip());
    match pay(&app, &client, WHOLE) {
        Ok(()) => next.run(request).await,
        Err(refused) => refused,
    }
}

/// Takes units of a client's budget.
fn pay(app: &App, client: &Client, units: u64) -> Result<(), Response> {
    let standing = app.budget.spend(client, units);
    if standing.paid {
        return Ok(());
    }
    let rule = format!(
        "This client has spent its {} units a minute; come again in {} seconds.",
        standing.most, standing.seconds
    );
    let error = Error::new(Code::LimitExceeded, rule).limit("budget", units, standing.left);
    let mut response = deliver::errors(StatusCode::TOO_MANY_REQUESTS, &[error]);
    standing.tell(response.headers_mut());
    Err(response)
}

/// Writes a table out of one snapshot; answers how many rows it has as well.
fn write(
    app: &App,
    ready: &Ready,
    today: Day,
    format: Format,
    about: &About,
    meta: &str,
) -> Result<(File, u64), Failed> {
    let mut spool = Spool::new(&app.tables.folder, MOST_BYTES);
    let outcome = app.tables.readers.read(|snapshot| {
        let from = Reading { engine: &app.engine, snapshot, today };
        ready.write(from, format, about, &mut spool, |_| ())
    });
    let rows = outcome.map_err(|error| Failed::Failed(vec![error.into()]))??;
    let mut headers = headers(ready, about, rows);
    if meta.len() <= LONGEST_LINK {
        let link = format!("<{meta}>; rel=\"describedby\"; type=\"application/csvm+json\"");
        headers.push(("link", link));
    }
    Ok((spool.done(headers).map_err(Failed::Output)?, rows))
}

/// What an answer says of itself.
fn headers(ready: &Ready, about: &About, rows: u64) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("consortia-data-version", about.data_version.clone()),
        ("consortia-query-sha256", about.query_hash.clone()),
        ("consortia-as-of", about.as_of.clone()),
        ("consortia-rows", rows.to_string()),
        ("consortia-licence", LICENCE.to_owned()),
        ("link", format!("<https://spdx.org/licenses/{LICENCE}.html>; rel=\"license\"")),
    ];
    if !ready.table.limited.is_empty() {
        headers.push(("consortia-limited", ready.table.limited.join("; ")));
    }
    if !ready.table.exploded.is_empty() {
        headers.push(("consortia-exploded", ready.table.exploded.join("; ")));
    }
    headers
}

fn failure(failed: Failed) -> Response {
    match failed {
        Failed::Refused(errors) | Failed::Failed(errors) => deliver::refused(&errors),
        Failed::TooLarge(error) => deliver::errors(StatusCode::PAYLOAD_TOO_LARGE, &[error]),
        Failed::Output(error) => deliver::refused(&[Error::internal(error.to_string())]),
        Failed::Enough => deliver::refused(&[Error::internal("a sample in place of a table")]),
    }
}
