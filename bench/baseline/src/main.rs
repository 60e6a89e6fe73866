//! The baselines of `bench/run` and `bench/run-example.sh`: the same responses without GraphQL, which show what the
//! machine, axum and SQLite allow. See `bench/README.md`.
//!
//! - `baseline grow DATABASE`: adds the clusters `EXAMPLE 1`, `EXAMPLE 8` and `EXAMPLE 200` to a database made by
//!   `consortia seed`. They have as many founders as their names say, with twenty partners each, among 5,000 more
//!   organizations.
//! - `baseline serve DATABASE PORT`: serves on 127.0.0.1. Port 0 takes any free port.
//!
//! The last part of the address chooses the response. Of a body, only `variables` is read.
//!
//! | address | response | baseline |
//! | --- | --- | --- |
//! | `/graphql` | the example query | B |
//! | `/q1` `/q2` `/q3` | the query of that name | B |
//! | `/affiliations` | all affiliations, one per line | B |
//! | `/network` `/reach` `/path` | graph searches over lists in memory | in memory |
//! | `/constant/q1` ... | a constant response of the same size: HTTP alone | A |
//!
//! Baseline B runs prepared statements and writes their rows as JSON.

mod example;
mod graph;
mod grow;
mod json;
mod queries;

use std::{cell::RefCell, env, process::ExitCode, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::any,
};
use graph::Graph;
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use serde::Deserialize;
use tokio::sync::OnceCell;

/// An error of any kind; it ends the request.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

thread_local! {
    /// A connection for each thread of the server.
    static CONNECTION: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

#[derive(Default, Deserialize)]
struct Body<'b> {
    #[serde(borrow, default)]
    variables: Variables<'b>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Variables<'b> {
    cluster: &'b str,
    ror: &'b str,
    from: &'b str,
    to: &'b str,
}

/// What the handlers share.
struct Baseline {
    database: String,
    graph: OnceCell<Graph>,
    /// The responses of `/constant`, computed for the first body.
    constant: [OnceCell<Bytes>; 3],
}

fn main() -> ExitCode {
    let words: Vec<_> = env::args().skip(1).collect();
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["grow", database] => grow::grow(database),
        ["serve", database, port] => serve(database, port),
        _ => Err("usage: baseline grow <database> | serve <database> <port>".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("baseline: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(database: &str, port: &str) -> Result<(), Failure> {
    let port: u16 = port.parse()?;
    let shared = Baseline {
        database: database.to_owned(),
        graph: OnceCell::new(),
        constant: Default::default(),
    };
    let app = Router::new()
        .route("/{query}", any(computed))
        .route("/constant/{query}", any(constant))
        .with_state(Arc::new(shared));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        println!("  API       http://{}/graphql", listener.local_addr()?);
        Ok(axum::serve(listener, app).await?)
    })
}

async fn computed(
    State(shared): State<Arc<Baseline>>,
    Path(query): Path<String>,
    body: Bytes,
) -> Response {
    respond(response_body(&shared, &query, &body).await.map(Bytes::from))
}

async fn constant(
    State(shared): State<Arc<Baseline>>,
    Path(query): Path<String>,
    body: Bytes,
) -> Response {
    let position = ["q1", "q2", "q3"].iter().position(|known| *known == query);
    let Some(position) = position else { return respond(Err("no such query".into())) };
    let body = shared.constant[position]
        .get_or_try_init(|| async { response_body(&shared, &query, &body).await.map(Bytes::from) });
    respond(body.await.cloned())
}

fn respond(outcome: Result<Bytes, Failure>) -> Response {
    match outcome {
        Ok(body) => {
            ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], body).into_response()
        }
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    }
}

async fn response_body(shared: &Baseline, query: &str, body: &[u8]) -> Result<String, Failure> {
    let body: Body = if body.is_empty() { Body::default() } else { serde_json::from_slice(body)? };
    let Variables { cluster, ror, from, to } = body.variables;
    let graph = || shared.graph.get_or_try_init(|| async { Graph::read(&open(&shared.database)?) });
    let mut out = String::with_capacity(16 << 10);
    match query {
        "network" => graph().await?.network(ror, true, &mut out)?,
        "reach" => graph().await?.network(ror, false, &mut out)?,
        "path" => graph().await?.path(from, to, &mut out)?,
        _ => CONNECTION.with_borrow_mut(|slot| {
            let db = match slot {
                Some(connection) => connection,
                None => slot.insert(open(&shared.database)?),
            };
            match query {
                "graphql" => out = example::response(db, cluster)?,
                "q1" => queries::one(db, ror, &mut out)?,
                "q2" => queries::nested(db, ror, &mut out)?,
                "q3" => queries::page(db, &mut out)?,
                "affiliations" => queries::affiliations(db, &mut out)?,
                other => return Err(Failure::from(format!("there is no query {other}"))),
            }
            Ok(())
        })?,
    }
    Ok(out)
}

/// A read-only connection with the settings of the registry's readers.
fn open(database: &str) -> Result<Connection, Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "mmap_size", 1_i64 << 30)?;
    Ok(connection)
}
