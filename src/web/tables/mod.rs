//! Tables by address: reports, any document as a table, and a copy of the database.
//!
//! A table is written whole, out of one snapshot, before its first byte is sent (`file.rs` says why).

mod catalog;
mod database_copy;
mod delivery;
mod file;
mod recipes;
mod request;

use std::{
    path::PathBuf,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use axum::{
    Extension, Router,
    body::Body,
    extract::{Path, Query, Request, State, rejection::QueryRejection},
    http::request::Parts,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::Value as Json;

use self::{
    delivery::{self as deliver, Refused},
    file::{File, Kept, Spool},
    request::{Asked, Pairs},
};
use super::{
    App,
    admission::{
        rate_limit as budget,
        request::{self as entry, Entry},
    },
    dispatch::Caller,
    response::outcome::Outcome,
};
use crate::{
    clock,
    digest::sha256_hex,
    domain::date::Day,
    graphql::{Code, Error, PersistedDocuments, document_digest},
    limits::Limits,
    report::{
        Format,
        definition::{self, Report},
        format::FORMATS,
        licence,
        prepared::{self, About, Failed, Reading, Ready},
    },
    store::{ReaderPool, Store},
};

/// How often a table is written again because somebody changed the data meanwhile.
const TRIES: usize = 3;
/// Rows that cost a unit of a client's budget, as at `/graphql`.
const ROWS_A_UNIT: u64 = 100;
/// Letters of an address that still fits into a header of the answer.
const LONGEST_LINK: usize = 2_000;
/// What a table costs of a client's budget beside its rows, and what the catalogue and the copy of the database do.
const TABLE: u64 = 1;
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
    readers: ReaderPool,
    database: PathBuf,
    folder: PathBuf,
    kept: Kept,
}

impl Tables {
    /// Over a store.
    pub fn new(
        store: &Store,
        published: &PersistedDocuments,
        limits: &Limits,
    ) -> anyhow::Result<Self> {
        let database = store.path().to_owned();
        let folder = database.parent().map(std::path::Path::to_owned).unwrap_or_default();
        Ok(Self {
            reports: definition::reports(&published.all())?,
            readers: store.reader_pool(limits.table.time).without_memory_map(),
            folder,
            database,
            kept: Kept::new(),
        })
    }
}

/// The addresses.
pub(super) fn router(app: &Arc<App>) -> Router<Arc<App>> {
    let whole = Router::new()
        .route("/data", get(catalog::page))
        .route("/data.jsonld", get(catalog::dcat))
        .route("/data/snapshot.sqlite", get(database_copy::snapshot));
    let mut tables = Router::new().route("/reports/{file}", get(report));
    for facts in FORMATS {
        let format = facts.format;
        let by_get = move |state, entry, parts, pairs| table(state, entry, parts, pairs, format);
        let by_post = move |state, entry, parts, pairs, body| {
            posted(state, entry, parts, pairs, body, format)
        };
        tables = tables.route(&format!("/table.{}", facts.ending), get(by_get).post(by_post));
    }
    let paid = |router: Router<Arc<App>>, units| {
        router.route_layer(middleware::from_fn_with_state((app.clone(), units), admit))
    };
    paid(whole, WHOLE).merge(paid(tables, TABLE))
}

/// Lets a request in, as those of documents are, and tells how its client's budget stands.
async fn admit(
    State((app, units)): State<(Arc<App>, u64)>,
    Extension(caller): Extension<Caller>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let entry = match Entry::new(&app, caller, &parts.headers, units) {
        Ok(entry) => Arc::new(entry),
        Err(refused) => return Refused(refused).into_response(),
    };
    parts.extensions.insert(entry.clone());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if !response.headers().contains_key(budget::STANDING) {
        entry.standing.tell(response.headers_mut());
    }
    response
}

type Parameters = Result<Query<Pairs>, QueryRejection>;
type Admitted = Extension<Arc<Entry>>;

/// `GET /reports/NAME.FORMAT`.
async fn report(
    State(app): State<Arc<App>>,
    Extension(entry): Admitted,
    Path(file): Path<String>,
    parts: Parts,
    pairs: Parameters,
) -> Result<Response, Refused> {
    let (name, ending) = file.split_once('.').unwrap_or((&file, ""));
    let Some(report) = app.tables.reports.iter().find(|report| report.name == name) else {
        let known: Vec<_> = app.tables.reports.iter().map(|report| report.name.as_str()).collect();
        let rule = format!("there is no report `{name}`; there are {}", known.join(", "));
        return Err(deliver::one(Outcome::Missing, &Error::bad_input("report", rule)));
    };
    let Some(format) = Format::of_ending(ending) else { return Err(no_format(name, ending)) };
    let Query(pairs) = pairs.map_err(|_| bad_address())?;
    let asked = request::report(&app, report, &pairs).await;
    answer(app, &entry, &parts, asked.map_err(|errors| deliver::refused(&entry, &errors))?, format)
        .await
}

/// `GET /table.FORMAT`.
async fn table(
    State(app): State<Arc<App>>,
    Extension(entry): Admitted,
    parts: Parts,
    pairs: Parameters,
    format: Format,
) -> Result<Response, Refused> {
    let Query(pairs) = pairs.map_err(|_| bad_address())?;
    let asked = request::table(&pairs).map_err(|errors| deliver::refused(&entry, &errors))?;
    answer(app, &entry, &parts, asked, format).await
}

/// `POST /table.FORMAT`: what the address may hold, in a JSON object as `/graphql` takes it.
async fn posted(
    State(app): State<Arc<App>>,
    Extension(entry): Admitted,
    parts: Parts,
    pairs: Parameters,
    body: Body,
    format: Format,
) -> Result<Response, Refused> {
    let Query(mut pairs) = pairs.map_err(|_| bad_address())?;
    let body = entry.body(&parts.headers, body).await?;
    let Ok(Json::Object(body)) = serde_json::from_slice::<Json>(&body) else {
        let rule = "the body must be a JSON object with `query` (text), `variables` (an object) and the parameters of the table";
        return Err(deliver::one(Outcome::Malformed, &Error::new(Code::BadUserInput, rule)));
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
    let asked = request::table(&pairs).map_err(|errors| deliver::refused(&entry, &errors))?;
    answer(app, &entry, &parts, asked, format).await
}

fn bad_address() -> Refused {
    let rule = "the address cannot be read: write NAME=VALUE, with & between them";
    deliver::one(Outcome::Malformed, &Error::new(Code::BadUserInput, rule))
}

fn no_format(name: &str, ending: &str) -> Refused {
    let known: Vec<_> = FORMATS.iter().map(|facts| format!("{name}.{}", facts.ending)).collect();
    let rule = format!("there is no format `{ending}`; there are {}", known.join(", "));
    deliver::one(Outcome::Missing, &Error::bad_input("format", rule))
}

/// Answers what is asked for: what the client has, what was kept, or a table written now.
async fn answer(
    app: Arc<App>,
    entry: &Entry,
    parts: &Parts,
    asked: Asked,
    format: Format,
) -> Result<Response, Refused> {
    let refused = |errors: Vec<Error>| deliver::refused(entry, &errors);
    let conditions = deliver::conditions(parts);
    if !app.documents.allows(&asked.request.query) {
        let rule = "Only published documents are answered here; see /data for the reports.";
        return Err(refused(vec![Error::new(Code::DocumentNotPublished, rule)]));
    }
    // A table that cannot be made is refused before anything is said of what the client has.
    let ready = prepared::prepare(&app.engine, asked.request.clone(), &asked.ask, format).await;
    let ready = Arc::new(ready.map_err(refused)?);
    let media = format.facts().media;
    for _ in 0..TRIES {
        let version = app.data_version.current().map_err(|error| refused(vec![error.into()]))?;
        let today = clock::today(version.newest_source);
        let as_of = prepared::as_of(&asked.ask, today);
        let program = env!("CARGO_PKG_VERSION");
        // The address is part of what a table says of itself, so two spellings of one question are two.
        let address = asked.sibling("");
        let what =
            format!("{}\n{program}\n{as_of}\n{format:?}\n{address}\n{}", version.id, asked.key);
        let tag = format!("\"{}\"", &sha256_hex(what.as_bytes())[..32]);
        let name = format!("{}_as-of-{as_of}.{}", asked.name, format.facts().ending);
        if deliver::has(&conditions, &tag) {
            return Ok(deliver::not_modified(&tag));
        }
        if let Some(file) = app.tables.kept.get(&tag) {
            app.metrics.kept();
            return Ok(deliver::file(&conditions, &file, &tag, media, &name));
        }
        let about = About {
            name: asked.name.clone(),
            title: asked.title.clone(),
            query_hash: document_digest(&asked.request.query),
            as_of,
            data_version: version.id.clone(),
            licence: licence::expression(&version.origins),
            csv: asked.sibling("csv"),
            folder: Some(app.tables.folder.clone()),
        };
        let (writer, made, meta) = (app.clone(), ready.clone(), asked.sibling("meta.json"));
        let write = move |gone: &_| write(&writer, &made, today, format, &about, &meta, gone);
        let written = entry.heavy(PATIENCE, write).await?;
        let (file, rows) = written.map_err(|failed| failure(entry, failed))?;
        // What was read is of this version if nobody wrote meanwhile; else what the headers say is not sure.
        if app.data_version.current().is_ok_and(|now| now.id == version.id) {
            let standing = entry.charge(rows / ROWS_A_UNIT);
            let file = Arc::new(file);
            app.tables.kept.put(tag.clone(), file.clone());
            let mut response = deliver::file(&conditions, &file, &tag, media, &name);
            standing.tell(response.headers_mut());
            return Ok(response);
        }
    }
    // Somebody writes all the time.
    Err(Refused(entry::busy("queued_requests", app.limits.server.queued_requests)))
}

/// Writes a table out of one snapshot, unless nobody waits for it any more; answers how many rows it has
/// as well.
fn write(
    app: &App,
    ready: &Ready,
    today: Day,
    format: Format,
    about: &About,
    meta: &str,
    gone: &Arc<AtomicBool>,
) -> Result<(File, u64), Failed> {
    let mut spool = Spool::new(&app.tables.folder, app.limits.table.bytes, gone.clone());
    let outcome = app.tables.readers.read_until_cancelled(gone, |snapshot| {
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
        ("consortia-licence", about.licence.clone()),
    ];
    for address in licence::addresses(&about.licence) {
        headers.push(("link", format!("<{address}>; rel=\"license\"")));
    }
    if !ready.table.limited.is_empty() {
        headers.push(("consortia-limited", ready.table.limited.join("; ")));
    }
    if !ready.table.exploded.is_empty() {
        headers.push(("consortia-exploded", ready.table.exploded.join("; ")));
    }
    headers
}

fn failure(entry: &Entry, failed: Failed) -> Refused {
    match failed {
        Failed::Refused(errors) => deliver::refused(entry, &errors),
        Failed::Failed(errors) => {
            let of_tables = |error: Error| match error.code {
                Code::Timeout => error.with("limit", "table_time"),
                _ => error,
            };
            deliver::refused(entry, &errors.into_iter().map(of_tables).collect::<Vec<_>>())
        }
        Failed::Missing(error) => deliver::one(Outcome::Missing, &error),
        Failed::TooLarge(error) => deliver::one(Outcome::TooLarge, &error),
        Failed::Output(error) => deliver::refused(entry, &[Error::internal(error.to_string())]),
        Failed::Enough => deliver::refused(entry, &[Error::internal("a sample, not a table")]),
    }
}
